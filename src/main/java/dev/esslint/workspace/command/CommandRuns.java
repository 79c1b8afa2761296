package dev.esslint.workspace.command;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a loop or a matrix runs a command, and what its variables are set to each time. */
final class CommandRuns {
  /** More than somebody deploys with one command. */
  private static final int MOST = 64;

  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9_][A-Za-z0-9_.-]*+)\\}");

  private CommandRuns() {}

  /** What the variables of a command are set to where it runs more than once; one that is empty if that is not told. */
  static List<Map<String, String>> of(HelmCommand helm, ShellScript script, List<Map<String, String>> rows) {
    Set<String> open = new TreeSet<>();
    for (Word word : helm.words()) {
      Matcher hole = HOLE.matcher(word.text());
      while (!word.known() && hole.find()) {
        open.add(hole.group(1));
      }
    }
    Set<Map<String, String>> choices = new LinkedHashSet<>();
    choices.add(Map.of());
    for (Map<String, String> row : rows) {
      Map<String, String> wanted = new TreeMap<>(row);
      wanted.keySet().retainAll(open);
      if (!wanted.isEmpty()) {
        choices.remove(Map.of());
        choices.add(wanted);
      }
    }
    for (String name : open) {
      boolean row = choices.stream().anyMatch(choice -> choice.containsKey(name));
      List<String> values = row ? List.of() : script.loops().getOrDefault(name, List.of());
      if (!values.isEmpty() && choices.size() * values.size() <= MOST) {
        Set<Map<String, String>> more = new LinkedHashSet<>();
        for (Map<String, String> choice : choices) {
          for (String value : values) {
            Map<String, String> with = new TreeMap<>(choice);
            with.put(name, value);
            more.add(with);
          }
        }
        choices = more;
      }
    }
    return List.copyOf(choices);
  }
}
