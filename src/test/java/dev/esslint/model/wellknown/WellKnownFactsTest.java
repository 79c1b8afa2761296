package dev.esslint.model.wellknown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import dev.esslint.model.Deployments;
import org.junit.jupiter.api.Test;

/** The well-known documents are those that the chart would serve, to the letter. */
final class WellKnownFactsTest {

  private static String document(String name, String values) throws Exception {
    return Deployments.fact(Deployments.of(values), "wellKnown." + name);
  }

  @Test
  void the_documents_name_the_components_that_are_on() throws Exception {
    assertEquals(
        """
        {
          "m.homeserver": {
            "base_url": "https://matrix.example.org"
          },
          "org.matrix.msc4143.rtc_foci": [
            {
              "livekit_service_url": "https://mrtc.example.org",
              "type": "livekit"
            }
          ]
        }""",
        document("client", ""));
    assertEquals(
        """
        {
          "m.server": "matrix.example.org:443"
        }""",
        document("server", ""));
    assertEquals(
        "{}", document("client", "{synapse: {enabled: false}, matrixRTC: {enabled: false}}"));
    assertEquals("{}", document("server", "synapse: {enabled: false}"));
    assertEquals("", document("foci", "matrixRTC: {enabled: false}"));
  }

  @Test
  void keys_of_the_chart_go_over_those_of_the_user_and_mappings_are_merged() throws Exception {
    assertEquals(
        """
        {
          "a": [
            1,
            2.5,
            true,
            null
          ],
          "m.homeserver": {
            "base_url": "https://matrix.example.org",
            "name": "Example"
          },
          "z": "\\u003cb\\u003e \\u0026"
        }""",
        document(
            "client",
            """
            matrixRTC: {enabled: false}
            wellKnownDelegation:
              additional:
                client: |
                  {"z": "<b> &", "m.homeserver": {"name": "Example", "base_url": "https://other.example"},
                   "a": [1, 2.5, true, null]}
            """));
  }

  @Test
  void a_key_of_the_chart_replaces_what_is_no_mapping() throws Exception {
    assertEquals(
        """
        {
          "m.server": "matrix.example.org:443"
        }""",
        document(
            "server", "wellKnownDelegation: {additional: {server: '{\"m.server\": {\"a\": 1}}'}}"));
  }

  @Test
  void templates_are_filled_in_also_in_hosts_and_keep_upper_case() throws Exception {
    assertEquals(
        """
        {
          "m.server": "Matrix.example.org:443",
          "org.example": "https://example.org"
        }""",
        document(
            "server",
            """
            synapse: {ingress: {host: "Matrix.{{ $.Values.serverName }}"}}
            wellKnownDelegation:
              additional:
                server: |
                  {"org.example": "https://{{ .Values.serverName }}"}
            """));
  }

  @Test
  void of_a_document_whose_own_part_cannot_be_known_only_the_keys_of_the_chart_are_told()
      throws Exception {
    String own = document("client", "{}");
    for (String hidden :
        new String[] {"{\"a\": \"{{ .Values.global.a }}\"}", "{\"a\": [\"${A}\"]}", "{\"a\": ", "[]"}) {
      assertEquals(
          own,
          document(
              "client", "wellKnownDelegation: {additional: {client: '%s'}}".formatted(hidden)));
    }
  }

  @Test
  void a_host_that_cannot_be_known_stands_in_the_words_of_the_user() throws Exception {
    assertEquals(
        """
        {
          "m.server": "matrix.${DOMAIN}:443"
        }""",
        document("server", "synapse: {ingress: {host: 'matrix.${DOMAIN}'}}"));
    assertEquals(
        """
        {
          "m.server": "\\u003csynapse.ingress.host\\u003e:443"
        }""",
        document("server", "synapse: {ingress: {host: null}}"));
  }

  @Test
  void before_26_3_0_clients_are_told_the_authentication_service() throws Exception {
    assertEquals(
        """
        {
          "org.matrix.msc2965.authentication": {
            "account": "https://account.example.org/account",
            "issuer": "https://account.example.org/"
          }
        }""",
        Deployments.fact(
            Deployments.of(
                "{synapse: {enabled: false}, matrixRTC: {enabled: false}}", new Release(26, 2, 3)),
            "wellKnown.client"));
  }
}
