package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.embedded.Program;
import dev.esslint.json.JsonString;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hides marked secrets in values, wherever a release of the chart or one of its programs takes a credential and in all the
 * ways that YAML has to write one, and looks for them, and for pieces of them, in all that is printed. Some thousand with
 * {@code -Dlong=true}.
 */
final class HiddenSecretsTest {
  private static final int FILES = Boolean.getBoolean("long") ? 1_500 : 100;
  private static final int PIECE = 8;

  /** Other files than those of every run. */
  private static final long SEED = Long.getLong("seed", 0);

  private static final List<String> VARIABLES =
      List.of(
          "MYSQL_PWD", "PASS", "AUTH_HEADER", "DB_PASSWORD", "TOKEN", "API_KEY", "PGPASSWORD",
          "SENTRY_DSN", "JWT", "COOKIE", "SALT", "REDISCLI_AUTH", "AWS_SECRET_ACCESS_KEY");

  /** Names that no table has, in documents whose program knows them or not. */
  private static final List<String> NAMES =
      List.of(
          "pass", "pwd", "passcode", "Authorization", "cookie", "jwt", "salt", "client_secret",
          "accessToken", "my_password", "hmac", "privateKey", "passwords");

  /** Where people have credentials of which neither the chart nor a program knows the place. */
  private static final List<String> ELSEWHERE =
      List.of(
          "mas.secrets.encryption", "mas.encryption", "livekit.keys.any", "livekit.apiSecret", "smtp.password", "turn.sharedSecret", "oidc.clientSecret",
          "s3.secretAccessKey", "postgresql.auth.postgresPassword", "global.secret", "adminPassword", "database.pass", "telegram.botToken", "backup.passphrase",
          "postgres/adminPassword/value", "synapse.macaroon.value.value", "ecdsaPrime256v", "registration.password", "registry.auth");

  private static final List<String[]> COMMANDS =
      List.of(
          new String[] {},
          new String[] {"--format", "json"},
          new String[] {"--format", "sarif"},
          new String[] {"-q", "--extend-select", "repeated-default"},
          new String[] {"resolve"},
          new String[] {"resolve", "--format", "json"},
          new String[] {"map"},
          new String[] {"map", "--format", "json"},
          new String[] {"map", "--format", "html"},
          new String[] {"map", "--format", "svg"},
          new String[] {"map", "--format", "mermaid"},
          new String[] {"probe", "--dry-run"},
          new String[] {"probe", "--script"},
          new String[] {"upgrade", "--from", "25.5.1"},
          new String[] {"upgrade", "--from", "25.5.1", "--diff"},
          new String[] {"upgrade", "--from", "25.9.0", "--format", "json"},
          new String[] {"upgrade", "--from", "26.1.0", "--format", "sarif"},
          new String[] {"fix", "--diff"},
          new String[] {"fix", "--unsafe", "--diff"},
          new String[] {"--concise", "--before", "values.yaml", "--from", "25.10.0"},
          new String[] {"--format", "rdjson"},
          new String[] {"--format", "gitlab"},
          new String[] {"deployments", "--values"},
          new String[] {"deployments", "--values", "--format", "json"},
          new String[] {"--format", "github"},
          new String[] {"--format", "checkstyle"},
          new String[] {"--format", "azure"},
          new String[] {"--format", "sonar"},
          new String[] {"--format", "teamcity"},
          new String[] {"--format", "markdown"},
          new String[] {"--format", "junit"});

  /** What takes a manifest, too. */
  private static final List<String[]> OVER_MANIFESTS =
      List.of(
          new String[] {},
          new String[] {"--format", "json"},
          new String[] {"--format", "sarif"},
          new String[] {"--format", "rdjson"},
          new String[] {"resolve"},
          new String[] {"map", "--format", "json"},
          new String[] {"upgrade", "--from", "25.5.1", "--diff"},
          new String[] {"fix", "--diff"},
          new String[] {"fix", "--unsafe", "--diff"},
          new String[] {"deployments", "--values"});

  /** Where values stand in it. */
  private static final String VALUES = "VALUES";

  /** Where a secret stands in it. */
  private static final String SECRET = "SECRET";

  /**
   * A file of a tool that has values in it.
   *
   * @param indent how far they are indented there
   */
  private record Wrapper(String name, int indent, String text) {}

