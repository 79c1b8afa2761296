package dev.esslint.report;

import java.util.HashMap;
import java.util.Map;

/**
 * What makes a finding the same one in another run: its rule, its file, its value path, and how many equal ones came before it; no
 * line and no message, so that it stays the same when lines move or words change. One for each finding of a report, in its order.
 */
final class Fingerprints {
  private final Map<String, Integer> equal = new HashMap<>();

  /** The next finding's, for people and for SARIF: {@code RTC003:matrixRTC.sfu.manualIP:1}. The file is told beside it. */
  String next(Told finding) {
    String own = finding.rule().id() + ":" + finding.primary().path();
    int number = equal.merge(finding.primary().source().name() + "\n" + own, 1, Integer::sum);
    return own + ":" + number;
  }

  /** The next finding's, for formats that have one text for all of it. */
  String whole(Told finding) {
    return finding.primary().source().name() + ":" + next(finding);
  }
}
