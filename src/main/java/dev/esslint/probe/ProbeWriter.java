package dev.esslint.probe;

import java.io.IOException;
import java.io.OutputStream;

/** A format of what a probe found. */
public sealed interface ProbeWriter permits TextProbe, JsonProbe, SarifProbe, JunitProbe {

  /**
   * Writes the whole report and flushes; the stream stays open.
   *
   * @throws IOException if the stream does not take it
   */
  void write(ProbeReport report, OutputStream out) throws IOException;
}
