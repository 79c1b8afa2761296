package dev.esslint.model.base;

/** What the model says about something, and which value decides it. */
public sealed interface Stated {
  /** The value that decides it. */
  Basis basis();

  /**
   * It is known.
   *
   * @param text what it is, which is not empty
   */
  record Known(String text, Basis basis) implements Stated {}

  /** Surely nothing is there. */
  record Missing(Basis basis) implements Stated {}

  /**
   * It cannot be known.
   *
   * @param reason why, such as {@code it is a template}
   */
  record Unknown(String reason, Basis basis) implements Stated {}

  /** What is there; an empty text is nothing. */
  static Stated of(String text, Basis basis) {
    return text.isEmpty() ? new Missing(basis) : new Known(text, basis);
  }

  /** What it is; empty if nothing is there, or if it cannot be known. */
  default String text() {
    return "";
  }

  /** Whether surely nothing is there. */
  default boolean isMissing() {
    return this instanceof Missing;
  }

  /** This fact, or another one if surely nothing is there. */
  default Stated or(Stated otherwise) {
    return isMissing() ? otherwise : this;
  }
}
