package dev.esslint.rule;

import java.util.List;

/** When a rule reports. */
public sealed interface Condition {

  /** All of these hold. */
  record All(List<Condition> conditions) implements Condition {}

  /** At least one of these holds; the first that does is the evidence. */
  record Any(List<Condition> conditions) implements Condition {}

  /** This does not hold. */
  record Not(Condition condition) implements Condition {}

  /**
   * There is an item in a list, or an entry in a mapping, for which this holds; {@code item} and
   * {@code key} speak of it.
   *
   * @param together whether all such items are one finding, which speaks of the first of them; else
   *     every one is a finding of its own
   */
  record Each(RulePath path, Condition where, boolean together) implements Condition {}

  /**
   * The value at a path passes a test.
   *
   * @param operand of the form that the operator takes
   */
  record Leaf(RulePath path, Operator operator, Operand operand) implements Condition {}
}
