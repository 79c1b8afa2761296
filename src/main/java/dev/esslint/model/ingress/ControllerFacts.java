package dev.esslint.model.ingress;

import dev.esslint.chart.Release;
import dev.esslint.model.base.ByteSize;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the controllers make of the Ingresses, each with the annotations that it will carry. */
public final class ControllerFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        classes[]: a class by annotation
          annotation: the class
          className: the class beside it
          differ: whether they do
          replaceable: whether a class name can take its place
          place: the path of the annotation
          patch: values with the class name
        classNames[]: a class by name that Kubernetes refuses
          name: the class
        nginx[]: a sign that ingress-nginx serves Ingresses for which `controllerType` does not say so
          sign: the sign
          effects: what does not work then
          patch: values with the controller type
          synapse: the host of Synapse, if it has an effect there
          matrixRTC: the host of Matrix RTC, if it has an effect there
          wellKnownDelegation: the server name, if it has an effect there
        plainNginx[]: a sign that the controller of F5 serves Ingresses
          sign: the sign
          effects: what does not work then
          synapse: the host of Synapse, if it has an effect there
          matrixRTC: the host of Matrix RTC, if it has an effect there
        foreignTypes[]: a `controllerType` that does not fit the controller
          type: the type
          sign: the sign of the other controller
        unreadTypes[]: a `controllerType` that nothing reads
          value: its path
        unreadAnnotations[]: an annotation of another controller than the one that serves
          key: its key
          controller: the controller that serves
        addresses[]: an annotation that gives several load balancers one address or name
          key: its key
          value: the address or name
          hosts: the hosts
        instanceTargets.hosts: the hosts whose Ingresses need node ports, which their Services do not have
        middlewares[]: an annotation with middlewares of Traefik
          value: the middlewares
          hosts: the hosts that have it
        uploads.annotation: the annotation for the largest body that the controller lets through to Synapse
        uploads.tooSmall: whether that is smaller than an upload may be
        uploads.tiny: whether not even a large message gets through
        uploads.limit: the largest body that the controller lets through to Synapse, as Synapse writes sizes
        uploads.throughCloudflare: whether uploads may be larger than what Cloudflare lets through without a larger plan
        """);
  }

  private static final Release WITH_RTC_TIMEOUTS = Release.parse("25.6.0").orElseThrow();
  private static final String INGRESS_NGINX = "nginx.ingress.kubernetes.io/";
  private static final String MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares";
  private static final String TARGET_TYPE = "alb.ingress.kubernetes.io/target-type";
  private static final String PROXIED = "external-dns.alpha.kubernetes.io/cloudflare-proxied";
  private static final Regex CLASS_NAME = new Regex("[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?");

  /** What both kinds of nginx let through by default. */
  private static final long DEFAULT_BODY = 1L << 20;

  /** What Cloudflare lets through in its smaller plans. */
  private static final long CLOUDFLARE_BODY = 100L << 20;

  /** What the largest event of Matrix needs. */
  private static final long LARGEST_EVENT = 64L << 10;

  /** Annotations that give a load balancer an address or a name that no second one can have. */
  private static final Set<String> UNIQUE =
      Set.of(
          "kubernetes.io/ingress.global-static-ip-name",
          "kubernetes.io/ingress.regional-static-ip-name",
          "alb.ingress.kubernetes.io/load-balancer-name");

  /** What goes wrong at a controller for which the chart sets no limits; rules have the words. */
  private enum Effect {
    UPLOADS_REFUSED("uploads-refused"),
    SILENT_CALLS_CUT("silent-calls-cut"),
    DOCUMENTS_REFUSED("documents-refused"),
    WEBSOCKETS_DROPPED("websockets-dropped");

    private final String label;

    Effect(String label) {
      this.label = label;
    }
  }

  private final Chosen chosen;
  private final Release release;
  private final List<Endpoint> endpoints;
  private final List<Endpoint> served;
  private final Facts facts;

  private ControllerFacts(Chosen chosen, Release release, List<Endpoint> endpoints, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.endpoints = endpoints;
    this.served = endpoints.stream().filter(Endpoint::isServed).toList();
    this.facts = facts;
  }

  public static void state(Chosen chosen, Release release, List<Endpoint> endpoints, Facts facts) {
    ControllerFacts state = new ControllerFacts(chosen, release, endpoints, facts);
    state.classes();
    state.classNames();
    state.ingressNginx();
    state.plainNginx();
    state.foreignTypes();
    state.unreadTypes();
    state.unreadAnnotations();
    state.addresses();
    state.instanceTargets();
    state.middlewares();
    state.uploads();
  }

  /** The AWS load balancer controller sends requests to the nodes, unless it is told to send them to the pods. */
  private void instanceTargets() {
    List<String> hosts = new ArrayList<>();
    ValuePath place = null;
    for (Endpoint endpoint : served) {
      ValuePath annotation = endpoint.annotations().get(TARGET_TYPE);
      String type = annotation == null ? "instance" : chosen.textAt(annotation);
      if (endpoint.controller().filter(Controller.ALB::equals).isPresent()
          && type.equals("instance")
          && endpoint.setting("service.type").flatMap(chosen::text).filter("ClusterIP"::equals).isPresent()) {
        hosts.add(name(endpoint));
        ValuePath own = annotation != null ? annotation : ValuePath.parse(endpoint.classPath().orElseGet(() -> endpoint.at("className")));
        place = place == null ? own : place;
      }
    }
    if (place != null) {
      facts.put("instanceTargets.hosts", hosts, place);
    }
  }

  private void middlewares() {
    Map<ValuePath, List<String>> having = new LinkedHashMap<>();
    for (Endpoint endpoint : served) {
      ValuePath path = endpoint.annotations().get(MIDDLEWARES);
      if (path != null && endpoint.controller().filter(controller -> controller != Controller.TRAEFIK).isEmpty()) {
        having.computeIfAbsent(path, p -> new ArrayList<>()).add(name(endpoint));
      }
    }
    having.forEach(
        (path, hosts) -> {
          Facts item = facts.item("middlewares");
          item.put("value", chosen.textAt(path), path);
          item.put("hosts", hosts.stream().distinct().toList(), path);
        });
  }

  private void classes() {
    Set<ValuePath> told = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      Optional<ValuePath> annotation = endpoint.classAnnotation();
      if (annotation.isEmpty() || !told.add(annotation.get())) {
        continue;
      }
      String value = chosen.textAt(annotation.get());
      Facts item = facts.item("classes");
      item.put("annotation", value, annotation.get());
      item.put(
          "replaceable",
          endpoint.isServed()
              && CLASS_NAME.fits(value)
              && endpoint.controller().filter(Controller::isChosenByAnnotation).isEmpty(),
          annotation.get());
      item.put("place", annotation.get().toString(), annotation.get());
      ValuePath beside = annotation.get().parent().parent().key("className");
      item.put("patch", new Patch(chosen).with(beside.toString(), value).yaml(), annotation.get());
      Optional<String> className = endpoint.setting("className");
      if (className.isPresent()) {
        String name = chosen.text(className.get()).orElse("");
        item.put("className", name, ValuePath.parse(className.get()));
        item.put("differ", !name.equals(value), annotation.get());
      }
    }
  }

  private void classNames() {
    endpoints.stream()
        .flatMap(endpoint -> endpoint.setting("className").stream())
        .distinct()
        .forEach(
            path ->
                chosen
                    .known(path)
                    .filter(name -> !CLASS_NAME.fits(name))
                    .ifPresent(name -> facts.item("classNames").put("name", name, ValuePath.parse(path))));
  }

  /** What goes wrong at ingress-nginx because the chart is not told of it; the chart reads its type for three Ingresses. */
  private void ingressNginx() {
    Map<Endpoint, Effect> effects = new LinkedHashMap<>();
    for (Endpoint endpoint : served) {
      Optional<Effect> effect =
          endpoint.isTyped() ? Optional.empty() : effectAtIngressNginx(endpoint);
      if (effect.isPresent() && isLikelyIngressNginx(endpoint)) {
        effects.put(endpoint, effect.get());
      }
    }
    tell("nginx", Controller.INGRESS_NGINX, effects);
  }

  /** What tells the chart of ingress-nginx: once, unless another controller serves other Ingresses. */
  private String typed(Set<Endpoint> untold) {
    boolean several =
        served.stream()
            .anyMatch(endpoint -> endpoint.controller().filter(c -> c != Controller.INGRESS_NGINX).isPresent());
    Patch patch = new Patch(chosen);
    if (several) {
      untold.forEach(endpoint -> patch.with(endpoint.at("controllerType"), Controller.INGRESS_NGINX.label()));
    } else {
      patch.with("ingress.controllerType", Controller.INGRESS_NGINX.label());
    }
    return patch.yaml();
  }

  private static boolean isLikelyIngressNginx(Endpoint endpoint) {
    Optional<Controller> controller = endpoint.controller();
    return controller.isPresent()
        ? controller.get() == Controller.INGRESS_NGINX
        : endpoint.stated().isEmpty()
            && (endpoint.isOfClassNginx() || endpoint.hasAnnotationOf(Controller.INGRESS_NGINX));
  }

  /** Where it stands which controller serves an Ingress; if only the cluster file says so, where it can be told the chart. */
  private static ValuePath sign(Endpoint endpoint, Controller controller) {
    return endpoint
        .classPath()
        .map(ValuePath::parse)
        .or(() -> endpoint.annotationOf(controller))
        .orElse(ValuePath.of("ingress", "controllerType"));
  }

  private Optional<Effect> effectAtIngressNginx(Endpoint endpoint) {
    Set<String> keys = endpoint.annotations().keySet();
    return switch (endpoint.component()) {
      case "synapse" ->
          keys.contains(INGRESS_NGINX + "proxy-body-size") ? Optional.empty() : uploadsRefused();
      case "matrixRTC" ->
          release.compareTo(WITH_RTC_TIMEOUTS) < 0
                  || !chosen.on("matrixRTC.sfu.enabled")
                  || (keys.contains(INGRESS_NGINX + "proxy-read-timeout")
                      && keys.contains(INGRESS_NGINX + "proxy-send-timeout"))
              ? Optional.empty()
              : Optional.of(Effect.SILENT_CALLS_CUT);
      case "wellKnownDelegation" ->
          Endpoint.redirects(chosen) ? Optional.empty() : Optional.of(Effect.DOCUMENTS_REFUSED);
      default -> Optional.empty();
    };
  }

  private Optional<Effect> uploadsRefused() {
    return maxUpload().filter(size -> size <= DEFAULT_BODY).isPresent()
        ? Optional.empty()
        : Optional.of(Effect.UPLOADS_REFUSED);
  }

  private Optional<Long> maxUpload() {
    return chosen.known("synapse.media.maxUploadSize").flatMap(ByteSize::parse);
  }

  /** The host of an endpoint, or where it is set if it cannot be known. */
  private static String name(Endpoint endpoint) {
    return endpoint.host().map(HostName::name).orElse(endpoint.hostPath());
  }

  /** What goes wrong at the controller of F5, for which the chart sets nothing. */
  private void plainNginx() {
    Map<Endpoint, Effect> effects = new LinkedHashMap<>();
    for (Endpoint endpoint : served) {
      if (endpoint.controller().filter(c -> c == Controller.NGINX).isEmpty()) {
        continue;
      }
      Set<String> keys = endpoint.annotations().keySet();
      Optional<Effect> effect =
          switch (endpoint.component()) {
            case "synapse" ->
                keys.contains("nginx.org/client-max-body-size")
                    ? Optional.<Effect>empty()
                    : uploadsRefused();
            case "matrixRTC" ->
                keys.contains("nginx.org/websocket-services")
                        || !chosen.on("matrixRTC.sfu.enabled")
                    ? Optional.<Effect>empty()
                    : Optional.of(Effect.WEBSOCKETS_DROPPED);
            default -> Optional.<Effect>empty();
          };
      effect.ifPresent(e -> effects.put(endpoint, e));
    }
    tell("plainNginx", Controller.NGINX, effects);
  }

  /** States each sign of a controller with all that goes wrong there, as that has one cause. */
  private void tell(String list, Controller controller, Map<Endpoint, Effect> effects) {
    Set<ValuePath> signs = new LinkedHashSet<>();
    effects.keySet().forEach(endpoint -> signs.add(sign(endpoint, controller)));
    for (ValuePath sign : signs) {
      Facts item = facts.item(list);
      item.put("sign", sign.toString(), sign);
      if (controller == Controller.INGRESS_NGINX) {
        item.put("patch", typed(effects.keySet()), ValuePath.of("ingress", "controllerType"));
      }
      item.put("effects", effects.values().stream().map(effect -> effect.label).toList(), sign);
      effects
          .keySet()
          .forEach(endpoint -> item.put(endpoint.component(), name(endpoint), sign));
    }
  }

  private void foreignTypes() {
    Set<String> told = new LinkedHashSet<>();
    for (Endpoint endpoint : served) {
      Optional<String> type = endpoint.setting("controllerType");
      Optional<Controller> other =
          endpoint.controller().filter(c -> c != Controller.INGRESS_NGINX);
      if (type.isPresent()
          && other.isPresent()
          && chosen.text(type.get()).filter(Controller.INGRESS_NGINX.label()::equals).isPresent()
          && served.stream().noneMatch(e -> e.setting("controllerType").equals(type) && mayBeNginx(e))
          && told.add(type.get())) {
        Facts item = facts.item("foreignTypes");
        item.put("type", type.get(), ValuePath.parse(type.get()));
        item.put("sign", signOf(endpoint, other.get()), ValuePath.parse(type.get()));
      }
    }
  }

  private static boolean mayBeNginx(Endpoint endpoint) {
    return endpoint.controller().filter(c -> c != Controller.INGRESS_NGINX).isEmpty();
  }

  /** What says which controller serves an Ingress, as text. */
  private String signOf(Endpoint endpoint, Controller controller) {
    return endpoint
        .classPath()
        .map(path -> path + ": " + chosen.text(path).orElse(chosen.textAt(ValuePath.parse(path))))
        .orElse("ingressController.name: " + controller.label());
  }

  private void unreadTypes() {
    for (Endpoint endpoint : served) {
      boolean read =
          switch (endpoint.component()) {
            case "synapse" -> true;
            case "matrixRTC" ->
                release.compareTo(WITH_RTC_TIMEOUTS) >= 0 && chosen.on("matrixRTC.sfu.enabled");
            case "wellKnownDelegation" -> !Endpoint.redirects(chosen);
            default -> false;
          };
      String path = endpoint.at("controllerType");
      if (!read && chosen.text(path).isPresent()) {
        facts.item("unreadTypes").put("value", path, ValuePath.parse(path));
      }
    }
  }

  /** Annotations of another controller than the one that serves all the Ingresses that carry them. */
  private void unreadAnnotations() {
    Map<ValuePath, String> unread = new LinkedHashMap<>();
    Set<ValuePath> read = new LinkedHashSet<>();
    for (Endpoint endpoint : served) {
      Optional<Controller> controller = endpoint.controller();
      endpoint
          .annotations()
          .forEach(
              (key, path) -> {
                Optional<Controller> other =
                    controller.filter(c -> !c.reads(key) && !imitates(endpoint, c, key));
                if (other.isPresent()) {
                  unread.putIfAbsent(path, other.get().label());
                } else {
                  read.add(path);
                }
              });
    }
    unread.forEach(
        (path, controller) -> {
          if (!read.contains(path)) {
            Facts item = facts.item("unreadAnnotations");
            item.put("key", ((Key) path.last()).name(), path);
            item.put("controller", controller, path);
          }
        });
  }

  /** Traefik has a provider for the Ingresses that were ingress-nginx's, which are known by their class. */
  private static boolean imitates(Endpoint endpoint, Controller controller, String key) {
    return controller == Controller.TRAEFIK
        && endpoint.isOfClassNginx()
        && Controller.INGRESS_NGINX.owns(key);
  }

  private void addresses() {
    for (String key : UNIQUE) {
      Map<String, List<Endpoint>> byValue = new LinkedHashMap<>();
      Map<String, ValuePath> places = new LinkedHashMap<>();
      for (Endpoint endpoint : served) {
        ValuePath path = endpoint.annotations().get(key);
        if (path != null
            && endpoint.controller().filter(c -> !c.reads(key)).isEmpty()
            && !endpoint.annotations().containsKey("alb.ingress.kubernetes.io/group.name")) {
          byValue.computeIfAbsent(chosen.textAt(path), v -> new ArrayList<>()).add(endpoint);
          places.putIfAbsent(chosen.textAt(path), path);
        }
      }
      places.forEach(
          (value, path) -> {
            List<Endpoint> sharing = byValue.getOrDefault(value, List.of());
            if (sharing.size() > 1) {
              Facts item = facts.item("addresses");
              item.put("key", key, path);
              item.put("value", value, path);
              item.put("hosts", sharing.stream().map(ControllerFacts::name).toList(), path);
            }
          });
    }
  }

  private void uploads() {
    for (Endpoint endpoint : served) {
      if (!endpoint.component().equals("synapse")) {
        continue;
      }
      throughCloudflare(endpoint)
          .ifPresent(sign -> facts.put("uploads.throughCloudflare", maxUpload().filter(size -> size > CLOUDFLARE_BODY).isPresent(), sign));
      for (String key :
          List.of(INGRESS_NGINX + "proxy-body-size", "nginx.org/client-max-body-size")) {
        ValuePath path = endpoint.annotations().get(key);
        if (path == null || endpoint.controller().filter(c -> !c.reads(key)).isPresent()) {
          continue;
        }
        Optional<Long> body = ByteSize.parse(chosen.textAt(path));
        if (body.isPresent() && maxUpload().isPresent()) {
          facts.put("uploads.annotation", chosen.textAt(path), path);
          facts.put("uploads.limit", ByteSize.text(body.get()), path);
          boolean tiny = body.get() > 0 && body.get() < LARGEST_EVENT;
          facts.put("uploads.tiny", tiny, path);
          facts.put("uploads.tooSmall", !tiny && body.get() > 0 && body.get() < maxUpload().get(), path);
        }
      }
    }
  }

  /** What says that requests come through Cloudflare: its own controller, or a name in DNS that leads to it. */
  private Optional<ValuePath> throughCloudflare(Endpoint endpoint) {
    return endpoint.controller().filter(Controller.CLOUDFLARE::equals).isPresent()
        ? endpoint.classPath().map(ValuePath::parse)
        : Optional.ofNullable(endpoint.annotations().get(PROXIED)).filter(path -> chosen.textAt(path).equals("true"));
  }
}
