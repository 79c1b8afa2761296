package dev.esslint.embedded;

import dev.esslint.embedded.Conflicts.Kind;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The table {@code schemas/programs/conflicts.tsv}: options with which a program does not start, or not beside each other. */
public final class ConflictTable {
  /** The columns of the table. */
  public static final List<String> COLUMNS =
      List.of("program", "option", "rule", "other", "since", "until");

  /** The name of the packed table that lies beside this class. */
  public static final String RESOURCE = "conflicts";

  private ConflictTable() {}

  /**
   * A row of the table.
   *
   * @param option the option that is refused under the condition of the row
   */
  public record Row(
      Program program,
      Term option,
      Kind kind,
      List<Term> others,
      Optional<Version> since,
      Optional<Version> until) {

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Row of(String row) {
      String[] cells = row.split("\t", -1);
      if (cells.length != COLUMNS.size()) {
        throw new IllegalArgumentException(
            "there are " + cells.length + " cells for " + COLUMNS.size() + " columns");
      }
      Program program =
          Program.of(cells[0])
              .orElseThrow(
                  () -> new IllegalArgumentException("`" + cells[0] + "` is no program"));
      Kind kind = Kind.of(cells[2]);
      List<Term> others = new ArrayList<>();
      for (String other : cells[3].isEmpty() ? new String[0] : cells[3].split(" ", -1)) {
        others.add(Term.of(other));
      }
      if (others.isEmpty() != (kind == Kind.REFUSED || kind == Kind.REPEATED)) {
        throw new IllegalArgumentException("others are needed, but for `refused` and `repeated`");
      }
      return new Row(program, Term.of(cells[1]), kind, others, version(cells[4]), version(cells[5]));
    }

    private static Optional<Version> version(String text) {
      Optional<Version> version = Version.parse(text);
      if (version.isEmpty() && !text.isEmpty()) {
        throw new IllegalArgumentException("`" + text + "` is no version");
      }
      return version;
    }

    /** Whether it is surely true of a version. */
    boolean concerns(Optional<Version> version) {
      return version.isPresent()
          ? since.filter(version.get()::isBefore).isEmpty()
              && until.filter(last -> last.isBefore(version.get())).isEmpty()
          : since.isEmpty() && until.isEmpty();
    }
  }

  /**
   * An option, or an option with a value.
   *
   * @param path as in the tables of options; a key with dots is in single quotes
   * @param value empty if any value will do, {@code []} for an empty list; where two options are compared, what one is if it is not
   *     set; of a list, what is in it by itself, with commas
   */
  public record Term(String path, String value) {
    static Term of(String text) {
      int end = text.indexOf('=');
      return end < 0 ? new Term(text, "") : new Term(text.substring(0, end), text.substring(end + 1));
    }

    /** The keys on the way, and {@code []} for each list. */
    public List<String> steps() {
      List<String> steps = new ArrayList<>();
      String[] parts = path.split("'", -1);
      for (int i = 0; i < parts.length; i++) {
        if (i % 2 == 1) {
          steps.add(parts[i]);
        } else {
          for (String step : parts[i].replace("[]", ".[]").split("\\.", -1)) {
            if (!step.isEmpty()) {
              steps.add(step);
            }
          }
        }
      }
      return steps;
    }

    String text() {
      String plain = path.replace("'", "");
      return value.isEmpty() ? plain : plain + ": " + value;
    }

    /** Whether it is there at all, be it empty. */
    boolean isGiven(Value there) {
      return value.isEmpty()
          ? !(there instanceof ScalarValue(Scalar.Null nothing, var origin))
          : holds(there);
    }

    boolean holds(Value there) {
      return switch (there) {
        case MapValue map -> value.isEmpty() && !map.entries().isEmpty();
        case ListValue list -> value.equals(list.items().isEmpty() ? "[]" : "");
        case ScalarValue(Scalar.Null nothing, var origin) -> false;
        case ScalarValue(Scalar scalar, var origin) ->
            value.isEmpty() ? !Scalar.text(scalar).isEmpty() : Scalar.text(scalar).equals(value);
      };
    }
  }

  /** The table, which is read when the first configuration is judged. */
  private static final class Table {
    static final MapNode PROGRAMS = (MapNode) PackedNodes.resource(ConflictTable.class, RESOURCE);
  }

  /** The rows that may say something about a configuration. */
  static Set<Row> rows(Program program, MapValue tree) {
    Set<Row> rows = new LinkedHashSet<>();
    if (Table.PROGRAMS.get(program.id()) instanceof MapNode table) {
      for (String key : tree.entries().keySet()) {
        if (table.get(key) instanceof MapNode below) {
          below.entries().keySet().forEach(text -> rows.add(Row.of(text)));
        }
      }
    }
    return rows;
  }

  /** What {@link #rows} reads: for each program, rows by the keys at the top of a configuration without which they say nothing. */
  public static MapNode pack(Map<Program, List<String>> rows) {
    SequencedMap<String, Entry> programs = new LinkedHashMap<>();
    rows.forEach((program, own) -> programs.put(program.id(), new Entry(Span.NONE, pack(own))));
    return new MapNode(Span.NONE, programs);
  }

  private static MapNode pack(List<String> rows) {
    SequencedMap<String, SequencedMap<String, Entry>> table = new LinkedHashMap<>();
    for (String text : rows) {
      Row row = Row.of(text);
      List<Term> terms = new ArrayList<>(List.of(row.option));
      if (row.kind == Kind.AT_MOST || row.kind == Kind.ABOVE) {
        terms.addAll(row.others); // it may be what it is by default
      }
      for (Term term : terms) {
        table
            .computeIfAbsent(term.steps().getFirst(), top -> new LinkedHashMap<>())
            .put(text, new Entry(Span.NONE, OptionTable.text("")));
      }
    }
    SequencedMap<String, Entry> packed = new LinkedHashMap<>();
    table.forEach((top, below) -> packed.put(top, new Entry(Span.NONE, new MapNode(Span.NONE, below))));
    return new MapNode(Span.NONE, packed);
  }
}
