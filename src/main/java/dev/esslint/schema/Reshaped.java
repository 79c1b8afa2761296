package dev.esslint.schema;

import dev.esslint.net.Quantity;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to write for a value that has another shape than the chart takes. */
record Reshaped(SchemaTree tree) {
  private static final String ENABLED = "enabled";
  private static final String NAME = "name";
  private static final String SIZE = "size";
  private static final String VALUE = "value";
  private static final String CONFIG = "config";

  /** So many keys of a mapping are not named. */
  private static final int MANY = 10;

  /** The keys of a mapping that is a credential. */
  private static final Set<String> CREDENTIAL = Set.of("value", "secret", "secretKey");

  /** The remedy; empty to tell that of the rule. */
  String remedy(ValuePath path, Collection<String> types, Value value) {
    if (path.isRoot()) {
      return ""; // only the schema of an own chart refuses all values
    }
    if (types.contains("array")) {
      Optional<Value> list = list(path, value);
      if (list.isPresent()) {
        PastedYaml patch = new PastedYaml(value.origin());
        patch.put(path, list.get());
        if (patch.isShort()) {
          return "Write a list:\n\n" + patch.markdown();
        }
      }
      return "Write a list, with each entry on its own line after `- `.";
    }
    Optional<Value> meant = types.contains("object") ? mapping(path, value) : single(value);
    if (meant.isPresent() && path.steps().stream().allMatch(Key.class::isInstance)) {
      PastedYaml patch = new PastedYaml(value.origin());
      patch.put(path, meant.get());
      if (patch.isShort()) {
        return "Write instead:\n\n" + patch.markdown();
      }
    }
    if (types.contains("object") && tree.allowedKeys(path).containsAll(CREDENTIAL)) {
      String name = Phrases.name(path.last());
      return "Write the text itself as `" + name + ": {value: <the text>}`, or, if it is in a Secret, write `" + name
          + ": {secret: <the name of the Secret>, secretKey: <the key in it>}`.";
    }
    if (types.contains("object") && isListOfKeys(path, value)) {
      return "Write its keys directly below `" + Phrases.key(path) + "`, without a `-` or brackets around them.";
    }
    if (types.contains("object")) {
      Set<String> keys = tree.allowedKeys(path);
      String have = keys.isEmpty() || keys.size() > MANY ? "" : " It can have " + Phrases.list(keys, "and") + ".";
      return "Write a mapping, with each key on its own line below `" + Phrases.key(path) + "`." + have;
    }
    return value instanceof ScalarValue ? scalar(types) : "Write a single value after `" + Phrases.key(path) + "`.";
  }

  /** Whether it is a list of mappings whose keys belong into the mapping that the chart takes. */
  private boolean isListOfKeys(ValuePath path, Value value) {
    Set<String> keys = tree.allowedKeys(path);
    return value instanceof ListValue list
        && !list.items().isEmpty()
        && list.items().stream().allMatch(item -> item instanceof MapValue map && keys.containsAll(map.entries().keySet()));
  }

  /** What to write for a text or a number that is not of the right type. */
  static String scalar(Collection<String> types) {
    return types.contains("integer")
        ? "Write a whole number, without a unit and without quotes."
        : types.contains("boolean") ? "Write `true` or `false`, without quotes." : "";
  }

  /** The only item of a list, without the dash before it; or variables by their names. */
  private Optional<Value> list(ValuePath path, Value value) {
    if (value instanceof MapValue map && isOfVariables(path, map)) {
      return ValueForm.VARIABLES.of(map);
    }
    return value instanceof MapValue map
            && path.steps().stream().allMatch(Key.class::isInstance)
            && !map.entries().isEmpty()
            && tree.allowedKeys(path.index(0)).containsAll(map.entries().keySet())
        ? Optional.of(new ListValue(List.of(map), map.origin()))
        : Optional.empty();
  }

  /** Whether a mapping has variables by their names where the chart takes a list of them. */
  private boolean isOfVariables(ValuePath path, MapValue map) {
    Set<String> keys = tree.allowedKeys(path.index(0));
    return keys.contains(NAME)
        && keys.contains(VALUE)
        && !map.entries().isEmpty()
        && map.entries().entrySet().stream()
            .allMatch(entry -> entry.getValue() instanceof ScalarValue && !keys.contains(entry.getKey()));
  }

  /** A switch, a size or the only setting without its key, and a list of what is to be enabled, as mappings. */
  private Optional<Value> mapping(ValuePath path, Value value) {
    Set<String> keys = tree.allowedKeys(path);
    if (value instanceof ScalarValue(Scalar.Bool flag, var origin) && keys.contains(ENABLED)) {
      return Optional.of(ValueForm.mapping(ENABLED, value));
    }
    if (keys.contains(SIZE) && value.text().flatMap(Quantity::parse).isPresent()) {
      return Optional.of(ValueForm.mapping(SIZE, value));
    }
    if (value instanceof ScalarValue && keys.size() == 1 && tree.taken(path.key(keys.iterator().next()), value).isPresent()) {
      return Optional.of(ValueForm.mapping(keys.iterator().next(), value));
    }
    return ValueForm.SWITCHES
        .of(value)
        .filter(
            switches ->
                switches instanceof MapValue map
                    && map.entries().keySet().stream()
                        .allMatch(name -> tree.has(path.key(name).key(ENABLED)) && hasAll(path.key(name), map.entries().get(name))));
  }

  private boolean hasAll(ValuePath path, @Nullable Value value) {
    return value instanceof MapValue map && tree.allowedKeys(path).containsAll(map.entries().keySet());
  }

  /** The only item of a list, or the text of the only fragment, where the chart takes one without a name. */
  static Optional<Value> single(Value value) {
    if (value instanceof MapValue fragments && fragments.entries().size() == 1) {
      Value only = fragments.entries().firstEntry().getValue();
      boolean named = only instanceof MapValue fragment && fragment.entries().size() == 1;
      return named
          ? single(only)
          : Optional.of(only).filter(text -> fragments.entries().containsKey(CONFIG) && text instanceof ScalarValue);
    }
    return value instanceof ListValue list && list.items().size() == 1
        ? ValueForm.FIRST.of(value)
        : Optional.empty();
  }
}
