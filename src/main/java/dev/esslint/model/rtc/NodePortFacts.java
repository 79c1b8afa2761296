package dev.esslint.model.rtc;

import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.rtc.ExposedService.Mapping;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The node ports that the exposed services of the SFU ask for (catalogue 18.4). */
public final class NodePortFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        rtc.nodePorts[]: a node port that is asked for; of a range the first and the last
          service: the service
          port: the port
          patch: what to write below `exposedServices` to have a free one
          chosen: whether the cluster should choose it
          follows: whether it is the last one of a range of which the first is out of the default range of node ports, too
          dynamic: whether Kubernetes may have given it to another Service by itself
        rtc.dynamicNodePorts: the patches of all services with such ports
        rtc.nodePortConflicts[]: a node port that another service has
          service: the service
          port: the port
          patch: what to write below `exposedServices` to have a free one
          other: the other service
        rtc.sameNodePorts: what to write below `exposedServices` so that every node port is the port itself
        """);
  }

  private static final ValuePath EXPOSED = ValuePath.of("matrixRTC", "sfu", "exposedServices");

  private final List<ExposedService> services;
  private final NodePortPlan plan;
  private final Facts facts;

  private NodePortFacts(List<ExposedService> services, NodePortPlan plan, Facts facts) {
    this.services = services;
    this.plan = plan;
    this.facts = facts;
  }

  static void state(List<ExposedService> services, NodePortPlan plan, Facts facts) {
    NodePortFacts stating = new NodePortFacts(services, plan, facts);
    stating.stateSame();
    stating.stateNodePorts();
  }

  private void stateSame() {
    String same =
        patches(
            service -> !service.name().equals("turnTLS") && differs(service),
            service -> plan.fits(service) ? service.patch(NodePortPlan.SAME) : plan.patch(service));
    if (!same.isEmpty()) {
      facts.put("rtc.sameNodePorts", "{" + same + "}", EXPOSED);
    }
  }

  private static boolean differs(ExposedService service) {
    return service.mapping().filter(m -> m == Mapping.OTHER || m == Mapping.AUTOMATIC).isPresent();
  }

  /** The patches of some services as the inside of one flow mapping. */
  private String patches(Predicate<ExposedService> which, Function<ExposedService, String> patch) {
    return services.stream()
        .filter(which)
        .map(patch)
        .map(one -> one.substring(1, one.length() - 1))
        .collect(Collectors.joining(", "));
  }

  private void stateNodePorts() {
    facts.put("rtc.dynamicNodePorts", "{" + patches(plan::isDynamic, plan::patch) + "}", EXPOSED);
    for (int i = 0; i < services.size(); i++) {
      ExposedService service = services.get(i);
      Ports nodePorts = service.nodePorts().orElse(null);
      if (nodePorts == null) {
        continue;
      }
      stateEnd(service, nodePorts.first(), false);
      if (nodePorts.last() != nodePorts.first()) {
        stateEnd(service, nodePorts.last(), true);
      }
      boolean itself = service.mapping().filter(Mapping.ONE::equals).isPresent();
      for (ExposedService other : services.subList(0, itself ? i + 1 : i)) {
        Ports taken = other.nodePorts().orElse(null);
        if (taken != null && nodePorts.overlaps(taken)) {
          Facts item = facts.item("rtc.nodePortConflicts");
          state(item, service, Math.max(nodePorts.first(), taken.first()), false);
          item.put("other", other.name(), other.nodePortPath(false));
          break; // with another port it has no conflict with any of them
        }
      }
    }
  }

  private void stateEnd(ExposedService service, double port, boolean last) {
    if (!ExposedService.isPort(port) && service.mapping().filter(Mapping.SAME::equals).isPresent()) {
      return; // it is no port at all, which is told by itself
    }
    Facts item = facts.item("rtc.nodePorts");
    state(item, service, port, last);
    item.put("dynamic", plan.isDynamic(service), service.nodePortPath(false));
    item.put("chosen", plan.isChosen(service), service.nodePortPath(last));
    boolean follows = last && service.nodePorts().filter(ports -> !NodePortPlan.isInDefaultRange(ports.first())).isPresent();
    item.put("follows", follows, service.nodePortPath(last));
  }

  private void state(Facts item, ExposedService service, double port, boolean last) {
    item.put("service", service.name(), service.path());
    item.put("port", port, service.nodePortPath(last));
    item.put("patch", plan.patch(service), service.nodePortPath(last));
  }
}
