package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.base.SynapseWorkers;
import dev.esslint.net.Quantity;
import dev.esslint.text.Regex;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs: images, replicas, what they ask of the cluster and the ports that they have inside of it. */
public final class WorkloadSurvey {
  private static final Regex NUMBER = new Regex("\\d{1,9}");
  private static final String REDIS_METRICS = ", 9121 (metrics)";

  /** The ports of pods, from the templates; what a policy for the network has to let through. */
  private static final Map<String, String> PORTS =
      Map.ofEntries(
          Map.entry("matrixAuthenticationService", "8080, 8081 (health, metrics)"),
          Map.entry("matrixRTC", "8080"),
          Map.entry("matrixRTC.sfu", "7880, 6789 (metrics)"),
          Map.entry("elementWeb", "8080"),
          Map.entry("elementAdmin", "8080"),
          Map.entry("hookshot", "9993, 7775, 7777 (metrics), 7778"),
          Map.entry("postgres", "5432, 9187 (metrics)"),
          Map.entry("redis", "6379"),
          Map.entry("synapse.redis", "6379"));

  private final Survey survey;

  private WorkloadSurvey(Survey survey) {
    this.survey = survey;
  }

  public static List<Workload> workloads(Survey survey) {
    WorkloadSurvey making = new WorkloadSurvey(survey);
    return survey.running().stream().map(making::workload).toList();
  }

  private Workload workload(String path) {
    Stated replicas =
        hasNoReplicas(path)
            ? Stated.of("", survey.basis(path))
            : survey.text(path + ".replicas").or(Stated.of("1", survey.basis(path)));
    List<ObjectNames.Named> objects = survey.objects().running(path);
    return new Workload(
        path,
        survey.workload(path),
        objects.getFirst().kind(),
        objects.stream().map(ObjectNames.Named::name).toList(),
        image(path),
        replicas,
        resources(path + ".resources.requests"),
        resources(path + ".resources.limits"));
  }

  /** Whether it runs once, or beside another one in its pod. */
  private static boolean hasNoReplicas(String path) {
    return ChartComponent.at(path).filter(component -> component.has(Trait.ONCE)).isPresent()
        || path.equals("synapse.checkConfigHook")
        || path.endsWith("Exporter");
  }

  private Stated image(String path) {
    String owner =
        ObjectNames.workerType(path).isPresent() || path.equals("synapse.checkConfigHook")
            ? "synapse"
            : path.equals("initSecrets") || path.equals("deploymentMarkers") ? "matrixTools" : path;
    String image = owner + ".image.";
    Stated registry = survey.text(image + "registry");
    Stated repository = survey.text(image + "repository");
    Stated tag = survey.text(image + "tag");
    Stated digest = survey.text(image + "digest");
    for (Stated part : List.of(registry, repository, tag, digest)) {
      if (part instanceof Unknown) {
        return part;
      }
    }
    return Stated.of(
        repository.isMissing()
            ? ""
            : registry.text()
                + "/"
                + repository.text()
                + (digest.isMissing() ? ":" + tag.text() : "@" + digest.text()),
        digest.isMissing() ? tag.basis() : digest.basis());
  }

  /** Such as {@code cpu 50m, memory 50Mi}. */
  private Stated resources(String path) {
    List<String> asked = new ArrayList<>();
    for (String kind : List.of("cpu", "memory")) {
      switch (survey.text(path + "." + kind)) {
        case Known(String amount, _) -> asked.add(kind + " " + amount);
        case Missing _ -> {
          // asks for none
        }
        case Unknown amount -> {
          return amount;
        }
      }
    }
    return Stated.of(String.join(", ", asked), survey.basis(path));
  }

