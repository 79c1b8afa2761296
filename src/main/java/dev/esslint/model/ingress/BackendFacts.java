package dev.esslint.model.ingress;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.Address;
import dev.esslint.text.CodeNames;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The Services behind the Ingresses. */
public final class BackendFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        exposed[]: a setting that publishes ports without TLS
          setting: its path
          settings: the paths of all of them
          ports: the ports
          unserved: values with which no controller serves what they publish
          proxied: whether the ports are meant for something that serves HTTPS in front of them, or for a controller that reaches Services so
        unreadServices[]: the type of a Service that the release does not read
          setting: its path
        local[]: what keeps traffic on its node
          setting: its path
        idlePolicies[]: a policy that does nothing
          setting: its path
        """);
  }

  /** The first release in which the services of Matrix RTC have a type that can be set. */
  private static final Release RTC_HAS_TYPE = Release.parse("26.1.1").orElseThrow();

  private static final Set<String> PUBLISHED = Set.of("NodePort", "LoadBalancer");

  private static final Release SFU_HAS_METRICS = Release.parse("25.7.0").orElseThrow();
  private static final String COMMON = "ingress.service.";

  private static final Set<Address.Kind> UNREACHABLE =
      EnumSet.of(
          Address.Kind.LOOPBACK,
          Address.Kind.UNSPECIFIED,
          Address.Kind.LINK_LOCAL,
          Address.Kind.MULTICAST,
          Address.Kind.DOCUMENTATION,
          Address.Kind.RESERVED);

  private final Chosen chosen;
  private final Release release;
  private final List<Endpoint> backends;
  private final Facts facts;

  private BackendFacts(Chosen chosen, Release release, StatedControllers stated, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.backends =
        Stream.concat(Stream.of("wellKnownDelegation"), Parts.HOSTED.stream())
            .filter(component -> chosen.on(component + ".enabled"))
            .map(component -> new Endpoint(chosen, component, component + ".ingress.host", stated))
            .toList();
  }

  /**
   * States the facts.
   *
   * @param stated what is said about the controllers of the cluster
   */
  public static void state(Chosen chosen, Release release, StatedControllers stated, Facts facts) {
    BackendFacts state = new BackendFacts(chosen, release, stated, facts);
    state.exposed();
    state.unread();
    state.policies();
  }

  private void exposed() {
    Set<String> settings = new LinkedHashSet<>();
    List<Endpoint> exposed = new ArrayList<>();
    for (Endpoint backend : backends) {
      Optional<String> type =
          typePath(backend).filter(path -> chosen.text(path).filter(PUBLISHED::contains).isPresent());
      String addresses = backend.at("service.externalIPs");
      boolean addressed = chosen.items(addresses).stream().anyMatch(address -> isReachable(address.text().orElse("")));
      type.ifPresent(settings::add);
      if (addressed) {
        settings.add(addresses);
      }
      if (type.isPresent() || addressed) {
        exposed.add(backend);
      }
    }
    List<String> ports = exposed.stream().map(this::ports).toList();
    boolean proxied = exposed.stream().allMatch(this::isProxied);
    Patch unserved = new Patch(chosen);
    exposed.stream()
        .map(backend -> settings.contains("ingress.service.type") ? "ingress" : backend.component() + ".ingress")
        .distinct()
        .forEach(ingress -> unserved.with(ingress + ".className", "none"));
    for (String setting : settings) {
      Facts item = facts.item("exposed");
      item.put("setting", setting, ValuePath.parse(setting));
      item.put("settings", CodeNames.of(settings, "and"), ValuePath.parse(setting));
      item.put("unserved", unserved.yaml(), ValuePath.parse(setting));
      item.put("ports", ports, ValuePath.parse(setting));
      item.put("proxied", proxied, ValuePath.parse(setting));
    }
  }

  /** Whether an address may lead to a Service; of one that cannot, something else is told. */
  private static boolean isReachable(String text) {
    return Placeholder.in(text).isPresent()
        || Address.parse(text).filter(address -> UNREACHABLE.stream().noneMatch(address::is)).isPresent();
  }

  /** Where the type of a Service is set, if it is and counts. */
  private Optional<String> typePath(Endpoint backend) {
    return hasType(backend)
        ? backend.setting("service.type")
        : Optional.empty();
  }

  private boolean hasType(Endpoint backend) {
    return !backend.component().equals("matrixRTC") || release.compareTo(RTC_HAS_TYPE) >= 0;
  }

  /** Whether something else than an Ingress with TLS is to lead to a Service, so that publishing it is the way there. */
  private boolean isProxied(Endpoint backend) {
    return !backend.isServed()
        || !backend.tls()
        || isReachedByNodePorts(backend)
        || endsTls("ingress.service.annotations")
        || endsTls(backend.at("service.annotations"));
  }

  private boolean isReachedByNodePorts(Endpoint backend) {
    return backend.controller().filter(Controller::usesNodePorts).isPresent()
        && typePath(backend).flatMap(chosen::text).filter("NodePort"::equals).isPresent()
        && chosen.items(backend.at("service.externalIPs")).isEmpty();
  }

  /** Whether annotations give a load balancer a certificate, or keep it inside of a network. */
  private boolean endsTls(String annotations) {
    return chosen.entries(annotations).keySet().stream()
        .anyMatch(key -> key.contains("cert") || key.contains("internal"));
  }

  private String ports(Endpoint backend) {
    return switch (backend.component()) {
      case "wellKnownDelegation" -> "well-known 8010";
      case "synapse" -> "synapse 8008 and 8009";
      case "matrixAuthenticationService" ->
          "matrix-authentication-service 8080 and 8081 (health checks and metrics)";
      case "matrixRTC" ->
          "matrix-rtc-authorisation-service 8080"
              + (!chosen.on("matrixRTC.sfu.enabled")
                  ? ""
                  : release.compareTo(SFU_HAS_METRICS) < 0
                      ? ", matrix-rtc-sfu 7880"
                      : ", matrix-rtc-sfu 7880 and 6789 (metrics)");
      case "elementWeb" -> "element-web 80";
      case "elementAdmin" -> "element-admin 8080";
      case "hookshot" -> "hookshot 9993, 7775, 7777 (metrics) and 7778";
      default -> throw new IllegalStateException(backend.component());
    };
  }

  private void unread() {
    for (Endpoint backend : backends) {
      String type = backend.at("service.type");
      if (!hasType(backend)
          && chosen.text(type).filter(t -> !t.equals("ClusterIP")).isPresent()) {
        facts.item("unreadServices").put("setting", type, ValuePath.parse(type));
      }
    }
  }

  private void policies() {
    Set<String> local = new LinkedHashSet<>();
    Set<String> idle = new LinkedHashSet<>();
    boolean published = false;
    for (Endpoint backend : backends) {
      backend
          .setting("service.internalTrafficPolicy")
          .filter(path -> chosen.text(path).filter("Local"::equals).isPresent())
          .ifPresent(local::add);
      boolean internal =
          typePath(backend).flatMap(chosen::text).filter(t -> !t.equals("ClusterIP")).isEmpty();
      String policy = backend.at("service.externalTrafficPolicy");
      if (internal && chosen.text(policy).filter("Local"::equals).isPresent()) {
        idle.add(policy);
      }
      published |= !internal;
    }
    String common = COMMON + "externalTrafficPolicy";
    if (!published
        && !backends.isEmpty()
        && chosen.text(common).filter("Local"::equals).isPresent()) {
      idle.add(common);
    }
    local.forEach(
        path -> facts.item("local").put("setting", path, ValuePath.parse(path)));
    idle.forEach(
        path -> facts.item("idlePolicies").put("setting", path, ValuePath.parse(path)));
  }
}
