package dev.esslint.analysis;

import dev.esslint.edit.InnerDocuments;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Repair;
import dev.esslint.finding.Replacement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What a machine can do about findings, worked out for reports. */
public final class Mendable {
  private Mendable() {}

  /**
   * The same analysis, where findings tell only of repairs that can be made in the text.
   *
   * @param texts whether to work out what they do to the text, for programs that make the changes themselves; where values are in a
   *     text of a manifest only {@code esslint fix} can tell whether it comes out right
   */
  public static Analysis of(Analysis analysis, boolean texts) {
    List<Wish> wishes = new ArrayList<>();
    InnerDocuments inner = new InnerDocuments();
    if (analysis.reading().isComplete()) {
      for (Finding finding : analysis.findings()) {
        if (!finding.repair().isNone()) {
          wishes.add(new Wish(0, finding, Wish.edits(finding, analysis, inner)));
        }
      }
      wishes.removeIf(wish -> wish.edits().isEmpty());
    }
    IdentityHashMap<Finding, Finding> worked = new IdentityHashMap<>();
    wishes.forEach(wish -> worked.put(wish.finding(), wish.finding()));
    wishes.removeIf(wish -> wish.finding().repair().step());
    if (texts && !wishes.isEmpty()) {
      analysis.reading().clearUp();
      for (Wish wish : new Proof(analysis.reading()).right(wishes)) {
        worked.put(wish.finding(), wish.finding().replacing(inOrder(wish.edits())));
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : analysis.findings()) {
      Finding mendable = worked.get(finding);
      findings.add(
          mendable != null ? mendable : finding.repair().isNone() ? finding : finding.mendedBy(Repair.NONE));
    }
    return analysis.with(List.copyOf(findings), analysis.notices());
  }

  /** By place; what is inserted where something goes comes before that. */
  private static List<Replacement> inOrder(List<Replacement> edits) {
    return edits.stream().sorted(Mendable::byPlace).toList();
  }

  private static int byPlace(Replacement one, Replacement other) {
    int names = one.source().name().compareTo(other.source().name());
    int starts = Integer.compare(one.span().start(), other.span().start());
    return names != 0 ? names : starts != 0 ? starts : Integer.compare(one.span().end(), other.span().end());
  }
}
