package dev.esslint.model.base;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.chart.Release;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The parts of a deployment that the chart makes; it does not look at the values of the others. */
public record Parts(Chosen chosen) {
  /** The components that have a host of their own. */
  public static final List<String> HOSTED = ChartComponent.hosted();

  private static final String WORKERS = "synapse.workers";

  /** Says whether the SFU itself ends the TLS of TURN. */
  static final String TURN_ENDS_ON_POD =
      "matrixRTC.sfu.exposedServices.turnTLS.tlsTerminationOnPod";

  /** Before it nothing else could. */
  static final Release TURN_ENDS_ELSEWHERE = new Release(26, 2, 3);

  /** The components that are switched on, each with what it belongs to; none of which that cannot be told. */
  public Set<ChartComponent> switchedOn() {
    Set<ChartComponent> on = EnumSet.noneOf(ChartComponent.class);
    for (ChartComponent component : ChartComponent.values()) {
      if (component.has(Trait.SWITCHED) && on(component.path())) {
        on.add(component);
      }
    }
    on.removeIf(component -> !on.containsAll(component.switched()));
    return on;
  }

  public boolean on(String component) {
    return chosen.on(component + ".enabled");
  }

  public boolean synapse() {
    return on("synapse");
  }

  public boolean mas() {
    return on("matrixAuthenticationService");
  }

  public boolean rtc() {
    return on("matrixRTC");
  }

  public boolean sfu() {
    return rtc() && on("matrixRTC.sfu");
  }

  public boolean elementWeb() {
    return on("elementWeb");
  }

  public boolean elementAdmin() {
    return on("elementAdmin");
  }

  public boolean hookshot() {
    return on("hookshot");
  }

  public boolean wellKnown() {
    return on("wellKnownDelegation");
  }

  public boolean haproxy() {
    return synapse() || wellKnown();
  }

  /** The database server that the chart brings. */
  public boolean postgres() {
    return on("postgres")
        && (internal("synapse", "postgres") || internal("matrixAuthenticationService", "postgres"));
  }

  /** The Redis that the chart brings. */
  public boolean redis() {
    return (internal("synapse", "redis") && chosen.entries("synapse.workers").values().stream().anyMatch(Parts::isOn))
        || internal("hookshot", "redis");
  }

  /** Whether the chart brings one of its servers. */
  boolean brings(String server) {
    return switch (server) {
      case "postgres" -> postgres();
      case "haproxy" -> haproxy();
      case "redis", "synapse.redis" -> redis();
      default -> throw new IllegalArgumentException(server);
    };
  }

  /** Whether a component is on and has no server of its own for something. */
  public boolean internal(String component, String server) {
    return on(component)
        && (!chosen.given(component + "." + server)
            || redisPath().equals(component + "." + server));
  }

  /** Where the settings of the chart's Redis are; below those of Synapse until 26.1.0. */
  public String redisPath() {
    return chosen.values().root().entries().containsKey("redis") ? "redis" : "synapse.redis";
  }

  /** Whether the SFU itself ends the TLS of TURN, so that it needs the certificate. */
  public boolean endsTurn(Release release) {
    return release.compareTo(TURN_ENDS_ELSEWHERE) < 0 || chosen.on(TURN_ENDS_ON_POD);
  }

  /** Those who have an Ingress, hookshot only if it has a host of its own. */
  public boolean anyIngress() {
    return synapse()
        || mas()
        || rtc()
        || elementWeb()
        || elementAdmin()
        || wellKnown()
        || (hookshot() && chosen.given("hookshot.ingress.host"));
  }

  /** Whether there is a program whose configuration the chart's own tools put together. */
  public boolean rendersConfiguration() {
    return synapse() || mas() || sfu() || hookshot();
  }

  public boolean any() {
    return List.of(synapse(), mas(), rtc(), elementWeb(), elementAdmin(), hookshot(), wellKnown())
        .contains(true);
  }

  /** The paths of the Synapse workers that are on. */
  public List<String> workers() {
    List<String> on = new ArrayList<>();
    chosen
        .entries("synapse.workers")
        .forEach(
            (name, worker) -> {
              if (isOn(worker)) {
                on.add(ValuePath.of("synapse", "workers", name).toString());
              }
            });
    return on;
  }

  private static boolean isOn(Value worker) {
    return worker instanceof MapValue map
        && map.entries().get("enabled") instanceof ScalarValue flag
        && flag.scalar().equals(Scalar.TRUE);
  }

  /** Whether a component has pods in a release that has it. */
  private boolean runs(ChartComponent component, Release release) {
    return switch (component) {
      case SYNAPSE -> synapse();
      case MAS -> mas();
      case SYN2MAS -> mas() && synapse() && on(component.path());
      case RTC -> rtc();
      case SFU -> sfu();
      case ELEMENT_WEB -> elementWeb();
      case ELEMENT_ADMIN -> elementAdmin();
      case HOOKSHOT -> hookshot();
      // HAProxy serves the documents
      case WELL_KNOWN -> false;
      case HAPROXY -> haproxy();
      case POSTGRES -> postgres();
      case REDIS, SYNAPSE_REDIS -> redis() && redisPath().equals(component.path());
      case INIT_SECRETS -> Credential.generates(chosen, release);
      case DEPLOYMENT_MARKERS -> synapse() && on(component.path());
    };
  }

  /** The paths of the blocks of values that become pods, such as {@code matrixRTC.sfu}, in the order of the catalogue. */
  public List<String> running(Release release) {
    List<String> running = new ArrayList<>();
    for (ChartComponent component : ChartComponent.values()) {
      if (runs(component, release)) {
        running.add(component.path());
        running.addAll(beside(component));
        if (component == ChartComponent.SYNAPSE) {
          running.addAll(workers());
        }
      }
    }
    return running.stream()
        .filter(path -> chosen.values().at(ValuePath.parse(path)).orElse(null) instanceof MapValue)
        .toList();
  }

  /** The same without what is run beside them, and without workers, which are as Synapse. */
  public List<String> pods(Release release) {
    return Arrays.stream(ChartComponent.values()).filter(component -> runs(component, release)).map(ChartComponent::path).toList();
  }

  /** Whether one of these blocks becomes pods. */
  boolean isRunning(String path, Release release) {
    Value block = chosen.values().at(ValuePath.parse(path)).orElse(null);
    if (path.startsWith(WORKERS)) {
      return synapse() && block != null && isOn(block);
    }
    return block instanceof MapValue
        && Arrays.stream(ChartComponent.values())
            .filter(component -> component.path().equals(path) || beside(component).contains(path))
            .anyMatch(component -> runs(component, release));
  }

  /** What runs beside a component: it is none of its own, and has its own block of values. So have the workers of Synapse. */
  private List<String> beside(ChartComponent component) {
    return switch (component) {
      case SYNAPSE -> on("synapse.checkConfigHook") ? List.of("synapse.checkConfigHook") : List.of();
      case POSTGRES -> List.of("postgres.postgresExporter");
      case REDIS -> List.of("redis.redisExporter");
      default -> List.of();
    };
  }
}
