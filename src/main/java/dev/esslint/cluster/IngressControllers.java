package dev.esslint.cluster;

import dev.esslint.net.Address;
import dev.esslint.workspace.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** What is in the name or in a label of the services that lead to a controller; no service leads to one that is not here. */
  private static final Map<String, Pattern> SERVICES =
      Map.ofEntries(
          service("traefik", "traefik"),
          service("ingress-nginx", "ingress-nginx|^app-routing-system/nginx"),
          service("nginx", "nginx-ingress"),
          service("haproxy", "haproxy"),
          service("cilium", "^[^/]*/cilium-ingress$"),
          service("contour", "contour-envoy|^projectcontour/envoy$"),
          service("caddy", "caddy"),
          service("kong", "kong"),
          service("istio", "ingressgateway"),
          service("openshift", "^openshift-ingress/router-(?:internal-)?default$"));

  /** What is in the name of a service by which the API server asks a controller, or that belongs to the chart. */
  private static final Pattern OTHER = Pattern.compile("admission|webhook|validation");

  private IngressControllers() {}

  private static Map.Entry<String, Pattern> service(String controller, String name) {
    return Map.entry(controller, Pattern.compile(name));
  }

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
    List<Located> leading = new ArrayList<>();
    for (Located service : services) {
      if (leadsTo(controller, service) && hasPort(service, 443)) {
        leading.add(service);
      }
    }
    Set<String> addresses = new LinkedHashSet<>();
    for (Located service : leading) {
      if (!isOfSame(service, leading.getFirst())) {
        return Set.of(); // there are several controllers
      }
      addresses.addAll(Services.clusterAddresses(service));
      for (String address : Services.balancerAddresses(service)) {
        if (Address.parse(address).isEmpty()) {
          return Set.of(); // a name stands for addresses that may change
        }
        addresses.add(address);
      }
      service.get("spec", "externalIPs").items().forEach(ip -> addresses.add(ip.text()));
    }
    return addresses;
  }

  private static boolean hasPort(Located service, int port) {
    return service.get("spec", "ports").items().stream()
        .anyMatch(one -> one.get("port").scalar().equals(String.valueOf(port)));
  }

  private static boolean leadsTo(String controller, Located service) {
    Pattern pattern = SERVICES.get(controller);
    String name = Listed.name(service);
    return pattern != null
        && !OTHER.matcher(name).find()
        && !Listed.label(service, Services.PART_OF).equals(Services.CHART)
        && (pattern.matcher(Listed.namespace(service) + "/" + name).find()
            || LABELS.stream().anyMatch(label -> pattern.matcher(Listed.label(service, label)).find()));
  }

  /** Whether two services lead to the same pods. */
  private static boolean isOfSame(Located one, Located other) {
    return one.equals(other)
        || (Listed.namespace(one).equals(Listed.namespace(other))
            && !selector(one).isEmpty()
            && selector(one).equals(selector(other)));
  }

  private static Map<String, String> selector(Located service) {
    Located selector = service.get("spec", "selector");
    Map<String, String> labels = new LinkedHashMap<>();
    selector.keys().forEach(key -> labels.put(key, selector.get(key).scalar()));
    return labels;
  }
}
