package dev.esslint.cli;

import dev.esslint.analysis.Aliased;
import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Analyzer.Failed;
import dev.esslint.analysis.Analyzer.Read;
import dev.esslint.analysis.Former;
import dev.esslint.analysis.Mendable;
import dev.esslint.analysis.Reading;
import dev.esslint.chart.ChartException;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.report.Told;
import dev.esslint.report.Untold;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request, with what is to be told of it, which is worked out where there are several threads to do it.
 *
 * @param analysis null if there is none
 * @param mask keeps its secrets; makes nothing where there is nothing to print
 * @param findings what may be told of its findings
 * @param more the same of what is counted beside them
 */
record Analyzed(
    Read read,
    @Nullable Analysis analysis,
    Mask mask,
    List<Told> findings,
    List<Untold> more,
    int old) {
  static Analyzed of(
      Analyzer analyzer,
      Request request,
      SourceReader reader,
      @Nullable Review review,
      boolean edits)
      throws ChartException {
    Read read = analyzer.read(request, reader);
    if (!(read instanceof Reading reading)) {
      return new Analyzed(read, null, Mask.none(), List.of(), List.of(), 0);
    }
    Former former = null;
    if (review != null) {
      try {
        former = review.former(reading);
      } catch (SourceException e) {
        return new Analyzed(new Failed(e), null, Mask.none(), List.of(), List.of(), 0);
      }
    }
    Analysis analysis = Aliased.once(Mendable.of(analyzer.analyze(reading, former), edits));
    Mask mask = analysis.findings().isEmpty() ? Mask.none() : analysis.mask();
    int all = analysis.findings().size();
    if (review != null) {
      analysis = review.told(analysis, mask);
    }
    return new Analyzed(
        read,
        analysis,
        mask,
        analysis.findings().stream().map(finding -> Told.of(finding, mask)).toList(),
        analysis.more().stream().map(some -> Untold.of(some, mask)).toList(),
        all - analysis.findings().size());
  }
}
