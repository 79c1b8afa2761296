package dev.esslint.rule;

import dev.esslint.finding.RuleInfo.Documentation;
import dev.esslint.source.Node;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.PackedNodes;
import dev.esslint.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules that esslint comes with. */
public final class Rules {

  /** The resource that holds what every run needs of them, next to this class. */
  private static final String CONDITIONS = "rules";

  /** The resource that holds their pages, which most runs do not need. */
  private static final String PAGES = "rule-pages";

  private Rules() {}

  /** All rules, ordered by id. */
  public static List<Rule> builtIn() {
    List<Node> nodes = packed(CONDITIONS);
    List<Rule> rules = new ArrayList<>(nodes.size());
    try {
      for (int i = 0; i < nodes.size(); i++) {
        int number = i;
        rules.add(RuleReader.readCompact(nodes.get(i), () -> Pages.get(number)));
      }
    } catch (RuleException e) {
      throw new IllegalStateException("a rule was packed that is none", e);
    }
    return rules;
  }

  /** The pages of the rules in the order of {@link #builtIn}, read when one is asked for. */
  private static final class Pages {
    private static final List<Node> NODES = packed(PAGES);

    static Documentation get(int number) {
      try {
        return RuleReader.readDocumentation(NODES.get(number));
      } catch (RuleException e) {
        throw new IllegalStateException("a rule was packed that is none", e);
      }
    }
  }

  private static List<Node> packed(String resource) {
    try (InputStream in = Rules.class.getResourceAsStream(resource)) {
      if (in == null || !(PackedNodes.read(in.readAllBytes()) instanceof ListNode list)) {
        throw new IllegalStateException("the rules are not on the class path");
      }
      return list.items();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Packs rules into the resources that {@link #builtIn} reads.
   *
   * @param rules the YAML of rules, ordered by id
   * @param folder of this package
   */
  public static void pack(List<MapNode> rules, Path folder) throws IOException, RuleException {
    List<Node> conditions = new ArrayList<>();
    for (MapNode rule : rules) {
      conditions.add(RuleReader.compact(rule));
    }
    write(conditions, folder.resolve(CONDITIONS));
    write(rules.stream().<Node>map(RuleReader::page).toList(), folder.resolve(PAGES));
  }

  private static void write(List<Node> nodes, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file)) {
      PackedNodes.write(new ListNode(Span.NONE, nodes), out);
    }
  }

  /** Reads a rule from the YAML of a rule file. */
  public static Rule read(Node node) throws RuleException {
    return RuleReader.read(node);
  }

  /** The rule with an id, in any case, or with a name. */
  public static Optional<Rule> find(List<Rule> rules, String idOrName) {
    return rules.stream()
        .filter(r -> r.info().id().equalsIgnoreCase(idOrName) || r.info().name().equals(idOrName))
        .findFirst();
  }
}
