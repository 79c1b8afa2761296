package dev.esslint.yaml;

/**
 * Helm's own limit on what aliases may expand to: go-yaml counts the nodes it decodes and how many of them come from an
 * alias, and gives up when their share is too high. Nothing is expanded here, so an alias costs one step, whatever is
 * behind it. What passes has at most 4 million nodes, or a tenth more than the text itself has.
 */
final class AliasBudget {
  private static final double LOW = 400_000;
  private static final double HIGH = 4_000_000;

  /** What all aliases of a text may stand for. */
  private static final long MOST_ALIASED = 50_000;

  private long decoded = 1; // the document counts
  private long aliased;

  /** Counts a node of the text. */
  boolean node() {
    decoded++;
    return fits();
  }

  /**
   * Counts what an alias stands for.
   *
   * @param nodes how many nodes that is, fully expanded
   */
  boolean alias(long nodes) {
    decoded += 1 + nodes;
    aliased += nodes;
    return fits();
  }

  private boolean fits() {
    return aliased <= MOST_ALIASED && isAllowed();
  }

  private boolean isAllowed() {
    return aliased <= 100 || decoded <= 1000 || (double) aliased / decoded <= allowed();
  }

  private double allowed() {
    return 0.99 - 0.89 * (Math.clamp((double) decoded, LOW, HIGH) - LOW) / (HIGH - LOW);
  }
}
