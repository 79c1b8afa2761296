package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Program;
import dev.esslint.embedded.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code esslint explain program:option} and {@code esslint programs add}. */
final class OptionPageTest {
  @TempDir private Path folder;

  @Test
  void an_option_is_explained_with_what_it_takes_and_where_to_write_it() {
    Run run = Run.in(folder, "explain", "mas:account.registration_token_required");
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("`true` or `false`"), run.out());
    assertTrue(run.out().contains("from 0.17.0 on"), run.out());
    assertTrue(run.out().contains("        account:\n          registration_token_required: true\n"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synapse:max_upload_size | The default is `50M`.",
        "synapse:default_room_version | The default is `\"10\"` up to 1.157.1, `\"11\"` from 1.158.0 on.",
        "synapse:email.smtp_port | The default is `25`, `465` with `email.force_tls: true`.",
        "synapse:url_preview_enabled | - In >=26.4.1, the chart sets it to `true` unless a fragment sets it.",
        "synapse:rc_message.burst_count | if `matrixRTC` is enabled, the chart sets it to `30` unless",
        "mas:account.password_change_allowed | The default is `true`.",
        "livekit:room.departure_timeout | The default is `20`.",
        "hookshot:generic.payloadSizeLimit | The default is `1mb`.",
        "element-web:default_country_code | {\"default_country_code\": \"GB\"}",
        "element-web:setting_defaults.UIFeature.voip | {\"setting_defaults\": {\"UIFeature.voip\": false}}",
        "element-web:element_call.disable | {\"element_call\": {\"disable\": true}}",
        "mas:email.mode | mode: plain",
      })
  void an_option_is_explained_with_its_default_and_what_the_chart_makes_of_it(
      String option, String said) {
    String page = Run.in(folder, "explain", option).out();
    assertTrue(page.contains(said), page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synapse:federation_domain_whitelst | federation_domain_whitelist",
        "mas:acount.pasword_change_allowed | account.password_change_allowed",
        "livekit:room.empty_timout | room.empty_timeout",
        "synapse:listeners[].resorces | listeners[].resources",
      })
  void a_misspelt_option_is_answered_with_the_one_that_was_meant(String option, String meant) {
    Run run = Run.in(folder, "explain", option);
    assertEquals(2, run.status(), run.told());
    assertTrue(run.err().endsWith("; did you mean `" + meant + "`?\n"), run.err());
  }

  @Test
  void what_the_chart_does_with_an_option_is_no_remark() {
    assertTrue(!Run.in(folder, "explain", "hookshot:bridge.port").out().contains("chart-owned"));
    assertTrue(Run.in(folder, "explain", "hookshot:cache.redisUri").out().contains("Remark: may carry a password.\n"));
  }

  @Test
  void no_default_is_made_up() {
    String page = Run.in(folder, "explain", "synapse:federation_domain_whitelist").out();
    assertTrue(!page.contains("default"), page);
  }

  @Test
  void an_option_of_the_chart_is_explained_with_what_to_set_instead() {
    Run run = Run.in(folder, "explain", "synapse:server_name");
    assertTrue(run.out().contains("Set `serverName`."), run.out());
    assertTrue(!run.out().contains("```"), run.out());
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void every_option_at_the_top_has_a_page(Program program) {
    for (String name : Options.of(program).top().names()) {
      if (!name.contains("*")) {
        assertEquals(0, Run.in(folder, "explain", program.id() + ":" + name).status(), name);
      }
    }
  }

  @Test
  void an_option_that_is_none_is_wrong_usage() {
    Run run = Run.in(folder, "explain", "synapse:whitelist");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("federation_domain_whitelist"), run.err());
    assertEquals(2, Run.in(folder, "explain", "nothing:x").status());
  }

  @Test
  void tables_are_added_as_they_are() throws Exception {
    Path target = Files.createDirectories(folder.resolve("schemas/programs"));
    Path tables = Path.of("schemas/programs").toAbsolutePath();
    for (String own : List.of("added.tsv", "corrections.tsv", "defaults.tsv", "given.tsv")) {
      Files.writeString(target.resolve(own), own);
    }
    assertEquals(0, Run.in(folder, "programs", "add", tables.toString()).status());
    assertEquals(
        Files.readString(tables.resolve("synapse.tsv")),
        Files.readString(folder.resolve("schemas/programs/synapse.tsv")));
    for (String own : List.of("added.tsv", "corrections.tsv", "defaults.tsv", "given.tsv")) {
      assertEquals(own, Files.readString(target.resolve(own)), "what we know ourselves stays");
    }
  }

  @Test
  void a_wrong_table_is_told_with_its_line_and_nothing_is_written() throws Exception {
    Files.createDirectories(folder.resolve("schemas/programs"));
    Files.createDirectories(folder.resolve("new"));
    String header =
        "path\ttype\tvalues\trequired\tsince\tuntil\tdeprecated\tsecret\tunknown-keys\tnote\n";
    for (String row :
        new String[] {"a\tstring\t\t\tsoon\t\t\t\t\t", "a\ttext\t\t\t\t\t\t\t\t", "a\tstring"}) {
      Files.writeString(folder.resolve("new/mas.tsv"), header + "(root)\tobject\t\t\t\t\t\t\tignored\t\n" + row + "\n");
      Run run = Run.in(folder, "programs", "add", "new");
      assertEquals(2, run.status());
      assertTrue(run.err().contains("new/mas.tsv:3: "), run.err());
    }
    Files.writeString(folder.resolve("new/mas.tsv"), header.replace("note", "remark"));
    assertTrue(Run.in(folder, "programs", "add", "new").err().contains("new/mas.tsv:1: "));
    assertTrue(Files.notExists(folder.resolve("schemas/programs/mas.tsv")));
  }
}
