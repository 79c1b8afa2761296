package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Reading;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.Sources;
import dev.esslint.source.SourceException;
import dev.esslint.values.Layer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The layers of one deployment, as the commands take them that show what they come to. */
final class LayerFiles {
  private LayerFiles() {}

  /** Adds what names the layers to a command line. */
  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description("The values files of one deployment; later files override earlier ones. - is standard input.")
            .build());
    spec.addOption(
        Command.options("FILE", "The same, as in helm. These files come before the others.", "-f", "--values")
            .build());
  }

  /** The names of the layers, the last one strongest. */
  static List<String> names(Arguments parsed) {
    List<String> names = new ArrayList<>(parsed.values("--values"));
    names.addAll(parsed.positionals(0));
    return names;
  }

  /**
   * Reads layers.
   *
   * @throws SourceException if one cannot be read, is no YAML or holds no mapping, with the place
   */
  static Reading read(
      Analyzer analyzer, List<String> names, List<Layer.Argument> arguments, Sources sources)
      throws SourceException {
    return analyzer.read(new Request(names, arguments, false), sources).reading().complete();
  }
}
