package dev.esslint.model.required;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import dev.esslint.model.Deployments;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the chart asks for a default that a null took away; real Helm over the real charts has said so. */
final class NullFactsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25.5.1 | labels: {} | elementWeb: ~ | elementWeb",
        "25.5.1 | wellKnownDelegation: {enabled: false} | elementWeb: ~ | -",
        "25.8.2 | wellKnownDelegation: {enabled: false} | elementWeb: ~ | elementWeb",
        "26.8.1 | synapse: {enabled: false} | deploymentMarkers: {rbac: ~} | deploymentMarkers.rbac",
        "25.8.2 | synapse: {enabled: false} | deploymentMarkers: {rbac: ~} | deploymentMarkers.rbac",
        "26.8.1 | synapse: {enabled: false} | deploymentMarkers: {enabled: false, rbac: ~} | -",
        "25.12.1 | synapse: {enabled: false} | initSecrets: {rbac: ~} | initSecrets.rbac",
        "26.8.1 | synapse: {enabled: false} | initSecrets: {enabled: false, rbac: ~} | -",
        "26.1.1 | labels: {} | matrixRTC: {sfu: {enabled: false, exposedServices: ~}} | matrixRTC.sfu.exposedServices",
        "26.1.0 | labels: {} | matrixRTC: {sfu: {enabled: false, exposedServices: ~}} | -",
        "26.1.0 | labels: {} | matrixRTC: {sfu: {exposedServices: ~}} | matrixRTC.sfu.exposedServices",
        "25.5.1 | labels: {} | synapse: {postgres: ~} | synapse.postgres",
        "25.5.1 | labels: {} | synapse: {enabled: false, postgres: ~} | -",
        "25.5.1 | labels: {} | matrixAuthenticationService: {postgres: ~} | matrixAuthenticationService.postgres",
        "25.8.2 | labels: {} | matrixAuthenticationService: {synapseOIDCClientSecret: ~} | matrixAuthenticationService.synapseOIDCClientSecret",
        "25.5.1 | labels: {} | matrixTools: {image: {tag: ~}} | matrixTools.image.tag",
        "25.5.1 | labels: {} | matrixTools: {image: {tag: ~, digest: 'sha256:0123'}} | matrixTools.image.tag",
        "25.5.1 | initSecrets: {enabled: false} | matrixTools: {image: {tag: ~, digest: 'sha256:0123'}} | -",
        "26.1.1 | labels: {} | hookshot: {enabled: true, ingress: {service: ~}} | hookshot.ingress.service",
        "26.1.2 | labels: {} | hookshot: {enabled: true, ingress: {host: h.example.org, service: ~}} | -",
        "26.1.1 | labels: {} | hookshot: {enabled: true, user: ~} | hookshot.user",
        "26.1.1 | labels: {} | hookshot: {enabled: true, user: ~, appserviceRegistration: {secret: a, secretKey: b}} | -",
      })
  void a_null_is_reported_where_the_templates_of_the_release_look_at_it(
      String release, String first, String second, String path) throws Exception {
    String values = first + "\n" + second + "\n";
    assertEquals(
        path.equals("-") ? "" : path,
        Deployments.fact(Deployments.of(values, Release.parse(release).orElseThrow()), "nulled[0].path"));
  }

  @ParameterizedTest
  @CsvSource({
    "25.5.1, synapse, matrixRTC: ~, ''",
    "25.8.2, synapse, matrixRTC: ~, matrixRTC",
    "25.10.0, matrixAuthenticationService, matrixRTC: ~, ''",
    "25.10.1, matrixAuthenticationService, matrixRTC: ~, matrixRTC",
    "25.12.0, matrixAuthenticationService, matrixRTC: ~, ''",
    "26.1.0, matrixRTC, ingress: {service: ~}, ''",
    "26.1.1, matrixRTC, ingress: {service: ~}, ingress.service",
    "26.2.2, matrixRTC, 'matrixRTC: {enabled: true, sfu: {enabled: false}}\nmatrixTools: {image: {pullSecrets: ~}}', matrixTools.image.pullSecrets",
    "26.2.3, hookshot, networking: ~, ''",
    "26.3.0, hookshot, networking: ~, networking",
    "26.3.0, elementAdmin, networking: ~, networking",
    "26.3.1, elementAdmin, networking: ~, ''",
  })
  void a_part_alone_looks_at_what_it_shares_with_others_only_where_it_uses_that(
      String release, String part, String nulled, String path) throws Exception {
    StringBuilder values = new StringBuilder(nulled + "\n");
    for (String other :
        List.of("synapse", "matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin", "wellKnownDelegation", "hookshot")) {
      if (!nulled.startsWith(other)) {
        values.append(other).append(": {enabled: ").append(other.equals(part)).append("}\n");
      }
    }
    assertEquals(
        path,
        Deployments.fact(Deployments.of(values.toString(), Release.parse(release).orElseThrow()), "nulled[0].path"));
  }

  @ParameterizedTest
  @CsvSource({"25.8.2, true, ''", "25.8.2, false, initSecrets.labels", "26.8.1, true, initSecrets.labels"})
  void nothing_is_asked_for_a_job_that_makes_no_secrets_because_all_are_given(String release, boolean given, String path) throws Exception {
    String secret = "{secret: s, secretKey: k}";
    String values =
        "initSecrets: {labels: ~}\npostgres: {enabled: false}\n"
            + "synapse: {macaroon: %s, registrationSharedSecret: %s, signingKey: %s, postgres: {host: h, user: u, database: d, password: %s}}\n"
                .formatted(secret, secret, given ? secret : "{}", secret);
    StringBuilder all = new StringBuilder(values);
    for (String other : List.of("matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin", "wellKnownDelegation", "hookshot")) {
      all.append(other).append(": {enabled: false}\n");
    }
    assertEquals(path, Deployments.fact(Deployments.of(all.toString(), Release.parse(release).orElseThrow()), "nulled[0].path"));
  }

  @ParameterizedTest
  @CsvSource({"h.example.org, haproxy.labels", "'', ''"})
  void the_ingress_of_hookshot_has_the_labels_of_a_part_that_may_be_off(String host, String path) throws Exception {
    String values =
        """
        synapse: {enabled: false}
        wellKnownDelegation: {enabled: false}
        hookshot: {enabled: true, ingress: {host: "%s"}}
        haproxy: {labels: ~}
        """
            .formatted(host);
    assertEquals(
        path,
        Deployments.fact(Deployments.of(values, Release.parse("26.8.1").orElseThrow()), "nulled[0].path"));
  }
}
