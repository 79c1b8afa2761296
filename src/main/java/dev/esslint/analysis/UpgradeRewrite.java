package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartException;
import dev.esslint.edit.Edit;
import dev.esslint.edit.LayerTexts;
import dev.esslint.edit.Rewrite;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Level;
import dev.esslint.finding.More;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import dev.esslint.values.set.SetExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the changes of an upgrade that a machine can make safely in the layers of a deployment. */
final class UpgradeRewrite {
  private final Reading reading;
  private final Linter linter;
  private final CheckRules checks;
  private final Subject to;
  private final LayerTexts layers;
  private final Rewrite rewrite;
  private final List<Finding> kept = new ArrayList<>();
  private int mended;

  /**
   * @param to what the layers are for then
   */
  UpgradeRewrite(Reading reading, Linter linter, CheckRules checks, Subject to) {
    List<Document> documents = reading.nesting().documents();
    this.reading = reading;
    this.linter = linter;
    this.checks = checks;
    this.to = to;
    this.layers = reading.areParts() ? LayerTexts.parts(documents) : LayerTexts.files(documents);
    this.rewrite = new Rewrite(layers.documents());
  }

  /** Makes the change of a finding, if that is safe; gives the finding with what became of that. */
  Finding made(Finding finding) {
    List<Fix> fixes = finding.repair().fixes();
    Optional<SetExpression> argument = argument(reading.nesting().arguments(), fixes);
    if (argument.isPresent()) {
      kept.add(reading.nesting().inFiles(finding));
      return finding.noted(leftAlone(argument.get()));
    }
    if (finding.repair().safe() && rewrite.make(fixes, changed -> errors(changed) <= errors(rewrite.documents()))) {
      mended++;
      return finding.noted("`--write` does this").replacing(Rewrite.replacements(layers, fixes));
    }
    return finding;
  }

  /** How many errors there are with the new release; what stands at a wrong place can bring more. */
  private long errors(List<Document> documents) {
    try {
      Bounded<Finding> found = linter.find(reading.values(documents, to), to).findings();
      return found.told().stream().filter(f -> f.rule().level() == Level.ERROR).count()
          + checks.more(found).stream()
              .filter(more -> more.rule().level() == Level.ERROR)
              .mapToInt(More::count)
              .sum();
    } catch (ChartException e) {
      throw new IllegalStateException(e); // the schema was good enough for the findings
    }
  }

  /** The argument that takes part in what changes would change: in the files alone they would do something else. */
  private static Optional<SetExpression> argument(List<Layer.Argument> arguments, List<Fix> fixes) {
    return arguments.stream()
        .filter(argument -> fixes.stream().anyMatch(fix -> takesPart(argument, fix)))
        .map(Layer.Argument::expression)
        .findFirst();
  }

  private static boolean takesPart(Layer.Argument argument, Fix fix) {
    return fix.changes().stream().anyMatch(argument::touches);
  }

  private static String leftAlone(SetExpression argument) {
    return "`--write` does not change it: `"
        + argument.kind().option()
        + "` also sets it, and only files can be rewritten";
  }

  /** The layers with all changes made. */
  List<Edit> edits() {
    return layers.edits(rewrite.documents());
  }

  /** How many findings the changes mend. */
  int mended() {
    return mended;
  }

  /** The findings that would be mended if an argument did not take part. */
  List<Finding> kept() {
    return List.copyOf(kept);
  }
}
