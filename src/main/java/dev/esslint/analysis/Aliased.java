package dev.esslint.analysis;

import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A text that aliases bring to several places: one cause, one finding, which names the others. */
public final class Aliased {
  /** So many other places are named. */
  private static final int MOST_NAMED = 5;

  private final ResolvedValues values;

  private Aliased(ResolvedValues values) {
    this.values = values;
  }

  /**
   * What is told once.
   *
   * @param span the characters that are underlined
   * @param value the text of the value itself, or of the one that it is written in
   * @param inside where in that text it stands
   * @param ordinal which of the findings of the rule at its path it is, from 1
   */
  private record Cause(String rule, SourceText source, Span span, Span value, List<ValuePath.Step> inside, int ordinal) {}

  /** The same analysis, where a finding is told at the place where its text is written. */
  public static Analysis once(Analysis analysis) {
    if (analysis.findings().size() < 2 || analysis.resolved().isEmpty()) {
      return analysis;
    }
    List<Finding> once = new Aliased(analysis.resolved().get()).once(analysis.findings());
    return once.size() == analysis.findings().size() ? analysis : analysis.with(once, analysis.notices());
  }

  private List<Finding> once(List<Finding> findings) {
    Map<Object, List<Finding>> groups = new LinkedHashMap<>();
    Map<Object, Integer> ordinals = new HashMap<>();
    for (Finding finding : findings) {
      int ordinal = ordinals.merge(List.of(finding.rule().id(), finding.primary().path()), 1, Integer::sum);
      Object cause = cause(finding, ordinal).<Object>map(found -> found).orElseGet(Object::new);
      groups.computeIfAbsent(cause, key -> new ArrayList<>()).add(finding);
    }
    return groups.values().stream().map(this::told).toList();
  }

  private Optional<Cause> cause(Finding finding, int ordinal) {
    Location place = finding.primary();
    return written(place.path())
        .map(
            path ->
                new Cause(
                    finding.rule().id(),
                    place.source(),
                    place.span(),
                    origin(path).value(),
                    place.path().steps().subList(path.steps().size(), place.path().steps().size()),
                    ordinal));
  }

  /** The path itself or, of a place in the text of a document, that of the text; empty for what nobody wrote. */
  private Optional<ValuePath> written(ValuePath path) {
    ValuePath there = path;
    while (!there.isRoot() && values.at(there).isEmpty()) {
      there = there.parent();
    }
    Value value = values.at(there).orElseThrow();
    boolean own = there.equals(path) || value instanceof ScalarValue;
    return own && !there.isRoot() && value.origin().isWritten() ? Optional.of(there) : Optional.empty();
  }

  private Origin origin(ValuePath path) {
    return values.at(path).orElseThrow().origin();
  }

  private Finding told(List<Finding> same) {
    if (same.size() == 1) {
      return same.getFirst();
    }
    Finding first = same.stream().filter(finding -> isAnchored(finding.primary().path())).findFirst().orElse(same.getFirst());
    List<String> others =
        same.stream().filter(finding -> !finding.primary().path().equals(first.primary().path())).map(finding -> "`" + finding.primary().path() + "`").sorted().toList();
    String named = others.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return first.noted(
        "by an alias, the same is in " + named + (others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more places" : ""));
  }

  /** Whether the text stands where its path says, and no alias is on the way. */
  private boolean isAnchored(ValuePath path) {
    ValuePath there = written(path).orElse(path);
    Origin own = origin(there);
    for (ValuePath around = there.parent(); !around.isRoot(); around = around.parent()) {
      Origin outer = origin(around);
      if (outer.layer().equals(own.layer()) && !(outer.value().start() <= own.value().start() && own.value().end() <= outer.value().end())) {
        return false;
      }
    }
    return true;
  }
}
