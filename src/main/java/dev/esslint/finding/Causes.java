package dev.esslint.finding;

import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the schema refuses, as causes of what rules find: one cause, one finding.
 *
 * @param detections what the schema refuses, as far as it is told
 * @param dropped what Helm does not come to see
 * @param paths all that it refuses
 */
public record Causes(List<Detection> detections, List<Meant> dropped, Set<ValuePath> paths) {

  /** The same if keys are removed that take away what the chart cannot do without. */
  public Causes without(List<Finding> nulls) {
    List<Meant> all = new ArrayList<>(dropped);
    nulls.forEach(found -> all.add(new Meant.Nothing(found.primary().path())));
    return new Causes(detections, all, paths);
  }

  /** The values with the right quotes; empty if no quotes are wrong. */
  public Optional<ResolvedValues> quoted(ResolvedValues values, Layer.Defaults defaults) {
    List<Meant> quoted = known().stream().filter(Meant.Quoted.class::isInstance).toList();
    return quoted.isEmpty() ? Optional.empty() : changed(values, defaults, quoted);
  }

  /** The values as they were meant; empty if nothing is known of that but quotes. */
  public Optional<ResolvedValues> meant(ResolvedValues values, Layer.Defaults defaults) {
    List<Meant> meant = known();
    return meant.stream().allMatch(Meant.Quoted.class::isInstance)
        ? Optional.empty()
        : changed(values, defaults, meant);
  }

  private List<Meant> known() {
    List<Meant> known = new ArrayList<>(dropped);
    detections.forEach(found -> known.addAll(found.meant()));
    return known;
  }

  private static Optional<ResolvedValues> changed(ResolvedValues values, Layer.Defaults defaults, List<Meant> meant) {
    MeantValues changed = new MeantValues(values);
    meant.forEach(changed::apply);
    return Optional.of(values.rewritten(changed.written(), defaults));
  }

  /** Removes what else is broken by a text that Helm cannot take as it is: another one has to be written anyway. */
  public static void removeExplained(List<Finding> found) {
    @Nullable Set<ValuePath> texts = null;
    for (Finding finding : found) {
      if (finding.rule().topic() == Topic.TEXT) {
        texts = texts == null ? new HashSet<>() : texts;
        texts.add(finding.primary().path());
      }
    }
    if (texts != null) {
      Set<ValuePath> unreadable = texts;
      found.removeIf(
          finding ->
              finding.rule().kind() == RuleClass.BROKEN
                  && unreadable.contains(finding.primary().path()));
    }
  }

  /**
   * Whether a finding only follows: a rejection, or something about a value without effect, speaks of a value that the schema refuses, so
   * that Helm does not come to look at it; or a finding speaks of a refused one of which nobody can tell what it is meant to be.
   */
  public boolean explain(RuleInfo rule, Location place) {
    if (isUntold(place.path())) {
      return true;
    }
    if (rule.kind() != RuleClass.REJECTED && rule.kind() != RuleClass.IGNORED) {
      return false;
    }
    for (ValuePath path = place.path(); !path.isRoot(); path = path.parent()) {
      if (paths.contains(path)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUntold(ValuePath path) {
    return detections.stream()
        .flatMap(found -> found.meant().stream())
        .anyMatch(meant -> meant instanceof Meant.Given(ValuePath given) && paths.contains(given) && path.startsWith(given));
  }
}
