package dev.esslint.map;

import dev.esslint.finding.Level;
import dev.esslint.map.DeploymentMap.Warning;
import dev.esslint.map.Section.Table;
import dev.esslint.model.workload.Part;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page says about what is wrong with a deployment. */
final class Warnings {
  private Warnings() {}

  /** All of them, in the order of their places. */
  static Table table(DeploymentMap map) {
    List<List<String>> rows = new ArrayList<>();
    for (Warning warning : map.warnings()) {
      rows.add(
          List.of(
              warning.level().label() + " " + warning.rule(), warning.message(), warning.place()));
    }
    return new Table(
            "Errors and warnings", "", List.of("Rule", "What is wrong", Sections.FROM), rows)
        .shown(map.shown());
  }

  /** How many there are for each component that is drawn, by its path. */
  static Map<String, String> byComponent(DeploymentMap map) {
    Map<String, List<Warning>> components = new LinkedHashMap<>();
    for (Warning warning : map.warnings()) {
      String nearest = "";
      for (Part part : map.model().parts()) {
        if (warning.path().startsWith(ValuePath.parse(part.path()))
            && part.path().length() > nearest.length()) {
          nearest = part.path();
        }
      }
      components.computeIfAbsent(nearest, path -> new ArrayList<>()).add(warning);
    }
    Map<String, String> counts = new LinkedHashMap<>();
    components.forEach((path, some) -> counts.put(path, count(some)));
    return counts;
  }

  /** How many there are, such as {@code 2 errors and 1 warning}. */
  static String count(List<Warning> warnings) {
    long errors = warnings.stream().filter(warning -> warning.level() == Level.ERROR).count();
    String several = number(errors, "error");
    String others = number(warnings.size() - errors, "warning");
    return several.isEmpty() || others.isEmpty() ? several + others : several + " and " + others;
  }

  private static String number(long number, String what) {
    return number == 0 ? "" : number + " " + what + (number == 1 ? "" : "s");
  }
}
