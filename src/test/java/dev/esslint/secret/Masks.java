package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Masks for tests, and what they hide. */
public final class Masks {
  private Masks() {}

  /** A mask over given places. */
  public static Mask over(Map<SourceText, List<Span>> secrets) {
    Mask mask = Mask.none();
    secrets.forEach(
        (source, spans) -> spans.forEach(span -> mask.hide(source, span, source.slice(span))));
    return mask;
  }

  /** The mask over a values file. */
  public static Mask of(SourceText source) {
    return Mask.of(List.of(source), List.of(), null);
  }

  /** What a mask hides of a text, a piece for each line of a secret. */
  public static List<String> hidden(Mask mask, SourceText source) {
    ShownText shown = mask.shown(source);
    List<String> hidden = new ArrayList<>();
    for (Span span = shown.firstHidden(0, source.text().length());
        span != null;
        span = shown.firstHidden(span.end(), source.text().length())) {
      hidden.add(source.slice(span));
    }
    return hidden;
  }
}
