package dev.esslint.probe;

import java.util.List;

/** What comes of a check. */
public sealed interface Verdict {

  /** The answer is the right one. */
  record Kept(String evidence) implements Verdict {}

  /**
   * The promise is not kept.
   *
   * @param causes the likely ones, the likeliest first; at least one
   * @param evidence what was seen; untrusted text
   */
  record Broken(List<Cause> causes, String evidence) implements Verdict {
    public Broken {
      causes = List.copyOf(causes);
    }
  }

  /** It may work, but something is not as it should be. */
  record Suspicious(List<Cause> causes, String evidence) implements Verdict {
    public Suspicious {
      causes = List.copyOf(causes);
    }
  }

  /**
   * Nothing can be said.
   *
   * @param reason why, without a period
   * @param because the id of the check whose failure explains it; empty if none does
   */
  record Undecidable(String reason, String because) implements Verdict {}

  /** It is broken for this reason. */
  static Verdict broken(Cause cause, String evidence) {
    return new Broken(List.of(cause), evidence);
  }

  /** It is suspicious for this reason. */
  static Verdict suspicious(Cause cause, String evidence) {
    return new Suspicious(List.of(cause), evidence);
  }

  /** Nothing can be said, and no other check explains why. */
  static Verdict undecidable(String reason) {
    return new Undecidable(reason, "");
  }
}
