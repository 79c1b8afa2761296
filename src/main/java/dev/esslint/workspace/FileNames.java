package dev.esslint.workspace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names of files as manifests write them. */
public final class FileNames {
  /** What Task reads. */
  public static final List<String> TASKFILES =
      List.of(
          "Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml",
          "Taskfile.dist.yml", "Taskfile.dist.yaml", "taskfile.dist.yml", "taskfile.dist.yaml");

  private FileNames() {}

  /** The folder of a file, without a slash at the end; empty for the top. */
  public static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  /** The name of a file without its folder. */
  public static String base(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /** A file of a folder, by its name there. */
  public static String file(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /**
   * A name that is written relative to a folder.
   *
   * @return null for what leads out of the top, is absolute, or is an address
   */
  public static @Nullable String in(String folder, String name) {
    if (name.startsWith("/") || name.contains("://")) {
      return null;
    }
    List<String> steps = new ArrayList<>();
    for (String step : (folder + "/" + name).split("/", -1)) {
      if (step.equals("..")) {
        if (steps.isEmpty()) {
          return null;
        }
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  /** Whether a file lies in a folder or below it. */
  public static boolean below(String folder, String file) {
    return folder.isEmpty() || file.equals(folder) || file.startsWith(folder + "/");
  }

  /** Whether a file is YAML by its name. */
  public static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Whether a file is looked at: YAML, and JSON, in which objects may be written, too. */
  public static boolean isLookedAt(String name) {
    return isYaml(name) || name.endsWith(".json");
  }
}
