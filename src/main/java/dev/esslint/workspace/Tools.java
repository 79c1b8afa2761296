package dev.esslint.workspace;

import java.util.List;
import java.util.Map;

/**
 * What somebody says about the tools that deploy: what they do depends on it.
 *
 * @param versions by the name of the tool
 * @param helmfileEnvironment the environment of helmfile; empty if none is named
 * @param commandLines patterns of files with command lines of Helm that do not look like such
 * @param varFiles files with variables of Terraform, relative to the top of the files, the last one strongest
 */
public record Tools(
    Map<String, String> versions,
    String helmfileEnvironment,
    List<String> commandLines,
    List<String> varFiles) {

  /** Nothing is said. */
  public static final Tools UNSTATED = new Tools(Map.of(), "", List.of(), List.of());

  /** Whether a tool is stated to be older than a version. */
  public boolean isBefore(String tool, String version) {
    String stated = versions.getOrDefault(tool, "");
    return !stated.isEmpty() && compare(stated, version) < 0;
  }

  /** Whether a tool is stated to be of a version or newer. */
  public boolean isFrom(String tool, String version) {
    String stated = versions.getOrDefault(tool, "");
    return !stated.isEmpty() && compare(stated, version) >= 0;
  }

  private static int compare(String one, String other) {
    String[] left = one.replaceFirst("^v", "").split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = Integer.compare(part(left, i), part(right, i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int part(String[] parts, int index) {
    String digits = index < parts.length ? parts[index].replaceFirst("\\D.*$", "") : "";
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }
}
