package dev.esslint.rule;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.net.Address;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import java.util.List;

/** What an operator compares a value with; {@link Operator#form()} says which of these it takes. */
public sealed interface Operand {

  /** A single value. */
  sealed interface Single extends Operand {}

  /** A value that the rule gives. */
  record Literal(Scalar value) implements Single {}

  /** The value at another path. */
  record At(RulePath path) implements Single {}

  /** Several values that the rule gives. */
  record Literals(List<Scalar> values) implements Operand {}

  /** A regular expression. */
  record Pattern(Regex regex) implements Operand {}

  /**
   * Versions.
   *
   * @param text the range as the rule writes it
   */
  record Versions(String text, ReleaseRange range) implements Operand {}

  /** Kinds of addresses. */
  record Kinds(List<Address.Kind> kinds) implements Operand {}

  /** The operands of {@code is}. */
  enum State implements Operand {
    /** There is a value, be it empty; null is none. */
    SET,
    /** There is none. */
    UNSET,
    /** Not set, or an empty string, list or mapping: what the chart's templates take for nothing. */
    EMPTY,
    /** Not empty. */
    FILLED,
    /** Another value than before the change, or a new one, or none any more. */
    CHANGED,
    /** A value of esslint's ignorance: a template, a substitution, an encrypted value, a secret manager's placeholder. */
    PLACEHOLDER
  }
}
