package dev.esslint.build;

import dev.esslint.embedded.OptionTable;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Refusal;
import dev.esslint.embedded.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Packs the tables of the programs' options under {@code schemas/programs/}. */
final class CompilePrograms {
  private static final String HEADER = "program\tnewest";

  private CompilePrograms() {}

  /**
   * Packs all tables.
   *
   * @throws IllegalArgumentException if one is not of its form; the message begins with file and line
   */
  static void compile(Path tables, Path target) throws IOException {
    Path programs = tables.resolve("programs.tsv");
    List<String> lines = Files.readAllLines(programs);
    if (!lines.getFirst().equals(HEADER)) {
      throw new IllegalArgumentException(programs + ":1: the columns are " + HEADER);
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      Program program = Program.of(cells[0]).orElse(null);
      if (program == null || cells.length != 2 || Version.parse(cells[1]).isEmpty()) {
        throw new IllegalArgumentException(
            programs + ":" + (i + 1) + ": a program and a version are needed");
      }
      Path table = tables.resolve(program.id() + ".tsv");
      CompileFacts.write(
          Options.pack(
              OptionTable.read(table.toString(), Files.readAllLines(table)),
              cells[1],
              refused(tables.resolve("refused.tsv"), program)),
          target.resolve(program.id()));
    }
  }

  /** The rows of a program. */
  private static SequencedMap<String, String> refused(Path table, Program program)
      throws IOException {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      if (i == 0 ? !List.of(cells).equals(Refusal.COLUMNS) : cells.length != Refusal.COLUMNS.size()) {
        throw new IllegalArgumentException(
            table + ":" + (i + 1) + ": the columns are " + String.join(", ", Refusal.COLUMNS));
      }
      if (i > 0 && cells[0].equals(program.id())) {
        try {
          Refusal.parse(cells[2]);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(table + ":" + (i + 1) + ": " + e.getMessage(), e);
        }
        rows.put(cells[1], cells[2]);
      }
    }
    return rows;
  }
}
