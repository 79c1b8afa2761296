package dev.esslint.analysis;

import dev.esslint.model.fragment.Component;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of some values is more than anybody can deploy; to look at it would take more time and memory than a run may have. */
final class Limits {
  private static final int MOST_FRAGMENTS = 100_000;

  private static final List<ValuePath> FRAGMENTS = fragments();

  /** What Kubernetes stores of an object at most, in bytes; a text has at least as many as characters. */
  private static final int MOST_IN_OBJECT = 1 << 20;

  private Limits() {}

  /** The limit that some layer breaks, with the place; null if none does. */
  static @Nullable SourceException exceeded(Reading reading) {
    for (Document document : reading.nesting().documents()) {
      if (document.source().text().length() > MOST_IN_OBJECT) {
        Span text = longText(document.root());
        if (text != null) {
          return new SourceException(
              "a text of more than 1 MiB, which is more than Kubernetes stores of any object", document.source(), text);
        }
      }
      for (ValuePath path : FRAGMENTS) {
        Entry additional = entry(document.root(), path.steps());
        if (additional != null
            && additional.value() instanceof MapNode map
            && map.entries().size() > MOST_FRAGMENTS) {
          return new SourceException(
              "`"
                  + path
                  + "` has more than "
                  + MOST_FRAGMENTS / 1000
                  + ",000 fragments, far more than any deployment has",
              document.source(),
              additional.key());
        }
      }
    }
    return null;
  }

  /** Where the first text is that no object can hold; null if there is none. */
  private static @Nullable Span longText(Node node) {
    return switch (node) {
      case ScalarNode(Span span, Scalar.Str(String text), var style) -> text.length() > MOST_IN_OBJECT ? span : null;
      case ScalarNode scalar -> null;
      case MapNode map -> first(map.entries().values().stream().map(Entry::value));
      case ListNode list -> first(list.items().stream());
    };
  }

  private static @Nullable Span first(Stream<Node> nodes) {
    return nodes.map(Limits::longText).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private static List<ValuePath> fragments() {
    List<ValuePath> paths = new ArrayList<>(List.of(ValuePath.of("elementWeb", "additional")));
    for (Component component : Component.values()) {
      paths.add(component.additional());
    }
    return List.copyOf(paths);
  }

  private static @Nullable Entry entry(Node root, Iterable<Step> steps) {
    Node node = root;
    Entry entry = null;
    for (Step step : steps) {
      entry = node instanceof MapNode map && step instanceof Key(String name) ? map.entries().get(name) : null;
      if (entry == null) {
        return null;
      }
      node = entry.value();
    }
    return entry;
  }
}
