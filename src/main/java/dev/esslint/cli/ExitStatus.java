package dev.esslint.cli;

/** The exit statuses that the README promises. */
final class ExitStatus {
  /** Nothing at or above the threshold was found. */
  static final int CLEAN = 0;

  /** Something at or above the threshold was found. */
  static final int FINDINGS = 1;

  /** Wrong usage or configuration, or the report could not be written. */
  static final int USAGE = 2;

  /** An input cannot be read or is no YAML. */
  static final int INPUT = 3;

  /** A bug in esslint. */
  static final int BUG = 70;

  private ExitStatus() {}
}
