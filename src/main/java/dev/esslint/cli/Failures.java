package dev.esslint.cli;

import dev.esslint.source.SourceException;

/** Errors of inputs in one line. */
final class Failures {
  private Failures() {}

  /** {@code name:line:column: message}, as far as there is a place. */
  static String describe(SourceException e) {
    return e.sourceName()
        + e.place().map(p -> ":" + p.source().position(p.span().start())).orElse("")
        + ": "
        + e.getMessage();
  }
}
