package dev.esslint.cli;

import dev.esslint.finding.Detection;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Names;
import dev.esslint.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 */
record Found(
    List<Deployment> deployments,
    List<Detection> detections,
    List<String> alone,
    List<LeftOut> skipped,
    Map<String, DiskFolder> folders) {

  /**
   * Looks into folders, and at files in the working directory.
   *
   * @param paths as the user gives them
   * @throws SourceException if there is no such path
   */
  static Found in(List<String> paths, Path folder) throws SourceException, IOException {
    return in(paths, folder, Map.of());
  }

  /**
   * The same with other texts in place of those of some files.
   *
   * @param edited by what the files are called in reports
   */
  static Found in(List<String> paths, Path folder, Map<String, SourceText> edited)
      throws SourceException, IOException {
    Map<String, Set<String>> tops = new LinkedHashMap<>();
    boolean repository = Files.exists(folder.resolve(".git"));
    for (String path : paths) {
      Path at = folder.resolve(path);
      if (!Files.exists(at)) {
        throw new SourceException("there is no such file or folder", path);
      }
      boolean below = at.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize());
      String plain = path.replaceAll("(?<!^)/+$", "");
      String inside = below ? folder.toAbsolutePath().normalize().relativize(at.toAbsolutePath().normalize()).toString() : "";
      if (below && (repository || !Files.isDirectory(at))) {
        tops.computeIfAbsent(".", t -> new TreeSet<>()).add(inside);
      } else if (Files.isDirectory(at)) {
        tops.computeIfAbsent(plain, t -> new TreeSet<>()).add("");
      } else {
        tops.computeIfAbsent(Names.folder(plain).isEmpty() ? "." : Names.folder(plain), t -> new TreeSet<>())
            .add(Names.base(plain));
      }
    }
    List<Deployment> deployments = new ArrayList<>();
    List<Detection> detections = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    List<LeftOut> skipped = new ArrayList<>();
    Map<String, DiskFolder> folders = new HashMap<>();
    for (Map.Entry<String, Set<String>> top : tops.entrySet()) {
      String name = top.getKey();
      String prefix = name.equals(".") || name.isEmpty() ? "" : name.endsWith("/") ? name : name + "/";
      DiskFolder disk = new DiskFolder(folder.resolve(name), prefix, edited);
      folders.put(prefix, disk);
      Workspace workspace = Workspace.of(disk);
      for (Deployment one : workspace.deployments()) {
        if (concerns(one.files(), prefix, top.getValue())) {
          deployments.add(one);
        }
      }
      for (Detection one : workspace.detections()) {
        if (concerns(Set.of(one.primary().source().name()), prefix, top.getValue())) {
          detections.add(one);
        }
      }
      for (String file : disk.odd()) {
        if (Index.isYaml(file) && concerns(Set.of(file), prefix, top.getValue())) {
          boolean chart = Names.base(file).equals("Chart.yaml");
          skipped.add(
              new LeftOut(
                  prefix + file, chart ? "no values file by its name" : "not a regular file"));
        }
      }
      for (String file : workspace.unreadable()) {
        if (concerns(Set.of(file), prefix, top.getValue())) {
          alone.add(prefix + file);
        }
      }
      workspace
          .passedOver()
          .forEach(
              (file, reason) -> {
                if (concerns(Set.of(file), prefix, top.getValue())) {
                  skipped.add(new LeftOut(prefix + file, reason));
                }
              });
    }
    return new Found(
        List.copyOf(deployments),
        List.copyOf(detections),
        List.copyOf(alone),
        List.copyOf(skipped),
        folders);
  }

  private static boolean concerns(Set<String> files, String prefix, Set<String> wanted) {
    for (String file : files) {
      String name = file.startsWith(prefix) ? file.substring(prefix.length()) : file;
      for (String one : wanted) {
        if (Names.below(one, name)) {
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
