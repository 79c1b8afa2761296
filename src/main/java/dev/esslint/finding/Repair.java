package dev.esslint.finding;

import java.util.List;

/**
 * What a machine can do about a finding.
 *
 * @param fixes the changes, to be made together; empty if a person has to decide
 * @param safe whether they take nothing away that works: they only remove what has no effect, or make values acceptable that are
 *     refused as they are, in the only way there is
 */
public record Repair(List<Fix> fixes, boolean safe) {

  /** A person has to decide. */
  public static final Repair NONE = new Repair(List.of(), false);

  public static Repair safe(Fix... fixes) {
    return new Repair(List.of(fixes), true);
  }

  public static Repair unsafe(Fix... fixes) {
    return new Repair(List.of(fixes), false);
  }

  /** Whether there is nothing that a machine can do. */
  public boolean isNone() {
    return fixes.isEmpty();
  }
}
