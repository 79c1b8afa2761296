package dev.esslint.text;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long regular expressions that somebody wrote may take: some, such as {@code (.*)(.*)(.*)(.*)x}, take longer than anybody
 * waits. What is counted is how often they look at a character.
 */
public final class Patience {
  private long left;

  /**
   * @param looks how often all expressions together may look at a character
   */
  public Patience(long looks) {
    this.left = looks;
  }

  /** Enough for an expression that goes through a text a hundred times. */
  public static Patience with(CharSequence text) {
    return new Patience(10_000 + 100L * text.length());
  }

  /** Whether an expression fits a whole text; empty if it takes too long. */
  public Optional<Boolean> fits(Pattern expression, CharSequence text) {
    return tried(expression, text, Matcher::matches);
  }

  /** Whether an expression fits a part of a text; empty if it takes too long. */
  public Optional<Boolean> isIn(Pattern expression, CharSequence text) {
    return tried(expression, text, Matcher::find);
  }

  /**
   * A text in which all that an expression fits is replaced; empty if it takes too long.
   *
   * @param by as for {@link Matcher#replaceAll(String)}
   */
  public Optional<String> replaced(Pattern expression, CharSequence text, String by) {
    return tried(expression, text, matcher -> matcher.replaceAll(by));
  }

  private <T> Optional<T> tried(Pattern expression, CharSequence text, Function<Matcher, T> use) {
    try {
      return Optional.of(use.apply(expression.matcher(new Watched(text))));
    } catch (Lost | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** The patience is lost. */
  private static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super(null, null, false, false);
    }
  }

  private final class Watched implements CharSequence {
    private final CharSequence text;

    Watched(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      left--;
      if (left < 0) {
        throw new Lost();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