  private static final List<Wrapper> WRAPPERS =
      List.of(
          new Wrapper(
              "release.yaml",
              4,
              """
              apiVersion: helm.toolkit.fluxcd.io/v2
              kind: HelmRelease
              metadata: {name: ess, namespace: ess}
              spec:
                chart: {spec: {chart: matrix-stack, version: 26.8.1, sourceRef: {kind: HelmRepository, name: ess}}}
                values:
              VALUES"""),
          new Wrapper(
              "application.yaml",
              8,
              """
              apiVersion: argoproj.io/v1alpha1
              kind: Application
              metadata: {name: ess}
              spec:
                source:
                  repoURL: ghcr.io/element-hq/ess-helm
                  chart: matrix-stack
                  targetRevision: 26.8.1
                  helm:
                    parameters:
                      - {name: postgres.adminPassword.value, value: "SECRET"}
                      - value: SECRET
                        name: smtp.pass
                    values: |
              VALUES"""),
          new Wrapper(
              "helmfile.yaml",
              8,
              """
              environments:
                default:
                  values:
                    - db_password: SECRET
              ---
              repositories:
                - {name: ess, url: ghcr.io/element-hq/ess-helm, oci: true, username: a, password: SECRET}
              releases:
                - name: ess
                  chart: ess/matrix-stack
                  version: 26.8.1
                  set:
                    - name: synapse.macaroon.value
                      value: SECRET
                  values:
                    -
              VALUES"""),
          new Wrapper(
              "kustomization.yaml",
              6,
              """
              apiVersion: kustomize.config.k8s.io/v1beta1
              kind: Kustomization
              secretGenerator:
                - name: a
                  literals: [a=SECRET, "password=SECRET"]
              patches:
                - patch: |-
                    kind: Secret
                    stringData: {a: SECRET}
              helmCharts:
                - name: matrix-stack
                  repo: oci://ghcr.io/element-hq/ess-helm
                  version: 26.8.1
                  releaseName: ess
                  valuesInline:
              VALUES"""),
          new Wrapper(
              "chart.yaml",
              4,
              """
              apiVersion: helm.cattle.io/v1
              kind: HelmChart
              metadata: {name: ess}
              spec:
                chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
                version: 26.8.1
                set: {synapse.macaroon.value: SECRET}
                valuesContent: |-
              VALUES"""),
          new Wrapper(
              "play.yaml",
              8,
              """
              - hosts: all
                vars:
                  ess_db_password: SECRET
                tasks:
                  - kubernetes.core.helm:
                      name: ess
                      chart_ref: oci://ghcr.io/element-hq/ess-helm/matrix-stack
                      chart_version: 26.8.1
                      values:
              VALUES"""),
          new Wrapper(
              "main.tf",
              4,
              """
              variable "db_password" {
                default = "SECRET"
              }
              resource "kubernetes_secret" "a" {
                data = { a = "SECRET" }
              }
              resource "helm_release" "ess" {
                name       = "ess"
                repository = "oci://ghcr.io/element-hq/ess-helm"
                chart      = "matrix-stack"
                version    = "26.8.1"
                set_sensitive {
                  name  = "synapse.macaroon.value"
                  value = "SECRET"
                }
                set = [{ name = "postgres.adminPassword.value", value = "SECRET" }]
                values = [<<-EOT
              VALUES
                EOT
                ]
              }
              """),
          new Wrapper(
              "deploy.sh",
              0,
              """
              #!/bin/sh
              export PGPASSWORD=SECRET
              helm registry login ghcr.io -u a -p SECRET
              cat > values.yaml <<EOF
              VALUES
              EOF
              helm upgrade --install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f values.yaml \\
                --set synapse.macaroon.value=SECRET --set-json 'postgres.adminPassword={"value":"SECRET"}'
              """));

  /** Files of this program's own, or such that are given for one, with what has no place there. */
  private static final List<String> OWN =
      List.of(
          "chart-version: 26.8.1\nset: [synapse.macaroon.value=SECRET]\n",
          "deployments:\n- name: ess\n  values: [values.yaml]\n  db-password: SECRET\n",
          "synapse: {macaroon: {value: SECRET}}\npostgres:\n  adminPassword:\n    value: SECRET\n",
          "rules: [https://ess:SECRET@git.example.org/rules]\n",
          "secrets:\n  ess-db:\n    password: SECRET\n",
          "secrets:\n- name: ess-db\n  keys: [password]\n  data: {password: SECRET}\n",
          "kind: List\nitems:\n- kind: Secret\n  metadata: {name: a}\n  stringData: {a: SECRET}\n",
          "version: 1\nfindings:\n- rule: SYN001\n  token: SECRET\n",
          "SECRET\n");

