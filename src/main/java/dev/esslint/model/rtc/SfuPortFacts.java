package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.base.State;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.ExposedService.Mapping;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.model.rtc.SfuListeners.From;
import dev.esslint.model.rtc.SfuListeners.Listener;
import dev.esslint.model.rtc.SfuListeners.Use;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the SFU listens and how its ports are exposed (catalogue 11 and 18.4).
 *
 * <p>{@code rtc.ports[]}: the exposed services that are on, with {@code service}, {@code protocol}, {@code portType},
 * {@code first}, {@code setting}, the path of the port, {@code nodePorts} ({@code same} as the ports, {@code other}, {@code automatic}, or
 * {@code one} for a whole range), {@code externalTrafficPolicy}, whether it has
 * {@code externalIPs}, and {@code asNodePort}, values with which it has a node port instead;
 * {@code rtc.noPorts[]}: what is given as a port or node port of a {@code service} and is none, by its {@code value} and {@code setting}, but
 * for ports that are node ports as well and out of range as such;
 * {@code rtc.endless}: whether the UDP range is such that Helm does not come to an end with it; there are no other facts about it then;
 * {@code rtc.udpRange}: how many ports the UDP range has; {@code rtc.nodePorts[]}: each node port that is asked for, of a range its first and last, with {@code service},
 * {@code port} and {@code patch}, what to write below {@code exposedServices} to have a free one, and
 * whether it is {@code dynamic}; {@code rtc.dynamicNodePorts}: the patches of all services with such ports; {@code rtc.nodePortConflicts[]} and {@code rtc.podPortConflicts[]}: ports taken by an
 * {@code other} one, with {@code service} and {@code port}, the latter only where the node ports do not conflict or
 * fail already; {@code rtc.hostPorts}: the service that takes a port of the node, and {@code rtc.hostAsNodePort}, values with which it does not;
 * {@code rtc.balanced}: the media services with load balancers, and {@code rtc.loadBalancers}: those that nothing tells
 * to share an address, if there is more than one; {@code rtc.unused[]}:
 * settings of a service, other than the default, that its port type does not have, with {@code setting} and
 * {@code portType}; {@code rtc.stillOff[]}: services with settings of the user and no word about {@code enabled};
 * {@code rtc.tcp} and {@code rtc.udp}: who says where media goes, a {@code service}, a {@code fragment} or LiveKit's {@code default};
 * {@code rtc.fallback}: the ports of LiveKit's own that it then takes; {@code rtc.rangeByFragment}: the range of UDP ports that a fragment gives;
 * {@code rtc.turnByFragment}: the ports of TURN that a fragment opens; {@code rtc.turn}: whether there is TURN at all, unless a Secret hides that;
 * {@code rtc.turnWithoutPort}: a fragment switches TURN on and nothing gives it a port; {@code rtc.turnWithoutCertificate}: a fragment opens
 * TURN over TLS without a domain or a certificate;
 * {@code rtc.sameNodePorts}: what to write below {@code exposedServices} so that all services whose node port is
 * another one than the port have the port as node port; {@code rtc.asNodePorts}: values with which all services that are inside of the
 * cluster only have one; {@code rtc.offHostNetwork}: values with which the SFU is in the network of the cluster, with node ports where
 * it has host ports;
 * {@code rtc.sharedAddress}: what to write below {@code exposedServices} for MetalLB to give the {@code loadBalancers} one address.
 */
