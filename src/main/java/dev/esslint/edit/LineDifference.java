package dev.esslint.edit;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two lists of lines. The shortest one takes as many steps as there are lines for each line that changes, so it is
 * looked for only in what is short: longer lists are taken apart at lines that both have exactly once.
 */
public final class LineDifference implements DiffAlgorithmI<String> {
  /** Of so many lines, the shortest difference is found in no time. */
  private static final int SHORT = 400;

  /** What is still long after so many steps is told as one change. */
  private static final int MOST_STEPS = 8;

  private LineDifference() {}

  /** What has to be done to make one of the other. */
  public static Patch<String> of(List<String> before, List<String> after) {
    return DiffUtils.diff(before, after, new LineDifference(), null);
  }

  /** A part of both lists: lines from a start up to an end in each. */
  private record Part(int start, int end, int otherStart, int otherEnd) {
    int length() {
      return end - start + otherEnd - otherStart;
    }
  }

  @Override
  public List<Change> computeDiff(
      List<? extends String> before, List<? extends String> after, @Nullable DiffAlgorithmListener progress) {
    List<Change> changes = new ArrayList<>();
    compare(new Part(0, before.size(), 0, after.size()), List.copyOf(before), List.copyOf(after), 0, changes);
    return changes;
  }

  private static void compare(Part whole, List<String> before, List<String> after, int steps, List<Change> changes) {
    Part part = whole.length() <= SHORT ? whole : withoutEnds(whole, before, after);
    if (part.length() <= SHORT) {
      shortest(part, before, after, changes);
    } else {
      List<int[]> pairs = steps < MOST_STEPS ? pairs(part, before, after) : List.of();
      if (pairs.isEmpty()) {
        add(part, changes);
        return;
      }
      int at = part.start;
      int otherAt = part.otherStart;
      for (int[] pair : pairs) {
        compare(new Part(at, pair[0], otherAt, pair[1]), before, after, steps + 1, changes);
        at = pair[0] + 1;
        otherAt = pair[1] + 1;
      }
      compare(new Part(at, part.end, otherAt, part.otherEnd), before, after, steps + 1, changes);
    }
  }

  private static void shortest(Part part, List<String> before, List<String> after, List<Change> changes) {
    new MyersDiff<String>()
        .computeDiff(before.subList(part.start, part.end), after.subList(part.otherStart, part.otherEnd), null)
        .forEach(
            change ->
                changes.add(
                    new Change(
                        change.deltaType,
                        change.startOriginal + part.start,
                        change.endOriginal + part.start,
                        change.startRevised + part.otherStart,
                        change.endRevised + part.otherStart)));
  }

  /** A part without the lines that both have at its beginning and at its end. */
  private static Part withoutEnds(Part part, List<String> before, List<String> after) {
    int start = part.start;
    int otherStart = part.otherStart;
    while (start < part.end && otherStart < part.otherEnd && before.get(start).equals(after.get(otherStart))) {
      start++;
      otherStart++;
    }
    int end = part.end;
    int otherEnd = part.otherEnd;
    while (end > start && otherEnd > otherStart && before.get(end - 1).equals(after.get(otherEnd - 1))) {
      end--;
      otherEnd--;
    }
    return new Part(start, end, otherStart, otherEnd);
  }

  private static void add(Part part, List<Change> changes) {
    if (part.length() > 0) {
      DeltaType type =
          part.start == part.end
              ? DeltaType.INSERT
              : part.otherStart == part.otherEnd ? DeltaType.DELETE : DeltaType.CHANGE;
      changes.add(new Change(type, part.start, part.end, part.otherStart, part.otherEnd));
    }
  }

  /** Where lines stand that both have exactly once, as many of them as are in the same order. */
  private static List<int[]> pairs(Part part, List<String> before, List<String> after) {
    Map<String, Integer> places = once(after, part.otherStart, part.otherEnd);
    List<int[]> common = new ArrayList<>();
    once(before, part.start, part.end)
        .forEach(
            (line, at) -> {
              int other = places.getOrDefault(line, -1);
              if (at >= 0 && other >= 0) {
                common.add(new int[] {at, other});
              }
            });
    common.sort((one, other) -> Integer.compare(one[0], other[0]));
    return inOrder(common);
  }

  /** Where each line stands, or -1 if it stands there more than once. */
  private static Map<String, Integer> once(List<String> lines, int start, int end) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = start; i < end; i++) {
      places.merge(lines.get(i), i, (one, other) -> -1);
    }
    return places;
  }

  /** The longest selection of pairs in which the second places rise as well; the first ones do. */
  private static List<int[]> inOrder(List<int[]> pairs) {
    int[] ends = new int[pairs.size()]; // of the best selection of each length, the last place
    int[] last = new int[pairs.size()];
    int[] earlier = new int[pairs.size()];
    int length = 0;
    for (int i = 0; i < pairs.size(); i++) {
      int found = Arrays.binarySearch(ends, 0, length, pairs.get(i)[1]);
      int at = found < 0 ? -found - 1 : found;
      ends[at] = pairs.get(i)[1];
      last[at] = i;
      earlier[i] = at == 0 ? -1 : last[at - 1];
      length = Math.max(length, at + 1);
    }
    List<int[]> chosen = new ArrayList<>();
    for (int i = length == 0 ? -1 : last[length - 1]; i >= 0; i = earlier[i]) {
      chosen.add(pairs.get(i));
    }
    return chosen.reversed();
  }
}
