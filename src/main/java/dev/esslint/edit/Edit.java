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

  /** Whether two of them are about the same characters and do not say the same of them. */
  public boolean contradicts(Edit other) {
    return file.name().equals(other.file.name())
        && part.start() < other.part.end()
        && other.part.start() < part.end()
        && (isChange() || other.isChange())
        && !(part.equals(other.part) && text.equals(other.text));
  }
}
