package dev.esslint.schema;

import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which paths a schema has. */
public final class SchemaPaths {

  /** Stands for any key of a mapping and any item of a list. */
  public static final Step ANY = new Key("*");

  /** Schemas are no deeper where it matters, and may refer to themselves. */
  private static final int DEEPEST = 8;

  private final Node root;

  /**
   * @param schema a JSON Schema, whose references stay in it
   */
  public SchemaPaths(Node schema) {
    this.root = schema;
  }

  /** Whether values may have something at a path. */
  public boolean lead(ValuePath path) {
    return leads(root, path.steps());
  }

  /** The path that was likely meant by one that leads nowhere: one of its keys is misspelt, or it lacks those before it. */
  public Optional<ValuePath> nearest(ValuePath path) {
    Optional<ValuePath> respelt = respelt(root, ValuePath.ROOT, path.steps());
    return respelt.isPresent() ? respelt : withEnding(path);
  }

  /** The keys that a mapping at a path may have by name. */
  public Set<String> keys(ValuePath path) {
    Set<String> keys = new TreeSet<>();
    for (Node schema : at(root, path.steps())) {
      keys.addAll(properties(schema));
    }
    return keys;
  }

  private boolean leads(Node schema, List<Step> steps) {
    return !at(schema, steps).isEmpty();
  }

  /** The schemas for what is below a schema: one, or those of all entries, or none. */
  private List<Node> at(Node schema, List<Step> steps) {
    if (!(dereferenced(schema) instanceof MapNode map)) {
      return isTrue(schema) ? List.of(schema) : List.of();
    }
    if (steps.isEmpty()) {
      return List.of(map);
    }
    List<Step> rest = steps.subList(1, steps.size());
    Node items = map.get("items");
    Node additional = map.get("additionalProperties");
    MapNode properties = map.get("properties") instanceof MapNode named ? named : null;
    if (steps.getFirst().equals(ANY) || steps.getFirst() instanceof Index) {
      if (items != null) {
        return at(items, rest);
      }
      if (properties != null) {
        List<Node> all = new ArrayList<>();
        properties.entries().values().forEach(property -> all.addAll(at(property.value(), rest)));
        return all;
      }
      return additional == null ? List.of() : at(additional, rest);
    }
    Node named = properties == null ? null : properties.get(((Key) steps.getFirst()).name());
    if (named != null) {
      return at(named, rest);
    }
    return additional == null ? List.of() : at(additional, rest);
  }

  private Set<String> properties(Node schema) {
    return dereferenced(schema) instanceof MapNode map
            && map.get("properties") instanceof MapNode properties
        ? properties.entries().keySet()
        : Set.of();
  }

  /** The path with the first key that leads nowhere spelt as the nearest that does, as far as it can be followed then. */
  private Optional<ValuePath> respelt(Node schema, ValuePath before, List<Step> steps) {
    if (steps.isEmpty()) {
      return Optional.of(before);
    }
    Step first = steps.getFirst();
    List<Step> rest = steps.subList(1, steps.size());
    List<Node> below = at(schema, List.of(first));
    if (!below.isEmpty()) {
      return respelt(below.getFirst(), before.then(new ValuePath(List.of(first))), rest);
    }
    if (!(first instanceof Key(String name))) {
      return Optional.empty();
    }
    return Spelling.nearest(name, properties(schema))
        .flatMap(
            near ->
                respelt(at(schema, List.of(new Key(near))).getFirst(), before.key(near), rest));
  }

  /** The one path that ends as this one does; of several the one that has the most in common with it. */
  private Optional<ValuePath> withEnding(ValuePath path) {
    List<ValuePath> ending = new ArrayList<>();
    collect(root, ValuePath.ROOT, path.last(), ending);
    ValuePath best = null;
    int most = -1;
    boolean alone = true;
    for (ValuePath candidate : ending) {
      int common = 0;
      for (Step step : candidate.steps()) {
        common += path.steps().contains(step) ? 1 : 0;
      }
      if (common >= most) {
        alone = common > most;
        best = common > most ? candidate : best;
        most = common;
      }
    }
    return alone ? Optional.ofNullable(best) : Optional.empty();
  }

  private void collect(Node schema, ValuePath at, Step last, List<ValuePath> found) {
    if (at.steps().size() >= DEEPEST) {
      return;
    }
    for (String name : properties(schema)) {
      ValuePath path = at.key(name);
      if (path.last().equals(last)) {
        found.add(path);
      }
      at(schema, List.of(path.last())).forEach(below -> collect(below, path, last, found));
    }
  }

  private static boolean isTrue(Node schema) {
    return schema instanceof ScalarNode scalar && scalar.value().equals(Scalar.TRUE);
  }

  private Node dereferenced(Node schema) {
    if (!(schema instanceof MapNode map
        && map.get("$ref") instanceof ScalarNode reference
        && reference.string() != null)) {
      return schema;
    }
    Node node = root;
    for (String name : reference.string().split("/", -1)) {
      if (!name.equals("#")) {
        Node below = node instanceof MapNode parent ? parent.get(name) : null;
        if (below == null) {
          throw new IllegalArgumentException(
              "the schema refers to " + reference.string() + ", which is not there");
        }
        node = below;
      }
    }
    return dereferenced(node);
  }
}
