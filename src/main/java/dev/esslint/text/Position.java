package dev.esslint.text;

/**
 * A place in a text, as editors and SARIF count it.
 *
 * @param line from 1; LF, CR LF and CR end a line
 * @param column from 1, in UTF-16 units
 */
public record Position(int line, int column) implements Comparable<Position> {

  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
