package dev.esslint.model.fragment;

import dev.esslint.text.Span;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What texts in the user's layers stand for, by layer and by where they begin in it: very many may be asked for. */
public final class TextPlaces<T> {
  private final IdentityHashMap<Layer, NavigableMap<Integer, Text<T>>> texts = new IdentityHashMap<>();

  private record Text<T>(int end, T what) {}

  /**
   * Takes a text, which lies in no other one.
   *
   * @param span where it is in its layer
   * @param what it stands for
   */
  public void add(Layer layer, Span span, T what) {
    texts.computeIfAbsent(layer, key -> new TreeMap<>()).put(span.start(), new Text<>(span.end(), what));
  }

  /** What the text that something comes from stands for; empty if it comes from none. */
  public Optional<T> of(Origin origin) {
    NavigableMap<Integer, Text<T>> inLayer = texts.get(origin.layer());
    Map.Entry<Integer, Text<T>> nearest =
        inLayer == null ? null : inLayer.floorEntry(origin.value().start());
    return nearest != null && origin.value().end() <= nearest.getValue().end()
        ? Optional.of(nearest.getValue().what())
        : Optional.empty();
  }
}
