package dev.esslint.analysis;

import dev.esslint.chart.ChartException;
import dev.esslint.edit.Changed;
import dev.esslint.edit.InnerDocuments;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Replacement;
import dev.esslint.finding.RuleClass;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes what machines can do about findings, in rounds, until nothing is left to do. After each round all is read and looked at
 * again; what gives values at paths that it does not speak of, leaves its finding there, or brings more than it takes away, is not
 * done.
 */
public final class Mending {
  /** What is not done by then only moves findings to and fro. */
  private static final int MOST_ROUNDS = 12;

  /**
   * When so many characters were looked at in all rounds, no further change is tried: a usual file has some thousands, and a long one
   * with thousands of findings takes another run.
   */
  private static final long MOST_READ = 500_000;

  /** So often all of many files can be looked at again. */
  private static final int MOST_OFTEN = 4;

  /** To look at a deployment takes as long as so many characters do, however few it has. */
  private static final int DEPLOYMENT = 1_000;

  private final World world;
  private final Predicate<Finding> wanted;
  private final Predicate<String> writable;
  private final Map<String, SourceText> texts = new LinkedHashMap<>();
  private final List<Finding> mended = new ArrayList<>();
  private final Map<Object, Finding> refused = new LinkedHashMap<>();
  private Trial last = new Trial(List.of(), List.of());
  private final List<Analysis> initial;
  private final long whole;
  private List<Analysis> looked;
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

  private Mending(
      World world, List<Analysis> before, Predicate<Finding> wanted, Predicate<String> writable) {
    this.initial = before;
    this.looked = before;
    this.whole = before.stream().mapToLong(Mending::length).sum();
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
    Mending mending = new Mending(world, before, wanted, writable);
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
    for (int round = 0; round < MOST_ROUNDS && !isExhausted(); round++) {
      List<Wish> wishes = wishes(now);
      List<Wish> good = good(wishes, now);
      if (good.isEmpty()) {
        if (wishes.isEmpty() || isExhausted()) {
          return now;
        }
        continue; // those that stood in the way of others are known now
      }
      texts.putAll(changed(good));
      refused.clear(); // what had other effects before may have none now, as a new name for a key that was there twice
      Set<Object> told = new HashSet<>();
      for (Wish wish : good) {
        if (told.add(identity(wish.finding()))) {
          mended.add(wish.finding());
        }
      }
      if (!last.wishes().equals(good)) {
        last = new Trial(good, analyses(texts));
      }
      now = last.after();
    }
    return now;
  }

  /**
   * What can be done at once: of changes that overlap, or move something to one place, the first one; first of all what cures what Helm
   * refuses.
   */
  private List<Wish> wishes(List<Analysis> now) {
    List<Wish> wishes = new ArrayList<>();
    Map<Object, Object> filled = new HashMap<>(); // by place what is done there
    for (int i = 0; i < now.size(); i++) {
      Analysis analysis = now.get(i);
      InnerDocuments inner = new InnerDocuments();
      for (Finding finding : analysis.findings()) {
        if (!finding.repair().isNone()
            && wanted.test(finding)
            && analysis.reading().isComplete()
            && !refused.containsKey(identity(finding))) {
          List<Replacement> edits = Wish.edits(finding, analysis, inner);
          if (edits.isEmpty() || !edits.stream().allMatch(edit -> writable.test(edit.source().name()))) {
            refused.put(identity(finding), finding);
          } else {
            Wish wish = new Wish(i, finding, edits);
            Object what = wish.what();
            boolean free = wish.targets().stream().allMatch(to -> what.equals(filled.getOrDefault(to, what)));
            if (free && wishes.stream().noneMatch(wish::overlaps)) {
              wishes.add(wish);
              wish.targets().forEach(to -> filled.put(to, what));
            }
          }
        }
      }
    }
    // what Helm stops at hides others, so what the rest would bring is only seen without it
    List<Wish> first = wishes.stream().filter(wish -> wish.finding().rule().kind() == RuleClass.REJECTED).toList();
    return first.isEmpty() ? wishes : first;
  }

  /** The texts after changes. */
  private Map<String, SourceText> changed(List<Wish> wishes) {
    Map<String, List<Replacement>> byFile = new LinkedHashMap<>();
    Set<Object> done = new HashSet<>();
    for (Wish wish : wishes) {
      if (done.add(wish.what())) {
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
    Set<Integer> harmed = wishes.isEmpty() ? Set.of() : harmed(wishes, before);
    if (harmed.isEmpty()) {
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
    List<Wish> sound = wishes.stream().filter(wish -> !harmed.contains(wish.deployment())).toList();
    boolean apart = !sound.isEmpty() && sound.size() < wishes.size();
    int half = wishes.size() / 2;
    List<Wish> first = good(apart ? sound : wishes.subList(0, half), before);
    List<Wish> others =
        apart
            ? wishes.stream().filter(wish -> harmed.contains(wish.deployment())).toList()
            : wishes.subList(half, wishes.size());
    List<Wish> second = good(others, before);
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<Wish> both = new ArrayList<>(first);
    both.addAll(second);
    return harmed(both, before).isEmpty() ? both : first;
  }

  private boolean isExhausted() {
    return read > Math.max(MOST_READ, MOST_OFTEN * whole);
  }

  /** The deployments in which changes would do something else than they say, by their numbers; all where nothing could be tried. */
  private Set<Integer> harmed(List<Wish> wishes, List<Analysis> before)
      throws SourceException, ChartException, IOException, InterruptedException {
    Set<Integer> all = IntStream.range(0, before.size()).boxed().collect(Collectors.toSet());
    if (isExhausted()) {
      return all;
    }
    List<Analysis> after;
    try {
      after = analyses(changed(wishes));
    } catch (SourceException e) {
      return all;
    }
    last = new Trial(wishes, after);
    if (before.size() != after.size()) {
      return all;
    }
    Set<Integer> harmed = new HashSet<>();
    for (int deployment : all) {
      List<Finding> cured =
          wishes.stream()
              .filter(wish -> wish.deployment() == deployment)
              .map(Wish::finding)
              .toList();
      boolean untouched = cured.isEmpty() && isSame(before.get(deployment), after.get(deployment));
      if (!untouched && !Effect.isGood(before.get(deployment), after.get(deployment), cured)) {
        harmed.add(deployment);
      }
    }
    return harmed;
  }

  private List<Analysis> analyses(Map<String, SourceText> changed)
      throws SourceException, ChartException, IOException, InterruptedException {
    List<Analysis> found = world.analyses(changed);
    for (int i = 0; i < found.size(); i++) {
      boolean again =
          i < looked.size() && i < initial.size() && (isSame(found.get(i), looked.get(i)) || isSame(found.get(i), initial.get(i)));
      read += again ? 0 : length(found.get(i));
    }
    looked = found;
    return found;
  }

  /** Whether nothing was looked at again. */
  @SuppressWarnings("ReferenceEquality") // what is found anew may be equal, and costs as much
  private static boolean isSame(Analysis one, Analysis other) {
    return one == other;
  }

  /** How much is looked at. */
  private static long length(Analysis analysis) {
    long length = DEPLOYMENT;
    for (SourceText source : analysis.reading().sources()) {
      length += source.text().length();
    }
    return length;
  }

  private static Object identity(Finding finding) {
    return List.of(Effect.place(finding), finding.message());
  }
}
