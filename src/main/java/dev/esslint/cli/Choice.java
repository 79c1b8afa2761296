package dev.esslint.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads options whose value is one of a few words. */
final class Choice {
  private Choice() {}

  /** The constant that an option names in lower case, or the given one where the option is missing. */
  static <E extends Enum<E>> E of(Settings settings, String option, E otherwise)
      throws UsageException {
    Setting setting = settings.value(option);
    if (setting == null) {
      return otherwise;
    }
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(setting.text())) {
        return constant;
      }
    }
    throw setting.wrong(
        option
            + " must be one of "
            + Arrays.stream(constants).map(Choice::word).collect(Collectors.joining(", "))
            + ", not `"
            + setting.text()
            + "`");
  }

  /** The words of constants. */
  static List<String> words(Enum<?>... constants) {
    return Arrays.stream(constants).map(Choice::word).toList();
  }

  /** The word of a constant. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
