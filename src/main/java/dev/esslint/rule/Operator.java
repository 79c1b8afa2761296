package dev.esslint.rule;

import dev.esslint.rule.Operand.At;
import dev.esslint.rule.Operand.Kinds;
import dev.esslint.rule.Operand.Literals;
import dev.esslint.rule.Operand.Pattern;
import dev.esslint.rule.Operand.Single;
import dev.esslint.rule.Operand.State;
import dev.esslint.rule.Operand.Versions;
import java.util.Locale;

/**
 * The test of a leaf: the table that rules are read, packed and evaluated by. A new operator is a constant with the form of its
 * operand, and its case in {@link #test}. What is not set passes only {@code is: unset} and {@code is: empty}.
 */
public enum Operator {

  /** {@code is: set} and its kin. */
  IS(Form.STATE),

  /** {@code equals: operand}; strings, numbers and booleans are never equal to each other. */
  EQUALS(Form.SINGLE),

  /** {@code enum: [...]}: equal to one of these. */
  ENUM(Form.LITERALS),

  /** {@code pattern: regex}: found somewhere in the string, as in JSON Schema. */
  PATTERN(Form.PATTERN),

  /** {@code minimum: n}. */
  MINIMUM(Form.SINGLE),

  /** {@code maximum: n}. */
  MAXIMUM(Form.SINGLE),

  /** {@code contains: operand}: a list that has this item, or a string that has this part. */
  CONTAINS(Form.SINGLE),

  /** {@code address: [kind, ...]}: an IP address of one of these kinds, or {@code none} for what is no address. */
  ADDRESS(Form.KINDS),

  /** {@code within: cidrs}: an IP address in one of the networks of a list. */
  WITHIN(Form.PATH),

  /** {@code version: range}: a tag of an image that begins with a version in this range; of any other tag it is not known. */
  VERSION(Form.RANGE);

  /** How a rule file gives an operand. */
  public enum Form {
    /** The name of a {@link State}. */
    STATE,
    /** A scalar, for a {@link Literal}, or {@code path: p}, for an {@link At}. */
    SINGLE,
    /** A list of scalars, for {@link Literals}. */
    LITERALS,
    /** A regular expression, for a {@link Pattern}. */
    PATTERN,
    /** A list of kinds of addresses, for {@link Kinds}. */
    KINDS,
    /** A path, for an {@link At}. */
    PATH,
    /** A range of releases, for a {@link Literal} that is its text. */
    RANGE
  }

  private final Form form;

  Operator(Form form) {
    this.form = form;
  }

  /** How a rule file gives the operand. */
  public Form form() {
    return form;
  }

  /** The key in a rule file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it says something of what is not there, too. */
  boolean seesMissing() {
    return this == IS;
  }

  /** Whether it says something of placeholders, whatever they stand for. */
  boolean seesPlaceholders() {
    return this == IS || this == EQUALS;
  }

  /**
   * Whether a value passes.
   *
   * @param value there is one, and it is no placeholder, unless this operator sees such
   * @param operand of the {@link #form}
   */
  Truth test(Tested value, Operand operand) {
    return switch (this) {
      case IS -> value.is((State) operand);
      case EQUALS -> value.equalTo((Single) operand);
      case ENUM -> value.oneOf(((Literals) operand).values());
      case PATTERN -> value.matching(((Pattern) operand).regex());
      case MINIMUM -> value.compared((Single) operand, difference -> difference >= 0);
      case MAXIMUM -> value.compared((Single) operand, difference -> difference <= 0);
      case CONTAINS -> value.containing((Single) operand);
      case ADDRESS -> value.address(((Kinds) operand).kinds());
      case WITHIN -> value.within(((At) operand).path());
      case VERSION -> value.versionIn(((Versions) operand).range());
    };
  }
}