  /** What all replicas of what runs all the time ask for, and may take at most; only of what is known. */
  public static List<Total> totals(Survey survey, List<Workload> workloads) {
    Map<String, BigInteger> sums = new LinkedHashMap<>();
    for (String kind : List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")) {
      for (Workload workload : workloads) {
        Optional<Quantity> quantity =
            survey.text(workload.component() + ".resources." + kind) instanceof Known(String amount, _)
                ? Quantity.parse(amount)
                : Optional.empty();
        if (workload.state() == State.ON && !workload.replicas().isMissing() && quantity.isPresent()) {
          BigInteger times =
              NUMBER.fits(workload.replicas().text())
                  ? new BigInteger(workload.replicas().text())
                  : BigInteger.ONE;
          sums.merge(kind, quantity.get().nanos().multiply(times), BigInteger::add);
        }
      }
    }
    List<Total> totals = new ArrayList<>();
    sums.forEach((kind, nanos) -> totals.add(new Total(kind, amount(kind, nanos))));
    return totals;
  }

  private static String amount(String kind, BigInteger nanos) {
    return kind.endsWith("cpu")
        ? nanos.divide(BigInteger.valueOf(1_000_000)) + "m"
        : new BigDecimal(nanos)
                .divide(BigDecimal.valueOf(1L << 20).movePointRight(9), 0, RoundingMode.UP)
                .toPlainString()
            + "Mi";
  }

  /** The ports inside of the cluster. */
  public static List<InternalPort> internalPorts(Survey survey) {
    List<InternalPort> ports = new ArrayList<>();
    for (String path : survey.running()) {
      String own =
          path.equals("haproxy")
              ? proxied(survey)
              : path.equals("synapse") || ObjectNames.workerType(path).isPresent()
                  ? ofSynapse(path, survey)
                  : PORTS.getOrDefault(path, "");
      if (!own.isEmpty()) {
        String exporter = path.equals("redis") && survey.has("redis.redisExporter") ? REDIS_METRICS : "";
        ports.add(new InternalPort(path, survey.workload(path), own + exporter));
      }
    }
    return ports;
  }

  private static String proxied(Survey survey) {
    boolean synapse = survey.component("synapse") != State.OFF;
    boolean documents = survey.component("wellKnownDelegation") != State.OFF;
    return (synapse ? "8008 (Synapse), 8009 (Synapse), " : "")
        + (documents ? "8010 (well-known), " : "")
        + "8405 (metrics)"
        + (synapse ? ", 8406 (health)" : "");
  }

  private static String ofSynapse(String path, Survey survey) {
    boolean main = path.equals("synapse");
    String type = ObjectNames.workerType(path).orElse("");
    return (main || SynapseWorkers.hasHttp(type) ? "8008, " : "")
        + "8080 (health), 9001 (metrics)"
        + (main || SynapseWorkers.writes(type, survey.release()) ? ", 9093 (replication)" : "");
  }

  /** The workers of Synapse. */
  public static List<Worker> workers(Survey survey) {
    List<Worker> workers = new ArrayList<>();
    if (survey.component("synapse") != State.OFF) {
      for (String path : survey.parts().workers()) {
        workers.add(
            new Worker(
                ((Key) ValuePath.parse(path).last()).name(),
                survey.state(
                    values -> values.on("synapse.enabled") && values.on(path + ".enabled")),
                survey
                    .text(path + ".replicas")
                    .or(Stated.of("1", survey.basis(path + ".replicas"))),
                survey.basis(path + ".enabled")));
      }
    }
    return workers;
  }

  public static List<HostAlias> aliases(Survey survey) {
    List<HostAlias> aliases = new ArrayList<>();
    for (String component : ChartComponent.paths(Trait.ALIASES)) {
      String list = component + ".hostAliases";
      List<Value> items = survey.chosen().items(list);
      for (int i = 0; i < items.size() && survey.component(component) != State.OFF; i++) {
        ValuePath item = ValuePath.parse(list).index(i);
        List<String> hosts = new ArrayList<>();
        if (ResolvedValues.below(items.get(i), ValuePath.of("hostnames")).orElse(null)
            instanceof ListValue names) {
          for (int j = 0; j < names.items().size(); j++) {
            hosts.add(survey.template(item.key("hostnames").index(j).toString()).text());
          }
        }
        aliases.add(
            new HostAlias(
                component,
                survey.component(component),
                survey.template(item.key("ip").toString()),
                hosts));
      }
    }
    return aliases;
  }
}
