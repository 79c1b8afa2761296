package dev.esslint.rule;

import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.model.base.Documents;
import dev.esslint.net.Address;
import dev.esslint.net.Network;
import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Operator.Operand;
import dev.esslint.rule.Operator.State;
import dev.esslint.rule.Scope.Item;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
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

  /** The ways in which a condition surely holds. */
  List<Match> matches(Condition condition) {
    return evaluate(condition, new Match(null, null)).matches();
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
                  inner instanceof Leaf(RulePath path, Operator operator)
                      ? match.with(Scope.absolute(path, match.item()))
                      : match));
      case UNKNOWN -> Outcome.UNKNOWN;
      case FALSE -> Outcome.FALSE;
    };
  }

  private Outcome each(Each each, Match match) {
    Optional<Value> value = scope.collection(each.path(), match.item());
    if (value.isPresent() && placeholder(value.get())) {
      return Outcome.UNKNOWN;
    }
    List<Match> matches = new ArrayList<>();
    boolean unknown = false;
    for (Item item : items(Scope.absolute(each.path(), match.item()), value.orElse(null))) {
      Outcome outcome = evaluate(each.where(), new Match(item, match.trail()));
      matches.addAll(outcome.matches());
      unknown |= outcome.truth() == Truth.UNKNOWN;
    }
    if (matches.isEmpty()) {
      return unknown ? Outcome.UNKNOWN : Outcome.FALSE;
    }
    return Outcome.holds(each.together() ? List.of(Match.together(matches)) : matches);
  }

  private static List<Item> items(RulePath path, @Nullable Value collection) {
    List<Item> items = new ArrayList<>();
    switch (collection) {
      case MapValue map -> {
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
          RulePath at = new RulePath(path.root(), path.path().key(entry.getKey()));
          items.add(new Item(at, entry.getKey(), entry.getValue()));
        }
      }
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          RulePath at = new RulePath(path.root(), path.path().index(i));
          items.add(new Item(at, String.valueOf(i), list.items().get(i)));
        }
      }
      case null, default -> {}
    }
    return items;
  }

  private Outcome leaf(Leaf leaf, Match match) {
    return switch (test(leaf, match.item())) {
      case TRUE -> Outcome.holds(List.of(match.with(Scope.absolute(leaf.path(), match.item()))));
      case UNKNOWN -> Outcome.UNKNOWN;
      case FALSE -> Outcome.FALSE;
    };
  }

  private Truth test(Leaf leaf, @Nullable Item item) {
    Optional<Value> value = scope.find(leaf.path(), item).filter(v -> !isNull(v));
    if (leaf.operator() instanceof Operator.Is(State state)) {
      if (state == State.CHANGED) {
        return scope.isChanged(Scope.absolute(leaf.path(), item));
      }
      if (value.filter(Documents::isUnknown).isPresent()) {
        return Truth.UNKNOWN;
      }
      return is(value, state);
    }
    if (value.isEmpty()) {
      return missing(leaf.path());
    }
    if (placeholder(value.get()) && !(leaf.operator() instanceof Operator.Equals)) {
      return Truth.UNKNOWN;
    }
    return switch (leaf.operator()) {
      case Operator.Is is -> throw new IllegalStateException("decided above");
      case Operator.Equals(Operand operand) -> equalTo(value.get(), operand, item);
      case Operator.OneOf(List<Scalar> values) ->
          Truth.of(value.get() instanceof ScalarValue v && values.contains(v.scalar()));
      case Operator.Matches(var regex) ->
          Truth.of(string(value.get()).filter(regex::isIn).isPresent());
      case Operator.Minimum(Operand operand) -> compare(value.get(), operand, item, d -> d >= 0);
      case Operator.Maximum(Operand operand) -> compare(value.get(), operand, item, d -> d <= 0);
      case Operator.Contains(Operand operand) -> contains(value.get(), operand, item);
      case Operator.AddressIs(var kinds) ->
          Truth.of(string(value.get()).filter(s -> address(s, kinds)).isPresent());
      case Operator.Within(RulePath networks) -> within(value.get(), networks, item);
      case Operator.VersionIn(String range) ->
          string(value.get())
              .flatMap(Release::ofTag)
              .map(version -> Truth.of(ReleaseRange.parse(range).contains(version)))
              .orElse(Truth.UNKNOWN);
    };
  }

  /** What is not stated about the cluster is not known; everything else that is missing is not there. */
  private static Truth missing(RulePath path) {
    return path.root() == RulePath.Root.CLUSTER ? Truth.UNKNOWN : Truth.FALSE;
  }

  private static Truth missing(Operand operand) {
    return operand instanceof Operand.At(RulePath path) ? missing(path) : Truth.FALSE;
  }

  private static Truth is(Optional<Value> value, State state) {
    return switch (state) {
      case SET -> Truth.of(value.isPresent());
      case UNSET -> Truth.of(value.isEmpty());
      case EMPTY -> empty(value);
      case FILLED -> empty(value).not();
      case PLACEHOLDER -> Truth.of(value.isPresent() && placeholder(value.get()));
      case CHANGED -> throw new IllegalStateException("decided above");
    };
  }

  /** A template may come to nothing; every other placeholder stands for something. */
  private static Truth empty(Optional<Value> value) {
    if (value.isEmpty()) {
      return Truth.TRUE;
    }
    return switch (value.get()) {
      case MapValue map -> Truth.of(map.entries().isEmpty());
      case ListValue list -> Truth.of(list.items().isEmpty());
      case ScalarValue(Scalar.Str(String text), var origin) ->
          Placeholder.in(text).filter(p -> p == Placeholder.TEMPLATE).isPresent()
              ? Truth.UNKNOWN
              : Truth.of(text.isEmpty());
      case ScalarValue scalar -> Truth.FALSE;
    };
  }

  private Truth equalTo(Value value, Operand operand, @Nullable Item item) {
    Optional<Scalar> other = scalar(operand, item);
    if (other.isEmpty()) {
      return missing(operand);
    }
    boolean same = value instanceof ScalarValue v && v.scalar().equals(other.get());
    if (placeholder(value)) {
      return same && string(value).filter(Placeholder::comesToOneText).isPresent()
          ? Truth.TRUE
          : Truth.UNKNOWN;
    }
    return other.get() instanceof Scalar.Str(String text) && Placeholder.in(text).isPresent()
        ? Truth.UNKNOWN
        : Truth.of(same);
  }

  private Truth compare(
      Value value, Operand operand, @Nullable Item item, DoublePredicate difference) {
    Optional<Scalar> other = scalar(operand, item);
    if (other.isEmpty()) {
      return missing(operand);
    }
    return Truth.of(
        value instanceof ScalarValue v
            && v.scalar() instanceof Scalar.Num(double number)
            && other.get() instanceof Scalar.Num(double bound)
            && difference.test(number - bound));
  }

  private Truth contains(Value value, Operand operand, @Nullable Item item) {
    Optional<Scalar> part = scalar(operand, item);
    if (part.isEmpty()) {
      return missing(operand);
    }
    if (value instanceof ListValue list) {
      boolean unknown = false;
      for (Value member : list.items()) {
        if (member instanceof ScalarValue v && v.scalar().equals(part.get())) {
          return Truth.TRUE;
        }
        unknown |= placeholder(member);
      }
      return unknown ? Truth.UNKNOWN : Truth.FALSE;
    }
    return Truth.of(
        part.get() instanceof Scalar.Str(String text)
            && string(value).filter(s -> s.contains(text)).isPresent());
  }

  private Truth within(Value value, RulePath networks, @Nullable Item item) {
    Optional<Address> address = string(value).flatMap(Address::parse);
    if (!(scope.find(networks, item).orElse(null) instanceof ListValue list)) {
      return missing(networks);
    }
    return Truth.of(
        address.isPresent()
            && list.items().stream()
                .flatMap(v -> string(v).stream())
                .flatMap(cidr -> Network.parse(cidr).stream())
                .anyMatch(network -> network.contains(address.get())));
  }

  private static boolean address(String text, List<Address.Kind> kinds) {
    Optional<Address> address = Address.parse(text);
    return address.isEmpty()
        ? kinds.contains(Address.Kind.NONE)
        : kinds.stream().anyMatch(address.get()::is);
  }

  private Optional<Scalar> scalar(Operand operand, @Nullable Item item) {
    return switch (operand) {
      case Operand.Literal(Scalar literal) -> Optional.of(literal);
      case Operand.At(RulePath path) ->
          scope
              .find(path, item)
              .flatMap(
                  v -> v instanceof ScalarValue s ? Optional.of(s.scalar()) : Optional.empty());
    };
  }

  private static Optional<String> string(Value value) {
    return value instanceof ScalarValue v && v.scalar() instanceof Scalar.Str(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean placeholder(Value value) {
    return string(value).flatMap(Placeholder::in).isPresent();
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue v && v.scalar() instanceof Scalar.Null;
  }
}
