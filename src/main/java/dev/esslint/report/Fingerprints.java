package dev.esslint.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
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

  /** The next finding's as a digest, for formats that know nothing else of a finding. */
  String digest(Told finding) {
    String whole = finding.primary().source().name() + "\n" + next(finding);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
