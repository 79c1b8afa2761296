package dev.esslint.tree;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

  /** Where each string begins: most are never asked for. */
  private final int[] places;

  private final @Nullable String[] strings;
  private int at;

  /**
   * @param bytes what was written
   */
  public PackedInput(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.places = new int[size()];
    this.strings = new String[places.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = at;
      pass(number() >>> 1);
    }
  }

  private PackedInput(PackedInput whole, int length) {
    this.bytes = whole.bytes;
    this.places = whole.places;
    this.strings = whole.strings;
    this.at = whole.at;
    this.end = at + length;
  }

  private void pass(int length) {
    if (length < 0 || length > end - at) {
      throw new IndexOutOfBoundsException(length + " bytes of " + (end - at));
    }
    at += length;
  }

  /** What {@link PackedOutput#sized} wrote, to be read at any time. */
  PackedInput part() {
    int length = number();
    int start = at;
    pass(length);
    at = start;
    PackedInput part = new PackedInput(this, length);
    at += length;
    return part;
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
    int number = number();
    String text = strings[number];
    if (text == null) {
      int before = at;
      at = places[number];
      int head = number();
      text =
          new String(
              bytes,
              at,
              head >>> 1,
              (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
      at = before;
      strings[number] = text; // whoever does the same at this time comes to the same
    }
    return text;
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
