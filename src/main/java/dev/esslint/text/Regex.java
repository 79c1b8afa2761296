package dev.esslint.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression, compiled when it is first needed: most runs never come to most of them. */
public final class Regex {
  private final String text;

  /** Whether nobody knows how long it takes. */
  private final boolean foreign;

  private volatile @Nullable Pattern pattern;

  /**
   * Takes an expression.
   *
   * @param text as for {@link Pattern#compile(String)}, which sees it later
   */
  public Regex(String text) {
    this(text, false);
  }

  private Regex(String text, boolean foreign) {
    this.text = text;
    this.foreign = foreign;
  }

  /**
   * Reads an expression that somebody wrote.
   *
   * @throws PatternSyntaxException if the text is none
   */
  public static Regex parse(String text) {
    Regex regex = new Regex(text, true);
    regex.pattern = Pattern.compile(text);
    return regex;
  }

  /** An expression that somebody wrote, and that has been read before. */
  public static Regex known(String text) {
    return new Regex(text, true);
  }

  private Pattern pattern() {
    Pattern compiled = pattern;
    if (compiled == null) {
      compiled = Pattern.compile(text);
      pattern = compiled;
    }
    return compiled;
  }

  public Matcher matcher(CharSequence string) {
    return pattern().matcher(string);
  }

  /** Whether the expression fits a whole string. */
  public boolean fits(CharSequence string) {
    return matcher(string).matches();
  }

  /** Whether the expression fits a part of a string. */
  public boolean isIn(CharSequence string) {
    return matcher(string).find();
  }

  /** The same, also of an expression that somebody wrote; empty if it takes too long. */
  public Optional<Boolean> search(CharSequence string) {
    return foreign ? Patience.with(string).isIn(pattern(), string) : Optional.of(isIn(string));
  }

  /**
   * A string in which all that the expression fits is replaced; empty if it takes too long.
   *
   * @param by as for {@link Matcher#replaceAll(String)}
   */
  public Optional<String> replaced(CharSequence string, String by) {
    return foreign
        ? Patience.with(string).replaced(pattern(), string, by)
        : Optional.of(matcher(string).replaceAll(by));
  }

  @Override
  public String toString() {
    return text;
  }
}
