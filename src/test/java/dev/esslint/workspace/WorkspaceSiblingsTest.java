package dev.esslint.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.fuzz.Seeds;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The same folder of manifests written in another way comes to the same deployments, whatever the tool. */
final class WorkspaceSiblingsTest {

  @TestFactory
  Stream<DynamicContainer> own_cases_in_other_forms() throws IOException {
    return cases(Path.of("testdata/workspace"));
  }

  @Tag("shared")
  @TestFactory
  Stream<DynamicContainer> shared_cases_in_other_forms() throws IOException {
    return cases(Path.of(System.getProperty("shared"), "facts/wrappers"));
  }

  private static Stream<DynamicContainer> cases(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("expected.json"))
          .map(Path::getParent)
          .sorted()
          .map(at -> DynamicContainer.dynamicContainer(folder.relativize(at).toString(), siblings(at)))
          .toList()
          .stream();
    }
  }

  private static Stream<DynamicTest> siblings(Path at) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : Seeds.files(at, "")) {
      if (!file.endsWith("expected.json")) {
        files.put(at.relativize(file).toString(), Seeds.text(file));
      }
    }
    return Siblings.ALL.entrySet().stream()
        .map(
            sibling ->
                DynamicTest.dynamicTest(
                    sibling.getKey(),
                    () -> {
                      Siblings.Changed changed = sibling.getValue().of(files);
                      assertEquals(changed.names().apply(told(files)), told(changed.files()), () -> shown(changed.files()));
                    }));
  }

  private static String shown(Map<String, String> files) {
    StringBuilder shown = new StringBuilder();
    files.forEach((name, text) -> shown.append("\n=== ").append(name).append('\n').append(text));
    return shown.toString();
  }

  /** What is found, without the places where it is found. */
  private static String told(Map<String, String> files) {
    Workspace workspace = Workspace.of(new MemoryFolder(files), Discovery.EVERYTHING, Charts.builtIn());
    List<String> lines = new ArrayList<>();
    for (Deployment one : workspace.deployments()) {
      UserValues values = UserValues.of(one);
      Map<String, Object> told = new TreeMap<>();
      told.put("kind", one.kind());
      told.put("release", one.release());
      told.put("namespace", one.namespace());
      told.put("ref", one.chart().ref());
      told.put("version", one.chart().exact().orElse(""));
      told.put("pinned", one.chart().pinned().map(String::valueOf).orElse(""));
      told.put("constraint", one.chart().constraint());
      told.put("key", one.key());
      told.put("deploys", one.deploys());
      told.put("traits", new TreeSet<>(one.traits()));
      told.put("open", one.isOpen());
      told.put("values", value(values.values(), ValuePath.ROOT, values));
      told.put("unknown", new TreeSet<>(values.unknowns().keySet().stream().map(String::valueOf).toList()));
      lines.add(told.toString());
    }
    workspace.detections().forEach(one -> lines.add(one.check().label()));
    workspace.unreadable().forEach(one -> lines.add("unreadable"));
    lines.sort(null);
    return String.join("\n", lines);
  }

  private static String value(Value value, ValuePath path, UserValues values) {
    Unknown unknown = values.unknowns().get(path);
    return switch (value) {
      case MapValue map -> {
        Map<String, String> entries = new TreeMap<>();
        map.entries().forEach((k, v) -> entries.put(k, value(v, path.key(k), values)));
        yield entries.toString();
      }
      case ListValue list -> {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
          items.add(value(list.items().get(i), path.index(i), values));
        }
        yield items.toString();
      }
      case ScalarValue scalar ->
          (unknown == null ? "" : "? ")
              + (scalar.scalar() instanceof Scalar.Str ? "'" : "")
              + Scalar.text(scalar.scalar());
    };
  }
}
