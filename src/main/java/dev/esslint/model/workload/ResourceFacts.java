package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.Quantity;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resources that running workloads ask for.
 *
 * <p>{@code resources[]}: a resource with a {@code request} or a {@code limit} that the user set, the {@code workload}
 * and the {@code name} of the resource; {@code above}: whether the request is above the limit; {@code tiny}: whether
 * its limit is memory of less than 1 MiB; {@code cores}: whether it asks for more processors than a node has;
 * {@code starved}: whether the memory limit is below {@code preset}, what the chart requests by default; {@code patch}: values
 * with a limit that the request fits in.
 */
public final class ResourceFacts {
  public static Set<String> names() {
    return Facts.list(
        "resources",
        "workload",
        "name",
        "request",
        "limit",
        "above",
        "tiny",
        "cores",
        "starved",
        "preset",
        "patch");
  }

  private static final Quantity MANY_CORES = Quantity.of(50);

  private ResourceFacts() {}

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   */
  public static void state(Chosen chosen, List<Block> running, Facts facts) {
    for (Block pod : running) {
      if (pod.isWritten("resources")) {
        for (String name : List.of("memory", "cpu", "ephemeral-storage")) {
          state(chosen, facts, pod.path(), name);
        }
      }
    }
  }

  private static void state(Chosen chosen, Facts facts, String workload, String name) {
    String block = workload + ".resources.";
    ValuePath requestPath = ValuePath.parse(block + "requests." + name);
    ValuePath limitPath = ValuePath.parse(block + "limits." + name);
    boolean requestWritten = chosen.isWritten(requestPath.toString());
    if (!requestWritten && !chosen.isWritten(limitPath.toString())) {
      return;
    }
    Optional<Quantity> request = quantity(chosen, requestPath);
    Optional<Quantity> limit = quantity(chosen, limitPath);
    String item = facts.next("resources");
    ValuePath place = requestWritten ? requestPath : limitPath;
    facts.put(item + ".workload", workload, place);
    facts.put(item + ".name", name, place);
    text(chosen, requestPath).ifPresent(t -> facts.put(item + ".request", t, requestPath));
    text(chosen, limitPath).ifPresent(t -> facts.put(item + ".limit", t, limitPath));
    boolean tiny =
        name.equals("memory")
            && limit
                .filter(l -> l.isPositive() && l.compareTo(Quantity.ofMebibytes(1)) < 0)
                .isPresent();
    facts.put(item + ".tiny", tiny, limitPath);
    boolean above =
        request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0;
    facts.put(item + ".above", above && !tiny, place);
    if (above) {
      String enough = text(chosen, requestPath).orElseThrow();
      Patch patch = new Patch(chosen).with(limitPath.toString(), enough);
      facts.put(item + ".patch", patch.yaml(), place);
    }
    facts.put(
        item + ".cores",
        name.equals("cpu") && request.filter(r -> r.compareTo(MANY_CORES) >= 0).isPresent(),
        requestPath);
    Optional<Quantity> least =
        chosen.preset(requestPath.toString()).flatMap(s -> Quantity.parse(Scalar.text(s)));
    if (name.equals("memory") && limit.isPresent() && least.isPresent()) {
      facts.put(
          item + ".starved",
          limit.get().compareTo(least.get()) < 0 && !above && !tiny && limit.get().isPositive(),
          limitPath);
      facts.put(
          item + ".preset",
          Scalar.text(chosen.preset(requestPath.toString()).orElseThrow()),
          limitPath);
    }
  }

  private static Optional<Quantity> quantity(Chosen chosen, ValuePath path) {
    return text(chosen, path).flatMap(Quantity::parse);
  }

  private static Optional<String> text(Chosen chosen, ValuePath path) {
    Optional<Value> value = chosen.values().at(path);
    return value.flatMap(Value::text);
  }
}
