package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Changes of values, half of them harmful: what is told of each, and that nothing is told of the others. */
final class ChangesTest {
  private static final Path FILE = Path.of("testdata/changes/changes.yaml");

  /** Stands for: nothing of the family, whatever else is told. */
  private static final String NO_CHANGE = "-CHG";

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> harmful_changes_are_told_and_harmless_ones_are_not() throws Exception {
    ListNode cases =
        (ListNode) YamlReader.read(new SourceText("changes", Files.readString(FILE))).root();
    String base = Files.readString(Path.of("testdata/base.yaml"));
    return cases.items().stream()
        .map(MapNode.class::cast)
        .map(
            item ->
                DynamicTest.dynamicTest(
                    text(item, "change"),
                    () -> {
                      Files.writeString(folder.resolve("base.yaml"), base);
                      Files.writeString(folder.resolve("old.yaml"), text(item, "before"));
                      Files.writeString(folder.resolve("new.yaml"), text(item, "values"));
                      Run run =
                          Run.in(
                              folder, "-q", "--only-new", "--before", "base.yaml", "--before",
                              "old.yaml", "-f", "base.yaml", "-f", "new.yaml", "--chart-version",
                              item.get("release") == null ? "26.8.1" : text(item, "release"));
                      assertEquals("", run.err());
                      check(tells(item), run.out());
                    }));
  }

  private static void check(List<String> expected, String out) {
    List<String> told = new ArrayList<>();
    out.lines().forEach(line -> told.add(line.split(" ", 4)[2]));
    if (expected.equals(List.of(NO_CHANGE))) {
      assertTrue(told.stream().noneMatch(id -> id.startsWith("CHG")), out);
    } else if (expected.isEmpty()) {
      assertEquals("", out);
    } else {
      assertTrue(told.containsAll(expected), out);
    }
  }

  private static List<String> tells(MapNode item) {
    return item.get("tells") instanceof ListNode list
        ? list.items().stream().map(ChangesTest::text).toList()
        : List.of();
  }

  private static String text(MapNode item, String key) {
    return text(item.get(key));
  }

  private static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar
        ? Objects.requireNonNull(scalar.string())
        : "";
  }
}
