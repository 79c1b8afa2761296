package dev.esslint.cluster;

import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the services of a cluster tell. */
record Services(List<Located> all) {

  /** The label for what an object is part of, and what the chart writes there. */
  static final String PART_OF = "app.kubernetes.io/part-of";

  static final String CHART = "matrix-stack";

  private static final int HIGHEST_PORT = 65535;

  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

  /**
   * A node port that a service has.
   *
   * @param partOf its label for what it is part of; empty for none
   */
  record NodePort(String port, String protocol, String service, String namespace, String partOf) {}

  /** A service of type LoadBalancer that has addresses. */
  record Balancer(String service, String namespace, List<String> addresses) {}

  /** The ports of all nodes that services have, also those that only look after the health of a load balancer. */
  List<NodePort> nodePorts() {
    List<NodePort> ports = new ArrayList<>();
    for (Located service : all) {
      for (Located port : service.get("spec", "ports").items()) {
        String protocol = port.get("protocol").text();
        add(service, port.get("nodePort").scalar(), protocol.isEmpty() ? "TCP" : protocol, ports);
      }
      add(service, service.get("spec", "healthCheckNodePort").scalar(), "TCP", ports);
    }
    ports.sort((a, b) -> Integer.compare(Integer.parseInt(a.port), Integer.parseInt(b.port)));
    return ports;
  }

  private static void add(Located service, String port, String protocol, List<NodePort> ports) {
    if (port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) <= HIGHEST_PORT && PROTOCOLS.contains(protocol)) {
      ports.add(
          new NodePort(
              port,
              protocol,
              Listed.name(service),
              Listed.namespace(service),
              Listed.label(service, PART_OF)));
    }
  }

  /** Those that have got addresses from outside. */
  List<Balancer> balancers() {
    List<Balancer> balancers = new ArrayList<>();
    for (Located service : all) {
      List<String> addresses = balancerAddresses(service);
      if (service.get("spec", "type").text().equals("LoadBalancer") && !addresses.isEmpty()) {
        balancers.add(new Balancer(Listed.name(service), Listed.namespace(service), addresses));
      }
    }
    return balancers;
  }

  static List<String> balancerAddresses(Located service) {
    List<String> addresses = new ArrayList<>();
    for (Located one : service.get("status", "loadBalancer", "ingress").items()) {
      String ip = one.get("ip").text();
      addresses.add(ip.isEmpty() ? one.get("hostname").text() : ip);
    }
    addresses.remove("");
    return addresses;
  }

  static Set<String> clusterAddresses(Located service) {
    Set<String> addresses = new LinkedHashSet<>();
    service.get("spec", "clusterIPs").items().forEach(ip -> addresses.add(ip.text()));
    if (addresses.isEmpty()) {
      addresses.add(service.get("spec", "clusterIP").text());
    }
    addresses.removeAll(Set.of("", "None"));
    return addresses;
  }

  /** The families that services get; both if any service has both. */
  Set<String> families() {
    Set<String> families = new LinkedHashSet<>();
    Optional<Located> api =
        all.stream()
            .filter(one -> Listed.name(one).equals("kubernetes") && Listed.namespace(one).equals("default"))
            .findFirst();
    api.ifPresent(service -> families.addAll(families(service)));
    for (Located service : all) {
      if (families(service).size() > 1) {
        families.addAll(families(service));
      }
    }
    return families;
  }

  private static List<String> families(Located service) {
    return service.get("spec", "ipFamilies").items().stream()
        .map(family -> family.text().replace("IPv", "ipv"))
        .filter(family -> family.equals("ipv4") || family.equals("ipv6"))
        .toList();
  }
}
