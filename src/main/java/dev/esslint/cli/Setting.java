package dev.esslint.cli;

import dev.esslint.text.SourceException.Place;
import java.util.Optional;

/**
 * The value of an option.
 *
 * @param text as on the command line; a path is relative to the working directory
 * @param place where the configuration says it; empty on the command line
 */
record Setting(String text, Optional<Place> place) {

  /** A value on the command line. */
  Setting(String text) {
    this(text, Optional.empty());
  }

  /** Whether the configuration says it, and not the command line. */
  boolean isConfigured() {
    return place.isPresent();
  }

  /** The error that this value is wrong. */
  UsageException wrong(String message) {
    return new UsageException(place.map(Failures::prefix).orElse("") + message);
  }
}