public final class SfuPortFacts {
  public static Set<String> names() {
    return Set.of(
        "rtc.ports",
        "rtc.ports[]",
        "rtc.ports[].service",
        "rtc.ports[].protocol",
        "rtc.ports[].portType",
        "rtc.ports[].first",
        "rtc.ports[].nodePorts",
        "rtc.ports[].externalTrafficPolicy",
        "rtc.ports[].externalIPs",
        "rtc.ports[].setting",
        "rtc.ports[].asNodePort",
        "rtc.udpRange",
        "rtc.endless",
        "rtc.noPorts",
        "rtc.noPorts[]",
        "rtc.noPorts[].service",
        "rtc.noPorts[].value",
        "rtc.noPorts[].setting",
        "rtc.nodePorts",
        "rtc.nodePorts[]",
        "rtc.nodePorts[].service",
        "rtc.nodePorts[].port",
        "rtc.nodePorts[].patch",
        "rtc.nodePorts[].chosen",
        "rtc.nodePorts[].dynamic",
        "rtc.dynamicNodePorts",
        "rtc.nodePortConflicts",
        "rtc.nodePortConflicts[]",
        "rtc.nodePortConflicts[].service",
        "rtc.nodePortConflicts[].other",
        "rtc.nodePortConflicts[].port",
        "rtc.nodePortConflicts[].patch",
        "rtc.podPortConflicts",
        "rtc.podPortConflicts[]",
        "rtc.podPortConflicts[].service",
        "rtc.podPortConflicts[].other",
        "rtc.podPortConflicts[].port",
        "rtc.podPortConflicts[].setting",
        "rtc.hostPorts",
        "rtc.hostAsNodePort",
        "rtc.balanced",
        "rtc.loadBalancers",
        "rtc.unused",
        "rtc.unused[]",
        "rtc.unused[].setting",
        "rtc.unused[].portType",
        "rtc.stillOff",
        "rtc.stillOff[]",
        "rtc.stillOff[].service",
        "rtc.tcp",
        "rtc.udp",
        "rtc.fallback",
        "rtc.rangeByFragment",
        "rtc.turnByFragment",
        "rtc.turn",
        "rtc.turnWithoutPort",
        "rtc.turnWithoutCertificate",
        "rtc.sameNodePorts",
        "rtc.asNodePorts",
        "rtc.offHostNetwork",
        "rtc.sharedAddress");
  }

  private static final int PORTS_PER_SERVICE = 250;
  private static final int MAX_PORT = 65_535;
  private static final String SAME_NODE_PORT = "nodePort: \"{{ .context.port }}\"";

  /** The release from which a ClusterIP service is written without node port and external traffic policy. */
  private static final Release PLAIN_CLUSTER_IP = new Release(26, 7, 2);

  /** The defaults before 26.3.0, which older deployments hold already. */
  private static final Set<Double> OLD_NODE_PORTS = Set.of(30_881.0, 30_882.0, 31_443.0, 31_478.0);

  /** Helm is busy with so many for minutes, and takes gigabytes. */
  private static final double MANY_PORTS = 1e6;

  private static final double BEYOND_64_BITS = 0x1p63;

  private final NodePorts cluster;
  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final List<ExposedService> all;
  private final List<ExposedService> services;
  private final SfuListeners listeners;

  /** Node ports that nobody has, by the name of the service that may have them; so all remedies can be followed at once. */
  private final Map<String, Ports> free;

  private SfuPortFacts(NodePorts cluster, Chosen chosen, Configs configs, Release release, Facts facts) {
    this.cluster = cluster;
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.all = ExposedService.of(chosen, release);
    this.services = all.stream().filter(s -> !isEndless(s)).toList();
    this.listeners = SfuListeners.of(chosen, configs, release);
    this.free = free(services);
  }

  public static void state(
      Chosen chosen, Configs configs, Release release, @Nullable Value cluster, Facts facts) {
    if (chosen.on("matrixRTC.enabled") && chosen.on("matrixRTC.sfu.enabled")) {
      new SfuPortFacts(NodePorts.of(cluster), chosen, configs, release, facts).state();
    }
  }

  private void state() {
    all.stream()
        .filter(SfuPortFacts::isEndless)
        .forEach(service -> facts.put("rtc.endless", true, service.firstPath().parent()));
    statePorts();
    stateNodePortPatches();
    stateNoPorts();
    stateNodePorts();
    statePodPortConflicts();
    stateHostPorts();
    stateLoadBalancers();
    stateUnused();
    stateStillOff();
    stateListeners();
  }

