package dev.esslint.cli;

import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.workspace.Deployment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Values files that are looked at only because they are taken to belong to one that is named: they are read, and not written. Who names
 * what declares a deployment, or a folder, means all files of it.
 */
final class UnnamedFiles {
  private UnnamedFiles() {}

  /**
   * The names of these files.
   *
   * @param named the files and folders that are named; if there are none, everything is meant
   * @param folder the working directory
   */
  static Set<String> in(Inputs inputs, List<String> named, Path folder) {
    Set<String> unnamed = new HashSet<>();
    Set<String> meant = new HashSet<>();
    for (Request request : inputs.deployments()) {
      Deployment one = request.found();
      boolean whole =
          one == null
              || named.isEmpty()
              || (!one.kind().equals(Deployment.VALUES_FILES) && isNamed(one.source().name(), named, folder));
      for (String file : request.files()) {
        (whole || isNamed(file, named, folder) ? meant : unnamed).add(file);
      }
    }
    unnamed.removeAll(meant);
    return unnamed;
  }

  /** Whether a file, or a folder around it, is among some paths. */
  private static boolean isNamed(String file, List<String> paths, Path folder) {
    return paths.contains(file)
        || at(file, folder)
            .filter(own -> paths.stream().flatMap(path -> at(path, folder).stream()).anyMatch(own::startsWith))
            .isPresent();
  }

  /** Where something lies; empty for what is no path, as what standard input is called may be. */
  private static Optional<Path> at(String name, Path folder) {
    try {
      return Optional.of(folder.toAbsolutePath().resolve(name).normalize());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
