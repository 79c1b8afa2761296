package dev.esslint.cli;

import dev.esslint.analysis.Reading;
import dev.esslint.analysis.Upgrade.Advice;
import dev.esslint.edit.Disputes;
import dev.esslint.edit.Edit;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Report.Hidden;
import dev.esslint.report.Told;
import dev.esslint.report.Untold;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.text.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up what is to be said about an upgrade, and what can be rewritten. */
final class UpgradeTally {
  private final String release;
  private final String chosen;
  private final List<Checked> checked = new ArrayList<>();
  private final Mask line;
  private final List<Told> findings = new ArrayList<>();
  private final Counted counted = new Counted();
  private final List<RuleInfo> hidden = new ArrayList<>();
  private final List<SourceException> failures = new ArrayList<>();
  private final List<Shown> kept = new ArrayList<>();
  private int found;
  private int mended;

  /**
   * Deployments, and what there is to say about each.
   *
   * @param deployments those that can be read
   * @param advices one for each
   */
  record Advised(List<Reading> deployments, List<Advice> advices) {}

  /**
   * @param line keeps what is secret on the command line
   */
  UpgradeTally(Mask line, String release, String chosen) {
    this.line = line;
    this.release = release;
    this.chosen = chosen;
  }

  /**
   * Adds up what can be mended.
   *
   * @return what is to be written; nothing for deployments that share a file and do not agree on it
   */
  List<Edit> agreed(Advised advised) {
    List<Advice> advices = advised.advices();
    Disputes disputes = new Disputes(advices.stream().flatMap(advice -> advice.edits().stream()).toList());
    List<Edit> agreed = new ArrayList<>();
    for (int i = 0; i < advices.size(); i++) {
      Advice advice = advices.get(i);
      found += advice.findings().size() + advice.more().stream().mapToInt(More::count).sum();
      advice.kept().forEach(finding -> keep(finding, advice.mask()));
      Optional<Edit> disputed = advice.edits().stream().filter(disputes::isDisputed).findFirst();
      if (disputed.isPresent()) {
        kept.add(
            line.shown(
                String.join(", ", advised.deployments().get(i).names())
                    + ": nothing is rewritten, since deployments that share "
                    + disputed.get().file().name()
                    + " need it changed in different ways"));
      } else {
        mended += advice.mended();
        agreed.addAll(advice.edits());
      }
    }
    return agreed;
  }

  void add(Advised advised) {
    for (int i = 0; i < advised.deployments().size(); i++) {
      add(advised.deployments().get(i), advised.advices().get(i));
    }
  }

  private void add(Reading reading, Advice advice) {
    checked.add(
        new Checked(
            reading.names().stream().map(line::shown).toList(), release, line.shown(chosen)));
    for (Finding finding : advice.findings()) {
      Told told = Told.of(finding, advice.mask());
      if (counted.takes(told)) {
        findings.add(told);
      }
    }
    advice.more().forEach(some -> counted.add(Untold.of(some, advice.mask())));
    hidden.addAll(advice.hidden().stream().map(Finding::rule).toList());
  }

  /** Takes down what the files alone cannot mend, for whom no report tells. */
  void keep(Finding finding, Mask mask) {
    Location place = finding.primary();
    kept.add(
        mask.shown(
            Failures.prefix(new SourceException.Place(place.source(), place.span()))
                + finding.rule().id()
                + " is not changed, because an argument sets it and only files can be rewritten"));
  }

  /** An input cannot be read. */
  void fail(SourceException cause) {
    failures.add(cause);
  }

  List<SourceException> failures() {
    return failures;
  }

  /** What the files alone cannot mend. */
  List<Shown> kept() {
    return kept;
  }

  String summary(String verb) {
    return verb + mended + " of " + found + (found == 1 ? " finding" : " findings");
  }

  Report report() {
    return new Report(
        EsslintVersion.current(),
        checked,
        findings,
        counted.more(),
        Hidden.NONE.with(hidden),
        List.of(),
        failures.stream().map(e -> Failure.of(e, line)).toList());
  }
}
