package dev.esslint.rule;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.Repair;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.fragment.Configs;
import dev.esslint.net.HostName;
import dev.esslint.rule.Evaluation.Match;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Applies declared rules to a deployment. */
public final class RuleEngine {
  /** The facts about options of programs; there are none where none is wrong. */
  private static final ValuePath OPTIONS = ValuePath.of("options");

  private RuleEngine() {}

  /**
   * The findings of rules.
   *
   * @param rules what to apply; rules for other releases and rules that are checked in Java are passed over
   * @param cluster what is stated about the cluster, or null
   */
  public static List<Finding> findings(
      Iterable<Rule> rules, DeploymentFacts deployment, @Nullable Value cluster) {
    return findings(rules, deployment, cluster, (rule, place) -> false).told();
  }

  /**
   * The findings of rules, as far as they are told.
   *
   * @param said whether something else says already what a rule has to say at a place
   */
  public static Bounded<Finding> findings(
      Iterable<Rule> rules,
      DeploymentFacts deployment,
      @Nullable Value cluster,
      BiPredicate<RuleInfo, Location> said) {
    Scope scope = new Scope(deployment, cluster);
    Bounded<Finding> findings = new Bounded<>();
    forEach(
        rules,
        scope,
        rule -> rule.isAbout(Subject.DEPLOYMENT),
        (rule, declared, match) -> {
          Location primary = primary(declared, match, scope);
          if (!said.test(rule.info(), primary)) {
            findings.add(
                rule.info().id(), primary.source(), () -> finding(rule, declared, match, scope));
          }
        });
    if (ResolvedValues.below(deployment.facts(), OPTIONS).isPresent()) {
      Precedence.apply(findings.told());
    }
    return findings;
  }

  /**
   * What the rules about upgrades have to say.
   *
   * @param rules what to apply; other rules are passed over
   * @param before the deployment that is upgraded
   * @param deployment the same values with the new release
   * @param cluster what is stated about the cluster, or null
   */
  public static List<Finding> upgradeFindings(
      Iterable<Rule> rules, Before before, DeploymentFacts deployment, @Nullable Value cluster) {
    return findings(rules, Subject.UPGRADE, before, Scope.ofUpgrade(deployment, cluster, before));
  }

  /**
   * What the rules about changes of values have to say.
   *
   * @param rules what to apply; other rules are passed over
   * @param before what is deployed
   * @param deployment what is to take its place
   * @param cluster what is stated about the cluster, or null
   */
  public static List<Finding> changeFindings(
      Iterable<Rule> rules, Before before, DeploymentFacts deployment, @Nullable Value cluster) {
    return findings(rules, Subject.CHANGE, before, Scope.ofChange(deployment, cluster, before));
  }

  private static List<Finding> findings(
      Iterable<Rule> rules, Subject subject, Before before, Scope scope) {
    List<Finding> findings = new ArrayList<>();
    forEach(
        rules,
        scope,
        rule -> rule.isAbout(subject) && rule.from().contains(before.release()),
        (rule, declared, match) -> findings.add(finding(rule, declared, match, scope)));
    return findings;
  }

  /** A way in which a rule holds. */
  @FunctionalInterface
  private interface Holding {
    void holds(Rule rule, Declared declared, Match match);
  }

  private static void forEach(
      Iterable<Rule> rules, Scope scope, Predicate<Rule> applies, Holding holding) {
    Evaluation evaluation = new Evaluation(scope);
    for (Rule rule : rules) {
      if (rule.trigger() instanceof Declared declared
          && rule.charts().contains(scope.deployment().release())
          && applies.test(rule)
          && scope.deployment().on().containsAll(rule.info().components())) {
        evaluation.forEachMatch(declared.when(), match -> holding.holds(rule, declared, match));
      }
    }
  }

  private static Location primary(Declared declared, Match match, Scope scope) {
    return scope.locate(Scope.absolute(declared.at(), match.item()), "");
  }

