package dev.esslint.embedded;

import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a program does not start with at an option, by {@code schemas/programs/refused.tsv}: values of a kind, whatever they say, as the
 * empty ones often count as none; or one that the option does not take, or none.
 */
public enum Refusal {
  TEXT,
  EMPTY_TEXT,
  NUMBER,
  TRUE,
  FALSE,
  LIST,
  EMPTY_LIST,
  MAPPING,
  EMPTY_MAPPING,
  NULL,
  /** A value of the right type that the option does not take. */
  VALUE,
  /** The option is not there, beside others. */
  ABSENT,
  /** Anything, in a version that does not have the option any more. */
  GONE;

  /** The columns of the table. */
  public static final List<String> COLUMNS = List.of("program", "option", "refused");

  private static final Set<Refusal> FILLED = EnumSet.of(TEXT, NUMBER, TRUE, LIST, MAPPING);
  private static final Set<Refusal> EMPTY = EnumSet.of(EMPTY_TEXT, FALSE, EMPTY_LIST, EMPTY_MAPPING);

  /** The kind of a value. */
  static Refusal of(Value value) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) ->
          entries.isEmpty() ? EMPTY_MAPPING : MAPPING;
      case ListValue(var items, var origin) -> items.isEmpty() ? EMPTY_LIST : LIST;
      case ScalarValue(Scalar scalar, var origin) ->
          switch (scalar) {
            case Scalar.Str(String text) -> text.isEmpty() ? EMPTY_TEXT : TEXT;
            case Scalar.Num number -> NUMBER;
            case Scalar.Bool(boolean on) -> on ? TRUE : FALSE;
            case Scalar.Null nothing -> NULL;
          };
    };
  }

  /**
   * Reads a cell of the table: names with spaces between; {@code filled} and {@code empty} are those of all types.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Set<Refusal> parse(String cell) {
    Set<Refusal> refused = EnumSet.noneOf(Refusal.class);
    for (String name : cell.split(" ", -1)) {
      switch (name) {
        case "filled" -> refused.addAll(FILLED);
        case "empty" -> refused.addAll(EMPTY);
        default ->
            refused.add(
                named(name)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no refusal `" + name + "`")));
      }
    }
    return refused;
  }

  private static Optional<Refusal> named(String name) {
    for (Refusal refusal : values()) {
      if (refusal.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }
}
