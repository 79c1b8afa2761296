package dev.esslint.analysis;

import dev.esslint.chart.ChartException;
import dev.esslint.edit.Changed;
import dev.esslint.edit.InnerDocuments;
import dev.esslint.edit.Placement;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Level;
import dev.esslint.finding.More;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Replacement;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what machines can do about findings, in rounds, until nothing is left to do. After each round all is read and looked at
 * again; what gives values at paths that it does not speak of, leaves its finding there, or brings more than it takes away, is not
 * done.
 */
public final class Mending {
  /** What is not done by then only moves findings to and fro. */
  private static final int MOST_ROUNDS = 12;

  /** So many characters are gone through in rounds; a file with thousands of findings takes another run. */
  private static final long MOST_IN_ROUNDS = 500_000;

  /** So many characters are read in all rounds, which takes a few seconds; a usual file has some thousands. */
  private static final long MOST_READ = 4_000_000;

  private final World world;
  private final Predicate<Finding> wanted;
  private final Predicate<String> writable;
  private final Map<String, SourceText> texts = new LinkedHashMap<>();
  private final List<Finding> mended = new ArrayList<>();
  private final Map<Object, Finding> refused = new LinkedHashMap<>();
  private Trial last = new Trial(List.of(), List.of());
  private long read;

  /** All that is to be looked at. */
  @FunctionalInterface
  public interface World {
    /**
     * Looks at all deployments, always the same ones in the same order.
     *
     * @param changed texts in place of those of files, by what the files are called in reports
     */
    List<Analysis> analyses(Map<String, SourceText> changed)
        throws SourceException, ChartException, IOException, InterruptedException;
  }

  /**
   * What was done.
   *
   * @param texts the new texts of the files that change, by what the files are called in reports
   * @param mended the findings that are gone, with their places at that time
   * @param refused those that stay although a machine could do something about them, and that would have had other effects
   * @param after what there is to say then
   * @param whole whether nothing is left to do; otherwise the same again does more
   */
  public record Outcome(
      Map<String, SourceText> texts,
      List<Finding> mended,
      List<Finding> refused,
      List<Analysis> after,
      boolean whole) {}

  /** What there is to say after changes. */
  private record Trial(List<Wish> wishes, List<Analysis> after) {}

  /** A change for a finding of a deployment. */
  private record Wish(int deployment, Finding finding, List<Replacement> edits) {}

  private Mending(World world, Predicate<Finding> wanted, Predicate<String> writable) {
    this.world = world;
    this.wanted = wanted;
    this.writable = writable;
  }

  /**
   * Mends what can be mended.
   *
   * @param wanted which findings are to be mended, of those that a machine can do something about
   * @param writable whether a file may change
   */
  public static Outcome of(World world, Predicate<Finding> wanted, Predicate<String> writable)
      throws SourceException, ChartException, IOException, InterruptedException {
    return of(world, world.analyses(Map.of()), wanted, writable);
  }

  /**
   * The same for who knows what there is to say now.
   *
   * @param before that
   */
  public static Outcome of(
      World world, List<Analysis> before, Predicate<Finding> wanted, Predicate<String> writable)
      throws SourceException, ChartException, IOException, InterruptedException {
    Mending mending = new Mending(world, wanted, writable);
    List<Analysis> after = mending.run(before);
    return new Outcome(
        Map.copyOf(mending.texts),
        List.copyOf(mending.mended),
        List.copyOf(mending.refused.values()),
        after,
        mending.wishes(after).isEmpty());
  }

  private List<Analysis> run(List<Analysis> before)
      throws SourceException, ChartException, IOException, InterruptedException {
    List<Analysis> now = before;
    long length =
        now.stream()
            .flatMap(analysis -> analysis.reading().sources().stream())
            .distinct()
            .mapToLong(source -> source.text().length())
            .sum();
    for (int round = 0; round < MOST_ROUNDS && round * length < MOST_IN_ROUNDS; round++) {
      List<Wish> wishes = wishes(now);
      List<Wish> good = good(wishes, now);
      if (good.isEmpty()) {
        if (wishes.isEmpty() || isExhausted()) {
          return now;
        }
        continue; // those that stood in the way of others are known now
      }
      texts.putAll(changed(good));
      Set<Object> told = new HashSet<>();
      for (Wish wish : good) {
        if (told.add(identity(wish.finding()))) {
          mended.add(wish.finding());
        }
      }
      now = last.wishes().equals(good) ? last.after() : world.analyses(texts);
    }
    return now;
  }

