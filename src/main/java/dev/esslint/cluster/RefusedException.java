package dev.esslint.cluster;

import dev.esslint.text.SourceText;

/** What must not, or cannot, become part of a cluster file. The message is for the user and holds nothing of the text. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }

  /** One about a place in a text. */
  static RefusedException at(SourceText source, int offset, String message) {
    return new RefusedException(source.name() + ":" + source.position(offset).line() + ": " + message);
  }
}
