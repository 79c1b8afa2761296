package dev.esslint.chart;

import dev.esslint.source.Node;
import dev.esslint.source.Node.Entry;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Scalar.Str;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A chart {@code matrix-stack} that lies unpacked in a folder. */
public final class ChartFolder {
  private ChartFolder() {}

  /**
   * Reads the facts of the chart.
   *
   * @throws SourceException if one of its files is no YAML or JSON
   * @throws ChartException if the folder holds no {@code matrix-stack}, or one that esslint does not understand
   */
  public static Chart read(Path folder) throws SourceException, ChartException {
    Node about = parse(folder.resolve("Chart.yaml"));
    String name = text(about, "name");
    if (!name.equals("matrix-stack")) {
      throw new ChartException(
          folder + " holds the chart `" + name + "`, esslint knows `matrix-stack` only");
    }
    Release release = release(folder, text(about, "version"));
    Node defaults = parse(folder.resolve("values.yaml"));
    if (!(defaults instanceof MapNode)) {
      throw new ChartException(folder.resolve("values.yaml") + " is no mapping");
    }
    Path schema = folder.resolve("values.schema.json");
    return new Chart(
        release.toString(),
        Facts.placeless(defaults),
        Facts.schema(parse(schema), schema.toString()));
  }

  /** Sources between releases call themselves {@code -dev} of some other version; then the name of the folder counts. */
  private static Release release(Path folder, String version) throws ChartException {
    if (version.endsWith("-dev")) {
      Optional<Release> named =
          Release.parse(folder.toAbsolutePath().normalize().getFileName().toString());
      if (named.isPresent()) {
        return named.get();
      }
    }
    return Release.parse(version.replaceFirst("-dev$", ""))
        .orElseThrow(
            () ->
                new ChartException(
                    folder.resolve("Chart.yaml")
                        + " gives the version `"
                        + version
                        + "`, not one like 26.8.1"));
  }

  private static String text(Node about, String key) {
    return about instanceof MapNode(var span, var entries)
            && entries.get(key)
                instanceof Entry(var at, ScalarNode(var there, Str(String text), var style))
        ? text
        : "";
  }

  private static Node parse(Path file) throws SourceException, ChartException {
    try {
      return YamlReader.read(new SourceText(file.toString(), Files.readString(file))).root();
    } catch (CharacterCodingException e) {
      throw new ChartException(file + " is not UTF-8");
    } catch (IOException e) {
      throw new ChartException(file + " cannot be read");
    }
  }
}
