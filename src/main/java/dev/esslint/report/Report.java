package dev.esslint.report;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Level;
import dev.esslint.finding.More;
import dev.esslint.finding.RuleInfo;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run amounts to.
 *
 * @param version the version of esslint
 * @param checked the deployments that were checked
 * @param findings what was found, in the order in which it is told
 * @param more what is counted beside them
 * @param skipped inputs that were left out on purpose
 * @param failures inputs that could not be read
 * @param rules all rules that took part, also those that found nothing
 * @param secrets the characters that no format may print, by text; in any order
 */
public record Report(
    String version,
    List<Checked> checked,
    List<Finding> findings,
    List<More> more,
    List<Skipped> skipped,
    List<Failure> failures,
    List<RuleInfo> rules,
    Map<SourceText, List<Span>> secrets) {

  /**
   * A deployment that was checked.
   *
   * @param files the names of its layers, the last one wins
   * @param chart the release of the chart, such as {@code 26.8.1}
   * @param chosen how the release was chosen, such as {@code newest known}; empty to say nothing
   */
  public record Checked(List<String> files, String chart, String chosen) {}

  /**
   * An input that was left out.
   *
   * @param name as the user knows it
   * @param reason without a period
   */
  public record Skipped(String name, String reason) {}

  /**
   * An input that could not be read.
   *
   * @param name as the user knows it
   * @param message why, without a period
   * @param place where in the text, if it got that far
   */
  public record Failure(String name, String message, Optional<SourceException.Place> place) {}

  /** How many findings have exactly this level, told or not. */
  public int count(Level level) {
    int count = 0;
    for (Finding finding : findings) {
      count += finding.rule().level() == level ? 1 : 0;
    }
    for (More others : more) {
      count += others.rule().level() == level ? others.count() : 0;
    }
    return count;
  }
}
