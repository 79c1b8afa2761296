package dev.esslint.config;

import dev.esslint.finding.Bounded;
import dev.esslint.text.Position;
import java.util.List;
import java.util.stream.Collectors;

/** A file of esslint's own, such as a cluster file, that holds what it cannot. Its message has a line for each problem. */
public final class InvalidFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param message a sentence
   */
  public record Problem(Position position, String message) {}

  InvalidFileException(String name, List<Problem> problems) {
    super(
        problems.stream()
                .limit(Bounded.MOST)
                .map(p -> name + ":" + p.position() + ": " + p.message())
                .collect(Collectors.joining("\n"))
            + (problems.size() > Bounded.MOST
                ? "\nand " + (problems.size() - Bounded.MOST) + " more"
                : ""));
  }
}
