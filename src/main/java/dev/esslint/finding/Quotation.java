package dev.esslint.finding;

import dev.esslint.text.Regex;

/** Quotations of values in the texts of rules: {@code {matrixRTC.sfu.manualIP}} stands for the value at that path. */
public final class Quotation {

  /** A quotation; its first group is the path. */
  public static final Regex PATTERN = new Regex("(?<![{$\\\\])\\{([A-Za-z][^\\s{}:,]*)}(?!})");

  private Quotation() {}

  /** A text of a rule where there are no values: the path itself stands in angle brackets. */
  public static String withoutValues(String text) {
    return PATTERN.matcher(text).replaceAll("<$1>");
  }
}
