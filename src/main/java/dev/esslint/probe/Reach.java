package dev.esslint.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far an address is valid. */
final class Reach {
  private static final Pattern LITERAL = Pattern.compile("^(?:\\d{1,3}+(?:\\.\\d{1,3}+){3}|[0-9a-fA-F]*+:[0-9a-fA-F:.]++)$");

  private Reach() {}

  /** Whether a text is no name: an address, even an invalid one. */
  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** The address that a text is; empty if it is a name or nothing valid. */
  static Optional<InetAddress> literal(String text) {
    try {
      return isLiteral(text) ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it is valid in the whole internet: not of this host, this link, a private network or a carrier's NAT. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrier = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    boolean unique = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc;
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && bytes[0] != 0
        && !carrier
        && !unique;
  }
}
