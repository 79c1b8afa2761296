package dev.esslint.config;

import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException.Problem;
import dev.esslint.net.Address;
import dev.esslint.net.Network;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the schema of a cluster file cannot say: addresses are addresses, networks are networks, a range goes up. */
public final class ClusterFile {

  /**
   * Something wrong in a cluster file.
   *
   * @param message one sentence without a period
   */
  private record Flaw(String message, Span span) {}

  /** The resource with the packed schema, next to this class. */
  public static final String SCHEMA = "schema";

  private ClusterFile() {}

  /** The JSON Schema of a cluster file. */
  public static Node schema() {
    return PackedNodes.resource(ClusterFile.class, SCHEMA);
  }

  /**
   * Reads what is stated about a cluster.
   *
   * @throws InvalidFileException if something else is stated
   * @throws SourceException if it is no YAML
   */
  public static Value read(SourceText source)
      throws InvalidFileException, SourceException, ChartException {
    StrictFile file = StrictFile.read(source, schema());
    List<Problem> problems = new ArrayList<>();
    for (Flaw flaw : flaws(file.document().root())) {
      problems.add(
          new Problem(source.position(flaw.span().start()), flaw.message() + "."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidFileException(source.name(), problems);
    }
    return file.values();
  }

  /** The addresses of the nodes that a cluster file states; none if it states none. */
  public static List<String> nodeAddresses(Value cluster) {
    return cluster instanceof Value.MapValue map && map.entries().get("nodeAddresses") instanceof Value.ListValue list
        ? list.items().stream().flatMap(item -> item.text().stream()).toList()
        : List.of();
  }

  /** What is wrong with a file that fits the schema. */
  private static List<Flaw> flaws(Node root) {
    Predicate<String> isAddress = text -> Address.parse(text).isPresent();
    Predicate<String> isNetwork = text -> Network.parse(text).isPresent();
    List<Flaw> problems = new ArrayList<>();
    for (String key : List.of("serviceCIDRs", "podCIDRs")) {
      child(root, key)
          .ifPresent(list -> check(list, isNetwork, "a network such as 10.43.0.0/16", problems));
    }
    child(root, "nodeAddresses")
        .ifPresent(list -> check(list, isAddress, "an IP address", problems));
    child(root, "ingressController")
        .flatMap(controller -> child(controller, "addresses"))
        .ifPresent(list -> check(list, isAddress, "an IP address", problems));
    child(root, "nodePortRange").ifPresent(range -> checkRange(range, problems));
    return problems;
  }

  private static void check(
      Node list, Predicate<String> valid, String expected, List<Flaw> problems) {
    if (list instanceof ListNode items) {
      for (Node item : items.items()) {
        if (item instanceof ScalarNode(Span span, Scalar.Str(String text), var style)
            && !valid.test(text)) {
          problems.add(new Flaw("`" + text + "` is not " + expected, span));
        }
      }
    }
  }

  private static void checkRange(Node range, List<Flaw> problems) {
    double first = number(range, "first");
    double last = number(range, "last");
    if (first > last) {
      child(range, "last")
          .ifPresent(
              node -> problems.add(new Flaw("the range ends before it starts", node.span())));
    }
  }

  private static double number(Node map, String key) {
    return child(map, key).orElse(null)
            instanceof ScalarNode(Span span, Scalar.Num(double n), var style)
        ? n
        : 0;
  }

  private static Optional<Node> child(Node node, String key) {
    return node instanceof MapNode map
        ? Optional.ofNullable(map.entries().get(key)).map(Entry::value)
        : Optional.empty();
  }
}
