package dev.esslint.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeantValuesTest {
  private static final Layer.Defaults DEFAULTS =
      new Layer.Defaults("1.2.3", new MapNode(Span.NONE, new LinkedHashMap<>()));

  private static final String WRITTEN =
      """
      domain: example.org
      ingress: {tls: {secret: x}}
      tls: {kind: y}
      mas: {replicas: 2}
      old: 1
      """;

  @Test
  void changes_add_up_and_what_was_written_stays_as_it_is() throws Exception {
    ResolvedValues values = resolved(WRITTEN);
    MapValue written = values.written();
    MeantValues meant = new MeantValues(values);
    meant.apply(moved(written, "domain", "serverName"));
    meant.apply(moved(written, "tls", "ingress.tls"));
    meant.apply(moved(written, "mas.replicas", "matrixAuthenticationService.replicas"));
    meant.apply(new Meant.Nothing(ValuePath.parse("old")));
    meant.apply(new Meant.Given(ValuePath.parse("synapse.signingKey")));

    assertEquals(
        json(
            """
            ingress: {tls: {secret: x, kind: y}}
            mas: {}
            serverName: example.org
            matrixAuthenticationService: {replicas: 2}
            synapse: {signingKey: "ENC[]"}
            """),
        JsonText.of(meant.written()));
    assertEquals(json(WRITTEN), JsonText.of(written));
  }

  @Test
  void a_value_overrides_what_yaml_merges_into_its_mapping_and_what_is_in_a_layer_below() throws Exception {
    ResolvedValues merged = resolved("x: &x {database: one}\nmas: {<<: *x, databse: two}\n");
    MeantValues meant = new MeantValues(merged);
    meant.apply(moved(merged.written(), "mas.databse", "mas.database"));
    assertEquals(json("x: {database: one}\nmas: {database: two}\n"), JsonText.of(meant.written()));

    ResolvedValues layers = resolved("mas: {database: one}\n", "mas: {databse: two}\n");
    MeantValues above = new MeantValues(layers);
    above.apply(moved(layers.written(), "mas.databse", "mas.database"));
    assertEquals(json("mas: {database: two}\n"), JsonText.of(above.written()));

    ResolvedValues below = resolved("mas: {databse: two}\n", "mas: {database: one}\n");
    MeantValues hidden = new MeantValues(below);
    hidden.apply(moved(below.written(), "mas.databse", "mas.database"));
    assertEquals(json("mas: {database: one}\n"), JsonText.of(hidden.written()));
  }

  private static Meant moved(MapValue written, String from, String to) {
    ValuePath source = ValuePath.parse(from);
    Value value = ResolvedValues.below(written, source).orElseThrow();
    return new Meant.Moved(source, ValuePath.parse(to), value);
  }

  private static String json(String yaml) throws Exception {
    return JsonText.of(values(yaml));
  }

  private static MapValue values(String yaml) throws Exception {
    return resolved(yaml).written();
  }

  private static ResolvedValues resolved(String... texts) throws Exception {
    List<Layer> layers = new ArrayList<>();
    for (String text : texts) {
      layers.add(new Layer.File(YamlReader.read(new SourceText(layers.size() + ".yaml", text))));
    }
    return ResolvedValues.of(layers, DEFAULTS);
  }
}
