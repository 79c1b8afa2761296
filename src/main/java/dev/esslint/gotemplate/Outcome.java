package dev.esslint.gotemplate;

/** What becomes of a template when Helm evaluates it. */
public sealed interface Outcome {

  /**
   * It is evaluated.
   *
   * @param text to this text
   */
  record Rendered(String text) implements Outcome {}

  /** It is evaluated, to a text that cannot be known. */
  record Renders() implements Outcome {}

  /** Helm stops. */
  record Refused(TemplateFault fault) implements Outcome {}

  /** Helm does not come to an end. */
  record Endless(TemplateFault fault) implements Outcome {}

  /** It cannot be known whether Helm stops. */
  record Unknown() implements Outcome {}
}
