package dev.esslint.schema;

import dev.esslint.net.Quantity;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to write for a value that has another shape than the chart takes. */
record Reshaped(SchemaTree tree) {
  private static final String ENABLED = "enabled";
  private static final String SIZE = "size";
  private static final String CONFIG = "config";
  private static final String NAME = "name";
  private static final String MOUNT = "mountPath";
  private static final String PORT = "port";
  private static final String LEVEL = "level";

  /** So many keys of a mapping are not named. */
  private static final int MANY = 10;

  /** The keys of a variable. */
  private static final Set<String> VARIABLE = Set.of("name", "value");

  /** The remedy where the value itself tells what is meant. */
  Optional<String> meant(ValuePath path, Collection<String> types, Value value) {
    boolean ofFragment = types.contains("object") && path.steps().contains(new Key("additional"));
    if (path.isRoot() || ofFragment || !path.steps().stream().allMatch(Key.class::isInstance)) {
      return Optional.empty();
    }
    boolean ofList = types.contains("array");
    Optional<Value> meant = ofList ? list(path, value) : types.contains("object") ? mapping(path, value) : single(value);
    PastedYaml patch = new PastedYaml(value.origin());
    meant.ifPresent(shaped -> patch.put(path, shaped));
    return meant.filter(shaped -> patch.isShort()).map(shaped -> (ofList ? "Write a list:\n\n" : "Write instead:\n\n") + patch.markdown());
  }

  /** The remedy where it does not; empty to tell that of the rule. */
  String remedy(ValuePath path, Collection<String> types, Value value) {
    if (path.isRoot()) {
      return ""; // only the schema of an own chart refuses all values
    }
    if (types.contains("array")) {
      return "Write a list, with each entry on its own line after `- `.";
    }
    if (types.contains("object") && tree.allowedKeys(path).containsAll(ValueForm.CREDENTIAL_KEYS)) {
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
    if (!(value instanceof MapValue map) ? tree.allowedKeys(path.index(0)).containsAll(VARIABLE) : isOfVariables(path, map)) {
      return ValueForm.VARIABLES.of(value);
    }
    Optional<Value> named = value instanceof MapValue map ? named(tree.allowedKeys(path.index(0)), map) : Optional.empty();
    if (named.isPresent()) {
      return named;
    }
    return value instanceof MapValue map
            && path.steps().stream().allMatch(Key.class::isInstance)
            && !map.entries().isEmpty()
            && tree.allowedKeys(path.index(0)).containsAll(map.entries().keySet())
        ? Optional.of(new ListValue(List.of(map), map.origin()))
        : Optional.empty();
  }

  /** Mappings by their names, or where things are mounted, as a list in which each has its name. */
  private static Optional<Value> named(Set<String> keys, MapValue map) {
    List<Value> items = new ArrayList<>();
    for (Map.Entry<String, Value> entry : keys.contains(NAME) ? map.entries().entrySet() : Set.<Map.Entry<String, Value>>of()) {
      SequencedMap<String, Value> item = new LinkedHashMap<>();
      item.put(NAME, new ScalarValue(new Scalar.Str(entry.getKey()), map.origin()));
      switch (entry.getValue()) {
        case MapValue settings when !keys.contains(entry.getKey()) && !settings.entries().containsKey(NAME) -> item.putAll(settings.entries());
        case ScalarValue place when !keys.contains(entry.getKey()) && keys.contains(MOUNT) && place.text().filter(text -> text.startsWith("/")).isPresent() ->
            item.put(MOUNT, place);
        default -> {
          return Optional.empty();
        }
      }
      items.add(new MapValue(item, new LinkedHashMap<>(), map.origin()));
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(new ListValue(items, map.origin()));
  }

  /** Whether a mapping has variables by their names where the chart takes a list of them. */
  private boolean isOfVariables(ValuePath path, MapValue map) {
    Set<String> keys = tree.allowedKeys(path.index(0));
    return keys.containsAll(VARIABLE)
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
    if (value instanceof ScalarValue(Scalar.Num number, var origin)) {
      return ofNumber(path, keys, value);
    }
    Optional<Value> chosen = byChoice(path, keys, value);
    if (chosen.isPresent()) {
      return chosen;
    }
    if (keys.isEmpty()) {
      return ValueForm.PAIRS.of(value).filter(pairs -> isOfTexts(path, pairs));
    }
    return ValueForm.SWITCHES
        .of(value)
        .filter(
            switches ->
                switches instanceof MapValue map
                    && map.entries().keySet().stream()
                        .allMatch(name -> tree.has(path.key(name).key(ENABLED)) && hasAll(path.key(name), map.entries().get(name))));
  }

  /** A number in the place of a mapping: its port, or its only setting that is a number, for which it is to be enabled. */
  private Optional<Value> ofNumber(ValuePath path, Set<String> keys, Value number) {
    List<String> taking = keys.stream().filter(key -> isNumber(path.key(key)) && tree.taken(path.key(key), number).isPresent()).toList();
    Optional<String> key = taking.contains(PORT) ? Optional.of(PORT) : taking.size() == 1 ? Optional.of(taking.getFirst()) : Optional.empty();
    return key.map(
        name -> {
          SequencedMap<String, Value> entries = new LinkedHashMap<>();
          if (keys.contains(ENABLED)) {
            entries.put(ENABLED, new ScalarValue(Scalar.TRUE, number.origin()));
          }
          entries.put(name, number);
          return new MapValue(entries, new LinkedHashMap<>(), number.origin());
        });
  }

  /** A text that only one setting of a mapping has among its choices, or its level. */
  private Optional<Value> byChoice(ValuePath path, Set<String> keys, Value value) {
    List<String> taking = value instanceof ScalarValue(Scalar.Str text, var origin) ? keys.stream().filter(key -> isChoice(path.key(key), value)).toList() : List.of();
    Optional<String> key = taking.contains(LEVEL) ? Optional.of(LEVEL) : taking.size() == 1 ? Optional.of(taking.getFirst()) : Optional.empty();
    return key.flatMap(name -> tree.taken(path.key(name), value).map(taken -> ValueForm.mapping(name, taken)));
  }

  private boolean isChoice(ValuePath path, Value value) {
    return tree.at(path).filter(schema -> !SchemaTree.texts(schema, "enum").isEmpty()).isPresent() && tree.taken(path, value).isPresent();
  }

  /** Whether a mapping takes any keys with these texts. */
  private boolean isOfTexts(ValuePath path, Value pairs) {
    return pairs instanceof MapValue map
        && map.entries().entrySet().stream().allMatch(entry -> isOf(path.key(entry.getKey()), "string") && tree.taken(path.key(entry.getKey()), entry.getValue()).isPresent());
  }

  private boolean isNumber(ValuePath path) {
    return isOf(path, "integer") || isOf(path, "number");
  }

  private boolean isOf(ValuePath path, String type) {
    return tree.at(path).filter(schema -> SchemaTree.texts(schema, "type").contains(type)).isPresent();
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
