package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Nothing;
import org.jspecify.annotations.Nullable;

/** How Go writes values; null stands for what is not worked out here. */
final class GoText {
  private GoText() {}

  /** What an action writes. */
  static @Nullable String printed(Datum value) {
    return value instanceof Nothing ? Execution.NO_VALUE : plain(value);
  }

  /** A value by {@code %v}, if it is neither nothing nor a collection. */
  static @Nullable String plain(Datum value) {
    return switch (value) {
      case Datum.Text(String text) -> text;
      case Datum.Bool(boolean bool) -> String.valueOf(bool);
      case Datum.Int(long number) -> String.valueOf(number);
      case Datum.Real(double number) when number == Math.rint(number) && Math.abs(number) < 1e6 ->
          number == 0 && 1 / number < 0 ? "-0" : String.valueOf((long) number);
      default -> null;
    };
  }

  /** A string by {@code %q}. */
  static @Nullable String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
      if (escaped >= 0) {
        quoted.append('\\').append("abfnrtv\\\"".charAt(escaped));
      } else if (c >= ' ' && c < 0x7f) {
        quoted.append(c);
      } else {
        return null;
      }
    }
    return quoted.append('"').toString();
  }

  /** A string in JSON. */
  static @Nullable String json(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escaped = "\n\r\t\\\"".indexOf(c);
      if (escaped >= 0) {
        quoted.append('\\').append("nrt\\\"".charAt(escaped));
      } else if (c >= ' ' && c < 0x7f && "<>&".indexOf(c) < 0) {
        quoted.append(c);
      } else {
        return null;
      }
    }
    return quoted.append('"').toString();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
