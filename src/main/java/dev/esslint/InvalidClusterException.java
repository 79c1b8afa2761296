package dev.esslint;

import dev.esslint.source.Position;
import java.util.List;
import java.util.stream.Collectors;

/** A cluster file that states what cannot be stated. Its message has a line for each problem. */
public final class InvalidClusterException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param message a sentence
   */
  public record Problem(Position position, String message) {}

  InvalidClusterException(String name, List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> name + ":" + p.position() + ": " + p.message())
            .collect(Collectors.joining("\n")));
  }
}
