package dev.esslint.model.fragment;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration that the {@code additional} fragments of each component come to, as the chart's renderer merges
 * them: {@code config.synapse}, {@code config.matrixAuthenticationService}, {@code config.sfu} and
 * {@code config.hookshot}. A component that is switched off has none. Where a fragment is in a Secret or cannot be
 * read, what no other fragment sets is unknown.
 */
public final class Configs {
  private final Map<Component, Config> configs = new LinkedHashMap<>();

  public Configs(Chosen chosen, Documents documents) {
    for (Component component : Component.values()) {
      configs.put(component, Config.of(component, chosen, documents));
    }
  }

  public List<Config> all() {
    return List.copyOf(configs.values());
  }

  /** The names of the components. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Component component : Component.values()) {
      names.add(component.label());
    }
    return names;
  }

  /** Whether a path begins with the name of a component. */
  public static boolean leads(ValuePath path) {
    return component(path).isPresent();
  }

  /** The value at a path, which begins with the name of the component. */
  public Optional<Value> at(ValuePath path) {
    return component(path).flatMap(c -> config(c).at(inner(path)));
  }

  /**
   * Where a value, or the nearest one above it, is set.
   *
   * @return empty if none is
   */
  public Optional<Place> place(ValuePath path) {
    Optional<Component> component = component(path);
    for (ValuePath key = inner(path); component.isPresent() && !key.isRoot(); key = key.parent()) {
      Config config = config(component.get());
      Value value = ResolvedValues.below(config.tree(), key).orElse(null);
      if (value != null) {
        Optional<Fragment> fragment = config.fragment(value.origin());
        if (fragment.isPresent()) {
          return Optional.of(new Place(fragment.get().path().key("config").then(key), value));
        }
      }
    }
    return Optional.empty();
  }

  /** The values that a component's fragments stand in, for what is not set in any. */
  public static ValuePath additional(ValuePath path) {
    return component(path).map(Component::additional).orElse(ValuePath.ROOT);
  }

  /**
   * A value of a fragment.
   *
   * @param path its path in the values, going on into the fragment
   */
  public record Place(ValuePath path, Value value) {
    public Origin origin() {
      return value.origin();
    }
  }

  private Config config(Component component) {
    return Objects.requireNonNull(configs.get(component));
  }

  private static ValuePath inner(ValuePath path) {
    return path.isRoot() ? path : new ValuePath(path.steps().subList(1, path.steps().size()));
  }

  private static Optional<Component> component(ValuePath path) {
    for (Component component : Component.values()) {
      if (!path.isRoot() && path.steps().getFirst().equals(new Key(component.label()))) {
        return Optional.of(component);
      }
    }
    return Optional.empty();
  }
}
