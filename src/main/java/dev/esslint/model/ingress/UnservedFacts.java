package dev.esslint.model.ingress;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Survey;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What has to be routed by other means than an Ingress, where no controller serves the Ingresses.
 *
 * <p>{@code unserved.routes}: the host and path of each route and the service and port that it leads to;
 * {@code unserved.signs[]}: each {@code path} that says that no controller serves.
 */
public final class UnservedFacts {
  public static Set<String> names() {
    return Facts.names(Set.of("unserved.routes"), Facts.list("unserved.signs", "path"));
  }

  private UnservedFacts() {}

  public static void state(Chosen chosen, Release release, List<Endpoint> endpoints, Facts facts) {
    List<Endpoint> unserved = endpoints.stream().filter(e -> !e.isServed()).toList();
    if (unserved.isEmpty()) {
      return;
    }
    List<String> components = unserved.stream().map(Endpoint::component).toList();
    List<String> routes = new ArrayList<>();
    for (Route route : RouteSurvey.routes(Survey.of(chosen.values(), release))) {
      if (components.contains(route.component())) {
        String host = route.host().isKnown() ? route.host().text() : "(" + route.component() + ")";
        for (Backend backend : route.backends()) {
          routes.add(host + backend.path() + " -> " + target(route, backend));
        }
      }
    }
    List<String> signs = unserved.stream().map(UnservedFacts::sign).distinct().toList();
    facts.put("unserved.routes", String.join("; ", routes), ValuePath.parse(signs.getFirst()));
    for (String sign : signs) {
      facts.put(facts.next("unserved.signs") + ".path", sign, ValuePath.parse(sign));
    }
  }

  /** What says that nobody serves an Ingress; if only the cluster file does, where a class would be given. */
  private static String sign(Endpoint endpoint) {
    Optional<String> path = endpoint.classPath();
    return path.orElse("ingress.className");
  }

  /** The service and port of the chart behind a path, which are the same in all releases. */
  private static String target(Route route, Backend backend) {
    return switch (backend.component()) {
      case "synapse" -> "<release>-synapse:8008";
      case "wellKnownDelegation" -> "<release>-well-known:8010";
      case "matrixAuthenticationService" -> "<release>-matrix-authentication-service:8080";
      case "matrixRTC" -> "<release>-matrix-rtc-authorisation-service:8080";
      case "matrixRTC.sfu" -> "<release>-matrix-rtc-sfu:7880";
      case "elementWeb" -> "<release>-element-web:80";
      case "elementAdmin" -> "<release>-element-admin:8080";
      case "hookshot" ->
          "<release>-hookshot:" + (backend.path().endsWith("/widgetapi/v1") ? "7778" : "7775");
      default ->
          switch (route.component()) {
            case "wellKnownDelegation" -> "<release>-well-known:8010";
            default ->
                backend.remark().equals("blocked")
                    ? "<release>-synapse:8009"
                    : backend.remark();
          };
    };
  }
}
