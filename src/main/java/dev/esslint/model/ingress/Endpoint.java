package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.Parts;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An Ingress that the chart makes (catalogue 18.3 and 18.6). */
public final class Endpoint {
  private static final String ROUTER_TLS = "traefik.ingress.kubernetes.io/router.tls";
  private static final String CLASS_ANNOTATION = "kubernetes.io/ingress.class";

  /** What people write for a class that nobody serves. */
  private static final Set<String> NOBODY = Set.of("none", "disabled");

  /** Several controllers call their class so, ingress-nginx first of all. */
  private static final Regex NGINX_CLASS = new Regex("(?i)\\bnginx\\b|ingress-?nginx");

  /** Annotations that have to do with certificates of others than the Ingress. */
  private static final Regex OTHER_CERTIFICATE =
      new Regex("auth-tls|client-?cert|trusted-root|destination-ca|proxy-ssl|backend");

  private final Chosen chosen;
  private final String component;
  private final String hostPath;
  private final StatedControllers cluster;
  private final Map<String, ValuePath> annotations;
  private final Optional<HostName> host;
  private final Optional<String> className;
  private final Optional<Controller> controller;

  Endpoint(Chosen chosen, String component, String hostPath) {
    this(chosen, component, hostPath, StatedControllers.NOTHING);
  }

  /**
   * @param component the component whose {@code ingress} block it follows
   * @param hostPath where its host is set
   * @param cluster what is said about the controllers of the cluster
   */
  Endpoint(Chosen chosen, String component, String hostPath, StatedControllers cluster) {
    this.chosen = chosen;
    this.component = component;
    this.hostPath = hostPath;
    this.cluster = cluster;
    this.annotations = annotations(chosen, component);
    this.host = chosen.host(hostPath);
    this.className = classPlace().flatMap(chosen::known);
    this.controller = servingController();
  }

  /**
   * The endpoints of a deployment, first the one of the server name.
   *
   * @param cluster what is said about the controllers of the cluster
   */
  public static List<Endpoint> of(Chosen chosen, StatedControllers cluster) {
    List<Endpoint> endpoints = new ArrayList<>();
    if (chosen.on("wellKnownDelegation.enabled") && chosen.text("serverName").isPresent()) {
      endpoints.add(new Endpoint(chosen, "wellKnownDelegation", "serverName", cluster));
    }
    for (String component : Parts.HOSTED) {
      String host = component + ".ingress.host";
      if (chosen.on(component + ".enabled") && chosen.text(host).isPresent()) {
        endpoints.add(new Endpoint(chosen, component, host, cluster));
      }
    }
    return endpoints;
  }

  public String component() {
    return component;
  }

  public String hostPath() {
    return hostPath;
  }

  public Optional<HostName> host() {
    return host;
  }

  /** The paths of its effective annotations by key. */
  public Map<String, ValuePath> annotations() {
    return annotations;
  }

  /** The path of a setting of this Ingress. */
  String at(String setting) {
    return component + ".ingress." + setting;
  }

  /** Whether everything at its host that no other endpoint takes goes to it. */
  boolean takesAll() {
    return switch (component) {
      case "synapse" -> false;
      case "matrixRTC" -> chosen.on("matrixRTC.sfu.enabled");
      case "wellKnownDelegation" -> redirects(chosen);
      default -> true;
    };
  }

  /** Whether the base domain redirects to another site (catalogue 18.2). */
  static boolean redirects(Chosen chosen) {
    return chosen.on("wellKnownDelegation.enabled")
        && chosen.on("wellKnownDelegation.baseDomainRedirect.enabled")
        && (chosen.text("wellKnownDelegation.baseDomainRedirect.url").isPresent()
            || chosen.on("elementWeb.enabled"));
  }

  /** Whether a controller may serve it; without one its routes are made by other means. */
  public boolean isServed() {
    return !stated().equals("none") && className.filter(NOBODY::contains).isEmpty();
  }

  /** The kind of controller that is said to serve it; empty if nothing is said. */
  String stated() {
    return cluster.serving(className);
  }

  /** Where its class is given, by name or by annotation. */
  private Optional<String> classPlace() {
    return setting("className").or(() -> classAnnotation().map(ValuePath::toString));
  }

  /** The annotation that gives its class. */
  public Optional<ValuePath> classAnnotation() {
    return Optional.ofNullable(annotations.get(CLASS_ANNOTATION));
  }

  boolean isTyped() {
    return setting("controllerType").isPresent();
  }

  /** The controller that serves it, as far as it is stated or its class says so. */
  Optional<Controller> controller() {
    return controller;
  }

