package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Mending;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that a run looks at, with the texts of some files as they would be.
 *
 * @param given texts that are no files
 * @param chosen the ids of the rules that are asked for; others take part to see what a change brings
 * @param known what was found so far
 */
record World(
    Arguments parsed,
    Settings settings,
    SourceReader reader,
    List<Layer.Argument> arguments,
    Terminal terminal,
    Map<String, SourceText> given,
    Set<String> chosen,
    Analyzers analyzers,
    KnownAnalyses known)
    implements Mending.World {

  static World of(
      Arguments parsed,
      Settings settings,
      SourceReader reader,
      Terminal terminal,
      Map<String, SourceText> given)
      throws Exception {
    Criteria criteria = Criteria.of(true, settings, reader, terminal);
    Set<String> chosen = new TreeSet<>();
    criteria.rules().get().forEach(rule -> chosen.add(rule.info().id()));
    List<Rule> rules =
        criteria
            .policy()
            .leveled(criteria.selection()::all)
            .get()
            .stream()
            .filter(rule -> !rule.info().optional() || chosen.contains(rule.info().id()))
            .toList();
    Analyzers analyzers =
        Analyzers.of(
            ChartChoice.of(settings, terminal.folder()),
            () -> rules,
            criteria,
            Runnable::run,
            DeploymentSettings.of(settings, criteria.selection(), reader));
    return new World(
        parsed,
        settings,
        reader,
        SetOptions.of(parsed, reader),
        terminal,
        given,
        Set.copyOf(chosen),
        analyzers,
        new KnownAnalyses());
  }

  /** Whether a rule is asked for. */
  boolean isChosen(RuleInfo rule) {
    return chosen.contains(rule.id());
  }

  /** What there is to look at. */
  Inputs inputs(SourceReader sources) throws UsageException, SourceException, IOException {
    return Lookup.of(parsed, settings, arguments, sources, terminal.folder()).inputs();
  }

  /**
   * What is there.
   *
   * @param outside what is found in the manifests themselves
   */
  record Seen(List<Analysis> analyses, List<Finding> outside) {}

  @Override
  public List<Analysis> analyses(Map<String, SourceText> changed)
      throws SourceException, ChartException, IOException {
    return seen(changed).analyses();
  }

  /** All that there is to see, with the texts of some files as they would be. */
  Seen seen(Map<String, SourceText> changed) throws SourceException, ChartException, IOException {
    Map<String, SourceText> texts = new HashMap<>(given);
    texts.putAll(changed);
    SourceReader sources = reader.with(Map.copyOf(texts));
    List<Analysis> analyses = new ArrayList<>();
    try {
      Lookup lookup = Lookup.of(parsed, settings, arguments, sources, terminal.folder());
      for (Request request : lookup.inputs().deployments()) {
        Optional<Analysis> before = known.of(request, texts, sources);
        if (before.isPresent()) {
          analyses.add(before.get());
          continue;
        }
        Analyzer analyzer = analyzers.of(request);
        Analyzer.Read read = analyzer.read(request, sources);
        if (!(read instanceof Analyzer.PassedOver)) {
          Analysis analysis = analyzer.analyze(read.reading().complete());
          known.add(request, texts, sources, analysis);
          analyses.add(analysis);
        }
      }
      return new Seen(analyses, analyzers.usual().outside(lookup.detections()).kept());
    } catch (UsageException e) {
      throw new SourceException(String.valueOf(e.getMessage()), ".");
    }
  }
}