  /** What scripts have, which nothing but the command tells to be secret. */
  private static final List<String> SCRIPTS =
      List.of(
          "psql <<< %s",
          "echo %s | helm registry login ghcr.io -u a --password-stdin",
          "printf '%%s' %s > /run/secrets/db",
          "sshpass -p%s ssh host",
          "register_new_matrix_user -u a -p %s -a",
          "mas-cli manage set-password alice %s",
          "redis-cli AUTH %s",
          "htpasswd -bc f admin %s",
          "psql -c \"ALTER USER a PASSWORD '%s'\"",
          "curl -uadmin:pw%s https://example.org",
          "kubectl create secret generic a --from-literal=b=%s",
          "wget --header=\"Authorization: Bearer %s\" https://example.org",
          "curl -H 'X-Api-Key: %s' https://example.org",
          "restic --password-command 'echo %s' backup");

  @TempDir Path folder;

  private final List<String> secrets = new ArrayList<>();
  private final Map<String, String> anchors = new LinkedHashMap<>();
  private Random random = new Random(0);
  private boolean inDocument;
  private int hidden;

  /** What was printed that is a secret, and where. */
  private final Set<String> printedSecrets = new HashSet<>();

  private final List<String> leaks = new ArrayList<>();

  /** Something that is written at a key; the lines below it are to be indented more than the key. */
  private interface Written {
    String text(String indent);
  }

  @Test
  void no_secret_is_printed() throws IOException {
    List<String> credentials = credentials();
    assertTrue(credentials.size() > 15, credentials.toString());
    Map<String, List<String>> options = options();
    List<String> releases = Charts.builtIn().releases().stream().map(Object::toString).toList();
    for (int seed = 0; seed < FILES; seed++) {
      random = new Random(SEED + seed);
      secrets.clear();
      anchors.clear();
      String text = values(credentials, options);
      List<String> arguments = arguments(credentials);
      Files.writeString(folder.resolve("values.yaml"), text);
      Files.writeString(folder.resolve("content.txt"), secret());
      hidden += secrets.size();
      int first = seed;
      int runs = Boolean.getBoolean("long") ? 4 : 3;
      for (int i = 0; i < runs; i++) {
        String[] command = COMMANDS.get((first + i * 5) % COMMANDS.size());
        List<String> line = new ArrayList<>(List.of(command));
        if (!line.contains("upgrade") && random.nextBoolean()) {
          line.addAll(List.of("--chart-version", pick(releases)));
        }
        line.addAll(arguments);
        line.add("values.yaml");
        check(line, text);
      }
      if (seed % 5 == 0) {
        check(List.of("resolve", "--why", "synapse", "values.yaml"), text);
      }
    }
    end();
  }

  @Test
  void no_secret_in_a_manifest_is_printed() throws IOException {
    List<String> credentials = credentials();
    Map<String, List<String>> options = options();
    for (int seed = 0; seed < FILES; seed++) {
      random = new Random(SEED + 1_000_000 + seed);
      secrets.clear();
      anchors.clear();
      Wrapper wrapper = WRAPPERS.get(seed % WRAPPERS.size());
      String values = values(credentials, options).indent(wrapper.indent());
      String text = withSecrets(wrapper.text()).replace(VALUES, values);
      hidden += secrets.size();
      Files.writeString(folder.resolve(wrapper.name()), text);
      for (int i = 0; i < 2; i++) {
        String[] command = OVER_MANIFESTS.get((seed + 3 * i) % OVER_MANIFESTS.size());
        List<String> line = new ArrayList<>(List.of(command));
        line.add(wrapper.name());
        check(line, text);
      }
    }
    end();
  }

  @Test
  void no_secret_in_a_file_of_this_program_is_printed() throws IOException {
    Files.writeString(folder.resolve("values.yaml"), "serverName: example.org\n");
    for (int seed = 0; seed < FILES / 2; seed++) {
      random = new Random(SEED + 2_000_000 + seed);
      secrets.clear();
      String text = withSecrets(pick(OWN));
      text = random.nextInt(3) == 0 ? damaged(text) : text;
      hidden += secrets.size();
      Files.writeString(folder.resolve("own.yaml"), text);
      for (String option : List.of("--config", "--cluster", "--baseline", "--before", "-f")) {
        check(List.of(option, "own.yaml", "-f", "values.yaml"), text);
      }
      check(List.of("config", "--config", "own.yaml", "values.yaml"), text);
      check(List.of("deployments", "--config", "own.yaml"), text);
    }
    end();
  }

