package dev.esslint.yaml;

import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What Helm's YAML library (go-yaml 2) makes of a scalar, before it becomes JSON. Its kinds matter for keys: an integer
 * and a floating point number of the same value give different strings, and some kinds are refused as a key.
 */
sealed interface GoScalar {

  record Nil() implements GoScalar {}

  record Bool(boolean value) implements GoScalar {}

  /** A signed 64-bit integer. */
  record Int(long value) implements GoScalar {}

  /** An integer of 64 bits without a sign, beyond those of {@link Int}. */
  record Unsigned(BigInteger value) implements GoScalar {}

  record Real(double value) implements GoScalar {}

  record Str(String value) implements GoScalar {}

  /** A scalar that Helm refuses; the message says why. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message, null, false, false);
    }

    /** The same with its place. */
    SourceException at(SourceText source, Span span) {
      return new SourceException(String.valueOf(getMessage()), source, span);
    }
  }

  String TAG_PREFIX = "tag:yaml.org,2002:";

  /**
   * The value of a plain scalar, or of any scalar with an explicit tag.
   *
   * @param tag in its long form, empty for none
   */
  static GoScalar resolve(String tag, String text) throws Refused {
    String type = tag.startsWith(TAG_PREFIX) ? tag.substring(TAG_PREFIX.length()) : "";
    return switch (type) {
      case "bool" -> expect(Words.find(text) instanceof Bool b ? b : null, "boolean");
      case "null" -> expect(Words.find(text) instanceof Nil n ? n : null, "null");
      case "int" ->
          expect(
              switch (implicit(text)) {
                case Int i -> i;
                case Unsigned i -> i;
                default -> null;
              },
              "integer");
      case "float" ->
          expect(
              switch (implicit(text)) {
                case Int(long value) -> new Real((double) value);
                case Real f -> f;
                default -> null;
              },
              "floating point number");
      case "timestamp" -> expect(Timestamps.matches(text) ? new Str(text) : null, "time");
      case "binary" -> new Str(fromBase64(text));
      default -> tag.isEmpty() ? implicit(text) : new Str(text);
    };
  }

  private static GoScalar expect(@Nullable GoScalar value, String type) throws Refused {
    if (value == null) {
      throw new Refused("the tag says " + type + ", but the value is not");
    }
    return value;
  }

  private static GoScalar implicit(String text) {
    GoScalar word = Words.find(text);
    return word != null ? word : Numbers.find(text);
  }

  private static String fromBase64(String text) throws Refused {
    try {
      String joined = text.replace("\n", "").replace("\r", "");
      if (joined.length() % 4 != 0) {
        throw new Refused("the tag says !!binary, but the value is not base64");
      }
      byte[] bytes = Base64.getDecoder().decode(joined);
      return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException e) {
      throw new Refused("the tag says !!binary, but the value is not base64");
    }
  }

  /** The value once YAML has become JSON. */
  default Scalar toScalar() throws Refused {
    return switch (this) {
      case Nil() -> Scalar.NULL;
      case Bool(boolean value) -> Scalar.of(value);
      case Int(long value) -> new Scalar.Num((double) value);
      case Unsigned(BigInteger value) -> new Scalar.Num(value.doubleValue());
      case Real(double value) -> new Scalar.Num(finite(value));
      case Str(String value) -> new Scalar.Str(value);
    };
  }

  private static double finite(double value) throws Refused {
    if (Double.isNaN(value)) {
      throw new Refused(
          "this is \"not a number\", which Helm cannot pass on; put it in quotes if it is plain text");
    }
    if (Double.isInfinite(value)) {
      throw new Refused(
          "this number is infinite, which Helm cannot pass on; put it in quotes if it is plain text");
    }
    return value;
  }

  /** The value as a key of JSON. */
  default String toKey() throws Refused {
    return switch (this) {
      case Nil() -> throw new Refused("a key cannot be null; put it in quotes if it is plain text");
      case Bool(boolean value) -> Boolean.toString(value);
      case Int(long value) -> Long.toString(value);
      case Unsigned(BigInteger value) ->
          throw new Refused("this number is too large for a key; put it in quotes");
      case Real(double value) -> Numbers.format32(value);
      case Str(String value) -> value;
    };
  }

  /** The words of YAML 1.1 that stand for something else than themselves. */
  final class Words {
    private Words() {}

    static @Nullable GoScalar find(String text) {
      return switch (text) {
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" ->
            new Bool(true);
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" ->
            new Bool(false);
        case "", "~", "null", "Null", "NULL" -> new Nil();
        case ".nan", ".NaN", ".NAN" -> new Real(Double.NaN);
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
            new Real(Double.POSITIVE_INFINITY);
        case "-.inf", "-.Inf", "-.INF" -> new Real(Double.NEGATIVE_INFINITY);
        default -> null;
      };
    }
  }

  /** Numbers as Go reads and writes them. */
  final class Numbers {
    private static final int MOST_DIGITS = 1000;
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** A number, or the text itself. */
    static GoScalar find(String text) {
      char first = text.charAt(0);
      if (first == '.') {
        String plain = separated(text) ? text.replace("_", "") : text;
        Double value = isFloat(plain) ? parseDouble(plain) : null;
        return value != null ? new Real(value) : new Str(text);
      }
      if (first != '+' && first != '-' && !digit(first)) {
        return new Str(text);
      }
      String plain = text.replace("_", "");
      BigInteger integer = integer(plain);
      if (integer != null && integer.compareTo(MIN) >= 0 && integer.compareTo(MAX) <= 0) {
        return new Int(integer.longValue());
      }
      if (integer != null && integer.bitLength() <= 64 && digit(first)) {
        return new Unsigned(integer);
      }
      if (isFloat(plain)) {
        Double value = parseDouble(plain);
        if (value != null) {
          return new Real(value);
        }
      }
      if (plain.startsWith("0b") || plain.startsWith("-0b")) {
        // Go cuts "0b" off and reads the rest as a signed number once more.
        boolean negative = plain.charAt(0) == '-';
        String rest = plain.substring(negative ? 3 : 2);
        BigInteger bits = negative && signed(rest) ? null : digits(rest, 2, true);
        if (bits != null && bits.bitLength() <= 63) {
          return new Int(negative ? -bits.longValue() : bits.longValue());
        }
      }
      return new Str(text);
    }

    /** Whether underscores stand between digits only. */
    private static boolean separated(String text) {
      for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
        boolean between = i > 0 && i + 1 < text.length();
        if (!between || !digit(text.charAt(i - 1)) || !digit(text.charAt(i + 1))) {
          return false;
        }
      }
      return true;
    }

    private static boolean signed(String text) {
      return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
    }

    /** What Go's {@code ParseInt} accepts in base 0, of any size. */
    private static @Nullable BigInteger integer(String text) {
      boolean negative = text.startsWith("-");
      String rest = signed(text) ? text.substring(1) : text;
      int base = 10;
      if (rest.length() > 1 && rest.charAt(0) == '0') {
        base =
            switch (rest.charAt(1)) {
              case 'b', 'B' -> 2;
              case 'o', 'O' -> 8;
              case 'x', 'X' -> 16;
              default -> -8;
            };
        rest = rest.substring(base > 0 ? 2 : 1);
        base = Math.abs(base);
      }
      BigInteger value = digits(rest, base, false);
      return value != null && negative ? value.negate() : value;
    }

    private static @Nullable BigInteger digits(String text, int base, boolean sign) {
      int start = sign && signed(text) ? 1 : 0;
      if (start == text.length()) {
        return null;
      }
      for (int i = start; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c > 'z' || Character.digit(c, base) < 0) {
          return null;
        }
      }
      if (text.length() > MOST_DIGITS) {
        return null; // converting is quadratic, and the value has more than 64 bits, barring a
        // thousand zeros
      }
      return text.length() <= 15
          ? BigInteger.valueOf(Long.parseLong(text, base))
          : new BigInteger(text, base);
    }

    /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?} */
    private static boolean isFloat(String text) {
      int i = signed(text) ? 1 : 0;
      int whole = skipDigits(text, i) - i;
      i += whole;
      if (i < text.length() && text.charAt(i) == '.') {
        int fraction = skipDigits(text, i + 1) - i - 1;
        if (whole == 0 && fraction == 0) {
          return false;
        }
        i += 1 + fraction;
      } else if (whole == 0) {
        return false;
      }
      if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
        int start = i + 1 + (signed(text.substring(i + 1)) ? 1 : 0);
        i = skipDigits(text, start);
        return i > start && i == text.length();
      }
      return i == text.length();
    }

    private static int skipDigits(String text, int start) {
      int i = start;
      while (i < text.length() && digit(text.charAt(i))) {
        i++;
      }
      return i;
    }

    private static boolean digit(char c) {
      return c >= '0' && c <= '9';
    }

    private static @Nullable Double parseDouble(String text) {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? null : value;
    }

    /** A floating point key: Go's shortest form of the value as a 32-bit number. */
    static String format32(double value) {
      float narrow = (float) value;
      if (java.lang.Float.isNaN(narrow)) {
        return ".nan";
      }
      if (java.lang.Float.isInfinite(narrow)) {
        return narrow > 0 ? ".inf" : "-.inf";
      }
      if (narrow == 0) {
        return 1 / narrow < 0 ? "-0" : "0";
      }
      var decimal = new BigDecimal(java.lang.Float.toString(narrow)).stripTrailingZeros();
      int exponent = decimal.precision() - decimal.scale() - 1;
      if (exponent >= -4 && exponent < 6) {
        return decimal.toPlainString();
      }
      String digits = decimal.unscaledValue().abs().toString();
      String sign = narrow < 0 ? "-" : "";
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      int size = Math.abs(exponent);
      String power = (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
      return sign + digits.charAt(0) + fraction + power;
    }
  }

  /** Times as go-yaml knows them; they stay strings, so only the tag {@code !!timestamp} asks. */
  final class Timestamps {
    private static final Regex FORM =
        new Regex(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
                + "(?:[Tt ](\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?(Z|[+-]\\d\\d:\\d\\d)?)?");

    private Timestamps() {}

    static boolean matches(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        return false;
      }
      try {
        LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
      } catch (DateTimeException e) {
        return false;
      }
      if (parts.group(4) == null) {
        return true;
      }
      boolean zoneFits = (parts.group(7) != null) == (text.indexOf(' ') < 0);
      return zoneFits && number(parts, 4) < 24 && number(parts, 5) < 60 && number(parts, 6) < 60;
    }

    private static int number(Matcher parts, int group) {
      return Integer.parseInt(parts.group(group));
    }
  }
}
