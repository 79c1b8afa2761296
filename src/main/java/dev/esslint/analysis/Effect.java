package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Level;
import dev.esslint.finding.More;
import dev.esslint.finding.Repair;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What changes for findings do to a deployment, seen from what there is to say before and after them. */
public final class Effect {
  private Effect() {}

  /**
   * Whether changes do what they say and nothing else.
   *
   * @param cured the findings that they are for
   */
  static boolean isGood(Analysis before, Analysis after, List<Finding> cured) {
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
        && !isWorse(cured, before, after, renamed)
        && (hidesOthers(cured) || bringsNothing(before, after, isOnlyRemoval(cured) ? Level.WARNING : Level.ERROR, renamed));
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

  /** Whether Helm stops at one of some findings: more may come to light behind it. */
  private static boolean hidesOthers(List<Finding> cured) {
    return cured.stream().anyMatch(finding -> finding.rule().kind() == RuleClass.REJECTED);
  }

  private static boolean isOnlyRemoval(List<Finding> cured) {
    return !cured.isEmpty()
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

  /**
   * Whether there is an error where something less grave was mended, or harm where something had no effect: what is gone elsewhere
   * does not make up for it.
   */
  private static boolean isWorse(List<Finding> cured, Analysis before, Analysis after, Set<ValuePath> renamed) {
    boolean idle = cured.stream().allMatch(finding -> finding.rule().kind() == RuleClass.IGNORED);
    Set<ValuePath> written = new HashSet<>();
    for (Finding finding : cured) {
      for (Fix fix : finding.rule().level().atLeast(Level.ERROR) ? List.<Fix>of() : finding.repair().fixes()) {
        switch (fix) {
          case Fix.Move(ValuePath path, ValuePath to) -> written.add(to);
          case Fix.Put(ValuePath path, var value) -> written.add(path);
          case Fix.Remove remove -> {}
          case Fix.Deduplicate duplicate -> {}
          case Fix.Comment comment -> {}
        }
      }
    }
    return after.findings().stream()
        .filter(finding -> finding.rule().level().atLeast(Level.ERROR) || (idle && isHarm(finding)))
        .filter(finding -> isBelow(finding, written) || (isHarm(finding) && isAround(finding, written)))
        .filter(finding -> !isBelow(finding, renamed))
        .anyMatch(finding -> count(after, finding) > count(before, finding));
  }

  private static boolean isAround(Finding finding, Set<ValuePath> paths) {
    ValuePath place = finding.primary().path();
    return paths.stream().anyMatch(path -> !path.isRoot() && path.parent().equals(place));
  }

  private static boolean isHarm(Finding finding) {
    return finding.rule().level().atLeast(Level.WARNING) && (finding.rule().kind() == RuleClass.BROKEN || finding.rule().kind() == RuleClass.RISKY);
  }

  /**
   * Whether no rule finds more than before: what is taken away must not be missed, and what is gone elsewhere does not make up for an error.
   *
   * @param least the level from which on it matters
   * @param but paths below which it does not
   */
  private static boolean bringsNothing(Analysis before, Analysis after, Level least, Set<ValuePath> but) {
    Map<String, Integer> found = new HashMap<>();
    before.findings().forEach(finding -> found.merge(finding.rule().id(), 1, Integer::sum));
    before.more().forEach(more -> found.merge(more.rule().id(), more.count(), Integer::sum));
    for (Finding finding : after.findings()) {
      if (finding.rule().level().atLeast(least)
          && !isBelow(finding, but)
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

  /** How many findings are of a level or a graver one, but for those below some paths. */
  private static long count(Analysis analysis, Level least, Set<ValuePath> but) {
    return analysis.findings().stream().filter(f -> f.rule().level().atLeast(least) && !isBelow(f, but)).count()
        + analysis.more().stream()
            .filter(more -> more.rule().level().atLeast(least))
            .mapToInt(More::count)
            .sum();
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

  private static long rejected(Analysis analysis, Set<ValuePath> but) {
    return analysis.findings().stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED && !isBelow(finding, but))
        .count();
  }

  static Object place(Finding finding) {
    return List.of(
        finding.rule().id(), finding.primary().path(), finding.primary().source().name());
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
}
