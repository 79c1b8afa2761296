package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.deployment.ExposedService.Mapping;
import dev.esslint.deployment.ExposedService.Ports;
import dev.esslint.source.Scalar;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the SFU listens and how its ports are exposed (catalogue 11 and 18.4).
 *
 * <p>{@code rtc.ports[]}: the exposed services that are on, with {@code service}, {@code protocol}, {@code portType},
 * {@code first} and {@code last}, {@code nodePorts} ({@code same} as the ports, {@code other}, {@code automatic}, or
 * {@code one} for a whole range), {@code externalTrafficPolicy}, and whether it has
 * {@code externalIPs} and, be it of use or not, a node port ({@code nodePortGiven});
 * {@code rtc.noPorts[]}: what is given as a port or node port of a {@code service} and is none, by its {@code value}, but
 * for ports that are node ports as well and out of range as such;
 * {@code rtc.endless}: whether the UDP range is such that Helm does not come to an end with it; there are no other facts about it then;
 * {@code rtc.udpRange}: how many ports the UDP range has; {@code rtc.nodePorts[]}: each node port that is asked for, of a range its first and last, with {@code service}
 * and {@code port}; {@code rtc.nodePortConflicts[]} and {@code rtc.podPortConflicts[]}: ports taken by an
 * {@code other} one, with {@code service} and {@code port}, the latter only where the node ports do not conflict or
 * fail already; {@code rtc.hostPorts}: the service that takes a port of the node;
 * {@code rtc.balanced}: the media services with load balancers, and {@code rtc.loadBalancers}: those that nothing tells
 * to share an address, if there is more than one; {@code rtc.unused[]}:
 * settings of a service that its port type does not have, with {@code service}, {@code setting} and
 * {@code portType}; {@code rtc.stillOff[]}: services with settings of the user and no word about {@code enabled}.
 */
final class SfuPortFacts {
  static Set<String> names() {
    return Set.of(
        "rtc.ports",
        "rtc.ports[]",
        "rtc.ports[].service",
        "rtc.ports[].protocol",
        "rtc.ports[].portType",
        "rtc.ports[].first",
        "rtc.ports[].last",
        "rtc.ports[].nodePorts",
        "rtc.ports[].externalTrafficPolicy",
        "rtc.ports[].externalIPs",
        "rtc.ports[].nodePortGiven",
        "rtc.udpRange",
        "rtc.endless",
        "rtc.noPorts",
        "rtc.noPorts[]",
        "rtc.noPorts[].service",
        "rtc.noPorts[].value",
        "rtc.nodePorts",
        "rtc.nodePorts[]",
        "rtc.nodePorts[].service",
        "rtc.nodePorts[].port",
        "rtc.nodePortConflicts",
        "rtc.nodePortConflicts[]",
        "rtc.nodePortConflicts[].service",
        "rtc.nodePortConflicts[].other",
        "rtc.nodePortConflicts[].port",
        "rtc.podPortConflicts",
        "rtc.podPortConflicts[]",
        "rtc.podPortConflicts[].service",
        "rtc.podPortConflicts[].other",
        "rtc.podPortConflicts[].port",
        "rtc.hostPorts",
        "rtc.balanced",
        "rtc.loadBalancers",
        "rtc.unused",
        "rtc.unused[]",
        "rtc.unused[].service",
        "rtc.unused[].setting",
        "rtc.unused[].portType",
        "rtc.stillOff",
        "rtc.stillOff[]",
        "rtc.stillOff[].service");
  }

  /** From here on TURN over TLS listens on 5349 in the pod, unless it has a host port. */
  private static final Release INTERNAL_TURN_TLS_PORT = new Release(26, 3, 0);

  private static final int PORTS_PER_SERVICE = 250;
  private static final int MAX_PORT = 65_535;

  /** Helm is busy with so many for minutes, and takes gigabytes. */
  private static final double MANY_PORTS = 1e6;

  private static final double BEYOND_64_BITS = 0x1p63;

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final List<ExposedService> services;

