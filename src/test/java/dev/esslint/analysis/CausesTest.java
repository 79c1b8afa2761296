package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cause is told once, at the cause. */
final class CausesTest {
  private static final String BASE =
      """
      serverName: example.org
      ingress: {tlsSecret: x}
      elementAdmin: {ingress: {host: admin.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      matrixRTC: {ingress: {host: mrtc.example.org}}
      synapse: {ingress: {host: matrix.example.org}}
      """;

  @TempDir private Path folder;

  private List<Finding> findings(String values) throws Exception {
    Path file = Files.writeString(folder.resolve("values.yaml"), values);
    Analysis linted =
        new Analyzer(Targets.asDeploymentsSay(Charts.builtIn()), BuiltInRules::usual, null).analyze(new Request(List.of(file.toString()), false),
                    new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    return linted.findings();
  }

  private List<String> told(String values) throws Exception {
    return findings(values).stream()
        .map(f -> f.rule().id() + " " + f.primary().path())
        .sorted()
        .toList();
  }

  private static String with(String from, String to) {
    String values = BASE.replace(from, to);
    if (values.equals(BASE)) {
      throw new IllegalArgumentException(from);
    }
    return values;
  }

  @Test
  void what_only_follows_from_a_key_that_is_called_otherwise_is_not_told() throws Exception {
    assertEquals(List.of("SCH001 mas"), told(with("matrixAuthenticationService:", "mas:")));
    assertEquals(List.of("SCH001 matrixRTX"), told(with("matrixRTC:", "matrixRTX:")));
    assertEquals(
        List.of("SCH001 elementWeb.ingress.hostname"),
        told(with("{host: chat", "{hostname: chat")));
    assertEquals(List.of("SCH001 tls"), told(with("ingress: {tlsSecret: x}", "tls: {secretName: x}")));
    assertEquals(List.of("SCH001 domain"), told(with("serverName:", "domain:")));
    assertEquals(
        List.of("SCH001 matrix"),
        told(with("serverName: example.org", "matrix: {serverName: example.org}")));
  }

  @Test
  void what_a_misspelt_key_would_override_is_not_told_of() throws Exception {
    String databases =
        BASE.replace("synapse: {", "synapse: {postgres: &db {host: db.example.org, user: u, sslMode: require, database: d, password: {secret: s, secretKey: k}}, ");
    assertEquals(
        List.of("SCH001 matrixAuthenticationService.postgres.databse"),
        told(
            databases
                    .replaceFirst("(?m)^matrixAuthenticationService.*\n", "")
                    .concat("matrixAuthenticationService: {ingress: {host: a.example.org}, postgres: {<<: *db, databse: mas}}\n")));
  }

  @Test
  void what_only_follows_from_a_null_that_takes_a_needed_default_away_is_not_told() throws Exception {
    String issuer = BASE.replace("ingress: {tlsSecret: x}", "certManager: {clusterIssuer: x}");
    assertEquals(List.of("CHT001 ingress"), told(issuer + "ingress:\n"));
    assertEquals(List.of("CHT001 initSecrets"), told(issuer + "initSecrets:\n"));
    assertEquals(List.of("CHT001 matrixRTC.sfu"), told(issuer.replace("matrixRTC: {", "matrixRTC: {sfu: , ")));
    assertEquals(
        List.of("CHT001 matrixRTC.restrictRoomCreationToLocalUsers"),
        told(issuer.replace("matrixRTC: {", "matrixRTC: {restrictRoomCreationToLocalUsers: , ")));
  }

  @Test
  void what_a_key_without_a_place_is_meant_to_give_is_not_missed() throws Exception {
    assertEquals(
        List.of("SCH001 synapse.postgres.url"),
        told(
            with(
                "synapse: {",
                "synapse: {postgres: {url: 'postgresql://u:p@db.example.org/d'}, ")));
  }

  @Test
  void nothing_but_its_form_is_told_of_a_list_in_the_place_of_a_text() throws Exception {
    assertEquals(List.of("SCH002 matrixRTC.sfu.manualIP"), told(with("matrixRTC: {", "matrixRTC: {sfu: {manualIP: [1.2.3.4, 1.2.3.5]}, ")));
    assertEquals(
        List.of("SCH002 matrixRTC.sfu.manualIP"),
        told(with("matrixRTC: {", "matrixRTC: {sfu: {manualIP: [93.184.215.14]}, ")));
  }

  @Test
  void what_is_wrong_with_a_value_that_an_unknown_key_gives_as_well_is_told() throws Exception {
    assertEquals(
        List.of("ING020 synapse.ingress.host", "SCH001 synapse.publicBaseurl"),
        told(
            with("synapse: {", "synapse: {publicBaseurl: 'https://a.example.org', ")
                .replace("matrix.example.org", "my_matrix.example.org")));
  }

  @Test
  void what_is_missing_all_the_same_is_told_beside_an_unknown_key() throws Exception {
    assertEquals(
        List.of("ING001 elementAdmin.ingress.host", "SCH001 mas"),
        told(
            with("matrixAuthenticationService:", "mas:")
                .replace("elementAdmin: {ingress: {host: admin.example.org}}\n", "")));
    assertEquals(
        List.of("ING001 elementAdmin.ingress.host", "SCH001 synapse.nonsense"),
        told(
            with("synapse: {", "synapse: {nonsense: 1, ")
                .replace("elementAdmin: {ingress: {host: admin.example.org}}\n", "")));
  }

  @Test
  void keys_exclude_each_other_only_if_the_chart_knows_them() throws Exception {
    assertEquals(
        List.of("SCH001 certManager.enabled"),
        told(with("ingress: {tlsSecret: x}", "certManager: {enabled: true, clusterIssuer: x}")));
  }

  @Test
  void what_the_newest_release_refuses_is_a_hint_where_a_newer_one_is_deployed() throws Exception {
    List<Finding> findings =
        findings(
            "# esslint: chart=99.1.0\n"
                + with(
                    "synapse: {",
                    "synapse: {brandNew: 1, replicas: 2, logging: {rootLevel: LOUD}, macaroon: {value: ''}, "));
    assertEquals(
        List.of(
            "CHT045 synapse.brandNew",
            "CHT045 synapse.logging.rootLevel",
            "CHT045 synapse.macaroon",
            "CHT045 synapse.replicas"),
        findings.stream().map(f -> f.rule().id() + " " + f.primary().path()).sorted().toList());
    for (Finding finding : findings) {
      assertEquals(false, finding.rule().kind() == RuleClass.REJECTED);
    }
    Finding unknown =
        findings.stream()
            .filter(f -> f.primary().path().toString().endsWith("brandNew"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        false, unknown.remedy().toLowerCase(Locale.ROOT).contains("remove"), unknown.remedy());
  }

  @Test
  void values_of_a_chart_above_several_dependencies_are_none_of_the_chart_itself()
      throws Exception {
    String nested = "matrix-stack:\n" + BASE.indent(2);
    assertEquals(List.of("CHT044 matrix-stack"), told(nested));
    assertEquals(List.of(), told(nested + "cloudnative-pg:\n  replicas: 2\n"));
    assertEquals(
        List.of("SCH001 matrixServer"),
        told(BASE + "matrixServer: {synapse: {labels: {a: b}}, elementWeb: {labels: {a: b}}}\n"));
  }

  @Test
  void what_is_to_be_pasted_stands_below_the_key_of_a_dependency() throws Exception {
    String nested = "matrix-stack:\n" + BASE.replace("host: admin.example.org", "host: ''").indent(2);
    Finding missing =
        findings(nested + "cloudnative-pg:\n  replicas: 2\n").stream().filter(f -> f.rule().id().equals("ING001")).findFirst().orElseThrow();
    assertEquals(
        """
        For each component, choose a name that resolves to the ingress controller, or disable it:

        ```yaml
        matrix-stack:
          elementAdmin:
            ingress:
              host: admin.example.org
        ```

        To disable one, write `enabled: false` instead of `ingress`.""",
        missing.remedy().strip());
  }

  @Test
  void keys_that_one_thing_is_to_be_done_about_are_one_finding() throws Exception {
    List<Finding> found =
        findings(
            BASE.replace("synapse: {", "synapse: {appservices: [{id: a, url: http://a, as_token: x, namespaces: {}}], "));
    Finding keys = found.stream().filter(f -> f.rule().id().equals("SCH001")).reduce((a, b) -> null).orElseThrow();
    assertEquals(
        List.of("synapse.appservices[0].id", "synapse.appservices[0].namespaces", "synapse.appservices[0].url"),
        keys.related().stream().map(place -> place.path().toString()).toList());
  }
}
