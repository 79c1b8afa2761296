package dev.esslint.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A regular expression, compiled when it is first needed: most runs never come to most of them. */
public final class Regex {
  private final String text;
  private volatile @Nullable Pattern pattern;

  /**
   * Takes an expression.
   *
   * @param text as for {@link Pattern#compile(String)}, which sees it later
   */
  public Regex(String text) {
    this.text = text;
  }

  /**
   * Reads an expression that somebody wrote.
   *
   * @throws PatternSyntaxException if the text is none
   */
  public static Regex parse(String text) {
    Regex regex = new Regex(text);
    regex.pattern = Pattern.compile(text);
    return regex;
  }

  public Matcher matcher(CharSequence string) {
    Pattern compiled = pattern;
    if (compiled == null) {
      compiled = Pattern.compile(text);
      pattern = compiled;
    }
    return compiled.matcher(string);
  }

  /** Whether the expression fits a whole string. */
  public boolean fits(CharSequence string) {
    return matcher(string).matches();
  }

  /** Whether the expression fits a part of a string. */
  public boolean isIn(CharSequence string) {
    return matcher(string).find();
  }

  @Override
  public String toString() {
    return text;
  }
}
