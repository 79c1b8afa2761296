package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Options.Place;
import dev.esslint.values.Value.MapValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What options are that nobody sets. */
final class DefaultsTest {
  private static final Path TABLES = Path.of("schemas/programs");

  @Test
  void every_default_is_a_value_that_the_option_takes() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String line : rows("defaults.tsv")) {
      Defaults.Row row = Defaults.Row.of(line);
      Option option = Options.of(row.program()).at(row.option()).orElseThrow().option();
      wrong.addAll(
          told(row.program(), row.option(), row.value(), row.since().or(row::until).or(option::since)));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void every_value_of_the_chart_is_one_that_the_option_takes() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (String line : rows("given.tsv")) {
      Defaults.Given given = Defaults.Given.of(line);
      wrong.addAll(told(given.program(), given.option(), given.value(), Optional.empty()));
    }
    assertEquals(List.of(), wrong);
  }

  /** A value as it is written, which needs no quotes. */
  private record Written(String yaml) {
    @Override
    public String toString() {
      return yaml;
    }
  }

  /** What is wrong with an option that has a value, beside what it needs. */
  private static List<String> told(
      Program program, String path, String value, Optional<Version> since) throws Exception {
    Options options = Options.of(program);
    Place place = options.at(path).orElseThrow();
    Version version = since.orElse(options.newest());
    OptionSamples samples = new OptionSamples(options, version);
    MapValue tree = OptionSamples.read(samples.around(place, new Written(value)));
    List<String> told = new ArrayList<>();
    for (OptionMistake mistake :
        Judge.verdicts(program, Optional.of(version), tree, true, key -> false)) {
      boolean ofTime = mistake instanceof OptionMistake.Gone || mistake instanceof OptionMistake.Outdated;
      if (!ofTime) {
        told.add(path + ": " + value + " " + mistake);
      }
    }
    Conflicts.of(program, Optional.of(version), tree, false)
        .forEach(conflict -> told.add(path + ": " + value + " " + conflict));
    return told;
  }

  @Test
  void defaults_of_an_option_follow_each_other_without_a_gap_inside_of_its_versions() throws Exception {
    TreeMap<String, List<Defaults.Row>> all = new TreeMap<>();
    for (String line : rows("defaults.tsv")) {
      Defaults.Row row = Defaults.Row.of(line);
      if (row.with().isEmpty()) {
        all.computeIfAbsent(row.program().id() + " " + row.option(), k -> new ArrayList<>()).add(row);
      }
    }
    all.forEach(
        (option, rows) -> {
          assertTrue(rows.getFirst().since().isEmpty(), option);
          assertTrue(rows.getLast().until().isEmpty(), option);
          for (int i = 1; i < rows.size(); i++) {
            Version last = rows.get(i - 1).until().orElseThrow();
            assertTrue(last.isBefore(rows.get(i).since().orElseThrow()), option);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "SYNAPSE, max_upload_size, 50M",
    "SYNAPSE, rc_third_party_invite.per_second, 0.0025",
    "MAS, account.password_recovery_enabled, false",
    "LIVEKIT, room.empty_timeout, 300",
    "HOOKSHOT, feeds.pollIntervalSeconds, 600",
    "ELEMENT_WEB, default_country_code, GB",
  })
  void programs_have_defaults(Program program, String option, String value) {
    assertEquals(value, Defaults.of(program, option).getFirst().value());
  }

  @Test
  void what_is_not_known_is_not_made_up() {
    assertEquals(List.of(), Defaults.of(Program.SYNAPSE, "federation_domain_whitelist"));
    assertEquals(List.of(), Defaults.given(Program.SYNAPSE, "max_upload_size"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"synapse\ta\tb\t\t", "nobody\ta\tb\t\t\t", "synapse\ta\tb\tsoon\t\t"})
  void a_row_that_is_none_is_refused(String row) {
    assertThrows(IllegalArgumentException.class, () -> Defaults.Row.of(row));
  }

  private static List<String> rows(String table) throws Exception {
    List<String> lines = Files.readAllLines(TABLES.resolve(table));
    return lines.subList(1, lines.size());
  }
}
