package dev.esslint.report;

import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The spans whose characters must not be printed, made quick to ask for. */
final class SecretSpans {
  /** What stands for a secret of any length. */
  static final String MASK = "***";

  private final Map<SourceText, NavigableMap<Integer, Span>> spansByStart = new HashMap<>();

  SecretSpans(Map<SourceText, List<Span>> secrets) {
    secrets.forEach((source, spans) -> spansByStart.put(source, joined(spans)));
  }

  private static NavigableMap<Integer, Span> joined(List<Span> spans) {
    NavigableMap<Integer, Span> joined = new TreeMap<>();
    for (Span span : spans) {
      Span whole = span;
      Map.Entry<Integer, Span> other = joined.floorEntry(whole.end());
      while (other != null && other.getValue().end() >= whole.start()) {
        joined.remove(other.getKey());
        whole = whole.to(other.getValue());
        other = joined.floorEntry(whole.end());
      }
      if (whole.start() < whole.end()) {
        joined.put(whole.start(), whole);
      }
    }
    return joined;
  }

  /** The first secret that has characters in a range of a text. */
  @Nullable Span firstIn(SourceText source, int start, int end) {
    NavigableMap<Integer, Span> spans = spansByStart.get(source);
    if (spans == null) {
      return null;
    }
    Map.Entry<Integer, Span> around = spans.floorEntry(start);
    if (around != null && around.getValue().contains(start)) {
      return around.getValue();
    }
    Map.Entry<Integer, Span> next = spans.ceilingEntry(start);
    return next != null && next.getKey() < end ? next.getValue() : null;
  }
}
