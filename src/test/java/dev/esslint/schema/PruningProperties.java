package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short ways over the user's part of the values find what the whole schema finds over all values. */
class PruningProperties {
  private static final SchemaTree TREE = new SchemaTree(Values.CHART.schema());
  private static final Schema WHOLE = Validator.compile(ValidatorNodes.of(inlined(TREE, TREE.root())));

  @Property(tries = 1500)
  void pruned_and_whole_validation_find_the_same(@ForAll Random random) throws Exception {
    assertSame(
        values(new Mutations(TREE, random).mapping(TREE.root(), Values.CHART.defaults(), 0)));
  }

  @Property(tries = 1500)
  void what_is_surely_valid_is_valid(@ForAll Random random) {
    List<Release> releases = Charts.builtIn().releases();
    Chart chart = Charts.builtIn().load(releases.get(random.nextInt(releases.size())));
    SchemaTree tree = new SchemaTree(chart.schema());
    Node written = new Mutations(tree, random).mapping(tree.root(), chart.defaults(), 0);
    ResolvedValues values = values(written, chart);
    if (new Precheck(tree).isValid(values.root())) {
      Schema whole = Validator.compile(ValidatorNodes.of(inlined(tree, tree.root())));
      assertEquals(List.of(), Validator.violations(whole, ValidatorNodes.of(values.root())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serverName: example.org",
        "synapse: {additional: {mine: {config: 'a: 1'}}, media: {maxUploadSize: 10M}}",
        "synapse: {appservices: [{secret: s, secretKey: k}], macaroon: {value: v}}",
        "synapse: {resources: {limits: {memory: 1Gi}}, replicas: 1}",
        "certManager: {clusterIssuer: letsencrypt}",
        "elementWeb: {image: {tag: v1}, extraEnv: [{name: A, value: b}]}",
      })
  void usual_values_need_no_validator(String text) throws Exception {
    assertTrue(new Precheck(TREE).isValid(Values.of(text).root()), text);
  }

  @Property(tries = 400)
  void any_tree_at_all_is_explained_without_an_exception(@ForAll Random random) throws Exception {
    ResolvedValues values =
        values(new Mutations(TREE, random).mapping(TREE.root(), Values.CHART.defaults(), 0));
    boolean valid = Values.CHECK.validate(values).isEmpty();
    boolean unexplained =
        Values.CHECK.violations(values).stream()
            .allMatch(found -> found.check() == BuiltInCheck.SCHEMA_GLOBAL_IGNORED);
    assertEquals(valid, unexplained);
    for (var found : Values.CHECK.violations(values)) {
      assertTrue(found.message().matches("(?s).*[.?]"), found.message());
    }
  }

  @Test
  void the_defaults_of_the_chart_alone_are_valid() throws Exception {
    ResolvedValues values = Values.of("");
    assertEquals(List.of(), Validator.violations(WHOLE, ValidatorNodes.of(values.root())));
    assertEquals(List.of(), Values.CHECK.validate(values));
  }

  private static void assertSame(ResolvedValues values) throws Exception {
    assertEquals(
        places(Validator.violations(WHOLE, ValidatorNodes.of(values.root()))),
        places(Values.CHECK.validate(values)));
  }

  private static Set<String> places(List<Violation> violations) {
    return violations.stream()
        .map(
            violation ->
                violation.at() + " " + violation.keyword() + " " + violation.property().orElse(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ResolvedValues values(Node root) {
    return values(root, Values.CHART);
  }

  private static ResolvedValues values(Node root, Chart chart) {
    var document =
        new Document(
            new SourceText("values.yaml", ""), root, List.of(), List.of(), Optional.empty());
    return ResolvedValues.of(
        List.of(new Layer.File(document)), new Layer.Defaults(chart.release(), chart.defaults()));
  }

  private static Node inlined(SchemaTree tree, Node schema) {
    return switch (tree.resolve(schema)) {
      case MapNode map -> {
        var entries = new LinkedHashMap<String, Entry>();
        map.entries()
            .forEach(
                (key, entry) -> {
                  if (!key.equals("$defs")) {
                    entries.put(key, new Entry(Span.NONE, inlined(tree, entry.value())));
                  }
                });
        yield new MapNode(Span.NONE, entries);
      }
      case ListNode list ->
          new ListNode(Span.NONE, list.items().stream().map(item -> inlined(tree, item)).toList());
      case ScalarNode scalar -> scalar;
    };
  }

  /** Values that follow the schema, more or less. */
  private record Mutations(SchemaTree tree, Random random) {
    private static final List<String> STRANGE =
        List.of("a", "mas", "value", "secret", "secretKey", "host", "config");
    private static final List<Scalar> SCALARS =
        List.of(
            Scalar.NULL,
            Scalar.TRUE,
            Scalar.FALSE,
            new Scalar.Num(1),
            new Scalar.Num(-1.5),
            new Scalar.Num(70000),
            new Scalar.Num(1e300),
            new Scalar.Str(""),
            new Scalar.Str("4GB"),
            new Scalar.Str("replace"),
            new Scalar.Str("10M\n"),
            new Scalar.Str("{{ .Values.x }}"));

    Node mapping(Node schema, Node defaults, int depth) {
      var entries = new LinkedHashMap<String, Entry>();
      List<String> names = new ArrayList<>(SchemaTree.properties(tree.resolve(schema)).keySet());
      int count = random.nextInt(1, depth == 0 ? 6 : 4);
      for (int i = 0; i < count; i++) {
        boolean strange = names.isEmpty() || random.nextInt(12) == 0;
        String name = strange ? pick(STRANGE) : pick(names);
        Node below =
            SchemaTree.property(tree.resolve(schema), name)
                .or(() -> SchemaTree.keyword(tree.resolve(schema), "additionalProperties"))
                .orElse(scalar(Scalar.TRUE));
        Node preset = SchemaTree.keyword(defaults, name).orElse(scalar(Scalar.NULL));
        entries.put(name, new Entry(Span.NONE, any(below, preset, depth + 1)));
      }
      return new MapNode(Span.NONE, entries);
    }

    private Node any(Node reference, Node defaults, int depth) {
      Node schema = tree.resolve(reference);
      int luck = random.nextInt(20);
      if (luck == 0) {
        return scalar(Scalar.NULL);
      }
      if (luck == 1 || depth > 8) {
        return scalar(pick(SCALARS));
      }
      if (luck == 2) {
        return mapping(schema, defaults, depth);
      }
      List<String> types = SchemaTree.texts(schema, "type");
      String type = types.isEmpty() ? "string" : pick(types);
      return switch (type) {
        case "object" -> mapping(schema, defaults, depth);
        case "array" -> {
          List<Node> items = new ArrayList<>();
          for (int i = random.nextInt(3); i > 0; i--) {
            items.add(
                any(
                    SchemaTree.keyword(schema, "items").orElse(scalar(Scalar.TRUE)),
                    scalar(Scalar.NULL),
                    depth + 1));
          }
          yield new ListNode(Span.NONE, items);
        }
        case "boolean" -> scalar(Scalar.TRUE);
        case "integer", "number" -> scalar(new Scalar.Num(random.nextInt(-2, 70000)));
        case "null" -> scalar(Scalar.NULL);
        default ->
            SchemaTree.texts(schema, "enum").isEmpty()
                ? scalar(new Scalar.Str("text"))
                : scalar(new Scalar.Str(pick(SchemaTree.texts(schema, "enum"))));
      };
    }

    private <T> T pick(List<T> items) {
      return items.get(random.nextInt(items.size()));
    }

    private static Node scalar(Scalar value) {
      return new ScalarNode(Span.NONE, value, Style.PLAIN);
    }
  }
}
