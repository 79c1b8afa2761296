package dev.esslint.deployment;

/** Whether something is there. */
public enum State {
  ON,
  OFF,
  /** A template or a placeholder decides it. */
  UNKNOWN
}
