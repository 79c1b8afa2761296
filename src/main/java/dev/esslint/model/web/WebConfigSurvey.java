package dev.esslint.model.web;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.wellknown.WellKnownFacts;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the values give of Element Web's {@code config.json}: the homeserver, and what {@code elementWeb.additional} lays over it. What the
 * chart always puts there differs by release and promises nothing about these values.
 */
public final class WebConfigSurvey {
  private static final ValuePath ADDITIONAL = ValuePath.of("elementWeb", "additional");
  private static final String SERVER = "default_server_config";
  private static final String HOMESERVER = "m.homeserver";

  private final Survey survey;
  private final MapValue config;

  private WebConfigSurvey(Survey survey) {
    this.survey = survey;
    this.config = map();
  }

  public static Stated config(Survey survey) {
    Basis basis = survey.basis(ADDITIONAL.toString());
    return survey.component("elementWeb") == State.OFF ? Stated.of("", basis) : new WebConfigSurvey(survey).made(basis);
  }

  private Stated made(Basis basis) {
    homeserver("server_name", survey.template("serverName"));
    if (survey.component("synapse") == State.ON) {
      Stated host = survey.template("synapse.ingress.host");
      homeserver("base_url", host instanceof Known(String name, Basis at) ? Stated.of("https://" + name, at) : host);
    }
    Documents documents = new Documents(survey.chosen().values());
    for (String name : new TreeMap<>(survey.chosen().entries("elementWeb.additional")).keySet()) {
      ValuePath path = ADDITIONAL.key(name);
      Optional<Value> text = survey.chosen().values().at(path);
      if (text.flatMap(Value::text).flatMap(Placeholder::in).isPresent()) {
        return new Unknown("a template in it", basis);
      }
      if (!(documents.document(path).orElse(null) instanceof MapValue document)) {
        return new Unknown("`" + path + "` is not a JSON object", basis);
      }
      lay(document, config);
    }
    return Stated.of(config.entries().isEmpty() ? "" : WellKnownFacts.text(config), basis);
  }

  private void homeserver(String key, Stated text) {
    if (text instanceof Known(String known, _)) {
      below(below(config, SERVER), HOMESERVER).entries().put(key, new ScalarValue(new Scalar.Str(known), config.origin()));
    }
  }

  private MapValue below(MapValue map, String key) {
    return (MapValue) map.entries().computeIfAbsent(key, _ -> map());
  }

  private MapValue map() {
    return new MapValue(new LinkedHashMap<>(), new LinkedHashMap<>(), survey.chosen().values().root().origin());
  }

  /** Lays mappings over each other, as Helm does. Whether an empty value replaces another one depends on what is below it, so it is left open. */
  private void lay(MapValue upper, MapValue lower) {
    upper
        .entries()
        .forEach(
            (key, value) -> {
              if (value instanceof MapValue map && !map.entries().isEmpty()) {
                MapValue under = map();
                if (lower.entries().get(key) instanceof MapValue there) {
                  under.entries().putAll(there.entries());
                }
                lower.entries().put(key, under);
                lay(map, under);
                if (under.entries().isEmpty()) {
                  lower.entries().remove(key);
                }
              } else if (isEmpty(value)) {
                lower.entries().remove(key);
              } else {
                lower.entries().put(key, value);
              }
            });
  }

  private static boolean isEmpty(Value value) {
    return switch (value) {
      case MapValue map -> map.entries().isEmpty();
      case ListValue list -> list.items().isEmpty();
      case ScalarValue scalar ->
          switch (scalar.scalar()) {
            case Scalar.Null _ -> true;
            case Scalar.Bool(boolean on) -> !on;
            case Scalar.Num(double number) -> number == 0;
            case Scalar.Str(String text) -> text.isEmpty();
          };
    };
  }
}
