package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Former;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Baseline;
import dev.esslint.finding.Baseline.Entry;
import dev.esslint.finding.Baseline.Rest;
import dev.esslint.finding.Finding;
import dev.esslint.secret.Mask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells what values have that those that are deployed do not have. What counts as the same is what does so for a baseline. */
final class OnlyNew {
  private OnlyNew() {}

  /**
   * Takes away what the deployed values have, too.
   *
   * @param analyzer reads the deployed values with the charts beside them
   */
  static Analysis of(Analysis analysis, Mask mask, Former former, Analyzer analyzer)
      throws ChartException {
    Analysis before = analyzer.analyze(former.alone());
    Mask old = before.mask();
    // one file of what Helm prints may stand for several layers
    Set<String> names = Set.copyOf(analysis.reading().names());
    boolean byFile = names.containsAll(before.reading().names());
    Map<Entry, Integer> known = new HashMap<>();
    for (Finding finding : before.findings()) {
      known.merge(entry(finding, before, old, byFile), 1, Integer::sum);
    }
    Baseline baseline = new Baseline(Map.of(), known);
    Rest rest =
        baseline.surplus(
            analysis.findings(),
            finding -> entry(finding, analysis, mask, byFile),
            new HashMap<>());
    Set<String> told = new HashSet<>();
    before.notices().forEach(notice -> told.add(notice.message()));
    return analysis.with(
        rest.kept(),
        analysis.notices().stream().filter(notice -> !told.contains(notice.message())).toList());
  }

  private static Entry entry(Finding finding, Analysis analysis, Mask mask, boolean byFile) {
    return BaselineFile.entry(
        finding, analysis, mask, byFile ? finding.primary().source().name() : "");
  }
}
