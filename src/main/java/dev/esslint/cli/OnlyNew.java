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
    Map<Entry, Integer> known = new HashMap<>();
    for (Finding finding : before.findings()) {
      known.merge(entry(finding, before, old), 1, Integer::sum);
    }
    Map<Entry, Integer> found = new HashMap<>();
    Rest here =
        new Baseline(Map.of(), known)
            .surplus(analysis.findings(), finding -> entry(finding, analysis, mask), found);
    // with one layer more or less a finding may stand in another file, and what Helm prints is one file for all layers
    Map<Entry, Integer> elsewhere = new HashMap<>();
    known.forEach(
        (entry, count) -> {
          int left = count - found.getOrDefault(entry, 0);
          if (left > 0) {
            elsewhere.merge(inAnyFile(entry), left, Integer::sum);
          }
        });
    Rest rest =
        new Baseline(Map.of(), elsewhere)
            .surplus(
                here.kept(),
                finding -> inAnyFile(entry(finding, analysis, mask)),
                new HashMap<>());
    Set<String> told = new HashSet<>();
    before.notices().forEach(notice -> told.add(notice.message()));
    return analysis.with(
        rest.kept(),
        analysis.notices().stream().filter(notice -> !told.contains(notice.message())).toList());
  }

  private static Entry entry(Finding finding, Analysis analysis, Mask mask) {
    return BaselineFile.entry(finding, analysis, mask, finding.primary().source().name());
  }

  private static Entry inAnyFile(Entry entry) {
    return new Entry(entry.rule(), "", entry.path(), entry.value());
  }
}
