package dev.esslint.rule;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.change.ChangeFacts;
import dev.esslint.model.fragment.Configs;
import dev.esslint.rule.Condition.All;
import dev.esslint.rule.Condition.Any;
import dev.esslint.rule.Condition.Each;
import dev.esslint.rule.Condition.Leaf;
import dev.esslint.rule.Condition.Not;
import dev.esslint.rule.Rule.Declared;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.RuleDraft.Quoted;
import dev.esslint.rule.RulePath.Root;
import dev.esslint.schema.SchemaPaths;
import dev.esslint.text.Span;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the paths of a rule that lead nowhere, so that a misspelt path never ships. */
public final class PathCheck {
  private static final Set<String> FACTS = DeploymentFacts.names().all();
  private static final Set<String> CHANGES = ChangeFacts.names().all();

  private static final String SWITCH = "enabled";

  private final List<Known> releases;
  private final SchemaPaths cluster;

  /** A release and the paths that its values may have. */
  private record Known(Release release, SchemaPaths paths) {}

  /**
   * @param charts the releases to check the values' paths against, the oldest first; those outside the range of a rule do not matter
   * @param clusterSchema the schema of what can be stated about the cluster
   */
  public PathCheck(List<Chart> charts, Node clusterSchema) {
    this.releases =
        charts.stream()
            .map(
                chart ->
                    new Known(
                        Release.parse(chart.release()).orElseThrow(),
                        new SchemaPaths(chart.schema())))
            .toList();
    this.cluster = new SchemaPaths(clusterSchema);
  }

  /** The paths of a rule that lead nowhere, and where in its file they are. */
  public List<Problem> problems(RuleDraft draft) {
    Uses uses = Uses.of(draft);
    List<Problem> problems = new ArrayList<>();
    for (ChartComponent component : draft.rule().info().components()) {
      for (ChartComponent switched : component.switched()) {
        problem(draft.rule(), RulePath.of(ValuePath.parse(switched.path()).key(SWITCH)))
            .ifPresent(message -> problems.add(new Problem(draft.value("for"), message)));
      }
    }
    uses.places.forEach(
        (path, span) ->
            problem(draft.rule(), path)
                .ifPresent(message -> problems.add(new Problem(span, message))));
    return problems;
  }

  /** The facts about a deployment, or about a change of one, that a rule reads, in the form of their names: {@code images[].tag}. */
  static Set<String> facts(RuleDraft draft, Root root) {
    Set<String> facts = new LinkedHashSet<>();
    for (RulePath path : Uses.of(draft).places.keySet()) {
      RulePath read = path.root() == Root.BEFORE ? RulePath.of(path.path()) : path;
      if (read.root() == root) {
        facts.add(name(read.path()));
      }
    }
    return facts;
  }

  private static String name(ValuePath path) {
    return path.toString().replaceAll("\\[\"\\*\"]|\\[\\d+]", "[]");
  }

  /** What is wrong with a path; empty if it leads somewhere. */
  private Optional<String> problem(Rule rule, RulePath path) {
    return switch (path.root()) {
      case FROM ->
          rule.isAbout(Subject.UPGRADE)
              ? old(rule, path.path())
              : Optional.of("`from.` is for rules about upgrades, which have `from:`");
      case SET -> rule.isAbout(Subject.UPGRADE) ? old(rule, path.path()) : values(rule, path.path());
      case VALUES -> values(rule, path.path());
      case BEFORE -> before(rule, RulePath.of(path.path()));
      case CHANGE -> fact("change.", CHANGES, path.path());
      case CLUSTER ->
          cluster.lead(path.path())
              ? Optional.empty()
              : Optional.of(
                  "there is no fact `"
                      + path.path()
                      + "` about a cluster"
                      + meant(cluster.nearest(path.path()).map(near -> "cluster." + near)));
      case DEPLOYMENT -> fact("deployment.", FACTS, path.path());
      case CONFIG, FRAGMENT -> component(path);
      case PLACE -> Optional.of("`place` is only for `message` and `fix`");
      case ITEM, KEY -> Optional.of("`item` and `key` need an `each` or a `some` around them");
      case DOCUMENTS, CHART -> Optional.empty();
    };
  }

