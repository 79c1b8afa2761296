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
  private static final List<String> NAMES = List.of("program", "called", "option", "use");
  private static final List<String> TOPICS = List.of("program", "words", "use");
  private static final String WORDS = "word\tmeans";
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
              new Options.Tables(
                  cells[1],
                  refused(tables.resolve("refused.tsv"), program),
                  rows(tables.resolve("names.tsv"), NAMES, program),
                  words(tables.resolve("words.tsv")),
                  rows(tables.resolve("topics.tsv"), TOPICS, program))),
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
    for (Row row : rowsOf(program, corrections, CORRECTIONS)) {
      List<String> cells = row.cells();
      int column = columns.indexOf(cells.get(2));
      int at = rowOf(cells.get(1), table);
      List<String> found = new ArrayList<>(at < 0 ? List.of() : List.of(corrected.get(at).split("\t", -1)));
      if (column < 1 || column >= found.size() || !found.get(column).equals(cells.get(3))) {
        throw new IllegalArgumentException(row.place() + ": the table has no such cell: " + String.join("\t", cells));
      }
      found.set(column, cells.get(4));
      corrected.set(at, String.join("\t", found));
    }
    return corrected;
  }

  /** A table with options that it lacks, such as those that went before the versions that it speaks of. */
  private static List<String> completed(List<String> table, Program program, Path added) throws IOException {
    List<String> completed = new ArrayList<>(table);
    for (Row row : rowsOf(program, added, NAMES.getFirst() + "\t" + table.getFirst())) {
      if (rowOf(row.cells().get(1), completed) >= 0) {
        throw new IllegalArgumentException(row.place() + ": the table has it: " + row.cells().get(1));
      }
      completed.add(String.join("\t", row.cells().subList(1, row.cells().size())));
    }
    return completed;
  }

  /** The index of the row of an option; -1 if there is none. */
  private static int rowOf(String option, List<String> table) {
    for (int row = 1; row < table.size(); row++) {
      if (table.get(row).startsWith(option + "\t")) {
        return row;
      }
    }
    return -1;
  }

  /**
   * A row of a table of several programs.
   *
   * @param place file and line
   */
  private record Row(String place, List<String> cells) {}

  /** The rows of one program in a table whose first column names the program. */
  private static List<Row> rowsOf(Program program, Path table, String columns) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(table);
    int width = columns.split("\t", -1).length;
    for (int i = 0; i < lines.size(); i++) {
      String place = table + ":" + (i + 1);
      List<String> cells = List.of(lines.get(i).split("\t", -1));
      if (i == 0 ? !lines.getFirst().equals(columns) : cells.size() != width) {
        throw new IllegalArgumentException(place + ": the columns are " + columns);
      }
      if (i > 0 && Program.of(cells.getFirst()).isEmpty()) {
        throw new IllegalArgumentException(place + ": there is no program " + cells.getFirst());
      }
      if (cells.getFirst().equals(program.id())) {
        rows.add(new Row(place, cells));
      }
    }
    return rows;
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

  /** What words mean in the names of all programs. */
  private static SequencedMap<String, String> words(Path table) throws IOException {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(table);
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      boolean wrong = i == 0 ? !lines.getFirst().equals(WORDS) : cells.length != 2 || words.put(cells[0], cells[1]) != null;
      if (wrong) {
        throw new IllegalArgumentException(table + ":" + (i + 1) + ": the columns are " + WORDS + ", with a row for each word");
      }
    }
    return words;
  }

  /** What the rows of a program in a table say of options: all behind the second column. */
  private static SequencedMap<String, String> rows(Path table, List<String> columns, Program program)
      throws IOException {
    SequencedMap<String, String> rows = new LinkedHashMap<>();
    for (Row row : rowsOf(program, table, String.join("\t", columns))) {
      if (rows.put(row.cells().get(1), String.join("\t", row.cells().subList(2, row.cells().size()))) != null) {
        throw new IllegalArgumentException(row.place() + ": a second row of " + row.cells().get(1));
      }
    }
    return rows;
  }
}