  private void stateListeners() {
    stateFrom("rtc.tcp", listeners.tcp());
    stateFrom("rtc.udp", listeners.udp());
    if (listeners.turn() != State.UNKNOWN) {
      facts.put(
          "rtc.turn",
          listeners.turn() == State.ON,
          ValuePath.of("matrixRTC", "sfu", "exposedServices"));
    }
    listeners
        .portless()
        .ifPresent(
            place ->
                facts.put("rtc.turnWithoutPort", "turn.enabled", place.path(), place.origin()));
    listeners
        .uncertified()
        .ifPresent(
            place ->
                facts.put("rtc.turnWithoutCertificate", "turn.tls_port", place.path(), place.origin()));
    ValuePath exposed = ValuePath.of("matrixRTC", "sfu", "exposedServices");
    List<Listener> defaults = listeners.from(From.DEFAULT);
    if (!defaults.isEmpty()) {
      facts.put("rtc.fallback", defaults.stream().map(Listener::text).toList(), exposed);
    }
    for (Listener listener : listeners.from(From.FRAGMENT)) {
      if (listener.place().isPresent()) {
        Configs.Place place = listener.place().get();
        switch (listener.use()) {
          case TCP -> {}
          case UDP -> {
            if (listeners.range()) {
              facts.put("rtc.rangeByFragment", listener.text(), place.path(), place.origin());
            }
          }
          case TURN, TURN_TLS -> {
            if (listeners.uncertified().isEmpty()) {
              facts.put("rtc.turnByFragment", turnByFragment(), place.path(), place.origin());
            }
          }
        }
      }
    }
  }

  private String turnByFragment() {
    return listeners.from(From.FRAGMENT).stream()
        .filter(l -> l.use() == Use.TURN || l.use() == Use.TURN_TLS)
        .map(l -> l.text() + (l.use() == Use.TURN_TLS ? " (TLS)" : ""))
        .collect(Collectors.joining(" and "));
  }

  private void stateFrom(String fact, From from) {
    if (from != From.UNKNOWN) {
      facts.put(
          fact,
          from.name().toLowerCase(Locale.ROOT),
          ValuePath.of("matrixRTC", "sfu", "exposedServices"));
    }
  }

  /**
   * The chart makes a Service for every 250 ports, also of a range that goes backwards, and counts in 64 bits: where a
   * number has more it begins at the smallest.
   */
  private static boolean isEndless(ExposedService service) {
    return service
        .ports()
        .filter(
            ports ->
                service.portType().equals("HostPort")
                    ? Math.abs(ports.first()) >= BEYOND_64_BITS
                    : Math.abs(ports.last() - ports.first()) > MANY_PORTS)
        .isPresent();
  }

  private void statePorts() {
    for (int i = 0; i < services.size(); i++) {
      ExposedService service = services.get(i);
      String item = "rtc.ports[" + i + "]";
      facts.put(item + ".service", service.name(), service.path());
      facts.put(item + ".protocol", service.protocol(), service.path());
      facts.put(item + ".portType", service.portType(), service.path().key("portType"));
      service
          .ports()
          .ifPresent(
              ports -> {
                facts.put(item + ".first", ports.first(), service.firstPath());
              });
      service
          .mapping()
          .ifPresent(
              mapping ->
                  facts.put(
                      item + ".nodePorts",
                      mapping.name().toLowerCase(Locale.ROOT),
                      service.nodePortPath(false)));
      if (!service.portType().equals("NodePort")) {
        facts.put(
            item + ".asNodePort",
            asNodePorts(List.of(service)),
            service.path().key("portType"));
      }
      ValuePath policy = service.path().key("externalTrafficPolicy");
      chosen
          .text(policy.toString())
          .ifPresent(text -> facts.put(item + ".externalTrafficPolicy", text, policy));
      facts.put(item + ".setting", service.firstPath().toString(), service.firstPath());
      ValuePath external = service.path().key("externalIPs");
      facts.put(item + ".externalIPs", !chosen.items(external.toString()).isEmpty(), external);
      if (service.name().equals("rtcUdp")) {
        service
            .ports()
            .ifPresent(
                ports ->
                    facts.put(
                        "rtc.udpRange", ports.last() - ports.first() + 1, service.lastPath()));
      }
    }
  }

