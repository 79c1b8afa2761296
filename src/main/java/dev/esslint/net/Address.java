package dev.esslint.net;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An IP address as Go's {@code net.ParseIP} reads it, which is how Kubernetes and LiveKit read theirs.
 *
 * @param ipv4 whether it is of IPv4; then only the first 32 bits count
 * @param high its first 64 bits
 * @param low its last 64 bits
 */
public record Address(boolean ipv4, long high, long low) {

  /** The networks of the IANA registries of special-purpose addresses. */
  private static final Map<Kind, List<Prefix>> SPECIAL =
      Map.of(
          Kind.LOOPBACK, List.of(ipv4(8, 127), new Prefix(128, new Address(false, 0, 1))),
          Kind.UNSPECIFIED, List.of(ipv4(32, 0), ipv6(128, 0)),
          Kind.LINK_LOCAL, List.of(ipv4(16, 169, 254), ipv6(10, 0xfe80)),
          Kind.MULTICAST, List.of(ipv4(4, 224), ipv6(8, 0xff00)),
          Kind.PRIVATE,
              List.of(ipv4(8, 10), ipv4(12, 172, 16), ipv4(16, 192, 168), ipv6(7, 0xfc00)),
          Kind.CGNAT, List.of(ipv4(10, 100, 64)),
          Kind.DOCUMENTATION,
              List.of(
                  ipv4(24, 192, 0, 2),
                  ipv4(24, 198, 51, 100),
                  ipv4(24, 203, 0, 113),
                  ipv6(32, 0x2001, 0xdb8),
                  ipv6(20, 0x3fff)),
          Kind.RESERVED, List.of(ipv4(8, 0), ipv4(24, 192), ipv4(15, 198, 18), ipv4(4, 240)));

  /** What an address can be reached from, and its family. An address is of several kinds. */
  public enum Kind {
    /** No IP address at all. */
    NONE,
    IPV4,
    IPV6,
    /** The host itself. */
    LOOPBACK,
    /** {@code 0.0.0.0} and {@code ::}. */
    UNSPECIFIED,
    /** Only on one link. */
    LINK_LOCAL,
    MULTICAST,
    /** Only inside a network: RFC 1918 and RFC 4193. */
    PRIVATE,
    /** Behind a provider's NAT. */
    CGNAT,
    /** Reserved for documentation, never routed. */
    DOCUMENTATION,
    /** Never routed in the Internet for other reasons. */
    RESERVED,
    /** None of the special ones. */
    PUBLIC
  }

  /** The first bits that the addresses of a network have in common. */
  private record Prefix(int length, Address first) {

    boolean covers(Address address) {
      return address.ipv4 == first.ipv4
          && (length <= 64
              ? (address.high ^ first.high) >>> (64 - length) == 0
              : address.high == first.high && (address.low ^ first.low) >>> (128 - length) == 0);
    }
  }

  private static Prefix ipv4(int length, int... octets) {
    return new Prefix(length, new Address(true, bits(Byte.SIZE, octets), 0));
  }

  private static Prefix ipv6(int length, int... groups) {
    return new Prefix(length, new Address(false, bits(Short.SIZE, groups), 0));
  }

  /** Groups of so many bits from the first bit on. */
  private static long bits(int size, int... groups) {
    long bits = 0;
    for (int i = 0; i < groups.length; i++) {
      bits |= (long) groups[i] << (64 - size * (i + 1));
    }
    return bits;
  }

  /** Reads an address literal without zone, port or prefix length. */
  public static Optional<Address> parse(String text) {
    return text.indexOf(':') < 0 ? parseIpv4(text) : parseIpv6(text);
  }

  /**
   * Reads one address, or one of each family with a comma between them.
   *
   * @return none if the text is anything else
   */
  public static List<Address> parseEach(String text) {
    List<Address> addresses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Optional<Address> address = parse(part.strip());
      if (address.isEmpty() || addresses.stream().anyMatch(other -> other.ipv4 == address.get().ipv4)) {
        return List.of();
      }
      addresses.add(address.get());
    }
    return addresses;
  }

  /** Four decimal numbers without leading zeros; the JDK's classes for addresses read more, and take long to load. */
  private static Optional<Address> parseIpv4(String text) {
    int[] octets = new int[4];
    int start = 0;
    for (int i = 0; i < octets.length; i++) {
      int end = i < octets.length - 1 ? text.indexOf('.', start) : text.length();
      if (end <= start || end - start > 3 || (text.charAt(start) == '0' && end > start + 1)) {
        return Optional.empty();
      }
      for (int at = start; at < end; at++) {
        char digit = text.charAt(at);
        if (digit < '0' || digit > '9') {
          return Optional.empty();
        }
        octets[i] = 10 * octets[i] + digit - '0';
      }
      if (octets[i] > 255) {
        return Optional.empty();
      }
      start = end + 1;
    }
    return Optional.of(new Address(true, bits(Byte.SIZE, octets), 0));
  }

  private static Optional<Address> parseIpv6(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 && ":.".indexOf(text.charAt(i)) < 0) {
        return Optional.empty();
      }
    }
    try {
      byte[] octets = InetAddress.ofLiteral(text).getAddress();
      ByteBuffer bits = ByteBuffer.wrap(octets);
      return Optional.of(
          octets.length == Integer.BYTES
              ? new Address(true, (long) bits.getInt() << 32, 0)
              : new Address(false, bits.getLong(), bits.getLong()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The bytes of this address, the first bits first. */
  byte[] octets() {
    return ipv4
        ? ByteBuffer.allocate(Integer.BYTES).putInt((int) (high >>> 32)).array()
        : ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
  }

  /** Whether this address is of a kind. */
  public boolean is(Kind kind) {
    return switch (kind) {
      case NONE -> false;
      case IPV4 -> ipv4;
      case IPV6 -> !ipv4;
      case RESERVED -> isIn(Kind.RESERVED) && !isIn(Kind.UNSPECIFIED);
      case LOOPBACK, UNSPECIFIED, LINK_LOCAL, MULTICAST, PRIVATE, CGNAT, DOCUMENTATION ->
          isIn(kind);
      case PUBLIC -> {
        for (Kind special : SPECIAL.keySet()) {
          if (isIn(special)) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  private boolean isIn(Kind special) {
    for (Prefix prefix : SPECIAL.getOrDefault(special, List.of())) {
      if (prefix.covers(this)) {
        return true;
      }
    }
    return false;
  }
}
