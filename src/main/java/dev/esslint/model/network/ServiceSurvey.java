package dev.esslint.model.network;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Survey;
import dev.esslint.model.base.SynapseWorkers;
import dev.esslint.model.rtc.ExposedService;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.model.rtc.Exposure;
import java.util.ArrayList;
import java.util.List;

/** The Services, by which components and others in the cluster find each other. */
public final class ServiceSurvey {
  private static final String SYNAPSE_HTTP = "8008, ";
  private static final String REPLICATION = "9093, ";
  private static final String HEALTH_AND_METRICS = "8080, 9001";

  /** So many ports of a range are in one Service. */
  private static final int SEGMENT = 250;

  private final Survey survey;
  private final ObjectNames names;
  private final List<Service> services = new ArrayList<>();

  private ServiceSurvey(Survey survey) {
    this.survey = survey;
    this.names = survey.objects();
  }

  public static List<Service> services(Survey survey) {
    ServiceSurvey making = new ServiceSurvey(survey);
    making.behindIngress("wellKnownDelegation", "wellKnownDelegation", "well-known");
    making.behindIngress("synapse", "synapse", "synapse");
    making.workers();
    making.behindIngress(
        "matrixAuthenticationService",
        "matrixAuthenticationService",
        "matrix-authentication-service");
    making.behindIngress("matrixRTC", "matrixRTC", "matrix-rtc-authorisation-service");
    making.behindIngress("matrixRTC", "matrixRTC.sfu", "matrix-rtc-sfu");
    making.exposed();
    making.behindIngress("elementWeb", "elementWeb", "element-web");
    making.behindIngress("elementAdmin", "elementAdmin", "element-admin");
    making.behindIngress("hookshot", "hookshot", "hookshot");
    making.inside("haproxy", survey.state(values -> new Parts(values).haproxy()), "haproxy", "8405");
    making.inside(
        "postgres", survey.state(values -> new Parts(values).postgres()), "postgres", "5432, 9187");
    String redis = survey.parts().redisPath();
    making.inside(
        redis,
        survey.state(values -> new Parts(values).redis()),
        redis.replace('.', '-'),
        survey.has("redis.redisExporter") ? "6379, 9121" : "6379");
    return making.services;
  }

  /** The ports of the Service to which an Ingress leads, as {@code 8008, 8009}. */
  static String ports(Survey survey, String component) {
    return switch (component) {
      case "wellKnownDelegation" -> "8010";
      case "synapse" -> "8008, 8009";
      case "matrixAuthenticationService" -> "8080, 8081";
      case "matrixRTC.sfu" -> survey.since("25.7.0") ? "7880, 6789" : "7880";
      case "elementWeb" -> "80";
      case "hookshot" -> "9993, 7775, 7777, 7778";
      case "matrixRTC", "elementAdmin" -> "8080";
      default -> throw new IllegalArgumentException(component);
    };
  }

  /**
   * The type of the Service to which an Ingress leads.
   *
   * @param owner whose {@code ingress} block decides it
   */
  static Stated type(Survey survey, String owner) {
    // the Services of Matrix RTC were inside of the cluster whatever the setting said
    return owner.equals("matrixRTC") && !survey.since("26.1.1")
        ? Stated.of("ClusterIP", survey.basis(owner))
        : survey
            .text(owner + ".ingress.service.type")
            .or(survey.text("ingress.service.type"))
            .or(Stated.of("ClusterIP", survey.basis(owner)));
  }

  private void behindIngress(String owner, String component, String suffix) {
    add(
        component,
        survey.component(component),
        suffix,
        type(survey, owner),
        "TCP",
        Stated.of(ports(survey, component), survey.basis(component)));
  }

  private void inside(String component, State state, String suffix, String ports) {
    Basis basis = survey.basis(component);
    add(component, state, suffix, Stated.of("ClusterIP", basis), "TCP", Stated.of(ports, basis));
  }

  private void workers() {
    State synapse = survey.component("synapse");
    inside("synapse", synapse, "synapse-main", SYNAPSE_HTTP + REPLICATION + HEALTH_AND_METRICS);
    for (String path : survey.parts().workers()) {
      String type = ObjectNames.workerType(path).orElseThrow();
      inside(
          path,
          survey.state(values -> values.on("synapse.enabled") && values.on(path + ".enabled")),
          names.worker(path),
          (SynapseWorkers.hasHttp(type) ? SYNAPSE_HTTP : "")
              + (SynapseWorkers.writes(type, survey.release()) ? REPLICATION : "")
              + HEALTH_AND_METRICS);
    }
  }

  /** Those of the SFU that are exposed for media; a host port needs none. */
  private void exposed() {
    for (ExposedService service : ExposedService.of(survey.chosen(), survey.release())) {
      String path = service.path().toString();
      boolean served =
          survey.since("26.1.1")
              ? !service.portType().equals("HostPort")
              : service.portType().equals("NodePort");
      if (served) {
        State state =
            survey.state(
                values ->
                    values.on("matrixRTC.enabled")
                        && values.on("matrixRTC.sfu.enabled")
                        && values.on(path + ".enabled"));
        Stated type = survey.text(path + ".portType");
        Stated first = survey.text(service.firstPath().toString());
        segments(service)
            .forEach(
                segment ->
                    add(
                        "matrixRTC.sfu",
                        state,
                        segment.suffix(),
                        type,
                        service.protocol(),
                        segment.ports().isEmpty()
                            ? first
                            : Stated.of(segment.ports(), first.basis())));
      }
    }
  }

  /** A Service for some of the ports; no ports if they are not known. */
  private record Segment(String suffix, String ports) {}

  private List<Segment> segments(ExposedService service) {
    String sfu = "matrix-rtc-sfu-";
    String suffix =
        sfu
            + switch (service.name()) {
              case "rtcTcp" -> "tcp";
              case "rtcMuxedUdp" -> "muxed-udp";
              case "rtcUdp" -> "udp-range";
              case "turnTLS" -> "turn-tls";
              default -> service.name();
            };
    Ports ports = service.ports().orElse(null);
    if (ports == null) {
      return List.of(new Segment(suffix, ""));
    }
    if (!service.name().equals("rtcUdp")) {
      return List.of(new Segment(suffix, Exposure.text(ports)));
    }
    if (!survey.since("25.6.2")) {
      return List.of(new Segment(suffix, Exposure.text(service.served(survey.release()))));
    }
    List<Segment> segments = new ArrayList<>();
    double first = ports.first();
    for (int i = 0; first <= ports.last() && first < 1 << 16; i++, first += SEGMENT) {
      Ports some = new Ports(first, Math.min(ports.last(), first + SEGMENT - 1));
      segments.add(new Segment(suffix + "-" + i, Exposure.text(some)));
    }
    return segments;
  }

  private void add(
      String component, State state, String suffix, Stated type, String protocol, Stated ports) {
    if (state != State.OFF && survey.has(ObjectNames.workerType(component).isPresent() ? "synapse" : component)) {
      String name = names.named(suffix);
      services.add(
          new Service(component, state, name, survey.hostOf(name), type, protocol, ports));
    }
  }
}