  private Optional<Controller> servingController() {
    String stated = stated();
    if (!stated.isEmpty()) {
      return Controller.of(stated);
    }
    Optional<Controller> named = className.flatMap(Controller::ofClass);
    if (named.isEmpty() && isTyped()) {
      return Optional.of(Controller.INGRESS_NGINX);
    }
    return named.isEmpty() && hasAnnotationOf(Controller.NGINX) && isOfClassNginx()
        ? Optional.of(Controller.NGINX)
        : named;
  }

  /** What in the values says which controller serves it; empty if only the cluster file says it, or nothing. */
  Optional<String> classPath() {
    boolean named = !cluster.controller().equals("none") && className.filter(cluster.classes()::containsKey).isPresent();
    return className.isEmpty() || (!named && !cluster.controller().isEmpty())
        ? Optional.empty()
        : classPlace();
  }

  boolean isOfClassNginx() {
    return className.filter(name -> NGINX_CLASS.isIn(name) && ObjectNames.isName(name)).isPresent();
  }

  boolean hasAnnotationOf(Controller controller) {
    return annotationOf(controller).isPresent();
  }

  /** The first annotation that only this controller reads. */
  Optional<ValuePath> annotationOf(Controller controller) {
    return annotations.entrySet().stream()
        .filter(entry -> controller.owns(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  public boolean tls() {
    return chosen.on("ingress.tlsEnabled") && chosen.on(at("tlsEnabled"));
  }

  /** Where the effective value of a text setting is: at the component's or the global block. */
  public Optional<String> setting(String name) {
    for (String path : List.of(at(name), "ingress." + name)) {
      if (chosen.text(path).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  Optional<String> tlsSecret() {
    return setting("tlsSecret").flatMap(chosen::text);
  }

  /** The component's annotations win over the global ones. */
  private static Map<String, ValuePath> annotations(Chosen chosen, String component) {
    Map<String, ValuePath> annotations = new LinkedHashMap<>();
    for (String block : List.of("ingress.annotations", component + ".ingress.annotations")) {
      chosen
          .entries(block)
          .forEach(
              (key, value) -> {
                if (value.text().filter(text -> !text.isEmpty()).isPresent()) {
                  annotations.put(key, ValuePath.parse(block).key(key));
                } else {
                  annotations.remove(key);
                }
              });
    }
    return annotations;
  }

  /** The annotations that ask cert-manager for a certificate. */
  public Set<ValuePath> issuerAnnotations() {
    Set<ValuePath> issuers = new LinkedHashSet<>();
    annotations
        .forEach(
            (key, path) -> {
              if (key.equals("cert-manager.io/issuer")
                  || key.equals("cert-manager.io/cluster-issuer")) {
                issuers.add(path);
              }
            });
    return issuers;
  }

  /** Whether its controller serves HTTPS although the Ingress does not ask for it, because an annotation tells it to. */
  boolean isHttpsByAnnotation() {
    boolean router =
        Optional.ofNullable(annotations.get(ROUTER_TLS)).filter(path -> chosen.textAt(path).equals("true")).isPresent()
            && (controller.isEmpty() || controller.get().reads(ROUTER_TLS));
    return router || isCertifiedByAnnotation();
  }

  /** Where its certificate comes from. */
  public TlsSource tlsSource() {
    if (!tls()) {
      return TlsSource.OFF;
    }
    if (chosen.text(at("tlsSecret")).isPresent()) {
      return TlsSource.SECRET;
    }
    if (chosen.text("ingress.tlsSecret").isPresent()) {
      return TlsSource.GLOBAL_SECRET;
    }
    if (!chosen.entries("certManager").isEmpty()) {
      return TlsSource.CERT_MANAGER;
    }
    return !issuerAnnotations().isEmpty()
        ? TlsSource.ANNOTATION
        : isCertifiedByController() ? TlsSource.CONTROLLER : TlsSource.NONE;
  }

  /** Whether its controller has a certificate for it from elsewhere than a Secret of the Ingress. */
  private boolean isCertifiedByController() {
    return controller.filter(Controller::findsCertificates).isPresent()
        || isCertifiedByAnnotation();
  }

  private boolean isCertifiedByAnnotation() {
    return annotations.keySet().stream()
        .filter(Endpoint::namesCertificate)
        .anyMatch(key -> controller.isEmpty() || controller.get().reads(key));
  }

  /** Whether an annotation tells a controller where the certificate is: all of them have a word with "cert" for it. */
  private static boolean namesCertificate(String key) {
    String name = key.substring(key.indexOf('/') + 1);
    return !key.startsWith("cert-manager.io/")
        && (key.equals("kubernetes.io/tls-acme")
            || key.equals("route.openshift.io/termination")
            || (name.contains("cert") && !OTHER_CERTIFICATE.isIn(name)));
  }
}
