package dev.esslint.schema;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.text.Position;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Values for tests, over the newest release. */
final class Values {
  static final Chart CHART = Charts.builtIn().loadNewest();
  static final SchemaCheck CHECK = new SchemaCheck(CHART);
  static final Layer.Defaults DEFAULTS = new Layer.Defaults(CHART.release(), CHART.defaults());

  private Values() {}

  /** What texts make together, the last one strongest; their names are {@code 1.yaml}, {@code 2.yaml} and so on. */
  static ResolvedValues of(String... texts) throws SourceException {
    List<Layer> layers = new ArrayList<>();
    for (String text : texts) {
      layers.add(new Layer.File(read((layers.size() + 1) + ".yaml", text)));
    }
    return ResolvedValues.of(layers, DEFAULTS);
  }

  static Document read(String name, String text) throws SourceException {
    return YamlReader.read(new SourceText(name, text));
  }

  /** Findings as lines: place, check, message and, after an arrow, the remedy; related places indented below. */
  static String explained(String... texts) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (Detection found : CHECK.violations(of(texts))) {
      Position at = found.primary().source().position(found.primary().span().start());
      lines.append(found.primary().source().name()).append(':').append(at);
      lines.append(" [").append(found.check().label()).append("] ").append(found.message());
      lines.append(found.remedy().isEmpty() ? "" : " -> " + found.remedy()).append('\n');
      found
          .related()
          .forEach(
              place ->
                  lines
                      .append("  ")
                      .append(place.source().name())
                      .append(':')
                      .append(place.source().position(place.span().start()))
                      .append(' ')
                      .append(place.note())
                      .append('\n'));
    }
    return lines.toString();
  }
}
