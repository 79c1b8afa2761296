package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.embedded.Options.Called;
import dev.esslint.values.ValuePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OptionNamesTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  @Test
  void what_options_are_called_elsewhere_is_no_option_and_leads_to_one() throws Exception {
    List<String> rows = Files.readAllLines(Path.of("schemas/programs/names.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      Options options = Options.of(Program.of(cells[0]).orElseThrow());
      assertEquals(new Called(cells[2], cells[3]), options.called(cells[1]).orElseThrow(), row);
      assertTrue(options.at(cells[1]).isEmpty(), row);
      assertTrue(cells[2].isEmpty() ? cells[3].isEmpty() || cells[3].endsWith(".") : cells[3].isEmpty(), row);
      assertTrue(cells[2].isEmpty() || options.at(cells[2]).isPresent(), row);
    }
  }

  @Test
  void words_mean_what_the_table_says_and_a_plural_means_what_its_singular_does() {
    OptionWords synapse = Options.of(Program.SYNAPSE).words();
    assertEquals(Set.of("email", "host"), synapse.meaningOf("matrix_synapse_email_smtp_host"));
    assertEquals(Set.of("register", "token"), synapse.meaningOf("registrationTokens"));
    assertEquals(Set.of(), synapse.meaningOf("enabled"));
  }

  @Test
  void every_word_stands_once_in_the_table_and_means_one_that_means_itself() throws Exception {
    List<String> rows = Files.readAllLines(Path.of("schemas/programs/words.tsv"));
    List<String> words = rows.stream().skip(1).map(row -> row.split("\t", -1)[0]).toList();
    assertEquals(words.stream().sorted().distinct().toList(), words);
    for (String row : rows.subList(1, rows.size())) {
      String means = row.split("\t", -1)[1];
      assertTrue(means.isEmpty() || !words.contains(means), row);
    }
  }

  /** A topic whose words mean something else, or nothing, would never be found; a setting that there is not would be sent for in vain. */
  @Test
  void topics_are_words_by_their_meaning_and_lead_to_settings_and_options_that_there_are() throws Exception {
    List<String> rows = Files.readAllLines(Path.of("schemas/programs/topics.tsv"));
    Charts charts = Charts.builtIn();
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      Options options = Options.of(Program.of(cells[0]).orElseThrow());
      Set<String> words = new HashSet<>(List.of(cells[1].replace(" *", "").split(" ", -1)));
      assertEquals(words, options.words().meaningOf(String.join("_", words)), row);
      assertEquals(cells[2], options.words().topic(words, true, false).orElseThrow(), row);
      for (String path : QUOTED.matcher(cells[2]).results().map(found -> found.group(1)).toList()) {
        if (path.matches("(synapse|matrixAuthenticationService|matrixRTC|hookshot|elementWeb|serverName)\\b.*")) {
          assertTrue(charts.runs(ValuePath.parse(path)).stream().anyMatch(run -> run.contains(charts.newest())), row);
        }
      }
    }
  }

  @Test
  void the_topic_with_most_words_is_found_and_others_may_come_behind_a_star_only() {
    OptionWords livekit = Options.of(Program.LIVEKIT).words();
    assertEquals(Optional.of("Set `matrixRTC.sfu.logging`."), livekit.topic(Set.of("log", "colour"), false, false));
    assertEquals(Optional.empty(), livekit.topic(Set.of("log", "colour"), true, false));
    assertEquals(Optional.empty(), livekit.topic(Set.of("host", "colour"), false, false));
    assertEquals(Optional.empty(), livekit.topic(Set.of("host"), true, true), "several hosts are not the host");
  }

  @Test
  void the_name_of_a_program_before_an_option_is_left_out() {
    assertEquals("max_upload_size", OptionNames.withoutProgram("matrix_synapse_max_upload_size"));
    assertEquals("email_hostname", OptionNames.withoutProgram("matrix_authentication_service_config_email_hostname"));
    assertEquals("server_name", OptionNames.withoutProgram("server_name"));
    assertEquals("synapse", OptionNames.withoutProgram("synapse"));
  }
}
