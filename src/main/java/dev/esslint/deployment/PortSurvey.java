package dev.esslint.deployment;

import dev.esslint.deployment.Model.AddressMode;
import dev.esslint.deployment.Model.OpenPort;
import dev.esslint.deployment.Model.Route;
import dev.esslint.deployment.Model.Server;
import dev.esslint.deployment.Model.SfuAddress;
import dev.esslint.deployment.Model.TlsSource;
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
    making.publishedServices();
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
            .map(given -> Stated.of(Exposure.text(given), first.basis()))
            .orElseGet(() -> first.isKnown() ? survey.text(service.lastPath().toString()) : first);
    boolean turnTls = service.name().equals("turnTLS");
    Stated portType = survey.text(path + ".portType");
    Exposure exposure = new Exposure(survey, service);
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
        portType.isKnown() ? exposure.target() : portType,
        portType.isKnown() ? exposure.how(ports, turnTls ? "443" : own(ports)) : "",
        String.join("; ", remarks));
  }

  private static String own(Stated ports) {
    return ports.isKnown() ? ports.text() : "...";
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

  /** The services behind Ingresses that can be reached without them (catalogue 18.4 and 64). */
  private void publishedServices() {
    published("wellKnownDelegation", "wellKnownDelegation", "8010");
    published("synapse", "synapse", "8008, 8009");
    published("matrixAuthenticationService", "matrixAuthenticationService", "8080, 8081");
    published("matrixRTC", "matrixRTC", "8080");
    published("matrixRTC", "matrixRTC.sfu", "7880, 6789");
    published("elementWeb", "elementWeb", "80");
    published("elementAdmin", "elementAdmin", "8080");
    published("hookshot", "hookshot", "9993, 7775, 7777, 7778");
  }

  /**
   * Tells about a service if it can be reached past its Ingress.
   *
   * @param owner whose {@code ingress} block decides it
   * @param servicePorts the ports of the service
   */
  private void published(String owner, String component, String servicePorts) {
    State state = survey.component(component);
    if (state == State.OFF) {
      return;
    }
    String own = owner + ".ingress.service.";
    Stated type = survey.text(own + "type").or(survey.text("ingress.service.type"));
    Stated external = survey.externalIps(own + "externalIPs");
    String what = Titles.of(component) + " past the Ingress";
    if (!type.isKnown()) {
      ports.add(plain(what, State.UNKNOWN, Stated.of("", type.basis()), type, ""));
    } else if (type.text().equals("NodePort")) {
      ports.add(
          plain(
              what,
              state,
              Stated.of("", type.basis()),
              Stated.of("every node", type.basis()),
              "node ports that the cluster chooses for " + servicePorts));
    } else if (type.text().equals("LoadBalancer")) {
      ports.add(
          plain(
              what,
              state,
              Stated.of(servicePorts, type.basis()),
              Stated.of("its load balancer", type.basis()),
              "LoadBalancer"));
    }
    if (!external.isMissing()) {
      ports.add(
          plain(
              what,
              state,
              Stated.of(servicePorts, external.basis()),
              external,
              "external address"));
    }
  }

  private static OpenPort plain(String what, State state, Stated ports, Stated to, String how) {
    return new OpenPort(what, "", state, "TCP", ports, "whoever reaches it", to, how, "plain HTTP");
  }
}