  /** What can be done at once: of changes that overlap the first one. */
  private List<Wish> wishes(List<Analysis> now) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      Analysis analysis = now.get(i);
      InnerDocuments inner = new InnerDocuments();
      for (Finding finding : analysis.findings()) {
        if (!finding.repair().isNone()
            && wanted.test(finding)
            && analysis.reading().isComplete()
            && !refused.containsKey(identity(finding))) {
          List<Replacement> edits = edits(finding, analysis, inner);
          if (edits.isEmpty() || !edits.stream().allMatch(edit -> writable.test(edit.source().name()))) {
            refused.put(identity(finding), finding);
          } else if (wishes.stream().noneMatch(wish -> overlap(wish.edits(), edits))) {
            wishes.add(new Wish(i, finding, edits));
          }
        }
      }
    }
    return wishes;
  }

  /** What the change for a finding does to the texts; empty if it cannot be made. */
  private static List<Replacement> edits(Finding finding, Analysis analysis, InnerDocuments inner) {
    Reading reading = analysis.reading();
    boolean argued =
        reading.nesting().arguments().stream()
            .anyMatch(
                argument ->
                    finding.repair().fixes().stream()
                        .flatMap(fix -> fix.changes().stream())
                        .anyMatch(argument::touches));
    return argued || reading.documents().stream().anyMatch(Mending::isEncrypted)
        ? List.of()
        : Placement.of(
            finding.repair(), reading.nesting().documents(), finding.primary().source(), inner);
  }

  /**
   * The same analysis, where findings tell only of repairs that can be made in the text.
   *
   * @param texts whether to work out what they do to the text, for programs that make the changes themselves; where values are in a
   *     text of a manifest only {@code esslint fix} can tell whether it comes out right
   */
  public static Analysis worked(Analysis analysis, boolean texts) {
    List<Wish> wishes = new ArrayList<>();
    InnerDocuments inner = new InnerDocuments();
    if (analysis.reading().isComplete()) {
      for (Finding finding : analysis.findings()) {
        if (!finding.repair().isNone()) {
          wishes.add(new Wish(0, finding, edits(finding, analysis, inner)));
        }
      }
      wishes.removeIf(wish -> wish.edits().isEmpty());
    }
    IdentityHashMap<Finding, Finding> worked = new IdentityHashMap<>();
    wishes.forEach(wish -> worked.put(wish.finding(), wish.finding()));
    wishes.removeIf(wish -> wish.finding().repair().step());
    if (texts && !wishes.isEmpty()) {
      analysis.reading().clearUp();
      for (Wish wish : new Proof(analysis.reading()).right(wishes)) {
        worked.put(wish.finding(), wish.finding().replacing(inOrder(wish.edits())));
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : analysis.findings()) {
      Finding mendable = worked.get(finding);
      findings.add(
          mendable != null ? mendable : finding.repair().isNone() ? finding : finding.mendedBy(Repair.NONE));
    }
    return analysis.with(List.copyOf(findings), analysis.notices());
  }

  private static List<Replacement> inOrder(List<Replacement> edits) {
    List<Replacement> ordered = new ArrayList<>(edits);
    ordered.sort(
        (one, other) -> {
          int names = one.source().name().compareTo(other.source().name());
          return names != 0 ? names : Integer.compare(one.span().start(), other.span().start());
        });
    return List.copyOf(ordered);
  }

  /**
   * Shows of changes that the files differ only at the paths that their repairs speak of. Each time they are read anew: for all changes at
   * once, and only if that is not right, for ever fewer of them. For very many changes of large files that is left to {@code esslint
   * fix}.
   */
  private static final class Proof {
    /** So many characters are read at most. */
    private static final int MOST = 500_000;

    private final Reading reading;
    private final Map<SourceText, Document> before = new HashMap<>();
    private long read;

    Proof(Reading reading) {
      this.reading = reading;
    }

    /** Those changes that are right. */
    List<Wish> right(List<Wish> wishes) {
      if (wishes.isEmpty() || areRight(wishes)) {
        return wishes;
      }
      if (wishes.size() == 1) {
        return List.of();
      }
      int half = wishes.size() / 2;
      List<Wish> right = new ArrayList<>(right(wishes.subList(0, half)));
      right.addAll(right(wishes.subList(half, wishes.size())));
      return right;
    }

    private boolean areRight(List<Wish> wishes) {
      List<Replacement> edits = new ArrayList<>();
      Set<Object> done = new HashSet<>();
      for (Wish wish : wishes) {
        if (done.add(keys(wish.edits()))) {
          edits.addAll(wish.edits());
        }
      }
      if (done.size() > 1 && Changed.touch(edits)) {
        return false;
      }
      for (Document document : reading.nesting().documents()) {
        List<Replacement> own =
            edits.stream()
                .filter(edit -> edit.source().name().equals(document.source().name()))
                .toList();
        if (!own.isEmpty() && !isRight(wishes, document, own)) {
          return false;
        }
      }
      return true;
    }

    private boolean isRight(List<Wish> wishes, Document document, List<Replacement> edits) {
      SourceText source = document.source();
      if (read + source.text().length() > MOST) {
        return false;
      }
      if (wishes.size() > 1 && source.text().indexOf('&') >= 0) {
        return false; // what one changes may be used where another one does
      }
      read += source.text().length();
      try {
        Document whole = before.get(source);
        if (whole == null) {
          whole = YamlReader.read(source);
          before.put(source, whole);
        }
        Optional<ValuePath> top = place(whole.root(), document.root().span());
        if (top.isEmpty()) {
          return false;
        }
        Set<ValuePath> spoken = new LinkedHashSet<>();
        for (Wish wish : wishes) {
          for (Fix fix : wish.finding().repair().fixes()) {
            fix.changes().forEach(path -> spoken.add(top.get().then(path)));
          }
        }
        Document after =
            YamlReader.read(new SourceText(source.name(), Changed.text(source.text(), edits)));
        for (ValuePath path : Differences.between(value(whole), value(after), spoken)) {
          if (spoken.stream().noneMatch(path::startsWith)) {
            return false;
          }
        }
        return true;
      } catch (SourceException e) {
        return false;
      }
    }
  }

  /** The path of the mapping with a span; empty if there is none, as where it is in a text. */
  private static Optional<ValuePath> place(Node node, Span span) {
    if (!(node instanceof MapNode map)) {
      return Optional.empty();
    }
    if (map.span().equals(span)) {
      return Optional.of(ValuePath.ROOT);
    }
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      Optional<ValuePath> below = place(entry.getValue().value(), span);
      if (below.isPresent()) {
        return Optional.of(ValuePath.of(entry.getKey()).then(below.get()));
      }
    }
    return Optional.empty();
  }

  private static Value value(Document document) {
    return Value.of(new Layer.File(document), document.root(), span -> span);
  }

  /** Whether SOPS has encrypted a file: what is changed in it is not what it vouches for. */
  private static boolean isEncrypted(Document document) {
    return document.root() instanceof MapNode root
        && root.get("sops") instanceof MapNode sops
        && sops.get("mac") != null;
  }

  /** Whether changes overlap; the same change for two deployments is one. */
  private static boolean overlap(List<Replacement> some, List<Replacement> others) {
    if (isSame(some, others)) {
      return false;
    }
    for (Replacement one : some) {
      for (Replacement other : others) {
        if (Changed.touch(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(List<Replacement> some, List<Replacement> others) {
    return keys(some).equals(keys(others));
  }

  private static List<Object> keys(List<Replacement> edits) {
    return edits.stream()
        .<Object>map(edit -> List.of(edit.source().name(), edit.span(), edit.text()))
        .toList();
  }

  /** The texts after changes. */
  private Map<String, SourceText> changed(List<Wish> wishes) {
    Map<String, List<Replacement>> byFile = new LinkedHashMap<>();
    Set<Object> done = new HashSet<>();
    for (Wish wish : wishes) {
      if (done.add(keys(wish.edits()))) {
        for (Replacement edit : wish.edits()) {
          byFile.computeIfAbsent(edit.source().name(), name -> new ArrayList<>()).add(edit);
        }
      }
    }
    Map<String, SourceText> changed = new LinkedHashMap<>(texts);
    byFile.forEach(
        (name, edits) -> {
          String before = edits.getFirst().source().text();
          changed.put(name, new SourceText(name, endingAs(before, Changed.text(before, edits))));
        });
    return changed;
  }

  /** A text without a line break at its end where there was none. */
  private static String endingAs(String before, String after) {
    return before.isEmpty() || before.endsWith("\n") || !after.endsWith("\n")
        ? after
        : after.substring(0, after.length() - (after.endsWith("\r\n") ? 2 : 1));
  }

  /** Those changes that do what they say and nothing else. */
  private List<Wish> good(List<Wish> wishes, List<Analysis> before)
      throws SourceException, ChartException, IOException, InterruptedException {
    if (wishes.isEmpty() || isGood(wishes, before)) {
      return wishes;
    }
    if (isExhausted()) {
      return List.of();
    }
    if (wishes.size() == 1) {
      Finding finding = wishes.getFirst().finding();
      refused.put(identity(finding), finding);
      return List.of();
    }
    int half = wishes.size() / 2;
    List<Wish> first = good(wishes.subList(0, half), before);
    List<Wish> second = good(wishes.subList(half, wishes.size()), before);
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<Wish> both = new ArrayList<>(first);
    both.addAll(second);
    return isGood(both, before) ? both : first;
  }

  private boolean isExhausted() {
    return read > MOST_READ;
  }

  private boolean isGood(List<Wish> wishes, List<Analysis> before)
      throws SourceException, ChartException, IOException, InterruptedException {
    if (isExhausted()) {
      return false;
    }
    for (Analysis analysis : before) {
      read += analysis.reading().sources().stream().mapToLong(source -> source.text().length()).sum();
    }
    List<Analysis> after;
    try {
      after = world.analyses(changed(wishes));
    } catch (SourceException e) {
      return false;
    }
    last = new Trial(wishes, after);
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      int deployment = i;
      List<Finding> cured =
          wishes.stream()
              .filter(wish -> wish.deployment() == deployment)
              .map(Wish::finding)
              .toList();
      if (!isGood(before.get(i), after.get(i), cured)) {
        return false;
      }
    }
    return true;
  }

  /** Whether deployments have the same values. */
  public static boolean isSameValues(List<Analysis> before, List<Analysis> after) {
    boolean same = before.size() == after.size();
    for (int i = 0; same && i < before.size(); i++) {
      Optional<ResolvedValues> old = before.get(i).resolved();
      Optional<ResolvedValues> now = after.get(i).resolved();
      same =
          old.isPresent() == now.isPresent()
              && (old.isEmpty()
                  || Differences.between(
                          old.get().root(), now.orElseThrow().root())
                      .isEmpty());
    }
    return same;
  }

  private static boolean isGood(Analysis before, Analysis after, List<Finding> cured) {
    if (!Objects.equals(before.release(), after.release())) {
      return false;
    }
    Optional<ResolvedValues> old = before.resolved();
    Optional<ResolvedValues> now = after.resolved();
    if (old.isEmpty() || now.isEmpty()) {
      return old.isEmpty() && now.isEmpty() && cured.isEmpty();
    }
    Set<ValuePath> spoken = new LinkedHashSet<>();
    for (Finding finding : cured) {
      for (Fix fix : finding.repair().fixes()) {
        spoken.addAll(fix.changes());
      }
    }
    for (ValuePath path :
        Differences.between(old.get().root(), now.get().root(), spoken)) {
      if (spoken.stream().noneMatch(path::startsWith)) {
        return false;
      }
    }
    for (Finding finding : cured) {
      if (!hasArrived(finding, old.get().written(), now.get().written())) {
        return false;
      }
      if (!isGone(finding, before, after, cured)) {
        return false;
      }
    }
    Set<ValuePath> renamed = renamed(cured);
    return count(after, Level.ERROR, renamed) <= count(before, Level.ERROR, renamed)
        && count(after, Level.WARNING, renamed) <= count(before, Level.WARNING, renamed)
        && rejected(after, renamed) <= rejected(before, renamed)
        && !isMissed(cured, after)
        && (!isOnlyRemoval(cured) || bringsNothing(before, after));
  }

  /** Whether what was moved is where it was to go: another change may have written something else there. */
  private static boolean hasArrived(Finding cured, MapValue before, MapValue after) {
    for (Fix fix : cured.repair().fixes()) {
      if (fix instanceof Fix.Move(ValuePath path, ValuePath to)) {
        Optional<Value> moved = ResolvedValues.below(before, path);
        if (moved.isPresent() && !isIn(moved.get(), ResolvedValues.below(after, to))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isIn(Value value, Optional<Value> place) {
    if (value instanceof MapValue(var entries, var deleted, var origin)
        && place.orElse(null) instanceof MapValue(var others, var gone, var from)) {
      return entries.entrySet().stream()
          .allMatch(entry -> isIn(entry.getValue(), Optional.ofNullable(others.get(entry.getKey()))));
    }
    return place.isPresent() && Differences.between(value, place.get()).isEmpty();
  }

  /**
   * Whether a finding is gone; where an item of a list was taken away, the next one with such a finding has its place now, and where
   * there are more than are told another one is told instead.
   */
  private static boolean isGone(Finding cured, Analysis before, Analysis after, List<Finding> all) {
    if (count(after, cured) < count(before, cured)) {
      return true;
    }
    RuleInfo rule = cured.rule();
    return (cured.primary().path().steps().stream().anyMatch(Index.class::isInstance)
            || before.more().stream().anyMatch(more -> more.rule().equals(rule)))
        && count(after, rule) <= count(before, rule) - all.stream().filter(f -> f.rule().equals(rule)).count();
  }

  /** Whether changes only take away what Helm accepts; where it stops, more may come to light. */
  private static boolean isOnlyRemoval(List<Finding> cured) {
    return !cured.isEmpty()
        && cured.stream().noneMatch(finding -> finding.rule().kind() == RuleClass.REJECTED)
        && cured.stream().flatMap(finding -> finding.repair().fixes().stream()).allMatch(Fix.Remove.class::isInstance);
  }

  /** Whether an error says of what was taken away that it has to be there: it is to be filled in. */
  private static boolean isMissed(List<Finding> cured, Analysis after) {
    Set<ValuePath> removed =
        cured.stream()
            .flatMap(finding -> finding.repair().fixes().stream())
            .filter(Fix.Remove.class::isInstance)
            .flatMap(fix -> fix.changes().stream())
            .filter(path -> path.last() instanceof ValuePath.Key) // another item may take the place of one
            .collect(Collectors.toSet());
    return !removed.isEmpty()
        && after.findings().stream()
            .anyMatch(
                finding ->
                    finding.rule().level().atLeast(Level.ERROR) && removed.contains(finding.primary().path()));
  }

  /** Whether no rule finds more than before: what is taken away must not be missed. */
  private static boolean bringsNothing(Analysis before, Analysis after) {
    Map<String, Integer> found = new HashMap<>();
    before.findings().forEach(finding -> found.merge(finding.rule().id(), 1, Integer::sum));
    before.more().forEach(more -> found.merge(more.rule().id(), more.count(), Integer::sum));
    for (Finding finding : after.findings()) {
      if (finding.rule().level().atLeast(Level.WARNING)
          && found.merge(finding.rule().id(), -1, Integer::sum) < 0) {
        return false;
      }
    }
    return true;
  }

  private static long count(Analysis analysis, Finding like) {
    Object identity = place(like);
    return analysis.findings().stream()
        .filter(finding -> place(finding).equals(identity))
        .count();
  }

  private static long count(Analysis analysis, RuleInfo rule) {
    return analysis.findings().stream().filter(f -> f.rule().equals(rule)).count()
        + analysis.more().stream().filter(more -> more.rule().equals(rule)).mapToInt(More::count).sum();
  }

  /** Where mappings go in which keys are not right either: they come to light there, and are mended next. */
  private static Set<ValuePath> renamed(List<Finding> cured) {
    return cured.stream()
        .map(Finding::repair)
        .filter(Repair::step)
        .flatMap(repair -> repair.fixes().stream())
        .flatMap(fix -> fix instanceof Fix.Move(ValuePath path, ValuePath to) ? Stream.of(to) : Stream.empty())
        .collect(Collectors.toSet());
  }

  private static boolean isBelow(Finding finding, Set<ValuePath> paths) {
    return paths.stream().anyMatch(finding.primary().path()::startsWith);
  }

  /** How many findings are of a level or a graver one, but for those below some paths. */
  private static long count(Analysis analysis, Level least, Set<ValuePath> but) {
    return analysis.findings().stream().filter(f -> f.rule().level().atLeast(least) && !isBelow(f, but)).count()
        + analysis.more().stream()
            .filter(more -> more.rule().level().atLeast(least))
            .mapToInt(More::count)
            .sum();
  }

  private static long rejected(Analysis analysis, Set<ValuePath> but) {
    return analysis.findings().stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED && !isBelow(finding, but))
        .count();
  }

  private static Object place(Finding finding) {
    return List.of(
        finding.rule().id(), finding.primary().path(), finding.primary().source().name());
  }

  private static Object identity(Finding finding) {
    return List.of(place(finding), finding.message());
  }
}
