package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer.Failed;
import dev.esslint.analysis.Analyzer.PassedOver;
import dev.esslint.analysis.Reading;
import dev.esslint.finding.Baseline.Rest;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.Suppression;
import dev.esslint.report.Report;
import dev.esslint.report.Report.Checked;
import dev.esslint.report.Report.Failure;
import dev.esslint.report.Report.Hidden;
import dev.esslint.report.Report.Place;
import dev.esslint.report.Report.Skipped;
import dev.esslint.report.Told;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Deployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Adds up what comes of the requests of a run. */
final class Tally {
  private final List<Checked> checked = new ArrayList<>();
  private final List<Told> findings = new ArrayList<>();
  private final Counted counted = new Counted();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> noticed = new HashSet<>();
  private final Mask line;
  private final BaselineFile baseline;
  private final List<ValuePath> allowed;
  private final List<RuleInfo> hidden = new ArrayList<>();
  private int known;
  private int old;
  private boolean unreadable;
  private final int several;
  private final Set<Object> told = new HashSet<>();

  /**
   * @param line keeps what is secret on the command line
   * @param several how many deployments there are
   * @param allowed paths that may be unknown
   */
  Tally(Mask line, BaselineFile baseline, int several, List<ValuePath> allowed) {
    this.allowed = allowed;
    this.several = several;
    this.line = line;
    this.baseline = baseline;
  }

  void skip(String name, String reason) {
    skipped.add(new Skipped(line.shown(name), line.shown(reason)));
  }

  /** Adds an input that cannot be read. */
  void fail(String name, String reason) {
    failures.add(new Failure(line.shown(name), line.shown(reason), Optional.empty()));
  }

  List<Failure> failures() {
    return failures;
  }

  /** Whether a part of an input could not be read. */
  boolean isUnreadable() {
    return unreadable;
  }

  /** Whether nothing was checked. */
  boolean isEmpty() {
    return checked.isEmpty();
  }

  void add(Analyzed result) {
    switch (result.read()) {
      case Reading reading -> add(Objects.requireNonNull(result.analysis()), result);
      case PassedOver(String file, String reason) -> skip(file, reason);
      case Failed(SourceException cause) -> {
        Failure failure = Failure.of(cause, line);
        if (told.add(failure.name() + position(failure) + failure.message())) { // several deployments may have a file in common
          failures.add(failure);
        }
      }
    }
  }

  /** Whether a file that several deployments have in common was not told of already. */
  private boolean isNew(Told finding) {
    Told.Spot at = finding.primary();
    return several == 1
        || told.add(List.of(finding.rule().id(), at.source().name(), at.span(), finding.message()));
  }

  private void add(Analysis analysis, Analyzed result) {
    Reading reading = analysis.reading();
    Deployment found = reading.request().found();
    Unseen unseen = found == null ? new Unseen(0, List.of()) : Unseen.of(found, allowed);
    checked.add(
        new Checked(
            reading.names().stream().map(line::shown).toList(),
            analysis.release(),
            line.shown(reading.target().chosen()),
            unseen.inputs(),
            unseen.remarks().stream().map(line::shown).toList()));
    for (Finding notice : analysis.notices()) {
      if (noticed.add(notice.message())) {
        findings.add(Told.of(notice, result.mask()));
      }
    }
    if (baseline.isIdle()) {
      boolean shared = reading.request().found() != null;
      Set<Object> seen = new HashSet<>();
      for (Told finding : result.findings()) {
        if (shared && !isNew(finding)) {
          seen.add(List.of(finding.rule().id(), finding.primary().source().name()));
        } else {
          add(finding);
        }
      }
      result.more().stream()
          .filter(some -> !seen.contains(List.of(some.rule().id(), some.file())))
          .forEach(counted::add);
    } else {
      Rest rest = baseline.rest(analysis, result.mask());
      rest.kept().forEach(finding -> add(Told.of(finding, result.mask())));
      result.more().forEach(counted::add);
      known += rest.hidden();
    }
    analysis.hidden().forEach(finding -> hidden.add(finding.rule()));
    old += result.old();
    unreadable |= !reading.isComplete();
  }

  private void add(Told finding) {
    if (counted.takes(finding)) {
      findings.add(finding);
    }
  }

  /** Tells what was found outside of the values. */
  void tell(Suppression some, Mask mask) {
    some.hidden().forEach(finding -> hidden.add(finding.rule()));
    Rest rest =
        baseline.isIdle() ? new Rest(some.kept(), 0) : baseline.rest(some.kept(), mask);
    known += rest.hidden();
    for (Finding finding : rest.kept()) {
      Told mistake = Told.of(finding, mask);
      // that the chart has no such key, or takes no such value, only follows from how it is written
      findings.removeIf(
          told ->
              told.rule().topic().isOfSchema() && isAt(mistake.primary(), told.primary()));
      if (counted.takes(mistake)) {
        findings.add(place(mistake), mistake);
      }
    }
  }

  /** Where a finding belongs among those of its file; behind all others if there are none. */
  private int place(Told mistake) {
    int place = findings.size();
    for (int i = findings.size() - 1; i >= 0; i--) {
      Told.Spot other = findings.get(i).primary();
      if (other.source().name().equals(mistake.primary().source().name())) {
        if (other.span().start() <= mistake.primary().span().start()) {
          return i + 1;
        }
        place = i;
      }
    }
    return place;
  }

  private static boolean isAt(Told.Spot one, Told.Spot other) {
    return one.span().start() == other.span().start()
        && one.source().name().equals(other.source().name());
  }

  Report report() {
    return new Report(
        EsslintVersion.current(),
        checked,
        findings,
        counted.more(),
        new Hidden(0, known, old, List.of()).with(hidden),
        skipped,
        failures);
  }

  /** Where an input cannot be read, as it stands behind the name; empty for nowhere. */
  static String position(Failure failure) {
    if (failure.place().isEmpty()) {
      return "";
    }
    Place place = failure.place().get();
    return ":" + place.source().position(place.span().start());
  }
}
