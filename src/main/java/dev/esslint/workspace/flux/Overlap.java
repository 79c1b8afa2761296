package dev.esslint.workspace.flux;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.values.set.SetExpression.Step;
import dev.esslint.workspace.DeploymentLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a {@code targetPath} or the inline values win where both set a path. The controller merges the inline values before a
 * target is set and once more at the end; a mapping that only they have is not copied, so that what is set in it is set in them, and
 * stays. So the order of mutation has to be followed step by step.
 */
final class Overlap {
  private Map<String, Object> result = new LinkedHashMap<>();
  private Map<String, Object> inline = new LinkedHashMap<>();
  private final List<Assignment> targets = new ArrayList<>();
  private final List<Boolean> shadowed = new ArrayList<>();

  /** Adds inline values; all of them come before anything else. */
  void inline(MapNode values) {
    inline = merged(inline, tree(values));
  }

  /** Adds what a reference without a target gives. */
  void root(List<DeploymentLayer> layers) {
    for (DeploymentLayer layer : layers) {
      if (layer instanceof DeploymentLayer.Mapping mapping
          && mapping.document().root() instanceof MapNode map) {
        result = merged(result, tree(map));
      }
    }
  }

  /** Adds a reference with a target. */
  void target(SetExpression expression) {
    Assignment assignment = expression.assignments().getFirst();
    shadowed.add(setsInline(assignment.steps()));
    result = merged(result, inline);
    set(result, assignment.steps(), 0, assignment);
    targets.add(assignment);
  }

  /** Whether the inline values set the path of a target, too. */
  boolean isShadowed(int target) {
    return shadowed.get(target);
  }

  /** For each target whether it is what counts in the end. */
  List<Boolean> wins() {
    Map<String, Object> end = merged(result, inline);
    List<Boolean> wins = new ArrayList<>();
    for (Assignment target : targets) {
      wins.add(target.equals(at(end, target.steps())));
    }
    return wins;
  }

  private boolean setsInline(List<Step> steps) {
    Object at = at(inline, steps);
    return at != null && !(at instanceof Assignment);
  }

  private static @Nullable Object at(Map<String, Object> root, List<Step> steps) {
    Object at = root;
    for (Step step : steps) {
      Object next =
          switch (step) {
            case Name name -> at instanceof Map<?, ?> map ? map.get(name.key()) : null;
            case At item ->
                at instanceof List<?> list && item.index() < list.size()
                    ? list.get(item.index())
                    : null;
          };
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static Map<String, Object> tree(MapNode map) {
    Map<String, Object> tree = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> tree.put(key, object(entry.value())));
    return tree;
  }

  private static Object object(Node node) {
    return switch (node) {
      case MapNode map -> tree(map);
      case ListNode list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(object(item)));
        yield items;
      }
      case Node.ScalarNode scalar -> scalar;
    };
  }

  /** A new mapping; what only one of both has is shared. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Map<String, Object> lower, Map<String, Object> upper) {
    Map<String, Object> merged = new LinkedHashMap<>(lower);
    upper.forEach(
        (key, value) ->
            merged.put(
                key,
                value instanceof Map && merged.get(key) instanceof Map
                    ? merged((Map<String, Object>) merged.get(key), (Map<String, Object>) value)
                    : value));
    return merged;
  }

  @SuppressWarnings("unchecked")
  private static void set(Object at, List<Step> steps, int step, Assignment value) {
    Object next = step + 1 < steps.size() ? null : value;
    switch (steps.get(step)) {
      case Name name when at instanceof Map<?, ?> map -> {
        Map<String, Object> entries = (Map<String, Object>) map;
        if (next == null) {
          next = child(entries.get(name.key()), steps.get(step + 1));
          set(next, steps, step + 1, value);
        }
        entries.put(name.key(), next);
      }
      case At item when at instanceof List<?> list -> {
        List<Object> items = (List<Object>) list;
        while (items.size() <= item.index()) {
          items.add(new Object());
        }
        if (next == null) {
          next = child(items.get(item.index()), steps.get(step + 1));
          set(next, steps, step + 1, value);
        }
        items.set(item.index(), next);
      }
      default -> {}
    }
  }

  private static Object child(@Nullable Object old, Step next) {
    return next instanceof Name
        ? old instanceof Map ? old : new LinkedHashMap<String, Object>()
        : old instanceof List ? old : new ArrayList<Object>();
  }
}
