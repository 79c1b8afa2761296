package dev.esslint.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "localhost",
        "a-b.c1.example.org",
        "1.example.org",
        "xn--bcher-kva.example"
      })
  void a_host_name_has_no_fault(String host) {
    assertEquals(Optional.empty(), HostName.fault(host));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, has a scheme",
    "example.org/chat, has a path",
    "example.org:8448, has a port",
    "192.0.2.1, is an IP address",
    "'[2001:db8::1]', is an IP address",
    "*.example.org, is a wildcard",
    "Example.org, has upper-case letters",
    "my_host.example.org, has an underscore",
    "example.org., ends with a dot",
    "'a b.example.org', has spaces",
    "a..example.org, has an empty label or a character that is not allowed in DNS",
    "-a.example.org, has an empty label or a character that is not allowed in DNS",
    "a@example.org, has an empty label or a character that is not allowed in DNS"
  })
  void what_is_no_host_name_has_its_first_fault(String host, String fault) {
    assertEquals(Optional.of(fault), HostName.fault(host));
  }

  @Test
  void lengths_are_those_of_dns() {
    assertEquals(Optional.empty(), HostName.fault("a".repeat(63) + ".org"));
    assertEquals(
        Optional.of("has a label of more than 63 characters"),
        HostName.fault("a".repeat(64) + ".org"));
    assertEquals(
        Optional.of("is longer than 253 characters"), HostName.fault("a.".repeat(150) + "org"));
  }
}
