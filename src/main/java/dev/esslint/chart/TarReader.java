package dev.esslint.chart;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads a tar archive from start to end: the ustar format with the extended headers of POSIX (pax) and the long names of
 * GNU. A library would bring three more with it for what is a page here.
 */
final class TarReader {
  private static final int BLOCK = 512;

  /** Headers that only describe the next entry; longer ones are no names. */
  private static final int MAX_HEADER = 1 << 16;

  private final InputStream in;
  private long left;
  private long unread;
  private long padding;

  /**
   * @param in the archive; stays open
   * @param limit how many bytes may be read of it
   */
  TarReader(InputStream in, long limit) {
    this.in = in;
    this.left = limit;
  }

  /** What an entry is. */
  enum Type {
    FILE,
    FOLDER,
    /** A link, a device or anything else that is no plain content. */
    OTHER
  }

  /**
   * An entry of the archive.
   *
   * @param size of its content in bytes
   */
  record Entry(String name, Type type, long size) {}

  /**
   * Goes on to the next entry; empty at the end.
   *
   * @throws ZipException if this is no tar archive, or one that unpacks to more than the limit
   */
  Optional<Entry> next() throws IOException {
    String longName = "";
    while (true) {
      skip(unread + padding);
      byte[] header = block();
      if (isEnd(header)) {
        unread = 0;
        padding = 0;
        return Optional.empty();
      }
      verify(header);
      long size = number(header, 124, 12);
      unread = size;
      padding = (BLOCK - size % BLOCK) % BLOCK;
      char type = (char) header[156];
      switch (type) {
        case 'L' -> longName = text(content(), 0, (int) size);
        case 'x' -> longName = path(content()).orElse(longName);
        case 'g' -> content();
        default -> {
          String name = longName.isEmpty() ? name(header) : longName;
          return Optional.of(new Entry(name, type(type, name), size));
        }
      }
    }
  }

  private static Type type(char flag, String name) {
    return switch (flag) {
      case '5' -> Type.FOLDER;
      case '0', '\0' -> name.endsWith("/") ? Type.FOLDER : Type.FILE;
      default -> Type.OTHER;
    };
  }

  /** The content of the entry that {@link #next} gave, or of a header. */
  byte[] content() throws IOException {
    if (unread > Math.max(MAX_HEADER, ChartFiles.MAX_FILE)) {
      throw new ZipException("an entry is too large");
    }
    byte[] bytes = read((int) unread);
    unread = 0;
    return bytes;
  }

  private byte[] block() throws IOException {
    return read(BLOCK);
  }

  private byte[] read(int length) throws IOException {
    spend(length);
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private void skip(long length) throws IOException {
    spend(length);
    in.skipNBytes(length);
  }

  private void spend(long length) throws ZipException {
    left -= length;
    if (left < 0) {
      throw new ZipException("its content is larger than any chart");
    }
  }

  private static boolean isEnd(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** The sum of all bytes stands in the header, itself counted as blanks. */
  private static void verify(byte[] header) throws ZipException {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xFF;
    }
    if (sum != number(header, 148, 8)) {
      throw new ZipException("a header has a wrong checksum");
    }
  }

  private static long number(byte[] header, int from, int length) throws ZipException {
    long number = 0;
    String digits = text(header, from, length).strip();
    if (digits.isEmpty() || digits.length() > 12) {
      throw new ZipException("a header has no size");
    }
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        throw new ZipException("a header has no size");
      }
      number = 8 * number + digit;
    }
    return number;
  }

  private static String name(byte[] header) {
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    String name = text(header, 0, 100);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** The text of a field, which ends at its first zero. */
  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** The path in an extended header, whose records are {@code length key=value}, each with a line feed. */
  private static Optional<String> path(byte[] header) {
    return new String(header, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .filter(line -> line.startsWith("path="))
        .map(line -> line.substring("path=".length()))
        .reduce((earlier, later) -> later);
  }
}
