package dev.esslint.model.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Release;
import dev.esslint.model.Deployment;
import dev.esslint.model.base.Documents;
import dev.esslint.text.Position;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigsTest {

  @Test
  void maps_are_merged_lists_added_up_and_the_last_scalar_by_name_wins() throws Exception {
    Deployment deployment =
        deployment(
            """
            synapse:
              enabled: true
              additional:
                b.yaml:
                  config: |
                    scalar: b
                    list: [2]
                    map: {b: 1}
                a.yaml:
                  config: |
                    scalar: a
                    list: [1]
                    map: {a: 1}
            """);
    assertEquals(Optional.of(new Scalar.Str("b")), scalar(deployment, "scalar"));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "list[0]"));
    assertEquals(Optional.of(new Scalar.Num(2)), scalar(deployment, "list[1]"));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "map.a"));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "map.b"));
    assertEquals(Optional.empty(), scalar(deployment, "map.c"));
  }

  @Test
  void what_a_secret_may_set_is_unknown_and_what_is_written_is_not() throws Exception {
    Deployment deployment =
        deployment(
            """
            synapse:
              enabled: true
              additional:
                a.yaml: {config: "list: [1]"}
                b.yaml: {configSecret: s, configSecretKey: k}
            """);
    assertTrue(Documents.isUnknown(at(deployment, "other").orElseThrow()));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "list[0]"));
    ListValue list = (ListValue) at(deployment, "list").orElseThrow();
    assertTrue(Documents.isUnknown(list.items().getLast()));
  }

  @Test
  void a_fragment_that_is_no_yaml_makes_the_rest_unknown() throws Exception {
    Deployment deployment =
        deployment(
            """
            synapse:
              enabled: true
              additional:
                a.yaml: {config: "a: [1"}
                b.yaml: {config: "b: 1"}
            """);
    assertTrue(Documents.isUnknown(at(deployment, "a").orElseThrow()));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "b"));
  }

  @Test
  void a_component_that_is_off_has_no_configuration() throws Exception {
    Deployment deployment =
        deployment(
            """
            synapse:
              enabled: false
              additional:
                a.yaml: {config: "a: 1"}
            """);
    assertEquals(Optional.empty(), at(deployment, "a"));
  }

  @Test
  void only_true_and_false_are_booleans() throws Exception {
    Deployment deployment =
        deployment(
            """
            synapse:
              enabled: true
              additional:
                a.yaml:
                  config: |
                    a: yes
                    b: True
                    c: "no"
                    off: 1
            """);
    assertEquals(Optional.of(new Scalar.Str("yes")), scalar(deployment, "a"));
    assertEquals(Optional.of(Scalar.TRUE), scalar(deployment, "b"));
    assertEquals(Optional.of(new Scalar.Str("no")), scalar(deployment, "c"));
    assertEquals(Optional.of(new Scalar.Num(1)), scalar(deployment, "off"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config: |\n          first: 1\n          here: 2\n",
        "config: |2-\n            first: 1\n            here: 2\n",
        "config: |+\n\n          first: 1\n\n          here: 2\n\n",
        "config: >\n          {first: 1,\n          here: 2}\n",
        "config: \"first: 1\\nhere: 2\"\n",
        "config: \"{first: \\u0031,\n           here: 2}\"\n",
        "config: '{first: ''1'',\n           here: 2}'\n",
        "config: {a: b}\n      z.yaml:\n        config: \"here: 2\"\n",
      })
  void places_in_the_outer_file_are_exact(String config) throws Exception {
    String text = "synapse:\n  enabled: true\n  additional:\n      a.yaml:\n        " + config;
    Deployment deployment = deployment(text);
    Configs.Place place = deployment.configs().place(ValuePath.parse("synapse.here")).orElseThrow();
    assertEquals(text.indexOf("here"), place.origin().key().start());
    assertEquals(text.indexOf("here: 2") + 6, place.origin().value().start());
    Span key = place.origin().key();
    assertEquals("here", text.substring(key.start(), key.end()));
  }

  @Test
  void what_is_not_set_is_placed_at_what_is_above_it() throws Exception {
    String text =
        """
        synapse:
          enabled: true
          additional:
            a.yaml:
              config: |
                email:
                  smtp_host: mail
        """;
    Configs.Place place =
        deployment(text).configs().place(ValuePath.parse("synapse.email.from")).orElseThrow();
    Position position = new SourceText("", text).position(place.origin().key().start());
    assertEquals(new Position(6, 9), position);
    assertEquals("synapse.additional[\"a.yaml\"].config.email", place.path().toString());
  }

  @Test
  void input_that_is_no_configuration_is_no_error() throws Exception {
    for (String additional :
        List.of(
            "1",
            "[]",
            "{a: 1}",
            "{a: {config: 1}}",
            "{a: {config: {}}}",
            "{a: {config: '[1]'}}",
            "{a: {}}",
            "{a: {config: '- - - -'}}",
            "{a: {config: \"\\0\"}}",
            "{a: {config: '&a [*a]'}}",
            "{'': {config: 'a: 1'}}")) {
      Deployment deployment =
          deployment("synapse:\n  enabled: true\n  additional: " + additional + "\n");
      assertFalse(
          deployment
              .configs()
              .at(ValuePath.parse("synapse.a"))
              .filter(v -> v instanceof Value.MapValue)
              .isPresent());
    }
  }

  private static Deployment deployment(String text) throws Exception {
    Layer.Defaults defaults =
        new Layer.Defaults("26.8.1", new MapNode(Span.NONE, new LinkedHashMap<>()));
    return Deployment.of(
        ResolvedValues.of(
            List.of(new Layer.File(YamlReader.read(new SourceText("values.yaml", text)))),
            defaults),
        Release.parse("26.8.1").orElseThrow());
  }

  private static Optional<Value> at(Deployment deployment, String path) {
    return deployment.configs().at(ValuePath.of("synapse").then(ValuePath.parse(path)));
  }

  private static Optional<Scalar> scalar(Deployment deployment, String path) {
    return at(deployment, path).map(value -> ((ScalarValue) value).scalar());
  }
}
