package dev.esslint.embedded;

import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Options with which a program does not start, or not beside each other, by {@code schemas/programs/conflicts.tsv}. */
public final class Conflicts {
  /** The columns of the table. */
  public static final List<String> COLUMNS =
      List.of("program", "option", "rule", "other", "since", "until");

  /** The name of the packed table that lies beside this class. */
  public static final String RESOURCE = "conflicts";

  /** Of the units of durations, from a second to a year. */
  private static final long[] SECONDS = {1, 60, 3600, 86_400, 604_800, 31_536_000};

  private Conflicts() {}

  /** How options are in conflict. */
  public enum Kind {
    EXCLUDES,
    NEEDS,
    REFUSED,
    /** It is a number or duration that must not be more than the other one. */
    AT_MOST,
    /** It is a number or duration that has to be more than the other one. */
    ABOVE,
    /** Its value must not be that of an earlier item of the list. */
    REPEATED,
    /** Its value must be in the list of the other one, or be one that the program comes with. */
    LISTED;

    /** What it is called in the table and in rules. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String label) {
      for (Kind kind : values()) {
        if (kind.label().equals(label)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("options are not in conflict as `" + label + "`");
    }
  }

  /**
   * A conflict in a configuration.
   *
   * @param option what stands there, with its value if that matters
   * @param others what it does not go with, or one of which it needs, in the same form
   */
  public record Conflict(Spot spot, Kind kind, String option, List<String> others) {}

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
    private boolean concerns(Optional<Version> version) {
      return version.isPresent()
          ? since.filter(version.get()::isBefore).isEmpty()
              && until.filter(last -> last.isBefore(version.get())).isEmpty()
          : since.isEmpty() && until.isEmpty();
    }
  }

  /**
   * An option, or an option with a value.
   *
   * @param path as in the tables of options
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

    private String text() {
      String plain = path.replace("'", "");
      return value.isEmpty() ? plain : plain + ": " + value;
    }

    /** Whether it is there at all, be it empty. */
    private boolean isGiven(Value there) {
      return value.isEmpty()
          ? !(there instanceof ScalarValue(Scalar.Null nothing, var origin))
          : holds(there);
    }

    private boolean holds(Value there) {
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
    static final MapNode PROGRAMS = (MapNode) PackedNodes.resource(Conflicts.class, RESOURCE);
  }

  /**
   * The conflicts in a configuration.
   *
   * @param version of the program; empty if that is not known
   * @param complete whether nothing else may be set elsewhere
   */
  public static List<Conflict> of(
      Program program, Optional<Version> version, MapValue tree, boolean complete) {
    List<Conflict> conflicts = new ArrayList<>();
    if (!(Table.PROGRAMS.get(program.id()) instanceof MapNode table)) {
      return conflicts;
    }
    Set<String> rows = new LinkedHashSet<>();
    for (String key : tree.entries().keySet()) {
      if (table.get(key) instanceof MapNode below) {
        rows.addAll(below.entries().keySet());
      }
    }
    for (String text : rows) {
      Row row = Row.of(text);
      if (!row.concerns(version)) {
        continue;
      }
      switch (row.kind) {
        case AT_MOST, ABOVE -> compare(row, tree, complete, conflicts);
        case REPEATED -> repeated(row, tree, conflicts);
        case LISTED -> {
          if (complete) {
            listed(row, tree, conflicts);
          }
        }
        case NEEDS -> {
          if (complete) {
            look(row, row.option.steps(), ValuePath.ROOT, tree, List.of(), tree, conflicts);
          }
        }
        case EXCLUDES, REFUSED ->
            look(row, row.option.steps(), ValuePath.ROOT, tree, List.of(), tree, conflicts);
      }
    }
    return conflicts;
  }

  /** Looks for the option of a row at all places where it can stand. */
  private static void look(
      Row row,
      List<String> steps,
      ValuePath path,
      Value there,
      List<Integer> items,
      MapValue tree,
      List<Conflict> conflicts) {
    if (steps.isEmpty()) {
      if (row.option.holds(there) && isInConflict(row, items, tree)) {
        List<String> others = new ArrayList<>();
        row.others.forEach(other -> others.add(other.text()));
        conflicts.add(
            new Conflict(new Spot(path, there), row.kind, row.option.text(), List.copyOf(others)));
      }
      return;
    }
    List<String> below = steps.subList(1, steps.size());
    if (steps.getFirst().equals("[]")) {
      if (there instanceof ListValue list) {
        for (int i = 0; i < list.items().size(); i++) {
          List<Integer> inner = new ArrayList<>(items);
          inner.add(i);
          look(row, below, path.index(i), list.items().get(i), inner, tree, conflicts);
        }
      }
    } else if (there instanceof MapValue map && map.entries().get(steps.getFirst()) != null) {
      Value next = map.entries().get(steps.getFirst());
      look(row, below, path.key(steps.getFirst()), next, items, tree, conflicts);
    }
  }

  /** Two numbers or durations, of which one may be what it is by default; they are in the same items of lists. */
  private static void compare(
      Row row, MapValue tree, boolean complete, List<Conflict> conflicts) {
    Term other = row.others.getFirst();
    for (Spot spot : spots(row.option, tree)) {
      Optional<Spot> beside = sibling(row.option, spot, other, tree);
      compare(row, Optional.of(spot), beside, complete, conflicts);
    }
    if (!row.option.value.isEmpty() && spots(row.option, tree).isEmpty()) {
      for (Spot spot : spots(other, tree)) {
        compare(row, Optional.empty(), Optional.of(spot), complete, conflicts);
      }
    }
  }

