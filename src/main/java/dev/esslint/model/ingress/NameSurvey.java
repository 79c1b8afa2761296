package dev.esslint.model.ingress;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.rtc.ExposedService;
import dev.esslint.model.rtc.Exposure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names that DNS has to know, and the certificates for them (catalogue 18.5 and 18.6). */
public final class NameSurvey {
  private static final String TURN = "matrixRTC.sfu.exposedServices.turnTLS";

  private NameSurvey() {}

  public static List<DnsName> names(Survey survey, List<Route> routes) {
    Map<String, DnsName> names = new LinkedHashMap<>();
    for (Route route : routes) {
      DnsName name = new DnsName(route.state(), route.host(), route.front(), answering(route));
      // one whose host is not known may be any
      String key =
          route.host().text().isEmpty() ? route.component() + ".ingress.host" : route.host().text();
      names.merge(key, name, NameSurvey::both);
    }
    List<DnsName> all = new ArrayList<>(names.values());
    Stated server = survey.template("serverName");
    boolean matrix = survey.parts().synapse() || survey.parts().rtc() || survey.parts().hookshot();
    if (survey.component("wellKnownDelegation") != State.ON && matrix && !server.isMissing()) {
      State state = survey.component("wellKnownDelegation") == State.OFF ? State.ON : State.UNKNOWN;
      all.addFirst(new DnsName(state, server, "your own web server", List.of()));
    }
    if (turnState(survey) != State.OFF) {
      all.add(
          new DnsName(
              turnState(survey),
              survey.template(TURN + ".domain"),
              turnPointsTo(survey),
              List.of("matrixRTC.sfu")));
    }
    return List.copyOf(all);
  }

  private static List<String> answering(Route route) {
    return route.backends().stream()
        .map(Backend::component)
        .filter(component -> !component.isEmpty())
        .distinct()
        .toList();
  }

  private static DnsName both(DnsName one, DnsName other) {
    List<String> serves = new ArrayList<>(one.serves());
    serves.addAll(other.serves());
    return new DnsName(
        one.state() == State.ON ? State.ON : other.state(),
        one.host(),
        one.pointsTo(),
        serves.stream().distinct().toList());
  }

  /** What takes TURN over TLS at 443, the only port that clients are told (catalogue 18.4). */
  private static String turnPointsTo(Survey survey) {
    Exposure exposure =
        ExposedService.of(survey.chosen(), survey.release()).stream()
            .filter(service -> service.name().equals("turnTLS"))
            .map(service -> new Exposure(survey, service))
            .findFirst()
            .orElseThrow();
    if (!exposure.isKnown() || survey.endsTurn() == State.UNKNOWN) {
      return "whatever accepts TURN over TLS on 443";
    }
    boolean balanced = exposure.service().portType().equals("LoadBalancer");
    return survey.endsTurn() == State.OFF && !balanced
        ? "whatever terminates TLS for TURN"
        : exposure
            .at(443)
            .map(target -> balanced ? "the load balancer of TURN over TLS" : target)
            .orElse("whatever forwards 443 to TURN over TLS");
  }

  private static State turnState(Survey survey) {
    return survey.state(
        values ->
            values.on("matrixRTC.enabled")
                && values.on("matrixRTC.sfu.enabled")
                && values.on(TURN + ".enabled"));
  }

  public static List<Certificate> certificates(Survey survey, List<Route> routes) {
    Map<Object, Certificate> certificates = new LinkedHashMap<>();
    for (Route route : routes) {
      TlsSource source =
          route.tls().source() == TlsSource.OFF ? TlsSource.OUTSIDE : route.tls().source();
      Certificate certificate =
          new Certificate(
              route.state(),
              source,
              route.tls().name(),
              List.of(route.host()),
              remark(survey, route));
      // cert-manager makes one for each Ingress; one Secret is one certificate
      Object key =
          switch (source) {
            case SECRET, GLOBAL_SECRET ->
                route.tls().name() instanceof Unknown(_, Basis basis)
                    ? basis
                    : List.of("secret", route.tls().name().text());
            case NONE -> source;
            default -> route;
          };
      certificates.merge(key, certificate, NameSurvey::both);
    }
    List<Certificate> all = new ArrayList<>(certificates.values());
    if (turnState(survey) != State.OFF) {
      Certificate turn = turn(survey);
      all.add(turn);
      boolean idle = turn.source() == TlsSource.SECRET || turn.source() == TlsSource.OUTSIDE;
      if (idle && survey.since("26.1.2") && !survey.chosen().entries("certManager").isEmpty()) {
        all.add(
            new Certificate(
                turn.state(),
                TlsSource.CERT_MANAGER,
                survey.issuer(),
                turn.covers(),
                "the chart requests it, but nothing uses it"));
      }
    }
    return List.copyOf(all);
  }

  private static Certificate both(Certificate one, Certificate other) {
    List<Stated> covers = new ArrayList<>(one.covers());
    for (Stated host : other.covers()) {
      if (host.text().isEmpty() || covers.stream().noneMatch(c -> c.text().equals(host.text()))) {
        covers.add(host);
      }
    }
    return new Certificate(
        one.state() == State.ON ? State.ON : other.state(),
        one.source(),
        one.name(),
        List.copyOf(covers),
        one.remark());
  }

  private static String remark(Survey survey, Route route) {
    Endpoint endpoint = new Endpoint(survey.chosen(), route.component(), "");
    return switch (route.tls().source()) {
      // the chart writes https into every URL nevertheless (catalogue entry 53)
      case OFF -> "the Ingress uses plain HTTP, but all URLs use https";
      case SECRET, GLOBAL_SECRET ->
          endpoint.issuerAnnotations().isEmpty()
              ? ""
              : "an annotation asks cert-manager to fill it";
      case ANNOTATION ->
          "an annotation requests it from cert-manager, but no Secret is set for it";
      case CERT_MANAGER, CONTROLLER, NONE, OUTSIDE, UNKNOWN -> "";
    };
  }

  private static Certificate turn(Survey survey) {
    Stated domain = survey.template(TURN + ".domain");
    Stated secret = survey.template(TURN + ".tlsSecret");
    TlsSource source =
        switch (survey.endsTurn()) {
          case UNKNOWN -> TlsSource.UNKNOWN;
          case OFF -> TlsSource.OUTSIDE;
          case ON ->
              !secret.isMissing()
                  ? TlsSource.SECRET
                  : survey.chosen().entries("certManager").isEmpty()
                      ? TlsSource.NONE
                      : TlsSource.CERT_MANAGER;
        };
    Stated name =
        switch (source) {
          case UNKNOWN -> survey.text(TURN + ".tlsTerminationOnPod");
          case SECRET -> secret;
          case CERT_MANAGER -> survey.issuer();
          default ->
              Stated.of(
                  "",
                  survey.basis(
                      TURN + (source == TlsSource.NONE ? ".tlsSecret" : ".tlsTerminationOnPod")));
        };
    return new Certificate(turnState(survey), source, name, List.of(domain), "for TURN over TLS");
  }
}
