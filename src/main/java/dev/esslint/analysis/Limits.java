package dev.esslint.analysis;

import dev.esslint.model.fragment.Component;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of some values is more than anybody can deploy; to look at each of them would take more memory than a run may have. */
final class Limits {
  private static final int MOST_FRAGMENTS = 100_000;

  private static final List<ValuePath> FRAGMENTS = fragments();

  private Limits() {}

  /** The limit that some layer breaks, with the place; null if none does. */
  static @Nullable SourceException exceeded(Reading reading) {
    for (Document document : reading.nesting().documents()) {
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
