package dev.esslint.report;

import java.io.IOException;
import java.io.OutputStream;

/** A format of reports. The same report gives the same bytes: UTF-8, lines that end in LF, no locale, no clock. */
public interface Reporter {

  /**
   * Writes the whole report and flushes; the stream stays open.
   *
   * @throws IOException if the stream does not take it
   */
  void write(Report report, OutputStream out) throws IOException;
}
