package dev.esslint.model.base;

/** Whether something is there. */
public enum State {
  ON,
  OFF,
  /** A template or a placeholder decides it. */
  UNKNOWN
}