  private void stateNodePortPatches() {
    ValuePath exposed = ValuePath.of("matrixRTC", "sfu", "exposedServices");
    putPatch(
        "rtc.sameNodePorts",
        exposed,
        s ->
            s.mapping().filter(m -> m == Mapping.OTHER || m == Mapping.AUTOMATIC).isEmpty()
                ? ""
                : fits(s) ? s.patch(SAME_NODE_PORT) : patch(s));
    List<ExposedService> inside =
        services.stream()
            .filter(s -> s.portType().equals("ClusterIP") && !s.name().equals("turnTLS"))
            .toList();
    if (!inside.isEmpty()) {
      facts.put("rtc.asNodePorts", asNodePorts(inside), exposed);
    }
    ValuePath hostNetwork = ValuePath.of("matrixRTC", "sfu", "hostNetwork");
    if (chosen.on(hostNetwork.toString())) {
      Patch off = new Patch(chosen).with(hostNetwork.toString(), Scalar.FALSE);
      facts.put(
          "rtc.offHostNetwork",
          asNodePorts(off, services.stream().filter(s -> s.portType().equals("HostPort")).toList()),
          hostNetwork);
    }
  }

  /** What gives services node ports: the ports that they have, or free ones where Kubernetes has no such node port. */
  private String asNodePorts(List<ExposedService> some) {
    return asNodePorts(new Patch(chosen), some);
  }

  private String asNodePorts(Patch patch, List<ExposedService> some) {
    for (ExposedService service : some) {
      patch.with(service.path().key("portType").toString(), "NodePort");
      if (!fits(service)) {
        Ports ports = free(service);
        patch.with(service.firstPath().toString(), new Scalar.Num(ports.first()));
        patch.with(service.lastPath().toString(), new Scalar.Num(ports.last()));
      }
      String nodePort = service.firstPath().parent().key("nodePort").toString();
      if (chosen.has(nodePort) && chosen.text(nodePort).isEmpty()) {
        patch.with(nodePort, "{{ .context.port }}"); // the cluster would choose another one
      }
    }
    return patch.yaml();
  }

  /** States the patches of those services that have one, as one flow mapping. */
  private void putPatch(String fact, ValuePath about, Function<ExposedService, String> patch) {
    String entries =
        services.stream()
            .filter(service -> !service.name().equals("turnTLS"))
            .map(patch)
            .filter(one -> !one.isEmpty())
            .map(one -> one.substring(1, one.length() - 1))
            .collect(Collectors.joining(", "));
    if (!entries.isEmpty()) {
      facts.put(fact, "{" + entries + "}", about);
    }
  }

  private void stateNoPorts() {
    for (ExposedService service : services) {
      boolean same = service.mapping().orElse(null) == Mapping.SAME;
      Ports ports = service.ports().orElse(null);
      if (ports != null && isNoPort(ports.first(), same)) {
        putNoPort(service, new Scalar.Num(ports.first()), service.firstPath());
      }
      if (ports != null && ports.last() != ports.first() && isNoPort(ports.last(), same)) {
        putNoPort(service, new Scalar.Num(ports.last()), service.lastPath());
      }
      if (service.mapping().isEmpty()
          && service.takesNodePorts(release)
          && release.compareTo(ExposedService.NODE_PORT_KEY) >= 0) {
        ValuePath path = service.firstPath().parent().key("nodePort");
        String nodePort = chosen.known(path.toString()).orElse(null);
        if (nodePort != null && !ExposedService.NUMBER.matcher(nodePort).matches()) {
          putNoPort(service, new Scalar.Str(nodePort), path);
        }
      }
    }
  }

