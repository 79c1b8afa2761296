package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Reading;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.text.SourceException;
import dev.esslint.values.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The layers of one deployment, as the commands take them that show what they come to. */
final class LayerFiles {
  /** So many deployments are named where one has to be picked. */
  private static final int MOST_NAMED = 10;

  private LayerFiles() {}

  /** The option that names the layers of one deployment. */
  static OptionSpec option() {
    return Command.options(
            "FILE", "A values file of one deployment, as in helm. Later files override earlier ones.", "-f", "--values")
        .build();
  }

  /** Adds what names the layers to a command line. */
  static void addTo(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description(
                "The values files of one deployment; later files override earlier ones. - is standard input. Or a manifest or"
                    + " a folder with one deployment.")
            .build());
    spec.addOption(
        Command.options("FILE", "The same, as in helm. These files come before the others.", "-f", "--values")
            .build());
    spec.addOption(Lookup.deploymentOption());
  }

  /**
   * Reads the layers that a command line names.
   *
   * @throws UsageException if it names none, or a manifest or a folder with several deployments
   * @throws SourceException if one cannot be read, is no YAML or holds no mapping, with the place
   */
  static Reading read(
      Analyzer analyzer,
      Arguments parsed,
      Settings settings,
      List<Layer.Argument> arguments,
      SourceReader reader,
      String command)
      throws UsageException, SourceException, IOException {
    List<String> names = named(parsed);
    boolean chosen = !parsed.values(Lookup.DEPLOYMENT).isEmpty();
    if (names.isEmpty() && arguments.isEmpty() && !chosen) {
      throw new UsageException("which values file?\nTry `esslint " + command + " --help`.");
    }
    Optional<Inputs> inputs = Lookup.unlessValues(parsed, settings, arguments, reader);
    Request request = inputs.isPresent() ? only(inputs.get()) : new Request(names, arguments, false);
    return analyzer.read(request, reader).reading().complete();
  }

  /** The files and folders that a command line names, in their order as layers. */
  static List<String> named(Arguments parsed) {
    List<String> names = new ArrayList<>(parsed.values("--values"));
    names.addAll(parsed.positionals(0));
    return names;
  }

  private static Request only(Inputs inputs) throws UsageException {
    List<Request> all = inputs.deployments();
    if (all.size() == 1) {
      return all.getFirst();
    }
    List<String> ids = new ArrayList<>();
    for (Request request : all.subList(0, Math.min(MOST_NAMED, all.size()))) {
      ids.add(request.found() == null ? String.join(" + ", request.files()) : request.found().id());
    }
    if (all.isEmpty()) {
      List<LeftOut> skipped = inputs.skipped();
      String why = skipped.size() == 1 ? " in " + skipped.getFirst().name() + ": " + skipped.getFirst().reason() : "";
      throw new UsageException("there is no deployment of the chart" + why);
    }
    throw new UsageException(
        "there are several deployments; "
            + Lookup.DEPLOYMENT
            + " picks one of them: "
            + String.join(", ", ids)
            + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more, which `esslint deployments` lists" : ""));
  }
}
