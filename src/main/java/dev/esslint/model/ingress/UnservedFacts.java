package dev.esslint.model.ingress;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be routed by other means than an Ingress, where no controller serves the Ingresses. */
public final class UnservedFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        unserved.routes: host and path of each route and the service and port that it leads to, where no controller serves the Ingresses
        unserved.signs[]: what says that no controller serves the Ingresses
          path: its path
        """);
  }

  private UnservedFacts() {}

  public static void state(Chosen chosen, Release release, List<Endpoint> endpoints, Facts facts) {
    List<Endpoint> unserved = endpoints.stream().filter(e -> !e.isServed()).toList();
    if (unserved.isEmpty()) {
      return;
    }
    List<String> components = unserved.stream().map(Endpoint::component).toList();
    List<String> routes = new ArrayList<>();
    for (Route route : RouteSurvey.routes(Survey.of(chosen.values(), release), StatedControllers.NOTHING)) {
      if (components.contains(route.component())) {
        String host = route.host() instanceof Unknown ? "(" + route.component() + ")" : route.host().text();
        for (Backend backend : route.backends()) {
          routes.add("`" + host + backend.path() + "` -> `" + target(route, backend) + "`");
        }
      }
    }
    List<String> signs = unserved.stream().map(UnservedFacts::sign).distinct().toList();
    facts.put("unserved.routes", String.join("; ", routes), ValuePath.parse(signs.getFirst()));
    for (String sign : signs) {
      facts.item("unserved.signs").put("path", sign, ValuePath.parse(sign));
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
      case "synapse" -> service("synapse", "8008");
      case "wellKnownDelegation" -> service("wellKnownDelegation", "8010");
      case "matrixAuthenticationService", "matrixRTC", "elementAdmin" ->
          service(backend.component(), "8080");
      case "matrixRTC.sfu" -> service("matrixRTC.sfu", "7880");
      case "elementWeb" -> service("elementWeb", "80");
      case "hookshot" ->
          service("hookshot", backend.path().endsWith("/widgetapi/v1") ? "7778" : "7775");
      default ->
          route.component().equals("wellKnownDelegation")
              ? service("wellKnownDelegation", "8010")
              : backend.remark().equals("blocked") ? service("synapse", "8009") : backend.remark();
    };
  }

  private static String service(String component, String port) {
    return "<release>-" + ObjectNames.service(component) + ":" + port;
  }
}
