package dev.esslint.measure;

import dev.esslint.chart.Chart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes values for a chart: whatever its schema knows is there or not, on or off, by chance. Each text is what a function
 * makes of its site. A site is the path of a text in a schema, with {@code *} for any key of a mapping and {@code []} for an
 * item of a list; that of a key itself has {@value #KEY} at its end.
 */
final class Sampler {
  /** After the path of an entry: its key, not its value. */
  static final String KEY = "@";

  /** Has parts below it that are all alike. */
  static final String CROWD = ".workers";

  private static final int PORT = 31000;

  /** So many samples have everything in one of them at least. */
  private static final int CHOICES = 100;

  private static final Set<String> CREDENTIAL = Set.of("value", "secret", "secretKey");

  private static final List<String> PARTS = List.of("allOf", "anyOf", "oneOf");

  private final Map<?, ?> schema;
  private final Map<?, ?> definitions;
  private final Map<?, ?> defaults;

  Sampler(Chart chart) {
    schema = (Map<?, ?>) Objects.requireNonNull(Trees.of(chart.schema()));
    definitions = schema.get("$defs") instanceof Map<?, ?> map ? map : Map.of();
    defaults = (Map<?, ?>) Objects.requireNonNull(Trees.of(chart.defaults()));
  }

  Map<?, ?> defaults() {
    return defaults;
  }

  /** How much there is in a sample. */
  record Density(double on, double given, double parts) {
    static final Density ALL = new Density(1, 1, 1);
  }

  /** All sites of texts: of what excludes each other each sample has one. */
  Set<String> sites() {
    Set<String> sites = new LinkedHashSet<>();
    Random random = new Random(1);
    for (int i = 0; i < CHOICES; i++) {
      sample(
          Density.ALL,
          random,
          site -> {
            sites.add(site);
            return site;
          });
    }
    return sites;
  }

  /**
   * Makes values.
   *
   * @param text gives the text for a site
   */
  @SuppressWarnings("unchecked")
  Made sample(Density density, Random random, UnaryOperator<String> text) {
    Sample sample = new Sample(density, random, text);
    Object made = sample.make(schema, defaults, "", true);
    return new Made(
        made == null ? new LinkedHashMap<>() : (Map<String, @Nullable Object>) made,
        sample.one,
        sample.written,
        sample.choices);
  }

  /**
   * Values that were made.
   *
   * @param one which of the parts that are all alike has texts
   * @param written the sites of their texts
   * @param choices the paths of texts that are one of a few
   */
  record Made(
      Map<String, @Nullable Object> values,
      String one,
      Set<String> written,
      Set<String> choices) {}

  private final class Sample {
    private final Density density;
    private final Random random;
    private final UnaryOperator<String> text;
    private final Set<String> written = new LinkedHashSet<>();
    private final Set<String> choices = new LinkedHashSet<>();
    private String one = "";

    Sample(Density density, Random random, UnaryOperator<String> text) {
      this.density = density;
      this.random = random;
      this.text =
          site -> {
            written.add(site);
            return text.apply(site);
          };
    }

    private boolean chance(double probability) {
      return random.nextDouble() < probability;
    }

    /** A value for a schema; null where there is to be none. */
    @Nullable Object make(Object schema, @Nullable Object preset, String path, boolean required) {
      Map<?, ?> node = resolved(schema);
      Map<String, Object> properties = new LinkedHashMap<>();
      collect(node, properties);
      Object more = node.get("additionalProperties");
      Set<String> types = types(node);
      if (!properties.isEmpty()) {
        return mapping(node, properties, preset, path, required);
      }
      if (more instanceof Map<?, ?> || types.contains("object")) {
        return free(more instanceof Map<?, ?> ? more : Map.of("type", "string"), path, required);
      }
      if (node.containsKey("items") || types.contains("array")) {
        Object items = node.containsKey("items") ? node.get("items") : Map.of("type", "string");
        if (!required && !chance(density.given)) {
          return null;
        }
        Object item = make(items, null, path + ".[]", true);
        return item == null ? null : List.of(item);
      }
      return scalar(node, types, path, required);
    }

    private @Nullable Object mapping(
        Map<?, ?> node,
        Map<String, Object> properties,
        @Nullable Object preset,
        String path,
        boolean required) {
      Map<?, ?> presets = preset instanceof Map<?, ?> map ? map : Map.of();
      if (!required && !(preset instanceof Map<?, ?>) && !chance(density.parts)) {
        return null;
      }
      Set<Object> needed = new LinkedHashSet<>(required(node));
      Set<Object> excluded = new LinkedHashSet<>();
      for (String keyword : List.of("anyOf", "oneOf")) {
        if (node.get(keyword) instanceof List<?> choices) {
          Map<?, ?> choice = resolved(choices.get(random.nextInt(choices.size())));
          needed.addAll(required(choice));
          if (choice.get("not") instanceof Map<?, ?> not) {
            excluded.addAll(required(not));
          }
        }
      }
      if (properties.keySet().equals(CREDENTIAL) && needed.isEmpty()) {
        // older schemas do not say that it is one or the other
        needed.addAll(chance(0.3) ? Set.of("value") : Set.of("secret", "secretKey"));
        excluded.addAll(needed.contains("value") ? Set.of("secret", "secretKey") : Set.of("value"));
      }
      Map<String, Object> made = new LinkedHashMap<>();
      if (path.endsWith(CROWD)) {
        crowd(properties, presets, path, made);
        return made;
      }
      properties.forEach(
          (key, schema) -> {
            String below = path.isEmpty() ? key : path + "." + key;
            Object value =
                excluded.contains(key)
                    ? null
                    : make(
                        schema,
                        presets.get(key),
                        below,
                        needed.contains(key) || path.contains("[]") || isNeeded(below));
            if (value != null) {
              made.put(key, value);
            }
          });
      return made.isEmpty() && !required ? null : made;
    }

    /** Of parts that are all alike, one has texts; the others are on or off. */
    private void crowd(
        Map<String, Object> properties, Map<?, ?> presets, String path, Map<String, Object> made) {
      boolean any = chance(0.7);
      List<String> names = List.copyOf(properties.keySet());
      one = names.get(random.nextInt(names.size()));
      for (String name : names) {
        if (name.equals(one)) {
          Object value = make(properties.get(name), presets.get(name), path + ".*", true);
          made.put(name, Objects.requireNonNull(value));
        } else {
          made.put(name, Map.of("enabled", any && chance(0.04)));
        }
      }
    }

    private @Nullable Object free(Object schema, String path, boolean required) {
      if (!required && !chance(density.given)) {
        return null;
      }
      String below = path + ".*";
      Object value = make(schema, null, below, true);
      return Map.of(text.apply(below + KEY), value == null ? "v" : value);
    }

    private @Nullable Object scalar(
        Map<?, ?> node, Set<String> types, String path, boolean required) {
      if (types.contains("boolean")) {
        return density.on >= 1 || chance(isSwitch(path) ? density.on : 0.5);
      }
      if (node.get("enum") instanceof List<?> choices) {
        List<?> texts = choices.stream().filter(String.class::isInstance).toList();
        this.choices.add(path);
        return !texts.isEmpty() && (required || chance(density.given))
            ? texts.get(random.nextInt(texts.size()))
            : null;
      }
      if (path.endsWith(".startPort")) {
        return PORT;
      }
      if (path.endsWith(".endPort")) {
        return PORT + 1; // the chart makes a Service of each port
      }
      if (!types.isEmpty() && !types.contains("string")) {
        return required && (types.contains("integer") || types.contains("number")) ? 7 : null;
      }
      return required || chance(density.given) ? text.apply(path) : null;
    }

    /** What the chart asks for although its schema does not. */
    private static boolean isNeeded(String path) {
      return path.equals("serverName")
          || path.endsWith("ingress.host")
          || path.matches(".*\\.postgres\\.(host|user|database|password)");
    }

    private boolean isSwitch(String path) {
      return path.endsWith("nabled") || path.endsWith(".create");
    }
  }

  private Map<?, ?> resolved(Object schema) {
    Object node = schema;
    while (node instanceof Map<?, ?> map && map.get("$ref") instanceof String to) {
      node = definitions.get(to.substring(to.lastIndexOf('/') + 1));
    }
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  private void collect(Map<?, ?> node, Map<String, Object> properties) {
    if (node.get("properties") instanceof Map<?, ?> own) {
      own.forEach((key, value) -> properties.putIfAbsent(key.toString(), value));
    }
    for (String keyword : PARTS) {
      if (node.get(keyword) instanceof List<?> parts) {
        parts.forEach(part -> collect(resolved(part), properties));
      }
    }
    // some keys are known only because they are asked for
    required(node)
        .forEach(key -> properties.putIfAbsent(key.toString(), Map.of("type", "string")));
  }

  private static List<?> required(Map<?, ?> node) {
    return node.get("required") instanceof List<?> keys ? keys : List.of();
  }

  private static Set<String> types(Map<?, ?> node) {
    Set<String> types = new LinkedHashSet<>();
    switch (node.get("type")) {
      case String type -> types.add(type);
      case List<?> list -> list.forEach(type -> types.add(String.valueOf(type)));
      case null, default -> {}
    }
    types.remove("null");
    return types;
  }

  /** For tests and reports. */
  List<String> sorted() {
    List<String> sites = new ArrayList<>(sites());
    sites.sort(null);
    return sites;
  }
}
