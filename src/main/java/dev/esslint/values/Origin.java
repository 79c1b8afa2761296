package dev.esslint.values;

import dev.esslint.text.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where a resolved value comes from.
 *
 * @param layer the last layer that gives it
 * @param key the span of its key there; of the item itself in a list; {@link Span#NONE} at the top and for defaults
 * @param value the span of the value there
 * @param overridden the origin in the layer below that it overrides, or that it was merged with if both are mappings
 */
public record Origin(Layer layer, Span key, Span value, @Nullable Origin overridden) {

  /** Whether the user wrote it, in whichever layer. */
  public boolean isWritten() {
    return !(layer instanceof Layer.Defaults);
  }

  /** This origin with another one below the lowest that it overrides. */
  Origin over(Origin lower) {
    return new Origin(layer, key, value, overridden == null ? lower : overridden.over(lower));
  }
}
