package dev.esslint.map;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A format of maps. The same deployment gives the same bytes: UTF-8, lines that end in LF, no
 * locale, no clock.
 */
public sealed interface MapWriter permits TextMap, JsonMap, MermaidMap, SvgMap, HtmlMap {

  /**
   * Writes the whole map and flushes; the stream stays open.
   *
   * @throws IOException if the stream does not take it
   */
  void write(DeploymentMap map, OutputStream out) throws IOException;
}
