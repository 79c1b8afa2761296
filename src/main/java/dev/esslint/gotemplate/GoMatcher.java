package dev.esslint.gotemplate;

import dev.esslint.gotemplate.GoPattern.At;
import dev.esslint.gotemplate.GoPattern.Done;
import dev.esslint.gotemplate.GoPattern.Save;
import dev.esslint.gotemplate.GoPattern.Split;
import dev.esslint.gotemplate.GoPattern.Step;
import dev.esslint.gotemplate.GoPattern.Take;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression of Go fits in a text: of what begins first that which it comes to first. It never is at a place of both twice. */
final class GoMatcher {
  private static final int LONGEST = 200;

  /** How many places it is at before it gives up. */
  private static final int PATIENCE = 50_000;
  private static final int SLOTS = 40;

  private final List<Step> steps;
  private final int[] text;
  private int places;

  private GoMatcher(List<Step> steps, int[] text) {
    this.steps = steps;
    this.text = text;
  }

  /** Null if one of the two is more than is worked out here. */
  static @Nullable GoMatcher of(String pattern, String text) {
    List<Step> steps = text.length() > LONGEST ? null : GoPattern.read(pattern);
    boolean fits = steps != null && steps.stream().noneMatch(step -> step instanceof Save(int slot) && slot >= SLOTS);
    return fits ? new GoMatcher(steps, text.codePoints().toArray()) : null;
  }

  /** A place to go on at: in the machine, in the text, with what was remembered. */
  private record Thread(int step, int position, int[] slots) {}

  /** Where the beginning and the end of all that it fits and of each group is; empty if it fits nothing from there. */
  private int @Nullable [] find(int from) {
    BitSet seen = new BitSet(); // what led to nothing leads to nothing from wherever it is reached
    for (int start = from; start <= text.length; start++) {
      int[] found = fit(start, seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private int @Nullable [] fit(int start, BitSet seen) {
    Deque<Thread> waiting = new ArrayDeque<>();
    int[] none = new int[SLOTS];
    Arrays.fill(none, -1);
    waiting.push(new Thread(0, start, none));
    while (!waiting.isEmpty() && !isTired()) {
      places++;
      Thread thread = waiting.pop();
      int key = thread.step * (text.length + 1) + thread.position;
      if (seen.get(key)) {
        continue;
      }
      seen.set(key);
      int next = thread.step + 1;
      switch (steps.get(thread.step)) {
        case Done done -> {
          return thread.slots;
        }
        case Take(var fits) -> {
          if (thread.position < text.length && fits.test(text[thread.position])) {
            waiting.push(new Thread(next, thread.position + 1, thread.slots));
          }
        }
        case At(boolean end) -> {
          if (thread.position == (end ? text.length : 0)) {
            waiting.push(new Thread(next, thread.position, thread.slots));
          }
        }
        case Save(int slot) -> {
          int[] slots = thread.slots.clone();
          slots[slot] = thread.position;
          waiting.push(new Thread(next, thread.position, slots));
        }
        case Split(int first, int second) -> {
          waiting.push(new Thread(thread.step + second, thread.position, thread.slots));
          waiting.push(new Thread(thread.step + first, thread.position, thread.slots));
        }
      }
    }
    return null;
  }

  /** Whether it gave up, so that nothing that it says is for sure. */
  boolean isTired() {
    return places >= PATIENCE;
  }

  boolean isIn() {
    return find(0) != null;
  }

  /** The first that it fits; empty if there is none. */
  String first() {
    int[] found = find(0);
    return found == null ? "" : part(found[0], found[1]);
  }

  private String part(int from, int to) {
    return from < 0 || to < 0 ? "" : new String(text, from, to - from);
  }

  /** All that it fits, but for nothing right after something. */
  private List<int[]> findAll() {
    List<int[]> all = new ArrayList<>();
    int last = -1;
    int from = 0;
    while (from <= text.length) {
      int[] found = find(from);
      if (found == null) {
        break;
      }
      if (found[1] > found[0] || found[0] != last) {
        all.add(found);
      }
      from = found[1] > from ? found[1] : from + 1;
      last = found[1];
    }
    return all;
  }

  /** At most so many of all that it fits; a negative number for all. */
  List<String> all(long most) {
    return findAll().stream().limit(most < 0 ? Integer.MAX_VALUE : most).map(found -> part(found[0], found[1])).toList();
  }

  /** What is between all that it fits. */
  List<String> between(long most) {
    if (most == 0 || text.length == 0) {
      return most == 0 ? List.of() : List.of("");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (int[] found : findAll()) {
      if (most > 0 && parts.size() == most - 1) {
        break;
      }
      to = found[0];
      if (found[1] != 0) {
        parts.add(part(from, to));
      }
      from = found[1];
    }
    if (to != text.length) {
      parts.add(part(from, text.length));
    }
    return parts;
  }

  /**
   * The text with something else in the place of all that it fits.
   *
   * @param literally whether a dollar sign stands for itself
   */
  String replaced(String by, boolean literally) {
    StringBuilder result = new StringBuilder();
    int last = 0;
    for (int[] found : findAll()) {
      result.append(part(last, found[0])).append(literally ? by : expanded(by, found));
      last = found[1];
    }
    return result.append(part(last, text.length)).toString();
  }

  /** A replacement with groups in the place of their numbers; what is no number is the name of a group, of which there are none. */
  private String expanded(String by, int[] found) {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < by.length()) {
      boolean braced = by.startsWith("${", i);
      int from = i + (braced ? 2 : 1);
      int to = from;
      while (to < by.length() && (Character.isLetterOrDigit(by.charAt(to)) || by.charAt(to) == '_')) {
        to++;
      }
      if (by.charAt(i) != '$') {
        result.append(by.charAt(i));
        i++;
      } else if (by.startsWith("$$", i)) {
        result.append('$');
        i += 2;
      } else if (to == from || (braced && !by.startsWith("}", to))) {
        result.append('$');
        i++;
      } else {
        result.append(group(by.substring(from, to), found));
        i = to + (braced ? 1 : 0);
      }
    }
    return result.toString();
  }

  private String group(String name, int[] found) {
    boolean number = name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9') && (name.length() == 1 || name.charAt(0) != '0');
    int slot = number ? 2 * Integer.parseInt(name) : SLOTS;
    return slot < SLOTS ? part(found[slot], found[slot + 1]) : "";
  }
}
