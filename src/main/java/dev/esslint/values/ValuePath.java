package dev.esslint.values;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a value: keys and list indices from the top. Written {@code synapse.appservices[0].secret}; a key that
 * holds more than letters, digits, {@code _}, {@code -} and {@code /} is quoted: {@code synapse.additional["a.yaml"]}.
 */
public record ValuePath(List<Step> steps) {

  /** One step down. */
  public sealed interface Step {}

  /** Into the entry of a mapping. */
  public record Key(String name) implements Step {}

  /**
   * Into an item of a list.
   *
   * @param index from 0
   */
  public record Index(int index) implements Step {}

  public static final ValuePath ROOT = new ValuePath(List.of());

  public ValuePath {
    steps = List.copyOf(steps);
  }

  /** A path of keys only. */
  public static ValuePath of(String... keys) {
    Step[] steps = new Step[keys.length];
    for (int i = 0; i < keys.length; i++) {
      steps[i] = new Key(keys[i]);
    }
    return new ValuePath(List.of(steps));
  }

  /**
   * Reads a path as {@link #toString()} writes it.
   *
   * @throws IllegalArgumentException if the text is no path; the message says why, for the user
   */
  public static ValuePath parse(String text) {
    List<Step> steps = new ArrayList<>();
    boolean brackets = text.indexOf('[') >= 0;
    int i = 0;
    while (i < text.length()) {
      if (text.charAt(i) == '[') {
        i = parseBracket(text, i, steps);
      } else {
        if (!steps.isEmpty()) {
          if (text.charAt(i) != '.') {
            throw notAPath(text, "expected `.` or `[` at character " + (i + 1));
          }
          i++;
        }
        int end = endOfKey(text, i, brackets);
        if (end == i) {
          throw notAPath(text, "a key is missing at character " + (i + 1));
        }
        steps.add(new Key(text.substring(i, end)));
        i = end;
      }
    }
    return new ValuePath(steps);
  }

  private static int endOfKey(String text, int start, boolean brackets) {
    int dot = text.indexOf('.', start);
    int end = dot < 0 ? text.length() : dot;
    int bracket = brackets ? text.indexOf('[', start) : -1;
    return bracket < 0 ? end : Math.min(end, bracket);
  }

  private static int parseBracket(String text, int open, List<Step> steps) {
    if (open + 1 < text.length() && text.charAt(open + 1) == '"') {
      StringBuilder key = new StringBuilder();
      int i = open + 2;
      while (i < text.length() && text.charAt(i) != '"') {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) {
          i++;
        }
        key.append(text.charAt(i++));
      }
      if (!text.startsWith("\"]", i)) {
        throw notAPath(text, "`[\"` is not closed by `\"]`");
      }
      steps.add(new Key(key.toString()));
      return i + 2;
    }
    int close = text.indexOf(']', open);
    try {
      int index = Integer.parseInt(text.substring(open + 1, close < 0 ? open + 1 : close));
      if (index >= 0) {
        steps.add(new Index(index));
        return close + 1;
      }
    } catch (NumberFormatException e) {
      // told below, like a negative index
    }
    throw notAPath(text, "`[` needs an index from 0 or a quoted key and a `]`");
  }

  private static IllegalArgumentException notAPath(String text, String why) {
    return new IllegalArgumentException("`" + text + "` is not a path of values: " + why);
  }

  public ValuePath key(String name) {
    return then(new Key(name));
  }

  public ValuePath index(int index) {
    return then(new Index(index));
  }

  public ValuePath then(Step step) {
    Step[] longer = steps.toArray(new Step[steps.size() + 1]);
    longer[steps.size()] = step;
    return new ValuePath(List.of(longer));
  }

  /** This path with another one below it. */
  public ValuePath then(ValuePath below) {
    List<Step> longer = new ArrayList<>(steps);
    longer.addAll(below.steps);
    return new ValuePath(longer);
  }

  public boolean isRoot() {
    return steps.isEmpty();
  }

  /** The path of the mapping or list around; the root has none. */
  public ValuePath parent() {
    return new ValuePath(steps.subList(0, steps.size() - 1));
  }

  public Step last() {
    return steps.getLast();
  }

  public boolean startsWith(ValuePath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Index(int index) -> text.append('[').append(index).append(']');
        case Key(String name) when isPlain(name) ->
            text.append(text.isEmpty() ? "" : ".").append(name);
        case Key(String name) ->
            text.append("[\"")
                .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"]");
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '_' && c != '-' && c != '/') {
        return false;
      }
    }
    return !key.isEmpty();
  }
}
