package dev.esslint.secret;

/** A text that may be printed: {@link Mask} has taken the secrets out of it. Nothing else makes one. */
public final class Shown {
  private final String text;

  Shown(String text) {
    this.text = text;
  }

  /** Whether there is nothing to print. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }

  /** The same as a sentence or two that quote values: what is longer than anybody reads is cut. */
  public Shown brief() {
    return new Shown(Shortened.message(text));
  }

  /** The same as text of several lines, of which what is longer than anybody reads is cut. */
  public Shown briefLines() {
    return new Shown(Shortened.remedy(text));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shown shown && text.equals(shown.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
