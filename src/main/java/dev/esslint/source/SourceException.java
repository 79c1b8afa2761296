package dev.esslint.source;

import java.util.Optional;

/** A text that cannot be read, or that is no YAML to Helm. The message is for the user and ends without a period. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String sourceName;
  private final transient Optional<Place> place;

  /**
   * Where in a text.
   *
   * @param source the text
   * @param span the offending characters; may be empty
   */
  public record Place(SourceText source, Span span) {}

  public SourceException(String message, String sourceName) {
    super(message);
    this.sourceName = sourceName;
    this.place = Optional.empty();
  }

  public SourceException(String message, SourceText source, Span span) {
    super(message);
    this.sourceName = source.name();
    this.place = Optional.of(new Place(source, span));
  }

  public String sourceName() {
    return sourceName;
  }

  /** The place of the error; empty where the text as a whole cannot be read. */
  public Optional<Place> place() {
    return place;
  }
}
