package dev.esslint.model.wellknown;

import dev.esslint.chart.ChartComponent;
import dev.esslint.json.JsonReader;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.secret.MaskedValues;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The well-known documents (catalogue 18.1). */
public final class WellKnownSurvey {
  private static final ValuePath ADDITIONAL = ValuePath.of("wellKnownDelegation", "additional");

  private final Survey survey;

  /**
   * Masked values with the embedded documents as they are; what of those is secret is masked once
   * they are read.
   */
  private final Chosen chosen;

  private WellKnownSurvey(Survey survey, ResolvedValues values) {
    this.survey = survey;
    this.chosen = new Chosen(withDocuments(survey, values));
  }

  public static List<WellKnown> documents(Survey survey, ResolvedValues values) {
    WellKnownSurvey making = new WellKnownSurvey(survey, values);
    return List.of(
        making.document("client"), making.document("server"), making.document("support"));
  }

  private static ResolvedValues withDocuments(Survey survey, ResolvedValues values) {
    MapValue root = survey.chosen().values().root();
    if (!(root.entries().get("wellKnownDelegation") instanceof MapValue delegation)
        || !(values.at(ADDITIONAL).orElse(null) instanceof MapValue additional)) {
      return values;
    }
    return values.with(
        put(root, "wellKnownDelegation", put(delegation, "additional", additional)));
  }

  private static MapValue put(MapValue map, String key, Value value) {
    MapValue copy = new MapValue(new LinkedHashMap<>(map.entries()), map.deleted(), map.origin());
    copy.entries().put(key, value);
    return copy;
  }

  private WellKnown document(String name) {
    Stated text = text(name);
    return new WellKnown(
        name, text, survey.component("wellKnownDelegation"), text instanceof Unknown ? "" : lacking(name));
  }

  /** What Synapse would bring into a document if it were of this deployment. */
  private String lacking(String name) {
    String key = name.equals("client") ? "m.homeserver" : "m.server";
    boolean elsewhere = survey.component("synapse") == State.OFF && !name.equals("support");
    return elsewhere
            && WellKnownFacts.document(chosen, survey.release(), name)
                .filter(document -> !document.entries().containsKey(key))
                .isPresent()
        ? key
        : "";
  }

  /** The components whose hosts a document holds. */
  private List<String> takingPart(String name) {
    boolean client = name.equals("client");
    List<String> components = new ArrayList<>();
    if (client || name.equals("server")) {
      components.add("synapse");
    }
    if (client
        && survey.release().compareTo(WellKnownFacts.WITHOUT_MSC2965) < 0
        && survey.delegated() != State.OFF) {
      components.add("matrixAuthenticationService");
    }
    if (client) {
      components.add("matrixRTC");
    }
    return components;
  }

  private Stated text(String name) {
    boolean delegating = takingPart(name).contains("matrixAuthenticationService");
    if (delegating && survey.delegated() == State.UNKNOWN) {
      return new Unknown(
          "whether MAS handles the logins",
          survey.basis("matrixAuthenticationService.enabled"));
    }
    String path = ADDITIONAL.key(name).toString();
    Basis basis = survey.basis(path);
    for (String component : takingPart(name)) {
      if (survey.component(component) == State.UNKNOWN) {
        return new Unknown(
            "whether " + ChartComponent.titleAt(component) + " is enabled", survey.basis(component + ".enabled"));
      }
      String hostPath = component + ".ingress.host";
      Stated host = survey.template(hostPath);
      String lacking =
          switch (host) {
            case Known _ -> "";
            case Missing _ -> " is not set";
            case Unknown(String reason, _) -> ": " + reason;
          };
      if (survey.component(component) == State.ON && !lacking.isEmpty()) {
        return new Unknown("`" + hostPath + "`" + lacking, host.basis());
      }
    }
    Optional<Value> own = chosen.values().at(ValuePath.parse(path));
    if (own.isPresent() && own.get() instanceof ScalarValue(Scalar.Str(String text), var origin)) {
      try {
        if (!text.isBlank()) {
          JsonReader.keys(new SourceText(path, text));
        }
      } catch (SourceException e) {
        return new Unknown("`" + path + "` is not a JSON object", basis);
      }
    }
    return WellKnownFacts.document(chosen, survey.release(), name)
        .map(document -> Stated.of(WellKnownFacts.text(MaskedValues.of(document)) + "\n", basis))
        .orElseGet(() -> new Unknown("a template in it", basis));
  }
}
