package dev.esslint.cli;

import dev.esslint.input.SourceReader;
import dev.esslint.rule.FileChecks;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.SourceException;
import dev.esslint.source.YamlReader;
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
            .description("The layers of one deployment, the last one wins; - is standard input.")
            .build());
    spec.addOption(
        Command.options("FILE", "The same, as for helm; before the others.", "-f", "--values")
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
  static List<Document> read(List<String> names, SourceReader reader) throws SourceException {
    List<Document> documents = new ArrayList<>();
    for (String name : names) {
      Document document = YamlReader.read(reader.read(name));
      if (!FileChecks.isMappingOrEmpty(document.root())) {
        Node root = document.root();
        throw new SourceException(
            "there is no mapping of keys to values at the top", document.source(), root.span());
      }
      documents.add(document);
    }
    return documents;
  }
}
