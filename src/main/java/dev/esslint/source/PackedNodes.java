package dev.esslint.source;

import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Node.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compact form of node trees that is fast to read, for what esslint ships. Values and the order of keys are kept,
 * places and styles are not: what is read is at {@link Span#NONE} and plain.
 *
 * <p>The form: the number of strings; each string as twice its length in bytes, plus one if it is not plain ASCII, and
 * its UTF-8; then the tree, each node as a tag byte and its content. Numbers are unsigned, seven bits a byte, low ones
 * first. Strings of the tree are indexes. ASCII is told apart because a cold JVM copies it as it is, while it looks at
 * UTF-8 byte by byte.
 */
public final class PackedNodes {
  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int WHOLE = 3;
  private static final int DOUBLE = 4;
  private static final int STRING = 5;
  private static final int LIST = 6;
  private static final int MAP = 7;

  private PackedNodes() {}

  /** Writes a tree; the stream stays open. */
  public static void write(Node node, OutputStream out) throws IOException {
    var writer = new Writer();
    writer.node(node);
    var head = new Writer();
    head.number(writer.strings.size());
    for (String text : writer.strings.keySet()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean ascii = bytes.length == text.length();
      head.number(2 * bytes.length + (ascii ? 0 : 1));
      head.out.writeBytes(bytes);
    }
    head.out.writeTo(out);
    writer.out.writeTo(out);
  }

  /** Reads a tree that {@link #write} wrote. */
  public static Node read(InputStream in) throws IOException {
    return read(in.readAllBytes());
  }

  /**
   * Reads a tree that {@link #write} wrote.
   *
   * @throws IllegalArgumentException if these are not the bytes of one
   */
  public static Node read(byte[] bytes) {
    var reader = new Reader(bytes);
    try {
      reader.strings();
      Node node = reader.node();
      if (reader.at != bytes.length) {
        throw new IllegalArgumentException("bytes after the packed tree");
      }
      return node;
    } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("no packed tree", e);
    }
  }

  private static final class Writer {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final Map<String, Integer> strings = new LinkedHashMap<>();

    void node(Node node) {
      switch (node) {
        case ScalarNode scalar -> scalar(scalar.value());
        case ListNode list -> {
          out.write(LIST);
          number(list.items().size());
          list.items().forEach(this::node);
        }
        case MapNode map -> {
          out.write(MAP);
          number(map.entries().size());
          map.entries()
              .forEach(
                  (key, entry) -> {
                    string(key);
                    node(entry.value());
                  });
        }
      }
    }

    private void scalar(Scalar scalar) {
      switch (scalar) {
        case Scalar.Null() -> out.write(NULL);
        case Scalar.Bool(boolean value) -> out.write(value ? TRUE : FALSE);
        case Scalar.Str(String value) -> {
          out.write(STRING);
          string(value);
        }
        case Scalar.Num(double value) -> {
          int whole = (int) value;
          if (whole >= 0 && Double.doubleToLongBits(whole) == Double.doubleToLongBits(value)) {
            out.write(WHOLE);
            number(whole);
          } else {
            out.write(DOUBLE);
            long bits = Double.doubleToLongBits(value);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
              out.write((int) (bits >>> shift));
            }
          }
        }
      }
    }

    private void string(String text) {
      number(strings.computeIfAbsent(text, _ -> strings.size()));
    }

    void number(int value) {
      int rest = value;
      while (rest > 0x7F) {
        out.write(rest | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
    }
  }

  private static final class Reader {
    private static final ScalarNode NULL_NODE = plain(Scalar.NULL);
    private static final ScalarNode FALSE_NODE = plain(Scalar.FALSE);
    private static final ScalarNode TRUE_NODE = plain(Scalar.TRUE);

    final byte[] bytes;
    String[] strings = {};
    int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    private static ScalarNode plain(Scalar value) {
      return new ScalarNode(Span.NONE, value, Style.PLAIN);
    }

    void strings() {
      strings = new String[size()];
      for (int i = 0; i < strings.length; i++) {
        int head = number();
        int length = head >>> 1;
        strings[i] =
            new String(
                bytes, at, length, (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        at += length;
      }
    }

    Node node() {
      int tag = bytes[at++];
      return switch (tag) {
        case NULL -> NULL_NODE;
        case FALSE -> FALSE_NODE;
        case TRUE -> TRUE_NODE;
        case WHOLE -> plain(new Scalar.Num(number()));
        case DOUBLE -> plain(new Scalar.Num(Double.longBitsToDouble(bits())));
        case STRING -> plain(new Scalar.Str(strings[number()]));
        case LIST -> list(size());
        case MAP -> map(size());
        default -> throw new IllegalArgumentException("no packed tree: tag " + tag);
      };
    }

    private ListNode list(int size) {
      List<Node> items = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        items.add(node());
      }
      return new ListNode(Span.NONE, Collections.unmodifiableList(items));
    }

    private MapNode map(int size) {
      var entries = LinkedHashMap.<String, Entry>newLinkedHashMap(size);
      for (int i = 0; i < size; i++) {
        String key = strings[number()];
        entries.put(key, new Entry(Span.NONE, node()));
      }
      return new MapNode(Span.NONE, Collections.unmodifiableSequencedMap(entries));
    }

    private long bits() {
      long bits = 0;
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bits |= (bytes[at++] & 0xFFL) << shift;
      }
      return bits;
    }

    /** A number of things that follow, each at least a byte. */
    private int size() {
      int size = number();
      if (size < 0 || size > bytes.length - at) {
        throw new IllegalArgumentException(
            "no packed tree: " + size + " things in " + bytes.length + " bytes");
      }
      return size;
    }

    private int number() {
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
  }
}
