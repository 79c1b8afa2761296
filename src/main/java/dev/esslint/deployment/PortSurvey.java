package dev.esslint.deployment;

import dev.esslint.deployment.ExposedService.Mapping;
import dev.esslint.deployment.ExposedService.Ports;
import dev.esslint.deployment.Model.AddressMode;
import dev.esslint.deployment.Model.OpenPort;
import dev.esslint.deployment.Model.Route;
import dev.esslint.deployment.Model.Server;
import dev.esslint.deployment.Model.SfuAddress;
import dev.esslint.deployment.Model.TlsSource;
import dev.esslint.values.Placeholder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who has to be let through to whom (catalogue 18.4). */
final class PortSurvey {
  private static final String CALLS = "devices in calls";

  /** What a host port for more ports of a range than this comes to: none at all. */
  private static final int MOST_HOST_PORTS = 100;

  private final Survey survey;
  private final List<OpenPort> ports = new ArrayList<>();

  private PortSurvey(Survey survey) {
    this.survey = survey;
  }

  static List<OpenPort> ports(
      Survey survey, List<Route> routes, List<Server> servers, Optional<SfuAddress> address) {
    PortSurvey making = new PortSurvey(survey);
    making.web(routes);
    making.media();
    address.ifPresent(making::address);
    servers.stream().filter(server -> !server.own()).forEach(making::server);
    routes.forEach(making::publishedService);
    return List.copyOf(making.ports);
  }

  private void web(List<Route> routes) {
    if (routes.isEmpty()) {
      return;
    }
    boolean plain = routes.stream().allMatch(route -> route.tls().source() == TlsSource.OFF);
    ports.add(
        new OpenPort(
            "web, federation",
            "",
            routes.stream().anyMatch(route -> route.state() == State.ON) ? State.ON : State.UNKNOWN,
            "TCP",
            Stated.of("80, 443", routes.getFirst().host().basis()),
            "browsers, apps, other homeservers",
            Stated.of("the ingress controller", routes.getFirst().host().basis()),
            "",
            plain ? "TLS is off: something before the controller has to answer on 443" : ""));
  }

  private void media() {
    List<ExposedService> services = ExposedService.of(survey.chosen(), survey.release());
    boolean range = services.stream().anyMatch(service -> service.name().equals("rtcUdp"));
    services.forEach(service -> ports.add(media(service, range)));
  }

  private OpenPort media(ExposedService service, boolean range) {
    String path = service.path().toString();
    State state =
        survey.state(
            values ->
                values.on("matrixRTC.enabled")
                    && values.on("matrixRTC.sfu.enabled")
                    && values.on(path + ".enabled"));
    Stated first = survey.text(service.firstPath().toString());
    Stated ports =
        service
            .ports()
            .map(given -> Stated.of(text(given), first.basis()))
            .orElseGet(() -> first.isKnown() ? survey.text(service.lastPath().toString()) : first);
    boolean turnTls = service.name().equals("turnTLS");
    Stated portType = survey.text(path + ".portType");
    List<String> remarks = remarks(service, range);
    return new OpenPort(
        switch (service.name()) {
          case "rtcTcp", "rtcMuxedUdp", "rtcUdp" -> "media";
          case "turnTLS" -> "TURN over TLS";
          default -> "TURN";
        },
        service.name(),
        state,
        service.protocol(),
        turnTls ? Stated.of("443", survey.basis(path + ".enabled")) : ports,
        CALLS,
        portType.isKnown() ? Stated.of(target(service), portType.basis()) : portType,
        portType.isKnown() ? exposure(service, ports, turnTls) : "",
        String.join("; ", remarks));
  }

