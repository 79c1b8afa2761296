package dev.esslint.model.fragment;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Merges fragments as the chart's renderer does: mappings deeply, lists one after the other, of everything else the
 * last one wins. What is remarkable about it is collected on the way.
 */
final class FragmentMerge {

  /** What happens to a key that two fragments give. */
  enum Kind {
    /** Two scalars that differ: the later one wins. */
    OVERRIDDEN,
    /** Two lists with an item in common, which is in the merged list twice. */
    REPEATED,
    /** A mapping or a list that something of another type, or another list, replaces. */
    REPLACED
  }

  /**
   * A remark.
   *
   * @param key the key in the configuration
   * @param earlier what the fragment gives that is merged first
   * @param later what the fragment gives that is merged afterwards
   */
  record Remark(Kind kind, ValuePath key, Value earlier, Value later) {}

  private final Component component;
  private final List<Remark> remarks = new ArrayList<>();

  /** What this merge has made itself, and so may add to; copying it for every fragment would take quadratic time. */
  private final Set<Object> own = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The scalars in the lists that this merge has made itself. */
  private final IdentityHashMap<List<Value>, Set<Scalar>> scalars = new IdentityHashMap<>();

  FragmentMerge(Component component) {
    this.component = component;
  }

  List<Remark> remarks() {
    return remarks;
  }

  MapValue over(MapValue upper, MapValue lower) {
    return over(upper, lower, ValuePath.ROOT);
  }

  private MapValue over(MapValue upper, MapValue lower, ValuePath path) {
    SequencedMap<String, Value> entries =
        own.contains(lower.entries()) ? lower.entries() : new LinkedHashMap<>(lower.entries());
    own.add(entries);
    for (Map.Entry<String, Value> entry : upper.entries().entrySet()) {
      Value below = entries.get(entry.getKey());
      entries.put(
          entry.getKey(),
          below == null
              ? entry.getValue()
              : over(entry.getValue(), below, path.key(entry.getKey())));
    }
    return new MapValue(entries, new LinkedHashMap<>(), upper.origin());
  }

  private Value over(Value upper, Value lower, ValuePath path) {
    if (upper instanceof MapValue a && lower instanceof MapValue b) {
      return over(a, b, path);
    }
    if (upper instanceof ListValue a
        && lower instanceof ListValue b
        && !component.replacesList(path)) {
      return appended(a, b, path);
    }
    if (!(lower instanceof ScalarValue(Scalar before, var origin))) {
      remarks.add(new Remark(Kind.REPLACED, path, lower, upper));
    } else if (upper instanceof ScalarValue(Scalar after, var at) && !after.equals(before)) {
      remarks.add(new Remark(Kind.OVERRIDDEN, path, lower, upper));
    }
    return upper;
  }

  private ListValue appended(ListValue upper, ListValue lower, ValuePath path) {
    boolean made = scalars.containsKey(lower.items());
    List<Value> items = made ? lower.items() : new ArrayList<>(lower.items());
    Set<Scalar> there =
        scalars.computeIfAbsent(items, list -> new HashSet<>(scalars(lower.items())));
    Set<Scalar> more = scalars(upper.items());
    if (!Collections.disjoint(there, more)) {
      remarks.add(new Remark(Kind.REPEATED, path, lower, upper));
    }
    there.addAll(more);
    items.addAll(upper.items());
    return new ListValue(items, upper.origin());
  }

  private static Set<Scalar> scalars(List<Value> items) {
    Set<Scalar> scalars = new HashSet<>();
    items.forEach(item -> scalar(item).ifPresent(scalars::add));
    return scalars;
  }

  private static Optional<Scalar> scalar(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin)
        ? Optional.of(scalar)
        : Optional.empty();
  }
}
