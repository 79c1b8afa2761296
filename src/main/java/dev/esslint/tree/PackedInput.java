package dev.esslint.tree;

import java.nio.charset.StandardCharsets;

/** Reads what a {@link PackedOutput} wrote. Bytes that it did not write give an {@link IndexOutOfBoundsException}. */
public final class PackedInput {
  static final int NULL = 0;
  static final int FALSE = 1;
  static final int TRUE = 2;
  static final int WHOLE = 3;
  static final int DOUBLE = 4;
  static final int STRING = 5;

  private final byte[] bytes;
  private final int end;
  private final String[] strings;
  private int at;

  /**
   * @param bytes hold what was written from {@code start} up to {@code end}
   */
  public PackedInput(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.strings = new String[size()];
    for (int i = 0; i < strings.length; i++) {
      int head = number();
      int length = head >>> 1;
      strings[i] =
          new String(
              bytes,
              at,
              length,
              (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
      at += length;
    }
  }

  public int number() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      byte b = bytes[at++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        break;
      }
    }
    return value;
  }

  /** A number of things that follow, each at least a byte. */
  public int size() {
    int size = number();
    if (size < 0 || size > end - at) {
      throw new IndexOutOfBoundsException(size + " things in " + (end - at) + " bytes");
    }
    return size;
  }

  public String string() {
    return strings[number()];
  }

  public Scalar scalar() {
    return scalar(number());
  }

  /** A scalar whose tag is read. */
  Scalar scalar(int tag) {
    return switch (tag) {
      case NULL -> Scalar.NULL;
      case FALSE -> Scalar.FALSE;
      case TRUE -> Scalar.TRUE;
      case WHOLE -> new Scalar.Num(number());
      case DOUBLE -> new Scalar.Num(Double.longBitsToDouble(bits()));
      case STRING -> new Scalar.Str(string());
      default -> throw new IndexOutOfBoundsException("no scalar: tag " + tag);
    };
  }

  private long bits() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (bytes[at++] & 0xFFL) << shift;
    }
    return bits;
  }

  /** Whether all is read. */
  boolean isAtEnd() {
    return at == end;
  }
}
