package dev.esslint.cluster;

import dev.esslint.net.Address;
import dev.esslint.net.Network;
import dev.esslint.json.JsonString;
import dev.esslint.values.YamlText;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes a cluster file; what cannot be told for certain is left out. */
public final class Snapshot {
  private static final Pattern VERSION = Pattern.compile("v?1\\.[0-9]+");

  private final Listed listed;
  private final Nodes nodes;
  private final Services services;
  private final StringBuilder text = new StringBuilder();

  private Snapshot(Listed listed) {
    this.listed = listed;
    this.nodes = new Nodes(listed.of("Node"));
    this.services = new Services(listed.of("Service"));
  }

  /** The text of the cluster file. */
  public static String of(Listed listed) {
    Snapshot snapshot = new Snapshot(listed);
    snapshot.text.append("# Facts about the cluster, for `esslint --cluster`. Written by `esslint cluster`.\n");
    snapshot.platform();
    snapshot.networks();
    snapshot.ingress();
    snapshot.storage();
    snapshot.ports();
    snapshot.objects();
    return snapshot.text.toString();
  }

  private void platform() {
    nodes.distribution().ifPresent(name -> scalar("distribution", name));
    nodes.provider().ifPresent(name -> scalar("provider", name));
    Optional<String> version =
        listed.server().isEmpty() ? nodes.kubernetes() : Optional.of(listed.server().getFirst());
    version
        .filter(v -> VERSION.matcher(v).lookingAt())
        .ifPresent(v -> text.append("kubernetes: ").append(JsonString.quote(v.replaceFirst("^v", ""))).append('\n'));
  }

  private void networks() {
    Set<String> pods = networks(nodes.pods());
    Set<String> addresses = addresses(nodes.addresses());
    Set<String> families = new TreeSet<>(services.families());
    pods.forEach(network -> families.add(network.contains(":") ? "ipv6" : "ipv4"));
    boolean mixed = addresses.stream().anyMatch(a -> a.contains(":")) && addresses.stream().anyMatch(a -> !a.contains(":"));
    if (families.size() == 2 || !mixed) {
      names("ipFamilies", families); // nodes with both families may hide that services could have both
    }
    Set<String> ranges = new LinkedHashSet<>();
    for (Located range : listed.of("ServiceCIDR")) {
      range.get("spec", "cidrs").items().forEach(one -> ranges.add(one.text()));
    }
    names("serviceCIDRs", networks(ranges.isEmpty() ? nodes.services() : ranges));
    names("podCIDRs", nodes.podsAreElsewhere() ? Set.of() : pods);
    names("nodeAddresses", addresses);
    nodes();
  }

