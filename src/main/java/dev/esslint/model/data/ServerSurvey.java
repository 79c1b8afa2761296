package dev.esslint.model.data;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Survey;
import java.util.ArrayList;
import java.util.List;

/** The databases and caches of components (catalogue 6 and 7). */
public final class ServerSurvey {
  private final Survey survey;
  private final Parts parts;

  private ServerSurvey(Survey survey) {
    this.survey = survey;
    this.parts = survey.parts();
  }

  public static List<Server> servers(Survey survey) {
    ServerSurvey making = new ServerSurvey(survey);
    List<Server> servers = new ArrayList<>();
    for (String component : List.of("synapse", "matrixAuthenticationService")) {
      if (making.parts.on(component)) {
        servers.add(making.server(component, "postgres"));
      }
    }
    if (making.parts.synapse()
        && (!making.parts.workers().isEmpty() || !making.parts.internal("synapse", "redis"))) {
      servers.add(making.server("synapse", "redis"));
    }
    if (making.parts.hookshot()) {
      servers.add(making.server("hookshot", "redis"));
    }
    return servers;
  }

  private Server server(String component, String kind) {
    boolean postgres = kind.equals("postgres");
    String path = component + "." + kind;
    State state =
        survey.state(
            values ->
                values.on(component + ".enabled")
                    && (postgres
                        || component.equals("hookshot")
                        || !parts.internal(component, kind)
                        || !new Parts(values).workers().isEmpty()));
    if (parts.internal(component, kind)) {
      Stated nothing = Stated.of("", survey.basis(path));
      return new Server(component, state, kind, true, nothing, nothing, nothing, nothing, nothing);
    }
    Basis here = survey.basis(path);
    return new Server(
        component,
        state,
        kind,
        false,
        survey.template(path + ".host"),
        survey.text(path + ".port").or(Stated.of(postgres ? "5432" : "6379", here)),
        postgres
            ? survey.text(path + ".database")
            : survey.text(path + ".db").or(Stated.of("0", here)),
        postgres ? survey.text(path + ".user") : Stated.of("", here),
        survey.text(path + (postgres ? ".sslMode" : ".tls")));
  }
}
