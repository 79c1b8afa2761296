package dev.esslint.values;

import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Conflict.Kind;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.values.set.SetExpression.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies the assignments of an argument to merged values as Helm's {@code strvals} does. */
final class Assignments {
  private final Layer.Argument layer;
  private final Merge merge;

  private final Set<Object> own;

  /**
   * @param own what was made for this argument or one before it, and so may be changed; to copy it for every assignment would take
   *     quadratic time
   */
  Assignments(Layer.Argument layer, Merge merge, Set<Object> own) {
    this.layer = layer;
    this.merge = merge;
    this.own = own;
  }

  /** An assignment that Helm refuses. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Conflict conflict;

    Refused(Conflict conflict) {
      super("", null, false, false);
      this.conflict = conflict;
    }
  }

  /** The values with all assignments; one that Helm refuses is told as a conflict and left out. */
  MapValue applyTo(MapValue values) {
    MapValue changed = values;
    for (Assignment assignment : layer.expression().assignments()) {
      try {
        Value value = Value.of(layer, assignment.value(), UnaryOperator.identity());
        changed =
            assignment.steps().isEmpty() && value instanceof MapValue map
                ? merge.over(map, changed, ValuePath.ROOT)
                : (MapValue) new Change(assignment, value).map(changed, 0, ValuePath.ROOT);
      } catch (Refused e) {
        merge.tell(e.conflict);
      }
    }
    return changed;
  }

  /** One assignment on its way down. */
  private final class Change {
    private final List<Step> steps;
    private final Value value;
    private final boolean cut;

    Change(Assignment assignment, Value value) {
      this.steps = assignment.steps();
      this.value = value;
      this.cut = assignment.cut();
    }

    /** A mapping, or a new one, with the change below it. The step there is a name. */
    Value map(@Nullable MapValue lower, int step, ValuePath path) throws Refused {
      Name name = (Name) steps.get(step);
      ValuePath below = path.key(name.key());
      Value old = lower == null ? null : lower.entries().get(name.key());
      SequencedMap<String, Value> entries = entries(lower);
      Value changed =
          isLast(step)
              ? last(old, below, name.span())
              : steps.get(step + 1) instanceof Name
                  ? map(mapping(old, step, below), step + 1, below)
                  : list(listing(old, step, below), step + 1, below);
      entries.put(name.key(), changed);
      return new MapValue(entries, new LinkedHashMap<>(), origin(lower, step - 1));
    }

    /** A list, or a new one, with the change below it. The step there is an index. */
    private Value list(@Nullable ListValue lower, int step, ValuePath path) throws Refused {
      At at = (At) steps.get(step);
      ValuePath below = path.index(at.index());
      List<Value> items = items(lower);
      boolean there = at.index() < items.size();
      Value old = there ? items.get(at.index()) : null;
      Value changed;
      if (isLast(step)) {
        changed = last(old, below, at.span());
      } else if (cut && !there) {
        return lower == null ? new ListValue(items, origin(null, step - 1)) : lower;
      } else if (steps.get(step + 1) instanceof Name) {
        // unlike elsewhere, Helm drops what is there if it is no mapping
        changed = map(old instanceof MapValue map ? map : null, step + 1, below);
      } else {
        changed = list(isNull(old) ? null : listing(old, step, below), step + 1, below);
      }
      Value padding = new ScalarValue(Scalar.NULL, new Origin(layer, at.span(), at.span(), null));
      while (items.size() <= at.index()) {
        items.add(padding);
      }
      items.set(at.index(), changed);
      return new ListValue(items, origin(lower, step - 1));
    }

    private SequencedMap<String, Value> entries(@Nullable MapValue lower) {
      if (lower != null && own.contains(lower.entries())) {
        return lower.entries();
      }
      SequencedMap<String, Value> entries =
          lower == null ? new LinkedHashMap<>() : new LinkedHashMap<>(lower.entries());
      own.add(entries);
      return entries;
    }

    private List<Value> items(@Nullable ListValue lower) {
      if (lower != null && own.contains(lower.items())) {
        return lower.items();
      }
      List<Value> items = lower == null ? new ArrayList<>() : new ArrayList<>(lower.items());
      own.add(items);
      return items;
    }

    private Value last(@Nullable Value old, ValuePath path, Span key) {
      Value own = Merge.at(value, new Origin(layer, key, value.origin().value(), null));
      return old == null ? own : merge.replaced(own, old, path);
    }

    private @Nullable MapValue mapping(@Nullable Value old, int step, ValuePath path)
        throws Refused {
      if (old == null || old instanceof MapValue) {
        return (MapValue) old;
      }
      throw refused(Kind.NOT_A_MAPPING, old, step, path);
    }

    private @Nullable ListValue listing(@Nullable Value old, int step, ValuePath path)
        throws Refused {
      if (old == null || old instanceof ListValue) {
        return (ListValue) old;
      }
      throw refused(Kind.NOT_A_LIST, old, step, path);
    }

    private Refused refused(Kind kind, Value old, int step, ValuePath path) {
      return new Refused(new Conflict(kind, path, origin(null, step), old.origin()));
    }

    /** The origin of the mapping or list that a step leads into; {@code -1} is the top. */
    private Origin origin(@Nullable Value lower, int step) {
      Span key = step < 0 ? Span.NONE : steps.get(step).span();
      Origin own = new Origin(layer, key, steps.getFirst().span().to(value.origin().value()), null);
      return lower == null ? own : own.over(lower.origin());
    }

    private boolean isLast(int step) {
      return step == steps.size() - 1;
    }
  }

  private static boolean isNull(@Nullable Value value) {
    return value instanceof ScalarValue scalar && scalar.scalar() instanceof Scalar.Null;
  }
}
