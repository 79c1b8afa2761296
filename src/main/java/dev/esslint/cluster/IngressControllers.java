package dev.esslint.cluster;

import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ingress controllers of a cluster, by its classes, and the services that lead to them. */
final class IngressControllers {

  /** What the name of a controller in a class begins with or holds, in this order, and what it is called in a cluster file. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("traefik.io/", "traefik");
    NAMES.put("k8s.io/ingress-nginx", "ingress-nginx");
    NAMES.put("webapprouting.kubernetes.azure.com/", "ingress-nginx");
    NAMES.put("nginx.org/", "nginx");
    NAMES.put("haproxy", "haproxy");
    NAMES.put("ingress.k8s.aws/alb", "alb");
    NAMES.put("eks.amazonaws.com/alb", "alb");
    NAMES.put("azure/application-gateway", "application-gateway");
    NAMES.put("cilium.io/", "cilium");
    NAMES.put("projectcontour.io/", "contour");
    NAMES.put("caddy.community/", "caddy");
    NAMES.put("konghq.com/", "kong");
    NAMES.put("istio.io/", "istio");
    NAMES.put("ngrok.com/", "ngrok");
    NAMES.put("tailscale.com/", "tailscale");
    NAMES.put("cloudflare-tunnel", "cloudflare-tunnel");
    NAMES.put("openshift.io/", "openshift");
    NAMES.put("networking.gke.io/", "gce");
  }

  /** Labels that tell which program a service belongs to. */
  private static final List<String> LABELS =
      List.of("app.kubernetes.io/name", "app.kubernetes.io/part-of", "app.kubernetes.io/instance", "app", "k8s-app");

  private IngressControllers() {}

  /** What the controller of a class is called in a cluster file. */
  static String kind(Located ingressClass) {
    String controller = ingressClass.get("spec", "controller").text().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> name : NAMES.entrySet()) {
      if (controller.contains(name.getKey())) {
        return name.getValue();
      }
    }
    return "other";
  }

  /** Whether Ingresses without a class get this one. */
  static boolean isDefault(Located ingressClass) {
    return Listed.annotation(ingressClass, "ingressclass.kubernetes.io/is-default-class").equals("true");
  }

  /** The one that serves all Ingresses, or those without a class; empty if it cannot be told. */
  static Optional<String> main(List<Located> classes) {
    Set<String> all = new LinkedHashSet<>();
    Set<String> defaults = new LinkedHashSet<>();
    for (Located one : classes) {
      all.add(kind(one));
      if (isDefault(one)) {
        defaults.add(kind(one));
      }
    }
    Set<String> likely = all.size() == 1 ? all : defaults;
    return likely.size() == 1 ? likely.stream().findFirst() : Optional.empty();
  }

  /** The addresses of the service of a controller that pods can reach; none if they cannot be told for certain. */
  static Set<String> addresses(String controller, List<Located> services) {
    List<Located> candidates = new ArrayList<>();
    for (Located service : services) {
      if (belongs(service, controller) && hasPort(service, 443) && !Listed.name(service).endsWith("-admission")) {
        candidates.add(service);
      }
    }
    if (candidates.size() != 1) {
      return Set.of();
    }
    Located service = candidates.getFirst();
    Set<String> addresses = new LinkedHashSet<>(Services.clusterAddresses(service));
    for (String address : Services.balancerAddresses(service)) {
      if (address.matches(".*[g-zG-Z].*")) {
        return Set.of(); // a name stands for addresses that may change
      }
      addresses.add(address);
    }
    service.get("spec", "externalIPs").items().forEach(ip -> addresses.add(ip.text()));
    return addresses;
  }

  private static boolean hasPort(Located service, int port) {
    return service.get("spec", "ports").items().stream()
        .anyMatch(one -> one.get("port").scalar().equals(String.valueOf(port)));
  }

  private static boolean belongs(Located service, String controller) {
    String word = controller.equals("ingress-nginx") || controller.equals("nginx") ? "nginx" : controller;
    return Listed.name(service).contains(word)
        || LABELS.stream().anyMatch(label -> Listed.label(service, label).contains(word));
  }
}
