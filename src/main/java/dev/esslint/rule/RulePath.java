package dev.esslint.rule;

import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;

/**
 * A path in a rule: a root and what lies below it. Without one of the other roots in front it starts at the
 * resolved values.
 */
public record RulePath(Root root, ValuePath path) {

  /** Where paths start. */
  public enum Root {
    /** The resolved values, defaults included. */
    VALUES,
    /** Only what the user wrote. */
    SET,
    /** The resolved values with the defaults of the release that is upgraded from. */
    FROM,
    /** What is deployed before a change; what follows begins with a root of its own. */
    BEFORE,
    /** Facts about the change from that to the values that are looked at. */
    CHANGE,
    /** The resolved values, where a string with an embedded document is that document. */
    DOCUMENTS,
    /** What the configuration fragments of a component come to. */
    CONFIG,
    /** Facts that the chart's logic implies. */
    DEPLOYMENT,
    /** Facts about the cluster that the user states. */
    CLUSTER,
    /** The release of the chart: {@code chart.release}. */
    CHART,
    /** The item of the nearest {@code each} around. */
    ITEM,
    /** The key of that item in its mapping. */
    KEY,
    /**
     * The name of the fragment of an {@code additional} block in which something is set, or that the finding is in; only
     * texts quote it.
     */
    FRAGMENT,
    /** The whole path of the finding's place; only texts quote it. */
    PLACE
  }

  /**
   * Reads a path as rules write it.
   *
   * @throws IllegalArgumentException if the text is no path
   */
  public static RulePath parse(String text) {
    return of(ValuePath.parse(text));
  }

  /** Takes the root off the beginning of a path. */
  static RulePath of(ValuePath path) {
    if (!path.isRoot() && path.steps().getFirst() instanceof Key(String first)) {
      Root root =
          switch (first) {
            case "set" -> Root.SET;
            case "from" -> Root.FROM;
            case "before" -> Root.BEFORE;
            case "change" -> Root.CHANGE;
            case "documents" -> Root.DOCUMENTS;
            case "config" -> Root.CONFIG;
            case "deployment" -> Root.DEPLOYMENT;
            case "cluster" -> Root.CLUSTER;
            case "chart" -> Root.CHART;
            case "item" -> Root.ITEM;
            case "key" -> Root.KEY;
            case "fragment" -> Root.FRAGMENT;
            case "place" -> Root.PLACE;
            default -> Root.VALUES;
          };
      if (root != Root.VALUES) {
        return new RulePath(root, new ValuePath(path.steps().subList(1, path.steps().size())));
      }
    }
    return new RulePath(Root.VALUES, path);
  }
}
