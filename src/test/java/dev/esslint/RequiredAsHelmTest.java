package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Helm over the real charts, {@code -Dcharts=DIR} with a folder of each release, judges random values of what the chart insists
 * on: every credential in every state, with and without generating; hosts and the server's name; databases and workers; a second
 * layer with nulls and other types. {@code -Dcases=N} and {@code -Dseed=N} say how many and which.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class RequiredAsHelmTest {
  private static final int CASES = Integer.getInteger("cases", 200);
  private static final long SEED = Long.getLong("seed", 20261128L);

  private static final List<String> CREDENTIALS =
      List.of(
          "synapse.macaroon",
          "synapse.registrationSharedSecret",
          "synapse.signingKey",
          "matrixAuthenticationService.encryptionSecret",
          "matrixAuthenticationService.synapseSharedSecret",
          "matrixAuthenticationService.synapseOIDCClientSecret",
          "matrixAuthenticationService.privateKeys.rsa",
          "matrixAuthenticationService.privateKeys.ecdsaPrime256v1",
          "matrixAuthenticationService.privateKeys.ecdsaSecp256k1",
          "matrixAuthenticationService.privateKeys.ecdsaSecp384r1",
          "matrixRTC.livekitAuth.secret",
          "matrixRTC.livekitAuth.keysYaml",
          "hookshot.appserviceRegistration",
          "hookshot.passkey",
          "postgres.adminPassword",
          "postgres.essPasswords.synapse",
          "postgres.essPasswords.matrixAuthenticationService");

  private static final List<String> STATES =
      List.of(
          "{value: v}",
          "{value: \"\"}",
          "{secret: s, secretKey: k}",
          "{secret: s}",
          "{secretKey: k}",
          "{secret: \"\", secretKey: \"\"}",
          "{secret: s, secretKey: \"\"}",
          "{secret: \"\", secretKey: k}",
          "{value: v, secret: s, secretKey: k}",
          "{value: v, secret: s}",
          "{value: v, secret: \"\"}",
          "{value: \"\", secret: s, secretKey: k}",
          "{}",
          "null");

  private static final List<String> COMPONENTS =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "elementWeb",
          "elementAdmin",
          "hookshot");

  @TempDir private Path folder;

  /** Values in layers, as assignments of YAML to paths. */
  private record Case(Release release, List<TreeMap<String, String>> layers) {
    List<String> texts() {
      return layers.stream().map(Case::text).toList();
    }

    private static String text(TreeMap<String, String> assignments) {
      StringBuilder text = new StringBuilder();
      List<String> around = List.of();
      for (var assignment : assignments.entrySet()) {
        List<String> path = List.of(assignment.getKey().split("\\."));
        int shared = 0;
        while (shared < around.size()
            && shared < path.size() - 1
            && around.get(shared).equals(path.get(shared))) {
          shared++;
        }
        for (int i = shared; i < path.size(); i++) {
          text.append("  ".repeat(i)).append(path.get(i)).append(':');
          text.append(i == path.size() - 1 ? " " + assignment.getValue() + "\n" : "\n");
        }
        around = path.subList(0, path.size() - 1);
      }
      return text.toString();
    }
  }

  @Test
  void esslint_rejects_what_helm_refuses() throws Exception {
    Random random = new Random(SEED);
    RealCharts charts = new RealCharts(folder);
    List<Release> releases = RealCharts.releases();
    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < CASES && disagreements.size() < 40; i++) {
      // the oldest release has logic of its own
      Release release =
          i % 8 == 0 ? releases.getFirst() : releases.get(random.nextInt(releases.size()));
      Case one = random(release, random);
      String helm = charts.helm(release, one.texts());
      List<String> rejections = charts.rejections(release, one.texts());
      if (helm.isEmpty() != rejections.isEmpty()) {
        String disagreement =
            release
                + "\n"
                + String.join("---\n", one.texts())
                + "Helm: "
                + helm.substring(Math.max(0, helm.length() - 400))
                + "\nesslint: "
                + rejections;
        disagreements.add(disagreement);
      }
    }
    assertEquals(
        "", String.join("\n======\n", disagreements), disagreements.size() + " disagreements");
  }

  private static Case random(Release release, Random random) {
    TreeMap<String, String> first = new TreeMap<>();
    TreeMap<String, String> second = new TreeMap<>();
    boolean careful = random.nextInt(3) > 0;
    int odd = careful ? 25 : 6;
    if (random.nextInt(odd) > 0) {
      first.put("serverName", random.nextInt(odd) == 0 ? "\"\"" : "example.org");
    }
    boolean admin = release.compareTo(Release.parse("25.9.2").orElseThrow()) >= 0;
    for (String component : COMPONENTS) {
      if (component.equals("elementAdmin") && !admin) {
        continue;
      }
      if (random.nextInt(3) == 0) {
        first.put(component + ".enabled", String.valueOf(random.nextBoolean()));
      }
      int host = random.nextInt(odd);
      if (host > 1) {
        first.put(component + ".ingress.host", component.toLowerCase(Locale.ROOT) + ".example.org");
      } else if (host == 1) {
        first.put(component + ".ingress.host", "\"\"");
      }
    }
    if (release.compareTo(Release.parse("26.1.1").orElseThrow()) >= 0 && random.nextInt(3) == 0) {
      first.put("hookshot.enabled", "true");
    }
    if (random.nextInt(4) == 0) {
      first.put("wellKnownDelegation.enabled", "false");
    }
    if (random.nextInt(4) == 0) {
      first.put("matrixRTC.sfu.enabled", "false");
    }
    if (random.nextInt(3) == 0) {
      first.put("initSecrets.enabled", "false");
    }
    if (random.nextInt(6) == 0) {
      first.put("postgres.enabled", "false");
    }
    for (String component : List.of("synapse", "matrixAuthenticationService")) {
      if (random.nextInt(4) == 0) {
        first.put(component + ".postgres.host", "db-" + component.toLowerCase(Locale.ROOT) + ".example.org");
        first.put(component + ".postgres.user", "u");
        first.put(component + ".postgres.database", "d");
        if (random.nextInt(4) > 0) {
          first.put(component + ".postgres.password", state(random, careful));
        }
      }
    }
    if (random.nextInt(4) == 0) {
      first.put("synapse.workers.client-reader.enabled", "true");
    }
    if (random.nextInt(10) == 0) {
      first.put("synapse.workers.media-repository.enabled", "true");
    }
    boolean all = random.nextInt(3) == 0;
    for (String credential : CREDENTIALS) {
      if (credential.endsWith("synapseOIDCClientSecret")
          && release.compareTo(Release.parse("25.8.3").orElseThrow()) >= 0) {
        continue;
      }
      if (credential.endsWith("keysYaml")
          && release.compareTo(Release.parse("26.8.1").orElseThrow()) >= 0) {
        continue;
      }
      if (credential.endsWith("keysYaml") ? random.nextInt(5) == 0 : all || random.nextInt(6) == 0) {
        first.put(credential, all && careful ? "{secret: s, secretKey: k}" : state(random, careful));
      }
    }
    if (random.nextInt(4) == 0) {
      String credential = CREDENTIALS.get(random.nextInt(CREDENTIALS.size() - 6));
      second.put(credential, List.of("null", "{value: w}", "{secret: t}", "{value: null}", "{}").get(random.nextInt(5)));
    }
    if (random.nextInt(12) == 0) {
      second.put(
          COMPONENTS.get(random.nextInt(4)) + ".ingress.host",
          List.of("null", "\"\"", "other.example.org").get(random.nextInt(3)));
    }
    if (random.nextInt(20) == 0) {
      second.put("serverName", List.of("null", "\"\"", "other.example.org").get(random.nextInt(3)));
    }
    if (random.nextInt(20) == 0) {
      second.put("initSecrets.enabled", List.of("null", "true", "false").get(random.nextInt(3)));
    }
    if (random.nextInt(20) == 0) {
      second.put("synapse.workers", List.of("null", "[]", "{}").get(random.nextInt(3)));
    }
    return new Case(release, second.isEmpty() ? List.of(first) : List.of(first, second));
  }

  private static String state(Random random, boolean careful) {
    return careful && random.nextInt(6) > 0
        ? STATES.get(random.nextInt(2) * 2)
        : STATES.get(random.nextInt(STATES.size()));
  }
}
