package dev.esslint.embedded;

import dev.esslint.embedded.ConflictTable.Row;
import dev.esslint.embedded.ConflictTable.Term;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Options with which a program does not start, or not beside each other, by {@code schemas/programs/conflicts.tsv}. */
public final class Conflicts {
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
    LISTED,
    /** It has no effect where none of the others is written at all; one that switches it off on purpose is right. */
    IDLE_WITHOUT;

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
   * The conflicts in a configuration.
   *
   * @param version of the program; empty if that is not known
   * @param complete whether nothing else may be set elsewhere
   */
  public static List<Conflict> of(
      Program program, Optional<Version> version, MapValue tree, boolean complete) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Row row : ConflictTable.rows(program, tree)) {
      if (!row.concerns(version)) {
        continue;
      }
      switch (row.kind()) {
        case AT_MOST, ABOVE -> compare(row, tree, complete, conflicts);
        case REPEATED -> repeated(row, tree, conflicts);
        case LISTED -> {
          if (complete) {
            listed(row, tree, conflicts);
          }
        }
        case NEEDS, IDLE_WITHOUT -> {
          if (complete) {
            look(row, row.option().steps(), ValuePath.ROOT, tree, List.of(), tree, conflicts);
          }
        }
        case EXCLUDES, REFUSED ->
            look(row, row.option().steps(), ValuePath.ROOT, tree, List.of(), tree, conflicts);
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
      if (row.option().holds(there) && !isNoSection(row, there) && isInConflict(row, items, tree)) {
        List<String> others = new ArrayList<>();
        row.others().forEach(other -> others.add(other.text()));
        conflicts.add(
            new Conflict(new Spot(path, there), row.kind(), row.option().text(), List.copyOf(others)));
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
    Term other = row.others().getFirst();
    for (Spot spot : spots(row.option(), tree)) {
      Optional<Spot> beside = sibling(row.option(), spot, other, tree);
      compare(row, Optional.of(spot), beside, complete, conflicts);
    }
    if (!row.option().value().isEmpty() && spots(row.option(), tree).isEmpty()) {
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
    Term other = row.others().getFirst();
    if (!complete && (one.isEmpty() || two.isEmpty())) {
      return;
    }
    double number = one.map(spot -> number(spot.value())).orElseGet(() -> number(row.option().value()));
    double bound = two.map(spot -> number(spot.value())).orElseGet(() -> number(other.value()));
    if (row.kind() == Kind.AT_MOST ? number > bound : number <= bound) {
      String said = said(row.option(), one);
      Spot spot = one.or(() -> two).orElseThrow();
      conflicts.add(new Conflict(spot, row.kind(), said, List.of(said(other, two))));
    }
  }

  private static String said(Term term, Optional<Spot> there) {
    return term.path()
        + ": "
        + there
            .map(spot -> spot.value() instanceof ScalarValue(Scalar s, var at) ? Scalar.text(s) : "")
            .orElse(term.value());
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
      int items = other.path().lastIndexOf("[]");
      boolean same =
          items < 0
              || (term.path().startsWith(other.path().substring(0, items))
                  && candidate.path().parent().equals(spot.path().parent()));
      if (same) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static void repeated(Row row, MapValue tree, List<Conflict> conflicts) {
    Set<String> taken = new HashSet<>();
    for (Spot spot : spots(row.option(), tree)) {
      if (spot.value() instanceof ScalarValue(Scalar scalar, var origin)
          && !isUnknown(spot.value())
          && !taken.add(Scalar.text(scalar))) {
        String said = row.option().path() + ": " + Scalar.text(scalar);
        conflicts.add(new Conflict(spot, row.kind(), said, List.of()));
      }
    }
  }

  private static void listed(Row row, MapValue tree, List<Conflict> conflicts) {
    Term list = row.others().getFirst();
    Set<String> known = new LinkedHashSet<>(List.of(list.value().split(",", -1)));
    boolean open = false;
    for (Spot item : spots(new Term(list.path(), ""), tree)) {
      open |= isUnknown(item.value());
      if (item.value() instanceof ScalarValue(Scalar scalar, var origin)) {
        known.add(Scalar.text(scalar));
      }
    }
    for (Spot spot : spots(row.option(), tree)) {
      if (!open
          && spot.value() instanceof ScalarValue(Scalar scalar, var origin)
          && !isUnknown(spot.value())
          && !known.contains(Scalar.text(scalar))) {
        conflicts.add(
            new Conflict(spot, row.kind(), row.option().path() + ": " + Scalar.text(scalar), List.copyOf(known)));
      }
    }
  }

  /** Whether it is no mapping, in which the switch would have to be; that is another mistake. */
  private static boolean isNoSection(Row row, Value there) {
    return row.kind() == Kind.IDLE_WITHOUT
        && !(there instanceof MapValue)
        && row.others().stream().anyMatch(other -> other.path().startsWith(row.option().path() + "."));
  }

  private static boolean isInConflict(Row row, List<Integer> items, MapValue tree) {
    if (row.kind() == Kind.IDLE_WITHOUT) {
      return row.others().stream().noneMatch(other -> at(other, items, tree).isPresent());
    }
    boolean any = false;
    for (Term other : row.others()) {
      Optional<Value> there = at(other, items, tree);
      if (there.filter(value -> row.kind() == Kind.NEEDS ? other.isGiven(value) : other.holds(value))
          .isPresent()) {
        any = true;
      } else if (row.kind() == Kind.NEEDS && there.filter(Conflicts::isUnknown).isPresent()) {
        return false;
      }
    }
    return row.kind() == Kind.REFUSED || any == (row.kind() == Kind.EXCLUDES);
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
}
