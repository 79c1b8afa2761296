package dev.esslint.embedded;

import dev.esslint.embedded.Option.UnknownKeys;
import dev.esslint.embedded.Options.Place;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an option could have a value: what stands behind a key tells which one was meant by it.
 *
 * @param version of the program; empty if that is not known
 */
record Fit(Program program, Optional<Version> version) {
  private static final Set<String> YES_OR_NO =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "enabled", "disabled", "0", "1");

  /** Whether the option could have such a value, and the version has the option. */
  boolean fits(Place place, Value value) {
    Option option = place.option();
    for (Type type : option.types()) {
      boolean same =
          switch (type) {
            case OBJECT -> value instanceof Value.MapValue map && isOf(place, map);
            case ARRAY -> value instanceof Value.ListValue;
            case BOOLEAN -> value instanceof Value.ScalarValue scalar && !isSentence(scalar);
            case ANY -> true;
            case NULL -> false;
            default -> value instanceof Value.ScalarValue;
          };
      if (same && !option.isAfter(version) && !option.isGone(version)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a mapping has something of what belongs there. */
  private static boolean isOf(Place place, Value.MapValue map) {
    return map.entries().isEmpty()
        || place.isOpen()
        || place.option().unknownKeys() == UnknownKeys.FREE
        || map.entries().keySet().stream().anyMatch(key -> place.names().stream().anyMatch(name -> OptionNames.distance(key, name) <= 1));
  }

  /** Whether a value is one that an option takes. */
  boolean takes(Option option, Value value) {
    return isOfType(option, value) && option.values().takes(value, version);
  }

  /** Whether the value is of a type of the option; a placeholder may come to be. */
  boolean isOfType(Option option, Value value) {
    boolean later =
        value instanceof Value.ScalarValue(Scalar.Str(String text), var origin) && Placeholder.in(text).isPresent();
    return later || option.types().stream().anyMatch(type -> type.takes(value, program));
  }

  /** Whether an option only says yes or no, and the value says something else. */
  static boolean isSwitchFor(Option option, Value value) {
    return option.types().stream().allMatch(type -> type == Type.BOOLEAN || type == Type.NULL)
        && switch (value) {
          case Value.ScalarValue(Scalar.Num number, var origin) -> number.value() != 0 && number.value() != 1;
          case Value.ScalarValue scalar -> isSentence(scalar);
          case Value.ListValue list -> true;
          case Value.MapValue map -> false;
        };
  }

  /** The same, and whether the value says yes or no and the option something else, or is a number in the place of a list. */
  static boolean isOfAnotherKind(Option option, Value value) {
    return isSwitchFor(option, value)
        || switch (value) {
          case Value.ScalarValue(Scalar.Bool yes, var origin) ->
              option.types().stream().noneMatch(type -> type == Type.BOOLEAN || type == Type.OBJECT || type == Type.ANY);
          case Value.ScalarValue(Scalar.Num number, var origin) -> option.types().stream().allMatch(type -> type == Type.ARRAY || type == Type.NULL);
          default -> false;
        };
  }

  /** Whether it says more than yes or no, in whatever way. */
  private static boolean isSentence(Value.ScalarValue scalar) {
    return scalar.scalar() instanceof Scalar.Str(String text)
        && !text.isEmpty()
        && !isYesOrNo(text.toLowerCase(Locale.ROOT))
        && Placeholder.in(text).isEmpty();
  }

  /** Whether a word is one that says yes or no. */
  static boolean isYesOrNo(String word) {
    return YES_OR_NO.contains(word);
  }
}
