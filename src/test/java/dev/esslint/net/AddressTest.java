package dev.esslint.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.net.Address.Kind;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "93.184.215.14, IPV4 PUBLIC",
    "127.0.0.1, IPV4 LOOPBACK",
    "0.0.0.0, IPV4 UNSPECIFIED",
    "0.1.2.3, IPV4 RESERVED",
    "169.254.1.1, IPV4 LINK_LOCAL",
    "224.0.0.1, IPV4 MULTICAST",
    "10.255.255.255, IPV4 PRIVATE",
    "172.16.0.0, IPV4 PRIVATE",
    "172.31.255.255, IPV4 PRIVATE",
    "172.32.0.0, IPV4 PUBLIC",
    "192.168.0.1, IPV4 PRIVATE",
    "100.64.0.1, IPV4 CGNAT",
    "100.128.0.1, IPV4 PUBLIC",
    "198.51.100.2, IPV4 DOCUMENTATION",
    "198.18.5.5, IPV4 RESERVED",
    "255.255.255.255, IPV4 RESERVED",
    "2a01:4f8:c17::1, IPV6 PUBLIC",
    "::1, IPV6 LOOPBACK",
    "::, IPV6 UNSPECIFIED",
    "fe80::1, IPV6 LINK_LOCAL",
    "ff02::1, IPV6 MULTICAST",
    "fd00:10:96::a, IPV6 PRIVATE",
    "2001:db8::1, IPV6 DOCUMENTATION",
    "::ffff:10.0.0.1, IPV4 PRIVATE"
  })
  void an_address_is_of_its_kinds(String text, String kinds) {
    Address address = Address.parse(text).orElseThrow();
    Set<Kind> expected =
        Arrays.stream(kinds.split(" ", -1)).map(Kind::valueOf).collect(Collectors.toSet());
    assertEquals(
        expected,
        EnumSet.allOf(Kind.class).stream().filter(address::is).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.4/24",
        "1.2.3.4:80",
        "[::1]",
        "fe80::1%eth0",
        ":::",
        "1.2.3.4 ",
        "0x7f.0.0.1",
        "127.1",
        "1.2..4",
        "1.2.3.",
        ".1.2.3",
        "1.2.3.+4",
        "1.2.3.\u0664",
        "\uff11::1"
      })
  void what_go_does_not_read_as_an_address_is_none(String text) {
    assertTrue(Address.parse(text).isEmpty());
  }

  @Property(tries = 300)
  void an_address_is_read_as_the_jdk_does(@ForAll boolean ipv4, @ForAll long high, @ForAll long low)
      throws UnknownHostException {
    byte[] bits = ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    InetAddress jdk = InetAddress.getByAddress(Arrays.copyOf(bits, ipv4 ? 4 : 16));
    Address address = Address.parse(jdk.getHostAddress()).orElseThrow();
    assertArrayEquals(jdk.getAddress(), address.octets());
    assertEquals(jdk instanceof Inet4Address, address.is(Kind.IPV4));
    assertEquals(jdk.isLoopbackAddress(), address.is(Kind.LOOPBACK));
    assertEquals(jdk.isMulticastAddress(), address.is(Kind.MULTICAST));
    assertEquals(jdk.isLinkLocalAddress(), address.is(Kind.LINK_LOCAL));
    assertEquals(jdk.isAnyLocalAddress(), address.is(Kind.UNSPECIFIED));
  }

  @Test
  void a_network_holds_its_first_and_last_address() {
    Network network = Network.parse("10.43.0.0/16").orElseThrow();
    assertTrue(network.contains(Address.parse("10.43.0.0").orElseThrow()));
    assertTrue(network.contains(Address.parse("10.43.255.255").orElseThrow()));
    assertTrue(!network.contains(Address.parse("10.44.0.0").orElseThrow()));
    assertTrue(!network.contains(Address.parse("fd00::1").orElseThrow()));
    assertTrue(
        Network.parse("fd00::/8").orElseThrow().contains(Address.parse("fdff::1").orElseThrow()));
    assertTrue(
        Network.parse("10.0.0.1/32")
            .orElseThrow()
            .contains(Address.parse("10.0.0.1").orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "fd00::/129", "a/8", "/8"})
  void what_is_no_network_is_none(String text) {
    assertTrue(Network.parse(text).isEmpty());
  }
}
