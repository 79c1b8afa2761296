package dev.esslint.embedded;

import dev.esslint.embedded.Options.Place;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes configurations with one option in them, and what has to be beside it. */
final class OptionSamples {
  private static final Map<Form, String> OF_FORM =
      Map.ofEntries(
          Map.entry(Form.ADDRESS, "10.0.0.0/8"),
          Map.entry(Form.CIDR, "10.0.0.0/8"),
          Map.entry(Form.IP_ADDRESS, "93.184.215.14"),
          Map.entry(Form.ULID, "01HFVBY12TMNTYTBV8W921M5FA"),
          Map.entry(Form.HEX_64, "0123456789abcdef".repeat(4)),
          Map.entry(Form.HOST, "mail.example.org"),
          Map.entry(Form.MXC_ONLY, "mxc://example.org/abcdef"),
          Map.entry(Form.MXC_OR_NONE, "mxc://example.org/abcdef"),
          Map.entry(Form.MAILBOX, "Matrix <noreply@example.org>"),
          Map.entry(Form.ALIAS, "#room:example.org"),
          Map.entry(Form.COUNTRY, "DE"),
          Map.entry(Form.THEME, "dark"),
          Map.entry(Form.PAYLOAD, "1mb"),
          Map.entry(Form.SPAN, "30d"),
          Map.entry(Form.DATE, "2026-01-31T12:00:00.000+00:00"),
          Map.entry(Form.PORT_RANGE, "30000-30010"),
          Map.entry(Form.ROOM_VERSION, "12"),
          Map.entry(Form.REDIS, "redis://redis:6379"),
          Map.entry(Form.HOST_WITH_PORT, "redis:6379"),
          Map.entry(Form.SOCKET, "[::]:8080"),
          Map.entry(Form.ASCII, "example.org"),
          Map.entry(Form.SERVER_NAME, "example.org"),
          Map.entry(Form.LOCALPART, "notices"),
          Map.entry(Form.TEMPLATE, "{{ user.email }}"),
          Map.entry(Form.MIME, "image/png"),
          Map.entry(Form.BRAND, "keycloak"),
          Map.entry(Form.LINK, "https://example.org/"),
          Map.entry(Form.ROOM_ID, "!abc:example.org"),
          Map.entry(Form.USER_ID, "@user:example.org"),
          Map.entry(Form.USER_GLOB, "@user:*"),
          Map.entry(Form.ROOM_GLOB, "*"),
          Map.entry(Form.ALIAS_GLOB, "#room*"),
          Map.entry(Form.MODULE, "my_module.MyModule"),
          Map.entry(Form.TRUTH, "true"),
          Map.entry(Form.KEY_32, "Noi6WqcDj0QmPxCNQqgezwTlBKrfqehY1u2FyWP9uYw"));

  private final Options options;
  private final Version version;

  OptionSamples(Options options, Version version) {
    this.options = options;
    this.version = version;
  }

  /** All places of a table but the top. */
  static List<Place> places(Options options) {
    List<Place> places = new ArrayList<>();
    collect(options.top(), places);
    return places;
  }

  private static void collect(Place place, List<Place> places) {
    List<Place> below = new ArrayList<>();
    for (String name : place.names()) {
      if (!name.equals("io.element.*")) {
        below.add(place.child(name).orElseThrow());
      }
    }
    place.items().ifPresent(below::add);
    place.child("any-key-of-nobody").ifPresent(below::add);
    for (Place child : below) {
      places.add(child);
      collect(child, places);
    }
  }

  /** A configuration with a value for an option, as a tree of maps, lists and scalars. */
  Object around(Place target, Object value) {
    return build(options.top(), target, value);
  }

  private Object build(Place here, Place target, Object value) {
    if (here.path().equals(target.path())) {
      return value;
    }
    if (here.items().filter(items -> leads(items, target)).isPresent()) {
      List<Object> list = new ArrayList<>();
      list.add(build(here.items().get(), target, value));
      while (list.size() < size(here.option())) {
        list.add(valid(here.items().get()));
      }
      return list;
    }
    for (String name : here.names()) {
      Place child = here.child(name).orElseThrow();
      if (leads(child, target)) {
        return mapping(here, name, build(child, target, value));
      }
    }
    return mapping(
        here, "any-key", build(here.child("any-key-of-nobody").orElseThrow(), target, value));
  }

  /** How many items a list has to have. */
  private static int size(Option option) {
    return switch (option.values()) {
      case Values.OfForm(Form form) when form == Form.PAIR -> 2;
      case Values.OfForm(Form form)
          when form == Form.THREE_NUMBERS || form == Form.THREE_DURATIONS -> 3;
      default -> 1;
    };
  }

  private static boolean leads(Place place, Place target) {
    return target.path().equals(place.path())
        || target.path().startsWith(place.path() + ".")
        || target.path().startsWith(place.path() + "[]");
  }

  /** A mapping with what it needs, and something of one's own. */
  private Map<String, Object> mapping(Place place, String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    if (place.path().isEmpty()) {
      return map;
    }
    for (String name : place.names()) {
      Option option = place.child(name).orElseThrow().option();
      if (option.required().startsWith("yes")
          && !option.isAfter(Optional.of(version))
          && !option.isGone(Optional.of(version))) {
        map.putIfAbsent(name, valid(place.child(name).orElseThrow()));
      }
    }
    return map;
  }

