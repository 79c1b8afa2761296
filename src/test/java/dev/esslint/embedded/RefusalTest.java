package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs do not start with, as it was measured. */
final class RefusalTest {
  @Test
  void every_row_is_about_an_option_of_the_table() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("schemas/programs/refused.tsv"));
    assertEquals(String.join("\t", Refusal.COLUMNS), lines.getFirst());
    List<String> unknown = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertFalse(Refusal.parse(cells[2]).isEmpty(), line);
      if (Options.of(Program.of(cells[0]).orElseThrow()).at(cells[1]).isEmpty()) {
        unknown.add(line);
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(lines.size() > 300, "rows: " + lines.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "filled  empty", "lists", "filled,empty"})
  void a_cell_that_is_none_is_refused(String cell) {
    assertThrows(IllegalArgumentException.class, () -> Refusal.parse(cell));
  }

  /** As the parser of Synapse itself does with these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "presence: false | false",
        "presence: 'on' | true",
        "turn_uris: 'turn:turn.example.org' | false",
        "app_service_config_files: /a.yaml | true",
        "federation: {client_timeout: []} | true",
        "rc_login: null | true",
        "email: {smtp_host: mail} | true",
        "presence: {idle_timeout: soon} | true",
        "experimental_features: {msc3861: {enabled: false}} | true",
      })
  void synapse_stops_where_it_is_said_to(String fragment, boolean stops) {
    List<OptionMistake> verdicts =
        Judge.verdicts(
            Program.SYNAPSE,
            Optional.of(new Version(1, 157, 1)),
            OptionSamples.parse(fragment),
            true,
            key -> false);
    assertEquals(1, verdicts.size(), fragment);
    assertEquals(stops, stops(verdicts.getFirst()), fragment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"email: {}", "max_upload_size: 50 M", "session_lifetime: ' 1_000s'", "gc_thresholds: [1, 2, 3]"})
  void synapse_takes_what_it_is_said_to(String fragment) {
    assertEquals(
        List.of(),
        Judge.verdicts(
            Program.SYNAPSE,
            Optional.of(new Version(1, 157, 1)),
            OptionSamples.parse(fragment),
            true,
            key -> false));
  }

  /** As the YAML of Go does: a duration needs its unit, words are booleans, any scalar is a text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "room: {create_room_timeout: 10} | 1",
        "room: {create_room_timeout: 1m30s} | 0",
        "room: {auto_create: 'yes'} | 0",
        "room: {auto_create: 'true'} | 1",
        "room: {empty_timeout: 1.5} | 0",
        "region: 5 | 0",
        "rtc: {ips: {includes: [10.0.0.1]}} | 1",
      })
  void livekit_reads_as_go_does(String fragment, int count) {
    List<OptionMistake> verdicts =
        Judge.verdicts(
            Program.LIVEKIT,
            Optional.of(new Version(1, 13, 5)),
            OptionSamples.parse(fragment),
            true,
            key -> false);
    assertEquals(count, verdicts.size(), fragment);
    verdicts.forEach(verdict -> assertTrue(stops(verdict), fragment));
  }

  private static boolean stops(OptionMistake verdict) {
    return switch (verdict) {
      case OptionMistake.Unknown(var spot, var meaning, boolean stops, String lacks) -> stops || !lacks.isEmpty();
      case OptionMistake.WrongType(var spot, var option, boolean stops) -> stops;
      case OptionMistake.WrongValue(var spot, var option, boolean stops, var known) -> stops;
      case OptionMistake.Gone(var spot, var option, boolean stops) -> stops;
      case OptionMistake.Early(var spot, var option, boolean stops) -> stops;
      case OptionMistake.Outdated outdated -> false;
      case OptionMistake.NoValue none -> true;
      case OptionMistake.Missing missing -> missing.stops();
    };
  }
}
