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
    "https://example.org, scheme",
    "example.org/chat, path",
    "example.org:8448, port",
    "192.0.2.1, address",
    "'[2001:db8::1]', address",
    "*.example.org, wildcard",
    "Example.org, upper-case",
    "my_host.example.org, underscore",
    "example.org., final-dot",
    "'a b.example.org', spaces",
    "a..example.org, labels",
    "-a.example.org, labels",
    "a@example.org, characters",
    "matrix.%DOMAIN%, characters",
    "matrix.<domain>, blank",
    "'<your domain>', blank"
  })
  void what_is_no_host_name_has_its_first_fault(String host, String fault) {
    assertEquals(Optional.of(fault), HostName.fault(host));
  }

  @Test
  void lengths_are_those_of_dns() {
    assertEquals(Optional.empty(), HostName.fault("a".repeat(63) + ".org"));
    assertEquals(
        Optional.of("long-label"),
        HostName.fault("a".repeat(64) + ".org"));
    assertEquals(
        Optional.of("too-long"), HostName.fault("a.".repeat(150) + "org"));
  }
}