  /**
   * @param same whether it is a node port as well, which has a range of its own
   */
  private static boolean isNoPort(double port, boolean same) {
    return port != Math.rint(port) || (!same && (port < 1 || port > MAX_PORT));
  }

  private void putNoPort(ExposedService service, Scalar value, ValuePath path) {
    String item = facts.next("rtc.noPorts");
    facts.put(item + ".service", service.name(), path);
    facts.put(item + ".value", Scalar.text(value), path);
    facts.put(item + ".setting", path.toString(), path);
  }

  /** Whether Kubernetes may have given a node port to another Service by itself. */
  private boolean isDynamic(ExposedService service) {
    return !service.name().equals("rtcUdp")
        && service
            .nodePorts()
            .map(Ports::first)
            .filter(port -> port > cluster.fixed().last() && port <= cluster.all().last() && !OLD_NODE_PORTS.contains(port))
            .isPresent();
  }

  private void stateNodePorts() {
    String patches =
        services.stream()
            .filter(this::isDynamic)
            .map(this::patch)
            .map(one -> one.substring(1, one.length() - 1))
            .collect(Collectors.joining(", "));
    facts.put("rtc.dynamicNodePorts", "{" + patches + "}", ValuePath.of("matrixRTC", "sfu", "exposedServices"));
    int ends = 0;
    int conflicts = 0;
    for (int i = 0; i < services.size(); i++) {
      ExposedService service = services.get(i);
      Ports nodePorts = service.nodePorts().orElse(null);
      if (nodePorts == null) {
        continue;
      }
      putNodePort("rtc.nodePorts[" + ends + "]", service, nodePorts.first(), false);
      facts.put("rtc.nodePorts[" + ends + "].dynamic", isDynamic(service), service.nodePortPath(false));
      facts.put("rtc.nodePorts[" + ends++ + "].chosen", isChosen(service), service.nodePortPath(false));
      if (nodePorts.last() != nodePorts.first()) {
        putNodePort("rtc.nodePorts[" + ends + "]", service, nodePorts.last(), true);
        facts.put("rtc.nodePorts[" + ends++ + "].chosen", isChosen(service), service.nodePortPath(true));
      }
      boolean itself = service.mapping().filter(Mapping.ONE::equals).isPresent();
      for (ExposedService other : services.subList(0, itself ? i + 1 : i)) {
        Ports taken = other.nodePorts().orElse(null);
        if (taken != null && nodePorts.overlaps(taken)) {
          String item = "rtc.nodePortConflicts[" + conflicts++ + "]";
          putNodePort(item, service, Math.max(nodePorts.first(), taken.first()), false);
          facts.put(item + ".other", other.name(), other.nodePortPath(false));
          break; // with another port it has no conflict with any of them
        }
      }
    }
  }

  /** What to write so that a service has node ports that are free: clients reach a load balancer at its own port. */
  private String patch(ExposedService service) {
    if (isChosen(service)) {
      return service.patch("nodePort: \"\"");
    }
    Ports ports = free(service);
    String settings =
        isRange(service)
            ? "startPort: " + (int) ports.first() + ", endPort: " + (int) ports.last()
            : "port: " + (int) ports.first();
    boolean same = service.mapping().filter(Mapping.SAME::equals).isPresent();
    return service.patch(same ? settings : settings + ", " + SAME_NODE_PORT);
  }

  /** Whether the cluster should choose the node port. */
  private boolean isChosen(ExposedService service) {
    return service.portType().equals("LoadBalancer") && release.compareTo(ExposedService.NODE_PORT_KEY) >= 0;
  }

  private Ports free(ExposedService service) {
    return Objects.requireNonNull(free.get(service.name()));
  }

  private static boolean isRange(ExposedService service) {
    return service.ports().filter(ports -> ports.last() > ports.first()).isPresent();
  }

  /** Whether Kubernetes has the ports of a service as node ports. */
  private boolean fits(ExposedService service) {
    return service
        .ports()
        .filter(cluster::have)
        .isPresent();
  }

