package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The wire format of protocol buffers: fields by their number, nothing of what they mean. */
record Protobuf(List<Field> fields) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** A field; bytes are empty for a number, the number is 0 for bytes. */
  @SuppressWarnings("ArrayRecordComponent") // fields are read and not compared
  record Field(int number, long value, byte[] bytes) {}

  Protobuf {
    fields = List.copyOf(fields);
  }

  /** Reads a message; empty if the bytes are none. */
  static Optional<Protobuf> read(byte[] bytes) {
    List<Field> fields = new ArrayList<>();
    Reader in = new Reader(bytes);
    while (in.place < bytes.length) {
      long tag = in.varint();
      int number = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case VARINT -> fields.add(new Field(number, in.varint(), new byte[0]));
        case FIXED64 -> in.take(8);
        case BYTES -> fields.add(new Field(number, 0, in.take(in.varint())));
        case FIXED32 -> in.take(4);
        default -> in.broken = true;
      }
      if (in.broken || number <= 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new Protobuf(fields));
  }

  private static final class Reader {
    private final byte[] bytes;
    private int place;
    private boolean broken;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (place >= bytes.length) {
          break;
        }
        byte one = bytes[place++];
        value |= (long) (one & 0x7f) << shift;
        if (one >= 0) {
          return value;
        }
      }
      broken = true;
      return 0;
    }

    byte[] take(long count) {
      if (broken || count < 0 || count > bytes.length - place) {
        broken = true;
        return new byte[0];
      }
      byte[] taken = new byte[(int) count];
      System.arraycopy(bytes, place, taken, 0, taken.length);
      place += taken.length;
      return taken;
    }
  }

  /** The last field of a number, which is the one that counts. */
  Optional<Field> field(int number) {
    return fields.stream().filter(f -> f.number == number).reduce((a, b) -> b);
  }

  /** A text; empty if it is not there. */
  String text(int number) {
    return field(number).map(f -> new String(f.bytes, StandardCharsets.UTF_8)).orElse("");
  }

  /** All texts of a number. */
  List<String> texts(int number) {
    return fields.stream().filter(f -> f.number == number).map(f -> new String(f.bytes, StandardCharsets.UTF_8)).toList();
  }

  /** A number; 0 if it is not there. */
  long value(int number) {
    return field(number).map(Field::value).orElse(0L);
  }

  /** A message within; empty if it is not there or none. */
  Optional<Protobuf> message(int number) {
    return field(number).flatMap(f -> read(f.bytes));
  }

  /** All messages of a number that are some. */
  List<Protobuf> messages(int number) {
    return fields.stream().filter(f -> f.number == number).flatMap(f -> read(f.bytes).stream()).toList();
  }

  /** A message in the making. */
  static final class Writer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Writer with(int number, String text) {
      return with(number, text.getBytes(StandardCharsets.UTF_8));
    }

    Writer with(int number, Writer message) {
      return with(number, message.bytes());
    }

    Writer with(int number, byte[] bytes) {
      varint((long) number << 3 | BYTES);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Writer with(int number, long value) {
      varint((long) number << 3 | VARINT);
      varint(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] bytes() {
      return out.toByteArray();
    }
  }
}
