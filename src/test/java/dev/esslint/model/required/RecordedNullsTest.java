package dev.esslint.model.required;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A null over a default is told where real Helm has stopped at it. What Helm said is in {@code testdata/nulls}, a file for each of some
 * releases: values that use all parts of the chart, the defaults that cannot be taken away there, and, line by line, what is changed in
 * these values with the defaults that can then be taken away and those that then cannot. {@code NullRecordsTest} asks Helm again.
 */
final class RecordedNullsTest {
  private static final Path RECORDS = Path.of("testdata/nulls");

  /** Deeper than that no null changes when another one matters. */
  private static final int ALONE = 2;

  @TestFactory
  Stream<DynamicTest> a_null_is_told_where_helm_has_stopped_at_it() throws Exception {
    try (Stream<Path> files = Files.list(RECORDS)) {
      List<Path> records = files.sorted().toList();
      assertFalse(records.isEmpty(), "there is no record");
      return records.stream().flatMap(RecordedNullsTest::changes);
    }
  }

  private static Stream<DynamicTest> changes(Path record) {
    Release release = Release.parse(record.getFileName().toString().replace(".tsv", "")).orElseThrow();
    List<String> lines = lines(record);
    String everything = lines.get(0);
    Set<String> usual = words(lines.get(1));
    Set<String> tried = new TreeSet<>(usual); // what the schema refuses is not here
    lines.subList(2, lines.size()).forEach(line -> tried.addAll(words(line.split("\t", -1)[2])));
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest(release.toString(), () -> assertEquals(lines(usual), told(release, everything, "{}", tried))));
    for (String line : lines.subList(2, lines.size())) {
      String[] change = line.split("\t", -1);
      Set<String> refused = new TreeSet<>(usual);
      refused.removeAll(words(change[1]));
      refused.addAll(words(change[2]));
      tests.add(
          DynamicTest.dynamicTest(
              release + " " + change[0], () -> assertEquals(lines(refused), told(release, everything, change[0], tried))));
    }
    return tests.stream();
  }

  /** The paths of which a null is told. */
  private static String told(Release release, String everything, String change, Set<String> tried) throws Exception {
    TreeMap<Integer, List<String>> byDepth = new TreeMap<>();
    Set<String> told = new TreeSet<>();
    for (String path : tried) {
      int depth = path.split("\\.", -1).length;
      if (depth <= ALONE) {
        told.addAll(told(release, everything, change, List.of(path)));
      } else {
        byDepth.computeIfAbsent(depth, none -> new ArrayList<>()).add(path);
      }
    }
    for (List<String> paths : byDepth.values()) {
      told.addAll(told(release, everything, change, paths));
    }
    return lines(told);
  }

  private static Set<String> told(Release release, String everything, String change, List<String> nulls) throws Exception {
    List<Layer> layers = new ArrayList<>();
    layers.add(file(everything));
    layers.add(file(change));
    for (String path : nulls) {
      String[] keys = path.split("\\.", -1);
      layers.add(file("{" + String.join(": {", keys) + ": ~" + "}".repeat(keys.length)));
    }
    ResolvedValues values =
        ResolvedValues.of(layers, new Layer.Defaults(release.toString(), Charts.builtIn().load(release).defaults()));
    Facts facts = new Facts(values.root().origin());
    NullFacts.state(new Chosen(values), release, facts);
    Set<String> told = new TreeSet<>();
    for (String list : List.of("nulled", "nulledMonitors")) {
      if (facts.tree().root().entries().get(list) instanceof ListValue(List<Value> items, Origin origin)) {
        items.forEach(item -> told.add(item.text("path")));
      }
    }
    return told;
  }

  private static Layer file(String yaml) throws Exception {
    return new Layer.File(YamlReader.read(new SourceText("values.yaml", yaml)));
  }

  private static Set<String> words(String words) {
    return words.isEmpty() ? Set.of() : Set.of(words.split(" ", -1));
  }

  private static String lines(Set<String> paths) {
    return String.join("\n", new TreeSet<>(paths));
  }

  private static List<String> lines(Path record) {
    try {
      return Files.readAllLines(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
