package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the ports of the SFU are exposed (catalogue 11 and 18.4). */
public final class SfuPortFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        rtc.ports[]: an exposed service that is on
          service: its name
          protocol: `TCP` or `UDP`
          portType: its type
          first: its first port
          setting: the path of that
          nodePorts: how node ports follow from ports: `same`, `other`, `automatic`, or `one` for a whole range
          externalTrafficPolicy: its policy
          externalIPs: whether it has any
          asNodePort: values with which it has a node port
        rtc.endless: whether the UDP range is such that Helm does not come to an end with it; there are no other facts about it then
        rtc.udpRange: how many ports the UDP range has
        rtc.noPorts[]: what is given as a port or a node port and is none
          service: the service
          value: the value
          setting: its path
        rtc.hostPorts: the service that has a port of the node
        rtc.hostAsNodePort: values with which it has a node port
        rtc.balanced: the media services with load balancers
        rtc.loadBalancers: the media services with load balancers that nothing makes share an address, if there is more than one
        rtc.sharedAddress: what to write below `exposedServices` for MetalLB to give the load balancers one address
        rtc.unused[]: a setting of a service that its type does not have
          setting: its path
          portType: the type
        rtc.stillOff[]: a service with settings of the user that is not switched on
          service: its name
        rtc.offHostNetwork: values with which the SFU is in the network of the cluster, with node ports where it has host ports
        rtc.asNodePorts: values with which all services inside of the cluster have node ports
        """);
  }

  /** Annotations that make services share the address of a load balancer if they have the same value: of MetalLB and Cilium. */
  private static final List<String> SHARING =
      List.of("metallb.io/allow-shared-ip", "metallb.universe.tf/allow-shared-ip", "lbipam.cilium.io/sharing-key", "io.cilium/lb-ipam-sharing-key");

  private static final int PORTS_PER_SERVICE = 250;

  /** The release from which a ClusterIP service is written without node port and external traffic policy. */
  private static final Release PLAIN_CLUSTER_IP = new Release(26, 7, 2);

  /** Helm is busy with so many for minutes, and takes gigabytes. */
  private static final double MANY_PORTS = 1e6;

  private static final double BEYOND_64_BITS = 0x1p63;

  /** The services that are enough for media. */
  private static final List<String> MEDIA = List.of("rtcTcp", "rtcMuxedUdp");

  private static final ValuePath EXPOSED = ValuePath.of("matrixRTC", "sfu", "exposedServices");

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final List<ExposedService> services;
  private final NodePortPlan plan;

  private SfuPortFacts(
      Chosen chosen, Release release, Facts facts, List<ExposedService> services, NodePortPlan plan) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.services = services;
    this.plan = plan;
  }

  /**
   * States the facts, with those about node ports and about where the SFU listens.
   *
   * @param cluster what is stated about the cluster, or null
   */
  public static void state(
      Chosen chosen, Configs configs, Release release, @Nullable Value cluster, Facts facts) {
    if (!chosen.on("matrixRTC.enabled") || !chosen.on("matrixRTC.sfu.enabled")) {
      return;
    }
    List<ExposedService> services = new ArrayList<>();
    for (ExposedService service : ExposedService.of(chosen, release)) {
      if (isEndless(service)) {
        facts.put("rtc.endless", true, service.firstPath().parent());
      } else {
        services.add(service);
      }
    }
    NodePortPlan plan = new NodePortPlan(NodePorts.of(cluster), chosen, release, services);
    new SfuPortFacts(chosen, release, facts, services, plan).state();
    NodePortFacts.state(services, plan, facts);
    SfuListenerFacts.state(SfuListeners.of(chosen, configs, release), facts);
  }

  private void state() {
    services.forEach(this::statePort);
    stateAsNodePorts();
    stateNoPorts();
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

  private void statePort(ExposedService service) {
    Facts item = facts.item("rtc.ports");
    item.put("service", service.name(), service.path());
    item.put("protocol", service.protocol(), service.path());
    item.put("portType", service.portType(), service.path().key("portType"));
    service.ports().ifPresent(ports -> item.put("first", ports.first(), service.firstPath()));
    service
        .mapping()
        .ifPresent(
            mapping ->
                item.put("nodePorts", mapping.name().toLowerCase(Locale.ROOT), service.nodePortPath(false)));
    if (!service.portType().equals("NodePort")) {
      item.put("asNodePort", plan.asNodePorts(List.of(service)), service.path().key("portType"));
    }
    ValuePath policy = service.path().key("externalTrafficPolicy");
    chosen
        .text(policy.toString())
        .ifPresent(text -> item.put("externalTrafficPolicy", text, policy));
    item.put("setting", service.firstPath().toString(), service.firstPath());
    ValuePath external = service.path().key("externalIPs");
    item.put("externalIPs", !chosen.items(external.toString()).isEmpty(), external);
    if (service.name().equals("rtcUdp")) {
      service
          .ports()
          .ifPresent(
              ports ->
                  facts.put("rtc.udpRange", ports.last() - ports.first() + 1, service.lastPath()));
    }
  }

  private void stateAsNodePorts() {
    List<ExposedService> inside =
        services.stream()
            .filter(s -> s.portType().equals("ClusterIP") && !s.name().equals("turnTLS"))
            .toList();
    if (!inside.isEmpty()) {
      facts.put("rtc.asNodePorts", plan.asNodePorts(inside), EXPOSED);
    }
    ValuePath hostNetwork = ValuePath.of("matrixRTC", "sfu", "hostNetwork");
    if (chosen.on(hostNetwork.toString())) {
      Patch off = new Patch(chosen).with(hostNetwork.toString(), Scalar.FALSE);
      if (services.stream().noneMatch(service -> service.name().startsWith("rtc"))) {
        // LiveKit's own ports are those of the node, and nothing leads to them elsewhere
        MEDIA.forEach(name -> off.with(EXPOSED.key(name).key("enabled").toString(), Scalar.TRUE));
      }
      List<ExposedService> held =
          services.stream().filter(s -> s.portType().equals("HostPort")).toList();
      facts.put("rtc.offHostNetwork", plan.asNodePorts(off, held), hostNetwork);
    }
  }

  private void stateNoPorts() {
    for (ExposedService service : services) {
      Ports ports = service.ports().orElse(null);
      if (ports != null && !ExposedService.isPort(ports.first())) {
        putNoPort(service, new Scalar.Num(ports.first()), service.firstPath());
      }
      if (ports != null && ports.last() != ports.first() && !ExposedService.isPort(ports.last())) {
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

  private void putNoPort(ExposedService service, Scalar value, ValuePath path) {
    Facts item = facts.item("rtc.noPorts");
    item.put("service", service.name(), path);
    item.put("value", Scalar.text(value), path);
    item.put("setting", path.toString(), path);
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
                facts.put("rtc.hostAsNodePort", plan.asNodePorts(List.of(service)), type);
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
      putApart(apart, SHARING.getFirst());
      return;
    }
    for (String key : SHARING) {
      List<ExposedService> some =
          balanced.stream().filter(service -> apart.contains(service) || sharing(service, key).isPresent()).toList();
      if (some.stream().map(service -> sharing(service, key)).distinct().count() > 1) {
        putApart(some, key);
        return;
      }
    }
  }

  /** What must be the same for all services that share an address; empty if it is not set, and a placeholder as it is. */
  private Optional<String> sharing(ExposedService service, String key) {
    return chosen.values().at(service.path().key("annotations").key(key)).flatMap(Value::text);
  }

  private void putApart(List<ExposedService> apart, String key) {
    put("rtc.loadBalancers", apart);
    facts.put(
        "rtc.sharedAddress",
        apart.stream()
            .map(s -> s.name() + ": {annotations: {" + key + ": sfu}}")
            .collect(Collectors.joining(", ", "{", "}")),
        apart.getLast().path().key("portType"));
  }

  private void put(String fact, List<ExposedService> services) {
    facts.put(fact, services.stream().map(ExposedService::name).toList(), services.getLast().path().key("portType"));
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
    for (ExposedService service : services) {
      for (String setting : unused(service)) {
        ValuePath path =
            setting.equals("nodePort")
                ? service.firstPath().parent().key(setting)
                : service.path().key(setting);
        if (chosen.changes(path)) {
          Facts item = facts.item("rtc.unused");
          item.put("setting", path.toString(), path);
          item.put("portType", service.portType(), service.path().key("portType"));
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
    if (!(chosen.values().writtenAt(EXPOSED).orElse(null) instanceof MapValue written)) {
      return;
    }
    for (String name : written.entries().keySet()) {
      ValuePath path = EXPOSED.key(name);
      if (written.entries().get(name) instanceof MapValue service
          && !service.entries().isEmpty()
          && !service.entries().containsKey("enabled")
          && !chosen.on(path.key("enabled").toString())) {
        facts.item("rtc.stillOff").put("service", name, path);
      }
    }
  }
}
