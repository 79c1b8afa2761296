package dev.esslint.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A format that is text without any library. */
abstract class LineReport implements Reporter {

  @Override
  public final void write(Report report, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    write(report, text);
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  abstract void write(Report report, StringBuilder out);

  /** The message of a finding in one line that steers nothing. */
  static String message(Told finding) {
    return PlainText.paragraph(finding.message().toString());
  }

  /** How many findings of a rule in a file are only counted, as a sentence. */
  static String message(Untold more) {
    return "And " + more.count() + " more of " + more.rule().id() + " in this file.";
  }
}
