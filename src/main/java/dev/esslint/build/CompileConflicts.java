package dev.esslint.build;

import dev.esslint.embedded.ConflictTable;
import dev.esslint.embedded.ConflictTable.Row;
import dev.esslint.embedded.ConflictTable.Term;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Packs the table of conflicts between options, a resource for each program. */
final class CompileConflicts {
  private CompileConflicts() {}

  /**
   * Packs the table; the options of the programs have to be packed before.
   *
   * @throws IllegalArgumentException if it is not of its form; the message begins with file and line
   */
  static void compile(Path table, Path target) throws IOException {
    List<String> lines = Files.readAllLines(table);
    Map<Program, List<String>> rows = new EnumMap<>(Program.class);
    for (int i = 0; i < lines.size(); i++) {
      try {
        if (i == 0) {
          if (!List.of(lines.get(i).split("\t", -1)).equals(ConflictTable.COLUMNS)) {
            throw new IllegalArgumentException(
                "the columns are " + String.join(", ", ConflictTable.COLUMNS));
          }
          continue;
        }
        Row row = Row.of(lines.get(i));
        List<Term> terms = new ArrayList<>(row.others());
        terms.add(row.option());
        for (Term term : terms) {
          String path = term.path().split("\\.'", -1)[0]; // a quoted key is one of those that users choose
          if (Options.of(row.program()).at(path).isEmpty()) {
            throw new IllegalArgumentException("there is no option `" + term.path() + "`");
          }
        }
        rows.computeIfAbsent(row.program(), program -> new ArrayList<>()).add(lines.get(i));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(table + ":" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    CompileFacts.write(ConflictTable.pack(rows), target.resolve(ConflictTable.RESOURCE));
  }
}
