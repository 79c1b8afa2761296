package dev.esslint.probe;

import dev.esslint.probe.Verdict.Broken;
import dev.esslint.probe.Verdict.Suspicious;
import java.util.List;

/**
 * What a probe found.
 *
 * @param version the version of esslint
 * @param files the names of the layers
 * @param chart the release of the chart
 * @param chosen how the release was chosen; empty to say nothing
 * @param from where was asked from
 * @param findings what is wrong in the values already: errors, and what explains a failure
 * @param results in the order of the plan
 * @param omitted what was not asked
 */
public record ProbeReport(
    String version,
    List<String> files,
    String chart,
    String chosen,
    Vantage from,
    List<Known> findings,
    List<Result> results,
    List<Omitted> omitted) {

  /**
   * A finding in the values.
   *
   * @param rule its id
   * @param place such as {@code values.yaml:3:1}
   */
  public record Known(String rule, String level, String place, String message) {}

  /** The findings that explain a result. */
  List<Known> explaining(Result result) {
    List<Cause> causes = causes(result.verdict());
    return findings.stream().filter(known -> causes.stream().anyMatch(cause -> cause.rules().contains(known.rule()))).toList();
  }

  /** The causes of a verdict; none if nothing is wrong. */
  public static List<Cause> causes(Verdict verdict) {
    return switch (verdict) {
      case Broken broken -> broken.causes();
      case Suspicious suspicious -> suspicious.causes();
      case Verdict.Kept _, Verdict.Undecidable _ -> List.of();
    };
  }

  /** The word for a verdict in all formats. */
  static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Kept _ -> "kept";
      case Broken _ -> "broken";
      case Suspicious _ -> "suspicious";
      case Verdict.Undecidable _ -> "undecidable";
    };
  }

  /** What was seen, or why nothing can be said. */
  static String evidence(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Kept(String evidence) -> evidence;
      case Broken(List<Cause> _, String evidence) -> evidence;
      case Suspicious(List<Cause> _, String evidence) -> evidence;
      case Verdict.Undecidable(String reason, String _) -> reason;
    };
  }

  /** The id of the check that a verdict follows from; empty if none. */
  static String because(Verdict verdict) {
    return verdict instanceof Verdict.Undecidable(String _, String because) ? because : "";
  }

  /** How many results have a verdict of this word. */
  long count(String word) {
    return results.stream().filter(result -> word(result.verdict()).equals(word)).count();
  }

  /** Whether a promise is not kept. */
  public boolean isBroken() {
    return count("broken") > 0;
  }

  /** Whether nothing could be said about anything. */
  public boolean isBlind() {
    return count("undecidable") == results.size();
  }
}
