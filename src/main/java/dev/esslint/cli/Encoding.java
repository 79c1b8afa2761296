package dev.esslint.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a text file is written.
 *
 * @param marked whether a byte order mark begins it
 */
record Encoding(Charset charset, boolean marked) {
  private static final String MARK = "\uFEFF";

  /** How a file with these bytes is written. */
  static Encoding of(byte[] bytes) {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] mark = MARK.getBytes(charset);
      if (bytes.length >= mark.length
          && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
        return new Encoding(charset, true);
      }
    }
    return new Encoding(StandardCharsets.UTF_8, false);
  }

  /** The bytes of a file with this text. */
  byte[] bytes(String text) {
    return (marked ? MARK + text : text).getBytes(charset);
  }
}
