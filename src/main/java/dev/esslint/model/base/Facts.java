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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of facts that grows, in the form of values, so that the conditions of rules can look at it. Every fact
 * remembers which value it is about.
 */
public final class Facts {
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

  /**
   * @param origin the origin of the values as a whole
   */
  public Facts(Origin origin) {
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

  /**
   * Adds an item to a list of facts.
   *
   * @param about the value that it is about
   * @param place where in that value it stands; a default has no place
   * @return the path of the item
   */
  public String add(String list, ValuePath about, Origin place) {
    String item = next(list);
    put(item, new MapValue(new FewEntries<>(), NOTHING_DELETED, origin), about, place);
    return item;
  }

  /** States a fact. */
  public void put(String path, String text, ValuePath about) {
    put(path, new ScalarValue(new Scalar.Str(text), origin), about);
  }

  public void put(String path, boolean value, ValuePath about) {
    put(path, new ScalarValue(Scalar.of(value), origin), about);
  }

  public void put(String path, Scalar scalar, ValuePath about) {
    put(path, new ScalarValue(scalar, origin), about);
  }

  public void put(String path, double number, ValuePath about) {
    put(path, new ScalarValue(new Scalar.Num(number), origin), about);
  }

  /** States a fact that has its place in a document inside of the values. */
  public void put(String path, String text, ValuePath about, Origin place) {
    put(path, new ScalarValue(new Scalar.Str(text), origin), about, place);
  }

  /** Adds an empty list of facts, or an item to it: {@code put("rtc.ports[0].name", ...)} goes on from there. */
  public void put(String path, List<String> texts, ValuePath about) {
    put(path, new ListValue(texts(texts), origin), about);
  }

  /**
   * Tells each item of a list what all of them have that are like it, so that one finding can name them.
   *
   * @param like the field in which they are alike; empty if all are
   * @param field what they have
   * @param all the field that is to hold the texts of all, as code
   */
  public void gather(String list, String like, String field, String all) {
    if (!(at(list) instanceof ListValue(var items, var at))) {
      return;
    }
    Map<String, Set<String>> kinds = new HashMap<>();
    for (Value item : items) {
      kinds.computeIfAbsent(item.text(like), kind -> new LinkedHashSet<>()).add("`" + item.text(field) + "`");
    }
    Map<String, List<Value>> texts = new HashMap<>();
    kinds.forEach((kind, names) -> texts.put(kind, texts(names)));
    for (int i = 0; i < items.size(); i++) {
      List<Value> same = Objects.requireNonNull(texts.get(items.get(i).text(like)));
      String item = list + "[" + i + "]";
      put(item + "." + all, new ListValue(same, origin), about(ValuePath.parse(item + "." + field)));
    }
  }

  private List<Value> texts(Collection<String> texts) {
    List<Value> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new ScalarValue(new Scalar.Str(text), origin));
    }
    return items;
  }

  /** The path of the item that would come next in a list of facts. */
  public String next(String list) {
    int size = at(list) instanceof ListValue items ? items.items().size() : 0;
    return list + "[" + size + "]";
  }

  private void put(String path, Value value, ValuePath valuePath, Origin place) {
    if (place.isWritten()) {
      places.put(value, place);
    }
    put(path, value, valuePath);
  }

  private void put(String path, Value value, ValuePath valuePath) {
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
                    ? new MapValue(new FewEntries<>(), NOTHING_DELETED, origin)
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
  private @Nullable Value at(String path) {
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

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(8), NOTHING_DELETED, origin);
  }

  /** The names of a list of facts whose items have these fields. */
  public static Set<String> list(String list, String... fields) {
    Set<String> names = new LinkedHashSet<>(Set.of(list, list + "[]"));
    for (String field : fields) {
      names.add(list + "[]." + field);
    }
    return names;
  }

  /** Several sets of names as one. */
  @SafeVarargs
  public static Set<String> names(Set<String>... sets) {
    Set<String> names = new LinkedHashSet<>();
    for (Set<String> set : sets) {
      names.addAll(set);
    }
    return names;
  }
}
