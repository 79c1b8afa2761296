package dev.esslint.model.base;

import dev.esslint.text.Regex;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** Sizes in bytes as nginx, Synapse and Redis read them, such as {@code 50M}. */
public final class ByteSize {
  private static final Regex SIZE = new Regex("(\\d{1,15})([kKmMgG]?)");

  private ByteSize() {}

  /** The bytes of a size; empty if it is none. */
  public static Optional<Long> parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Optional.empty();
    }
    int power = "kmg".indexOf(size.group(2).toLowerCase(Locale.ROOT)) + 1;
    return Optional.of(
        size.group(2).isEmpty()
            ? Long.parseLong(size.group(1))
            : Long.parseLong(size.group(1)) << (10 * power));
  }

  /** A size as Synapse writes it. */
  public static String text(long bytes) {
    return bytes % (1L << 20) == 0 ? (bytes >> 20) + "M" : (bytes >> 10) + "K";
  }
}
