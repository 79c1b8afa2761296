package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionNamesTest {
  @Test
  void what_options_are_called_elsewhere_is_no_option_and_leads_to_one() throws Exception {
    List<String> rows = Files.readAllLines(Path.of("schemas/programs/names.tsv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      Options options = Options.of(Program.of(cells[0]).orElseThrow());
      assertEquals(cells[2], options.called(cells[1]).orElseThrow(), row);
      assertTrue(options.at(cells[1]).isEmpty(), row);
      assertTrue(cells[2].isEmpty() || options.at(cells[2]).isPresent(), row);
    }
  }
}
