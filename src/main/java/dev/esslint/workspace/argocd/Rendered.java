package dev.esslint.workspace.argocd;

import dev.esslint.text.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A text after a template.
 *
 * @param text what is known of it; what is not stands there as {@code ${...}}
 * @param back the span before for a span after
 * @param unknown what could not be told, as it is written
 * @param filled whether anything was filled in
 */
record Rendered(String text, UnaryOperator<Span> back, List<String> unknown, boolean filled) {

  /** A text without any template. */
  static Rendered plain(String text) {
    return new Rendered(text, span -> span, List.of(), false);
  }
}
