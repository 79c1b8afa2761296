package dev.esslint.model.base;

/**
 * A fact of the model: what it is, or why that cannot be known, and which value decides it.
 *
 * @param text what it is; empty if nothing is there, or if it cannot be known
 * @param unknown why it cannot be known, such as {@code it is a template}; empty if it can
 */
public record Stated(String text, String unknown, Basis basis) {

  public static Stated of(String text, Basis basis) {
    return new Stated(text, "", basis);
  }

  public static Stated unknown(String reason, Basis basis) {
    return new Stated("", reason, basis);
  }

  public boolean isKnown() {
    return unknown.isEmpty();
  }

  /** Whether surely nothing is there. */
  public boolean isMissing() {
    return isKnown() && text.isEmpty();
  }

  /** This fact, or another one if surely nothing is there. */
  public Stated or(Stated otherwise) {
    return isMissing() ? otherwise : this;
  }
}
