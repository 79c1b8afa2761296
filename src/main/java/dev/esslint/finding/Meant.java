package dev.esslint.finding;

import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;

/** What is known about the values as somebody meant them who wrote what the chart refuses. */
public sealed interface Meant {

  /**
   * What stands at one path is meant for another one.
   *
   * @param from a path of the user's values
   * @param to where the chart reads it
   * @param value what would stand there; not always of the form that it has at {@code from}
   */
  record Moved(ValuePath from, ValuePath to, Value value) implements Meant {}

  /** What stands there has quotes, or lacks them; with the right ones it is this, which is certain. */
  record Quoted(ValuePath path, Value value) implements Meant {}

  /** What stands there is meant to be together with what a duplicate key hides. */
  record Dropped(ValuePath path, Value value) implements Meant {}

  /** Something is meant to stand there, and what it is cannot be told. */
  record Given(ValuePath path) implements Meant {}

  /** What stands there is nothing that this release has, such as a component of another release: it has no part in anything. */
  record Nothing(ValuePath path) implements Meant {}
}
