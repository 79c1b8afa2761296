package dev.esslint.workspace.command;

import dev.esslint.workspace.FileNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a justfile sets variables to. */
final class Justfiles {
  private static final Pattern ASSIGNMENT =
      Pattern.compile("^(?:export[ \\t]++)?+(?<name>[A-Za-z_][A-Za-z0-9_-]*+)[ \\t]*+:=(?<value>.*+)");

  /** A text in quotes in which nothing is escaped or filled in. */
  private static final Pattern LITERAL = Pattern.compile("^[ \\t]*+(?:'(?<raw>[^']*+)'|\"(?<cooked>[^\"\\\\]*+)\")[ \\t\\r]*+(?:#.*+)?+");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*+");

  private Justfiles() {}

  /** Whether a file is a justfile by its name. */
  static boolean isNamed(String file) {
    String name = FileNames.base(file);
    return name.equals("justfile") || name.equals("Justfile") || name.equals(".justfile") || name.endsWith(".just");
  }

  /** The variables that are set to a literal; a parameter of a recipe hides one of its name. */
  static Map<String, String> variables(String text) {
    Map<String, String> variables = new HashMap<>();
    Set<String> others = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() || line.startsWith(" ") || line.startsWith("\t") || line.startsWith("#")) {
        continue;
      }
      Matcher assignment = ASSIGNMENT.matcher(line);
      if (!assignment.matches()) {
        Matcher name = NAME.matcher(line);
        while (name.find()) {
          others.add(name.group()); // the recipe, its parameters and what it depends on
        }
        continue;
      }
      Matcher literal = LITERAL.matcher(assignment.group("value"));
      if (literal.matches()) {
        String raw = literal.group("raw");
        variables.put(assignment.group("name"), raw == null ? literal.group("cooked") : raw);
      }
    }
    variables.keySet().removeAll(others);
    return variables;
  }
}
