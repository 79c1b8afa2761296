package dev.esslint.model.rtc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.Deployments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the SFU is found. */
final class RtcFactsTest {

  @ParameterizedTest
  @CsvSource({
    "mrtc.example.net, false",
    "mrtc.chat.lan, true",
    "mrtc.192.168.178.20.nip.io, true",
    "mrtc-127-0-0-1.sslip.io, true",
    "mrtc.93.184.215.14.nip.io, false"
  })
  void names_are_local_that_lead_into_one_network_only(String host, String local) throws Exception {
    assertEquals(
        local,
        Deployments.fact(
            Deployments.of("matrixRTC: {ingress: {host: " + host + "}}"), "rtc.local"));
  }

  @ParameterizedTest
  @CsvSource({
    "mrtc.example.org, matrixRTC.ingress.host",
    "EXAMPLE.org, serverName",
    "turn.example.org, ''"
  })
  void a_turn_domain_may_be_taken_by_an_ingress(String domain, String owner) throws Exception {
    assertEquals(
        owner,
        Deployments.fact(
            Deployments.of(
                "matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, domain: "
                    + domain
                    + "}}}}"),
            "rtc.turnDomainOwner"));
  }
}
