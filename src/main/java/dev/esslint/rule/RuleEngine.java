package dev.esslint.rule;

import dev.esslint.deployment.Deployment;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.rule.Evaluation.Match;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.source.Scalar;
import dev.esslint.values.Secrets;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Applies declared rules to a deployment. */
public final class RuleEngine {
  private RuleEngine() {}

  /**
   * The findings of rules.
   *
   * @param rules what to apply; rules for other releases and rules that are checked in Java are passed over
   * @param cluster what is stated about the cluster, or null
   */
  public static List<Finding> findings(
      Iterable<Rule> rules, Deployment deployment, @Nullable Value cluster) {
    Scope scope = new Scope(deployment, cluster);
    Evaluation evaluation = new Evaluation(scope);
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Declared declared
          && rule.charts().contains(deployment.release())) {
        for (Match match : evaluation.matches(declared.when())) {
          findings.add(finding(rule, declared, match, scope));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Rule rule, Declared declared, Match match, Scope scope) {
    RulePath at = Scope.absolute(declared.at(), match.item());
    Location primary = scope.locate(at, "");
    List<Location> related = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (RulePath path : match.evidence()) {
      if (path.equals(at) || path.root() == Root.CHART) {
        continue;
      }
      Optional<Value> value = scope.find(path, null);
      if (value.isEmpty() || isSwitchedOn(path, value.get())) {
        continue;
      }
      if (scope.isWritten(path)) {
        Location location = scope.locate(path, describe(path, value.get(), " here"));
        if (!location.span().equals(primary.span()) || !location.source().equals(primary.source())) {
          related.add(location);
        }
      } else if (path.root() == Root.VALUES) {
        notes.add(describe(path, value.get(), " by default"));
      }
    }
    Function<RulePath, String> quote = path -> quote(path, match, scope);
    return new Finding(
        rule.info(),
        declared.message().fill(quote),
        primary,
        distinct(related),
        notes,
        declared.fix().fill(quote).strip());
  }

  private static String quote(RulePath path, Match match, Scope scope) {
    RulePath absolute = Scope.absolute(path, match.item());
    if (path.root() != Root.KEY && isSecret(absolute)) {
      return "(secret)";
    }
    Optional<Value> value = scope.find(path, match.item());
    return value.isEmpty() && path.root() == Root.DEPLOYMENT
        ? "(not to be told from these values)"
        : Scope.display(value);
  }

  private static boolean isSecret(RulePath path) {
    return !path.path().isRoot() && Secrets.isSecret(path.path());
  }

  private static String describe(RulePath path, Value value, String where) {
    String name = path.root() == Root.CLUSTER ? "cluster " + path.path() : path.path().toString();
    if (path.root() == Root.DEPLOYMENT) {
      return "taken from here";
    }
    return value instanceof Value.ScalarValue && !isSecret(path)
        ? "`" + name + "` is `" + Scope.display(Optional.of(value)) + "`" + where
        : "`" + name + "` is set" + where;
  }

  /** That a component is on goes without saying. */
  private static boolean isSwitchedOn(RulePath path, Value value) {
    return !path.path().isRoot()
        && path.path().last().equals(new Key("enabled"))
        && value instanceof Value.ScalarValue scalar
        && scalar.scalar().equals(new Scalar.Bool(true));
  }

  private static List<Location> distinct(List<Location> locations) {
    List<Location> distinct = new ArrayList<>();
    for (Location location : locations) {
      boolean known =
          distinct.stream()
              .anyMatch(l -> l.source().equals(location.source()) && l.span().equals(location.span()));
      if (!known) {
        distinct.add(location);
      }
    }
    return distinct;
  }
}