  /** Node ports for each service, first for those that cannot have their own: as many as it has ports, if there is room for them. */
  private Map<String, Ports> free(List<ExposedService> services) {
    List<Ports> taken = new ArrayList<>();
    services.stream()
        .filter(this::fits)
        .forEach(service -> service.nodePorts().ifPresent(taken::add));
    Map<String, Ports> free = new HashMap<>();
    for (boolean fitting : List.of(false, true)) {
      for (ExposedService service : services) {
        if (fits(service) == fitting) {
          List<Ports> others = new ArrayList<>(taken);
          service.nodePorts().ifPresent(others::remove);
          Ports ports = free(service, others);
          free.put(service.name(), ports);
          taken.add(ports);
        }
      }
    }
    return free;
  }

  private Ports free(ExposedService service, List<Ports> taken) {
    double count = service.ports().map(p -> p.last() - p.first() + 1).orElse(1.0);
    double wanted = Math.max(1, Math.min(count, 1001));
    double first = (isRange(service) ? cluster.room() : cluster.fixed()).first();
    for (boolean moved = true; moved; ) {
      moved = false;
      for (Ports other : taken) {
        if (other.overlaps(new Ports(first, first + wanted - 1))) {
          first = other.last() + 1;
          moved = true;
        }
      }
    }
    return new Ports(first, Math.min(first + wanted - 1, cluster.room().last()));
  }

  private void putNodePort(String item, ExposedService service, double port, boolean last) {
    facts.put(item + ".service", service.name(), service.path());
    facts.put(item + ".port", port, service.nodePortPath(last));
    facts.put(item + ".patch", patch(service), service.nodePortPath(last));
  }

  /** A port that is taken in the pod. */
  private record Socket(String name, String protocol, Ports ports) {}

  private void statePodPortConflicts() {
    List<Socket> taken = new ArrayList<>();
    taken.add(new Socket("the signalling port", "TCP", new Ports(7880, 7880)));
    taken.add(new Socket("the metrics port", "TCP", new Ports(6789, 6789)));
    for (Listener listener : listeners.all()) {
      // LiveKit looks for free ports in a range
      if (listener.ports().first() != listener.ports().last()) {
        continue;
      }
      Socket socket =
          new Socket(name(listener), listener.use().protocol(), listener.ports());
      boolean nodePort =
          listener.service().flatMap(ExposedService::mapping).filter(Mapping.SAME::equals).isPresent();
      for (Socket other : taken) {
        if (!nodePort
            && other.protocol.equals(socket.protocol)
            && other.ports.overlaps(socket.ports)) {
          statePodPortConflict(listener, socket, other);
        }
      }
      taken.add(socket);
    }
  }

  private void statePodPortConflict(Listener listener, Socket socket, Socket other) {
    ValuePath about =
        listener
            .service()
            .map(ExposedService::firstPath)
            .or(() -> listener.place().map(Configs.Place::path))
            .orElse(ValuePath.of("matrixRTC", "sfu", "exposedServices"));
    String item =
        listener
            .place()
            .map(place -> facts.add("rtc.podPortConflicts", about, place.origin()))
            .orElseGet(() -> facts.next("rtc.podPortConflicts"));
    facts.put(item + ".service", socket.name, about);
    facts.put(item + ".port", socket.ports.first(), about);
    facts.put(item + ".setting", about.toString(), about);
    facts.put(item + ".other", other.name, about);
  }

  private static String name(Listener listener) {
    return listener.service().isEmpty()
        ? listener.use().words() + (listener.from() == From.DEFAULT ? " by LiveKit's default" : "")
        : listener.use() == Use.TURN_TLS && listener.ports().first() == 5349
            ? "TURN over TLS in the pod"
            : "`" + listener.service().get().name() + "`";
  }

