package dev.esslint.probe.inside;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.model.Model;
import dev.esslint.probe.Check;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Vantage;
import dev.esslint.text.SourceText;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.util.List;

/** Models for tests. */
final class Models {
  private Models() {}

  static Model of(String values) {
    return of(values, Installation.UNSTATED);
  }

  static Model of(String values, Installation installation) {
    try {
      Chart chart = Charts.builtIn().loadNewest();
      Layer layer = new Layer.File(YamlReader.read(new SourceText("values.yaml", values)));
      return Model.of(ResolvedValues.of(List.of(layer), new Layer.Defaults(chart.release(), chart.defaults()), installation), Charts.builtIn().newest(), null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static Model empty() {
    return of("{}");
  }

  static List<Check> inside(Model model) {
    return InsidePlan.of(Plan.of(model, Charts.builtIn().newest(), new Plan.Standpoint(Vantage.POD, "", "", List.of(), true)), model, Charts.builtIn().newest());
  }
}
