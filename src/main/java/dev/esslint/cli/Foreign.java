package dev.esslint.cli;

import dev.esslint.source.SourceException;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Names files that hold no values for what they are. */
final class Foreign {
  private static final String NO_CHART = ", but no deployment of matrix-stack was found in it";

  private Foreign() {}

  /** Whether a file is none of YAML by its name, but may hold deployments. */
  static boolean isCode(String file) {
    String base = Names.base(file);
    return !Index.isYaml(base) && !name(file, Path.of("")).isEmpty() && !base.endsWith(".md");
  }

  /** What a file is, as the reason why it is passed over; empty if it may be a values file. */
  static String name(String file, Path folder) {
    String base = Names.base(file);
    if (base.endsWith(".tf") || base.endsWith(".tofu") || base.endsWith(".tfvars")) {
      return "it is Terraform" + NO_CHART;
    }
    if (base.endsWith(".sh") || base.endsWith(".bash")) {
      return "it is a shell script" + NO_CHART;
    }
    if (base.equals("Makefile") || base.endsWith(".mk")) {
      return "it is a Makefile" + NO_CHART;
    }
    if (base.equals("Chart.yaml")) {
      return "it is a Chart.yaml without matrix-stack as a dependency";
    }
    if (base.equals("kustomization.yaml") || base.equals("kustomization.yml")) {
      return "it is a kustomization" + NO_CHART;
    }
    if (base.endsWith(".md")) {
      return "it is a text";
    }
    return Index.isYaml(base) ? manifest(folder.resolve(file)) : "";
  }

  private static String manifest(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    try {
      if (parent == null || !Files.isRegularFile(path)) {
        return "";
      }
      for (Manifest object : Index.objectsOf(Files.readString(path), String.valueOf(path.getFileName()))) {
        String kind = object.kind();
        if (object.get("apiVersion").isThere() && !kind.isEmpty()) {
          String tool =
              object.group().endsWith("fluxcd.io")
                  ? "Flux "
                  : object.group().equals("argoproj.io") ? "Argo CD " : "";
          return "it is a " + (tool.isEmpty() ? "Kubernetes " : tool) + kind + NO_CHART;
        }
      }
    } catch (IOException | SourceException e) {
      return ""; // whoever reads it as values tells
    }
    return "";
  }
}
