package dev.esslint.rule;

import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.text.Regex;
import java.util.List;

/**
 * A rule.
 *
 * @param info what people are told about it
 * @param charts the releases it applies to; of a rule about upgrades those that are upgraded to
 * @param from the releases that are deployed before a change; all for a rule that is not about one
 * @param trigger when and where it reports
 */
public record Rule(
    RuleInfo info, ReleaseRange charts, ReleaseRange from, Trigger trigger) {

  /** Whether it judges one of these. */
  public boolean isAbout(Subject subject) {
    return info.subject() == subject;
  }

  /** The same rule with findings of another level. */
  public Rule at(Level level) {
    return new Rule(info.at(level), charts, from, trigger);
  }

  /** The same as a user's own. */
  public Rule asOwn() {
    return new Rule(info.asOwn(), charts, from, trigger);
  }

  /** How a rule comes to its findings. */
  public sealed interface Trigger {}

  /**
   * By a condition.
   *
   * @param at the primary place
   * @param message the message
   * @param fix the remedy
   * @param edits what a machine can do, all of it together
   * @param safe whether it can do so safely
   */
  public record Declared(
      Condition when, RulePath at, RuleText message, RuleText fix, List<Edit> edits, boolean safe)
      implements Trigger {}

  /** A {@link dev.esslint.finding.Fix} before its paths and values are known. */
  public sealed interface Edit {

    /** Takes an entry away. */
    record Remove(RulePath path) implements Edit {}

    /** Takes the item of a list away that a path leads to or into. */
    record RemoveItem(RulePath path) implements Edit {}

    /** Gives an entry the name that stands at another path. */
    record Rename(RulePath path, RulePath name) implements Edit {}

    /** Moves an entry. */
    record Move(RulePath path, RulePath to) implements Edit {}

    /** Writes a scalar. */
    record Put(RulePath path, Operand.Single value) implements Edit {}

    /** Writes a text that quotes values. */
    record Write(RulePath path, RuleText text) implements Edit {}

    /** Writes a part of a text in another way: wherever the pattern is found. */
    record Replace(RulePath path, Regex pattern, String by) implements Edit {}

    /** Pastes YAML from the top level, which a fact gives, into the values. */
    record Paste(RulePath patch) implements Edit {}
  }

  /**
   * By a check in Java.
   *
   * @param check the check
   */
  public record Checked(BuiltInCheck check) implements Trigger {}
}
