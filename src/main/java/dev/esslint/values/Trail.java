package dev.esslint.values;

import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a walk through values is. The path is made when it is asked for: one for each value would take, of values that are nested
 * deeply, the square of their number.
 */
public final class Trail {
  private final List<Step> steps = new ArrayList<>();

  /** Goes to an entry of a mapping. */
  public void enter(String key) {
    steps.add(new Key(key));
  }

  /** Goes to an item of a list. */
  public void enter(int index) {
    steps.add(new Index(index));
  }

  /** Goes back to the mapping or list around. */
  public void leave() {
    steps.removeLast();
  }

  /** How far from the top it is; 0 there. */
  public int depth() {
    return steps.size();
  }

  public ValuePath path() {
    return new ValuePath(steps);
  }
}
