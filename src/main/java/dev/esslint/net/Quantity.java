package dev.esslint.net;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A quantity of Kubernetes, such as {@code 500m}, {@code 2Gi} or {@code 1e3}.
 *
 * @param nanos in billionths of the unit, the finest that Kubernetes keeps; what is finer is rounded away from zero
 */
public record Quantity(BigInteger nanos) implements Comparable<Quantity> {
  private static final int NANO = 9;
  private static final int MAX_DIGITS = 30;
  private static final String BINARY = "KMGTPE";
  private static final String DECIMAL = "num kMGTPE";

  /** So many whole ones. */
  public static Quantity of(long whole) {
    return scaled(BigInteger.valueOf(whole), NANO);
  }

  public static Quantity ofMebibytes(long mebibytes) {
    return of(mebibytes << 20);
  }

  /** Reads a quantity; empty if the text is none. */
  public static Optional<Quantity> parse(String text) {
    int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
    int point = afterDigits(text, start);
    boolean fraction = point < text.length() && text.charAt(point) == '.';
    int end = fraction ? afterDigits(text, point + 1) : point;
    int decimals = fraction ? end - point - 1 : 0;
    if (point - start > MAX_DIGITS || decimals > MAX_DIGITS || point - start + decimals == 0) {
      return Optional.empty();
    }
    BigInteger digits =
        new BigInteger(text.substring(start, point) + text.substring(end - decimals, end));
    BigInteger number = text.startsWith("-") ? digits.negate() : digits;
    return withUnit(number, NANO - decimals, text.substring(end));
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** The quantity {@code number * 10^exponent} billionths of a unit. */
  private static Optional<Quantity> withUnit(BigInteger number, int exponent, String unit) {
    if (unit.isEmpty()) {
      return Optional.of(scaled(number, exponent));
    }
    char first = unit.charAt(0);
    if (unit.length() == 1) {
      int power = DECIMAL.indexOf(first);
      return power < 0 || first == ' '
          ? Optional.empty()
          : Optional.of(scaled(number, exponent + 3 * (power - DECIMAL.indexOf(' '))));
    }
    if (unit.length() == 2 && unit.charAt(1) == 'i') {
      int power = BINARY.indexOf(first);
      return power < 0
          ? Optional.empty()
          : Optional.of(scaled(number.shiftLeft(10 * (power + 1)), exponent));
    }
    if (first != 'e' && first != 'E') {
      return Optional.empty();
    }
    boolean signed = unit.charAt(1) == '+' || unit.charAt(1) == '-';
    int digits = signed ? 2 : 1;
    if (unit.length() == digits
        || unit.length() > digits + 2
        || afterDigits(unit, digits) < unit.length()) {
      return Optional.empty();
    }
    return Optional.of(scaled(number, exponent + Integer.parseInt(unit.substring(1))));
  }

  private static Quantity scaled(BigInteger number, int exponent) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
    if (exponent >= 0) {
      return new Quantity(number.multiply(power));
    }
    BigInteger[] parts = number.divideAndRemainder(power);
    return new Quantity(parts[0].add(BigInteger.valueOf(parts[1].signum())));
  }

  public boolean isWhole() {
    return nanos.mod(of(1).nanos).signum() == 0;
  }

  public boolean isPositive() {
    return nanos.signum() > 0;
  }

  /** How many of another quantity are in this one; the other one is positive. */
  public long wholeTimes(Quantity other) {
    return nanos.divide(other.nanos).longValue();
  }

  /** Whether another quantity is nine tenths of this one or more. */
  public boolean isNearlyFilledBy(Quantity other) {
    return other.nanos.multiply(BigInteger.TEN).compareTo(nanos.multiply(BigInteger.valueOf(9)))
        >= 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return nanos.compareTo(other.nanos);
  }
}
