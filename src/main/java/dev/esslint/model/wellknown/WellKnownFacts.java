package dev.esslint.model.wellknown;

import dev.esslint.chart.Release;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Templates;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The well-known documents as the chart makes them (catalogue 18.1), for those who serve them elsewhere. */
public final class WellKnownFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        wellKnown.client: the document for clients as the chart makes it, as indented JSON; of an `additional` that cannot be read only \
            the chart's keys
        wellKnown.server: the document for other servers as the chart makes it, as indented JSON
        wellKnown.foci: only what clients find calls by
        wellKnown.overwritten[]: a key of `additional` that the chart overwrites with another value
          key: the key
          keys: all such keys, as code
        wellKnown.misnamed[]: a key of `additional` that is a slip for one that is read
          key: the key
          meant: what it is called
          written: whether the chart writes it
        wellKnown.quoting[]: a template that inserts quotes
          document: the document that it is in
        wellKnown.unused: what is set while the delegation is off
        """);
  }

  private static final ValuePath DELEGATION = ValuePath.of("wellKnownDelegation");

  /** The first release whose client document says nothing about the authentication service. */
  static final Release WITHOUT_MSC2965 = new Release(26, 3, 0);

  /** The keys that are read in the documents; looked at only where there is a document. */
  private static final class Known {
    /** By the path of the mapping that they are in. */
    static final Map<ValuePath, List<String>> KEYS =
        Map.of(
            ValuePath.of("client"), List.of("m.homeserver", "m.identity_server", "m.tile_server", "org.matrix.msc4143.rtc_foci", "io.element.e2ee"),
            ValuePath.of("client", "io.element.e2ee"),
                List.of("default", "force_disable", "secure_backup_required", "secure_backup_setup_methods", "outbound_keys_pre_sharing_mode"),
            ValuePath.of("server"), List.of("m.server"));

    /** What some of them begin with, which people leave out or part otherwise. */
    static final List<String> STARTS = List.of("org.matrix.msc4143.", "org.matrix.", "io.element.", "m.", "m_");

    /** Those that the chart writes where it deploys Synapse. */
    static final Set<String> WRITTEN = Set.of("m.homeserver", "m.server");

    static String withoutStart(String key) {
      return Spelling.fold(STARTS.stream().filter(key::startsWith).findFirst().map(start -> key.substring(start.length())).orElse(key));
    }
  }

  /** Words of so few letters are near to others. */
  private static final int SHORT = 6;

  private static final Regex QUOTES = new Regex("\\bquote\\b");

  /** Whom a document is for. */
  private enum Reader {
    /** Those who ask for what is served. */
    CLIENT,
    /** People, who know the hosts that cannot be known here. */
    ADMIN,
    /** Helm, which has yet to evaluate it. */
    HELM
  }

  private final Chosen chosen;
  private final Release release;
  private final Documents documents;
  private final Facts facts;
  private final Origin origin;

  private final Reader reader;

  private WellKnownFacts(
      Chosen chosen, Release release, Documents documents, Facts facts, Reader reader) {
    this.reader = reader;
    this.chosen = chosen;
    this.release = release;
    this.documents = documents;
    this.facts = facts;
    this.origin = chosen.values().root().origin();
  }

  public static void state(Chosen chosen, Release release, Documents documents, Facts facts) {
    new WellKnownFacts(chosen, release, documents, facts, Reader.ADMIN).state();
  }

  /**
   * A document as the chart makes it: {@code client}, {@code server} or {@code support}.
   *
   * @return empty if a part of it cannot be known
   */
  static Optional<MapValue> document(Chosen chosen, Release release, String name) {
    return document(chosen, release, name, Reader.CLIENT);
  }

  /**
   * The text of a document before Helm evaluates it.
   *
   * @param name as for {@link #document(Chosen, Release, String)}
   * @return empty if the chart cannot make it
   */
  public static Optional<String> template(Chosen chosen, Release release, String name) {
    return unevaluated(chosen, release, name).map(WellKnownFacts::text);
  }

  /**
   * A document before Helm evaluates it.
   *
   * @param name as for {@link #document(Chosen, Release, String)}
   * @return empty if the chart cannot make it
   */
  public static Optional<MapValue> unevaluated(Chosen chosen, Release release, String name) {
    return document(chosen, release, name, Reader.HELM);
  }

  private static Optional<MapValue> document(
      Chosen chosen, Release release, String name, Reader reader) {
    WellKnownFacts making =
        new WellKnownFacts(
            chosen,
            release,
            new Documents(chosen.values()),
            new Facts(chosen.values().root().origin()),
            reader);
    Optional<MapValue> keys =
        switch (name) {
          case "client" -> making.client();
          case "server" -> making.server();
          default -> Optional.of(making.map());
        };
    return keys.flatMap(map -> making.document(name, map));
  }

  private void state() {
    client().ifPresent(keys -> put("client", document("client", keys).orElse(keys)));
    server().ifPresent(keys -> put("server", document("server", keys).orElse(keys)));
    if (chosen.on("matrixRTC.enabled")) {
      host("matrixRTC")
          .ifPresent(rtc -> put("foci", map("org.matrix.msc4143.rtc_foci", foci(rtc))));
    }
    stateOverwritten();
    if (!chosen.entries("wellKnownDelegation.additional").isEmpty()) {
      Known.KEYS.forEach(this::stateMisnamed);
    }
    stateQuoting();
    stateUnused();
  }

  /** What the chart's own keys take the place of, unless they say the same, apart from a slash at the end. */
  private void stateOverwritten() {
    if (chosen.on("synapse.enabled")) {
      stateOverwritten("server", server(), "m.server");
      stateOverwritten("client", client(), "m.homeserver", "base_url");
    }
    if (chosen.on("matrixRTC.enabled")) {
      stateOverwritten("client", client(), "org.matrix.msc4143.rtc_foci");
    }
    facts.gather("wellKnown.overwritten", "", "key", "keys");
  }

  private void stateOverwritten(String document, Optional<MapValue> written, String... keys) {
    ValuePath additional = DELEGATION.key("additional").key(document);
    if (chosen.text(additional.toString()).isEmpty()) {
      return;
    }
    documents
        .document(additional)
        .ifPresent(
            own -> {
              ValuePath key = overwritten(own, ValuePath.of(keys));
              Optional<Value> value = ResolvedValues.below(own, key);
              Optional<Value> chart = written.flatMap(map -> ResolvedValues.below(map, key));
              if (value.isPresent() && !isSame(value.get(), chart)) {
                ValuePath path = additional.then(key);
                Facts item = facts.item("wellKnown.overwritten", path, value.get().origin());
                item.put("key", ((Key) key.last()).name(), path);
              }
            });
  }

  /** Where the chart's key takes the place of something: where it is itself, or further up, where there is no mapping for it. */
  private static ValuePath overwritten(Value own, ValuePath key) {
    ValuePath around = key.parent();
    return around.isRoot() || ResolvedValues.below(own, around).orElse(null) instanceof MapValue
        ? key
        : overwritten(own, around);
  }

  private static boolean isSame(Value own, Optional<Value> chart) {
    return chart.filter(value -> text(value).equals(text(own).replace("/\"", "\""))).isPresent();
  }

  /** Keys that differ from those that are read only in what is before a name, in the signs within it, or in a letter. */
  private void stateMisnamed(ValuePath place, List<String> known) {
    ValuePath document = DELEGATION.key("additional").key(((Key) place.steps().getFirst()).name());
    ValuePath inner = new ValuePath(place.steps().subList(1, place.steps().size()));
    if (chosen.text(document.toString()).isEmpty()
        || !(documents.document(document).flatMap(own -> ResolvedValues.below(own, inner)).orElse(null) instanceof MapValue map)) {
      return;
    }
    Map<String, String> names = new LinkedHashMap<>();
    known.forEach(name -> names.put(Known.withoutStart(name), name));
    map.entries()
        .forEach(
            (key, value) -> {
              String bare = Known.withoutStart(key);
              Optional<String> meant =
                  known.contains(key) ? Optional.empty() : names.keySet().stream().filter(other -> isSlip(bare, other)).findFirst().map(names::get);
              meant.ifPresent(
                  name -> {
                    ValuePath path = document.then(inner).key(key);
                    Facts item = facts.item("wellKnown.misnamed", path, value.origin());
                    item.put("key", key, path);
                    item.put("meant", name, path);
                    boolean written =
                        name.equals("org.matrix.msc4143.rtc_foci") ? chosen.on("matrixRTC.enabled") : Known.WRITTEN.contains(name) && chosen.on("synapse.enabled");
                    item.put("written", written, path);
                  });
            });
  }

  private static boolean isSlip(String one, String other) {
    return !one.isEmpty() && (one.equals(other) || (other.length() > SHORT && Spelling.distance(one, other) == 1));
  }

  /** Templates are filled in after the JSON is written, so that quotes end its strings. */
  private void stateQuoting() {
    for (String document : List.of("client", "server", "support")) {
      ValuePath path = DELEGATION.key("additional").key(document);
      if (chosen.values().at(path).orElse(null)
          instanceof ScalarValue(Scalar.Str(String text), var place)) {
        Optional<Span> quoting =
            GoTemplate.braces(text).stream()
                .filter(braces -> QUOTES.isIn(braces.inside(text)))
                .map(braces -> new Span(braces.start(), braces.end()))
                .findFirst();
        if (quoting.isPresent()) {
          Span span = quoting.get();
          Facts item =
              facts.item("wellKnown.quoting", path, Embedded.of(path, text, place).origin(span));
          item.put("document", document, path);
        }
      }
    }
  }

  private void put(String name, Value json) {
    facts.put("wellKnown." + name, text(json), DELEGATION);
  }

  /** What the chart puts into the client document. */
  private Optional<MapValue> client() {
    MapValue keys = map();
    if (chosen.on("synapse.enabled")) {
      Optional<String> host = host("synapse");
      if (host.isEmpty()) {
        return Optional.empty();
      }
      keys.entries().put("m.homeserver", map("base_url", string("https://" + host.get())));
    }
    if (release.compareTo(WITHOUT_MSC2965) < 0 && chosen.isDelegated()) {
      Optional<String> host = host("matrixAuthenticationService");
      if (host.isEmpty()) {
        return Optional.empty();
      }
      MapValue authentication = map("issuer", string("https://" + host.get() + "/"));
      authentication.entries().put("account", string("https://" + host.get() + "/account"));
      keys.entries().put("org.matrix.msc2965.authentication", authentication);
    }
    if (chosen.on("matrixRTC.enabled")) {
      Optional<String> host = host("matrixRTC");
      if (host.isEmpty()) {
        return Optional.empty();
      }
      keys.entries().put("org.matrix.msc4143.rtc_foci", foci(host.get()));
    }
    return Optional.of(keys);
  }

  /** What the chart puts into the server document. */
  private Optional<MapValue> server() {
    return chosen.on("synapse.enabled")
        ? host("synapse").map(host -> map("m.server", string(host + ":443")))
        : Optional.of(map());
  }

  private Value foci(String host) {
    MapValue focus = map("type", string("livekit"));
    focus.entries().put("livekit_service_url", string("https://" + host));
    return new ListValue(List.of(focus), origin);
  }

  /** The host of a component as the chart writes it, if it can be known or the user's words do. */
  private Optional<String> host(String component) {
    return chosen
        .text(component + ".ingress.host")
        .flatMap(
            text ->
                filledIn(text).or(() -> forAdmin(text)))
        .or(() -> forAdmin("<" + component + ".ingress.host>"));
  }

  private Optional<String> forAdmin(String text) {
    return reader == Reader.ADMIN ? Optional.of(text) : Optional.empty();
  }

  /** What a text comes to; empty if that cannot be known. */
  private Optional<String> filledIn(String text) {
    return reader == Reader.HELM ? Optional.of(text) : chosen.templates().expanded(text);
  }

  /** A document: the user's own keys with those of the chart over them. */
  private Optional<MapValue> document(String name, MapValue keys) {
    ValuePath path = DELEGATION.key("additional").key(name);
    Value text = chosen.values().at(path).orElse(null);
    if (!(text instanceof ScalarValue(Scalar.Str(String json), var place))) {
      return Optional.of(keys);
    }
    return (json.isBlank()
            // what Helm's fromJson makes of nothing
            ? Optional.of((Value) map("Error", string("unexpected end of JSON input")))
            : read(path, json, place))
        .flatMap(this::expanded)
        .flatMap(
            own -> own instanceof MapValue map ? Optional.of(over(keys, map)) : Optional.empty());
  }

  /** The text as Go reads JSON; empty if it is none. */
  private static Optional<Value> read(ValuePath path, String json, Origin place) {
    try {
      return Optional.of(Embedded.of(path, json, place).json());
    } catch (SourceException e) {
      return Optional.empty();
    }
  }

  private MapValue over(MapValue upper, MapValue lower) {
    MapValue merged =
        new MapValue(new LinkedHashMap<>(lower.entries()), new LinkedHashMap<>(), origin);
    upper
        .entries()
        .forEach(
            (key, value) ->
                merged
                    .entries()
                    .merge(
                        key,
                        value,
                        (there, chart) ->
                            there instanceof MapValue below && chart instanceof MapValue above
                                ? over(above, below)
                                : chart));
    return merged;
  }

  /** A value with its templates filled in; empty if one cannot be. */
  private Optional<Value> expanded(Value value) {
    return switch (value) {
      case MapValue map -> {
        MapValue filled = map();
        for (var entry : map.entries().entrySet()) {
          Optional<String> key = filledIn(entry.getKey());
          Optional<Value> item = expanded(entry.getValue());
          if (key.isEmpty() || item.isEmpty()) {
            yield Optional.empty();
          }
          filled.entries().put(key.get(), item.get());
        }
        yield Optional.of(filled);
      }
      case ListValue list -> {
        List<Optional<Value>> items = list.items().stream().map(this::expanded).toList();
        yield items.stream().allMatch(Optional::isPresent)
            ? Optional.of(new ListValue(items.stream().flatMap(Optional::stream).toList(), origin))
            : Optional.empty();
      }
      case ScalarValue(Scalar.Str(String text), var place) ->
          filledIn(text).map(this::string);
      case ScalarValue scalar -> Optional.of(scalar);
    };
  }

  /** The text that the chart makes of a document: Go keeps JSON fit for HTML. */
  public static String text(Value json) {
    return JsonText.of(json)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void stateUnused() {
    if (!chosen.on("wellKnownDelegation.enabled")
        && chosen.values().writtenAt(DELEGATION).orElse(null) instanceof MapValue written) {
      List<String> settings =
          written.entries().keySet().stream().filter(key -> !key.equals("enabled")).toList();
      if (!settings.isEmpty()) {
        facts.put("wellKnown.unused", settings, DELEGATION.key(settings.getFirst()));
      }
    }
  }

  private Value string(String text) {
    return new ScalarValue(new Scalar.Str(text), origin);
  }

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), origin);
  }

  private MapValue map(String key, Value value) {
    MapValue map = map();
    map.entries().put(key, value);
    return map;
  }
}
