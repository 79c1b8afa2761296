package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.schema.SchemaPaths;
import dev.esslint.schema.Types;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The words of {@code schemas/keys.yaml}. */
final class KeyWordsTest {
  private static final KeyWords WORDS = KeyWords.get();
  private static final List<Chart> CHARTS =
      Charts.builtIn().loadAll();
  private static final List<SchemaPaths> SCHEMAS =
      CHARTS.stream().map(chart -> new SchemaPaths(chart.schema())).toList();

  /** Below these, keys are as in Kubernetes, and people ask there; the last one is a slip of the schema. */
  private static final String OF_KUBERNETES =
      "affinity|matchExpressions|seLinuxOptions|extraVolumes|extraInitContainers|labelSelector|valueFrom"
          + "|additional\\.any\\.properties";

  /** What stands for keys of the schema that a pattern cannot name. */
  private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");

  @Test
  void every_entry_is_a_key_of_some_release() {
    List<String> strays = new ArrayList<>();
    for (String entry : WORDS.paths()) {
      if (!isKey(entry)) {
        strays.add(entry);
      }
    }
    assertEquals(List.of(), strays);
  }

  private static boolean isKey(String entry) {
    if (entry.contains(".additional.*.config")) {
      return isKey(entry.substring(0, entry.lastIndexOf('.'))); // the schema does not say what fragments have
    }
    for (String probe : entry.contains("*Probe") ? PROBES : List.of("")) {
      String path = entry.replace("*Probe", probe).replace("[]", "[0]");
      for (int steps = 0; steps <= 5; steps++) {
        boolean front = path.startsWith("*");
        String rest = path.replaceFirst("^\\*\\*?\\.", "");
        String whole = front ? String.join(".", Collections.nCopies(steps, "*")) + "." + rest : rest;
        ValuePath parsed = ValuePath.parse(whole.replaceFirst("^\\.", ""));
        if (SCHEMAS.stream().anyMatch(schema -> schema.lead(parsed))) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void every_entry_is_used() {
    Set<String> used = new TreeSet<>();
    for (Chart chart : CHARTS) {
      forEach(chart, ValuePath.ROOT, path -> WORDS.entry(path).ifPresent(used::add));
    }
    List<String> unused = new ArrayList<>(WORDS.paths());
    unused.removeAll(used);
    unused.removeIf(path -> path.contains(".additional.*"));
    assertEquals(List.of(), unused);
  }

  @Test
  void every_key_of_the_newest_release_has_words_but_for_the_depths_of_kubernetes() {
    Set<ValuePath> with = new HashSet<>();
    Set<String> without = new TreeSet<>();
    forEach(
        CHARTS.getLast(),
        ValuePath.ROOT,
        path -> {
          if (WORDS.of(path).isPresent()) {
            with.add(path);
          } else if (!path.toString().matches(".*\\.?(" + OF_KUBERNETES + ")\\b.*")) {
            without.add(path.toString());
          }
        });
    assertTrue(with.size() > 400, with.size() + " keys");
    assertEquals(Set.of(), without);
  }

  @Test
  void words_are_one_to_three_short_sentences_without_variables() {
    for (Chart chart : List.of(CHARTS.getFirst(), CHARTS.getLast())) {
      forEach(chart, ValuePath.ROOT, path -> WORDS.of(path).ifPresent(words -> check(path, words)));
    }
  }

  private static void check(ValuePath path, String words) {
    assertTrue(words.endsWith("."), path + ": " + words);
    assertFalse(words.matches(".*\\{(component|at|\\*)}.*"), path + ": " + words);
    String[] sentences = words.split("(?<=\\.) (?=[A-Z`])", -1);
    assertTrue(sentences.length <= 4, path + ": " + words);
    for (String sentence : sentences) {
      assertTrue(sentence.split(" ", -1).length <= 30, path + ": " + sentence);
    }
  }

  @Test
  void words_are_about_the_component_that_a_key_is_of() {
    assertEquals(
        Optional.of("The tag of the image of the Matrix RTC SFU. A version that the chart was not made for may not"
            + " understand its configuration."),
        WORDS.of(ValuePath.parse("matrixRTC.sfu.image.tag")));
    assertEquals(
        Optional.of("How many pods of the `pusher` worker run."),
        WORDS.of(ValuePath.parse("synapse.workers.pusher.replicas")));
    assertEquals(
        Optional.of("The name of the environment variable."),
        WORDS.of(ValuePath.parse("synapse.extraEnv[3].name")));
    assertEquals(Optional.empty(), WORDS.of(ValuePath.parse("synapse.ingress.hostname")));
  }

  @Test
  @Tag("shared")
  void every_key_of_the_examples_of_the_chart_has_words() throws Exception {
    Set<String> without = new TreeSet<>();
    for (Path file : examples()) {
      forEach(
          YamlReader.read(new SourceText(file.toString(), Files.readString(file))).root(),
          ValuePath.ROOT,
          path -> {
            boolean known = !Charts.builtIn().runs(path).isEmpty();
            if (known && WORDS.of(path).isEmpty()) {
              without.add(path.toString());
            }
          });
    }
    assertEquals(Set.of(), without);
  }

  private static List<Path> examples() throws Exception {
    Path charts = Path.of(System.getProperty("shared")).resolve("charts");
    try (Stream<Path> files = Files.walk(charts, 3)) {
      return files.filter(file -> file.toString().matches(".*/ci/[^/]+\\.yaml")).toList();
    }
  }

  private static void forEach(Node node, ValuePath at, Consumer<ValuePath> visitor) {
    if (node instanceof MapNode map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                visitor.accept(at.key(key));
                forEach(entry.value(), at.key(key), visitor);
              });
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> forEach(item, at.index(0), visitor));
    }
  }

  /** Every key that the schema of a chart names, the items of its lists and one key of each mapping with free keys. */
  private static void forEach(Chart chart, ValuePath at, Consumer<ValuePath> visitor) {
    SchemaPaths schema = new SchemaPaths(chart.schema());
    Set<String> keys = schema.keys(at);
    for (String key : keys) {
      visitor.accept(at.key(key));
      forEach(chart, at.key(key), visitor);
    }
    if (keys.isEmpty() && !at.equals(ValuePath.of("global"))) {
      boolean list = Types.of(chart, at).contains("array");
      ValuePath below = list ? at.index(0) : at.key("any");
      if (schema.lead(below)) {
        visitor.accept(below);
        forEach(chart, below, visitor);
      }
    }
  }
}
