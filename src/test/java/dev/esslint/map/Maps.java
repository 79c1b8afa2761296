package dev.esslint.map;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Maps for tests. */
final class Maps {
  /** All formats. */
  static final List<MapWriter> WRITERS =
      List.of(new TextMap(), new JsonMap(), new MermaidMap(), new SvgMap(), new HtmlMap(""));

  private Maps() {}

  static DeploymentMap of(String values, Chart chart) throws Exception {
    return of(YamlReader.read(new SourceText("values.yaml", values)), chart);
  }

  static DeploymentMap of(Document values, Chart chart) {
    ResolvedValues resolved =
        ResolvedValues.of(
            List.of(new Layer.File(values)), new Layer.Defaults(chart.release(), chart.defaults()));
    return new DeploymentMap(
        "1.0",
        List.of(values.source().name()),
        chart.release(),
        "",
        Model.of(resolved, Release.parse(chart.release()).orElseThrow(), null),
        List.of(),
        text -> text);
  }

  static String written(MapWriter writer, DeploymentMap map) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(map, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The root of a well-formed document; fails if it is none. */
  static Element parsed(String xml) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder
        .parse(new InputSource(new StringReader(xml.replaceFirst("<!DOCTYPE html>", ""))))
        .getDocumentElement();
  }
}
