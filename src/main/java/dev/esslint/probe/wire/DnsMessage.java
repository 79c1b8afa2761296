package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of a name server (RFC 1035), as far as it is of use here.
 *
 * @param id the number of the question
 * @param truncated whether the rest has to be asked for over TCP
 * @param code the response code
 * @param question name and type that were asked for
 * @param records the records of the answer section that are known here
 */
record DnsMessage(int id, boolean truncated, int code, String question, Dns.Type type, List<DnsRecord> records) {
  private static final int INTERNET = 1;
  private static final int HEADER = 12;
  private static final int MOST_LABELS = 128;
  private static final int MOST_RECORDS = 512;

  DnsMessage {
    records = List.copyOf(records);
  }

  /** The question for one name and type, with recursion wanted; empty if no name server can have such a name. */
  static Optional<byte[]> question(int id, String name, Dns.Type type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64);
    out.writeBytes(new byte[] {(byte) (id >> 8), (byte) id, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    if (!write(name, out)) {
      return Optional.empty();
    }
    out.writeBytes(new byte[] {0, (byte) (type.number() >> 8), (byte) type.number(), 0, INTERNET});
    return out.size() - HEADER > 255 + 4 ? Optional.empty() : Optional.of(out.toByteArray());
  }

  private static boolean write(String name, ByteArrayOutputStream out) {
    for (String label : plain(name).split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      if (bytes.length == 0 || bytes.length > 63) {
        return false;
      }
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return true;
  }

  /** A name as answers have it: in lower case, in ASCII, without the dot at the end. */
  static String plain(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      return IDN.toASCII(bare).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return bare.toLowerCase(Locale.ROOT);
    }
  }

  /** Reads an answer; empty if the bytes are none. */
  static Optional<DnsMessage> read(byte[] bytes, int length) {
    try {
      return Optional.of(read(ByteBuffer.wrap(bytes, 0, length).slice()));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static DnsMessage read(ByteBuffer in) {
    int id = in.getShort() & 0xffff;
    int flags = in.getShort() & 0xffff;
    int questions = in.getShort() & 0xffff;
    int answers = in.getShort() & 0xffff;
    in.position(HEADER);
    if ((flags & 0x8000) == 0 || questions != 1) {
      throw new IllegalArgumentException("no answer to one question");
    }
    String question = name(in);
    Dns.Type type = Dns.Type.of(in.getShort() & 0xffff).orElseThrow(() -> new IllegalArgumentException("another type"));
    in.getShort();
    boolean truncated = (flags & 0x0200) != 0;
    // What is cut off is asked for again.
    List<DnsRecord> records = truncated ? List.of() : records(in, Math.min(answers, MOST_RECORDS));
    return new DnsMessage(id, truncated, flags & 0xf, question, type, records);
  }

  private static List<DnsRecord> records(ByteBuffer in, int count) {
    List<DnsRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = name(in);
      Optional<Dns.Type> type = Dns.Type.of(in.getShort() & 0xffff);
      boolean internet = in.getShort() == INTERNET;
      long ttl = in.getInt() & 0xffffffffL;
      int length = in.getShort() & 0xffff;
      int end = in.position() + length;
      if (end > in.limit()) {
        throw new IllegalArgumentException("a record longer than the message");
      }
      if (internet && type.isPresent()) {
        records.add(record(in, type.get(), name, ttl, end));
      }
      in.position(end);
    }
    return records;
  }

  private static DnsRecord record(ByteBuffer in, Dns.Type type, String name, long ttl, int end) {
    return switch (type) {
      case A, AAAA -> new DnsRecord.Address(name, ttl, address(bytes(in, end), type == Dns.Type.A ? 4 : 16));
      case CNAME -> new DnsRecord.Alias(name, ttl, name(in));
      case SRV -> new DnsRecord.Service(name, ttl, in.getShort() & 0xffff, in.getShort() & 0xffff, in.getShort() & 0xffff, name(in));
      case CAA -> {
        boolean critical = (in.get() & 0x80) != 0;
        int tag = in.get() & 0xff;
        byte[] rest = bytes(in, end);
        if (tag > rest.length) {
          throw new IllegalArgumentException("a tag longer than its record");
        }
        String whole = new String(rest, StandardCharsets.ISO_8859_1);
        yield new DnsRecord.Authorization(name, ttl, critical, whole.substring(0, tag).toLowerCase(Locale.ROOT), whole.substring(tag));
      }
    };
  }

  private static byte[] bytes(ByteBuffer in, int end) {
    byte[] bytes = new byte[Math.max(0, end - in.position())];
    in.get(bytes);
    return bytes;
  }

  private static InetAddress address(byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException("an address of another length");
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A name, whose rest may be written elsewhere, but only before, so that it ends. */
  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    int after = -1;
    int before = in.position();
    for (int labels = 0; labels < MOST_LABELS; labels++) {
      int length = in.get() & 0xff;
      if (length == 0) {
        in.position(after < 0 ? in.position() : after);
        return name.toString().toLowerCase(Locale.ROOT);
      }
      if (length >= 0xc0) {
        int place = ((length & 0x3f) << 8) | (in.get() & 0xff);
        if (place >= before) {
          throw new IllegalArgumentException("a name that leads to itself");
        }
        after = after < 0 ? in.position() : after;
        before = place;
        in.position(place);
      } else if (length < 0x40) {
        byte[] label = new byte[length];
        in.get(label);
        name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.UTF_8));
      } else {
        throw new IllegalArgumentException("a label of an unknown kind");
      }
    }
    throw new IllegalArgumentException("too many labels");
  }

  /** Whether it answers this question. */
  boolean answers(int number, String name, Dns.Type asked) {
    return id == number && type == asked && question.equals(plain(name));
  }

  /** The name of the response code, as tools print it. */
  String codeName() {
    List<String> names = Arrays.asList("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");
    return code < names.size() ? names.get(code) : "response code " + code;
  }
}
