package dev.esslint.workspace;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.ValuePath;

/**
 * A value that cannot be told from the files.
 *
 * @param path where it stands in the values of the chart; the top for "anything that nothing later sets"
 * @param phase when it is filled in
 * @param reason why it cannot be told
 * @param type the type that it is known to have, as SOPS names it; empty for none
 * @param source the text that it is mentioned in
 * @param span its place there
 */
public record Unknown(
    ValuePath path, Phase phase, String reason, String type, SourceText source, Span span) {

  /** When something is filled in. */
  public enum Phase {
    /** Before Helm reads it, so that nothing can be said of what Helm makes of it. */
    BEFORE_HELM,
    /** After Helm, which sees the text as it is. */
    AFTER_HELM
  }

  Unknown at(ValuePath other) {
    return new Unknown(other, phase, reason, type, source, span);
  }
}
