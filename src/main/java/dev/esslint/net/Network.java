package dev.esslint.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.net.util.SubnetUtils;
import org.apache.commons.net.util.SubnetUtils6;

/** A network in CIDR form, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public final class Network {
  private final String cidr;
  private final Predicate<Address> members;

  private Network(String cidr, Predicate<Address> members) {
    this.cidr = cidr;
    this.members = members;
  }

  /** Reads a network; empty if the text is none. */
  public static Optional<Network> parse(String cidr) {
    int slash = cidr.indexOf('/');
    Optional<Address> base = Address.parse(slash < 0 ? "" : cidr.substring(0, slash));
    try {
      return base.map(a -> new Network(cidr, a.ipv4() ? ipv4(cidr) : ipv6(cidr)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Predicate<Address> ipv4(String cidr) {
    SubnetUtils subnet = new SubnetUtils(cidr);
    subnet.setInclusiveHostCount(true);
    SubnetUtils.SubnetInfo info = subnet.getInfo();
    return a -> a.ipv4() && info.isInRange(ip(a).getHostAddress());
  }

  private static Predicate<Address> ipv6(String cidr) {
    SubnetUtils6.SubnetInfo info = new SubnetUtils6(cidr).getInfo();
    return a -> ip(a) instanceof Inet6Address ip && info.isInRange(ip);
  }

  private static InetAddress ip(Address address) {
    try {
      return InetAddress.getByAddress(address.octets());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether an address lies in this network; one of the other family never does. */
  public boolean contains(Address address) {
    return members.test(address);
  }

  @Override
  public String toString() {
    return cidr;
  }
}