  private void stateHostPorts() {
    if (!chosen.on("matrixRTC.sfu.hostNetwork")
        && release.compareTo(ExposedService.PORT_TYPES) >= 0) {
      // the chart does not open UDP host ports properly, which is told by itself
      services.stream()
          .filter(service -> service.portType().equals("HostPort"))
          .filter(
              service -> !service.name().equals("rtcMuxedUdp") && !service.name().equals("rtcUdp"))
          .findFirst()
          .ifPresent(
              service -> {
                ValuePath type = service.path().key("portType");
                facts.put("rtc.hostPorts", service.name(), type);
                facts.put("rtc.hostAsNodePort", asNodePorts(List.of(service)), type);
              });
    }
  }

  private void stateLoadBalancers() {
    boolean range = services.stream().anyMatch(s -> s.name().equals("rtcUdp"));
    List<ExposedService> balanced =
        services.stream()
            .filter(service -> service.portType().equals("LoadBalancer"))
            .filter(service -> release.compareTo(ExposedService.PORT_TYPES) >= 0)
            .filter(service -> !service.name().equals("turnTLS"))
            .filter(service -> !range || !service.name().equals("rtcMuxedUdp"))
            .toList();
    if (!balanced.isEmpty()) {
      put("rtc.balanced", balanced);
    }
    List<ExposedService> apart =
        balanced.stream()
            .filter(service -> !isFilled(service.path().key("annotations")))
            .filter(service -> chosen.items(service.path().key("externalIPs").toString()).isEmpty())
            .toList();
    if (apart.size() > 1 || apart.stream().anyMatch(SfuPortFacts::isSplit)) {
      put("rtc.loadBalancers", apart);
      facts.put(
          "rtc.sharedAddress",
          apart.stream()
              .map(s -> s.name() + ": {annotations: {metallb.io/allow-shared-ip: sfu}}")
              .collect(Collectors.joining(", ", "{", "}")),
          apart.getLast().path().key("portType"));
    }
  }

  private void put(String fact, List<ExposedService> services) {
    facts.put(
        fact,
        services.stream().map(ExposedService::name).toList(),
        services.getLast().path().key("portType"));
  }

  /** Whether a range is so long that the chart makes several services of it. */
  private static boolean isSplit(ExposedService service) {
    return service.ports().filter(p -> p.last() - p.first() >= PORTS_PER_SERVICE).isPresent();
  }

  private boolean isFilled(ValuePath path) {
    return chosen.values().at(path).orElse(null) instanceof MapValue map
        && !map.entries().isEmpty();
  }

  private void stateUnused() {
    int i = 0;
    for (ExposedService service : services) {
      for (String setting : unused(service)) {
        ValuePath path =
            setting.equals("nodePort")
                ? service.firstPath().parent().key(setting)
                : service.path().key(setting);
        if (chosen.changes(path)) {
          String item = "rtc.unused[" + i++ + "]";
          facts.put(item + ".setting", path.toString(), path);
          facts.put(item + ".portType", service.portType(), service.path().key("portType"));
        }
      }
    }
  }

  private List<String> unused(ExposedService service) {
    return switch (service.portType()) {
      case "HostPort" ->
          List.of(
              "annotations",
              "externalIPs",
              "nodePort",
              "internalTrafficPolicy",
              "externalTrafficPolicy");
      case "ClusterIP" ->
          release.compareTo(PLAIN_CLUSTER_IP) < 0
              ? List.of()
              : List.of("nodePort", "externalTrafficPolicy");
      default -> List.of();
    };
  }

  private void stateStillOff() {
    ValuePath exposed = ValuePath.of("matrixRTC", "sfu", "exposedServices");
    if (!(chosen.values().writtenAt(exposed).orElse(null) instanceof MapValue written)) {
      return;
    }
    int i = 0;
    for (String name : written.entries().keySet()) {
      ValuePath path = exposed.key(name);
      if (written.entries().get(name) instanceof MapValue service
          && !service.entries().isEmpty()
          && !service.entries().containsKey("enabled")
          && !chosen.on(path.key("enabled").toString())) {
        facts.put("rtc.stillOff[" + i++ + "].service", name, path);
      }
    }
  }
}