  /** What was deployed before has the same roots. */
  private Optional<String> before(Rule rule, RulePath path) {
    return switch (path.root()) {
      case VALUES, SET -> old(rule, path.path());
      case DEPLOYMENT, CONFIG, DOCUMENTS, CHART -> problem(rule, path);
      case FROM, BEFORE, CHANGE, CLUSTER, ITEM, KEY, FRAGMENT, PLACE ->
          Optional.of("`before.` goes on with a value, or with `set.`, `config.`, `documents.` or `deployment.`");
    };
  }

  private static Optional<String> fact(String root, Set<String> facts, ValuePath path) {
    String fact = name(path);
    if (facts.contains(fact)) {
      return Optional.empty();
    }
    String last = fact.substring(fact.lastIndexOf('.') + 1);
    Optional<String> near =
        Spelling.nearest(fact, facts)
            .or(
                () ->
                    facts.stream()
                        .filter(other -> other.endsWith("." + last))
                        .sorted()
                        .findFirst());
    return Optional.of(
        "there is no fact about a "
            + root.replace(".", "")
            + " `"
            + fact
            + "`"
            + meant(near.map(name -> root + name)));
  }

  private static Optional<String> component(RulePath path) {
    if (Configs.leads(path.path())) {
      return Optional.empty();
    }
    String root = path.root().name().toLowerCase(Locale.ROOT);
    String component =
        path.path().isRoot() || !(path.path().steps().getFirst() instanceof Key(String name))
            ? ""
            : name;
    return Optional.of(
        "`" + root + ".` goes on with a component: " + UnknownWord.none("component", component, Configs.names()));
  }

  /** The path has to lead somewhere in every release that the rule applies to. */
  private Optional<String> values(Rule rule, ValuePath path) {
    List<Known> asked = in(rule.charts());
    Predicate<Known> has = known -> known.paths().lead(path);
    if (asked.stream().allMatch(has)) {
      return Optional.empty();
    }
    if (asked.stream().noneMatch(has)) {
      return Optional.of("no value has the path `" + path + "`" + where(rule) + nearest(asked, path));
    }
    String missing = runs(asked.stream().filter(has.negate()).map(Known::release).toList());
    List<Release> having = asked.stream().filter(has).map(Known::release).toList();
    return Optional.of(
        "`"
            + path
            + "` does not exist in "
            + missing
            + range(having)
                .map(range -> "; `charts: \"" + range + "\"` excludes that")
                .orElse(""));
  }

  /** What is written or was there before has to lead somewhere in one of the releases that are upgraded from. */
  private Optional<String> old(Rule rule, ValuePath path) {
    List<Known> old = in(rule.from());
    return old.isEmpty() || old.stream().anyMatch(known -> known.paths().lead(path))
        ? Optional.empty()
        : Optional.of(
            "no value has the path `"
                + path
                + "` in the releases that are deployed before"
                + nearest(old, path));
  }

  private List<Known> in(ReleaseRange range) {
    return releases.stream().filter(known -> range.contains(known.release())).toList();
  }

  private static String where(Rule rule) {
    return rule.info().charts().isEmpty() ? "" : " in the releases of `charts`";
  }

  /** What is likely meant: a value, or another root. */
  private static String nearest(List<Known> releases, ValuePath path) {
    if (path.steps().getFirst() instanceof Key(String first)) {
      Optional<Root> root = root(first);
      if (root.isPresent()) {
        return "; did you mean `" + root.get().name().toLowerCase(Locale.ROOT) + ".`?";
      }
    }
    return meant(releases.getLast().paths().nearest(path).map(ValuePath::toString));
  }

  private static Optional<Root> root(String word) {
    Set<String> names = new TreeSet<>();
    for (Root root : Root.values()) {
      names.add(root.name().toLowerCase(Locale.ROOT));
    }
    return Spelling.nearest(word, names)
        .filter(near -> Spelling.distance(word, near) <= 2)
        .map(near -> Root.valueOf(near.toUpperCase(Locale.ROOT)));
  }

