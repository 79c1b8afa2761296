package dev.esslint.tree;

/** The value of a scalar as Helm has it once YAML has become JSON. */
public sealed interface Scalar {

  /** {@code null}, {@code ~} and the empty scalar. */
  record Null() implements Scalar {}

  /** A boolean in any spelling of YAML 1.1. */
  record Bool(boolean value) implements Scalar {}

  /** A number; Helm keeps all of them as 64-bit floating point. */
  record Num(double value) implements Scalar {}

  /** A string. */
  record Str(String value) implements Scalar {}

  /** The value as JSON has it; a string without quotes. */
  static String text(Scalar scalar) {
    return switch (scalar) {
      case Null n -> "null";
      case Bool(boolean b) -> String.valueOf(b);
      case Num(double n) -> Numbers.format(n);
      case Str(String s) -> s;
    };
  }

  Null NULL = new Null();
  Bool TRUE = new Bool(true);
  Bool FALSE = new Bool(false);

  static Bool of(boolean value) {
    return value ? TRUE : FALSE;
  }
}
