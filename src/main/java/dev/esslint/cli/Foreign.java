package dev.esslint.cli;

import dev.esslint.input.ChartBeside;
import dev.esslint.input.DiskFolder;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.input.VendoredCharts;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.ChartDefaults;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.plain.ForeignFile;
import java.util.List;

/** Names files that hold no values for what they are. */
final class Foreign {
  private Foreign() {}

  /** The same as {@link #reason(String, SourceReader, VendoredCharts)}; empty where a chart is named, which may have keys of its own. */
  static String reason(String file, SourceReader reader, Settings settings) {
    return !ChartChoice.path(settings).isEmpty() || NamedFiles.isOurs(file, reader)
        ? ""
        : reason(file, reader, new VendoredCharts(settings.charts()));
  }

  /** What a named file is, as the reason why it is passed over; empty if it may be a values file, or if reading it has to tell. */
  static String reason(String file, SourceReader reader, VendoredCharts charts) {
    String known = ForeignFile.byName(file).orElse("");
    int most = DiskFolder.largest(file);
    if (!known.isEmpty() && reader.folder().resolve(file).toFile().length() > most) {
      return "it is larger than " + (most >> 20) + " MiB, and larger files are not looked into";
    }
    if (!known.isEmpty() || !(file.equals(Inputs.STDIN) || reader.isFile(file))) {
      return known;
    }
    try {
      Document document = reader.document(file);
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      String below = ChartBeside.in(folder, reader).map(ChartBeside::alias).orElse("");
      return ForeignFile.byContent(
              document,
              Index.objectsOf(document),
              below,
              ChartDefaults.of(charts.of(List.of(file), reader).charts()))
          .orElseGet(() -> isYaml(file) || document.root() instanceof MapNode ? "" : "it is not YAML");
    } catch (SourceException e) {
      return isYaml(file) ? ofText(file, reader) : "it is not YAML";
    }
  }

  private static String ofText(String file, SourceReader reader) {
    try {
      return ForeignFile.byText(reader.read(file).text()).orElse("");
    } catch (SourceException e) {
      return ""; // whoever lints it tells
    }
  }

  private static boolean isYaml(String file) {
    return FileNames.isYaml(file) || file.endsWith(".json") || file.equals(Inputs.STDIN);
  }
}
