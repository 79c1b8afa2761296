package dev.esslint.model.ingress;

import dev.esslint.text.Regex;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The ingress controllers whose annotations are known, from the documentation of each.
 *
 * <p>A key that none of them owns may be read by any, as those of cert-manager and external-dns are by others.
 */
enum Controller {
  INGRESS_NGINX(
      "ingress-nginx", "webapprouting\\.kubernetes\\.azure\\.com", "nginx.ingress.kubernetes.io/"),
  NGINX("nginx", "nginx-(?:inc|plus|org)|\\bf5\\b", "nginx.org/", "nginx.com/", "appprotect.f5.com/"),
  TRAEFIK("traefik", "traefik", "traefik.ingress.kubernetes.io/"),
  HAPROXY(
      "haproxy", "haproxy", "haproxy.org/", "haproxy.com/", "haproxy-ingress.github.io/"),
  CILIUM("cilium", "cilium", "ingress.cilium.io/"),
  CONTOUR("contour", "contour", "projectcontour.io/"),
  KONG("kong", "\\bkong\\b", "konghq.com/"),
  ISTIO("istio", "istio"),
  GCE(
      "gce",
      "^gce(?:-internal|-multi-cluster)?$",
      "networking.gke.io/",
      "ingress.gcp.kubernetes.io/",
      "kubernetes.io/ingress.global-static-ip-name",
      "kubernetes.io/ingress.regional-static-ip-name",
      "kubernetes.io/ingress.allow-http"),
  ALB("alb", "(?<![a-z])alb(?![a-z])", "alb.ingress.kubernetes.io/"),
  APPLICATION_GATEWAY(
      "application-gateway", "azure.application-gateway", "appgw.ingress.kubernetes.io/"),
  OPENSHIFT("openshift", "^openshift", "route.openshift.io/", "haproxy.router.openshift.io/"),
  CADDY("caddy", "caddy"),
  CLOUDFLARE("cloudflare-tunnel", "cloudflare"),
  NGROK("ngrok", "ngrok", "k8s.ngrok.com/"),
  TAILSCALE("tailscale", "tailscale", "tailscale.com/");

  private static final List<Controller> ALL = List.of(values());

  private final String label;
  private final String classes;

  @SuppressWarnings("ImmutableEnumChecker") // the list is one that cannot be changed
  private final List<String> prefixes;

  /**
   * @param label what it is called in the cluster file
   * @param classes an expression for what its classes are called
   * @param prefixes what the annotations begin with that only it reads
   */
  Controller(String label, String classes, String... prefixes) {
    this.label = label;
    this.classes = classes;
    this.prefixes = List.of(prefixes);
  }

  /** Whether the expression for classes is a word by itself, so that it need not be compiled. */
  private boolean isWord() {
    return classes.chars().allMatch(Character::isLetter);
  }

  /** An expression for what the classes of a controller are called; few runs need any. */
  private record Classes(Controller controller, Regex names) {
    static final List<Classes> ALL =
        Arrays.stream(values())
            .filter(c -> !c.isWord())
            .map(c -> new Classes(c, new Regex("(?i)" + c.classes)))
            .toList();
  }

  /** What it is called in the cluster file. */
  String label() {
    return label;
  }

  static Optional<Controller> of(String label) {
    return Arrays.stream(values()).filter(c -> c.label.equals(label)).findFirst();
  }

  /**
   * The controller that a class is named after. Several controllers call theirs {@code nginx}, so that this name by itself
   * says nothing.
   */
  static Optional<Controller> ofClass(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("nginx")) {
      return Optional.empty();
    }
    for (Controller controller : ALL) {
      if (controller.isWord() && lower.contains(controller.classes)) {
        return Optional.of(controller);
      }
    }
    return Classes.ALL.stream()
        .filter(classes -> classes.names.isIn(name))
        .map(Classes::controller)
        .findFirst();
  }

  /** The only controller that reads an annotation; empty if others may. */
  static Optional<Controller> owner(String annotation) {
    for (Controller controller : ALL) {
      if (controller.owns(annotation)) {
        return Optional.of(controller);
      }
    }
    return Optional.empty();
  }

  boolean owns(String annotation) {
    for (String prefix : prefixes) {
      if (annotation.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it may read an annotation. */
  boolean reads(String annotation) {
    return owns(annotation) || owner(annotation).isEmpty();
  }

  /** Whether it finds certificates for the hosts of an Ingress without being told where they are. */
  boolean findsCertificates() {
    return switch (this) {
      case ALB, CADDY, CLOUDFLARE, NGROK, TAILSCALE -> true;
      default -> false;
    };
  }

  /** Whether it may reach a Service by the node ports of that, rather than by the addresses of pods. */
  boolean usesNodePorts() {
    return this == GCE || this == ALB;
  }

  /** Whether it goes by the annotation for the class only, and not by {@code className}. */
  boolean isChosenByAnnotation() {
    return this == GCE || this == APPLICATION_GATEWAY;
  }
}
