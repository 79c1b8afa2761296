package dev.esslint.model.base;

import dev.esslint.chart.ChartComponent;
import dev.esslint.net.HostName;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** Values for a remedy to offer, which are those of one deployment; as YAML from the top level. */
public final class Patch {
  private final Origin origin;
  private final MapValue root;

  /**
   * @param chosen the values that are to be changed
   */
  public Patch(Chosen chosen) {
    origin = chosen.values().root().origin();
    root = map();
  }

  /** Values that give components hosts below the server name, or beside it if it is one of theirs, that no other component has; a sample if that is not known. */
  public static Patch ofHosts(Chosen chosen, List<String> components) {
    String name = chosen.host("serverName").map(HostName::name).orElse("example.org");
    Set<String> taken = new HashSet<>();
    for (String component : Parts.HOSTED) {
      chosen.host(component + ".ingress.host").ifPresent(host -> taken.add(host.name()));
    }
    // a server that is called like one of its hosts has the others beside that one
    String domain = taken.contains(name) && name.startsWith("matrix.") ? name.substring("matrix.".length()) : name;
    taken.add(name);
    Patch patch = new Patch(chosen);
    for (String component : components) {
      String label = ChartComponent.at(component).map(ChartComponent::label).orElse(component);
      String host = label + "." + domain;
      for (int i = 2; !taken.add(host); i++) {
        host = label + i + "." + domain;
      }
      patch.with(component + ".ingress.host", host);
    }
    return patch;
  }

  /**
   * Adds a value.
   *
   * @param path a path without an index
   */
  private Patch with(ValuePath path, Value value) {
    MapValue parent = root;
    for (Step step : path.parent().steps()) {
      Value child = parent.entries().computeIfAbsent(name(step), k -> map());
      parent = (MapValue) child;
    }
    parent.entries().put(name(path.last()), value);
    return this;
  }

  public Patch with(String path, Scalar value) {
    return with(ValuePath.parse(path), new ScalarValue(value, origin));
  }

  public Patch with(String path, String value) {
    return with(path, new Scalar.Str(value));
  }

  /** Adds a list with one item, a mapping. */
  public Patch withItem(String path, SequencedMap<String, String> item) {
    MapValue map = map();
    item.forEach((key, value) -> map.entries().put(key, new ScalarValue(new Scalar.Str(value), origin)));
    return with(ValuePath.parse(path), new ListValue(List.of(map), origin));
  }

  public String yaml() {
    return YamlText.of(root).stripTrailing();
  }

  private static String name(Step step) {
    return ((Key) step).name();
  }

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
  }
}