  private static String text(Ports ports) {
    String first = number(ports.first());
    return ports.first() == ports.last() ? first : first + "-" + number(ports.last());
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String target(ExposedService service) {
    return switch (service.portType()) {
      case "HostPort" -> "the node of the SFU";
      case "LoadBalancer" -> "its load balancer";
      case "ClusterIP" -> "the cluster only";
      default -> "every node";
    };
  }

  /** How the port is exposed, and what has to be forwarded since clients ask for another one. */
  private String exposure(ExposedService service, Stated ports, boolean turnTls) {
    String own = ports.isKnown() ? ports.text() : "...";
    String wanted = turnTls ? "443" : own;
    String forward = ", to which " + wanted + " has to be forwarded";
    return switch (service.portType()) {
      case "HostPort" -> "host port " + own + (own.equals(wanted) ? "" : forward);
      case "LoadBalancer" -> "load balancer, port " + own + (own.equals(wanted) ? "" : forward);
      case "ClusterIP" -> "ClusterIP, port " + own + ", which something of your own has to expose";
      default ->
          service
              .mapping()
              .map(mapping -> nodePort(mapping, service, wanted, forward))
              .orElse("a node port that is not known");
    };
  }

  private static String nodePort(
      Mapping mapping, ExposedService service, String wanted, String forward) {
    return switch (mapping) {
      case AUTOMATIC -> "a node port that the cluster chooses" + forward;
      case ONE -> "one node port for the whole range, which Kubernetes refuses";
      case SAME, OTHER -> {
        String port = service.nodePorts().map(PortSurvey::text).orElse("...");
        yield "node port " + port + (port.equals(wanted) ? "" : forward);
      }
    };
  }

  private List<String> remarks(ExposedService service, boolean range) {
    List<String> remarks = new ArrayList<>();
    if (service.name().equals("rtcMuxedUdp") && range) {
      remarks.add("not used, as rtcUdp is on");
    }
    State hostNetwork = survey.flag("matrixRTC.sfu.hostNetwork");
    if (hostNetwork == State.ON && !service.portType().equals("HostPort")) {
      remarks.add("the SFU takes it on its node, too");
    }
    if (hostNetwork == State.OFF && service.portType().equals("HostPort")) {
      if (service.name().equals("rtcMuxedUdp")) {
        remarks.add("the chart does not open it for UDP");
      } else if (service.name().equals("rtcUdp")) {
        boolean wide =
            service
                .ports()
                .filter(ports -> ports.last() - ports.first() > MOST_HOST_PORTS)
                .isPresent();
        remarks.add(wide ? "the chart opens none of so many" : "the chart leaves out the last one");
      }
    }
    return remarks;
  }

  private void address(SfuAddress address) {
    if (address.mode() == AddressMode.STUN) {
      Basis basis = address.address().basis();
      List<Stated> servers =
          address.stunServers().isEmpty()
              ? List.of(Stated.of("Google's STUN servers", basis))
              : address.stunServers();
      for (Stated server : servers) {
        ports.add(
            outgoing(
                "own address", address.state(), "UDP", Stated.of("", basis), "the SFU", server));
      }
    }
    if (address.mode() == AddressMode.EXTERNAL && !address.address().isMissing()) {
      ports.add(
          outgoing(
              "rooms of calls",
              address.state(),
              "TCP",
              Stated.of("", address.address().basis()),
              "the authoriser and devices in calls",
              address.address()));
    }
  }

  private void server(Server server) {
    ports.add(
        outgoing(
            server.kind().equals("postgres") ? "database" : "cache",
            server.state(),
            "TCP",
            server.port(),
            Titles.of(server.component()),
            server.host()));
  }

  private static OpenPort outgoing(
      String what, State state, String protocol, Stated ports, String from, Stated to) {
    return new OpenPort(what, "", state, protocol, ports, from, to, "", "");
  }

  /** A service behind an Ingress that can be reached without it. */
  private void publishedService(Route route) {
    Endpoint endpoint = new Endpoint(survey.chosen(), route.component(), "");
    String path =
        survey.chosen().text(endpoint.at("service.type")).isPresent()
            ? endpoint.at("service.type")
            : "ingress.service.type";
    String type = survey.chosen().text(path).orElse("ClusterIP");
    if (type.equals("NodePort")
        || type.equals("LoadBalancer")
        || Placeholder.in(type).isPresent()) {
      Stated stated = survey.text(path);
      ports.add(
          new OpenPort(
              Titles.of(route.component()) + " past the Ingress",
              "",
              stated.isKnown() ? route.state() : State.UNKNOWN,
              "TCP",
              Stated.of("", survey.basis(path)),
              "whoever reaches it",
              stated.isKnown()
                  ? Stated.of(
                      type.equals("NodePort") ? "every node" : "its load balancer", stated.basis())
                  : stated,
              stated.isKnown() ? type : "",
              "plain HTTP"));
    }
  }
}
