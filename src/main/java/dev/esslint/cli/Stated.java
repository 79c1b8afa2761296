package dev.esslint.cli;

import dev.esslint.input.DiskFolder;
import dev.esslint.input.SourceReader;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceException.Place;
import dev.esslint.source.YamlReader;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Names;
import dev.esslint.workspace.configured.ConfiguredDeployments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deployments that the configuration states.
 *
 * @param clusters the files with facts about the cluster of those that have their own, by the name of the deployment
 */
record Stated(List<Deployment> deployments, Map<String, Setting> clusters) {
  static final Stated NOTHING = new Stated(List.of(), Map.of());

  /**
   * Reads them.
   *
   * @param configuration the name of the configuration, which has some
   * @throws UsageException if they cannot be what is stated
   */
  static Stated in(String configuration, SourceReader reader, Path folder)
      throws UsageException, IOException {
    try {
      Located top = Located.top(YamlReader.read(reader.read(configuration)));
      String at = Names.folder(configuration);
      DiskFolder files =
          DiskFolder.whole(
              folder.resolve(at.isEmpty() ? "." : at), at.isEmpty() ? "" : at + "/", reader);
      ConfiguredDeployments stated = new ConfiguredDeployments(top.get("deployments"), files);
      List<Deployment> deployments = stated.deployments();
      Map<String, Setting> clusters = new HashMap<>();
      for (Deployment one : deployments) {
        Optional<Located> cluster = stated.cluster(one.id());
        if (cluster.isPresent()) {
          Located named = cluster.get();
          clusters.put(
              one.id(),
              new Setting(
                  Path.of(configuration).resolveSibling(named.text()).toString(),
                  Optional.of(new Place(named.source(), named.span()))));
        }
      }
      return new Stated(deployments, clusters);
    } catch (SourceException e) {
      throw new UsageException(Failures.describe(e));
    }
  }
}
