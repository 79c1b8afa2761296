package dev.esslint.model.base;

import dev.esslint.chart.Release;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;

/** The parts of a deployment that the chart makes; it does not look at the values of the others. */
public record Parts(Chosen chosen) {
  /** The components that have a host of their own. */
  public static final List<String> HOSTED =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "elementWeb",
          "elementAdmin",
          "hookshot");

  /** A block of values that becomes pods, such as {@code matrixRTC.sfu}. */
  private record Workload(String path, boolean on) {}

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
    return (internal("synapse", "redis") && !workers().isEmpty()) || internal("hookshot", "redis");
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
              if (worker instanceof MapValue map
                  && map.entries().get("enabled") instanceof ScalarValue flag
                  && flag.scalar().equals(Scalar.TRUE)) {
                on.add(ValuePath.of("synapse", "workers", name).toString());
              }
            });
    return on;
  }

  /** Everything that becomes pods, on or off, as far as this release has it. */
  private List<Workload> workloads(Release release) {
    List<Workload> workloads = new ArrayList<>();
    for (String component :
        List.of("hookshot", "elementWeb", "elementAdmin")) {
      workloads.add(new Workload(component, on(component)));
    }
    workloads.add(new Workload("initSecrets", Credential.generates(chosen, release)));
    workloads.add(new Workload("deploymentMarkers", synapse() && on("deploymentMarkers")));
    workloads.add(new Workload("matrixRTC", rtc()));
    workloads.add(new Workload("matrixRTC.sfu", sfu()));
    workloads.add(new Workload("matrixAuthenticationService", mas()));
    workloads.add(
        new Workload(
            "matrixAuthenticationService.syn2mas",
            mas() && synapse() && on("matrixAuthenticationService.syn2mas")));
    workloads.add(new Workload("synapse", synapse()));
    workloads.add(
        new Workload("synapse.checkConfigHook", synapse() && on("synapse.checkConfigHook")));
    for (String worker : workers()) {
      workloads.add(new Workload(worker, synapse()));
    }
    workloads.add(new Workload("haproxy", haproxy()));
    workloads.add(new Workload("postgres", postgres()));
    workloads.add(new Workload("postgres.postgresExporter", postgres()));
    workloads.add(new Workload(redisPath(), redis()));
    workloads.add(new Workload("redis.redisExporter", redis()));
    return workloads.stream()
        .filter(w -> chosen.values().at(ValuePath.parse(w.path)).orElse(null) instanceof MapValue)
        .toList();
  }

  /** The paths of those workloads that are on. */
  public List<String> running(Release release) {
    return workloads(release).stream().filter(Workload::on).map(Workload::path).toList();
  }
}
