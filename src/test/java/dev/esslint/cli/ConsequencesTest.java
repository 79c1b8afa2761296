package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One cause is one finding. */
final class ConsequencesTest {
  private static final String BASE =
      """
      serverName: example.org
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      matrixRTC: {ingress: {host: mrtc.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "26.8.1 | certManager: {clusterIssuer: 1} | SCH002",
        "25.12.1 | certManager: {issuer: null} | SCH008",
        "25.12.1 | certManager: {issuer: [our-ca], clusterIssuer: le} | SCH002",
        "26.8.1 | global: {storageClass: fast} | SCH011",
        "26.8.1 | {certManager: {clusterIssuer: le}, ingress: nginx} | SCH002",
        "26.8.1 | hookshot: {enabled: true, hostAliases: ['10.43.0.1 example.org']} | SCH002",
        "26.8.1 | haproxy: {serviceAccount: {create: nope}} | SCH002",
        "26.8.1 | synapse: {ingress: {service: {externalIPs: [127.0.0.1]}}} | NET023",
        "26.8.1 | synapse: {tolerations: ['dedicated=chat:NoSchedule']} | SCH002",
        "26.8.1 | synapse: {extraVolumes: ['/srv:/data']} | SCH002",
        "26.8.1 | synapse: {extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{mountPath: /a}]} | SCH004",
        "26.8.1 | {certManager: {clusterIssuer: le}, ingress: {tlsSecret: '{{ .Values.nosuch }}'}} | CHT025",
        "26.8.1 | wellKnownDelegation: {headers: ['X-Robots-Tag: none']} | SCH002",
        "26.8.1 | synapse: {extraEnv: [{key: LANG, value: C}]} | SCH001",
        "26.8.1 | synapse: {extraEnv: [{LANG: C}]} | SCH001",
        "26.8.1 | synapse: {extraVolumes: [{name: a, emptyDir: {}}], extraVolumeMounts: [{name: a, path: /a}]} | SCH001",
        "26.8.1 | {certManager: {clusterIssuer: le}, ingress: {className: Nginx}} | ING070",
        "26.8.1 | certManager: {clusterIssuer: CHANGE_ME} | CHT020",
        "26.8.1 | synapse: {image: {repository: element-hq/element-web}} | K8S077",
        "26.8.1 | postgres: {resources: {limits: {memory: 64Mi}}} | PG020",
        "26.8.1 | matrixRTC: {livekitAuth: {secret: livekit, secretKey: secret}} | SCH002",
        "26.8.1 | synapse: {image: synapse, tag: v1.159.0} | SCH002",
      })
  void what_only_follows_from_a_key_or_a_value_of_the_wrong_type_is_not_reported_beside_it(
      String release, String values, String rule) throws Exception {
    Files.writeString(folder.resolve("base.yaml"), BASE);
    Files.writeString(folder.resolve("values.yaml"), values.strip() + "\n");
    Run run =
        Run.in(
            folder, "--chart-version", release, "--ignore", "ING032,RTC,OPT", "-q", "-f", "base.yaml", "-f", "values.yaml");
    assertEquals(
        rule,
        run.out().lines().map(line -> line.split(" ", 4)[2]).collect(Collectors.joining(" ")),
        run.out() + run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "matrixAuthenticationService | {upstream_oauth2: {providers: [{id: 01HFS67GJ145HCM9ZASYS9DC3J, isuer: 'https://sso.example.org', client_id: mas, "
            + "token_endpoint_auth_method: none}]}} | error MAS027 isuer",
        "matrixAuthenticationService | {email: {transport: smtp, mode: plain, hostname: m.example.org, fron: noreply@example.org}} | warning OPT001 fron",
        "synapse | {turn_uris: ['turn:t.example.org'], turn_shared_secret_pth: /secrets/a/b, registration_requires_tokn: true} | "
            + "error SYN045 turn_shared_secret_pth;warning OPT003 registration_requires_tokn",
      })
  void what_only_follows_from_a_misspelt_option_is_told_at_it_once_as_the_gravest_that_there_is_to_say(
      String component, String config, String findings) throws Exception {
    Files.writeString(folder.resolve("base.yaml"), BASE);
    Files.writeString(
        folder.resolve("values.yaml"), component + ":\n  additional:\n    a.yaml:\n      config: |\n        " + config + "\n");
    Run run = Run.in(folder, "--ignore", "ING032,SYN044,SEC", "-q", "-f", "base.yaml", "-f", "values.yaml");
    for (String finding : findings.split(";", -1)) {
      String[] words = finding.split(" ", -1);
      int column = 9 + config.indexOf(words[2]);
      assertTrue(
          run.out().contains("values.yaml:5:" + column + ": " + words[0] + " " + words[1] + " "), run.out() + run.err());
    }
    assertEquals(findings.split(";", -1).length, run.out().lines().count(), run.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serverName: $DOMAIN",
        "synapse: {ingress: {host: matrix.$BASE_DOMAIN}}",
        "hookshot: {enabled: true, ingress: {host: '${SUB}.$DOMAIN'}}",
        "synapse: {postgres: {host: $DB_HOST, user: u, database: d, password: {secret: s, secretKey: k}}}",
      })
  void a_host_with_a_variable_is_not_judged_before_something_fills_it_in(String values) throws Exception {
    Files.writeString(folder.resolve("base.yaml"), BASE);
    Files.writeString(folder.resolve("values.yaml"), values + "\n");
    Run run = Run.in(folder, "--ignore", "ING032", "-q", "-f", "base.yaml", "-f", "values.yaml");
    assertEquals("", run.out());
  }
}
