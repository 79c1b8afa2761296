package dev.esslint.model.network;

import dev.esslint.chart.ChartComponent;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.data.Server;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.rtc.ExposedService;
import dev.esslint.model.rtc.Exposure;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.model.rtc.SfuListeners;
import dev.esslint.model.rtc.SfuListeners.Listener;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who has to be let through to whom (catalogue 18.4). */
public final class PortSurvey {
  private static final String CALLS = "devices in calls";

  /** Whose Ingress other homeservers ask. */
  private static final Set<String> FEDERATING = Set.of("synapse", "wellKnownDelegation");

  /** Those of LiveKit's own. */
  private static final List<String> STUN_SERVERS =
      List.of("global.stun.twilio.com:3478", "stun.l.google.com:19302", "stun1.l.google.com:19302");

  /** What a host port for more ports of a range than this comes to: none at all. */
  private static final int MOST_HOST_PORTS = 100;

  private final Survey survey;
  private final Configs configs;
  private final List<OpenPort> ports = new ArrayList<>();

  private PortSurvey(Survey survey, Configs configs) {
    this.survey = survey;
    this.configs = configs;
  }

  public static List<OpenPort> ports(
      Survey survey,
      Configs configs,
      List<Route> routes,
      List<Server> servers,
      Optional<SfuAddress> address) {
    PortSurvey making = new PortSurvey(survey, configs);
    making.web(routes.stream().filter(Route::isServed).toList());
    making.web(routes.stream().filter(route -> !route.isServed()).toList());
    making.media();
    address.ifPresent(making::address);
    servers.stream().filter(server -> !server.own()).forEach(making::server);
    making.otherServers();
    making.publishedServices();
    return List.copyOf(making.ports);
  }

  private void web(List<Route> routes) {
    if (routes.isEmpty()) {
      return;
    }
    Route first = routes.getFirst();
    boolean plain = first.isServed() && routes.stream().allMatch(route -> route.tls().source() == TlsSource.OFF);
    boolean federates = routes.stream().map(Route::component).anyMatch(FEDERATING::contains);
    ports.add(
        new OpenPort(
            federates ? "web, federation" : "web",
            "",
            routes.stream().anyMatch(route -> route.state() == State.ON) ? State.ON : State.UNKNOWN,
            "TCP",
            Stated.of("80, 443", first.host().basis()),
            federates ? "browsers, apps, other homeservers" : "browsers, apps",
            Stated.of(first.front(), first.host().basis()),
            "",
            plain ? "TLS is disabled, so something before the controller must answer on 443" : ""));
  }

  private void media() {
    List<ExposedService> services = ExposedService.of(survey.chosen(), survey.release());
    boolean range = services.stream().anyMatch(service -> service.name().equals("rtcUdp"));
    services.forEach(service -> ports.add(media(service, range)));
    if (survey.component("matrixRTC") != State.OFF && survey.component("matrixRTC.sfu") != State.OFF) {
      SfuListeners.of(survey.certain(), configs, survey.release()).all().stream()
          .filter(listener -> listener.service().isEmpty())
          .forEach(this::own);
    }
  }

  /** A port that LiveKit opens by a fragment or by itself, to which no service of the chart leads. */
  private void own(Listener listener) {
    Basis basis =
        listener
            .place()
            .map(place -> Basis.of(place.path(), place.origin()))
            .orElseGet(() -> survey.basis("matrixRTC.sfu.exposedServices"));
    boolean onNode = survey.flag("matrixRTC.sfu.hostNetwork") == State.ON;
    ports.add(
        new OpenPort(
            listener.use().words(),
            "",
            survey.component("matrixRTC.sfu"),
            listener.use().protocol(),
            Stated.of(Exposure.text(listener.ports()), basis),
            CALLS,
            Stated.of(onNode ? "the node of the SFU" : "the pod of the SFU", basis),
            onNode ? "on its node" : "which you must expose yourself",
            listener.from() == SfuListeners.From.DEFAULT
                ? "LiveKit's default, because no exposed Service sets a port"
                : "set by a fragment"));
  }

  /** Whom Synapse and the authentication service connect to outside of the cluster. */
  private void otherServers() {
    if (survey.component("synapse") != State.OFF) {
      ports.add(
          outgoing(
              "federation",
              survey.component("synapse"),
              "TCP",
              Stated.of("443, 8448", survey.basis("synapse.enabled")),
              "Synapse",
              Stated.of("other homeservers", survey.basis("synapse.enabled"))));
      mail(Component.SYNAPSE, "email.smtp_host", "email.smtp_port", "25");
    }
    if (survey.component("matrixAuthenticationService") != State.OFF) {
      mail(Component.MAS, "email.hostname", "email.port", "");
      providers();
    }
  }

  private void mail(Component component, String host, String port, String otherwise) {
    configs
        .at(key(component, host))
        .ifPresent(
            value -> {
              Basis basis = basis(component, host);
              Stated ports =
                  configs
                      .at(key(component, port))
                      .map(given -> fragment(given, basis(component, port)))
                      .orElseGet(() -> Stated.of(otherwise, basis));
              outgoing("mail", component, ports, fragment(value, basis));
            });
  }