  @Test
  void what_is_no_secret_is_shown() throws IOException {
    String text =
        """
        x-reference: &reference {secret: a-name-of-secrets, secretKey: a-key-of-secrets}
        serverName: shown.example.org
        postgres: {adminPassword: *reference}
        synapse:
          macaroon:
            <<: *reference
          postgres: {host: db.example.org, user: shown-user, database: shown-data, port: 5433, password: *reference}
          ingress: {host: matrix.example.org, tlsSecret: shown-tls}
          extraArgs: [--no-secrets-in-config]
          additional:
            shown.yaml:
              config: |
                max_upload_size: 73M
                enable_registration: false
                password_config: {enabled: false, policy: {minimum_length: 12}}
                turn_user_lifetime: 86400000
        matrixRTC: {sfu: {exposedServices: {rtcTcp: {port: 30881}}}}
        """;
    Files.writeString(folder.resolve("values.yaml"), text);
    Run run = Run.in(folder, "resolve", "--no-defaults", "values.yaml");
    for (String shown :
        List.of(
            "a-name-of-secrets", "a-key-of-secrets", "serverName: shown.example.org", "db.example.org", "shown-user", "shown-data", "5433", "matrix.example.org", "shown-tls",
            "--no-secrets-in-config", "shown.yaml", "max_upload_size: 73M", "enable_registration: false", "minimum_length: 12", "86400000", "30881")) {
      assertTrue(run.out().contains(shown), shown + " in\n" + run.out());
    }
  }

  /** A text with a secret at each place for one. */
  private String withSecrets(String text) {
    StringBuilder all = new StringBuilder();
    int start = 0;
    for (int at = text.indexOf(SECRET); at >= 0; at = text.indexOf(SECRET, start)) {
      all.append(text, start, at).append(secret());
      start = at + SECRET.length();
    }
    return all.append(text, start, text.length()).toString();
  }

  /** A text that something has happened to. */
  private String damaged(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = random.nextInt(lines.size());
    int at = random.nextInt(text.length());
    switch (random.nextInt(10)) {
      case 0 -> {
        return text.substring(0, at) + text.substring(at + 1);
      }
      case 1 -> {
        return text.substring(0, at) + "\"'{[}]:\t#`&*%@|,".charAt(random.nextInt(16)) + text.substring(at);
      }
      case 2 -> {
        return text.substring(0, at);
      }
      case 3 -> lines.replaceAll(each -> "> " + each);
      case 4 -> lines.replaceAll(each -> each.replaceFirst("^( *)", "$1$1").replace("    ", "\t"));
      case 5 -> lines.addAll(line, List.of("<<<<<<< HEAD", "=======", ">>>>>>> other"));
      case 6 -> lines.set(line, lines.get(line).stripLeading());
      case 7 -> lines.set(line, lines.get(line).replaceFirst(": ", " = "));
      case 8 -> lines.set(line, "  " + lines.get(line));
      default -> lines.set(line, lines.get(line) + "\"");
    }
    return String.join("\n", lines) + "\n";
  }

  @Test
  void a_secret_that_is_the_name_of_a_host_as_well_is_not_cut_before_it_is_found_in_a_map() throws IOException {
    random = new Random(2);
    secrets.clear();
    String text =
        """
        serverName: example.org
        synapse:
          macaroon: {value: &own %s}
          postgres: {host: *own, user: *own, database: *own, password: {value: *own}}
          ingress: {host: matrix.example.org}
        elementWeb: {ingress: {host: *own, tlsSecret: *own}}
        """
            .formatted(secret() + secret());
    Files.writeString(folder.resolve("values.yaml"), text);
    for (String format : List.of("text", "html", "svg", "mermaid", "json")) {
      check(List.of("map", "--format", format, "values.yaml"), text);
    }
    end();
  }

