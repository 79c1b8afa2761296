package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code esslint explain} of keys of the chart. */
final class KeyPageTest {
  private static Run explain(String word) throws Exception {
    return Run.in(Path.of("").toAbsolutePath(), "explain", word);
  }

  private static void assertTells(String word, String... parts) throws Exception {
    Run run = explain(word);
    assertEquals("", run.err());
    assertEquals(0, run.status());
    for (String part : parts) {
      assertTrue(run.out().contains(part), part + " in " + run.out());
    }
  }

  @Test
  void a_key_is_told_with_its_meaning_type_default_and_rules() throws Exception {
    assertTells(
        "matrixRTC.sfu.manualIP",
        "# `matrixRTC.sfu.manualIP`\n\nThe IP address that the SFU tells clients",
        "- Type: a string\n- Default: `\"\"`\n- Releases: since 25.9.1\n",
        "## Rules about it\n\n- RTC003 manual-ip-with-stun: ");
  }

  @Test
  void what_changed_over_the_releases_is_told() throws Exception {
    assertTells(
        "matrixRTC.sfu.exposedServices.rtcMuxedUdp.port",
        "- Default changed in 26.3.0: from `30882` to `30002`\n");
    assertTells("imagePullSecrets", "- Releases: up to 25.11.1, removed in 25.12.0\n");
  }

  @Test
  void allowed_values_and_keys_below_are_told() throws Exception {
    assertTells("networking.ipFamily", "- Allowed values: `ipv4`, `ipv6`, `dual-stack`\n");
    assertTells("certManager", "Keys below it: `clusterIssuer`, `issuer`.\n");
  }

  @Test
  void items_and_keys_of_fragments_can_be_asked_for() throws Exception {
    assertTells("synapse.appservices[].secret", "# `synapse.appservices[].secret`\n");
    assertTells("synapse.additional.mine.config", "The fragment as a YAML text.");
  }

  @Test
  void a_key_without_words_of_its_own_has_those_of_what_is_around_it() throws Exception {
    assertTells(
        "synapse.affinity.nodeAffinity", "It belongs to `synapse.affinity`: Rules for the choice");
  }

  @Test
  void a_misspelt_key_has_the_nearest_one_proposed() throws Exception {
    for (String word : new String[] {"matrixRTC.sfu.manualIp", "matrixRTC.sfuu.manualIP"}) {
      Run run = explain(word);
      assertEquals(2, run.status());
      assertTrue(run.err().contains("manualIP`"), run.err());
    }
  }

  @Test
  void what_a_report_says_of_a_key_is_told_of_one_that_the_chart_does_not_have() throws Exception {
    for (String[] told :
        new String[][] {
          {"synapse.ingress.hostname", "The chart calls it `synapse.ingress.host`."},
          {"mas.ingress.host", "The chart calls it `matrixAuthenticationService`."},
          {"hookshot.ingress.appservice", "Synapse reaches Hookshot by its Service"},
          {"RTC0033", "is `RTC003` meant?"},
          {"manual-ip-with-stn", "is `manual-ip-with-stun` meant?"},
        }) {
      Run run = explain(told[0]);
      assertEquals(2, run.status());
      assertTrue(run.err().contains(told[1]), run.err());
    }
  }

  @Test
  void a_word_that_is_neither_rule_nor_key_is_wrong_usage() throws Exception {
    for (String word : new String[] {"NOPE", "a..b", "[0]", "[", "x y"}) {
      Run run = explain(word);
      assertEquals(2, run.status());
      assertTrue(run.err().startsWith("esslint: there is no rule"), run.err());
    }
  }
}
