package dev.esslint.model.rtc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.Deployments;
import org.junit.jupiter.api.Test;

/** Which names host aliases have to serve. */
final class AuthoriserFactsTest {
  private static final String ALIAS =
      "matrixRTC: {hostAliases: [{ip: 10.43.0.10, hostnames: [mrtc.example.org]}]}\n";

  private static String unaliased(String values) throws Exception {
    return Deployments.fact(Deployments.of(ALIAS + values), "authoriser.unaliased");
  }

  @Test
  void aliases_serve_all_names_that_ingresses_of_the_deployment_answer() throws Exception {
    assertEquals("[\n  \"example.org\",\n  \"matrix.example.org\"\n]", unaliased(""));
  }

  @Test
  void missing_names_go_to_the_alias_of_the_ingress_controller_and_other_aliases_stay() throws Exception {
    assertEquals(
        "[{ip: \"10.96.0.7\", hostnames: [idp.example.net]}, {ip: \"10.43.0.10\", hostnames: [mrtc.example.org, example.org, matrix.example.org]}]",
        Deployments.fact(
            Deployments.of(
                "matrixRTC: {hostAliases: [{ip: 10.96.0.7, hostnames: [idp.example.net]}, {ip: 10.43.0.10, hostnames: [mrtc.example.org]}]}"),
            "authoriser.completed"));
    assertEquals(
        "[{ip: \"10.96.0.7\", hostnames: [idp.example.net]}, {ip: \"<IP address of the ingress controller's Service>\", hostnames: [example.org, matrix.example.org, mrtc.example.org]}]",
        Deployments.fact(
            Deployments.of("matrixRTC: {hostAliases: [{ip: 10.96.0.7, hostnames: [idp.example.net]}]}"),
            "authoriser.completed"));
  }

  @Test
  void a_server_name_that_something_else_serves_needs_no_alias() throws Exception {
    assertEquals(
        "[\n  \"matrix.example.org\"\n]", unaliased("wellKnownDelegation: {enabled: false}"));
  }
}
