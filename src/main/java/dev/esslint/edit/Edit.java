package dev.esslint.edit;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;

/**
 * A layer in its file, and what is to be written in its place.
 *
 * @param part what of the file holds the layer
 * @param text the same as there if the layer stays as it is
 */
public record Edit(SourceText file, Span part, String text) {

  /** Whether anything becomes another text. */
  public boolean isChange() {
    return !file.slice(part).equals(text);
  }
}
