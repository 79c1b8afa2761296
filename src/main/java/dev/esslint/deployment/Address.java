package dev.esslint.deployment;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** An IP address as Go's {@code net.ParseIP} reads it, which is how Kubernetes and LiveKit read theirs. */
public record Address(InetAddress ip) {
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /** The networks of the IANA registries of special-purpose addresses. */
  private static final Map<Kind, List<Network>> SPECIAL =
      Map.of(
          Kind.PRIVATE, networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
          Kind.CGNAT, networks("100.64.0.0/10"),
          Kind.DOCUMENTATION,
              networks(
                  "192.0.2.0/24",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "2001:db8::/32",
                  "3fff::/20"),
          Kind.RESERVED, networks("0.0.0.0/8", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4"));

  private static final Set<Kind> NOT_PUBLIC =
      EnumSet.complementOf(EnumSet.of(Kind.NONE, Kind.IPV4, Kind.IPV6, Kind.PUBLIC));

  private static List<Network> networks(String... cidrs) {
    return Arrays.stream(cidrs).map(cidr -> Network.parse(cidr).orElseThrow()).toList();
  }

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
    /** Only on one link: 169.254.0.0/16 and fe80::/10. */
    LINK_LOCAL,
    MULTICAST,
    /** RFC 1918 and fc00::/7: only inside a network. */
    PRIVATE,
    /** 100.64.0.0/10: behind a provider's NAT. */
    CGNAT,
    /** Reserved for documentation, never routed. */
    DOCUMENTATION,
    /** Never routed in the Internet for other reasons. */
    RESERVED,
    /** None of the special ones. */
    PUBLIC
  }

  /** Reads an address literal without zone, port or prefix length. */
  public static Optional<Address> parse(String text) {
    try {
      if (IPV4.matcher(text).matches()) {
        return Optional.of(new Address(Inet4Address.ofLiteral(text)));
      }
      if (IPV6.matcher(text).matches()) {
        return Optional.of(new Address(InetAddress.ofLiteral(text)));
      }
    } catch (IllegalArgumentException e) {
      // looks like an address and is none
    }
    return Optional.empty();
  }

  public boolean isIpv4() {
    return ip instanceof Inet4Address;
  }

  /** Whether this address is of a kind. */
  public boolean is(Kind kind) {
    return switch (kind) {
      case NONE -> false;
      case IPV4 -> isIpv4();
      case IPV6 -> !isIpv4();
      case LOOPBACK -> ip.isLoopbackAddress();
      case UNSPECIFIED -> ip.isAnyLocalAddress();
      case LINK_LOCAL -> ip.isLinkLocalAddress();
      case MULTICAST -> ip.isMulticastAddress();
      case PRIVATE, CGNAT, DOCUMENTATION, RESERVED ->
          SPECIAL.getOrDefault(kind, List.of()).stream().anyMatch(n -> n.contains(this));
      case PUBLIC -> NOT_PUBLIC.stream().noneMatch(this::is);
    };
  }
}
