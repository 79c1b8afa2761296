package dev.esslint.workspace.command;

import dev.esslint.workspace.FileNames;
import java.util.HashMap;
import java.util.Map;

/** What a Makefile sets variables to. */
final class Makefiles {
  private Makefiles() {}

  /** Whether a file is a Makefile by its name. */
  static boolean isNamed(String file) {
    String name = FileNames.base(file);
    return name.equals("Makefile") || name.equals("GNUmakefile") || name.equals("makefile") || name.endsWith(".mk");
  }

  /** The variables that are set to a literal, once. */
  static Map<String, String> variables(String text) {
    Map<String, String> variables = new HashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int sign = line.indexOf('=');
      if (sign <= 0 || line.startsWith("\t") || line.startsWith("#")) {
        continue;
      }
      String name = line.substring(0, sign).replaceAll("[:?!+]+$", "").strip();
      name = name.startsWith("export ") ? name.substring(7).strip() : name;
      String value = line.substring(sign + 1).strip();
      if (name.matches("[A-Za-z_][A-Za-z0-9_]*+") && !value.contains("$")) {
        times.merge(name, 1, Integer::sum);
        variables.put(name, value);
      }
    }
    times.forEach(
        (name, count) -> {
          if (count > 1) {
            variables.remove(name);
          }
        });
    return variables;
  }
}
