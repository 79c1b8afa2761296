package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Int;
import dev.esslint.gotemplate.Datum.Int64;
import dev.esslint.gotemplate.Datum.Real;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import dev.esslint.text.Regex;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions that calculate: with {@code int64}, with {@code float64}, or with decimals of which they make such. */
final class NumberCalls extends Call {
  private static final Regex DIGITS = new Regex("[-+]?[0-9]{1,100}");
  private static final Regex OCTAL = new Regex("[-+]?[0-7]{1,20}");

  /** How many digits a quotient of decimals has. */
  private static final int PRECISION = 16;

  NumberCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  @Override
  @Nullable Datum result() throws TemplateException {
    return switch (name) {
      case "add", "add1" -> wholes(name.equals("add") ? 0 : 1, Long::sum);
      case "sub" -> wholes((a, b) -> a - b);
      case "mul" -> wholes((a, b) -> a * b);
      case "max", "biggest" -> wholes(Math::max);
      case "min" -> wholes(Math::min);
      case "div", "mod" -> divided();
      case "addf" -> decimals(BigDecimal.ZERO, BigDecimal::add);
      case "add1f" -> decimals(BigDecimal.ONE, BigDecimal::add);
      case "subf" -> decimals(null, BigDecimal::subtract);
      case "mulf" -> decimals(null, BigDecimal::multiply);
      case "divf" -> dividedExactly();
      case "maxf" -> reals(Math::max);
      case "minf" -> reals(Math::min);
      case "ceil", "floor" -> rounded(name.equals("ceil"));
      case "round" -> round();
      case "randInt" -> random();
      case "atoi" -> parsed();
      case "toDecimal" -> octal();
      case "float64" -> real();
      default -> whole();
    };
  }

  private @Nullable Datum whole() {
    Long number = GoNumber.whole(first());
    return number == null ? null : name.equals("int") ? new Int(number) : new Int64(number);
  }

  private @Nullable Datum real() {
    Double number = GoNumber.real(first());
    return number == null ? null : new Real(number);
  }

  private @Nullable Datum wholes(LongBinaryOperator operator) {
    Long start = GoNumber.whole(first());
    return start == null ? null : wholes(start, operator, arguments.subList(1, arguments.size()));
  }

  private @Nullable Datum wholes(long start, LongBinaryOperator operator) {
    return wholes(start, operator, arguments);
  }

  private static @Nullable Datum wholes(long start, LongBinaryOperator operator, List<Datum> others) {
    long result = start;
    for (Datum other : others) {
      Long number = GoNumber.whole(other);
      if (number == null) {
        return null;
      }
      result = operator.applyAsLong(result, number);
    }
    return new Int64(result);
  }

  private @Nullable Datum divided() throws TemplateException {
    Long divisor = GoNumber.whole(second());
    if (divisor == null) {
      return null;
    }
    if (divisor == 0) {
      throw refusal("`" + name + "` divides by zero");
    }
    Datum result = wholes(name.equals("div") ? (a, b) -> a / b : (a, b) -> a % b);
    return result == null ? Unknown.LONG : result;
  }

  private @Nullable Datum reals(DoubleBinaryOperator operator) {
    Double result = GoNumber.real(first());
    for (Datum other : arguments.subList(1, arguments.size())) {
      Double number = GoNumber.real(other);
      result = result == null || number == null ? null : operator.applyAsDouble(result, number);
    }
    return result == null ? null : new Real(result);
  }

  /**
   * Calculates with decimals.
   *
   * @param start what it begins with; null for the first argument
   */
  private @Nullable Datum decimals(@Nullable BigDecimal start, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = start;
    for (Datum argument : arguments) {
      Double number = GoNumber.real(argument);
      if (number == null || Double.isNaN(number) || Double.isInfinite(number)) {
        return null;
      }
      BigDecimal decimal = GoNumber.decimal(number);
      result = result == null ? decimal : operator.apply(result, decimal);
    }
    return result == null ? null : new Real(result.doubleValue());
  }

  private @Nullable Datum dividedExactly() throws TemplateException {
    boolean known = true;
    for (Datum divisor : arguments.subList(1, arguments.size())) {
      Double number = GoNumber.real(divisor);
      if (number != null && number == 0) {
        throw refusal("`divf` divides by zero");
      }
      known &= number != null && !Double.isNaN(number) && !Double.isInfinite(number);
    }
    Datum result = known ? decimals(null, (a, b) -> a.divide(b, PRECISION, RoundingMode.HALF_UP)) : null;
    return result == null && known && first() instanceof Unknown ? Unknown.REAL : result;
  }

  private @Nullable Datum rounded(boolean up) {
    Double number = GoNumber.real(first());
    return number == null ? null : new Real(up ? Math.ceil(number) : Math.floor(number));
  }

  /** As Sprig rounds: what is in the middle goes up, and what is negative down. */
  private @Nullable Datum round() {
    Double number = GoNumber.real(first());
    Double on = arguments.size() > 2 ? GoNumber.real(third()) : Double.valueOf(0.5);
    if (number == null || on == null || !(second() instanceof Int(long places)) || Math.abs(places) > 15) {
      return null;
    }
    double power = Math.pow(10, (double) places);
    double moved = power * number;
    double fraction = moved - (moved < 0 ? Math.ceil(moved) : Math.floor(moved));
    return new Real((fraction >= on ? Math.ceil(moved) : Math.floor(moved)) / power);
  }

  private @Nullable Datum random() throws TemplateException {
    if (!(first() instanceof Int(long least) && second() instanceof Int(long end))) {
      return null;
    }
    if (least >= end) {
      throw refusal("`randInt` needs a second number that is larger than the first");
    }
    return Unknown.INT;
  }

  /** A number that is too large becomes the largest, and what is none becomes 0. */
  private @Nullable Datum parsed() {
    if (!(first() instanceof Text(String text))) {
      return null;
    }
    if (!DIGITS.fits(text)) {
      return text.length() > 100 ? null : new Int(0);
    }
    BigInteger number = new BigInteger(text);
    return new Int(number.bitLength() < Long.SIZE ? number.longValue() : number.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE);
  }

  private @Nullable Datum octal() {
    String text = GoText.written(first());
    return text == null ? null : new Int64(OCTAL.fits(text) ? Long.parseLong(text, 8) : 0);
  }
}
