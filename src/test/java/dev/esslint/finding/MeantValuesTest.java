package dev.esslint.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.text.SourceText;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import org.junit.jupiter.api.Test;

final class MeantValuesTest {
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
    MapValue written = values(WRITTEN);
    MeantValues meant = new MeantValues(written);
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

  private static Meant moved(MapValue written, String from, String to) {
    ValuePath source = ValuePath.parse(from);
    Value value = ResolvedValues.below(written, source).orElseThrow();
    return new Meant.Moved(source, ValuePath.parse(to), value);
  }

  private static String json(String yaml) throws Exception {
    return JsonText.of(values(yaml));
  }

  private static MapValue values(String yaml) throws Exception {
    Layer.File file = new Layer.File(YamlReader.read(new SourceText("values.yaml", yaml)));
    return (MapValue) Value.of(file, file.document().root(), span -> span);
  }
}
