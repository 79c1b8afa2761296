package dev.esslint.authoring;

import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What becomes of a bad example whose remedy is followed, as {@link Remedy} says: the finding goes, and no other of level warning or
 * above comes.
 *
 * @param example the number of the example among all of the rule, from 0
 * @param alternative the number of the alternative that was followed, from 0
 * @param after the example then, alone; empty if the remedy cannot be followed
 * @param failures what is wrong; empty if the remedy cures
 */
public record Cure(int example, int alternative, Optional<Example> after, List<String> failures) {

  /**
   * Follows every alternative of the remedy of a rule, by itself, in every bad example.
   *
   * @return nothing if the remedy holds no YAML
   */
  public static List<Cure> of(Rule rule, ExampleRuns runs)
      throws SourceException, ChartException, InvalidFileException {
    List<Cure> cures = new ArrayList<>();
    List<Example> examples = rule.info().examples();
    for (int i = 0; i < examples.size() && rule.info().fix().contains("```yaml"); i++) {
      Example example = examples.get(i);
      if (!example.bad()) {
        continue;
      }
      List<SourceText> layers = runs.layers(example);
      List<Finding> before = runs.findings(rule, example, layers);
      List<List<Remedy>> remedies =
          before.stream()
              .filter(finding -> ExampleRuns.isOf(rule.info(), finding))
              .map(finding -> Remedy.alternatives(finding.remedy()))
              .toList();
      int most = remedies.stream().mapToInt(List::size).max().orElse(0);
      for (int choice = 0; choice < most; choice++) {
        cures.add(of(rule, runs, i, choice, before, remedies));
      }
    }
    return cures;
  }

  private static Cure of(
      Rule rule,
      ExampleRuns runs,
      int number,
      int choice,
      List<Finding> before,
      List<List<Remedy>> remedies)
      throws SourceException, ChartException, InvalidFileException {
    Example example = rule.info().examples().get(number);
    List<String> texts = runs.layers(example).stream().map(SourceText::text).toList();
    StringBuilder cluster = new StringBuilder(example.cluster());
    MapValue values = Remedy.merged(texts);
    for (List<Remedy> alternatives : remedies) {
      if (!alternatives.isEmpty()) {
        Remedy remedy = alternatives.get(Math.min(choice, alternatives.size() - 1));
        try {
          values = remedy.appliedTo(values);
        } catch (SourceException e) {
          return new Cure(
              number, choice, Optional.empty(), List.of("a patch in it is not YAML: " + e.getMessage()));
        } catch (IllegalStateException e) {
          return new Cure(
              number, choice, Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
        remedy.cluster().stream().filter(c -> cluster.indexOf(c) < 0).forEach(cluster::append);
      }
    }
    Example after =
        new Example(
            true,
            directives(texts) + YamlText.of(values),
            "",
            cluster.toString(),
            example.release(),
            example.from(),
            example.before(),
            true,
            example.name());
    Set<String> known = before.stream().map(f -> f.rule().id()).collect(Collectors.toSet());
    Set<String> wrong = new TreeSet<>();
    for (Finding finding : runs.findings(rule, after, runs.layers(after))) {
      if (ExampleRuns.isOf(rule.info(), finding)) {
        wrong.add("the finding remains: " + finding.message());
      } else if (finding.rule().level().atLeast(Level.WARNING)
          && !known.contains(finding.rule().id())) {
        wrong.add("it causes " + finding.rule().id() + ": " + finding.message());
      }
    }
    return new Cure(number, choice, Optional.of(after), List.copyOf(wrong));
  }

  /** The comments that say for which release the values are. */
  private static String directives(List<String> texts) {
    return texts.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("# esslint:"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
