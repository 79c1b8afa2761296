package dev.esslint.report;

import dev.esslint.report.Told.Spot;
import dev.esslint.text.Position;
import dev.esslint.text.Visible;
import java.nio.charset.StandardCharsets;

/**
 * Where a finding is, as formats of lines and columns have it.
 *
 * @param file as the user knows it, without {@code ./} at its start
 * @param start line and column from 1, the column in UTF-16 units
 * @param end one past the last character
 */
record Place(String file, Position start, Position end) {

  static Place of(Spot spot) {
    String name = spot.source().name().toString();
    return new Place(
        name.startsWith("./") ? name.substring(2) : name,
        spot.source().position(spot.span().start()),
        spot.source().position(spot.span().end()));
  }

  /** Whether it ends on the line on which it begins. */
  boolean isOneLine() {
    return start.line() == end.line();
  }

  /** The column of a place in a text in bytes of UTF-8, from 1. */
  static int byteColumn(Spot spot, Position position) {
    String line = spot.source().text();
    int from = spot.source().line(position.line()).start();
    return 1 + line.substring(from, from + position.column() - 1).getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return Visible.of(file) + ":" + start;
  }
}
