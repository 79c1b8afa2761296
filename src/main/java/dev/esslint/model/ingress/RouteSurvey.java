package dev.esslint.model.ingress;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Ingresses: which host and paths lead to which component (catalogue 18.2, 18.3 and 18.6). */
public final class RouteSurvey {
  private static final String REDIRECT = "wellKnownDelegation.baseDomainRedirect";

  private final Survey survey;
  private final Chosen chosen;
  private final StatedControllers stated;

  private RouteSurvey(Survey survey, StatedControllers stated) {
    this.survey = survey;
    this.chosen = survey.chosen();
    this.stated = stated;
  }

  /**
   * The Ingresses of what is on or may be.
   *
   * @param stated which controllers are said to serve them
   */
  public static List<Route> routes(Survey survey, StatedControllers stated) {
    RouteSurvey making = new RouteSurvey(survey, stated);
    List<Route> routes = new ArrayList<>();
    if (chosenOn(survey, "wellKnownDelegation")) {
      routes.add(making.route("wellKnownDelegation", "serverName"));
    }
    for (String component : Parts.HOSTED) {
      boolean throughSynapse =
          component.equals("hookshot")
              && chosenOn(survey, "synapse")
              && !making.chosen.given("hookshot.ingress.host");
      if (chosenOn(survey, component) && !throughSynapse) {
        routes.add(making.route(component, component + ".ingress.host"));
      }
    }
    return routes;
  }

  private static boolean chosenOn(Survey survey, String component) {
    return survey.component(component) != State.OFF;
  }

  private Route route(String component, String hostPath) {
    Endpoint endpoint = new Endpoint(chosen, component, hostPath, stated);
    return new Route(
        component,
        survey.component(component),
        survey.objects().ingress(component),
        survey.template(endpoint.hostPath()),
        switch (component) {
          case "wellKnownDelegation" -> wellKnown();
          case "synapse" -> synapse();
          case "matrixRTC" -> rtc();
          case "hookshot" -> List.of(backend("/widgetapi/v1", component), backend("/", component));
          default -> List.of(backend("/", component));
        },
        className(endpoint),
        endpoint.isServed(),
        tls(endpoint));
  }

  private static Backend backend(String path, String component) {
    return new Backend(path, component, "");
  }

  private List<Backend> wellKnown() {
    List<Backend> documents = new ArrayList<>();
    documents.add(backend("/.well-known/matrix/{client,server,support}", "wellKnownDelegation"));
    if (!survey.since("25.8.0")) {
      documents.add(backend("/.well-known/element", "wellKnownDelegation"));
    }
    State enabled = survey.flag(REDIRECT + ".enabled");
    if (enabled == State.OFF || !Endpoint.redirects(chosen)) {
      return documents;
    }
    String address =
        switch (target(survey)) {
          case Known(String url, _) -> url;
          case Missing _ -> "the host of Element Web, which is not set";
          case Unknown _ -> "an unknown address";
        };
    String remark = "redirected to " + address;
    documents.add(new Backend("/", "", enabled == State.UNKNOWN ? "maybe " + remark : remark));
    return documents;
  }

  private static Stated target(Survey survey) {
    Stated url = survey.text(REDIRECT + ".url");
    Stated host = survey.template("elementWeb.ingress.host");
    return url.isMissing() && host instanceof Known(String name, Basis basis)
        ? Stated.of("https://" + name, basis)
        : url.or(host);
  }

  /** Where browsers are led that open the server name; missing if they are not. */
  public static Stated redirect(Survey survey) {
    State enabled = survey.flag(REDIRECT + ".enabled");
    boolean redirects = survey.component("wellKnownDelegation") == State.ON && Endpoint.redirects(survey.chosen());
    return switch (redirects ? enabled : State.OFF) {
      case ON -> target(survey);
      case OFF -> Stated.of("", survey.basis(REDIRECT));
      case UNKNOWN -> survey.text(REDIRECT + ".enabled");
    };
  }

