package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.model.base.Credential;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import java.util.ArrayList;
import java.util.List;

/** Which components there are, and why. */
public final class PartSurvey {
  private final Survey survey;
  private final Parts parts;

  private PartSurvey(Survey survey) {
    this.survey = survey;
    this.parts = survey.parts();
  }

  public static List<Part> parts(Survey survey) {
    PartSurvey making = new PartSurvey(survey);
    List<Part> all = new ArrayList<>();
    ChartComponent.paths(Trait.SWITCHED).forEach(
        path ->
            all.add(
                path.endsWith(".syn2mas")
                    ? making.ofSynapse(path, "matrixAuthenticationService")
                    : making.switched(path)));
    all.add(making.haproxy());
    all.add(making.postgres());
    all.add(making.redis());
    all.add(making.initSecrets());
    all.add(making.ofSynapse("deploymentMarkers", "deploymentMarkers"));
    return all.stream().filter(part -> survey.has(part.path())).toList();
  }

  private Part switched(String path) {
    String owner = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    State state =
        survey.state(values -> values.on(owner + ".enabled") && values.on(path + ".enabled"));
    boolean owned = !owner.equals(path) && survey.component(owner) == State.OFF;
    return new Part(
        path,
        state,
        List.of(
            owned ? reason(ChartComponent.titleAt(owner) + " is disabled", owner + ".enabled") : switchReason(path)));
  }

  /** What there is only beside Synapse. */
  private Part ofSynapse(String path, String owner) {
    Part switched = switched(path);
    return switched.state() == State.OFF || survey.component("synapse") == State.ON
        ? switched
        : new Part(
            path,
            survey.state(
                values ->
                    values.on("synapse.enabled")
                        && values.on(owner + ".enabled")
                        && values.on(path + ".enabled")),
            List.of(
                survey.component("synapse") == State.OFF
                    ? reason("Synapse is disabled", "synapse.enabled")
                    : switchReason("synapse")));
  }

  /** What the switch of a component says. */
  private Reason switchReason(String path) {
    String flag = path + ".enabled";
    return reason(
        switch (survey.flag(flag)) {
          case ON -> "enabled";
          case UNKNOWN ->
              "`" + flag + "`" + (survey.text(flag) instanceof Unknown(String why, _) ? ": " + why : "");
          case OFF -> survey.certain().has(flag) ? "disabled" : "not enabled";
        },
        survey.certain().entries(path).isEmpty() ? path : flag);
  }

  private Reason reason(String text, String path) {
    return new Reason(text, survey.basis(path));
  }

  private Part haproxy() {
    List<Reason> why = new ArrayList<>();
    for (String component : List.of("synapse", "wellKnownDelegation")) {
      if (survey.component(component) != State.OFF) {
        why.add(
            reason(
                component.equals("synapse")
                    ? "in front of Synapse"
                    : "serves the well-known documents",
                component + ".enabled"));
      }
    }
    if (why.isEmpty()) {
      why.add(reason("Synapse and the well-known delegation are disabled", "synapse.enabled"));
    }
    return new Part("haproxy", survey.state(values -> new Parts(values).haproxy()), why);
  }

  private Part postgres() {
    State state = survey.state(values -> new Parts(values).postgres());
    List<Reason> why = new ArrayList<>();
    if (survey.flag("postgres.enabled") != State.ON) {
      why.add(switchReason("postgres"));
    } else {
      for (String component : List.of("synapse", "matrixAuthenticationService")) {
        needs(component, "postgres", state, why);
      }
      if (why.isEmpty()) {
        why.add(reason("neither Synapse nor MAS is enabled", "synapse.enabled"));
      }
    }
    return new Part("postgres", state, why);
  }

  private Part redis() {
    State state = survey.state(values -> new Parts(values).redis());
    List<Reason> why = new ArrayList<>();
    if (!parts.workers().isEmpty() && parts.internal("synapse", "redis")) {
      why.add(reason("Synapse has workers", parts.workers().getFirst() + ".enabled"));
    } else if (!parts.workers().isEmpty()) {
      needs("synapse", "redis", state, why);
    } else if (parts.synapse() && state == State.OFF) {
      why.add(reason("Synapse has no workers", "synapse.workers"));
    }
    needs("hookshot", "redis", state, why);
    if (why.isEmpty()) {
      why.add(reason("Synapse is disabled", "synapse.enabled"));
    }
    return new Part(parts.redisPath(), state, why);
  }

  /**
   * Adds whether a component that is on needs a server of the chart, if that is why it is there or
   * not.
   */
  private void needs(String component, String server, State state, List<Reason> why) {
    boolean needed = parts.internal(component, server);
    if (survey.component(component) != State.OFF && needed == (state != State.OFF)) {
      String path = component + "." + server;
      why.add(
          reason(
              ChartComponent.titleAt(component)
                  + (needed ? " has no `" + server + "` of its own" : " uses `" + path + "`"),
              path));
    }
  }

  private Part initSecrets() {
    boolean needed = Credential.generates(survey.chosen(), survey.release());
    State state = survey.state(values -> Credential.generates(values, survey.release()));
    return new Part(
        "initSecrets",
        state,
        List.of(
            survey.flag("initSecrets.enabled") != State.ON
                ? switchReason("initSecrets")
                : reason(
                    needed
                        ? "generates the secrets that are not set"
                        : "there is nothing to generate",
                    "initSecrets.enabled")));
  }
}
