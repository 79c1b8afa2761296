package dev.esslint.rule;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.deployment.Configs;
import dev.esslint.deployment.Deployment;
import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Operator.Operand;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.source.Node;
import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the paths of a rule that lead nowhere, so that a misspelt path never ships. */
public final class PathCheck {

  private static final Set<String> FACTS = Deployment.factNames();

  /** Stands for the item that an {@code each} binds, whatever its key or index. */
  private static final Step ANY = new Key("*");

  private final Set<RulePath> paths = new LinkedHashSet<>();

  private PathCheck() {}

  /**
   * The paths that lead nowhere.
   *
   * @param charts the releases to check the values' paths against; those outside the range of the rule do not matter
   * @param clusterSchema the schema of what can be stated about the cluster
   */
  public static List<String> problems(Rule rule, List<Chart> charts, Node clusterSchema) {
    if (!(rule.trigger() instanceof Declared declared)) {
      return List.of();
    }
    PathCheck check = new PathCheck();
    RulePath item = check.collect(declared.when(), null);
    check.add(declared.at(), item);
    Stream.concat(declared.message().paths().stream(), declared.fix().paths().stream())
        .filter(path -> path.root() != RulePath.Root.PLACE)
        .filter(path -> path.root() != RulePath.Root.FRAGMENT || !path.path().isRoot())
        .forEach(path -> check.add(path, item));
    declared.edits().forEach(edit -> check.collect(edit, item));
    List<String> problems = new ArrayList<>();
    for (RulePath path : check.paths) {
      switch (path.root()) {
        case SET, FROM -> {
          if (rule.isAboutUpgrades()) {
            old(rule, path, charts).ifPresent(problems::add);
          } else if (path.root() == RulePath.Root.FROM) {
            problems.add("`from` is for rules about upgrades");
          } else {
            all(rule, path, charts, problems);
          }
        }
        case VALUES -> all(rule, path, charts, problems);
        case CLUSTER -> {
          if (!leads(clusterSchema, clusterSchema, path.path().steps())) {
            problems.add("`" + path.path() + "` is nothing that can be stated about a cluster");
          }
        }
        case DEPLOYMENT -> {
          String fact = path.path().toString().replaceAll("\\[\"\\*\"]|\\[\\d+]", "[]");
          if (!FACTS.contains(fact)) {
            problems.add("`" + fact + "` is no fact about a deployment");
          }
        }
        case CONFIG, FRAGMENT -> {
          if (!Configs.leads(path.path())) {
            problems.add("`" + path.path() + "` begins with no component that has a configuration");
          }
        }
        case PLACE -> problems.add("`place` is for messages and remedies");
        case ITEM, KEY -> problems.add("`item` and `key` need an `each` around them");
        case DOCUMENTS, CHART -> {}
      }
    }
    return problems;
  }

  /** The path has to lead somewhere in every release that the rule applies to. */
  private static void all(Rule rule, RulePath path, List<Chart> charts, List<String> problems) {
    for (Chart chart : charts) {
      if (rule.charts().contains(Release.parse(chart.release()).orElseThrow())
          && !leads(chart.schema(), chart.schema(), path.path().steps())) {
        problems.add("`" + path.path() + "` is no path of values in " + chart.release());
      }
    }
  }

  /** What is written or was there before has to lead somewhere in one of the releases that are upgraded from. */
  private static Optional<String> old(Rule rule, RulePath path, List<Chart> charts) {
    ReleaseRange from = Objects.requireNonNull(rule.from());
    List<Chart> old =
        charts.stream()
            .filter(chart -> from.contains(Release.parse(chart.release()).orElseThrow()))
            .toList();
    return old.isEmpty()
            || old.stream().anyMatch(c -> leads(c.schema(), c.schema(), path.path().steps()))
        ? Optional.empty()
        : Optional.of(
            "`" + path.path() + "` is no path of values in the releases that are upgraded from");
  }

  private void collect(Edit edit, @Nullable RulePath item) {
    switch (edit) {
      case Edit.Remove(RulePath path) -> addWritten(path, item);
      case Edit.Move(RulePath path, RulePath to) -> {
        addWritten(path, item);
        if (!to.path().startsWith(path.path())) {
          add(to, item);
        }
      }
      case Edit.Put(RulePath path, Operand value) -> {
        addWritten(path, item);
        if (value instanceof Operand.At(RulePath other)) {
          add(other, item);
        }
      }
    }
  }

