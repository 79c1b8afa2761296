package dev.esslint.gotemplate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression of Go fits in a text. Its engine is a port of Go's own, so that both fit the same in time that grows with the text; what
 * Go makes of all that is fitted is told here.
 */
final class GoMatcher {
  private final String text;
  private final Matcher matcher;

  private GoMatcher(Pattern pattern, String text) {
    this.text = text;
    this.matcher = pattern.matcher(text);
  }

  /**
   * Of an expression that {@link GoRegexp} knows to be readable.
   *
   * @throws com.google.re2j.PatternSyntaxException for one that is not
   */
  static GoMatcher of(String pattern, String text) {
    return new GoMatcher(Pattern.compile(pattern), text);
  }

  /** Something that it fits, with what its groups are. */
  private record Fit(int start, int end, List<String> groups) {}

  boolean isIn() {
    return matcher.find(0);
  }

  /** The first that it fits; empty if there is none. */
  String first() {
    return matcher.find(0) ? matcher.group() : "";
  }

  /** All that it fits, but for nothing right after something. */
  private List<Fit> findAll() {
    List<Fit> all = new ArrayList<>();
    int last = -1;
    int from = 0;
    while (from <= text.length() && matcher.find(from)) {
      if (matcher.end() > matcher.start() || matcher.start() != last) {
        all.add(new Fit(matcher.start(), matcher.end(), groups()));
      }
      last = matcher.end();
      from = last > from ? last : from < text.length() ? text.offsetByCodePoints(from, 1) : from + 1;
    }
    return all;
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>();
    for (int group = 0; group <= matcher.groupCount(); group++) {
      String found = matcher.group(group);
      groups.add(found == null ? "" : found);
    }
    return groups;
  }

  /** At most so many of all that it fits; a negative number for all. */
  List<String> all(long most) {
    return findAll().stream().limit(most < 0 ? Integer.MAX_VALUE : most).map(found -> text.substring(found.start(), found.end())).toList();
  }

  /** What is between all that it fits. */
  List<String> between(long most) {
    if (most == 0 || text.isEmpty()) {
      return most == 0 ? List.of() : List.of("");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (Fit found : findAll()) {
      if (most > 0 && parts.size() == most - 1) {
        break;
      }
      to = found.start();
      if (found.end() != 0) {
        parts.add(text.substring(from, to));
      }
      from = found.end();
    }
    if (to != text.length()) {
      parts.add(text.substring(from));
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
    for (Fit found : findAll()) {
      result.append(text, last, found.start()).append(literally ? by : expanded(by, found));
      last = found.end();
    }
    return result.append(text, last, text.length()).toString();
  }

  /** A replacement with groups in the place of their numbers; what is no number is the name of one. */
  private String expanded(String by, Fit found) {
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

  private String group(String name, Fit found) {
    boolean number = name.length() < 3 && name.chars().allMatch(c -> c >= '0' && c <= '9') && (name.length() == 1 || name.charAt(0) != '0');
    int none = found.groups().size();
    int group = number ? Integer.parseInt(name) : matcher.pattern().namedGroups().getOrDefault(name, none);
    return group < found.groups().size() ? found.groups().get(group) : "";
  }
}
