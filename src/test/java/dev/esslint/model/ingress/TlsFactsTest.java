package dev.esslint.model.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.Deployments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TlsFactsTest {
  @ParameterizedTest
  @ValueSource(strings = {"chat.example.org.", "192.168.1.20", "chat_1.deep.example.org"})
  void what_is_no_host_name_asks_nothing_of_the_certificate(String host) throws Exception {
    String values = "ingress: {tlsSecret: wild}\nelementAdmin: {enabled: false}\nelementWeb: {ingress: {host: " + host + "}}";
    assertEquals("", Deployments.fact(Deployments.of(values), "tls.names"));
  }
}
