package dev.esslint.gotemplate;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The literals of Go: strings, characters and numbers, each with what Go makes of it. */
final class Literal {
  private Literal() {}

  /**
   * A number of a template.
   *
   * @param whole its value if it can be an {@code int}; null otherwise
   * @param real its value as a floating point number; null if it is complex
   * @param isReal whether Go takes it for a floating point number where it has the choice
   */
  record Numeral(@Nullable Long whole, @Nullable Double real, boolean isReal) {}

  /** The string in quotes or backquotes; empty if Go does not take it for one. */
  static Optional<String> string(String quoted) {
    if (quoted.charAt(0) == '`') {
      return Optional.of(quoted.substring(1, quoted.length() - 1).replace("\r", ""));
    }
    StringBuilder text = new StringBuilder();
    int i = 1;
    while (i < quoted.length() - 1) {
      int c = quoted.codePointAt(i);
      int length = c == '\\' ? escape(quoted, i, '"', text) : Character.charCount(c);
      if (length < 0) {
        return Optional.empty();
      }
      if (c != '\\') {
        text.appendCodePoint(c);
      }
      i += length;
    }
    return Optional.of(text.toString());
  }

  /** The number that a character in single quotes stands for. */
  static Optional<Numeral> character(String quoted) {
    StringBuilder text = new StringBuilder();
    int c = quoted.codePointAt(1);
    int length = c == '\\' ? escape(quoted, 1, '\'', text) : Character.charCount(c);
    if (length < 0 || c == '\'' || 1 + length != quoted.length() - 1) {
      return Optional.empty();
    }
    long value = c == '\\' ? text.codePointAt(0) : c;
    return Optional.of(new Numeral(value, (double) value, false));
  }

  /**
   * Reads an escape.
   *
   * @param at where its backslash stands
   * @param quote the quote that may be escaped
   * @return how long it is; -1 if there is no such escape
   */
  private static int escape(String quoted, int at, char quote, StringBuilder text) {
    char c = quoted.charAt(at + 1);
    int simple = "abfnrtv\\".indexOf(c);
    if (simple >= 0) {
      text.append("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
      return 2;
    }
    if (c == quote) {
      text.append(quote);
      return 2;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : c >= '0' && c <= '7' ? 3 : 0;
    int first = c >= '0' && c <= '7' ? at + 1 : at + 2;
    int radix = digits == 3 ? 8 : 16;
    if (digits == 0 || first + digits > quoted.length() - 1) {
      return -1;
    }
    long value = 0;
    for (int i = first; i < first + digits; i++) {
      int digit = Character.digit(quoted.charAt(i), radix);
      if (digit < 0 || quoted.charAt(i) >= 0x80) {
        return -1;
      }
      value = value * radix + digit;
    }
    boolean oneByte = digits < 4;
    if (oneByte ? value > 0xff : value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) {
      return -1;
    }
    text.appendCodePoint((int) value);
    return first + digits - at;
  }

  /** A number as the scanner gives it; empty if Go does not take it for one. */
  static Optional<Numeral> number(String text) {
    if (text.endsWith("i")) {
      return real(text.substring(0, text.length() - 1)).map(Literal::imaginary);
    }
    Optional<Long> whole = whole(text);
    if (whole.isPresent()) {
      return whole.map(value -> new Numeral(value, (double) value, isReal(text)));
    }
    if (unsigned(text)) {
      return Optional.of(new Numeral(null, real(text).orElse(null), false));
    }
    return real(text)
        .filter(value -> hasAny(text, ".eEpP"))
        .map(
            value ->
                new Numeral(
                    value == Math.rint(value) && Math.abs(value) < 0x1p63
                        ? (Long) value.longValue()
                        : null,
                    value,
                    isReal(text)));
  }

  /** A complex number with both parts; empty if it is none. */
  static Optional<Numeral> complex(String text) {
    int sign = text.length() - 1;
    while (sign > 0
        && (hasAny(text.substring(sign - 1, sign), "eEpP")
            || !hasAny(text.substring(sign, sign + 1), "+-"))) {
      sign--;
    }
    Optional<Double> real = real(text.substring(0, sign));
    return real(text.substring(sign, text.length() - 1))
        .filter(imaginary -> real.isPresent())
        .map(Literal::imaginary);
  }

  private static Numeral imaginary(double part) {
    return new Numeral(null, null, true);
  }

  /** Whether a number is written as one with a fraction or an exponent. */
  private static boolean isReal(String text) {
    boolean hexadecimal = text.length() > 2 && (text.startsWith("0x") || text.startsWith("0X"));
    return hexadecimal ? hasAny(text, "pP") : hasAny(text, ".eEpP");
  }

  private static boolean hasAny(String text, String signs) {
    return text.chars().anyMatch(c -> signs.indexOf(c) >= 0);
  }

  private static Optional<Long> whole(String text) {
    boolean signed = text.startsWith("+") || text.startsWith("-");
    return magnitude(signed ? text.substring(1) : text)
        .map(text.startsWith("-") ? BigInteger::negate : value -> value)
        .filter(value -> value.bitLength() < 64)
        .map(BigInteger::longValue);
  }

  private static boolean unsigned(String text) {
    return magnitude(text).filter(value -> value.bitLength() <= 64).isPresent();
  }

  /** The value of a whole number without a sign, with the prefixes and underscores of Go. */
  private static Optional<BigInteger> magnitude(String text) {
    int radix =
        text.length() < 2 || text.charAt(0) != '0'
            ? 10
            : switch (Character.toLowerCase(text.charAt(1))) {
              case 'x' -> 16;
              case 'o' -> 8;
              case 'b' -> 2;
              default -> 0;
            };
    String digits = radix == 10 ? text : text.substring(radix == 0 ? 1 : 2);
    int base = radix == 0 ? 8 : radix;
    if (!underscoresFit(text)) {
      return Optional.empty();
    }
    digits = digits.replace("_", "");
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) >= 0x80 || Character.digit(digits.charAt(i), base) < 0) {
        return Optional.empty();
      }
    }
    return digits.isEmpty() || digits.length() > 70
        ? Optional.empty()
        : Optional.of(new BigInteger(digits, base));
  }

  /** A floating point number; empty if the text is none or if it is too large. */
  private static Optional<Double> real(String text) {
    String digits = text.replace("_", "");
    boolean hexadecimal = digits.toLowerCase(Locale.ROOT).contains("0x");
    boolean fits =
        underscoresFit(text)
            && digits.chars().allMatch(c -> c < 0x80)
            && hexadecimal == hasAny(digits, "pP")
            && (hexadecimal || !hasAny(digits, "fFdD"));
    try {
      return fits
          ? Optional.of(Double.parseDouble(digits)).filter(value -> !value.isInfinite())
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether each underscore stands between digits, or between a prefix and a digit. */
  private static boolean underscoresFit(String text) {
    int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    boolean prefixed =
        text.length() >= from + 2
            && text.charAt(from) == '0'
            && "xXoObB".indexOf(text.charAt(from + 1)) >= 0;
    boolean hexadecimal = prefixed && Character.toLowerCase(text.charAt(from + 1)) == 'x';
    char before = prefixed ? '0' : '^';
    for (int i = prefixed ? from + 2 : from; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = hexadecimal ? Character.digit(c, 16) >= 0 : c >= '0' && c <= '9';
      if ((c == '_' && before != '0') || (c != '_' && !digit && before == '_')) {
        return false;
      }
      before = digit ? '0' : c == '_' ? '_' : '!';
    }
    return before != '_';
  }
}
