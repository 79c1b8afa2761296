package dev.esslint.rule;

import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of the chart that a rule is about, {@code *} for any key and any item.
 *
 * @param place the key that findings are at; the root where that is none of the values
 * @param others further keys that its condition tests, but for the switches of components
 */
public record RuleKeys(ValuePath place, Set<ValuePath> others) {
  private static final Key ANY = new Key("*");
  private static final Key SWITCH = new Key("enabled");

  /** The keys of a rule; none of a check that is written in Java. */
  public static RuleKeys of(Rule rule) {
    if (!(rule.trigger() instanceof Declared declared)) {
      return new RuleKeys(ValuePath.ROOT, Set.of());
    }
    Set<ValuePath> tested = new LinkedHashSet<>();
    collect(declared.when(), ValuePath.ROOT, tested);
    ValuePath place = key(declared.at(), item(declared.when())).orElse(ValuePath.ROOT);
    tested.remove(place);
    tested.removeIf(path -> path.isRoot() || path.last().equals(SWITCH));
    return new RuleKeys(place, tested);
  }

  /** Whether a key of the values is the place of the findings. */
  public boolean isAt(ValuePath path) {
    return isFor(place, path);
  }

  /** Whether a key of the values takes part in the condition otherwise. */
  public boolean tests(ValuePath path) {
    return others.stream().anyMatch(pattern -> isFor(pattern, path));
  }

  private static boolean isFor(ValuePath pattern, ValuePath path) {
    if (pattern.isRoot() || pattern.steps().size() != path.steps().size()) {
      return false;
    }
    for (int i = 0; i < pattern.steps().size(); i++) {
      Step expected = pattern.steps().get(i);
      if (!expected.equals(ANY) && !general(path.steps().get(i)).equals(expected)) {
        return false;
      }
    }
    return true;
  }

  private static Step general(Step step) {
    return step instanceof Index ? ANY : step;
  }

  private static void collect(Condition condition, ValuePath item, Set<ValuePath> paths) {
    switch (condition) {
      case Condition.All all -> all.conditions().forEach(part -> collect(part, item, paths));
      case Condition.Any any -> any.conditions().forEach(part -> collect(part, item, paths));
      case Condition.Not not -> collect(not.condition(), item, paths);
      case Condition.Each each -> {
        key(each.path(), item).ifPresent(paths::add);
        collect(each.where(), items(each, item), paths);
      }
      case Condition.Leaf leaf -> key(leaf.path(), item).ifPresent(paths::add);
    }
  }

  private static ValuePath items(Condition.Each each, ValuePath item) {
    return key(each.path(), item).map(list -> list.then(ANY)).orElse(ValuePath.ROOT);
  }

  /** What {@code item} of a condition's place is. */
  private static ValuePath item(Condition condition) {
    return switch (condition) {
      case Condition.All all -> first(all.conditions());
      case Condition.Any any -> first(any.conditions());
      case Condition.Not not -> ValuePath.ROOT;
      case Condition.Each each -> {
        ValuePath own = items(each, ValuePath.ROOT);
        yield own.isRoot() ? item(each.where()) : own;
      }
      case Condition.Leaf leaf -> ValuePath.ROOT;
    };
  }

  private static ValuePath first(List<Condition> conditions) {
    for (Condition condition : conditions) {
      ValuePath item = item(condition);
      if (!item.isRoot()) {
        return item;
      }
    }
    return ValuePath.ROOT;
  }

  /** The key of the chart that a path of a rule leads to. */
  private static Optional<ValuePath> key(RulePath path, ValuePath item) {
    List<Step> steps = new ArrayList<>();
    if (path.root() == Root.ITEM || path.root() == Root.KEY) {
      if (item.isRoot()) {
        return Optional.empty();
      }
      steps.addAll(item.steps());
    } else if (path.root() == Root.BEFORE) {
      return key(RulePath.of(path.path()), ValuePath.ROOT);
    } else if (!Set.of(Root.VALUES, Root.SET, Root.FROM, Root.DOCUMENTS).contains(path.root())) {
      return Optional.empty();
    }
    path.path().steps().forEach(step -> steps.add(general(step)));
    return steps.isEmpty() ? Optional.empty() : Optional.of(new ValuePath(steps));
  }
}
