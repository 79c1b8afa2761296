package dev.esslint.model.fragment;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What the fragments of one component come to, without what the chart itself adds.
 *
 * @param fragments in the order in which they are merged
 * @param tree all that they set, each value with its place in the outer file
 * @param complete whether nothing else is set, in a Secret or in a fragment that cannot be read
 * @param remarks what happens to keys that several fragments give
 * @param places the fragments that give something
 */
public record Config(
    Component component,
    List<Fragment> fragments,
    MapValue tree,
    boolean complete,
    List<FragmentMerge.Remark> remarks,
    TextPlaces<Fragment> places) {

  static Config of(Component component, Chosen chosen, Documents documents) {
    List<Fragment> fragments =
        component.on(chosen)
            ? fragments(component, chosen.values(), documents)
            : List.of();
    FragmentMerge merge = new FragmentMerge(component);
    MapValue tree = empty(chosen.values().root().origin());
    for (Fragment fragment : fragments) {
      Optional<MapValue> value = fragment.value();
      if (value.isPresent()) {
        tree = merge.over(value.get(), tree);
      }
    }
    boolean complete = fragments.stream().allMatch(Fragment::complete);
    return new Config(
        component,
        fragments,
        complete ? tree : (MapValue) open(tree),
        complete,
        List.copyOf(merge.remarks()),
        places(fragments));
  }

  /** What is set at a path; something unknown where that cannot be told. */
  Optional<Value> at(ValuePath path) {
    Optional<Value> value = ResolvedValues.below(tree, path);
    return value.isPresent() || complete
        ? value
        : Optional.of(new ScalarValue(Documents.UNKNOWN, tree.origin()));
  }

  /** The fragment that gives what comes from somewhere. */
  public Optional<Fragment> fragment(Origin origin) {
    return places.of(origin);
  }

  private static TextPlaces<Fragment> places(List<Fragment> fragments) {
    TextPlaces<Fragment> places = new TextPlaces<>();
    for (Fragment fragment : fragments) {
      fragment
          .text()
          .filter(text -> fragment.value().isPresent())
          .ifPresent(text -> places.add(text.layer(), fragment.entry().origin().value(), fragment));
    }
    return places;
  }

  private static List<Fragment> fragments(
      Component component, ResolvedValues values, Documents documents) {
    ValuePath additional = component.additional();
    List<Fragment> fragments = new ArrayList<>();
    if (values.at(additional).orElse(null) instanceof MapValue map) {
      for (Map.Entry<String, Value> entry : new TreeMap<>(map.entries()).entrySet()) {
        fragments.add(
            Fragment.of(
                component,
                entry.getKey(),
                additional.key(entry.getKey()),
                entry.getValue(),
                documents));
      }
    }
    return List.copyOf(fragments);
  }

  /** With an unknown item in every list, as others may add to it. */
  private static Value open(Value value) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) -> {
        SequencedMap<String, Value> opened = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach((key, entry) -> opened.put(key, open(entry)));
        yield new MapValue(opened, deleted, origin);
      }
      case ListValue(var items, var origin) -> {
        List<Value> opened = new ArrayList<>(items);
        opened.add(new ScalarValue(Documents.UNKNOWN, origin));
        yield new ListValue(opened, origin);
      }
      case ScalarValue scalar -> scalar;
    };
  }

  private static MapValue empty(Origin origin) {
    return new MapValue(
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        new Origin(origin.layer(), Span.NONE, Span.NONE, null));
  }
}
