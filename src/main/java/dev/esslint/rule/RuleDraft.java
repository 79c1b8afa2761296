package dev.esslint.rule;

import dev.esslint.text.Span;
import dev.esslint.tree.Node.MapNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as its author wrote it. Where something is wrong, something harmless stands in its place, so that the rest can be
 * looked at as well.
 *
 * @param rule the rule; it is one only if there are no problems
 * @param problems what is wrong with its form
 * @param keys where the keys and the values at the top of the file are
 * @param examples its examples, as many as the rule has, as they are written
 * @param paths where the paths of the condition, the place and the edits are; by identity, for equal paths have places of their own
 * @param quotations the paths that its texts quote
 */
public record RuleDraft(
    Rule rule,
    List<Problem> problems,
    Map<String, Placed> keys,
    List<MapNode> examples,
    Map<RulePath, Span> paths,
    List<Quoted> quotations) {

  /** Where an entry is. */
  public record Placed(Span key, Span value) {}

  /** A path that a text quotes, and where. */
  record Quoted(RulePath path, Span span) {}

  /** Where the value of a key is; where the key is missing, the beginning of the file. */
  public Span value(String key) {
    @Nullable Placed placed = keys.get(key);
    return placed == null ? Span.NONE : placed.value();
  }

  /** The same rule with other problems. */
  RuleDraft with(List<Problem> others) {
    return new RuleDraft(rule, others, keys, examples, paths, quotations);
  }

  Span span(RulePath path) {
    Span span = paths.get(path);
    return span == null ? Span.NONE : span;
  }
}
