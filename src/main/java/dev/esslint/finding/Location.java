package dev.esslint.finding;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ValuePath;

/**
 * Where a finding points in the author's own text. What is about a value keeps its name to the end: which characters those are is worked out when
 * somebody asks.
 */
public sealed interface Location {

  /** The value it is about; for a default this is not what stands at {@link #span}. */
  ValuePath path();

  /** The text. */
  SourceText source();

  /** The characters to underline; may be empty. */
  Span span();

  /** What is to be seen there, without a period; empty for a primary location. */
  String note();

  /** The same characters, where they are about another value. */
  Location about(ValuePath other);

  /**
   * A part of a value.
   *
   * @param place its name; the part is one that is there
   * @param origin of what the user wrote: the value itself or the nearest thing around it, in a layer with a text
   */
  record OfValue(NamedPlace place, Origin origin) implements Location {
    @Override
    public ValuePath path() {
      return place.path();
    }

    @Override
    public SourceText source() {
      return origin.layer().source().orElseThrow();
    }

    @Override
    public Span span() {
      return place.part().of(origin);
    }

    @Override
    public String note() {
      return place.role();
    }

    @Override
    public Location about(ValuePath other) {
      return new OfValue(new NamedPlace(other, place.part(), place.role()), origin);
    }
  }

  /** Characters of a text that are no value of a deployment: a syntax error, a comment, a manifest, what Helm passes over. */
  record InText(ValuePath path, SourceText source, Span span, String note) implements Location {
    @Override
    public Location about(ValuePath other) {
      return new InText(other, source, span, note);
    }
  }

  /** Characters of a text that are about the values as a whole, to be mended there. */
  static Location in(SourceText source, Span span) {
    return new InText(ValuePath.ROOT, source, span, "");
  }
}
