package dev.esslint.cli;

import dev.esslint.input.DiskFolder;
import dev.esslint.input.SourceReader;
import dev.esslint.source.SourceException;
import dev.esslint.source.YamlReader;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Names;
import dev.esslint.workspace.configured.ConfiguredDeployments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The deployments that the configuration states. */
final class Stated {
  private Stated() {}

  /**
   * Reads them.
   *
   * @param configuration the name of the configuration, which has some
   * @throws UsageException if they cannot be what is stated
   */
  static List<Deployment> in(String configuration, SourceReader reader, Path folder)
      throws UsageException, IOException {
    try {
      Located top = Located.top(YamlReader.read(reader.read(configuration)));
      String at = Names.folder(configuration);
      DiskFolder files =
          new DiskFolder(
              folder.resolve(at.isEmpty() ? "." : at),
              at.isEmpty() ? "" : at + "/",
              reader.edited());
      return new ConfiguredDeployments(top.get("deployments"), files).deployments();
    } catch (SourceException e) {
      throw new UsageException(Failures.describe(e));
    }
  }
}
