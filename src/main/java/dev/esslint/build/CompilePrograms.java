package dev.esslint.build;

import dev.esslint.embedded.OptionTable;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packs the tables of the programs' options under {@code schemas/programs/}. */
final class CompilePrograms {
  private static final String HEADER = "program\tnewest\tlenient";

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
      if (program == null || cells.length != 3 || Version.parse(cells[1]).isEmpty()) {
        throw new IllegalArgumentException(
            programs + ":" + (i + 1) + ": a program, a version and options are needed");
      }
      Path table = tables.resolve(program.id() + ".tsv");
      CompileFacts.write(
          Options.pack(
              OptionTable.read(table.toString(), Files.readAllLines(table)), cells[1], cells[2]),
          target.resolve(program.id()));
    }
  }
}