  private void providers() {
    ValuePath list = key(Component.MAS, "upstream_oauth2.providers");
    if (configs.at(list).orElse(null) instanceof ListValue providers) {
      for (Value provider : providers.items()) {
        Optional<Value> issuer = ResolvedValues.below(provider, ValuePath.of("issuer"));
        issuer.ifPresent(
            value -> {
              Basis basis = basis(Component.MAS, "upstream_oauth2.providers");
              Stated url = fragment(value, basis);
              outgoing(
                  "logins by another provider", Component.MAS, Stated.of(port(url), basis), url);
            });
      }
    }
  }

  /** The port that a URL names, or else that of its scheme. */
  private static String port(Stated url) {
    String text = url.text();
    int host = text.indexOf("://") + 3;
    int end = host < 3 ? -1 : text.indexOf('/', host);
    String authority = host < 3 ? "" : text.substring(host, end < 0 ? text.length() : end);
    String port = authority.substring(authority.lastIndexOf(':') + 1);
    return authority.contains(":") && ExposedService.NUMBER.fits(port)
        ? port
        : text.startsWith("http:") ? "80" : "443";
  }

  private void outgoing(String what, Component component, Stated ports, Stated to) {
    this.ports.add(
        outgoing(
            what,
            survey.component(component.path()),
            "TCP",
            ports,
            ChartComponent.titleAt(component.path()),
            to));
  }

  private static Stated fragment(Value value, Basis basis) {
    return Documents.isUnknown(value)
        ? new Unknown("a fragment of the configuration cannot be read here", basis)
        : Survey.stated(value, basis);
  }

  private static ValuePath key(Component component, String key) {
    return ValuePath.of(component.label()).then(ValuePath.parse(key));
  }

  private Basis basis(Component component, String key) {
    return configs
        .place(key(component, key))
        .map(place -> Basis.of(place.path(), place.origin()))
        .orElseGet(() -> survey.basis(component.additional().toString()));
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
            .orElseGet(() -> first instanceof Unknown ? first : survey.text(service.lastPath().toString()));
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
        portType instanceof Unknown ? portType : exposure.target(),
        portType instanceof Unknown ? "" : exposure.how(ports, turnTls ? "443" : Exposure.own(ports)),
        String.join("; ", remarks));
  }

  private List<String> remarks(ExposedService service, boolean range) {
    List<String> remarks = new ArrayList<>();
    if (service.name().equals("rtcMuxedUdp") && range) {
      remarks.add("not used, because rtcUdp is enabled");
    }
    State hostNetwork = survey.flag("matrixRTC.sfu.hostNetwork");
    if (hostNetwork == State.ON && !service.portType().equals("HostPort")) {
      remarks.add("the SFU also opens it on its node");
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
        remarks.add(wide ? "the chart opens none, because there are too many" : "the chart leaves out the last one");
      }
    }
    return remarks;
  }

  private void address(SfuAddress address) {
    if (address.mode() == AddressMode.STUN) {
      Basis basis = address.address().basis();
      List<Stated> servers =
          address.stunServers().isEmpty()
              ? STUN_SERVERS.stream().map(server -> Stated.of(server, basis)).toList()
              : address.stunServers();
      for (Stated server : servers) {
        int colon = server.text().lastIndexOf(':');
        ports.add(
            outgoing(
                "own address",
                address.state(),
                "UDP",
                Stated.of(colon < 0 ? "3478" : server.text().substring(colon + 1), server.basis()),
                "the SFU",
                colon < 0 ? server : Stated.of(server.text().substring(0, colon), server.basis())));
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
            ChartComponent.titleAt(server.component()),
            server.host()));
  }

  private static OpenPort outgoing(
      String what, State state, String protocol, Stated ports, String from, Stated to) {
    return new OpenPort(what, "", state, protocol, ports, from, to, "", "");
  }

  /** The services behind Ingresses that can be reached without them (catalogue 18.4, catalogue entry 64). */
  private void publishedServices() {
    published("wellKnownDelegation", "wellKnownDelegation");
    published("synapse", "synapse");
    published("matrixAuthenticationService", "matrixAuthenticationService");
    // the Services of Matrix RTC were inside of the cluster whatever the setting said
    if (survey.since("26.1.1")) {
      published("matrixRTC", "matrixRTC");
      published("matrixRTC", "matrixRTC.sfu");
    }
    published("elementWeb", "elementWeb");
    published("elementAdmin", "elementAdmin");
    published("hookshot", "hookshot");
  }

  /**
   * Tells about a service if it can be reached past its Ingress.
   *
   * @param owner whose {@code ingress} block decides it
   */
  private void published(String owner, String component) {
    String servicePorts = ServiceSurvey.ports(survey, component);
    State state = survey.component(component);
    if (state == State.OFF) {
      return;
    }
    String own = owner + ".ingress.service.";
    Stated type = survey.text(own + "type").or(survey.text("ingress.service.type"));
    Stated external = survey.externalIps(own + "externalIPs");
    String what = ChartComponent.titleAt(component) + " bypassing the Ingress";
    if (type instanceof Unknown) {
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
    return new OpenPort(what, "", state, "TCP", ports, "anyone who can reach it", to, how, "plain HTTP");
  }
}
