package dev.esslint.deployment;

import dev.esslint.source.Node;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.PackedNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which options of the programs are true or false, by the table {@code schemas/switches.yaml}. It is read when a fragment
 * first has a word that could be meant for one.
 */
final class Switches {
  private static final class Table {
    static final Node ROOT = load();

    private static Node load() {
      try (InputStream in = Switches.class.getResourceAsStream("switches")) {
        return PackedNodes.read(Objects.requireNonNull(in).readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Switches() {}

  /**
   * Whether an option is a switch in any version of the program.
   *
   * @param path the keys that lead to it, an item of a list as {@code []}
   */
  static boolean contains(Component component, List<String> path) {
    return Table.ROOT instanceof MapNode map
        && map.get(component.label()) instanceof ListNode options
        && options.items().stream()
            .anyMatch(
                option -> option instanceof ScalarNode scalar && fits(scalar.string(), path));
  }

  private static boolean fits(@Nullable String option, List<String> path) {
    List<String> steps = List.of(Objects.requireNonNull(option).replace("[]", ".[]").split("\\.", -1));
    if (steps.size() != path.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).equals("*") && !steps.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }
}
