package dev.esslint.finding;

import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the schema refuses, as causes of what rules find: one cause, one finding.
 *
 * @param detections what the schema refuses, as far as it is told
 * @param paths all that it refuses
 */
public record Causes(List<Detection> detections, Set<ValuePath> paths) {

  /** What is taken for a value that cannot be told here, as an encrypted one is. */
  private static final Scalar UNTOLD = new Scalar.Str("ENC[]");

  /** The values as they were meant; empty if nothing is known of that. */
  public Optional<ResolvedValues> meant(ResolvedValues values, Layer.Defaults defaults) {
    List<Meant> meant = detections.stream().flatMap(found -> found.meant().stream()).toList();
    if (meant.isEmpty()) {
      return Optional.empty();
    }
    MapValue written = values.written();
    for (Meant one : meant) {
      written = apply(written, one);
    }
    return Optional.of(values.rewritten(written, defaults));
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
   * Whether a rejection, or something about a value without effect, speaks of a value that the schema refuses, so that Helm does not
   * come to look at it.
   */
  public boolean explain(RuleInfo rule, Location place) {
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

  private static MapValue apply(MapValue written, Meant meant) {
    return switch (meant) {
      case Meant.Moved(ValuePath from, ValuePath to, Value value) ->
          isOfKeys(from) && isOfKeys(to)
              ? with(without(written, from.steps()), to.steps(), value)
              : written;
      case Meant.Nothing(ValuePath path) -> isOfKeys(path) ? without(written, path.steps()) : written;
      case Meant.Given(ValuePath path) ->
          isOfKeys(path) && !(ResolvedValues.below(written, path).orElse(null) instanceof ScalarValue)
              ? with(
                  without(written, path.steps()),
                  path.steps(),
                  new ScalarValue(UNTOLD, written.origin()))
              : written;
    };
  }

  private static boolean isOfKeys(ValuePath path) {
    return path.steps().stream().allMatch(Key.class::isInstance);
  }

  private static MapValue without(MapValue map, List<Step> path) {
    String key = ((Key) path.getFirst()).name();
    SequencedMap<String, Value> entries = new LinkedHashMap<>(map.entries());
    if (path.size() == 1) {
      entries.remove(key);
    } else if (entries.get(key) instanceof MapValue below) {
      entries.put(key, without(below, path.subList(1, path.size())));
    }
    return new MapValue(entries, map.deleted(), map.origin());
  }

  /** A mapping with one more value; what is there already stays. */
  private static MapValue with(MapValue map, List<Step> path, Value value) {
    String key = ((Key) path.getFirst()).name();
    SequencedMap<String, Value> entries = new LinkedHashMap<>(map.entries());
    if (path.size() == 1) {
      entries.merge(key, value, Causes::merged);
    } else {
      Value below = entries.get(key);
      Origin origin = value.origin();
      MapValue around =
          below instanceof MapValue there
              ? there
              : new MapValue(
                  new LinkedHashMap<>(),
                  new LinkedHashMap<>(),
                  new Origin(origin.layer(), origin.key(), Span.NONE, null));
      entries.put(key, with(around, path.subList(1, path.size()), value));
    }
    return new MapValue(entries, map.deleted(), map.origin());
  }

  private static Value merged(Value there, Value more) {
    if (!(there instanceof MapValue map && more instanceof MapValue other)) {
      return there;
    }
    SequencedMap<String, Value> entries = new LinkedHashMap<>(map.entries());
    other.entries().forEach((key, value) -> entries.merge(key, value, Causes::merged));
    return new MapValue(entries, map.deleted(), map.origin());
  }
}
