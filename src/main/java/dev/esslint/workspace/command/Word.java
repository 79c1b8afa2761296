package dev.esslint.workspace.command;

import dev.esslint.text.Span;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Offsets;

/**
 * A word of a command.
 *
 * @param text what the shell makes of it; what it fills in and is not known stands there as {@code ${...}}
 * @param from where its characters are in the script
 * @param span the word as it is written
 * @param known whether nothing of it is filled in by something that is not known
 * @param many whether it is all elements of an array or all arguments of a script, so that it may become several words
 */
record Word(String text, Offsets from, Span span, boolean known, boolean many) {

  /** The text from an index on, with its places outside. */
  Excerpt after(int index, Excerpt script) {
    return script.with(text.substring(index), from.after(index)::outer);
  }
}
