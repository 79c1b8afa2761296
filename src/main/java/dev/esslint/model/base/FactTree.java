package dev.esslint.model.base;

import dev.esslint.tree.FewEntries;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree of facts in the form of values, so that the conditions of rules can look at it. Every fact remembers which
 * value it is about. {@link Facts} state them.
 */
public final class FactTree {
  private static final SequencedMap<String, Origin> NOTHING_DELETED =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

  private final Origin origin;
  private final MapValue root;
  private final IdentityHashMap<Value, ValuePath> about = new IdentityHashMap<>();
  private final IdentityHashMap<Value, Origin> places = new IdentityHashMap<>();

  /** Enough for what items of a list have in common. */
  private static final int MOST_SCALARS = 1000;

  /** Scalars that remember nothing of their own. */
  private final Map<Scalar, ScalarValue> scalars = new HashMap<>();

  /** The keys so far, each kept once: the items of a list all have the same. */
  private final Map<String, String> keys = new HashMap<>();

  FactTree(Origin origin) {
    this.origin = origin;
    this.root = map();
  }

  public MapValue root() {
    return root;
  }

  /** The value that a fact, or the nearest fact above it, is about. */
  public ValuePath about(ValuePath fact) {
    return nearest(fact, about).orElse(ValuePath.ROOT);
  }

  /** Where a fact, or the nearest fact above it, has its place, if that is not the value it is about. */
  public Optional<Origin> place(ValuePath fact) {
    return nearest(fact, places);
  }

  private <T> Optional<T> nearest(ValuePath fact, IdentityHashMap<Value, T> known) {
    T nearest = null;
    Value value = root;
    for (Step step : fact.steps()) {
      value = child(value, step);
      if (value == null) {
        break;
      }
      T own = known.get(value);
      nearest = own == null ? nearest : own;
    }
    return Optional.ofNullable(nearest);
  }

  /** Adds a fact that has its place in a document inside of the values; a default has none. */
  void put(String path, Value value, ValuePath valuePath, Origin place) {
    if (place.isWritten()) {
      places.put(value, place);
    }
    put(path, value, valuePath);
  }

  /** Adds a fact, and the groups and lists around it that are not there. An item of a list comes after those that are. */
  void put(String path, Value value, ValuePath valuePath) {
    Value parent = root;
    ValuePath nearest = null;
    int start = 0;
    for (int end = end(path, 0); end < path.length(); end = end(path, start)) {
      Value there = child(parent, path, start, end);
      boolean list = path.charAt(end) == '[';
      if (there == null) {
        there =
            list
                ? new ListValue(new ArrayList<>(), origin)
                : path.charAt(start) == '['
                    ? item()
                    : map();
        add(parent, path, start, end, there);
      }
      parent = there;
      ValuePath own = about.get(there);
      nearest = own == null ? nearest : own;
      start = list ? end : end + 1;
    }
    // very many items are about what their lists are about, and say the same
    boolean same = valuePath.equals(nearest) && value instanceof ScalarValue && !places.containsKey(value);
    if (!same) {
      about.put(value, valuePath);
    }
    add(parent, path, start, path.length(), same ? kept((ScalarValue) value) : value);
  }

  private ScalarValue kept(ScalarValue value) {
    ScalarValue known = scalars.get(value.scalar());
    if (known == null && scalars.size() < MOST_SCALARS) {
      scalars.put(value.scalar(), value);
    }
    return known == null ? value : known;
  }

  /** The value at a path, without making one: very many facts are asked for. */
  @Nullable Value at(String path) {
    Value value = root;
    int start = 0;
    while (value != null && start < path.length()) {
      int end = end(path, start);
      value = child(value, path, start, end);
      start = end < path.length() && path.charAt(end) == '[' ? end : end + 1;
    }
    return value;
  }

  /** Where a step of a path that begins at a place ends: a key before a dot or a bracket, an index after its bracket. */
  private static int end(String path, int start) {
    if (path.charAt(start) == '[') {
      return path.indexOf(']', start) + 1;
    }
    int end = start;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private @Nullable Value child(Value parent, String path, int start, int end) {
    return path.charAt(start) == '['
        ? item(parent, Integer.parseInt(path, start + 1, end - 1, 10))
        : parent instanceof MapValue map ? map.entries().get(path.substring(start, end)) : null;
  }

  private static @Nullable Value child(Value parent, Step step) {
    return switch (step) {
      case Key(String name) -> parent instanceof MapValue map ? map.entries().get(name) : null;
      case Index(int index) -> item(parent, index);
    };
  }

  private static @Nullable Value item(Value parent, int index) {
    return parent instanceof ListValue list && index < list.items().size()
        ? list.items().get(index)
        : null;
  }

  private void add(Value parent, String path, int start, int end, Value value) {
    if (path.charAt(start) == '[') {
      ((ListValue) parent).items().add(Integer.parseInt(path, start + 1, end - 1, 10), value);
    } else {
      String key = path.substring(start, end);
      String known = keys.putIfAbsent(key, key);
      ((MapValue) parent).entries().put(known == null ? key : known, value);
    }
  }

  Origin origin() {
    return origin;
  }

  /** An item that has nothing yet. */
  MapValue item() {
    return new MapValue(new FewEntries<>(), NOTHING_DELETED, origin);
  }

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(8), NOTHING_DELETED, origin);
  }


}
