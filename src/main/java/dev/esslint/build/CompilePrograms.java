package dev.esslint.build;

import dev.esslint.embedded.OptionTable;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Refusal;
import dev.esslint.embedded.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Packs the tables of the programs' options under {@code schemas/programs/}. */
final class CompilePrograms {
  private static final String HEADER = "program\tnewest";
  private static final List<String> NAMES = List.of("program", "called", "option");
  private static final String CORRECTIONS = "program\toption\tcolumn\twas\tis";

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
              OptionTable.read(
                  table.toString(),
                  completed(
                      corrected(Files.readAllLines(table), program, tables.resolve("corrections.tsv")),
                      program,
                      tables.resolve("added.tsv"))),
              cells[1],
              refused(tables.resolve("refused.tsv"), program),
              called(tables.resolve("names.tsv"), program)),
          target.resolve(program.id()));
    }
  }

  /**
   * A table with what we know better, each a cell. It is kept apart so that a new table does not undo it; where the new one says
   * something else than the old one, somebody has to look.
   */
  private static List<String> corrected(List<String> table, Program program, Path corrections)
      throws IOException {
    List<String> columns = List.of(table.getFirst().split("\t", -1));
    List<String> corrected = new ArrayList<>(table);
    List<String> lines = Files.readAllLines(corrections);
    if (!lines.getFirst().equals(CORRECTIONS)) {
      throw new IllegalArgumentException(corrections + ":1: the columns are " + CORRECTIONS);
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      if (!cells[0].equals(program.id())) {
        continue;
      }
      int column = cells.length == 5 ? columns.indexOf(cells[2]) : -1;
      int row = 1;
      while (row < table.size() && !table.get(row).startsWith(cells[1] + "\t")) {
        row++;
      }
      List<String> found =
          new ArrayList<>(row < table.size() ? List.of(corrected.get(row).split("\t", -1)) : List.of());
      if (column < 1 || column >= found.size() || !found.get(column).equals(cells[3])) {
        throw new IllegalArgumentException(
            corrections + ":" + (i + 1) + ": the table has no such cell: " + lines.get(i));
      }
      found.set(column, cells[4]);
      corrected.set(row, String.join("\t", found));
    }
    return corrected;
  }

  /** A table with options that it lacks, such as those that went before the versions that it speaks of. */
  private static List<String> completed(List<String> table, Program program, Path added) throws IOException {
    List<String> completed = new ArrayList<>(table);
    List<String> lines = Files.readAllLines(added);
    String columns = NAMES.getFirst() + "\t" + table.getFirst();
    if (!lines.getFirst().equals(columns)) {
      throw new IllegalArgumentException(added + ":1: the columns are " + columns);
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] row = lines.get(i).split("\t", 2);
      String option = row[row.length - 1].split("\t", 2)[0];
      if (!row[0].equals(program.id())) {
        continue;
      }
      if (completed.stream().anyMatch(other -> other.startsWith(option + "\t"))) {
        throw new IllegalArgumentException(added + ":" + (i + 1) + ": the table has it: " + option);
      }
      completed.add(row[1]);
    }
    return completed;
  }

  /** What a program does not start with, by option. */
  private static SequencedMap<String, String> refused(Path table, Program program) throws IOException {
    SequencedMap<String, String> rows = rows(table, Refusal.COLUMNS, program);
    rows.forEach(
        (option, refused) -> {
          try {
            Refusal.parse(refused);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(table + ": " + option + ": " + e.getMessage(), e);
          }
        });
    return rows;
  }

  /** The options of a program by what else they are called. */
  private static SequencedMap<String, String> called(Path table, Program program) throws IOException {
    return rows(table, NAMES, program);
  }

  /** The rows of a program in a table of three columns. */
  private static SequencedMap<String, String> rows(Path table, List<String> columns, Program program)
      throws IOException {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      if (i == 0 ? !List.of(cells).equals(columns) : cells.length != columns.size()) {
        throw new IllegalArgumentException(
            table + ":" + (i + 1) + ": the columns are " + String.join(", ", columns));
      }
      if (i > 0 && cells[0].equals(program.id()) && rows.put(cells[1], cells[2]) != null) {
        throw new IllegalArgumentException(table + ":" + (i + 1) + ": a second row of " + cells[1]);
      }
    }
    return rows;
  }
}
