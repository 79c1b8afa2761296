package dev.esslint.input;

/** A revision cannot be looked at; the message says why, without a period. */
public final class GitException extends Exception {
  private static final long serialVersionUID = 1L;

  GitException(String message) {
    super(message);
  }
}