  private static void compare(
      Row row,
      Optional<Spot> one,
      Optional<Spot> two,
      boolean complete,
      List<Conflict> conflicts) {
    Term other = row.others.getFirst();
    if (!complete && (one.isEmpty() || two.isEmpty())) {
      return;
    }
    double number = one.map(spot -> number(spot.value())).orElseGet(() -> number(row.option.value));
    double bound = two.map(spot -> number(spot.value())).orElseGet(() -> number(other.value));
    if (row.kind == Kind.AT_MOST ? number > bound : number <= bound) {
      String said = said(row.option, one);
      Spot spot = one.or(() -> two).orElseThrow();
      conflicts.add(new Conflict(spot, row.kind, said, List.of(said(other, two))));
    }
  }

  private static String said(Term term, Optional<Spot> there) {
    return term.path
        + ": "
        + there
            .map(spot -> spot.value() instanceof ScalarValue(Scalar s, var at) ? Scalar.text(s) : "")
            .orElse(term.value);
  }

  /** Milliseconds of a duration, or a number; not a number for anything else. */
  private static double number(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin)
        ? scalar instanceof Scalar.Num(double number) ? number : number(Scalar.text(scalar))
        : Double.NaN;
  }

  private static double number(String text) {
    int unit = text.isEmpty() ? -1 : "smhdwy".indexOf(text.charAt(text.length() - 1));
    try {
      return unit < 0
          ? Double.parseDouble(text)
          : Long.parseLong(text.substring(0, text.length() - 1)) * SECONDS[unit] * 1000;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** All places at which an option is set, to something. */
  private static List<Spot> spots(Term term, MapValue tree) {
    List<Spot> spots = new ArrayList<>();
    collect(term.steps(), new Spot(ValuePath.ROOT, tree), spots);
    return spots;
  }

  private static void collect(List<String> steps, Spot here, List<Spot> spots) {
    if (steps.isEmpty()) {
      if (!(here.value() instanceof ScalarValue(Scalar.Null nothing, var origin))) {
        spots.add(here);
      }
      return;
    }
    List<String> below = steps.subList(1, steps.size());
    if (here.value() instanceof ListValue list && steps.getFirst().equals("[]")) {
      for (int i = 0; i < list.items().size(); i++) {
        collect(below, new Spot(here.path().index(i), list.items().get(i)), spots);
      }
    } else if (here.value() instanceof MapValue map) {
      Value value = map.entries().get(steps.getFirst());
      if (value != null) {
        collect(below, new Spot(here.path().key(steps.getFirst()), value), spots);
      }
    }
  }

  /** Another option in the same items of lists. */
  private static Optional<Spot> sibling(Term term, Spot spot, Term other, MapValue tree) {
    for (Spot candidate : spots(other, tree)) {
      int items = other.path.lastIndexOf("[]");
      boolean same =
          items < 0
              || (term.path.startsWith(other.path.substring(0, items))
                  && candidate.path().parent().equals(spot.path().parent()));
      if (same) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static void repeated(Row row, MapValue tree, List<Conflict> conflicts) {
    Set<String> taken = new HashSet<>();
    for (Spot spot : spots(row.option, tree)) {
      if (spot.value() instanceof ScalarValue(Scalar scalar, var origin)
          && !isUnknown(spot.value())
          && !taken.add(Scalar.text(scalar))) {
        String said = row.option.path + ": " + Scalar.text(scalar);
        conflicts.add(new Conflict(spot, row.kind, said, List.of()));
      }
    }
  }

  private static void listed(Row row, MapValue tree, List<Conflict> conflicts) {
    Term list = row.others.getFirst();
    Set<String> known = new LinkedHashSet<>(List.of(list.value.split(",", -1)));
    boolean open = false;
    for (Spot item : spots(new Term(list.path, ""), tree)) {
      open |= isUnknown(item.value());
      if (item.value() instanceof ScalarValue(Scalar scalar, var origin)) {
        known.add(Scalar.text(scalar));
      }
    }
    for (Spot spot : spots(row.option, tree)) {
      if (!open
          && spot.value() instanceof ScalarValue(Scalar scalar, var origin)
          && !isUnknown(spot.value())
          && !known.contains(Scalar.text(scalar))) {
        conflicts.add(
            new Conflict(spot, row.kind, row.option.path + ": " + Scalar.text(scalar), List.copyOf(known)));
      }
    }
  }

  private static boolean isInConflict(Row row, List<Integer> items, MapValue tree) {
    boolean any = false;
    for (Term other : row.others) {
      Optional<Value> there = at(other, items, tree);
      if (there.filter(value -> row.kind == Kind.NEEDS ? other.isGiven(value) : other.holds(value))
          .isPresent()) {
        any = true;
      } else if (row.kind == Kind.NEEDS && there.filter(Conflicts::isUnknown).isPresent()) {
        return false;
      }
    }
    return row.kind == Kind.REFUSED || any == (row.kind == Kind.EXCLUDES);
  }

  private static boolean isUnknown(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin)
        && Placeholder.in(Scalar.text(scalar)).isPresent();
  }

  /** What stands at an option, in the items in which another one was found. */
  private static Optional<Value> at(Term term, List<Integer> items, MapValue tree) {
    Value there = tree;
    int depth = 0;
    for (String step : term.steps()) {
      Value next = null;
      if (step.equals("[]")) {
        int index = depth < items.size() ? items.get(depth++) : Integer.MAX_VALUE;
        if (there instanceof ListValue list && index < list.items().size()) {
          next = list.items().get(index);
        }
      } else if (there instanceof MapValue map) {
        next = map.entries().get(step);
      }
      if (next == null) {
        return Optional.empty();
      }
      there = next;
    }
    return Optional.of(there);
  }

  /** What {@link #of} reads: for each program, rows by the keys at the top of a configuration without which they say nothing. */
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