  private List<Backend> synapse() {
    List<Backend> backends = new ArrayList<>();
    State delegated = survey.delegated();
    if (delegated != State.OFF) {
      backends.add(
          new Backend(
              "/_matrix/client/{api/v1,r0,v3,unstable}/{login,refresh,logout}",
              "matrixAuthenticationService",
              delegated == State.UNKNOWN ? "if it handles logins" : ""));
    }
    if (chosenOn(survey, "hookshot") && !chosen.given("hookshot.ingress.host")) {
      backends.add(backend("/_matrix/hookshot/widgetapi/v1", "hookshot"));
      backends.add(backend("/_matrix/hookshot", "hookshot"));
    }
    List<String> taken = new ArrayList<>();
    List<Integer> through = new ArrayList<>();
    String list = "synapse.ingress.additionalPaths";
    for (int i = 0; i < chosen.items(list).size(); i++) {
      String item = list + "[" + i + "]";
      String path = chosen.text(item + ".path").orElse("");
      String availability = chosen.text(item + ".availability").orElse("");
      if (availability.equals("only_externally")) {
        Stated service = survey.template(item + ".service.name");
        backends.add(
            new Backend(
                path,
                "",
                named(service)));
        taken.add(path);
      } else if (availability.equals("blocked")) {
        backends.add(new Backend(path, "", "blocked"));
        taken.add(path);
      } else if (availability.equals("internally_and_externally")) {
        through.add(i);
      }
    }
    for (String path : List.of("/_matrix", "/_synapse")) {
      if (taken.stream().noneMatch(path::startsWith)) {
        backends.add(backend(path, "synapse"));
      }
    }
    through.forEach(item -> backends.add(throughProxy(list + "[" + item + "]", backends)));
    return backends;
  }

  /** A path that HAProxy leads elsewhere, for all that gets to it: the Ingress has no path for it. */
  private Backend throughProxy(String item, List<Backend> backends) {
    String path = chosen.text(item + ".path").orElse("");
    Stated service = survey.text(item + ".service.name");
    boolean outside =
        backends.stream()
            .anyMatch(
                backend ->
                    backend.component().equals("synapse") && path.startsWith(backend.path()));
    return new Backend(
        path,
        "",
        named(service)
            + (outside
                ? ", also from inside the cluster"
                : ", only from inside the cluster, because no path of the Ingress leads there"));
  }

  private List<Backend> rtc() {
    List<String> paths = new ArrayList<>(List.of("/sfu/get"));
    if (survey.since("26.3.0")) {
      paths.add("/get_token");
    }
    if (survey.since("26.8.1")) {
      paths.add("/delegate_delayed_leave");
    }
    boolean sfu = chosenOn(survey, "matrixRTC.sfu");
    if (!sfu && survey.since("26.8.1")) {
      paths.add("/sfu_webhook");
    }
    List<Backend> backends = new ArrayList<>();
    paths.forEach(path -> backends.add(backend(path, "matrixRTC")));
    if (sfu) {
      backends.add(backend("/", "matrixRTC.sfu"));
    }
    return backends;
  }

  private static String named(Stated service) {
    return service instanceof Unknown ? "an unknown Service" : "service " + service.text();
  }

  private Stated className(Endpoint endpoint) {
    ValuePath annotation = endpoint.annotations().get("kubernetes.io/ingress.class");
    Stated given =
        survey
            .text(endpoint.setting("className").orElse(endpoint.at("className")))
            .or(survey.text("ingress.className"));
    Stated asked = annotation == null ? given : survey.text(annotation.toString());
    if (given instanceof Known(String name, _) && !(asked instanceof Unknown) && !asked.text().equals(name)) {
      return new Unknown(
          "the class is `" + name + "`, but an annotation has `" + asked.text() + "`",
          asked.basis());
    }
    return survey
        .text(endpoint.setting("className").orElse(endpoint.at("className")))
        .or(survey.text(annotation == null ? "ingress.className" : annotation.toString()));
  }

  private RouteTls tls(Endpoint endpoint) {
    for (String path : List.of("ingress.tlsEnabled", endpoint.at("tlsEnabled"))) {
      if (survey.flag(path) == State.OFF) {
        return new RouteTls(TlsSource.OFF, Stated.of("", survey.basis(path)));
      }
    }
    for (String path : List.of("ingress.tlsEnabled", endpoint.at("tlsEnabled"))) {
      if (survey.flag(path) == State.UNKNOWN) {
        return new RouteTls(TlsSource.UNKNOWN, survey.text(path));
      }
    }
    Optional<Stated> annotated =
        endpoint.issuerAnnotations().stream().findFirst().map(path -> survey.text(path.toString()));
    TlsSource source = endpoint.tlsSource();
    return switch (source) {
      case SECRET -> new RouteTls(source, survey.template(endpoint.at("tlsSecret")));
      case GLOBAL_SECRET -> new RouteTls(source, survey.template("ingress.tlsSecret"));
      // an annotation of the user's takes the place of the chart's
      case CERT_MANAGER -> new RouteTls(source, annotated.orElseGet(survey::issuer));
      case ANNOTATION -> new RouteTls(source, annotated.orElseThrow());
      // a map does not tell where a controller may have one from
      case CONTROLLER, NONE, OFF, OUTSIDE, UNKNOWN ->
          new RouteTls(
              endpoint.isServed() ? TlsSource.NONE : TlsSource.OUTSIDE,
              Stated.of("", survey.basis("ingress.tlsSecret")));
    };
  }
}
