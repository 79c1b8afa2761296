package dev.esslint.embedded;

import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.Locale;
import java.util.Set;

/** A type that an option has. */
public enum Type {
  STRING("a string"),
  BOOLEAN("`true` or `false`"),
  INTEGER("a whole number"),
  NUMBER("a number"),
  ARRAY("a list"),
  OBJECT("a mapping"),
  NULL("null"),
  /** Milliseconds or digits with a unit for Synapse; for LiveKit the text of a duration of Go, and no number. */
  DURATION("a duration, such as `30s` or `12h`"),
  /** Bytes, or digits with K, M, G or T. */
  SIZE("a size, such as `50M`"),
  ANY("anything");

  // Python reads the digits, which may have blanks around them and `_` between them
  private static final Regex MILLISECONDS =
      new Regex("\\s{0,9}[-+]?\\d(?:_?\\d){0,17}(?:\\s{0,9}[smhdwy])?");
  private static final Regex GO_DURATION =
      new Regex("[-+]?(?:0|(?:\\d{1,18}(?:\\.\\d{0,18})?(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h)){1,20})");
  private static final Regex BYTES =
      new Regex("\\s{0,9}[-+]?\\d(?:_?\\d){0,17}\\s{0,9}[KMGT]?");

  /** What the YAML of Go takes for a boolean where it has to be one, in quotes or not. */
  private static final Set<String> WORDS = Set.of("y", "Y", "yes", "on", "n", "N", "no", "off");

  private final String words;

  Type(String words) {
    this.words = words;
  }

  /** What people call it, with its article. */
  public String words() {
    return words;
  }

  /**
   * The type with a name of the tables.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Type of(String name) {
    for (Type type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException("there is no type `" + name + "`");
  }

  /** Whether a program takes a value for one of this type. */
  boolean takes(Value value, Program program) {
    return switch (this) {
      case ANY -> true;
      case OBJECT -> value instanceof MapValue;
      case ARRAY -> value instanceof ListValue;
      default -> value instanceof ScalarValue(Scalar scalar, var origin) && takes(scalar, program);
    };
  }

  private boolean takes(Scalar scalar, Program program) {
    return switch (this) {
      case STRING ->
          scalar instanceof Scalar.Str
              || (program == Program.LIVEKIT && !scalar.equals(Scalar.NULL));
      case BOOLEAN ->
          scalar instanceof Scalar.Bool
              || (program == Program.LIVEKIT
                  && scalar instanceof Scalar.Str(String text)
                  && WORDS.contains(text));
      case INTEGER ->
          scalar instanceof Scalar.Num(double number)
              && (number == Math.rint(number) || program == Program.LIVEKIT);
      case NUMBER -> scalar instanceof Scalar.Num;
      case NULL -> scalar.equals(Scalar.NULL);
      case DURATION ->
          program == Program.LIVEKIT
              ? scalar instanceof Scalar.Str(String text) && GO_DURATION.fits(text)
              : INTEGER.takes(scalar, program)
                  || (scalar instanceof Scalar.Str(String text) && MILLISECONDS.fits(text));
      case SIZE ->
          INTEGER.takes(scalar, program)
              || (scalar instanceof Scalar.Str(String text) && BYTES.fits(text));
      case ANY -> true;
      case ARRAY, OBJECT -> false;
    };
  }
}
