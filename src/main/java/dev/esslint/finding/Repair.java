package dev.esslint.finding;

import java.util.List;

/**
 * What a machine can do about a finding.
 *
 * @param fixes the changes, to be made together; empty if a person has to decide
 * @param safe whether they take nothing away that works: they only remove what has no effect, or make values acceptable that are
 *     refused as they are, in the only way there is
 * @param step whether more has to be done after them, as in a mapping that has another name and keys that are not right there either:
 *     they are no answer by themselves, and not shown as one
 */
public record Repair(List<Fix> fixes, boolean safe, boolean step) {

  /** A person has to decide. */
  public static final Repair NONE = new Repair(List.of(), false);

  public Repair(List<Fix> fixes, boolean safe) {
    this(fixes, safe, false);
  }

  public static Repair safe(Fix... fixes) {
    return new Repair(List.of(fixes), true);
  }

  public static Repair unsafe(Fix... fixes) {
    return new Repair(List.of(fixes), false);
  }

  /** The same if more has to be done after it. */
  public Repair asStep() {
    return new Repair(fixes, safe, true);
  }

  /** Whether there is nothing that a machine can do. */
  public boolean isNone() {
    return fixes.isEmpty();
  }
}
