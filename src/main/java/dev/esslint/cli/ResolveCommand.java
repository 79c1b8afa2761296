package dev.esslint.cli;

import dev.esslint.Linter;
import dev.esslint.chart.Chart;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.FileChecks;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.SourceException;
import dev.esslint.source.Span;
import dev.esslint.source.YamlReader;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Secrets;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code esslint resolve FILE...}. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Prints the values that Helm would run the chart with: the files merged, the last one wins, over the",
      "chart's defaults. Secrets are shown as (secret)."
    })
final class ResolveCommand implements Callable<Integer> {

  /** The formats of values. */
  enum Format {
    yaml,
    json
  }

  private final Terminal terminal;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The layers of one deployment, the last one wins; - is standard input.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = {"-f", "--values"},
      paramLabel = "FILE",
      description = "The same, as for helm.")
  private List<String> layers = new ArrayList<>();

  @Mixin private ChartOptions chartOptions = new ChartOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "yaml or json. Default: yaml.")
  private Format format = Format.yaml;

  @Option(names = "--no-defaults", description = "Leave the defaults of the chart out.")
  private boolean noDefaults;

  @Option(
      names = "--why",
      paramLabel = "PATH",
      description = "Tell which file and line set the value at this path, and what it overrode.")
  private @Nullable String why;

  ResolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    List<String> names = new ArrayList<>(layers);
    names.addAll(files);
    if (names.isEmpty()) {
      throw new UsageException("which values file?\nTry `esslint resolve --help`.");
    }
    Chart chart = chartOptions.chart();
    ResolvedValues values = new Linter(chart, List.of(), null).resolve(read(names));
    MapValue root = noDefaults ? values.written() : values.root();
    if (why != null) {
      terminal.print(explain(path(why), root, values, chart));
    } else {
      Value shown = Secrets.masked(root);
      terminal.print(
          switch (format) {
            case yaml -> YamlText.of(shown);
            case json -> JsonText.of(shown) + "\n";
          });
    }
    return ExitStatus.CLEAN;
  }

  private List<Document> read(List<String> names) throws SourceException {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
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

  private static ValuePath path(String text) throws UsageException {
    try {
      return ValuePath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String explain(ValuePath path, MapValue root, ResolvedValues values, Chart chart)
      throws UsageException {
    Optional<Value> value = ResolvedValues.below(root, path);
    if (value.isPresent()) {
      Value masked = ResolvedValues.below(Secrets.masked(root), path).orElseThrow();
      String text = YamlText.of(masked).strip();
      return path + ":" + (text.contains("\n") ? "\n" + text.indent(2) : " " + text + "\n")
          + chain("set", value.get().origin(), chart);
    }
    Optional<Origin> deleted = deleted(path, values);
    if (deleted.isPresent()) {
      return path + ": not set\n" + chain("taken away by a null", deleted.get(), chart);
    }
    throw new UsageException("nothing is set at `" + path + "`, and there is no default");
  }

  /** The place of the null that took a default at this path, or one above it, away. */
  private static Optional<Origin> deleted(ValuePath path, ResolvedValues values) {
    for (ValuePath at = path; !at.isRoot(); at = at.parent()) {
      if (at.last() instanceof Key(String name)
          && values.at(at.parent()).orElse(null) instanceof MapValue map
          && map.deleted().get(name) != null) {
        return Optional.ofNullable(map.deleted().get(name));
      }
    }
    return Optional.empty();
  }

  private static String chain(String verb, Origin top, Chart chart) {
    StringBuilder text = new StringBuilder();
    String word = verb;
    for (Origin origin = top; origin != null; origin = origin.overridden()) {
      text.append("  ").append(word).append(' ').append(place(origin, chart)).append('\n');
      word = "over what is given";
    }
    return text.toString();
  }

  private static String place(Origin origin, Chart chart) {
    return switch (origin.layer()) {
      case Layer.Defaults defaults -> "by default in matrix-stack " + chart.release();
      case Layer.File(Document document) -> {
        Span span = origin.key().equals(Span.NONE) ? origin.value() : origin.key();
        yield "in " + document.source().name() + ":" + document.source().position(span.start());
      }
    };
  }
}
