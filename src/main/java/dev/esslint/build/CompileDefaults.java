package dev.esslint.build;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.embedded.Defaults;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Packs the tables of what options are that nobody sets. */
final class CompileDefaults {
  private CompileDefaults() {}

  /**
   * Packs both tables; the options of the programs have to be packed before.
   *
   * @throws IllegalArgumentException if one is not of its form; the message begins with file and line
   */
  static void compile(Path tables, Path target) throws IOException {
    List<String> defaults =
        rows(
            tables.resolve("defaults.tsv"),
            Defaults.COLUMNS,
            row -> {
              Defaults.Row read = Defaults.Row.of(row);
              look(read.program(), read.option());
              if (!read.with().isEmpty()) {
                look(read.program(), read.with().split(": ", 2)[0]);
              }
            });
    List<String> given =
        rows(
            tables.resolve("given.tsv"),
            Defaults.GIVEN_COLUMNS,
            row -> {
              Defaults.Given read = Defaults.Given.of(row);
              look(read.program(), read.option());
              ReleaseRange.parse(read.charts());
            });
    CompileFacts.write(Defaults.pack(defaults, given), target);
  }

  private static void look(Program program, String option) {
    if (Options.of(program).at(option).isEmpty()) {
      throw new IllegalArgumentException("there is no option `" + option + "`");
    }
  }

  private static List<String> rows(Path table, List<String> columns, Consumer<String> check)
      throws IOException {
    List<String> lines = Files.readAllLines(table);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        if (i > 0) {
          check.accept(lines.get(i));
          rows.add(lines.get(i));
        } else if (!List.of(lines.get(i).split("\t", -1)).equals(columns)) {
          throw new IllegalArgumentException("the columns are " + String.join(", ", columns));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(table + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return rows;
  }
}
