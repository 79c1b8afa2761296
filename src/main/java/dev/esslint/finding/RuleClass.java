package dev.esslint.finding;

/** What happens to a deployment that a rule speaks of. */
public enum RuleClass {
  /** {@code helm template} with that release fails on these values. */
  REJECTED("rejected"),
  /** It renders, but the deployment or a part of it does not work. */
  BROKEN("broken"),
  /** A setting silently has no effect. */
  IGNORED("ignored"),
  /** It works and endangers security, data, privacy or operation. */
  RISKY("risky"),
  /** It works and has a successor. */
  DEPRECATED("deprecated");

  private final String label;

  RuleClass(String label) {
    this.label = label;
  }

  /** The name in rules and in every report. */
  public String label() {
    return label;
  }
}
