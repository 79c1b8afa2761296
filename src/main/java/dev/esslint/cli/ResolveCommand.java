package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Reading;
import dev.esslint.chart.Chart;
import dev.esslint.finding.NamedPlace.Part;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint resolve FILE...}. */
final class ResolveCommand implements Command {

  /** The formats of values. */
  private enum Format {
    YAML,
    JSON
  }

  private final Terminal terminal;

  ResolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint resolve",
            "Prints the values that Helm gives to the chart: the merged files (later ones override earlier",
            "ones), then --set and similar options, over the chart's defaults. Secrets are shown as "
                + Mask.MASK
                + ".");
    LayerFiles.addTo(spec);
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    Settings.options().forEach(spec::addOption);
    spec.addOption(Command.option("FORMAT", "yaml or json. Default: yaml.", "--format").build());
    spec.addOption(Command.flag("Leave out the defaults of the chart.", "--no-defaults").build());
    spec.addOption(
        Command.option(
                "PATH",
                "Show which file and line set the value at this path, and what it overrides.",
                "--why")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    List<Layer.Argument> arguments = SetOptions.of(parsed, reader);
    Settings settings = Settings.of(parsed, reader, terminal);
    Analyzer analyzer = new Analyzer(ChartChoice.of(settings, terminal.folder()), List::of, null);
    Reading reading = LayerFiles.read(analyzer, parsed, settings, arguments, reader, "resolve");
    Chart chart = reading.subject().chart();
    ResolvedValues values = reading.values();
    Mask mask = reading.mask(reading.sources(), values);
    MapValue root = parsed.has("--no-defaults") ? values.written() : values.root();
    String why = parsed.value("--why", "");
    if (!why.isEmpty()) {
      terminal.print(mask.shown(explain(path(why), root, values, chart, mask)));
      return ExitStatus.CLEAN;
    }
    Value shown = mask.shown(root);
    terminal.print(
        mask.shown(
            switch (Choice.of(settings, "--format", Format.YAML)) {
              case YAML -> Visible.escaped(YamlText.of(shown), true);
              case JSON -> Visible.escaped(JsonText.of(shown) + "\n", false);
            }));
    return ExitStatus.CLEAN;
  }

  private static ValuePath path(String text) throws UsageException {
    try {
      return ValuePath.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String explain(ValuePath path, MapValue root, ResolvedValues values, Chart chart, Mask mask)
      throws UsageException {
    Optional<Value> value = ResolvedValues.below(root, path);
    if (value.isPresent()) {
      // a key that is a secret itself is not found among what may be shown
      String text =
          ResolvedValues.below(mask.shown(root), path)
              .map(masked -> Visible.escaped(YamlText.of(masked).strip(), true))
              .orElse(Mask.MASK);
      return Visible.of(path.toString())
          + ":"
          + (text.contains("\n") ? "\n" + text.indent(2) : " " + text + "\n")
          + chain("set", value.get().origin(), chart);
    }
    Optional<Origin> deleted = deleted(path, values);
    if (deleted.isPresent()) {
      return Visible.of(path.toString()) + ": not set\n" + chain("removed by a null", deleted.get(), chart);
    }
    throw new UsageException("nothing is set at `" + path + "`, and there is no default");
  }

  /** The place of the null that took a default at this path, or one above it, away. */
  private static Optional<Origin> deleted(ValuePath path, ResolvedValues values) {
    for (ValuePath at = path; !at.isRoot(); at = at.parent()) {
      Optional<Origin> deleted = values.deletedAt(at);
      if (deleted.isPresent()) {
        return deleted;
      }
    }
    return Optional.empty();
  }

  private static String chain(String verb, Origin top, Chart chart) {
    StringBuilder text = new StringBuilder();
    String word = verb;
    for (Origin origin = top; origin != null; origin = origin.overridden()) {
      text.append("  ").append(word).append(' ').append(place(origin, chart)).append('\n');
      word = "over";
    }
    return text.toString();
  }

  private static String place(Origin origin, Chart chart) {
    Span span = Part.ENTRY.of(origin);
    return origin
        .layer()
        .source()
        .map(source -> "in " + Visible.of(source.name()) + ":" + source.position(span.start()))
        .orElse("by default in matrix-stack " + chart.release());
  }
}
