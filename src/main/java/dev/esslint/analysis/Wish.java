package dev.esslint.analysis;

import dev.esslint.edit.Changed;
import dev.esslint.edit.InnerDocuments;
import dev.esslint.edit.Placement;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Replacement;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A change for a finding of a deployment.
 *
 * @param deployment which one, counted from 0
 * @param edits what is to be done to the texts
 */
record Wish(int deployment, Finding finding, List<Replacement> edits) {

  /** What the change for a finding does to the texts; empty if it cannot be made. */
  static List<Replacement> edits(Finding finding, Analysis analysis, InnerDocuments inner) {
    Reading reading = analysis.reading();
    boolean argued =
        reading.nesting().arguments().stream()
            .anyMatch(
                argument ->
                    finding.repair().fixes().stream()
                        .flatMap(fix -> fix.changes().stream())
                        .anyMatch(argument::touches));
    return argued || reading.documents().stream().anyMatch(Wish::isEncrypted)
        ? List.of()
        : Placement.of(
            finding.repair(), reading.nesting().documents(), finding.primary().source(), inner);
  }

  /** Whether SOPS has encrypted a file: what is changed in it is not what it vouches for. */
  private static boolean isEncrypted(Document document) {
    return document.root() instanceof MapNode root
        && root.get("sops") instanceof MapNode sops
        && sops.get("mac") != null;
  }

  /** Whether it overlaps another one; the same change for two deployments is one. */
  boolean overlaps(Wish other) {
    return edits.stream().anyMatch(edit -> other.edits().stream().anyMatch(another -> Changed.touch(edit, another)))
        && !what().equals(other.what());
  }

  /** The places that something is moved to, each with its file. */
  Set<Object> targets() {
    Set<Object> targets = new HashSet<>();
    for (Fix fix : finding.repair().fixes()) {
      if (fix instanceof Fix.Move(ValuePath path, ValuePath to)) {
        targets.add(List.of(edits.getFirst().source().name(), to));
      }
    }
    return targets;
  }

  /** What it does, by which the same change for two deployments is known. */
  Object what() {
    return edits.stream()
        .map(edit -> List.of(edit.source().name(), edit.span(), edit.text()))
        .toList();
  }
}
