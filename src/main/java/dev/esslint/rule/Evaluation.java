package dev.esslint.rule;

import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Scope.Item;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Evaluates conditions. */
record Evaluation(Scope scope) {

  /**
   * A way in which a condition holds.
   *
   * @param item what the innermost {@code each} has bound; of a {@code some} the first item that
   *     fits
   * @param trail the leaves that took part; most of what is noted is never asked for, since a later condition does not hold
   */
  record Match(@Nullable Item item, @Nullable Trail trail) {

    /** A leaf and those before it. */
    record Trail(@Nullable Trail before, RulePath path) {}

    Match with(RulePath path) {
      return new Match(item, new Trail(trail, path));
    }

    /** The paths of the leaves that took part, from a root, each once, in the order of the condition. */
    List<RulePath> evidence() {
      Deque<RulePath> paths = new ArrayDeque<>();
      for (Trail leaf = trail; leaf != null; leaf = leaf.before) {
        paths.push(leaf.path);
      }
      return List.copyOf(new LinkedHashSet<>(paths));
    }

    /** The first of several ways, with the evidence of all. */
    static Match together(List<Match> matches) {
      Match all = new Match(matches.getFirst().item, null);
      for (Match match : matches) {
        for (RulePath path : match.evidence()) {
          all = all.with(path);
        }
      }
      return all;
    }
  }

  /** Whether a condition holds, and if so in which ways: at least one. */
  record Outcome(Truth truth, List<Match> matches) {
    static final Outcome FALSE = new Outcome(Truth.FALSE, List.of());
    static final Outcome UNKNOWN = new Outcome(Truth.UNKNOWN, List.of());

    static Outcome holds(List<Match> matches) {
      return new Outcome(Truth.TRUE, matches);
    }
  }

  /** Tells the ways in which a condition surely holds, one by one: there may be a hundred thousand items of which it does. */
  void forEachMatch(Condition condition, Consumer<Match> told) {
    Match start = new Match(null, null);
    if (condition instanceof Each each && !each.together()) {
      outcomes(each, start, outcome -> outcome.matches().forEach(told));
    } else {
      evaluate(condition, start).matches().forEach(told);
    }
  }

  /** Whether a condition holds. */
  Truth truth(Condition condition) {
    return evaluate(condition, new Match(null, null)).truth();
  }

  private Outcome evaluate(Condition condition, Match match) {
    return switch (condition) {
      case All(List<Condition> all) -> all(all, match);
      case Any(List<Condition> any) -> any(any, match);
      case Not(Condition inner) -> not(inner, match);
      case Each each -> each(each, match);
      case Leaf leaf -> leaf(leaf, match);
    };
  }

  private Outcome all(List<Condition> conditions, Match start) {
    List<Match> matches = List.of(start);
    boolean unknown = false;
    for (Condition condition : conditions) {
      if (matches.size() == 1) {
        Outcome outcome = evaluate(condition, matches.getFirst());
        switch (outcome.truth()) {
          case TRUE -> matches = outcome.matches();
          case UNKNOWN -> unknown = true;
          case FALSE -> {
            return Outcome.FALSE;
          }
        }
        continue;
      }
      List<Match> next = new ArrayList<>();
      boolean undecided = false;
      for (Match match : matches) {
        Outcome outcome = evaluate(condition, match);
        next.addAll(outcome.matches());
        undecided |= outcome.truth() == Truth.UNKNOWN;
      }
      if (!next.isEmpty()) {
        matches = next;
      } else if (undecided) {
        unknown = true;
      } else {
        return Outcome.FALSE;
      }
    }
    return unknown ? Outcome.UNKNOWN : Outcome.holds(matches);
  }

  private Outcome any(List<Condition> conditions, Match match) {
    Outcome best = Outcome.FALSE;
    for (Condition condition : conditions) {
      Outcome outcome = evaluate(condition, match);
      switch (outcome.truth()) {
        case TRUE -> {
          return outcome;
        }
        case UNKNOWN -> best = outcome;
        case FALSE -> {}
      }
    }
    return best;
  }

  private Outcome not(Condition inner, Match match) {
    return switch (evaluate(inner, match).truth().not()) {
      case TRUE ->
          Outcome.holds(
              List.of(
                  inner instanceof Leaf leaf
                      ? match.with(Scope.absolute(leaf.path(), match.item()))
                      : match));
      case UNKNOWN -> Outcome.UNKNOWN;
      case FALSE -> Outcome.FALSE;
    };
  }

  private Outcome each(Each each, Match match) {
    List<Match> matches = new ArrayList<>();
    Set<Truth> truths = EnumSet.noneOf(Truth.class);
    outcomes(
        each,
        match,
        outcome -> {
          matches.addAll(outcome.matches());
          truths.add(outcome.truth());
        });
    if (matches.isEmpty()) {
      return truths.contains(Truth.UNKNOWN) ? Outcome.UNKNOWN : Outcome.FALSE;
    }
    return Outcome.holds(each.together() ? List.of(Match.together(matches)) : matches);
  }

  /** Evaluates the condition of an {@code each} for each item; once where the items cannot be told. */
  private void outcomes(Each each, Match match, Consumer<Outcome> told) {
    RulePath path = Scope.absolute(each.path(), match.item());
    switch (scope.collection(each.path(), match.item()).orElse(null)) {
      case MapValue map -> {
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
          RulePath at = new RulePath(path.root(), path.path().key(entry.getKey()));
          Item item = new Item(at, entry.getKey(), entry.getValue());
          told.accept(evaluate(each.where(), new Match(item, match.trail())));
        }
      }
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          RulePath at = new RulePath(path.root(), path.path().index(i));
          Item item = new Item(at, String.valueOf(i), list.items().get(i));
          told.accept(evaluate(each.where(), new Match(item, match.trail())));
        }
      }
      case ScalarValue scalar when Tested.isPlaceholder(scalar) -> told.accept(Outcome.UNKNOWN);
      case null, default -> {}
    }
  }

  private Outcome leaf(Leaf leaf, Match match) {
    return switch (test(leaf, match.item())) {
      case TRUE -> Outcome.holds(List.of(match.with(Scope.absolute(leaf.path(), match.item()))));
      case UNKNOWN -> Outcome.UNKNOWN;
      case FALSE -> Outcome.FALSE;
    };
  }

  private Truth test(Leaf leaf, @Nullable Item item) {
    Operator operator = leaf.operator();
    Optional<Value> value = scope.find(leaf.path(), item).filter(v -> !isNull(v));
    if (value.isEmpty() && !operator.seesMissing()) {
      return Tested.missing(leaf.path());
    }
    if (value.isPresent() && !operator.seesPlaceholders() && Tested.isPlaceholder(value.get())) {
      return Truth.UNKNOWN;
    }
    return operator.test(new Tested(leaf.path(), value, scope, item), leaf.operand());
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue v && v.scalar() instanceof Scalar.Null;
  }
}