  /** A value that an option takes. */
  Object valid(Place place) {
    Option option = place.option();
    if (option.path().equals("url_preview_ip_range_blacklist[]")) {
      return "10.0.0.0/8";
    }
    return switch (option.values()) {
      case Values.OfForm(Form form) when form == Form.NON_EMPTY && option.types().contains(Type.ARRAY) -> List.of("text");
      case Values.OfForm(Form form) when form == Form.ITEMS -> List.of(valid(place.items().orElseThrow()));
      case Values.OneOf some -> {
        String first = some.choices(Optional.of(version)).getFirst();
        yield option.types().contains(Type.NUMBER) || option.types().contains(Type.INTEGER)
            ? Double.valueOf(first)
            : first.equals("true") || first.equals("false") ? (Object) Boolean.valueOf(first) : first;
      }
      case Values.Range range ->
          option.types().contains(Type.DURATION)
              ? "30s"
              : Double.isFinite(range.most()) && range.most() <= 1
                  ? (Object) 0.5
                  : (Object) (range.least() + 1);
      case Values.OfForm(Form form) ->
          switch (form) {
            case THREE_NUMBERS -> List.of(1, 2, 3);
            case THREE_DURATIONS -> List.of("1s", "2s", "3s");
            case HOST_AND_PORT -> "meet.example.org:8443";
            case FILE -> "/etc/file";
            case ONE_INSTANCE, PAIR, NAME, ALPHANUMERIC, PROVIDER_ID, NON_EMPTY, MXC -> "text";
            case ACTOR, SERVICE -> "*";
            case ABOVE_GRANULARITY -> "30s";
            default -> OF_FORM.getOrDefault(form, "https://example.org/");
          };
      case Values.All all -> ofType(place, option.types().getFirst());
    };
  }

  private Object ofType(Place place, Type type) {
    return switch (type) {
      case STRING, ANY -> "text";
      case BOOLEAN -> true;
      case INTEGER -> 1;
      case NUMBER -> 0.5;
      case ARRAY -> List.of();
      case DURATION -> "30s";
      case SIZE -> "10M";
      case NULL -> "null";
      case OBJECT -> {
        Map<String, Object> map = mapping(place, "", "");
        map.remove("");
        yield map;
      }
    };
  }

  /** A value of a type that an option does not have; empty if it has all. */
  static Optional<Object> ofWrongType(Option option) {
    if (option.types().contains(Type.ANY)) {
      return Optional.empty();
    }
    if (!option.types().contains(Type.ARRAY)) {
      return Optional.of(List.of(1));
    }
    return option.types().contains(Type.OBJECT)
        ? Optional.of(true)
        : Optional.of(Map.of("zebra", 1));
  }

  /** A value of the right type that an option does not take; empty if it takes all. */
  static Optional<Object> ofWrongValue(Option option) {
    if (option.note().contains("does not enforce")) {
      return Optional.empty();
    }
    return switch (option.values()) {
      case Values.All all -> Optional.empty();
      case Values.OneOf some ->
          Optional.of(
              option.types().contains(Type.STRING) ? (Object) "zebra" : (Object) 1234567.0);
      case Values.Range range ->
          option.types().contains(Type.DURATION)
              ? Optional.empty()
              : Optional.of(range.above() ? range.least() : range.least() - 1);
      case Values.OfForm(Form form) ->
          switch (form) {
            case ABOVE_GRANULARITY, ACTOR, SERVICE, FILE -> Optional.empty();
            case THREE_NUMBERS -> Optional.of(List.of(1));
            case THREE_DURATIONS -> Optional.of(List.of("1s"));
            case ONE_INSTANCE, PAIR -> Optional.of(List.of("a", "b", "c"));
            case ROOM_VERSION -> Optional.of("99");
            case NON_EMPTY -> Optional.of(option.types().contains(Type.ARRAY) ? List.of() : "");
            case MXC -> Optional.of("");
            case LINK -> Optional.of("example.org/zebra");
            case NAME -> Optional.of("a");
            case REGEX -> Optional.of("*zebra");
            case ASCII -> Optional.of("b\u00fccher.example");
            case TEMPLATE -> Optional.of("{{ user.email }");
            case ITEMS -> Optional.of(List.of());
            default -> Optional.of("/ zebra /");
          };
    };
  }

  /** A tree as the configuration that a program reads. */
  static MapValue read(Object tree) {
    StringBuilder json = new StringBuilder();
    write(tree, json);
    return parse(json.toString());
  }

  /** YAML as the configuration that a program reads. */
  static MapValue parse(String yaml) {
    try {
      Document document = YamlReader.read(new SourceText("sample", yaml));
      return (MapValue) Value.of(new Layer.File(document), document.root(), span -> span);
    } catch (SourceException e) {
      throw new IllegalStateException(yaml, e);
    }
  }

  private static void write(Object tree, StringBuilder json) {
    switch (tree) {
      case Map<?, ?> map -> {
        json.append('{');
        map.forEach(
            (key, value) -> {
              json.append(json.charAt(json.length() - 1) == '{' ? "" : ", ");
              json.append('"').append(key).append("\": ");
              write(value, json);
            });
        json.append('}');
      }
      case List<?> list -> {
        json.append('[');
        for (int i = 0; i < list.size(); i++) {
          json.append(i == 0 ? "" : ", ");
          write(list.get(i), json);
        }
        json.append(']');
      }
      case String text -> json.append('"').append(text).append('"');
      default -> json.append(tree);
    }
  }
}
