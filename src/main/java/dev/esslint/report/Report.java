package dev.esslint.report;

import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.secret.ShownText;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run amounts to, as far as it may be printed.
 *
 * @param version the version of esslint
 * @param checked the deployments that were checked
 * @param findings what was found, in the order in which it is told
 * @param more what is counted beside them
 * @param hidden how many findings are not reported on purpose
 * @param skipped inputs that were left out on purpose
 * @param failures inputs that could not be read
 * @param documentation where the pages of the rules are
 */
public record Report(
    String version,
    List<Checked> checked,
    List<Told> findings,
    List<Untold> more,
    Hidden hidden,
    List<Skipped> skipped,
    List<Failure> failures,
    Documentation documentation) {

  /** A report with links to the usual pages of rules. */
  public Report(
      String version,
      List<Checked> checked,
      List<Told> findings,
      List<Untold> more,
      Hidden hidden,
      List<Skipped> skipped,
      List<Failure> failures) {
    this(version, checked, findings, more, hidden, skipped, failures, Documentation.USUAL);
  }

  /** The same with links to other pages of rules. */
  public Report with(Documentation other) {
    return new Report(version, checked, findings, more, hidden, skipped, failures, other);
  }

  /**
   * A deployment that was checked.
   *
   * @param files the names of its layers, the last one wins
   * @param chart the release of the chart, such as {@code 26.8.1}
   * @param chosen how the release was chosen, such as {@code newest known}; empty to say nothing
   * @param unseen how many of its inputs are not in the files
   * @param remarks what was taken for granted, each a sentence
   */
  public record Checked(
      List<Shown> files, String chart, Shown chosen, int unseen, List<Shown> remarks) {
    /** One of which all is known. */
    public Checked(List<Shown> files, String chart, Shown chosen) {
      this(files, chart, chosen, 0, List.of());
    }
  }

  /**
   * Findings that are not reported on purpose.
   *
   * @param suppressed how many comments hide
   * @param known how many are in the baseline
   * @param old how many the values that are deployed have, too
   * @param refused the ids of the rules of those that Helm refuses all the same
   */
  public record Hidden(int suppressed, int known, int old, List<String> refused) {
    public static final Hidden NONE = new Hidden(0, 0, 0, List.of());

    /** The same with findings of these rules suppressed. */
    public Hidden with(List<RuleInfo> rules) {
      if (rules.isEmpty()) {
        return this;
      }
      return new Hidden(
          suppressed + rules.size(),
          known,
          old,
          rules.stream()
              .filter(rule -> rule.kind() == RuleClass.REJECTED)
              .map(RuleInfo::id)
              .distinct()
              .sorted()
              .toList());
    }
  }

  /**
   * An input that was left out.
   *
   * @param name as the user knows it
   * @param reason without a period
   */
  public record Skipped(Shown name, Shown reason) {}

  /**
   * An input that could not be read.
   *
   * @param name as the user knows it
   * @param message why, without a period
   * @param place where in the text, if it got that far
   */
  public record Failure(Shown name, Shown message, Optional<Place> place) {

    /** What may be told of an error. */
    public static Failure of(SourceException error, Mask mask) {
      return new Failure(
          mask.shown(error.sourceName()),
          mask.shown(String.valueOf(error.getMessage())),
          error.place().map(place -> new Place(mask.shown(place.source()), place.span())));
    }
  }

  /** Where in a text. */
  public record Place(ShownText source, Span span) {}

  /** The same with the gravest findings first, otherwise in their order. */
  public Report bySeverity() {
    List<Told> sorted = new ArrayList<>();
    for (Level level : Level.values()) {
      for (Told finding : findings) {
        if (finding.rule().level() == level) {
          sorted.add(finding);
        }
      }
    }
    return new Report(version, checked, sorted, more, hidden, skipped, failures, documentation);
  }

  /** How many findings have exactly this level, told or not. */
  public int count(Level level) {
    int count = 0;
    for (Told finding : findings) {
      count += finding.rule().level() == level ? 1 : 0;
    }
    for (Untold others : more) {
      count += others.rule().level() == level ? others.count() : 0;
    }
    return count;
  }
}
