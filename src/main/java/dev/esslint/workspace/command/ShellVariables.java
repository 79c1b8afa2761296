package dev.esslint.workspace.command;

import dev.esslint.text.Span;
import dev.esslint.workspace.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a script sets variables to, command by command, as far as these are literals. */
final class ShellVariables {
  /** All elements of an array, also where none may be set. */
  private static final Pattern ELEMENTS =
      Pattern.compile("\"?+\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*+)\\[[@*]\\](?::?[-+][\"${}A-Za-z0-9_\\[\\]@*]*+)?+\\}?+\"?+");

  /** Commands whose arguments are names of variables that they set. */
  private static final Set<String> ASKING =
      Set.of("read", "for", "select", "getopts", "mapfile", "readarray", "unset");

  private static final Set<String> DECLARING = Set.of("export", "readonly", "local", "declare");

  private final Map<String, String> known;
  private final Map<String, String> assigned = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Map<String, List<Word>> arrays = new HashMap<>();
  private final List<Word> listed = new ArrayList<>();
  private final Map<String, List<String>> loops = new HashMap<>();

  /**
   * @param known those that are set before
   */
  ShellVariables(Map<String, String> known) {
    this.known = new HashMap<>(known);
  }

  /**
   * Those of the same script read once more: what is set below a command may be set above it in a loop, and what is set twice is
   * not known.
   *
   * @param chosen those that have a value, whatever the script says
   */
  ShellVariables again(Map<String, String> chosen) {
    Map<String, String> set = new HashMap<>(known);
    set.putAll(assigned);
    ambiguous.forEach(set::remove);
    set.putAll(chosen);
    ShellVariables again = new ShellVariables(set);
    again.ambiguous.addAll(ambiguous);
    return again;
  }

  /** Those of a script within this one. */
  ShellVariables inner() {
    return new ShellVariables(known);
  }

  /** The value of a variable; null if that is not told. */
  @Nullable String value(String name) {
    return known.get(name);
  }

  /** Takes down what a command sets. */
  void take(List<Word> command) {
    assign(command);
    ask(command);
  }

  private void assign(List<Word> words) {
    for (Word one : words) {
      String name = one.text();
      if (DECLARING.contains(name)) {
        continue;
      }
      int sign = name.indexOf('=');
      if (sign <= 0 || !isName(name.substring(0, sign))) {
        return;
      }
      String variable = name.substring(0, sign);
      String before = assigned.get(variable);
      boolean empty = sign + 1 == name.length(); // to be set later, from somewhere
      if (!one.known() || empty || (before != null && !before.equals(name.substring(sign + 1)))) {
        ambiguous.add(variable);
      } else {
        assigned.put(variable, name.substring(sign + 1));
        if (!ambiguous.contains(variable)) {
          known.putIfAbsent(variable, name.substring(sign + 1));
        }
      }
    }
  }

  /** Takes down the variables that a command sets to what a script cannot tell. */
  private void ask(List<Word> words) {
    boolean asks = false;
    for (Word one : words) {
      String name = one.text();
      if (asks && isName(name)) {
        ambiguous.add(name);
        arrays.remove(name);
      }
      asks |= ASKING.contains(name);
    }
    if (words.size() > 3 && words.getFirst().text().equals("for") && words.get(2).text().equals("in")) {
      List<Word> values = words.subList(3, words.size());
      boolean told = values.stream().allMatch(one -> one.known() && !one.many() && "*?[{".chars().noneMatch(c -> one.text().indexOf(c) >= 0));
      List<String> literals = told ? values.stream().map(Word::text).distinct().toList() : List.of();
      loops.merge(words.get(1).text(), literals, (a, b) -> a.equals(b) ? a : List.of());
    }
  }

  /**
   * Takes down an array.
   *
   * @param words its elements
   * @param more whether they come after those that it has
   * @param certain whether the script does this once, whatever happens
   * @param at where it ends in the script
   */
  void array(String name, List<Word> words, boolean more, boolean certain, int at) {
    List<Word> elements = new ArrayList<>(more ? arrays.getOrDefault(name, List.of()) : List.of());
    if (certain) {
      elements.addAll(words);
    } else {
      elements.add(new Word("${" + name + "}", Offsets.of(new int[0], 0, at), new Span(at, at), false, true));
    }
    listed.addAll(words);
    arrays.put(name, List.copyOf(elements));
  }

  /** The words of an array that a word stands for as it is written; null if it is none. */
  @Nullable List<Word> elements(String written) {
    Matcher all = ELEMENTS.matcher(written);
    return all.matches() ? arrays.get(all.group("name")) : null;
  }

  /** The words of all arrays. */
  List<Word> listed() {
    return List.copyOf(listed);
  }

  /** The values that loops give to a variable, where these are literals and nothing else sets it. */
  Map<String, List<String>> loops() {
    Map<String, List<String>> told = new HashMap<>(loops);
    told.keySet().removeAll(assigned.keySet());
    told.values().removeIf(List::isEmpty);
    return Map.copyOf(told);
  }

  /** Whether a shell takes a text for the name of a variable. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
        && !Character.isDigit(name.charAt(0));
  }
}
