package dev.esslint.rule;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.RuleInfo;

/**
 * A rule.
 *
 * @param info what people are told about it
 * @param charts the releases it applies to
 * @param trigger when and where it reports
 */
public record Rule(RuleInfo info, ReleaseRange charts, Trigger trigger) {

  /** How a rule comes to its findings. */
  public sealed interface Trigger {}

  /**
   * By a condition.
   *
   * @param at the primary place
   * @param message the message
   * @param fix the remedy
   */
  record Declared(Condition when, RulePath at, Template message, Template fix) implements Trigger {}

  /**
   * By a check in Java.
   *
   * @param check the name of the check
   */
  public record Checked(String check) implements Trigger {}
}
