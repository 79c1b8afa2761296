package dev.esslint.text;

import java.util.Optional;

/** A text that cannot be read, or that is no YAML to Helm. The message is for the user and ends without a period. */
public final class SourceException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Optional<Place> place;

  /** Only of a text that cannot be read as a whole; the name of others is made when somebody asks. */
  private final String sourceName;

  /**
   * Where in a text.
   *
   * @param source the text
   * @param span the offending characters; may be empty
   */
  public record Place(SourceText source, Span span) {}

  public SourceException(String message, String sourceName) {
    this(message, sourceName, Optional.empty());
  }

  public SourceException(String message, SourceText source, Span span) {
    this(message, "", Optional.of(new Place(source, span)));
  }

  /** Without a stack trace: it is about the text, a file may hold a hundred thousand of them, and the trace is most of its size. */
  private SourceException(String message, String sourceName, Optional<Place> place) {
    super(message, null, false, false);
    this.sourceName = sourceName;
    this.place = place;
  }

  public String sourceName() {
    return place.map(at -> at.source().name()).orElse(sourceName);
  }

  /** The place of the error; empty where the text as a whole cannot be read. */
  public Optional<Place> place() {
    return place;
  }
}