  private static String meant(Optional<String> path) {
    return path.map(near -> "; did you mean `" + near + "`?").orElse("");
  }

  /** Releases as runs: {@code 25.5.1 to 25.9.3, 26.1.0}. */
  private String runs(List<Release> some) {
    List<String> runs = new ArrayList<>();
    @Nullable Release first = null;
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i).release();
      if (some.contains(release)) {
        first = first == null ? release : first;
        if (i + 1 == releases.size() || !some.contains(releases.get(i + 1).release())) {
          runs.add(first.equals(release) ? first.toString() : first + " to " + release);
          first = null;
        }
      }
    }
    return String.join(", ", runs);
  }

  /** Releases without a gap as a range; empty if there is a gap. */
  private Optional<String> range(List<Release> some) {
    List<Release> all = releases.stream().map(Known::release).toList();
    int first = all.indexOf(some.getFirst());
    int next = first + some.size();
    if (!some.equals(all.subList(first, Math.min(next, all.size())))) {
      return Optional.empty();
    }
    String from = first == 0 ? "" : ">=" + some.getFirst();
    String to = next == all.size() ? "" : "<" + all.get(next);
    return Optional.of((from + " " + to).strip());
  }

  /** The paths that a rule uses, each once, from a root, with the place where it is first. */
  private static final class Uses {
    final Map<RulePath, Span> places = new LinkedHashMap<>();
    private final RuleDraft draft;

    private Uses(RuleDraft draft) {
      this.draft = draft;
    }

    /** Those of a rule; none of a check that is code. */
    static Uses of(RuleDraft draft) {
      Uses uses = new Uses(draft);
      if (draft.rule().trigger() instanceof Declared declared) {
        RulePath item = uses.collect(declared.when(), null);
        if (!declared.at().path().isRoot() || declared.at().root() != Root.VALUES) {
          uses.add(declared.at(), item);
        }
        for (Quoted quotation : draft.quotations()) {
          RulePath path = quotation.path();
          if (path.root() != Root.PLACE && (path.root() != Root.FRAGMENT || !path.path().isRoot())) {
            uses.add(path, item);
          }
        }
        declared.edits().forEach(edit -> uses.collect(edit, item));
      }
      return uses;
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
        case Edit.Put(RulePath path, Operand.Single value) -> {
          addWritten(path, item);
          if (value instanceof Operand.At(RulePath other)) {
            add(other, item);
          }
        }
        case Edit.RemoveItem(RulePath path) -> addWritten(path, item);
        case Edit.Rename(RulePath path, RulePath name) -> {
          addWritten(path, item);
          add(name, item);
        }
        case Edit.Write(RulePath path, RuleText text) -> addWritten(path, item);
        case Edit.Replace(RulePath path, var pattern, String by) -> addWritten(path, item);
        case Edit.Paste(RulePath patch) -> add(patch, item);
      }
    }

    /** An edit changes what the user wrote: at a path of the values, or where a fact or an option of a fragment comes from. */
    private void addWritten(RulePath path, @Nullable RulePath item) {
      RulePath absolute =
          path.root() == Root.ITEM && item != null
              ? new RulePath(item.root(), item.path().then(path.path()))
              : path;
      if (absolute.root() != Root.PLACE) {
        places.putIfAbsent(
            absolute.root() == Root.VALUES
                ? new RulePath(Root.SET, absolute.path())
                : absolute,
            draft.span(path));
      }
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
          RulePath bound = new RulePath(list.root(), list.path().then(SchemaPaths.ANY));
          RulePath inner = collect(where, bound);
          yield inner == null ? bound : inner;
        }
        case Leaf leaf -> {
          add(leaf.path(), item);
          if (leaf.operand() instanceof Operand.At(RulePath other)) {
            add(other, item);
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
            case FROM, BEFORE -> item == null ? path : Scope.ofOldItem(path, item.path());
            default -> path;
          };
      places.putIfAbsent(absolute, draft.span(path));
      return absolute;
    }
  }
}
