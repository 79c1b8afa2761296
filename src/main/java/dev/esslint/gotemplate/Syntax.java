package dev.esslint.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a template that has been read. */
sealed interface Syntax {

  /** What stands between other actions, and the actions. */
  sealed interface Node extends Syntax {}

  /** What is written as it stands. */
  record Text(String text) implements Node {}

  /** A pipeline whose result is written. */
  record Action(Pipeline pipeline) implements Node {}

  /** {@code if}, {@code with} or {@code range}. */
  record Branch(Kind kind, Pipeline pipeline, List<Node> body, List<Node> otherwise)
      implements Node {

    /** The statement that it is. */
    enum Kind {
      IF,
      WITH,
      RANGE
    }
  }

  /**
   * {@code template}, or the place of a {@code block}.
   *
   * @param data what it gets; null if nothing
   */
  record Inclusion(String name, @Nullable Pipeline data, int start, int end) implements Node {}

  /**
   * {@code break} or {@code continue}.
   *
   * @param forGood whether the loop ends
   */
  record Jump(boolean forGood) implements Node {}

  /**
   * Commands, each of which gets the result of the one before.
   *
   * @param declared the variables that get the result
   * @param assigns whether these are there already
   */
  record Pipeline(
      List<String> declared, boolean assigns, List<Command> commands, int start, int end)
      implements Operand {}

  /**
   * A function with its arguments, or a value alone.
   *
   * @param words at least one
   */
  record Command(List<Operand> words) implements Syntax {}

  /** A word of a command; a pipeline stands in parentheses there. */
  sealed interface Operand extends Syntax {
    int start();

    int end();
  }

  /** {@code .} */
  record Dot(int start, int end) implements Operand {}

  /** {@code nil} */
  record Nil(int start, int end) implements Operand {}

  /** {@code true} or {@code false} */
  record Bool(boolean value, int start, int end) implements Operand {}

  /** A number or a character. */
  record Numeral(Literal.Numeral value, int start, int end) implements Operand {}

  /** A string in any quotes. */
  record Str(String value, int start, int end) implements Operand {}

  /** The name of a function. */
  record Function(String name, int start, int end) implements Operand {}

  /**
   * {@code $name}
   *
   * @param name with the sign
   */
  record Variable(String name, int start, int end) implements Operand {}

  /**
   * Fields of something.
   *
   * @param of where they are looked up: {@link Dot} for {@code .a.b}
   */
  record Fields(Operand of, List<String> names, int start, int end) implements Operand {}
}
