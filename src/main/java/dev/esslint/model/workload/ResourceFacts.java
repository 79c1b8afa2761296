package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.Quantity;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/** The resources that running workloads ask for. */
public final class ResourceFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        resources[]: a resource with a request or a limit of the user
          workload: what asks for it
          name: the resource
          request: the request
          limit: the limit
          above: whether the request is above the limit
          tiny: whether its limit is memory of less than 1 MiB
          tinyRequest: whether only its request is
          cores: whether it asks for more processors than a node has
          starved: whether the memory limit is below what the chart requests by default
          preset: what the chart requests by default
          patch: values with a limit that the request fits in
        resourceNames[]: a request or a limit of what is no resource of containers
          name: what it is called
        """);
  }

  private static final List<String> NAMES = List.of("memory", "cpu", "ephemeral-storage");

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
        for (String name : NAMES) {
          state(chosen, facts, pod.path(), name);
        }
        names(facts, pod.block("resources"), "requests");
        names(facts, pod.block("resources"), "limits");
      }
    }
  }

  /** States the names that are none; what a plugin of the node offers has a slash in its name. */
  private static void names(Facts facts, Block resources, String kind) {
    for (String name : resources.entries(kind).keySet()) {
      if (!NAMES.contains(name) && !name.contains("/") && !name.startsWith("hugepages-") && Placeholder.in(name).isEmpty()) {
        facts.item("resourceNames").put("name", name, resources.at(kind).key(name));
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
    Facts item = facts.item("resources");
    ValuePath place = requestWritten ? requestPath : limitPath;
    item.put("workload", workload, place);
    item.put("name", name, place);
    text(chosen, requestPath).ifPresent(t -> item.put("request", t, requestPath));
    text(chosen, limitPath).ifPresent(t -> item.put("limit", t, limitPath));
    boolean tiny =
        name.equals("memory")
            && limit.filter(ResourceFacts::isBytes).isPresent();
    item.put("tiny", tiny, limitPath);
    item.put("tinyRequest", name.equals("memory") && !tiny && request.filter(ResourceFacts::isBytes).isPresent(), requestPath);
    boolean refused = limit.filter(l -> l.compareTo(Quantity.of(0)) < 0).isPresent();
    boolean above =
        request.isPresent() && limit.isPresent() && !refused && request.get().compareTo(limit.get()) > 0;
    item.put("above", above && !tiny, place);
    if (above) {
      String enough = text(chosen, requestPath).orElseThrow();
      Patch patch = new Patch(chosen).with(limitPath.toString(), enough);
      item.put("patch", patch.yaml(), place);
    }
    item.put(
        "cores",
        name.equals("cpu") && request.filter(r -> r.compareTo(MANY_CORES) >= 0).isPresent(),
        requestPath);
    Optional<Quantity> least =
        chosen.preset(requestPath.toString()).flatMap(s -> Quantity.parse(Scalar.text(s)));
    if (name.equals("memory") && limit.isPresent() && least.isPresent()) {
      item.put(
          "starved",
          limit.get().compareTo(least.get()) < 0 && !above && !tiny && limit.get().isPositive(),
          limitPath);
      item.put("preset", Scalar.text(chosen.preset(requestPath.toString()).orElseThrow()), limitPath);
    }
  }

  /** Whether it is so little memory that its unit must be missing or wrong. */
  private static boolean isBytes(Quantity memory) {
    return memory.isPositive() && memory.compareTo(Quantity.ofMebibytes(1)) < 0;
  }

  private static Optional<Quantity> quantity(Chosen chosen, ValuePath path) {
    return text(chosen, path).flatMap(Quantity::parse);
  }

  private static Optional<String> text(Chosen chosen, ValuePath path) {
    Optional<Value> value = chosen.values().at(path);
    return value.flatMap(Value::text);
  }
}
