package dev.esslint.workspace;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.text.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The chart itself among the files of a run.
 *
 * @param folder the files
 * @param name the folder that it lies in, or its archive
 */
public record LocalChart(Folder folder, String name) {
  private static final String SCHEMA = "values.schema.json";

  /** The chart in a folder; empty if the folder does not hold all that there is to know of one. */
  public static Optional<LocalChart> in(Folder folder, String name) {
    return Charts.FILES.stream().allMatch(file -> folder.has(below(name, file)))
        ? Optional.of(new LocalChart(folder, name))
        : Optional.empty();
  }

  /** What it is called in reports. */
  public String shown() {
    return folder.shown(name);
  }

  /**
   * Reads it.
   *
   * @throws ChartException if it is another chart, or one that esslint does not understand
   * @throws SourceException if one of its files cannot be read
   */
  public Chart read() throws ChartException, SourceException {
    if (name.endsWith(".tgz")) {
      return Charts.read(bytes(name), shown());
    }
    Map<String, byte[]> files = new HashMap<>();
    for (String file : Charts.FILES) {
      if (folder.has(below(name, file))) {
        files.put(file, bytes(below(name, file)));
      }
    }
    return Charts.read(files, shown());
  }

  private byte[] bytes(String file) {
    return folder.glance(file).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String below(String folder, String file) {
    return folder.isEmpty() ? file : folder + "/" + file;
  }

  /** Whether a file may be larger than others that are no YAML, since it is one of a chart. */
  public static boolean isPart(String file) {
    return file.endsWith(".tgz") || file.endsWith(SCHEMA);
  }
}