  private void nodes() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Located node : listed.of("Node")) {
      Map<String, Object> item = item(node);
      Located labels = node.get("metadata", "labels");
      Map<String, String> texts = new LinkedHashMap<>();
      labels.keys().forEach(label -> texts.put(label, labels.get(label).scalar()));
      item.put("labels", texts);
      items.add(item);
    }
    items("nodes", items);
  }

  /** Those of some texts that are networks. */
  private static Set<String> networks(Collection<String> texts) {
    Set<String> networks = new LinkedHashSet<>(texts);
    networks.removeIf(text -> Network.parse(text).isEmpty());
    return networks;
  }

  private static Set<String> addresses(Collection<String> texts) {
    Set<String> addresses = new LinkedHashSet<>(texts);
    addresses.removeIf(text -> Address.parse(text).isEmpty());
    return addresses;
  }

  private void ingress() {
    List<Located> classes = listed.of("IngressClass");
    Optional<String> controller = IngressControllers.main(classes);
    if (controller.isPresent()) {
      text.append("ingressController:\n  name: ").append(controller.get()).append('\n');
      Set<String> addresses = addresses(IngressControllers.addresses(controller.get(), services.all()));
      if (!addresses.isEmpty()) {
        text.append("  addresses: ").append(list(addresses)).append('\n');
      }
    }
    List<Map<String, Object>> items = new ArrayList<>();
    for (Located one : classes) {
      Map<String, Object> item = item(one);
      item.put("controller", IngressControllers.kind(one));
      mark(item, IngressControllers.isDefault(one));
      items.add(item);
    }
    items("ingressClasses", items);
  }

  private void storage() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Located one : listed.of("StorageClass")) {
      Map<String, Object> item = item(one);
      mark(
          item,
          Listed.annotation(one, "storageclass.kubernetes.io/is-default-class").equals("true")
              || Listed.annotation(one, "storageclass.beta.kubernetes.io/is-default-class").equals("true"));
      items.add(item);
    }
    items("storageClasses", items);
  }

  private void ports() {
    List<Map<String, Object>> ports = new ArrayList<>();
    for (Services.NodePort port : services.nodePorts()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("port", Integer.parseInt(port.port()));
      item.put("protocol", port.protocol());
      item.put("service", port.service());
      item.put("namespace", port.namespace());
      if (!port.partOf().isEmpty()) {
        item.put("partOf", port.partOf());
      }
      ports.add(item);
    }
    items("nodePorts", ports);
    List<Map<String, Object>> balancers = new ArrayList<>();
    for (Services.Balancer balancer : services.balancers()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("service", balancer.service());
      item.put("namespace", balancer.namespace());
      item.put("addresses", balancer.addresses());
      balancers.add(item);
    }
    items("loadBalancers", balancers);
  }

  private void objects() {
    names("clusterIssuers", allNames("ClusterIssuer"));
    items("issuers", namespaced("Issuer", false));
    names("priorityClasses", allNames("PriorityClass"));
    names("runtimeClasses", allNames("RuntimeClass"));
    items("secrets", namespaced("Secret", true));
    items("configMaps", namespaced("ConfigMap", true));
    items("serviceAccounts", namespaced("ServiceAccount", false));
    items("claims", namespaced("PersistentVolumeClaim", false));
    Set<String> versions = new TreeSet<>(listed.apiVersions());
    for (Located service : listed.of("APIService")) {
      String group = service.get("spec", "group").text();
      versions.add((group.isEmpty() ? "" : group + "/") + service.get("spec", "version").text());
    }
    names("apiVersions", versions);
  }

  private Set<String> allNames(String kind) {
    Set<String> names = new LinkedHashSet<>();
    listed.of(kind).forEach(one -> names.add(Listed.name(one)));
    return names;
  }

  private List<Map<String, Object>> namespaced(String kind, boolean keyed) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Located one : listed.of(kind)) {
      Map<String, Object> item = item(one);
      if (!Listed.namespace(one).isEmpty()) {
        item.put("namespace", Listed.namespace(one));
      }
      Set<String> keys = new LinkedHashSet<>();
      one.get("keys").items().forEach(key -> keys.add(key.scalar()));
      for (String field : List.of("data", "stringData", "binaryData")) {
        keys.addAll(one.get(field).keys());
      }
      if (keyed && (one.get("keys").isThere() || one.get("data").isThere() || !keys.isEmpty())) {
        item.put("keys", keys);
      }
      items.add(item);
    }
    return items;
  }

  private static Map<String, Object> item(Located object) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", Listed.name(object));
    return item;
  }

  private static void mark(Map<String, Object> item, boolean isDefault) {
    if (isDefault) {
      item.put("default", true);
    }
  }

  private void scalar(String key, String value) {
    text.append(key).append(": ").append(YamlText.scalar(value)).append('\n');
  }

  private void names(String key, Collection<String> names) {
    if (!names.isEmpty()) {
      text.append(key).append(": ").append(list(names)).append('\n');
    }
  }

  private void items(String key, List<Map<String, Object>> items) {
    if (!items.isEmpty()) {
      text.append(key).append(":\n");
      for (Map<String, Object> item : items) {
        List<String> fields = new ArrayList<>();
        item.forEach((name, value) -> fields.add(name + ": " + value(value)));
        text.append("  - {").append(String.join(", ", fields)).append("}\n");
      }
    }
  }

  private static String value(Object value) {
    return switch (value) {
      case String name -> YamlText.scalar(name);
      case Collection<?> names -> list(names);
      case Map<?, ?> texts -> {
        List<String> entries = new ArrayList<>();
        texts.forEach((key, text) -> entries.add(YamlText.scalar(String.valueOf(key)) + ": " + value(text)));
        yield "{" + String.join(", ", entries) + "}";
      }
      default -> String.valueOf(value);
    };
  }

  private static String list(Collection<?> names) {
    return "["
        + String.join(", ", names.stream().map(name -> YamlText.scalar(String.valueOf(name))).toList())
        + "]";
  }
}