  /** An edit changes what the user wrote. */
  private void addWritten(RulePath path, @Nullable RulePath item) {
    ValuePath written =
        path.root() == RulePath.Root.ITEM && item != null
            ? item.path().then(path.path())
            : path.path();
    paths.add(new RulePath(RulePath.Root.SET, written));
  }

  /** Collects the paths of a condition and gives the item that it binds. */
  private @Nullable RulePath collect(Condition condition, @Nullable RulePath item) {
    return switch (condition) {
      case All(List<Condition> conditions) -> collect(conditions, item);
      case Any(List<Condition> conditions) -> collect(conditions, item);
      case Not(Condition inner) -> {
        collect(inner, item);
        yield item;
      }
      case Each(RulePath path, Condition where, var together) -> {
        RulePath list = add(path, item);
        RulePath bound = new RulePath(list.root(), list.path().then(ANY));
        RulePath inner = collect(where, bound);
        yield inner == null ? bound : inner;
      }
      case Leaf(RulePath path, Operator operator) -> {
        add(path, item);
        switch (operator) {
          case Operator.Equals(Operand.At(RulePath other)) -> add(other, item);
          case Operator.Minimum(Operand.At(RulePath other)) -> add(other, item);
          case Operator.Maximum(Operand.At(RulePath other)) -> add(other, item);
          case Operator.Contains(Operand.At(RulePath other)) -> add(other, item);
          case Operator.Within(RulePath networks) -> add(networks, item);
          default -> {}
        }
        yield item;
      }
    };
  }

  private @Nullable RulePath collect(List<Condition> conditions, @Nullable RulePath item) {
    RulePath bound = item;
    for (Condition condition : conditions) {
      bound = collect(condition, bound);
    }
    return bound;
  }

  private RulePath add(RulePath path, @Nullable RulePath item) {
    RulePath absolute =
        switch (path.root()) {
          case ITEM ->
              item == null ? path : new RulePath(item.root(), item.path().then(path.path()));
          case KEY -> item == null ? path : item;
          case FROM -> item == null ? path : Scope.ofOldItem(path, item.path());
          default -> path;
        };
    paths.add(absolute);
    return absolute;
  }

  private static boolean leads(Node root, Node schema, List<Step> steps) {
    if (!(dereferenced(root, schema) instanceof MapNode map)) {
      return isTrue(schema);
    }
    if (steps.isEmpty()) {
      return true;
    }
    List<Step> rest = steps.subList(1, steps.size());
    Entry items = map.entries().get("items");
    Entry additional = map.entries().get("additionalProperties");
    Entry properties = map.entries().get("properties");
    if (steps.getFirst().equals(ANY) || steps.getFirst() instanceof Index) {
      if (items != null) {
        return leads(root, items.value(), rest);
      }
      if (properties != null && properties.value() instanceof MapNode named) {
        return named.entries().values().stream().anyMatch(p -> leads(root, p.value(), rest));
      }
      return additional != null && leads(root, additional.value(), rest);
    }
    Entry named =
        properties != null && properties.value() instanceof MapNode known
            ? known.entries().get(((Key) steps.getFirst()).name())
            : null;
    return named != null
        ? leads(root, named.value(), rest)
        : additional != null && leads(root, additional.value(), rest);
  }

  private static boolean isTrue(Node schema) {
    return schema instanceof ScalarNode scalar && scalar.value().equals(new Scalar.Bool(true));
  }

  private static Node dereferenced(Node root, Node schema) {
    Entry reference = schema instanceof MapNode map ? map.entries().get("$ref") : null;
    if (reference == null
        || !(reference.value() instanceof ScalarNode scalar)
        || !(scalar.value() instanceof Scalar.Str(String target))) {
      return schema;
    }
    Node node = root;
    for (String name : target.split("/", -1)) {
      if (!name.equals("#")) {
        Entry entry = node instanceof MapNode parent ? parent.entries().get(name) : null;
        if (entry == null) {
          throw new IllegalArgumentException(
              "the schema refers to " + target + ", which is not there");
        }
        node = entry.value();
      }
    }
    return dereferenced(root, node);
  }
}
