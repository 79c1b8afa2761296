package dev.esslint.workspace.command;

import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Globs;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.command.HelmCommand.Option;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a command runs, and what its variables are set to each time. */
final class CommandRuns {
  /** More than somebody deploys with one command. */
  private static final int MOST = 64;

  private static final Pattern HOLE = Pattern.compile("\\$\\{([A-Za-z0-9_][A-Za-z0-9_.-]*+)\\}");

  private final Index index;

  CommandRuns(Index index) {
    this.index = index;
  }

  /** What the variables of a command are set to where it runs more than once; one that is empty if that is not told. */
  List<Map<String, String>> of(HelmCommand helm, String folder, ShellScript script, List<Map<String, String>> rows) {
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
      List<String> looped = script.loops().getOrDefault(name, List.of());
      List<String> values = row ? List.of() : looped.isEmpty() ? fitting(name, helm, folder, script) : looped;
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

  /** What a variable may be set to so that all files with it in their names are there. */
  private List<String> fitting(String variable, HelmCommand helm, String folder, ShellScript script) {
    String hole = "${" + variable + "}";
    Set<String> values = new TreeSet<>();
    boolean first = true;
    for (Option option : helm.all("-f", "--values")) {
      String name = option.text();
      if (!name.contains(hole) || name.equals(hole) || HOLE.matcher(name.replace(hole, "")).find()) {
        continue;
      }
      Set<String> here = new TreeSet<>();
      for (String base : folder.isEmpty() ? List.of("") : List.of(folder, "")) {
        String pattern = FileNames.in(base, name.replace(hole, "*"));
        if (pattern == null) {
          continue;
        }
        for (String file : Globs.matching(pattern, index.folder().names())) {
          String value = filled(file, pattern);
          boolean other = script.names(FileNames.base(file));
          if (!other && !value.isEmpty() && index.hasChartKeys(file)) {
            here.add(value);
          }
        }
      }
      if (first) {
        values.addAll(here);
      }
      values.retainAll(here);
      first = false;
    }
    return List.copyOf(values);
  }

  /** What stands for the star of a pattern; empty where it stands for several texts. */
  private static String filled(String file, String pattern) {
    int star = pattern.indexOf('*');
    String rest = pattern.substring(star + 1);
    int more = rest.indexOf('*');
    int end = more < 0 ? file.length() - rest.length() : file.indexOf(rest.substring(0, more), star);
    String value = end <= star ? "" : file.substring(star, end);
    return file.equals(pattern.replace("*", value)) ? value : "";
  }
}
