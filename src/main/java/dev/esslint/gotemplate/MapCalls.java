package dev.esslint.gotemplate;

import dev.esslint.gotemplate.Datum.Bool;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Listed;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Text;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.Syntax.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions that take or make mappings. */
final class MapCalls extends Call {
  MapCalls(String name, List<Datum> arguments, Operand at) {
    super(name, arguments, at);
  }

  /** A mapping that a template makes, and may change. */
  record Made(Map<String, Datum> entries) implements Listed {
    Made {
      entries = new HashMap<>(entries);
    }

  }

  /** The parts of a text: a mapping of strings, which no function of mappings takes. */
  record Parts(Map<String, Datum> entries) implements Listed {
    @Override
    public Datum field(String key) {
      return entries.getOrDefault(key, new Text(""));
    }

    @Override
    public boolean isOfTexts() {
      return true;
    }
  }

  @Override
  @Nullable Datum result() {
    return switch (name) {
      case "dict" -> dict();
      case "get" -> get();
      case "hasKey" -> hasKey();
      case "pluck" -> pluck();
      case "keys" -> keys();
      case "values" -> values();
      case "set", "unset" -> changed();
      default -> part(name.equals("pick"));
    };
  }

  private @Nullable Datum dict() {
    Map<String, Datum> entries = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String key = GoText.written(arguments.get(i));
      if (key == null) {
        return null;
      }
      entries.put(key, i + 1 < arguments.size() ? asItem(arguments.get(i + 1)) : new Text(""));
    }
    return new Made(entries);
  }

  private @Nullable Datum get() {
    if (first() instanceof Entries entries && second() instanceof Text(String key)) {
      Datum value = entries.get(key);
      return value == null ? new Text("") : value;
    }
    return first() instanceof Nothing ? new Text("") : null;
  }

  private @Nullable Datum hasKey() {
    return first() instanceof Entries entries && second() instanceof Text(String key)
        ? new Bool(entries.get(key) != null)
        : first() instanceof Nothing ? new Bool(false) : null;
  }

  /** Only what the template itself made is changed; what else would be seen elsewhere, too. */
  private Datum changed() {
    if (!(first() instanceof Made(Map<String, Datum> entries)) || !(second() instanceof Text(String key))) {
      throw new Stop.Lost();
    }
    if (name.equals("unset")) {
      entries.remove(key);
    } else {
      entries.put(key, asItem(third()));
    }
    return first();
  }

  /** The values of a key in some mappings. */
  private @Nullable Datum pluck() {
    List<Datum> items = new ArrayList<>();
    for (Datum argument : arguments.subList(1, arguments.size())) {
      if (!(first() instanceof Text(String key)) || argument instanceof Unknown) {
        return null;
      }
      Datum value = argument instanceof Entries entries ? entries.get(key) : null;
      if (value != null) {
        items.add(value);
      }
    }
    return new Items(items);
  }

  /** Their order is by chance. */
  private @Nullable Datum keys() {
    List<Datum> keys = new ArrayList<>();
    for (Datum argument : arguments) {
      if (argument instanceof Entries entries) {
        entries.keys().forEach(key -> keys.add(new Text(key)));
      } else if (!(argument instanceof Nothing)) {
        return null;
      }
    }
    return keys.size() < 2 ? new Items(keys) : null;
  }

  /** Their order is by chance. */
  private @Nullable Datum values() {
    return first() instanceof Entries entries && entries.keys().size() < 2
        ? new Items(entries.keys().stream().map(entries::field).toList())
        : first() instanceof Nothing ? new Items(List.of()) : null;
  }

  private @Nullable Datum part(boolean named) {
    List<Datum> names = arguments.subList(1, arguments.size());
    if (!(first() instanceof Entries entries) || !names.stream().allMatch(Text.class::isInstance)) {
      return first() instanceof Nothing ? new Made(Map.of()) : null;
    }
    Map<String, Datum> part = new HashMap<>();
    for (String key : entries.keys()) {
      if (names.contains(new Text(key)) == named) {
        part.put(key, entries.field(key));
      }
    }
    return new Made(part);
  }
}
