package dev.esslint.embedded;

import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.PackedNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What options are that no fragment sets: what the program makes of them, by {@code schemas/programs/defaults.tsv}, and what the
 * chart gives the program, by {@code schemas/programs/given.tsv}. Only pages about options read them.
 */
public final class Defaults {
  /** The columns of the table of what programs do. */
  public static final List<String> COLUMNS =
      List.of("program", "option", "default", "since", "until", "with");

  /** The columns of the table of what the chart does. */
  public static final List<String> GIVEN_COLUMNS =
      List.of("program", "option", "value", "charts", "if");

  /** The name of the resource. */
  public static final String RESOURCE = "defaults";

  private Defaults() {}

  /**
   * A default of a program.
   *
   * @param value as it is written in YAML
   * @param since the first version that has this default; empty for the first one that is known
   * @param until the last version that has it; empty for the last one that is known
   * @param with the other option, with its value, under which it is the default; empty for always
   */
  public record Row(
      Program program,
      String option,
      String value,
      Optional<Version> since,
      Optional<Version> until,
      String with) {

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Row of(String row) {
      List<String> cells = cells(row, COLUMNS);
      return new Row(
          Defaults.program(cells.get(0)),
          cells.get(1),
          cells.get(2),
          version(cells.get(3)),
          version(cells.get(4)),
          cells.get(5));
    }

    private static Optional<Version> version(String text) {
      Optional<Version> version = Version.parse(text);
      if (version.isEmpty() && !text.isEmpty()) {
        throw new IllegalArgumentException("`" + text + "` is no version");
      }
      return version;
    }
  }

  /**
   * A value that the chart writes before the fragments, so that they can change it.
   *
   * @param value as it is written in YAML
   * @param charts the releases, as a range; empty for all
   * @param component the component that has to be enabled; empty for none
   */
  public record Given(Program program, String option, String value, String charts, String component) {

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Given of(String row) {
      List<String> cells = cells(row, GIVEN_COLUMNS);
      return new Given(
          Defaults.program(cells.get(0)), cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }
  }

  /** What a program makes of an option that is not set; nothing where that is not known. */
  public static List<Row> of(Program program, String option) {
    List<Row> rows = new ArrayList<>();
    rows("defaults", program, option).forEach(row -> rows.add(Row.of(row)));
    return rows;
  }

  /** What the chart gives a program for an option that no fragment sets. */
  public static List<Given> given(Program program, String option) {
    List<Given> rows = new ArrayList<>();
    rows("given", program, option).forEach(row -> rows.add(Given.of(row)));
    return rows;
  }

  private static List<String> rows(String table, Program program, String option) {
    List<String> found = new ArrayList<>();
    if (PackedNodes.resource(Defaults.class, RESOURCE) instanceof MapNode tables
        && tables.get(table) instanceof MapNode programs
        && programs.get(program.id()) instanceof MapNode options
        && options.get(option) instanceof MapNode rows) {
      rows.entries().keySet().forEach(row -> found.add(program.id() + "\t" + option + "\t" + row));
    }
    return found;
  }

  /** What is read here later: the rows of both tables. */
  public static MapNode pack(List<String> defaults, List<String> given) {
    SequencedMap<String, Entry> tables = new LinkedHashMap<>();
    tables.put("defaults", new Entry(Span.NONE, pack(defaults)));
    tables.put("given", new Entry(Span.NONE, pack(given)));
    return new MapNode(Span.NONE, tables);
  }

  private static MapNode pack(List<String> rows) {
    SequencedMap<String, SequencedMap<String, SequencedMap<String, Entry>>> table =
        new LinkedHashMap<>();
    for (String row : rows) {
      String[] cells = row.split("\t", 3);
      table
          .computeIfAbsent(cells[0], program -> new LinkedHashMap<>())
          .computeIfAbsent(cells[1], option -> new LinkedHashMap<>())
          .put(cells[2], new Entry(Span.NONE, OptionTable.text("")));
    }
    SequencedMap<String, Entry> programs = new LinkedHashMap<>();
    table.forEach(
        (program, options) -> {
          SequencedMap<String, Entry> packed = new LinkedHashMap<>();
          options.forEach(
              (option, cells) -> packed.put(option, new Entry(Span.NONE, new MapNode(Span.NONE, cells))));
          programs.put(program, new Entry(Span.NONE, new MapNode(Span.NONE, packed)));
        });
    return new MapNode(Span.NONE, programs);
  }

  private static List<String> cells(String row, List<String> columns) {
    List<String> cells = List.of(row.split("\t", -1));
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "there are " + cells.size() + " cells for " + columns.size() + " columns");
    }
    return cells;
  }

  private static Program program(String id) {
    return Program.of(id)
        .orElseThrow(() -> new IllegalArgumentException("`" + id + "` is no program"));
  }
}