  private static Finding finding(Rule rule, Declared declared, Match match, Scope scope) {
    RulePath at = Scope.absolute(declared.at(), match.item());
    Location primary = primary(declared, match, scope);
    List<Location> related = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (RulePath path : match.evidence()) {
      if (path.equals(at) || path.root() == Root.CHART || path.root() == Root.CHANGE) {
        continue;
      }
      Optional<Value> value = scope.find(path, null);
      if (value.isEmpty() || isSwitchedOn(path, value.get())) {
        continue;
      }
      boolean another = isOfAnotherItem(path, match);
      if (scope.isWritten(path) || (another && scope.isOfDocument(path))) {
        String note = another ? "also here" : describeHere(path, value.get(), scope);
        Location location = scope.locate(path, note);
        if (!location.span().equals(primary.span())
            || !location.source().equals(primary.source())) {
          related.add(location);
        }
      } else if (path.root() == Root.VALUES && scope.before() != null && scope.isChanged(path) == Truth.TRUE) {
        notes.add(describeChange(path, scope.before(), scope.deployment().release(), value.get()));
      } else if (path.root() == Root.VALUES) {
        notes.add(describe(path, value.get(), " by default"));
      } else if (path.root() == Root.BEFORE) {
        RulePath was = RulePath.of(path.path());
        if (was.root() == Root.VALUES && !isSwitchedOn(was, value.get())) {
          notes.add(describe(was, value.get(), " in what is deployed"));
        }
      }
    }
    Function<RulePath, String> quote =
        path ->
            switch (path.root()) {
              case FRAGMENT -> fragment(path.path(), primary, scope);
              case PLACE -> primary.path().toString();
              default -> quote(path, match, scope);
            };
    Function<RulePath, List<String>> items =
        path ->
            scope.find(path, match.item()).orElse(null) instanceof ListValue list
                ? Scope.items(list)
                : List.of(quote.apply(path));
    return new Finding(
        rule.info(),
        declared.message().fill(quote, rule.info().wordings(), items),
        primary,
        distinct(related),
        notes,
        declared.fix().fill(quote, rule.info().wordings(), items).strip(),
        declared.edits().isEmpty()
            ? Repair.NONE
            : new Edits(match, scope, primary).repair(declared));
  }

  /** Whether a path leads into an item that a finding about several items names after the first. */
  private static boolean isOfAnotherItem(RulePath path, Match match) {
    return match.item() != null
        && path.root() == match.item().path().root()
        && path.path().startsWith(match.item().path().path().parent())
        && !path.path().startsWith(match.item().path().path());
  }

  private static String describeChange(RulePath path, Before before, Release now, Value value) {
    Optional<Value> old = before.values().at(path.path());
    String name = "`" + path.path() + "`";
    if (!(value instanceof Value.ScalarValue)) {
      return "the default of " + name + " is different in " + now;
    }
    String is = "is `" + Scope.display(Optional.of(value)) + "` by default in " + now;
    return old.isPresent()
        ? name + " " + is + " and was `" + Scope.display(old) + "` in " + before.release()
        : name + " " + is + " and did not exist in " + before.release();
  }

  /** The name of the fragment that sets something, or else of the one that a finding is in, as a key of YAML. */
  private static String fragment(ValuePath set, Location primary, Scope scope) {
    ValuePath place =
        scope.deployment().configs().place(set).map(Configs.Place::path).orElse(primary.path());
    List<ValuePath.Step> steps = place.steps();
    int additional = steps.indexOf(new Key("additional"));
    return additional >= 0
            && additional + 1 < steps.size()
            && steps.get(additional + 1) instanceof Key(String name)
        ? YamlText.scalar(name)
        : "own.yaml";
  }

  private static String quote(RulePath path, Match match, Scope scope) {
    Optional<Value> value = scope.find(path, match.item());
    if (isHost(path)) {
      return new Chosen(scope.values())
          .host(path.path().toString())
          .map(HostName::name)
          .orElseGet(() -> Scope.display(value));
    }
    return value.isEmpty() && path.root() == Root.DEPLOYMENT
        ? "(not known from these values)"
        : Scope.display(value);
  }

  /** Whether the chart evaluates templates there to a host name, which is what a message is to show. */
  private static boolean isHost(RulePath path) {
    String name = path.path().toString();
    return path.root() == Root.VALUES
        && (name.equals("serverName") || name.endsWith(".ingress.host"));
  }

  /** A fact is told by the value that it is about. */
  private static String describeHere(RulePath path, Value value, Scope scope) {
    if (path.root() != Root.DEPLOYMENT) {
      return describe(path, value, " here");
    }
    RulePath about = new RulePath(Root.VALUES, scope.deployment().about(path.path()));
    return scope
        .find(about, null)
        .map(cause -> describe(about, cause, " here"))
        .orElse("from here");
  }

  private static String describe(RulePath path, Value value, String where) {
    String name = path.root() == Root.CLUSTER ? "cluster " + path.path() : path.path().toString();
    String is =
        switch (value) {
          case Value.MapValue map -> map.entries().isEmpty() ? "empty" : "set";
          case Value.ListValue list -> list.items().isEmpty() ? "empty" : "set";
          case Value.ScalarValue scalar -> {
            String shown = Scope.display(Optional.of(value));
            yield shown.isEmpty() ? "empty" : "`" + shown + "`";
          }
        };
    return "`" + name + "` is " + is + where;
  }

  /** That a component is on goes without saying. */
  private static boolean isSwitchedOn(RulePath path, Value value) {
    return !path.path().isRoot()
        && path.path().last().equals(new Key("enabled"))
        && value instanceof Value.ScalarValue scalar
        && scalar.scalar().equals(new Scalar.Bool(true));
  }

  private static List<Location> distinct(List<Location> locations) {
    record Place(SourceText source, Span span) {}
    Map<Place, Location> distinct = new LinkedHashMap<>();
    for (Location location : locations) {
      distinct.putIfAbsent(new Place(location.source(), location.span()), location);
    }
    return List.copyOf(distinct.values());
  }
}