  private SfuPortFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.services =
        ExposedService.of(chosen, release).stream().filter(s -> !isEndless(s)).toList();
  }

  static void state(Chosen chosen, Release release, Facts facts) {
    if (chosen.on("matrixRTC.enabled") && chosen.on("matrixRTC.sfu.enabled")) {
      new SfuPortFacts(chosen, release, facts).state();
    }
  }

  private void state() {
    ExposedService.of(chosen, release).stream()
        .filter(SfuPortFacts::isEndless)
        .forEach(service -> facts.put("rtc.endless", true, service.firstPath().parent()));
    statePorts();
    stateNoPorts();
    stateNodePorts();
    statePodPortConflicts();
    stateHostPorts();
    stateLoadBalancers();
    stateUnused();
    stateStillOff();
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
                facts.put(item + ".last", ports.last(), service.lastPath());
              });
      service
          .mapping()
          .ifPresent(
              mapping ->
                  facts.put(
                      item + ".nodePorts",
                      mapping.name().toLowerCase(Locale.ROOT),
                      service.nodePortPath(false)));
      ValuePath policy = service.path().key("externalTrafficPolicy");
      chosen
          .text(policy.toString())
          .ifPresent(text -> facts.put(item + ".externalTrafficPolicy", text, policy));
      ValuePath nodePort = service.firstPath().parent().key("nodePort");
      facts.put(item + ".nodePortGiven", chosen.text(nodePort.toString()).isPresent(), nodePort);
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
          && service.takesNodePorts()
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
  }

  private void stateNodePorts() {
    int ends = 0;
    int conflicts = 0;
    for (int i = 0; i < services.size(); i++) {
      ExposedService service = services.get(i);
      Ports nodePorts = service.nodePorts().orElse(null);
      if (nodePorts == null) {
        continue;
      }
      putNodePort("rtc.nodePorts[" + ends++ + "]", service, nodePorts.first(), false);
      if (nodePorts.last() != nodePorts.first()) {
        putNodePort("rtc.nodePorts[" + ends++ + "]", service, nodePorts.last(), true);
      }
      boolean itself = service.mapping().filter(Mapping.ONE::equals).isPresent();
      for (ExposedService other : services.subList(0, itself ? i + 1 : i)) {
        Ports taken = other.nodePorts().orElse(null);
        if (taken != null && nodePorts.overlaps(taken)) {
          String item = "rtc.nodePortConflicts[" + conflicts++ + "]";
          putNodePort(item, service, Math.max(nodePorts.first(), taken.first()), false);
          facts.put(item + ".other", other.name(), other.nodePortPath(false));
        }
      }
    }
  }

  private void putNodePort(String item, ExposedService service, double port, boolean last) {
    facts.put(item + ".service", service.name(), service.path());
    facts.put(item + ".port", port, service.nodePortPath(last));
  }

  /** A port that LiveKit opens itself. */
  private record Listener(String name, String protocol, double port) {}

  private void statePodPortConflicts() {
    List<Listener> listeners = new ArrayList<>();
    listeners.add(new Listener("the signalling port", "TCP", 7880));
    listeners.add(new Listener("the metrics port", "TCP", 6789));
    boolean range = services.stream().anyMatch(s -> s.name().equals("rtcUdp"));
    int conflicts = 0;
    for (ExposedService service : services) {
      Ports ports = service.ports().orElse(null);
      // LiveKit looks for free ports in a range, and with one it leaves the muxed port closed
      if (ports == null
          || service.name().equals("rtcUdp")
          || (range && service.name().equals("rtcMuxedUdp"))) {
        continue;
      }
      boolean internal =
          service.name().equals("turnTLS")
              && !service.portType().equals("HostPort")
              && release.compareTo(INTERNAL_TURN_TLS_PORT) >= 0;
      Listener listener =
          internal
              ? new Listener("the port of TURN over TLS in the pod", "TCP", 5349)
              : new Listener("`" + service.name() + "`", service.protocol(), ports.first());
      for (Listener other : listeners) {
        if (other.port == listener.port
            && other.protocol.equals(listener.protocol)
            && service.mapping().filter(Mapping.SAME::equals).isEmpty()) {
          String item = "rtc.podPortConflicts[" + conflicts++ + "]";
          facts.put(item + ".service", service.name(), service.path());
          facts.put(item + ".port", listener.port, service.firstPath());
          facts.put(item + ".other", other.name, service.path());
        }
      }
      listeners.add(listener);
    }
  }

  private void stateHostPorts() {
    if (!chosen.on("matrixRTC.sfu.hostNetwork")) {
      // the chart does not open UDP host ports properly, which is told by itself
      services.stream()
          .filter(service -> service.portType().equals("HostPort"))
          .filter(
              service -> !service.name().equals("rtcMuxedUdp") && !service.name().equals("rtcUdp"))
          .findFirst()
          .ifPresent(
              service ->
                  facts.put("rtc.hostPorts", service.name(), service.path().key("portType")));
    }
  }

  private void stateLoadBalancers() {
    boolean range = services.stream().anyMatch(s -> s.name().equals("rtcUdp"));
    List<ExposedService> balanced =
        services.stream()
            .filter(service -> service.portType().equals("LoadBalancer"))
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
      List<String> settings =
          switch (service.portType()) {
            case "HostPort" ->
                List.of(
                    "annotations",
                    "externalIPs",
                    "nodePort",
                    "internalTrafficPolicy",
                    "externalTrafficPolicy");
            case "ClusterIP" -> List.of("externalTrafficPolicy");
            default -> List.of();
          };
      for (String setting : settings) {
        ValuePath path = service.path().key(setting);
        if (chosen.values().writtenAt(path).isPresent()) {
          String item = "rtc.unused[" + i++ + "]";
          facts.put(item + ".service", service.name(), service.path());
          facts.put(item + ".setting", setting, path);
          facts.put(item + ".portType", service.portType(), service.path().key("portType"));
        }
      }
    }
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
