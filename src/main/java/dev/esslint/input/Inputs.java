package dev.esslint.input;

import dev.esslint.values.Layer;
import dev.esslint.workspace.Deployment;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to look at.
 *
 * @param deployments what to lint, in order
 * @param skipped what was left out and why
 * @param failures what could not be looked into and why
 */
public record Inputs(List<Request> deployments, List<LeftOut> skipped, List<LeftOut> failures) {

  /** The name of standard input. */
  public static final String STDIN = "-";

  /** The name of esslint's own configuration, which is never taken for a values file. */
  public static final String CONFIGURATION = ".esslint.yaml";

  /** The name of a baseline, which is never taken for a values file. */
  public static final String BASELINE = ".esslint-baseline.yaml";

  /**
   * A deployment to lint.
   *
   * @param files the files of its layers, the last one strongest; {@link #STDIN} for standard input
   * @param arguments what the command line sets over the files, in Helm's order
   * @param discovered whether it was found in a folder, so that it may turn out to hold no values
   * @param found a deployment that was found with all its layers; null if the files are all there is
   */
  public record Request(
      List<String> files,
      List<Layer.Argument> arguments,
      boolean discovered,
      @Nullable Deployment found) {

    /** A deployment of files, and of what the command line sets over them. */
    public Request(List<String> files, List<Layer.Argument> arguments, boolean discovered) {
      this(files, arguments, discovered, null);
    }

    /** A deployment of files only. */
    public Request(List<String> files, boolean discovered) {
      this(files, List.of(), discovered, null);
    }
  }

  /**
   * A file or folder that is not looked at.
   *
   * @param reason without a period
   */
  public record LeftOut(String name, String reason) {}

  /** The same with arguments for every deployment. */
  public Inputs with(List<Layer.Argument> arguments) {
    if (arguments.isEmpty()) {
      return this;
    }
    return new Inputs(
        deployments.stream()
            .map(request -> new Request(
                        request.files(), arguments, request.discovered(), request.found()))
            .toList(),
        skipped,
        failures);
  }

  /** One deployment of several layers; none if only arguments set values. */
  public static Inputs ofLayers(List<String> files) {
    return new Inputs(List.of(new Request(List.copyOf(files), false)), List.of(), List.of());
  }

  /**
   * A deployment for each file; a folder stands for the YAML files below it, of which those that cannot be values are
   * left out.
   *
   * @param folder the folder that names are relative to
   */
  public static Inputs ofFiles(List<String> names, Path folder) {
    List<LeftOut> skipped = new ArrayList<>();
    List<LeftOut> failures = new ArrayList<>();
    Set<String> given = new LinkedHashSet<>();
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      Path path = folder.resolve(name);
      if (!name.equals(STDIN) && Files.isDirectory(path)) {
        try {
          Files.walkFileTree(path, new Walk(name, path, given, found, skipped));
        } catch (IOException e) {
          failures.add(new LeftOut(name, "the folder cannot be read: " + reason(e)));
        }
      } else {
        given.add(name);
        found.remove(name);
      }
    }
    List<Request> requests = new ArrayList<>();
    given.forEach(name -> requests.add(new Request(List.of(name), false)));
    found.forEach(name -> requests.add(new Request(List.of(name), true)));
    skipped.sort(Inputs::byName);
    return new Inputs(List.copyOf(requests), List.copyOf(skipped), List.copyOf(failures));
  }

  /** Not one of the library's comparators: their classes are made at run time, in no cache. */
  private static int byName(LeftOut one, LeftOut other) {
    return one.name().compareTo(other.name());
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage());
  }

  /** Collects the YAML files below a folder. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final String name;
    private final Path folder;
    private final Set<String> given;
    private final Set<String> found;
    private final List<LeftOut> skipped;

    Walk(String name, Path folder, Set<String> given, Set<String> found, List<LeftOut> skipped) {
      this.name = name;
      this.folder = folder;
      this.given = given;
      this.found = found;
      this.skipped = skipped;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      if (!path.equals(folder) && fileName(path).startsWith(".")) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (fileName(path).equals("templates") && Files.exists(path.resolveSibling("Chart.yaml"))) {
        skipped.add(new LeftOut(display(path), "the templates of a chart"));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      String file = fileName(path);
      if (file.endsWith(".yaml") || file.endsWith(".yml")) {
        if (file.equals("Chart.yaml") || file.equals(".pre-commit-config.yaml")) {
          skipped.add(new LeftOut(display(path), "its name is not that of a values file"));
        } else if (!attributes.isRegularFile() && !Files.isRegularFile(path)) {
          // to read a pipe is to wait for somebody who writes
          skipped.add(new LeftOut(display(path), "not a regular file"));
        } else if (!file.equals(CONFIGURATION)
            && !file.equals(BASELINE)
            && !given.contains(display(path))) {
          found.add(display(path));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) {
      skipped.add(new LeftOut(display(path), "cannot be read: " + reason(e)));
      return FileVisitResult.CONTINUE;
    }

    private String display(Path path) {
      String below = folder.relativize(path).toString();
      if (File.separatorChar != '/') {
        below = below.replace(File.separatorChar, '/');
      }
      return name.equals(".") ? below : name.replaceAll("(?<!/)/++$", "") + "/" + below;
    }

    private static String fileName(Path path) {
      return path.getFileName() == null ? "" : path.getFileName().toString();
    }
  }
}
