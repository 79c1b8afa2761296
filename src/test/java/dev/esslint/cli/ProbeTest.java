package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of {@code esslint probe}; nothing here leaves this machine. */
final class ProbeTest {
  private static final String VALUES =
      """
      serverName: hs.example.org
      certManager: {clusterIssuer: our-issuer}
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      matrixRTC:
        ingress: {host: mrtc.example.org}
        sfu: {useStunToDiscoverPublicIP: false, manualIP: 127.0.0.1}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), VALUES);
  }

  private Run probe(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "probe";
    System.arraycopy(options, 0, args, 1, options.length);
    args[options.length + 1] = "values.yaml";
    return Run.in(folder, args);
  }

  @Test
  void a_dry_run_tells_what_would_be_asked_and_asks_nothing() {
    Run run = probe("--dry-run");
    assertEquals(0, run.status());
    assertTrue(run.out().contains("S2  signing keys: https://matrix.example.org/_matrix/key/v2/server\n"), run.out());
    assertTrue(run.out().contains("expects 200, verify_keys, server_name: hs.example.org\n"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void a_dry_run_tells_also_what_would_be_asked_inside_and_in_a_call() throws Exception {
    assertFalse(probe("--dry-run").out().contains("I3  "));
    Run run = probe("--dry-run", "--script", "--user", "@a:hs.example.org");
    assertEquals(0, run.status(), run.told());
    assertTrue(run.out().contains("I3  SFU, as the authoriser sees it: https://mrtc.example.org/\n"), run.out());
    assertTrue(
        run.out().contains("P1  token of the account for calls: POST https://matrix.example.org/_matrix/client/v3/user/%40a%3Ahs.example.org/openid/request_token\n"),
        run.out());
    assertTrue(run.out().contains("P6  "), run.out());
    Files.writeString(folder.resolve("inside.txt"), "esslint-inside\t1\nesslint-inside\tend\n");
    Run inside = probe("--dry-run", "--inside", "inside.txt", "--only", "I3");
    assertTrue(inside.out().contains("I3  ") && !inside.out().contains("I1  ") && !inside.out().contains("P1  "), inside.out());
  }

  @Test
  void only_some_checks_are_asked_for() {
    Run run = probe("--dry-run", "--only", "W5,mas");
    assertTrue(run.out().contains("W5  ") && run.out().contains("A2  "), run.out());
    assertFalse(run.out().contains("S2  "), run.out());
    Run wrong = probe("--only", "dns,tsl");
    assertEquals(2, wrong.status());
    assertEquals("esslint: --only: there is no check or group `tsl`\n", wrong.err());
  }

  @Test
  void names_for_examples_are_not_asked() {
    Run run = probe("--only", "dns");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("nothing could be asked"), run.err());
  }

  @Test
  void addresses_of_this_host_are_refused_unless_allowed() {
    Run run = probe("--only", "M2", "--resolver", "127.0.0.1:1");
    assertTrue(run.told().contains("127.0.0.1 is not public, and is asked only with --allow-local"), run.out());
    assertEquals(2, run.status());
  }

  @Test
  void what_is_not_kept_gives_1_in_every_format() {
    for (String format : new String[] {"text", "json", "sarif", "junit"}) {
      // nothing listens at port 1 of loopback, which is where port 443 would be
      Run run = probe("--format", format, "--only", "M2", "--allow-local", "--set", "matrixRTC.sfu.exposedServices.rtcTcp.port=1");
      assertEquals(1, run.status(), format + run.out() + run.err());
      assertTrue(run.out().contains(format.equals("text") ? "The port is closed" : format.equals("sarif") ? "\"ruleId\": \"M2\"" : "media-port-closed"), run.out());
    }
  }

  @Test
  void wrong_options_are_told() {
    assertEquals("esslint: --ingress-address: `a` is not an IP address\n", probe("--ingress-address", "a").err());
    assertEquals("esslint: --timeout must be a number of seconds from 1 to 300, not `0`\n", probe("--timeout", "0").err());
    assertEquals(2, probe("--resolve", "a:b").status());
    assertEquals(2, probe("--resolver", "127.0.0.1:99999").status());
    assertEquals(2, probe("--ca", "missing.pem").status());
    assertEquals(2, probe("--ca", "values.yaml").status());
    assertEquals("esslint: --from must be one of client, node, pod, not `moon`\n", probe("--from", "moon").err());
  }

  @Test
  void values_that_helm_refuses_are_told_and_probed_as_far_as_they_go() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), "serverNam: example.org\nsynapse: {ingress: {host: matrix.example.org}}\n");
    Run run = probe("--resolver", "127.0.0.1:1");
    assertEquals(2, run.status());
    assertTrue(run.out().contains("In the values already"), run.out());
    assertTrue(run.out().contains("matrix.example.org"), run.out());
  }

  @Test
  void a_script_asks_inside_and_its_answers_are_reported() throws Exception {
    Run script = probe("--script", "--resolver", "127.0.0.1:1", "-n", "ess");
    assertEquals(0, script.status(), script.err());
    assertTrue(script.out().startsWith("#!/bin/sh\n"), script.out());
    String id = script.out().replaceFirst("(?s).*web (I3-[0-9a-f]{8}) .*", "$1");
    Files.writeString(folder.resolve("inside.txt"), "esslint-inside\t1\n" + id + "\ttool=curl\texit=6\nesslint-inside\tend\n");
    Run report = probe("--inside", "inside.txt", "--only", "inside", "--resolver", "127.0.0.1:1");
    assertEquals(1, report.status(), report.told());
    assertTrue(report.out().contains("broken  I3  SFU, as the authoriser sees it: https://mrtc.example.org/\n"), report.out());
    Files.writeString(folder.resolve("other.txt"), "nothing of it");
    Run other = probe("--inside", "other.txt");
    assertEquals(2, other.status());
    assertEquals("esslint: --inside: other.txt is not the output of the script that --script prints\n", other.err());
    assertEquals(3, probe("--inside", "missing.txt").status());
    assertEquals(2, probe("--inside", "inside.txt", "--script").status());
  }

  @Test
  void the_address_that_the_sfu_is_seen_with_is_compared_with_dns_and_the_nodes_of_a_cluster_file() throws Exception {
    Files.writeString(folder.resolve("values.yaml"), VALUES.replace("useStunToDiscoverPublicIP: false, manualIP: 127.0.0.1", "useStunToDiscoverPublicIP: true"));
    Files.writeString(folder.resolve("cluster.yaml"), "nodeAddresses: [93.184.215.14]\n");
    Run plan = probe("--dry-run", "--script", "--cluster", "cluster.yaml", "--only", "I4,M1");
    assertTrue(plan.out().contains("expects the own address; from a node that of mrtc.example.org or of a node\n"), plan.told());
    assertTrue(plan.out().contains("expects the address of the cluster, that of mrtc.example.org or of a node\n"), plan.told());
    String id = probe("--script").out().replaceFirst("(?s).*(I4-[0-9a-f]{8}) .*", "$1");
    String transaction = HexFormat.of().formatHex("esslintprobe".getBytes(StandardCharsets.US_ASCII));
    String reply = "0101000c2112a442" + transaction + "0001000800010400" + "5db8d80e";
    Files.writeString(folder.resolve("inside.txt"), "esslint-inside\t1\n" + id + "\ttool=nc\texit=0\treply=" + reply + "\nesslint-inside\tend\n");
    String[] options = {"--inside", "inside.txt", "--only", "I4", "--resolve", "mrtc.example.org:443:93.184.216.34", "--resolver", "127.0.0.1:1", "--cluster", "cluster.yaml"};
    Run other = probe(options);
    assertTrue(other.told().contains("the pod is seen as 93.184.216.14"), other.told());
    assertTrue(other.told().contains("mrtc.example.org leads to 93.184.216.34, the nodes have 93.184.215.14"), other.told());
    assertTrue(other.told().contains("STUN sees the SFU with an address that neither a node nor the name for calls has"), other.told());
    assertEquals(0, other.status(), other.told());
    Files.writeString(folder.resolve("cluster.yaml"), "nodeAddresses: [93.184.216.14]\n");
    assertTrue(probe("--format", "json", "--inside", "inside.txt", "--only", "I4", "--resolver", "127.0.0.1:1", "--cluster", "cluster.yaml").out().contains("the address of a node"));
  }

  @Test
  void a_script_asks_also_names_for_examples_and_other_pods() {
    Run script = probe("--script", "-n", "ess", "--name", "ess");
    assertTrue(script.out().contains("https://mrtc.example.org/ mrtc.example.org 443 none\n"), script.told());
    assertTrue(script.out().contains("http://ess-matrix-authentication-service.ess.svc.cluster.local.:8080/.well-known/openid-configuration"), script.told());
  }

  @Test
  void a_call_needs_a_user_and_a_token_that_is_no_argument() throws Exception {
    Files.writeString(folder.resolve("token"), "geheim\n");
    Files.writeString(folder.resolve("empty"), "\n");
    assertEquals(2, probe("--token-file", "token").status());
    assertEquals("esslint: --user: `alice` is not the ID of a user, such as @alice:example.org\n", probe("--user", "alice").err());
    assertEquals("esslint: --token-file: empty is not an access token\n", probe("--user", "@a:example.org", "--token-file", "empty").err());
    assertEquals(3, probe("--user", "@a:example.org", "--token-file", "missing").status());
    Run run = probe("--user", "@a:example.org", "--token-file", "token", "--only", "account", "--resolver", "127.0.0.1:1");
    assertTrue(run.told().contains("P1 POST https://matrix.example.org"), run.told());
    assertFalse(run.told().contains("geheim"), run.told());
    Run unknown = probe("--user", "@a:example.org", "--token-file", "token", "--only", "account");
    assertTrue(unknown.out().contains("a call: the values do not tell where Synapse and Matrix RTC are"), unknown.told());
  }
}
