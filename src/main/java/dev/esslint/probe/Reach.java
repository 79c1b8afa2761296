package dev.esslint.probe;

import java.net.Inet6Address;
import java.net.InetAddress;

/** How far an address is valid. */
final class Reach {
  private Reach() {}

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
