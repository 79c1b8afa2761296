package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Options.Called;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OptionNamesTest {
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
    Options synapse = Options.of(Program.SYNAPSE);
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

  @Test
  void the_name_of_a_program_before_an_option_is_left_out() {
    assertEquals("max_upload_size", OptionNames.withoutProgram("matrix_synapse_max_upload_size"));
    assertEquals("email_hostname", OptionNames.withoutProgram("matrix_authentication_service_config_email_hostname"));
    assertEquals("server_name", OptionNames.withoutProgram("server_name"));
    assertEquals("synapse", OptionNames.withoutProgram("synapse"));
  }
}
