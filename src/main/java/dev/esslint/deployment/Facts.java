package dev.esslint.deployment;

import dev.esslint.source.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of facts that grows, in the form of values, so that the conditions of rules can look at it. Every fact
 * remembers which value it is about.
 */
final class Facts {
  private final Origin origin;
  private final MapValue root;
  private final Map<ValuePath, ValuePath> about = new LinkedHashMap<>();
  private final Map<ValuePath, Origin> places = new LinkedHashMap<>();

  /**
   * @param origin the origin of the values as a whole
   */
  Facts(Origin origin) {
    this.origin = origin;
    this.root = map();
  }

  MapValue root() {
    return root;
  }

  /** The value that a fact, or the nearest fact above it, is about. */
  ValuePath about(ValuePath fact) {
    ValuePath path = fact;
    while (!path.isRoot()) {
      ValuePath value = about.get(path);
      if (value != null) {
        return value;
      }
      path = path.parent();
    }
    return ValuePath.ROOT;
  }

  /** Where a fact, or the nearest fact above it, has its place, if that is not the value it is about. */
  Optional<Origin> place(ValuePath fact) {
    for (ValuePath path = fact; !path.isRoot() && !places.isEmpty(); path = path.parent()) {
      Origin place = places.get(path);
      if (place != null) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /**
   * Adds an item to a list of facts.
   *
   * @param about the value that it is about
   * @param place where in that value it stands; a default has no place
   * @return the path of the item
   */
  String add(String list, ValuePath about, Origin place) {
    String item = next(list);
    put(item, map(), about);
    if (place.isWritten()) {
      places.put(ValuePath.parse(item), place);
    }
    return item;
  }

  /** States a fact. */
  void put(String path, String text, ValuePath about) {
    put(path, new ScalarValue(new Scalar.Str(text), origin), about);
  }

  void put(String path, boolean value, ValuePath about) {
    put(path, new ScalarValue(Scalar.of(value), origin), about);
  }

  void put(String path, double number, ValuePath about) {
    put(path, new ScalarValue(new Scalar.Num(number), origin), about);
  }

  /** States a fact that has its place in a document inside of the values. */
  void put(String path, String text, Configs.Place place) {
    put(path, text, place.path());
    if (place.origin().isWritten()) {
      places.put(ValuePath.parse(path), place.origin());
    }
  }

  /** Adds an empty list of facts, or an item to it: {@code put("rtc.ports[0].name", ...)} goes on from there. */
  void put(String path, List<String> texts, ValuePath about) {
    List<Value> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new ScalarValue(new Scalar.Str(text), origin));
    }
    put(path, new ListValue(items, origin), about);
  }

  /**
   * Tells each item of a list what all of them have that are like it, so that one finding can name them.
   *
   * @param like the field in which they are alike; empty if all are
   * @param field what they have
   * @param all the field that is to hold the texts of all, as code
   */
  void gather(String list, String like, String field, String all) {
    if (!(ResolvedValues.below(root, ValuePath.parse(list)).orElse(null)
        instanceof ListValue(var items, var at))) {
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      String kind = text(items.get(i), like);
      List<String> texts =
          items.stream()
              .filter(item -> text(item, like).equals(kind))
              .map(item -> "`" + text(item, field) + "`")
              .distinct()
              .toList();
      String item = list + "[" + i + "]";
      put(item + "." + all, texts, about(ValuePath.parse(item + "." + field)));
    }
  }

  private static String text(Value item, String field) {
    return field.isEmpty()
        ? ""
        : ResolvedValues.below(item, ValuePath.of(field)).flatMap(Chosen::text).orElse("");
  }

  /** The path of the item that would come next in a list of facts. */
  String next(String list) {
    int size =
        ResolvedValues.below(root, ValuePath.parse(list)).orElse(null) instanceof ListValue items
            ? items.items().size()
            : 0;
    return list + "[" + size + "]";
  }

  private void put(String path, Value value, ValuePath valuePath) {
    ValuePath fact = ValuePath.parse(path);
    List<Step> steps = fact.steps();
    Value parent = root;
    for (int i = 0; i + 1 < steps.size(); i++) {
      Value there = child(parent, steps.get(i));
      if (there == null) {
        there =
            steps.get(i + 1) instanceof Index ? new ListValue(new ArrayList<>(), origin) : map();
        add(parent, steps.get(i), there);
      }
      parent = there;
    }
    add(parent, fact.last(), value);
    about.put(fact, valuePath);
  }

  private static @Nullable Value child(Value parent, Step step) {
    return switch (step) {
      case Key(String name) -> ((MapValue) parent).entries().get(name);
      case Index(int index) -> {
        List<Value> items = ((ListValue) parent).items();
        yield index < items.size() ? items.get(index) : null;
      }
    };
  }

  private static void add(Value parent, Step step, Value value) {
    switch (step) {
      case Key(String name) -> ((MapValue) parent).entries().put(name, value);
      case Index(int index) -> ((ListValue) parent).items().add(index, value);
    }
  }

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
  }

  /** The names of a list of facts whose items have these fields. */
  static Set<String> list(String list, String... fields) {
    Set<String> names = new LinkedHashSet<>(Set.of(list, list + "[]"));
    for (String field : fields) {
      names.add(list + "[]." + field);
    }
    return names;
  }

  /** Several sets of names as one. */
  @SafeVarargs
  static Set<String> names(Set<String>... sets) {
    Set<String> names = new LinkedHashSet<>();
    for (Set<String> set : sets) {
      names.addAll(set);
    }
    return names;
  }
}
