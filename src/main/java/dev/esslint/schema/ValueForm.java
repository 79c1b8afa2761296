package dev.esslint.schema;

import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.JsonText;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.Set;

/** How a value is written where the chart takes it, if not as it is written now. */
enum ValueForm {
  SAME,
  /** A mapping as YAML in a text; a text is taken for such. */
  YAML,
  /** A mapping as JSON in a text; a text is taken for such. */
  JSON,
  /** The first item of a list. */
  FIRST,
  /** A text as a credential in clear text; what has the form of a credential stays as it is. */
  CREDENTIAL,
  /** A list of names, or of mappings with a name, as a mapping in which each is enabled. */
  SWITCHES,
  /** A text as the only item of a list. */
  LIST,
  /** Environment variables by their names, or as texts such as {@code NAME=value}, as a list of mappings. */
  VARIABLES,
  /** Texts such as {@code key=value} or {@code key: value}, or a list of them or of mappings, as a mapping of texts. */
  PAIRS;

  /** The keys of a mapping that is a credential. */
  static final Set<String> CREDENTIAL_KEYS = Set.of("value", "secret", "secretKey");

  private static final Set<String> DOCUMENTS = Set.of("config", "configuration", "homeserver", "hookshot", "livekit", "mas", "synapse");

  /** The form of a name in the table of known mistakes. */
  static ValueForm of(String name) {
    return name.isEmpty() ? SAME : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The value in this form; empty if it has none. */
  Optional<Value> of(Value value) {
    return switch (this) {
      case SAME -> Optional.of(value);
      case YAML -> text(value, YamlText::of);
      case JSON -> text(value, map -> JsonText.of(map) + "\n");
      case FIRST ->
          value instanceof ListValue list
                  && !list.items().isEmpty()
                  && list.items().getFirst() instanceof ScalarValue first
              ? Optional.of(first)
              : Optional.empty();
      case CREDENTIAL ->
          switch (value) {
            case ScalarValue(Str text, var origin) -> Optional.of(mapping("value", value));
            case MapValue map when CREDENTIAL_KEYS.containsAll(map.entries().keySet()) -> Optional.of(map);
            default -> Optional.empty();
          };
      case SWITCHES -> switches(value);
      case LIST ->
          value instanceof ScalarValue text ? Optional.of(new ListValue(List.of(text), text.origin())) : Optional.empty();
      case VARIABLES -> variables(value);
      case PAIRS -> pairs(value);
    };
  }

  private interface Writer {
    String text(Value mapping);
  }

  private static Optional<Value> text(Value value, Writer writer) {
    return switch (value) {
      case MapValue(var entries, var keys, var origin) when entries.size() == 1 && isDocument(entries.firstEntry().getKey()) ->
          text(entries.firstEntry().getValue(), writer);
      case MapValue map when !map.entries().isEmpty() ->
          Optional.of(new ScalarValue(new Str(writer.text(map)), map.origin()));
      case ScalarValue(Str text, var origin) when !text.value().isBlank() -> Optional.of(value);
      default -> Optional.empty();
    };
  }

  /** Whether a name is only one for a configuration as a whole, which no program has in it. */
  private static boolean isDocument(String name) {
    return DOCUMENTS.contains(Spelling.fold(name)) || name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static Optional<Value> variables(Value value) {
    List<Value> items = new ArrayList<>();
    switch (value) {
      case MapValue map -> map.entries().forEach((name, text) -> variable(name, text).ifPresent(items::add));
      case ListValue list ->
          list.items().forEach(item -> assignment(item).ifPresent(items::add));
      case ScalarValue scalar -> assignment(scalar).ifPresent(items::add);
    }
    return items.isEmpty() || items.size() < size(value) ? Optional.empty() : Optional.of(new ListValue(items, value.origin()));
  }

  private static int size(Value value) {
    return switch (value) {
      case MapValue map -> map.entries().size();
      case ListValue list -> list.items().size();
      case ScalarValue scalar -> 1;
    };
  }

  private static Optional<Value> pairs(Value value) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    int all = 0;
    for (Value item : value instanceof ListValue list ? list.items() : List.of(value)) {
      switch (item) {
        case ScalarValue(Str(String text), var origin) -> {
          int end = end(text);
          if (end > 0) {
            entries.put(text.substring(0, end).strip(), new ScalarValue(new Str(text.substring(end + 1).strip()), origin));
          }
          all++;
        }
        case MapValue map when value instanceof ListValue -> {
          map.entries().forEach((key, one) -> {
            if (one instanceof ScalarValue(Scalar scalar, var origin) && !scalar.equals(Scalar.NULL)) {
              entries.put(key, new ScalarValue(new Str(Scalar.text(scalar)), origin));
            }
          });
          all += map.entries().size();
        }
        default -> all++;
      }
    }
    return entries.isEmpty() || entries.size() < all ? Optional.empty() : Optional.of(new MapValue(entries, new LinkedHashMap<>(), value.origin()));
  }

  /** Where the key of a pair in one line ends; not before 1 if it is none. */
  private static int end(String text) {
    int equals = text.indexOf('=');
    int colon = text.indexOf(": ");
    return text.indexOf('\n') >= 0 ? -1 : equals > 0 && (colon < 0 || equals < colon) ? equals : colon;
  }

  /** A variable such as {@code NAME=value}. */
  private static Optional<Value> assignment(Value item) {
    return item instanceof ScalarValue(Str(String text), var origin) && text.indexOf('=') > 0
        ? variable(
            text.substring(0, text.indexOf('=')),
            new ScalarValue(new Str(text.substring(text.indexOf('=') + 1)), origin))
        : Optional.empty();
  }

  /** A variable with its name and its value as a text. */
  private static Optional<Value> variable(String name, Value value) {
    if (!(value instanceof ScalarValue(Scalar scalar, var origin)) || scalar.equals(Scalar.NULL)) {
      return Optional.empty();
    }
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    entries.put("name", new ScalarValue(new Str(name), origin));
    entries.put("value", new ScalarValue(new Str(Scalar.text(scalar)), origin));
    return Optional.of(new MapValue(entries, new LinkedHashMap<>(), origin));
  }

  private static Optional<Value> switches(Value value) {
    if (!(value instanceof ListValue list) || list.items().isEmpty()) {
      return Optional.empty();
    }
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    for (Value item : list.items()) {
      switch (item) {
        case ScalarValue(Str(String name), var origin) ->
            entries.put(name, mapping("enabled", new ScalarValue(Scalar.TRUE, origin)));
        case MapValue map when named(map).isPresent() -> entries.put(map.text(named(map).get()), enabled(map, named(map).get()));
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new MapValue(entries, new LinkedHashMap<>(), list.origin()));
  }

  /** The key of a mapping that says what it is about. */
  private static Optional<String> named(MapValue map) {
    return Stream.of("name", "type").filter(key -> !map.text(key).isEmpty()).findFirst();
  }

  /** What is said of something that is to be enabled, without its name. */
  private static MapValue enabled(MapValue map, String name) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    entries.put("enabled", new ScalarValue(Scalar.TRUE, map.origin()));
    entries.putAll(map.entries());
    entries.remove(name);
    return new MapValue(entries, new LinkedHashMap<>(), map.origin());
  }

  /** A mapping with one entry. */
  static MapValue mapping(String key, Value value) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>();
    entries.put(key, value);
    return new MapValue(entries, new LinkedHashMap<>(), value.origin());
  }
}
