package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.GitFolder;
import dev.esslint.input.GitTree;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.configured.ConfiguredDeployments;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The deployments that the configuration states.
 *
 * @param detections what is wrong with the files that they name
 */
record StatedDeployments(List<Deployment> deployments, List<Detection> detections) {
  /** None. */
  static final StatedDeployments NONE = new StatedDeployments(List.of(), List.of());

  /**
   * Reads them.
   *
   * @param configuration the name of the configuration, which has some
   * @param charts the releases that are known to all of them
   * @throws UsageException if they cannot be what is stated
   */
  static StatedDeployments in(
      String configuration, SourceReader reader, Path folder, Charts charts)
      throws UsageException, IOException {
    String at = FileNames.folder(configuration);
    return in(
        configuration,
        reader,
        DiskFolder.whole(folder.resolve(at.isEmpty() ? "." : at), prefix(configuration), reader),
        charts);
  }

  /** The same deployments of the files of a revision. */
  static StatedDeployments in(
      String configuration, SourceReader reader, GitTree tree, Charts charts)
      throws UsageException {
    return in(configuration, reader, new GitFolder(tree, prefix(configuration)), charts);
  }

  private static String prefix(String configuration) {
    String at = FileNames.folder(configuration);
    return at.isEmpty() ? "" : at + "/";
  }

  private static StatedDeployments in(
      String configuration, SourceReader reader, Folder files, Charts charts)
      throws UsageException {
    try {
      Located top = Located.top(YamlReader.read(reader.read(configuration)));
      ConfiguredDeployments stated = new ConfiguredDeployments(top.get("deployments"), files, charts);
      List<Deployment> deployments = stated.deployments();
      List<String> problems = stated.problems().stream().map(Failures::describe).toList();
      if (!problems.isEmpty()) {
        throw new UsageException((problems.size() > 1 ? "the configuration is invalid\n" : "") + String.join("\n", problems));
      }
      return new StatedDeployments(deployments, stated.findings().detections());
    } catch (SourceException e) {
      throw new UsageException(Failures.describe(e));
    }
  }
}
