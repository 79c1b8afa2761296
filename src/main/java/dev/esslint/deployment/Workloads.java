package dev.esslint.deployment;

import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which parts of a deployment the chart makes.
 *
 * <p>{@code parts.postgres}, {@code parts.redis}, {@code parts.haproxy}: whether the chart's own is deployed;
 * {@code parts.mas}: whether Synapse leaves authentication to MAS, which it does not during a dry run of a migration.
 */
record Workloads(Chosen chosen) {
  static final Set<String> NAMES =
      Set.of("parts.postgres", "parts.redis", "parts.haproxy", "parts.mas");

  /** A block of values that becomes pods, such as {@code matrixRTC.sfu}. */
  record Workload(String path, boolean on) {}

  static void state(Chosen chosen, Facts facts) {
    Workloads parts = new Workloads(chosen);
    facts.put("parts.postgres", parts.postgres(), ValuePath.of("postgres"));
    facts.put("parts.redis", parts.redis(), ValuePath.of("redis"));
    facts.put("parts.haproxy", parts.haproxy(), ValuePath.of("haproxy"));
    facts.put("parts.mas", parts.mas(), ValuePath.of("matrixAuthenticationService"));
  }

  boolean on(String component) {
    return chosen.on(component + ".enabled");
  }

  boolean postgres() {
    return on("postgres")
        && (internal("synapse", "postgres") || internal("matrixAuthenticationService", "postgres"));
  }

  boolean redis() {
    return (internal("synapse", "redis") && !workers().isEmpty()) || internal("hookshot", "redis");
  }

  boolean haproxy() {
    return on("synapse") || on("wellKnownDelegation");
  }

  boolean mas() {
    String syn2mas = "matrixAuthenticationService.syn2mas.";
    return on("matrixAuthenticationService")
        && !(chosen.on(syn2mas + "enabled") && chosen.on(syn2mas + "dryRun"));
  }

  /** Whether a component is on and has no server of its own for something. */
  boolean internal(String component, String server) {
    return on(component) && !chosen.has(component + "." + server);
  }

  /** The paths of the Synapse workers that are on. */
  List<String> workers() {
    return chosen.entries("synapse.workers").keySet().stream()
        .map(name -> ValuePath.of("synapse", "workers", name).toString())
        .filter(this::on)
        .toList();
  }

  /** Everything that becomes pods, on or off, as far as this release has it. */
  List<Workload> workloads() {
    boolean rtc = on("matrixRTC");
    boolean synapse = on("synapse");
    boolean mas = on("matrixAuthenticationService");
    List<Workload> workloads = new ArrayList<>();
    for (String component : List.of("hookshot", "elementWeb", "elementAdmin", "initSecrets", "deploymentMarkers")) {
      workloads.add(new Workload(component, on(component)));
    }
    workloads.add(new Workload("matrixRTC", rtc));
    workloads.add(new Workload("matrixRTC.sfu", rtc && on("matrixRTC.sfu")));
    workloads.add(new Workload("matrixAuthenticationService", mas));
    workloads.add(
        new Workload(
            "matrixAuthenticationService.syn2mas", mas && on("matrixAuthenticationService.syn2mas")));
    workloads.add(new Workload("synapse", synapse));
    workloads.add(
        new Workload("synapse.checkConfigHook", synapse && on("synapse.checkConfigHook")));
    for (String worker : workers()) {
      workloads.add(new Workload(worker, synapse));
    }
    workloads.add(new Workload("haproxy", haproxy()));
    workloads.add(new Workload("postgres", postgres()));
    workloads.add(new Workload("postgres.postgresExporter", postgres()));
    workloads.add(new Workload("redis", redis()));
    workloads.add(new Workload("redis.redisExporter", redis()));
    return workloads.stream()
        .filter(w -> chosen.values().at(ValuePath.parse(w.path)).orElse(null) instanceof MapValue)
        .toList();
  }

  /** The paths of those workloads that are on. */
  List<String> running() {
    return workloads().stream().filter(Workload::on).map(Workload::path).toList();
  }
}
