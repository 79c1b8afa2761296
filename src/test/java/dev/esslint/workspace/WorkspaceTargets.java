package dev.esslint.workspace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.cli.HostileTexts;
import dev.esslint.fuzz.Seeds;
import dev.esslint.fuzz.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The readers of manifests, one target for each tool. An input is a whole folder in one text: a line {@code === NAME} begins a
 * file, so that the names are changed as the rest is.
 */
public final class WorkspaceTargets {
  private static final String FILE = "=== ";
  private static final List<String> WORDS =
      List.of("\n=== ", "=== values.yaml\n", "=== install.sh\n", "=== main.tf\n", "=== helmfile.yaml.gotmpl\n", "=== Makefile\n", "=== README.md\n", "=== .env\n",
          "kind: HelmRelease\n", "kind: Application\n", "kind: Kustomization\n", "kind: HelmChart\n", "valuesFrom:\n", "valuesObject:\n", "values: |\n", "chart: matrix-stack\n",
          "oci://ghcr.io/element-hq/ess-helm/matrix-stack", "helm upgrade --install ess ", " --set a=b", " -f values.yaml", " \\\n", "<<EOF\n", "EOF\n", "$(cat x)", "${A}",
          "${A:-b}", "${var.a}", "set {\n", "name = \"a\"\n", "values = [file(\"a\")]", "yamlencode({", "<<-EOT\n", "templatefile(\"a\", {})", "{{ .Values.a }}",
          "targetPath: a.b\n", "valuesKey: a\n", "substitute:\n", "${a:=b}", "$${a}", "patches:\n", "- op: replace\n", "path: /spec/values\n", "configMapGenerator:\n", "literals: [a=b]\n",
          "---\n", "metadata: {name: a, namespace: b}\n", "spec:\n", "  ", "generators:\n", "sources:\n", "ref: values\n", "$values/a.yaml");

  private WorkspaceTargets() {}

  /** All of them. */
  public static List<Target> all() {
    List<String> words = new ArrayList<>(WORDS);
    words.addAll(HostileTexts.TOKENS);
    List<Target> all = new ArrayList<>();
    for (Path tool : list(Path.of("testdata", "workspace"))) {
      List<String> seeds = list(tool).stream().map(WorkspaceTargets::bundle).toList();
      all.add(Target.ofText("manifests-" + tool.getFileName(), seeds, words, WorkspaceTargets::find).slow(0.2).allocating(20_000));
    }
    return all;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bundle(Path folder) {
    StringBuilder bundle = new StringBuilder();
    for (Path file : Seeds.files(folder, "")) {
      if (!file.endsWith("expected.json")) {
        bundle.append(FILE).append(folder.relativize(file)).append('\n').append(Seeds.text(file));
      }
    }
    return bundle.toString();
  }

  private static String find(String input) {
    Workspace found = Workspace.of(new MemoryFolder(files(input)), Discovery.EVERYTHING, Charts.builtIn());
    found.detections().forEach(
        detection -> assertTrue(detection.primary().span().end() <= detection.primary().source().text().length(), detection.message()));
    String first = found.detections().isEmpty() ? "" : Target.kind(found.detections().getFirst().message());
    return found.deployments().size() + " " + found.unreadable().size() + " " + found.passedOver().size() + first;
  }

  private static Map<String, String> files(String input) {
    Map<String, String> files = new TreeMap<>();
    for (String part : ("\n" + input).split("\n" + FILE, 60)) {
      int line = part.indexOf('\n');
      String name = line < 0 ? "" : FileNames.in("", part.substring(0, line).strip());
      if (name != null && !name.isEmpty() && files.keySet().stream().noneMatch(other -> other.startsWith(name + "/") || name.startsWith(other + "/"))) {
        files.put(name, part.substring(line + 1));
      }
    }
    return files;
  }
}
