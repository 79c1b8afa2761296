package dev.esslint.gotemplate;

import dev.esslint.gotemplate.GoMachine.At;
import dev.esslint.gotemplate.GoMachine.Done;
import dev.esslint.gotemplate.GoMachine.Save;
import dev.esslint.gotemplate.GoMachine.Split;
import dev.esslint.gotemplate.GoMachine.Step;
import dev.esslint.gotemplate.GoMachine.Take;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression of Go fits in a text: of what begins first that which it comes to first. It never is at a place of both twice. */
final class GoMatcher {
  private static final int LONGEST = 200;

  /** How many places it is at before it gives up. */
  private static final int PATIENCE = 50_000;

  private final List<Step> steps;
  private final int[] text;
  private int places;

  private GoMatcher(List<Step> steps, int[] text) {
    this.steps = steps;
    this.text = text;
  }

  /** Null if one of the two is more than is worked out here. */
  static @Nullable GoMatcher of(String pattern, String text) {
    List<Step> steps = text.length() > LONGEST ? null : GoMachine.read(pattern);
    return steps == null ? null : new GoMatcher(steps, text.codePoints().toArray());
  }

  /**
   * A place in the text that was remembered, and what was remembered before.
   *
   * @param slot twice the number of a group for its beginning, and one more for its end; that of the whole is 0
   */
  private record Saved(int slot, int position, @Nullable Saved before) {
    /** What was remembered last; -1 if nothing was. */
    int last(int wanted) {
      Saved saved = this;
      while (saved != null && saved.slot != wanted) {
        saved = saved.before;
      }
      return saved == null ? -1 : saved.position;
    }

    int start() {
      return last(0);
    }

    int end() {
      return last(1);
    }
  }

  /** Where to go on: in the machine and in the text. */
  private record Place(int step, int position, @Nullable Saved saved) {}

  /** What it fits first from somewhere on; null if there is nothing. */
  private @Nullable Saved find(int from) {
    BitSet seen = new BitSet(); // what led to nothing leads to nothing from wherever it is reached
    for (int start = from; start <= text.length; start++) {
      Saved found = fit(start, seen);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Saved fit(int start, BitSet seen) {
    Deque<Place> waiting = new ArrayDeque<>();
    waiting.push(new Place(0, start, null));
    while (!waiting.isEmpty() && !isTired()) {
      places++;
      Place place = waiting.pop();
      int key = place.step * (text.length + 1) + place.position;
      if (seen.get(key)) {
        continue;
      }
      seen.set(key);
      int next = place.step + 1;
      switch (steps.get(place.step)) {
        case Done done -> {
          return place.saved;
        }
        case Take(var fits) -> {
          if (place.position < text.length && fits.test(text[place.position])) {
            waiting.push(new Place(next, place.position + 1, place.saved));
          }
        }
        case At(boolean end) -> {
          if (place.position == (end ? text.length : 0)) {
            waiting.push(new Place(next, place.position, place.saved));
          }
        }
        case Save(int slot) -> waiting.push(new Place(next, place.position, new Saved(slot, place.position, place.saved)));
        case Split(int first, int second) -> {
          waiting.push(new Place(place.step + second, place.position, place.saved));
          waiting.push(new Place(place.step + first, place.position, place.saved));
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
    Saved found = find(0);
    return found == null ? "" : part(found.start(), found.end());
  }

  private String part(int from, int to) {
    return from < 0 || to < 0 ? "" : new String(text, from, to - from);
  }

  /** All that it fits, but for nothing right after something. */
  private List<Saved> findAll() {
    List<Saved> all = new ArrayList<>();
    int last = -1;
    int from = 0;
    while (from <= text.length) {
      Saved found = find(from);
      if (found == null) {
        break;
      }
      if (found.end() > found.start() || found.start() != last) {
        all.add(found);
      }
      from = found.end() > from ? found.end() : from + 1;
      last = found.end();
    }
    return all;
  }

  /** At most so many of all that it fits; a negative number for all. */
  List<String> all(long most) {
    return findAll().stream().limit(most < 0 ? Integer.MAX_VALUE : most).map(found -> part(found.start(), found.end())).toList();
  }

  /** What is between all that it fits. */
  List<String> between(long most) {
    if (most == 0 || text.length == 0) {
      return most == 0 ? List.of() : List.of("");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (Saved found : findAll()) {
      if (most > 0 && parts.size() == most - 1) {
        break;
      }
      to = found.start();
      if (found.end() != 0) {
        parts.add(part(from, to));
      }
      from = found.end();
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
    for (Saved found : findAll()) {
      result.append(part(last, found.start())).append(literally ? by : expanded(by, found));
      last = found.end();
    }
    return result.append(part(last, text.length)).toString();
  }

  /** A replacement with groups in the place of their numbers; what is no number is the name of a group, of which there are none. */
  private String expanded(String by, Saved found) {
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

  private String group(String name, Saved found) {
    boolean number = name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9') && (name.length() == 1 || name.charAt(0) != '0');
    int slot = number ? 2 * Integer.parseInt(name) : -1;
    return number ? part(found.last(slot), found.last(slot + 1)) : "";
  }
}
