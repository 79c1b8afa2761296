package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Discovery;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The deployments that are found in folders.
 *
 * @param deployments each once
 * @param detections what is wrong with the manifests that declare them
 * @param alone values files that cannot be read, so that only that can be told of them
 * @param skipped what is passed over, with the reason
 * @param folders the folders that were looked at, by what their files are called
 * @param all the names of all files below the working directory; none if not all were looked at
 */
record Found(
    List<Deployment> deployments,
    List<Detection> detections,
    List<String> alone,
    List<LeftOut> skipped,
    Map<String, DiskFolder> folders,
    List<String> all) {

  /**
   * What is wanted of a folder.
   *
   * @param names the files and folders that were named
   * @param whole whether all that lies below the folder may belong to them, as in a repository
   */
  private record Wanted(Set<String> names, boolean whole) {}

  /**
   * Looks into folders, and at files: in a repository with all that is in it, elsewhere with what lies beside them and what they
   * name.
   *
   * @param paths as the user gives them
   * @param discovery what is said about the files below the working directory
   * @param charts the releases that are known to all of them
   * @throws SourceException if there is no such path
   */
  static Found in(
      List<String> paths, SourceReader reader, Discovery discovery, Charts charts)
      throws SourceException, IOException {
    Path folder = reader.folder();
    Found found =
        new Found(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new LinkedHashMap<>(),
            new ArrayList<>());
    for (Map.Entry<String, Wanted> top : tops(paths, folder).entrySet()) {
      String name = top.getKey();
      Wanted wanted = top.getValue();
      String prefix = name.equals(".") || name.isEmpty() ? "" : name.endsWith("/") ? name : name + "/";
      DiskFolder disk =
          wanted.whole
              ? DiskFolder.whole(folder.resolve(name), prefix, reader)
              : DiskFolder.around(folder.resolve(name), prefix, reader, wanted.names);
      Workspace workspace =
          Workspace.of(
              disk,
              isHere(folder, name) ? discovery : Discovery.EVERYTHING,
              charts,
              file -> concerns(Set.of(file), prefix, wanted.names));
      found.add(disk, workspace, prefix, wanted.names);
      if (disk.isCut()) {
        found.skipped.add(
            new LeftOut(name, "it holds too many files; those that lie deepest are not looked at"));
      } else if (name.equals(".") && wanted.whole) {
        found.all.addAll(disk.names());
      }
    }
    return new Found(
        List.copyOf(found.deployments),
        List.copyOf(found.detections),
        List.copyOf(found.alone),
        List.copyOf(found.skipped),
        Collections.unmodifiableMap(found.folders),
        List.copyOf(found.all));
  }

  /** The folders that have to be looked at for some paths, with what is wanted of each. */
  private static Map<String, Wanted> tops(List<String> paths, Path folder) throws SourceException {
    Map<String, Wanted> tops = new LinkedHashMap<>();
    boolean repository = Files.exists(folder.resolve(".git"));
    Path here = folder.toAbsolutePath().normalize();
    for (String path : paths) {
      Path at = folder.resolve(path);
      if (!Files.exists(at)) {
        throw new SourceException("this file or folder does not exist", path);
      }
      boolean isFolder = Files.isDirectory(at);
      boolean below = at.toAbsolutePath().normalize().startsWith(here);
      String plain = path.endsWith("/") ? path.replaceAll("(?<!^)/+$", "") : path;
      if (below && (repository || !isFolder)) {
        String inside = here.relativize(at.toAbsolutePath().normalize()).toString();
        // files are told of by the names that they were given
        boolean absolute = !repository && Path.of(path).isAbsolute();
        wanted(tops, absolute ? here.toString() : ".", repository).names.add(inside);
      } else if (isFolder) {
        wanted(tops, plain, true).names.add("");
      } else {
        String parent = FileNames.folder(plain);
        wanted(tops, parent.isEmpty() ? "." : parent, false).names.add(FileNames.base(plain));
      }
    }
    return tops;
  }

  /** Adds what a folder holds of what is wanted. */
  private void add(DiskFolder disk, Workspace workspace, String prefix, Set<String> names) {
    folders.put(prefix, disk);
    for (Deployment one : workspace.deployments()) {
      if (concerns(one.files(), prefix, names)) {
        deployments.add(one);
      }
    }
    for (Detection one : workspace.detections()) {
      if (concerns(Set.of(one.primary().source().name()), prefix, names)) {
        detections.add(one);
      }
    }
    for (String file : disk.odd()) {
      if (FileNames.isYaml(file) && concerns(Set.of(file), prefix, names)) {
        boolean chart = FileNames.base(file).equals("Chart.yaml");
        skipped.add(
            new LeftOut(
                prefix + file, chart ? "its name is not that of a values file" : "not a regular file"));
      }
    }
    for (String file : workspace.unreadable()) {
      if (concerns(Set.of(file), prefix, names)) {
        alone.add(prefix + file);
      }
    }
    for (Map.Entry<String, String> file : workspace.passedOver().entrySet()) {
      if (concerns(Set.of(file.getKey()), prefix, names)) {
        skipped.add(new LeftOut(prefix + file.getKey(), file.getValue()));
      }
    }
  }

  private static boolean isHere(Path folder, String name) {
    return name.equals(".") || folder.toAbsolutePath().normalize().equals(Path.of(name));
  }

  /** Whether a file is left out because it is a part of the chart itself. */
  boolean isOfChart(String file) {
    return skipped.stream()
        .anyMatch(left -> left.name().equals(file) && left.reason().equals(Workspace.OF_THE_CHART));
  }

  private static Wanted wanted(Map<String, Wanted> tops, String top, boolean whole) {
    Wanted before = tops.get(top);
    Wanted wanted =
        new Wanted(
            before == null ? new TreeSet<>() : before.names, whole || (before != null && before.whole));
    tops.put(top, wanted);
    return wanted;
  }

  /** Whether one of some files, or a folder that it lies in, is wanted. */
  private static boolean concerns(Set<String> files, String prefix, Set<String> wanted) {
    if (wanted.contains("")) {
      return !files.isEmpty();
    }
    for (String file : files) {
      String path = file.startsWith(prefix) ? file.substring(prefix.length()) : file;
      for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
        if (wanted.contains(path.substring(0, end))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The texts of the files that a deployment is made of. */
  List<SourceText> texts(Deployment one) throws SourceException {
    List<SourceText> texts = new ArrayList<>();
    for (String file : one.files()) {
      for (Map.Entry<String, DiskFolder> folder : folders.entrySet()) {
        String name = file.startsWith(folder.getKey()) ? file.substring(folder.getKey().length()) : file;
        if (folder.getValue().has(name)) {
          texts.add(folder.getValue().read(name));
          break;
        }
      }
    }
    return texts;
  }
}
