package dev.esslint.tree;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Packs what esslint ships so that it is fast to read by {@link PackedInput}.
 *
 * <p>The form: the number of strings; each string as twice its length in bytes, plus one if it is not plain ASCII, and
 * its UTF-8; then the content, in which strings are indexes. Before what is sized comes how many bytes it takes. Numbers are
 * unsigned, seven bits a byte, low ones first.
 * ASCII is told apart because a cold JVM copies it as it is, while it looks at UTF-8 byte by byte.
 */
public final class PackedOutput {
  private ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final Map<String, Integer> strings = new LinkedHashMap<>();

  /** Writes a number from 0. */
  public void number(int value) {
    number(value, content);
  }

  private static void number(int value, ByteArrayOutputStream out) {
    int rest = value;
    while (rest > 0x7F || rest < 0) {
      out.write(rest | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  public void string(String text) {
    number(strings.computeIfAbsent(text, _ -> strings.size()));
  }

  /** Writes something, and before it how many bytes it takes, so that a reader can pass over it. */
  void sized(Runnable writing) {
    ByteArrayOutputStream before = content;
    content = new ByteArrayOutputStream();
    writing.run();
    byte[] written = content.toByteArray();
    content = before;
    number(written.length);
    content.writeBytes(written);
  }

  public void scalar(Scalar scalar) {
    switch (scalar) {
      case Scalar.Null() -> number(PackedInput.NULL);
      case Scalar.Bool(boolean value) -> number(value ? PackedInput.TRUE : PackedInput.FALSE);
      case Scalar.Str(String value) -> {
        number(PackedInput.STRING);
        string(value);
      }
      case Scalar.Num(double value) -> {
        int whole = (int) value;
        if (whole >= 0 && Double.doubleToLongBits(whole) == Double.doubleToLongBits(value)) {
          number(PackedInput.WHOLE);
          number(whole);
        } else {
          number(PackedInput.DOUBLE);
          long bits = Double.doubleToLongBits(value);
          for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            content.write((int) (bits >>> shift));
          }
        }
      }
    }
  }

  /** All that was written. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    number(strings.size(), bytes);
    for (String text : strings.keySet()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      boolean ascii = utf8.length == text.length();
      number(2 * utf8.length + (ascii ? 0 : 1), bytes);
      bytes.writeBytes(utf8);
    }
    bytes.writeBytes(content.toByteArray());
    return bytes.toByteArray();
  }
}
