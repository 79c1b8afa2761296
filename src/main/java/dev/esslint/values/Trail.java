package dev.esslint.values;

import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a walk through values is. The path is made when it is asked for: one for each value would take, of values that are nested
 * deeply, the square of their number.
 */
public final class Trail {
  private final List<Step> steps = new ArrayList<>();

  /**
   * Goes to each value that is directly below another one, and back.
   *
   * @param visit takes each, while the trail ends at it
   */
  public void below(Value value, Consumer<Value> visit) {
    switch (value) {
      case MapValue map -> map.entries().forEach((key, child) -> visit(new Key(key), child, visit));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          visit(new Index(i), list.items().get(i), visit);
        }
      }
      case ScalarValue scalar -> {}
    }
  }

  private void visit(Step step, Value child, Consumer<Value> visit) {
    steps.add(step);
    visit.accept(child);
    steps.removeLast();
  }

  /** The key or index of the value that it ends at; not to be asked at the top. */
  public Step last() {
    return steps.getLast();
  }

  /** How far from the top it is; 0 there. */
  public int depth() {
    return steps.size();
  }

  public ValuePath path() {
    return new ValuePath(steps);
  }
}
