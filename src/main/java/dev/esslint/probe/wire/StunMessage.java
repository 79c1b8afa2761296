package dev.esslint.probe.wire;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A message of STUN (RFC 8489), and of TURN and ICE, which are made of the same. */
public final class StunMessage {
  static final int BINDING = 0x0001;
  static final int ALLOCATE = 0x0003;
  static final int REFRESH = 0x0004;
  private static final int SUCCESS = 0x0100;
  private static final int ERROR = 0x0110;
  private static final int CLASS = 0x0110;

  static final int MAPPED_ADDRESS = 0x0001;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int LIFETIME = 0x000d;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int XOR_RELAYED_ADDRESS = 0x0016;
  static final int REQUESTED_TRANSPORT = 0x0019;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int SOFTWARE = 0x8022;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802a;

  static final int HEADER = 20;
  private static final int COOKIE = 0x2112a442;
  private static final int FINGERPRINT_MASK = 0x5354554e;
  private static final SecureRandom RANDOM = new SecureRandom();

  @SuppressWarnings("ArrayRecordComponent") // attributes are read and not compared
  private record Attribute(int type, int place, byte[] value) {}

  /** What a server says went wrong; the reason is untrusted text. */
  public record Refusal(int code, String reason) {}

  private final byte[] bytes;
  private final List<Attribute> attributes;

  private StunMessage(byte[] bytes, List<Attribute> attributes) {
    this.bytes = bytes;
    this.attributes = List.copyOf(attributes);
  }

  /** Begins a request with a transaction id of its own. */
  static Draft request(int method) {
    byte[] transaction = new byte[12];
    RANDOM.nextBytes(transaction);
    return new Draft(method, transaction);
  }

  /** Reads a message; empty if the bytes are none. */
  static Optional<StunMessage> read(byte[] bytes) {
    if (!beginsOne(bytes) || bytes.length != HEADER + length(bytes)) {
      return Optional.empty();
    }
    List<Attribute> attributes = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).position(HEADER);
    while (in.remaining() >= 4) {
      int place = in.position();
      int type = in.getShort() & 0xffff;
      int length = in.getShort() & 0xffff;
      if (length > in.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[length];
      in.get(value);
      in.position(Math.min(in.limit(), in.position() + padding(length)));
      attributes.add(new Attribute(type, place, value));
    }
    return Optional.of(new StunMessage(bytes.clone(), attributes));
  }

  /** Whether these are the first 20 bytes of a message at least. */
  static boolean beginsOne(byte[] bytes) {
    return bytes.length >= HEADER && (bytes[0] & 0xc0) == 0 && ByteBuffer.wrap(bytes).getInt(4) == COOKIE && length(bytes) % 4 == 0;
  }

  /** The length of what follows after the header. */
  static int length(byte[] header) {
    return ByteBuffer.wrap(header).getShort(2) & 0xffff;
  }