  @Test
  void no_secret_of_a_command_line_that_is_wrong_is_printed() {
    random = new Random(1);
    for (String line :
        List.of(
            "--sett=synapse.macaron.value=%s values.yaml",
            "--sett synapse.macaroon.value=%s values.yaml",
            "synapse.macaroon.value=%s",
            "values.yaml synapse.postgres.password.value=%s",
            "--set synapse.macaroon.value= %s",
            "--set synapse.macaroon.value=a %s",
            "--set-json {\"synapse\":{\"macaroon\":{\"value\":\"%s\"}}",
            "--set-jsn {\"synapse\":{\"macaroon\":{\"value\":\"%s\"}}}",
            "{\"synapse\":{\"macaroon\":{\"value\":\"%s\"}}}",
            "--set synapse.macaroon.value=a,%s",
            "--set synapse.macaroon.value=a,%s=b",
            "--set synapse.macaroon.value=a,%s.c=b",
            "--set synapse.macaroon[%s]=b",
            "--set synapse.macaroon.value[%s",
            "--quiet=synapse.macaroon.value=%s values.yaml",
            "--password %s values.yaml",
            "--set-file synapse.macaroon.value=%s values.yaml",
            "resolve --sett synapse.macaroon.value=%s",
            "map synapse.macaroon.value=%s",
            "upgrade --from 25.5.1 synapse.macaroon.value=%s",
            "--set synapse.extraEnv[0].name=DB_PASSWORD,synapse.extraEnv[0].value=%s",
            "--set synapse.extraEnv[0].value=%s",
            "--set-literal postgres.adminPasword.value=a,%s",
            "--set-string macaroon=%s",
            "--select synapse.macaroon.value={%s,%s}",
            "resolve --why synapse.macaroon.value=%s,postgres.adminPassword.value=%s.%s values.yaml",
            "--set-file synapse.macaroon.value=%s,postgres.adminPassword.value=%s",
            "--format synapse.macaroon.value=%s",
            "--chart-version synapse.macaroon.value=%s values.yaml",
            "--cluster synapse.macaroon.value=%s values.yaml",
            "-set synapse.macaroon.value=%s",
            "\u2014set synapse.macaroon.value=%s",
            "helm upgrade ess --set synapse.macaroon.value=%s",
            "--set-literal synapse.extraArgs={--password,%s}",
            "--set synapse/macaroon/value=%s values.yaml",
            "https://ess:%s@git.example.org/values.yaml",
            "explain synapse.macaroon.value=%s",
            "PGPASSWORD=%s values.yaml")) {
      for (String format : List.of("", " --format json", " --format sarif", " -q")) {
        secrets.clear();
        String whole = line.formatted(secret(), secret(), secret()) + format;
        hidden += secrets.size();
        check(Arrays.asList(whole.split(" ")), "");
      }
    }
    end();
  }

  private void end() {
    System.out.println(hidden + " secrets hidden, " + leaks.size() + " printed");
    assertEquals("", String.join("\n\n", leaks));
  }

  private void check(List<String> line, String text) {
    Run run = Run.in(folder, line.toArray(String[]::new));
    Map<String, String> pieces = new HashMap<>();
    for (String secret : secrets) {
      for (String form : forms(secret)) {
        for (int i = 0; i + PIECE <= form.length(); i++) {
          pieces.put(form.substring(i, i + PIECE), secret);
        }
      }
    }
    for (String printed : List.of(run.out(), run.err())) {
      for (int i = 0; i + PIECE <= printed.length(); i++) {
        String piece = printed.substring(i, i + PIECE);
        if (pieces.containsKey(piece)) {
          if (printedSecrets.add(pieces.get(piece))) {
            String around = printed.substring(Math.max(0, i - 300), Math.min(printed.length(), i + 60));
            leaks.add("leaked by " + String.join(" ", line) + ":\n" + around + "\nfrom\n" + text);
          }
        }
      }
    }
    assertTrue(run.status() <= 3, line + " ended with " + run.status() + "\n" + run.err() + text);
  }

