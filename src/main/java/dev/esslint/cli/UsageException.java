package dev.esslint.cli;

/** Wrong usage or configuration. The message is for the user. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
