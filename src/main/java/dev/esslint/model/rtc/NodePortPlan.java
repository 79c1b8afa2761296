package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Patch;
import dev.esslint.model.rtc.ExposedService.Mapping;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Node ports that the exposed services can have beside one another, so that all remedies can be followed at once. */
final class NodePortPlan {
  /** The port itself as node port. */
  static final String SAME = "nodePort: \"{{ .context.port }}\"";

  /** The defaults before 26.3.0, which older deployments hold already. */
  private static final Set<Double> OLD_DEFAULTS = Set.of(30_881.0, 30_882.0, 31_443.0, 31_478.0);

  private final NodePorts cluster;
  private final Chosen chosen;
  private final Release release;

  /** Node ports that nobody has, by the name of the service that may have them. */
  private final Map<String, Ports> free;

  NodePortPlan(NodePorts cluster, Chosen chosen, Release release, List<ExposedService> services) {
    this.cluster = cluster;
    this.chosen = chosen;
    this.release = release;
    this.free = free(services);
  }

  /** What to write so that a service has node ports that are free: clients reach a load balancer at its own port. */
  String patch(ExposedService service) {
    if (isChosen(service)) {
      return service.patch("nodePort: \"\"");
    }
    Ports ports = free(service);
    String settings =
        isRange(service)
            ? "startPort: " + (int) ports.first() + ", endPort: " + (int) ports.last()
            : "port: " + (int) ports.first();
    boolean same = service.mapping().filter(Mapping.SAME::equals).isPresent();
    return service.patch(same ? settings : settings + ", " + SAME);
  }

  /** Whether the cluster should choose the node port. */
  boolean isChosen(ExposedService service) {
    return service.portType().equals("LoadBalancer") && release.compareTo(ExposedService.NODE_PORT_KEY) >= 0;
  }

  private Ports free(ExposedService service) {
    return Objects.requireNonNull(free.get(service.name()));
  }

  /** Whether a port is one that clusters have unless told otherwise. */
  static boolean isInDefaultRange(double port) {
    return port >= 30_000 && port <= 32_767;
  }

  private static boolean isRange(ExposedService service) {
    return service.ports().filter(ports -> ports.last() > ports.first()).isPresent();
  }

  /** Whether Kubernetes has the ports of a service as node ports. */
  boolean fits(ExposedService service) {
    return service.ports().filter(cluster::have).isPresent();
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

  /** What gives services node ports: the ports that they have, or free ones where Kubernetes has no such node port. */
  String asNodePorts(List<ExposedService> some) {
    return asNodePorts(new Patch(chosen), some);
  }

  String asNodePorts(Patch patch, List<ExposedService> some) {
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

  /** Whether Kubernetes may have given a node port to another Service by itself. */
  boolean isDynamic(ExposedService service) {
    return !service.name().equals("rtcUdp")
        && service
            .nodePorts()
            .map(Ports::first)
            .filter(port -> port > cluster.fixed().last() && port <= cluster.all().last() && !OLD_DEFAULTS.contains(port))
            .isPresent();
  }
}
