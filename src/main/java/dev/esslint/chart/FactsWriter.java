package dev.esslint.chart;

import dev.esslint.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what is known about a release into the project's folder {@code schemas}. */
public final class FactsWriter {
  /** The file with what was measured of the templates of a release, in the folder of its facts. */
  public static final String TEMPLATES = "templates.json";

  private FactsWriter() {}

  /**
   * Writes {@code matrix-stack/<release>/values.json} and {@code schema.json}; the same chart gives the same bytes.
   *
   * @param schemas the folder {@code schemas}
   * @return the folder of the release
   */
  public static Path write(Chart chart, Path schemas) throws IOException {
    Path folder = schemas.resolve("matrix-stack").resolve(chart.release());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("values.json"), FactsJson.lines(chart.defaults()));
    Files.writeString(
        folder.resolve("schema.json"), FactsJson.lines(SharedSchemas.share(chart.schema())));
    return folder;
  }

  /**
   * Writes {@code matrix-stack/<release>/templates.json}.
   *
   * @param templates what was measured of the templates, for {@link TextUses}
   */
  public static void write(String release, Node templates, Path schemas) throws IOException {
    Path folder = schemas.resolve("matrix-stack").resolve(release);
    Files.writeString(folder.resolve(TEMPLATES), FactsJson.lines(templates));
  }
}
