package dev.esslint.rule;

import dev.esslint.net.Address;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import java.util.List;

/** The test of a leaf. What is not set passes only {@code is: unset} and {@code is: empty}. */
public sealed interface Operator {

  /** {@code is: set} and its kin. */
  record Is(State state) implements Operator {}

  /** {@code equals: operand}; strings, numbers and booleans are never equal to each other. */
  record Equals(Operand operand) implements Operator {}

  /** {@code enum: [...]}: equal to one of these. */
  record OneOf(List<Scalar> values) implements Operator {}

  /** {@code pattern: regex}: found somewhere in the string, as in JSON Schema. */
  record Matches(Regex regex) implements Operator {}

  /** {@code minimum: n}. */
  record Minimum(Operand bound) implements Operator {}

  /** {@code maximum: n}. */
  record Maximum(Operand bound) implements Operator {}

  /** {@code contains: operand}: a list that has this item, or a string that has this part. */
  record Contains(Operand operand) implements Operator {}

  /** {@code address: [kind, ...]}: an IP address of one of these kinds, or {@code none} for what is no address. */
  record AddressIs(List<Address.Kind> kinds) implements Operator {}

  /** {@code within: cidrs}: an IP address in one of the networks of a list. */
  record Within(RulePath networks) implements Operator {}

  /** {@code version: range}: a tag of an image that begins with a version in this range; of any other tag it is not known. */
  record VersionIn(String range) implements Operator {}

  /** The operands of {@code is}. */
  enum State {
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

  /** What a value is compared with. */
  sealed interface Operand {

    /** A value that the rule gives. */
    record Literal(Scalar value) implements Operand {}

    /** The value at another path. */
    record At(RulePath path) implements Operand {}
  }
}
