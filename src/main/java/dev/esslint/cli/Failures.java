package dev.esslint.cli;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceException.Place;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Errors of inputs in one line. */
final class Failures {
  private Failures() {}

  /** {@code name:line:column: message}, as far as there is a place. */
  static String describe(SourceException e) {
    return e.place().map(Failures::prefix).orElse(e.sourceName() + ": ") + e.getMessage();
  }

  /** {@code name:line:column: } before a message. */
  static String prefix(Place place) {
    return place.source().name() + ":" + place.source().position(place.span().start()) + ": ";
  }

  /** Why a file could not be written, in words. */
  static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException none -> "this folder does not exist";
      case AccessDeniedException denied -> "permission denied";
      case InvalidPathException invalid -> invalid.getReason();
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