  private static int padding(int length) {
    return (4 - length % 4) % 4;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Type of the message: method and class. */
  int type() {
    return ByteBuffer.wrap(bytes).getShort(0) & 0xffff;
  }

  /** Whether it is an answer to a request. */
  boolean answers(StunMessage request) {
    boolean answer = (type() & CLASS) == SUCCESS || (type() & CLASS) == ERROR;
    return answer && (type() & ~CLASS) == request.type() && Arrays.equals(bytes, 4, HEADER, request.bytes, 4, HEADER);
  }

  /** Whether the request was granted. */
  public boolean granted() {
    return (type() & CLASS) == SUCCESS;
  }

  Optional<byte[]> value(int type) {
    return attribute(type).map(Attribute::value);
  }

  /** What comes after the integrity does not count, but for the fingerprint. */
  private Optional<Attribute> attribute(int type) {
    for (Attribute one : attributes) {
      if (one.type == type) {
        return Optional.of(one);
      }
      if (one.type == MESSAGE_INTEGRITY && type != FINGERPRINT) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<String> text(int type) {
    return value(type).map(v -> new String(v, StandardCharsets.UTF_8));
  }

  /** The program that answers, if it says so; untrusted text. */
  public Optional<String> software() {
    return text(SOFTWARE);
  }

  /** The realm that credentials are for; untrusted text. */
  public Optional<String> realm() {
    return text(REALM);
  }

  /** What has to be repeated with the credentials. */
  Optional<byte[]> nonce() {
    return value(NONCE);
  }

  /** Why it was not granted. */
  public Optional<Refusal> refusal() {
    Optional<byte[]> value = value(ERROR_CODE).filter(v -> v.length >= 4);
    return value.map(v -> new Refusal((v[2] & 7) * 100 + (v[3] & 0xff), new String(v, 4, v.length - 4, StandardCharsets.UTF_8)));
  }

  /** The address that the request came from, as the peer saw it. */
  public Optional<InetSocketAddress> mapped() {
    Optional<InetSocketAddress> address = address(XOR_MAPPED_ADDRESS, true);
    return address.isPresent() ? address : address(MAPPED_ADDRESS, false);
  }

  /** The address that a TURN server relays from. */
  public Optional<InetSocketAddress> relayed() {
    return address(XOR_RELAYED_ADDRESS, true);
  }

  private Optional<InetSocketAddress> address(int type, boolean masked) {
    Optional<byte[]> value = value(type);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    byte[] bare = value.get();
    int length = bare.length >= 4 && bare[1] == 1 ? 4 : 16;
    if (bare.length != 4 + length) {
      return Optional.empty();
    }
    int port = ByteBuffer.wrap(bare).getShort(2) & 0xffff;
    byte[] address = Arrays.copyOfRange(bare, 4, bare.length);
    if (masked) {
      port ^= COOKIE >>> 16;
      for (int i = 0; i < length; i++) {
        address[i] ^= bytes[4 + i];
      }
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether there is a fingerprint and it is right. */
  public boolean hasFingerprint() {
    Optional<Attribute> attribute = attribute(FINGERPRINT).filter(a -> a.value.length == 4);
    return attribute.isPresent() && ByteBuffer.wrap(attribute.get().value).getInt() == checksum(bytes, attribute.get().place);
  }

  /** Whether the sender has this key. */
  boolean hasIntegrity(byte[] key) {
    Optional<Attribute> attribute = attribute(MESSAGE_INTEGRITY);
    return attribute.isPresent() && MessageDigest.isEqual(attribute.get().value, integrity(bytes, attribute.get().place, key));
  }

  /** The code over the first bytes, whose length has to count what is to hold the code. */
  private static byte[] integrity(byte[] bytes, int length, byte[] key) {
    ByteBuffer head = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
    head.putShort(2, (short) (length - HEADER + 24));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA1"));
      return mac.doFinal(head.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int checksum(byte[] bytes, int length) {
    ByteBuffer head = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
    head.putShort(2, (short) (length - HEADER + 8));
    CRC32 crc = new CRC32();
    crc.update(head.array());
    return (int) crc.getValue() ^ FINGERPRINT_MASK;
  }

  /** The key of credentials that belong to a realm. */
  static byte[] longTermKey(String user, String realm, String password) {
    try {
      return MessageDigest.getInstance("MD5").digest((user + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("STUN 0x").append(Integer.toHexString(type()));
    refusal().ifPresent(r -> text.append(' ').append(r.code()));
    mapped().ifPresent(m -> text.append(' ').append(m));
    return text.toString();
  }

  /** A message in the making; its attributes come in the order of the calls. */
  static final class Draft {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Draft(int type, byte[] transaction) {
      out.writeBytes(ByteBuffer.allocate(8).putShort((short) type).putShort((short) 0).putInt(COOKIE).array());
      out.writeBytes(transaction);
    }

    Draft with(int type, byte[] value) {
      out.writeBytes(ByteBuffer.allocate(4).putShort((short) type).putShort((short) value.length).array());
      out.writeBytes(value);
      out.writeBytes(new byte[padding(value.length)]);
      return this;
    }

    Draft with(int type, String value) {
      return with(type, value.getBytes(StandardCharsets.UTF_8));
    }

    Draft with(int type, int value) {
      return with(type, ByteBuffer.allocate(4).putInt(value).array());
    }

    Draft with(int type, InetSocketAddress address) {
      byte[] masked = address.getAddress().getAddress();
      byte[] head = out.toByteArray();
      for (int i = 0; i < masked.length; i++) {
        masked[i] ^= head[4 + i];
      }
      ByteBuffer value = ByteBuffer.allocate(4 + masked.length);
      value.putShort((short) (masked.length == 4 ? 1 : 2)).putShort((short) (address.getPort() ^ COOKIE >>> 16)).put(masked);
      return with(type, value.array());
    }

    Draft integrity(byte[] key) {
      byte[] bare = out.toByteArray();
      return with(MESSAGE_INTEGRITY, StunMessage.integrity(bare, bare.length, key));
    }

    Draft fingerprint() {
      byte[] bare = out.toByteArray();
      return with(FINGERPRINT, checksum(bare, bare.length));
    }

    StunMessage done() {
      byte[] bytes = out.toByteArray();
      ByteBuffer.wrap(bytes).putShort(2, (short) (bytes.length - HEADER));
      return read(bytes).orElseThrow();
    }
  }
}
