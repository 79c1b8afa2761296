package dev.esslint.workspace;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.text.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chart itself among the files of a run. */
public sealed interface LocalChart {

  /** What it is called in reports. */
  String shown();

  /**
   * Reads it.
   *
   * @throws ChartException if it is another chart, or one that esslint does not understand
   * @throws SourceException if one of its files cannot be read
   */
  Chart read() throws ChartException, SourceException;

  /**
   * A folder that holds all that there is to know of a chart.
   *
   * @param folder the files
   * @param name the folder that it lies in
   */
  record Unpacked(Folder folder, String name) implements LocalChart {
    @Override
    public String shown() {
      return folder.shown(name);
    }

    @Override
    public Chart read() throws ChartException, SourceException {
      Map<String, byte[]> files = new HashMap<>();
      for (String file : Charts.FILES) {
        if (folder.has(FileNames.file(name, file))) {
          files.put(file, bytes(folder, FileNames.file(name, file)));
        }
      }
      return Charts.read(files, shown());
    }
  }

  /**
   * An archive.
   *
   * @param folder the files
   * @param name its name
   */
  record Archive(Folder folder, String name) implements LocalChart {
    @Override
    public String shown() {
      return folder.shown(name);
    }

    @Override
    public Chart read() throws ChartException, SourceException {
      return Charts.read(bytes(folder, name), shown());
    }
  }

  /**
   * An archive that stands in a manifest, in base64.
   *
   * @param shown the manifest and the place in it
   */
  record Written(String shown, String base64) implements LocalChart {
    @Override
    public Chart read() throws ChartException, SourceException {
      byte[] archive = Base64Text.bytes(base64);
      if (archive == null) {
        throw new SourceException("it is not base64", shown);
      }
      return Charts.read(archive, shown);
    }
  }

  /** The chart in a folder; empty if the folder does not hold all that there is to know of one. */
  static Optional<LocalChart> in(Folder folder, String name) {
    return Charts.FILES.stream().allMatch(file -> folder.has(FileNames.file(name, file)))
        ? Optional.of(new Unpacked(folder, name))
        : Optional.empty();
  }

  /**
   * The charts in a folder, as {@code helm dependency update} and {@code helm pull} leave them: archives and one that is unpacked.
   *
   * @return by the releases that their names say, or the {@code Chart.yaml} of the one that is unpacked
   */
  static SortedMap<Release, LocalChart> all(Folder folder) {
    SortedMap<Release, LocalChart> found = new TreeMap<>();
    for (String name : folder.names()) {
      if (name.startsWith(ChartUse.NAME + "-") && name.endsWith(".tgz") && !name.contains("/")) {
        Release.parse(version(name)).ifPresent(release -> found.put(release, new Archive(folder, name)));
      }
    }
    String about = FileNames.file(ChartUse.NAME, "Chart.yaml");
    if (folder.has(about)) {
      try {
        Release.parse(Located.top(folder.yaml(about)).get("version").text())
            .ifPresent(release -> found.put(release, new Unpacked(folder, ChartUse.NAME)));
      } catch (SourceException e) {
        // Helm itself will tell
      }
    }
    return found;
  }

  /** The version that the name of an archive says; empty if it says none. */
  static String version(String archive) {
    return FileNames.base(archive)
        .replaceFirst("^" + ChartUse.NAME + "-?", "")
        .replaceFirst("\\.tgz$", "");
  }

  private static byte[] bytes(Folder folder, String file) {
    return folder.glance(file).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a file may be larger than others that are no YAML, since it is one of a chart. */
  static boolean isPart(String file) {
    return file.endsWith(".tgz") || file.endsWith("values.schema.json");
  }
}