  private static List<String> forms(String secret) {
    List<String> forms =
        new ArrayList<>(List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)));
    for (String before : List.of("", "a", "ab")) {
      String all =
          Base64.getEncoder()
              .encodeToString((before + secret).getBytes(StandardCharsets.UTF_8));
      forms.add(all.substring(4, all.length() - 4));
    }
    return forms;
  }

  // what is written

  private String values(List<String> credentials, Map<String, List<String>> options) {
    Map<String, Object> root = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      String path = pick(credentials);
      put(root, (random.nextInt(4) == 0 ? garbled(path) : misspelt(path)) + "." + (random.nextInt(4) == 0 ? misspelt("value") : "value"), scalar());
    }
    if (random.nextBoolean()) {
      put(root, pick(credentials), scalar());
    }
    if (random.nextInt(3) == 0) {
      put(root, pick(ELSEWHERE), scalar());
    }
    put(root, pick(List.of("synapse", "hookshot", "elementWeb")) + ".extraEnv", this::variables);
    if (random.nextInt(3) == 0) {
      put(
          root,
          "matrixRTC.sfu.extraArgs",
          indent -> "\n" + indent + "- --password\n" + indent + "- " + secret() + "\n");
    }
    new TreeMap<>( // in the same order in every run, so that a seed says what is hidden
            Map.of(
                "synapse", "synapse.additional",
                "mas", "matrixAuthenticationService.additional",
                "livekit", "matrixRTC.sfu.additional",
                "hookshot", "hookshot.additional"))
        .forEach(
            (program, path) -> {
              if (random.nextInt(3) == 0) {
                String at = random.nextInt(6) == 0 ? misspelt(path) : path;
                List<String> secret = Objects.requireNonNull(options.get(program));
                if (random.nextInt(6) == 0) { // where a text belongs
                  put(root, at + ".own." + (random.nextBoolean() ? "config." : "") + pick(secret).replace("*", "any").replace("[]", ".[]"), scalar());
                } else {
                  put(root, at + ".own.config", document(secret));
                }
              }
            });
    if (random.nextInt(6) == 0) {
      put(
          root,
          "extra.haproxyCfg",
          indent -> " |\n" + indent + "userlist a\n" + indent + "  user b insecure-password " + secret() + "\n");
    }
    if (random.nextInt(3) == 0) {
      put(root, "extra.script", indent -> " |\n" + indent + pick(SCRIPTS).formatted(secret()) + "\n" + indent + "exit 0\n");
    }
    if (random.nextInt(4) == 0) {
      put(
          root,
          "synapse.extraInitContainers",
          indent -> {
            StringBuilder words = new StringBuilder(" [{name: a, command: [");
            for (String word : pick(SCRIPTS).formatted(secret()).split(" ", -1)) {
              words.append("'").append(word.replace("'", "''")).append("', ");
            }
            return words + "]}]\n";
          });
    }
    put(root, "serverName", indent -> " example.org\n");
    StringBuilder text = new StringBuilder(render(root, ""));
    if (random.nextInt(6) == 0) {
      text.append("synapse:\n  macaroon:\n    value: ").append(secret()).append('\n');
    }
    if (random.nextInt(6) == 0) {
      text.append("---\nsynapse: {macaroon: {value: ").append(secret()).append("}}\n");
    }
    String all = String.join("", anchors.keySet()) + text;
    return switch (random.nextInt(10)) {
      case 4, 5 -> withoutUntold(damaged(all));
      case 0 -> all + "broken: [a\n";
      case 1 -> "broken: 'a\n" + all;
      case 2 -> all.replaceFirst("\n", "\n\tbroken: a\n");
      case 3 -> "ess:\n" + all.indent(2);
      default -> all;
    };
  }

  /** A text in which nothing may tell any more that an anchor has a secret. */
  private String withoutUntold(String text) {
    anchors.forEach(
        (anchor, secret) -> {
          if (!text.contains("*" + anchor.substring(1, anchor.indexOf(':')))) {
            secrets.remove(secret);
          }
        });
    return text;
  }

  private String variables(String indent) {
    String name = pick(VARIABLES);
    return switch (random.nextInt(4)) {
      case 0 -> "\n" + indent + "- name: " + name + "\n" + indent + "  value:" + scalar().text(indent + "    ");
      case 1 -> " [{name: " + name + ", value: " + secret() + "}, {name: B, value: b}]\n";
      case 2 -> "\n" + indent + "- value: \"" + secret() + "\"\n" + indent + "  name: " + name + "\n";
      default -> "\n" + indent + "- {\"name\": \"" + name + "\", \"value\": \"" + secret() + "\"}\n";
    };
  }

  /** A fragment, as a text in one of the ways that there are to write one. */
  private Written document(List<String> options) {
    inDocument = true;
    Map<String, Object> root = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      String path = pick(options);
      put(
          root,
          path.replace("*", "any").replace("[]", ".[]"),
          path.endsWith("ri") ? indent -> url() : scalar());
    }
    String name = pick(NAMES);
    put(root, "plugin." + name, name.equals("passwords") ? this::list : scalar());
    put(root, "server.url", indent -> url());
    if (random.nextInt(4) == 0) {
      put(root, "tls.pem", this::privateKey);
    }
    if (random.nextInt(4) == 0) {
      Map<String, Object> inner = new LinkedHashMap<>();
      put(inner, "a." + pick(NAMES), scalar());
      String text = render(inner, "");
      put(root, "nested", indent -> " " + JsonString.quote(text) + "\n");
    }
    String text = render(root, "");
    inDocument = false;
    if (random.nextInt(8) == 0) {
      text += "broken: [a\n";
    }
    String whole = text;
    return switch (random.nextInt(5)) {
      case 0 -> indent -> " |\n" + indented(whole, indent);
      case 3 -> {
        String flow =
            "{\n\"keys\": {\n\"}\": 1,\n\"a\": \"" + secret() + "\",\n'b': " + secret() + "\n},\n\"port\": 1\n}\n";
        String ended = random.nextBoolean() ? flow : flow.replace("},\n", "\n");
        yield indent -> " |\n" + indented(ended, indent);
      }
      case 1 -> indent -> " |2-\n" + indented(whole, indent);
      case 2 -> indent -> " " + JsonString.quote(whole) + "\n";
      default -> {
        String line =
            "{\"keys\": {\"a\": \""
                + secret()
                + "\"}, \"x\": {\"my_password\": [\""
                + secret()
                + "\"], \"port\": 1}}";
        yield random.nextBoolean()
            ? indent -> " '" + line + "'\n"
            : indent -> " " + JsonString.quote(line) + "\n";
      }
    };
  }

  private String url() {
    return " postgres://user:" + secret() + "@db.example.org/x\n";
  }

  private static String indented(String text, String indent) {
    StringBuilder all = new StringBuilder();
    text.lines().forEach(line -> all.append(indent).append(line).append('\n'));
    return all.toString();
  }

  private String list(String indent) {
    return "\n" + indent + "- " + secret() + "\n" + indent + "- |\n" + indent + "  " + secret() + "\n";
  }

  private String privateKey(String indent) {
    return " |\n"
        + indent
        + "-----BEGIN RSA PRIVATE KEY-----\n"
        + indent
        + secret()
        + "\n"
        + indent
        + secret()
        + "\n"
        + indent
        + "-----END RSA PRIVATE KEY-----\n";
  }

  /** A secret in one of the ways that YAML has to write one. */
  private Written scalar() {
    int shape = random.nextInt(21);
    String s = secret();
    return switch (shape) {
      case 0 -> indent -> "\n" + indent + s + "\n";
      case 1 -> indent -> " |\n" + indent + s + "\n" + indent + secret() + "\n";
      case 2 -> indent -> " >-\n" + indent + s + "\n" + indent + secret() + "\n";
      case 3 -> indent -> " |2\n" + indent + s + "\n";
      case 4 -> indent -> " '" + s + "'\n";
      case 5 -> indent -> " \"" + s + "\n" + indent + "  " + secret() + "\"\n";
      case 6 -> indent -> " \"\\x" + Integer.toHexString(s.charAt(0)) + s.substring(1) + "\"\n";
      case 7 -> indent -> " !!str " + s + "\n";
      case 8 -> indent -> " &own" + random.nextInt(1000) + " " + s + " # a comment\n";
      case 9 -> {
        if (inDocument) {
          yield indent -> " {a: " + s + "}\n";
        }
        yield indent -> {
          String name = "a" + anchors.size();
          anchors.put("x" + name + ": &" + name + " " + s + "\n", s);
          return " *" + name + "\n";
        };
      }
      case 10 -> indent -> " " + s + "\n" + indent.substring(2) + "# password: " + secret() + "\n";
      case 11 -> indent -> " \"" + s + "\" # was " + s + "\n";
      case 12 -> indent -> " " + s + "\n" + indent + secret() + "\n";
      case 13 ->
          indent -> " !!binary " + Base64.getEncoder().encodeToString(s.getBytes(StandardCharsets.UTF_8)) + "\n";
      case 14 -> indent -> " " + s + " # 7" + secret() + "\n"; // what has digits in it is no word
      case 15 -> indent -> " \"" + s.substring(0, 9) + "\\\n" + indent + s.substring(9) + "\"\n";
      case 16 -> indent -> " !" + s + "\n"; // marks of YAML, where quotes are missing
      case 17 -> indent -> " &" + s + "\n";
      default -> indent -> " " + s + "\n";
    };
  }

  /** As a generator makes them, or as people do: of words, of digits. */
  private String secret() {
    String letters = "abcdefghijkmnopqrstuvwxyz";
    String capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    String digits = "0123456789";
    String secret =
        switch (random.nextInt(6)) {
          case 0 -> "f" + some("0123456789abcdef", 31);
          case 1 -> "zq" + some(letters, 5) + "-" + some(letters, 6) + "-" + some(letters, 5);
          case 2 -> "Zq" + some(letters, 6) + some(capitals, 1) + some(letters, 9);
          case 3 -> "7" + some(digits, 13);
          default -> "Zq" + some(capitals + letters + digits + "_+/.-", 17) + some(capitals + letters + digits, 1);
        };
    secrets.add(secret);
    return secret;
  }

  private String some(String characters, int count) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < count; i++) {
      some.append(characters.charAt(random.nextInt(characters.length())));
    }
    return some.toString();
  }

  private void put(Map<String, Object> root, String path, Written value) {
    Map<String, Object> at = root;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      Object below = at.get(steps[i]);
      if (!(below instanceof Map)) {
        below = new LinkedHashMap<String, Object>();
        at.put(steps[i], below);
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> map = (Map<String, Object>) below;
      at = map;
    }
    at.putIfAbsent(steps[steps.length - 1], value);
  }

  private String render(Map<String, Object> map, String indent) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> entry : map.entrySet()) {
      boolean item = entry.getKey().equals("[]");
      String below = indent + "  ";
      String lead = item ? indent + "-" : indent + key(entry.getKey(), indent);
      if (entry.getValue() instanceof Written written) {
        text.append(lead).append(written.text(below));
      } else {
        @SuppressWarnings("unchecked")
        Map<String, Object> child = (Map<String, Object>) entry.getValue();
        text.append(lead).append('\n').append(render(child, below));
      }
    }
    return text.toString();
  }

  private String key(String key, String indent) {
    return switch (random.nextInt(8)) {
      case 0 -> "\"" + key + "\":";
      case 1 -> "'" + key + "':";
      case 2 ->
          "\"\\u" + Integer.toHexString(0x10000 | key.charAt(0)).substring(1) + key.substring(1) + "\":";
      case 3 -> "? " + key + "\n" + indent + ":";
      default -> key + ":";
    };
  }

  /** A path with its last key as somebody might mistype it, at times. */
  private String misspelt(String path) {
    int start = path.lastIndexOf('.') + 1;
    String key = path.substring(start);
    if (key.length() < 5 || key.startsWith("ecdsa") || random.nextInt(3) > 0) {
      return path;
    }
    int at = 1 + random.nextInt(key.length() - 2);
    String other =
        switch (random.nextInt(4)) {
          case 0 -> key.substring(0, at) + key.substring(at + 1);
          case 1 -> key.substring(0, at) + key.charAt(at) + key.substring(at);
          case 2 -> key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2);
          default -> key + "s";
        };
    return path.substring(0, start) + other;
  }

  /** A path with a last key that is only nearly one, and that a remedy may take for it. */
  private String garbled(String path) {
    int start = path.lastIndexOf('.') + 1;
    int at = start + 2 + random.nextInt(Math.max(1, path.length() - start - 4));
    return path.length() - start < 8 || path.startsWith("ecdsa", start) ? path : path.substring(0, at) + path.substring(at + 2);
  }

  private List<String> arguments(List<String> credentials) {
    String path = misspelt(pick(credentials)) + ".value=";
    return switch (random.nextInt(8)) {
      case 0 -> List.of("--set", path + secret());
      case 1 -> List.of("--set-string", path + secret() + "," + secret() + "=a");
      case 2 -> List.of("--set-json", path + JsonString.quote(secret()));
      case 3 -> List.of("--set-literal", path + secret() + "," + secret());
      case 4 -> List.of("--set-file", path + "content.txt");
      default -> List.of();
    };
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  // where secrets belong

  /** The credentials of the schemas of all releases: what takes a value, or a Secret and a key. */
  private static List<String> credentials() {
    Set<String> paths = new TreeSet<>();
    Charts.builtIn().releases()
        .forEach(
            release -> {
              Node schema = Charts.builtIn().load(release).schema();
              collect(schema, schema, "", paths, 0);
            });
    return List.copyOf(paths);
  }

  private static void collect(Node root, Node schema, String path, Set<String> paths, int depth) {
    if (!(schema instanceof MapNode map) || depth > 12) {
      return;
    }
    if (map.get("$ref") instanceof Node.ScalarNode reference && root instanceof MapNode top) {
      String name = String.valueOf(reference.string());
      MapNode definitions = (MapNode) Objects.requireNonNull(top.get("$defs"));
      Node to = definitions.get(name.substring(name.lastIndexOf('/') + 1));
      collect(root, Objects.requireNonNull(to), path, paths, depth + 1);
    }
    for (String keyword : List.of("anyOf", "oneOf", "allOf")) {
      if (map.get(keyword) instanceof ListNode parts) {
        parts.items().forEach(part -> collect(root, part, path, paths, depth + 1));
      }
    }
    if (map.get("properties") instanceof MapNode properties) {
      if (properties.get("value") != null && properties.get("secret") != null) {
        paths.add(path.substring(1));
        return;
      }
      for (Map.Entry<String, Entry> property : properties.entries().entrySet()) {
        collect(root, property.getValue().value(), path + "." + property.getKey(), paths, depth + 1);
      }
    }
  }

  /** The secret options of each program. */
  private static Map<String, List<String>> options() throws IOException {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (Program program : Program.values()) {
      List<String> secrets = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("schemas/programs/" + program.id() + ".tsv"))) {
        String[] columns = line.split("\t", -1);
        if (columns[7].equals("yes")) {
          secrets.add(columns[0]);
        }
      }
      options.put(program.id(), secrets);
    }
    return options;
  }
}
