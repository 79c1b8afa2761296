package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.text.Regex;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What Sprig takes for a number, and how Go writes one; null stands for what is not worked out here. */
final class GoNumber {
  private static final Regex WHOLE = new Regex("([-+]?)(0[xX]|0[bB]|0[oO]|0(?=.)|)([0-9a-fA-F]{1,15})(?:\\.0{1,50})?");
  private static final Regex DECIMAL = new Regex("[-+]?(?:[0-9]{1,50}(?:\\.[0-9]{0,50})?|\\.[0-9]{1,50})(?:[eE][-+]?[0-9]{1,2})?");

  private static final Regex NOT_FINITE = new Regex("[-+]?(?i:inf|infinity|nan)");

  /** Of which a number that is not decimal, infinite or none can be made. */
  private static final String OF_NUMBERS = "0123456789abcdefABCDEFxXoO_.+-";

  private GoNumber() {}

  /** As {@code int64} and {@code int} take a value. */
  static @Nullable Long whole(Datum value) {
    return switch (value) {
      case Int(long number) -> number;
      case Int64(long number) -> number;
      case Real(double number) -> Math.abs(number) < 0x1p63 ? (long) number : Long.MIN_VALUE;
      case Text(String text) -> whole(text);
      default -> otherwise(value);
    };
  }

  /** As {@code float64} takes a value. */
  static @Nullable Double real(Datum value) {
    if (value instanceof Real(double number)) {
      return number;
    }
    if (value instanceof Text(String text)) {
      if (DECIMAL.fits(text)) {
        return Double.valueOf(text);
      }
      boolean none = text.chars().noneMatch(Character::isDigit) && !NOT_FINITE.fits(text);
      return none ? Double.valueOf(0) : null;
    }
    Long whole = whole(value);
    return whole == null ? null : Double.valueOf((double) whole);
  }

  private static @Nullable Long otherwise(Datum value) {
    return switch (value) {
      case Bool(boolean flag) -> flag ? 1L : 0L;
      case Nothing nothing -> 0L;
      case Items items -> 0L;
      case Entries entries -> 0L;
      default -> null;
    };
  }

  private static @Nullable Long whole(String text) {
    var matcher = WHOLE.matcher(text);
    if (matcher.matches()) {
      try {
        return new BigInteger(matcher.group(1) + matcher.group(3), base(matcher.group(2))).longValue();
      } catch (NumberFormatException none) {
        return 0L;
      }
    }
    boolean none = text.chars().noneMatch(Character::isDigit) || text.chars().anyMatch(c -> OF_NUMBERS.indexOf(c) < 0);
    return none ? 0L : null;
  }

  private static int base(String prefix) {
    return switch (prefix) {
      case "" -> 10;
      case "0x", "0X" -> 16;
      case "0b", "0B" -> 2;
      default -> 8;
    };
  }

  /** By {@code %v}: the shortest text that reads back as the same number. */
  static String written(double number) {
    if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : number < 0 ? "-Inf" : 1 / number < 0 ? "-0" : "0";
    }
    BigDecimal decimal = decimal(number);
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - decimal.scale();
    return exponent >= -4 && exponent < 6
        ? decimal.toPlainString()
        : (number < 0 ? "-" : "")
            + digits.charAt(0)
            + (digits.length() > 1 ? "." + digits.substring(1) : "")
            + (exponent < 0 ? "e-" : "e+")
            + (Math.abs(exponent) < 10 ? "0" : "")
            + Math.abs(exponent);
  }

  /** The shortest decimal that reads back as the same number. */
  static BigDecimal decimal(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros();
  }
}
