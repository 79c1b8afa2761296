package dev.esslint.model.program;

import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.embedded.Program;
import dev.esslint.model.fragment.Component;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code schemas/owned-keys.yaml}: keys of programs that are not the user's to set, by component. */
public final class OwnedKeyTable {
  private OwnedKeyTable() {}

  /** What becomes of a key in a fragment: a list of the table. */
  public enum Fate {
    OVERWRITTEN("ownedKeys"),
    REFUSED("refusedKeys"),
    REFUSED_WITH_MAS("delegatedKeys"),
    IDLE_WITH_MAS("idleKeys");

    final String list;

    Fate(String list) {
      this.list = list;
    }

    /** Whether it is one of the settings that the chart makes itself or that keep the program from starting. */
    boolean isTheirs() {
      return this != IDLE_WITH_MAS;
    }
  }

  /**
   * What the chart has to do with an option of a program.
   *
   * @param charts the releases, as a range; empty for all
   * @param fate what becomes of it where the user sets it
   * @param sometimes whether it is so only under some values
   * @param use what to do instead
   * @param advice the same to whom the removal is told already; may be empty
   */
  public record Owned(String charts, Fate fate, boolean sometimes, String use, String advice) {}

  /** The table, which most values never need. */
  private static final class Packed {
    static final Node ROOT = PackedNodes.resource(OwnedKeyTable.class, "owned-keys");
  }

  /** The rows of a list of a component. */
  static List<Node> rows(Component component, String list) {
    return child(child(Packed.ROOT, component.label()), list) instanceof ListNode rows ? rows.items() : List.of();
  }

  /** What the chart has to do with an option, in whichever release. */
  public static List<Owned> of(Program program, String option) {
    List<Owned> owned = new ArrayList<>();
    for (Component component : Component.values()) {
      if (component.program() == program) {
        for (Fate fate : Fate.values()) {
          for (Node row : rows(component, fate.list)) {
            if (text(row, "key").equals(option)) {
              owned.add(
                  new Owned(
                      text(row, "charts"),
                      fate,
                      child(row, "if") != null || child(row, "value") != null,
                      use(row),
                      advice(row)));
            }
          }
        }
      }
    }
    return owned;
  }

  /** Whether the chart sets a key of a component in a release, whatever a fragment says, or unless one does. */
  static boolean isGiven(Component component, String key, Release release) {
    for (String list : List.of("ownedKeys", "givenKeys")) {
      for (Node row : rows(component, list)) {
        if (text(row, "key").equals(key) && ReleaseRange.parse(text(row, "charts")).contains(release)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What to do, in sentences. */
  static String use(Node row) {
    return isRemovable(row) ? ("Remove it. " + advice(row)).strip() : advice(row);
  }

  /** What else there is to know when it is removed. */
  static String advice(Node row) {
    return text(row, isRemovable(row) ? "remove" : "use");
  }

  /** Whether nothing is lost without it, so that a machine can remove it. */
  static boolean isRemovable(Node row) {
    return child(row, "remove") != null;
  }

  /** What a node has at a key. */
  static @Nullable Node child(@Nullable Node node, String key) {
    return node instanceof MapNode map ? map.get(key) : null;
  }

  /** A text of a row; empty if it has none. */
  static String text(Node row, String key) {
    return Optional.ofNullable(child(row, key))
        .map(node -> node instanceof ScalarNode scalar ? Scalar.text(scalar.value()) : "")
        .orElse("");
  }
}
