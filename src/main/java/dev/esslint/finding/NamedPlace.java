package dev.esslint.finding;

import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ValuePath;

/**
 * A place as checks, rules and facts name it, whatever the text is; a {@link Locator} says where that is.
 *
 * @param path the value
 * @param part what of it is to be underlined
 * @param role what is to be seen there, without a period; empty where something is to be mended
 */
public record NamedPlace(ValuePath path, Part part, String role) {

  /** What of a value is underlined. This is the one place that decides between key and value. */
  public enum Part {
    /** The key, or the item of a list; nothing for the whole of a file. */
    KEY {
      @Override
      public Span of(Origin origin) {
        return origin.key();
      }
    },
    /** The value; its key where it has no characters of its own. */
    VALUE {
      @Override
      public Span of(Origin origin) {
        return origin.value().end() > origin.value().start() ? origin.value() : origin.key();
      }
    },
    /** The key, and the value where there is no key, as where an argument gives all values. */
    ENTRY {
      @Override
      public Span of(Origin origin) {
        return origin.key().equals(Span.NONE) ? origin.value() : origin.key();
      }
    };

    /** The characters of this part, in the text that the origin is in. */
    public abstract Span of(Origin origin);
  }
}
