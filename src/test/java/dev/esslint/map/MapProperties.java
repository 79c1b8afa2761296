package dev.esslint.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.json.JsonReader;
import dev.esslint.map.Diagram.Arrow;
import dev.esslint.map.Layout.Path;
import dev.esslint.map.Layout.Place;
import dev.esslint.text.SourceText;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MapProperties {
  private static final Chart CHART = Charts.builtIn().loadNewest();

  /** Texts that try to leave the place they are put in. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> nasty =
        Arbitraries.of(
            "\"]",
            "]]>",
            "-->",
            "<script>alert(1)</script>",
            "&amp",
            "#35;",
            "%%{init: {}}%%",
            "`",
            "\\",
            "end",
            "1. ",
            "- ",
            "\u001b[31m",
            "\u202e",
            "\ufffe",
            "日本",
            "😀",
            "\n",
            "${X}",
            "{{ .Values.serverName }}",
            "x".repeat(253));
    Arbitrary<String> any = Arbitraries.strings().all().excludeChars('\ud800').ofMaxLength(12);
    return Arbitraries.oneOf(nasty, any, Arbitraries.just("chat.example.org"))
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts))
        .filter(MapProperties::isWhole);
  }

  /** Half a surrogate cannot be in a file. */
  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  private static String values(List<String> texts, int workers) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("serverName: ").append(text(texts, 0)).append('\n');
    yaml.append("ingress: {className: ").append(text(texts, 1));
    yaml.append(", tlsSecret: ").append(text(texts, 2)).append("}\n");
    int i = 3;
    for (String component :
        List.of("matrixAuthenticationService", "elementWeb", "elementAdmin", "hookshot")) {
      yaml.append(component).append(": {enabled: true, ingress: {host: ");
      yaml.append(text(texts, i++)).append("}}\n");
    }
    yaml.append("matrixRTC: {ingress: {host: ").append(text(texts, i++));
    yaml.append("}, sfu: {manualIP: ").append(text(texts, i++));
    yaml.append(
        ", useStunToDiscoverPublicIP: false, exposedServices: {turnTLS: {enabled: true, domain: ");
    yaml.append(text(texts, i++)).append("}, turn: {enabled: ").append(text(texts, i++));
    yaml.append("}}}}\nsynapse:\n  ingress: {host: ").append(text(texts, i++));
    yaml.append("}\n  postgres: {host: ").append(text(texts, i++)).append("}\n  workers:\n");
    for (int worker = 0; worker < workers; worker++) {
      yaml.append("    ").append(quoted(worker + texts.get(i % texts.size())));
      yaml.append(": {enabled: true, replicas: 2}\n");
    }
    return workers == 0 ? yaml.append("    {}\n").toString() : yaml.toString();
  }

  private static String text(List<String> texts, int i) {
    return quoted(texts.get(i % texts.size()));
  }

  /** In double quotes, with everything beyond ASCII as an escape of YAML. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c ->
                quoted.append(
                    c > ' ' && c < 0x7f && c != '"' && c != '\\'
                        ? Character.toString(c)
                        : String.format(Locale.ROOT, "\\U%08x", c)));
    return quoted.append('"').toString();
  }

  @Property(tries = 150)
  void no_text_gets_out_of_its_place_in_any_format(
      @ForAll @Size(min = 1, max = 12) List<@From("texts") String> texts,
      @ForAll @IntRange(max = 30) int workers)
      throws Exception {
    DeploymentMap map = Maps.of(values(texts, workers), CHART);
    String svg = Maps.written(new SvgMap(), map);
    assertEquals("svg", Maps.parsed(svg).getTagName());
    String html = Maps.written(new HtmlMap(""), map);
    assertEquals("html", Maps.parsed(html).getTagName());
    assertFalse(html.contains("<script"));
    JsonReader.keys(new SourceText("map", Maps.written(new JsonMap(), map)));
    Maps.written(new MermaidMap(), map)
        .lines()
        .forEach(
            line ->
                assertTrue(
                    line.matches(
                        "%% [A-Za-z0-9 .,:/+()<>?_-]*|flowchart LR"
                            + "|  subgraph [a-z]+\\[\"[A-Za-z ]+\"]|  end"
                            + "|    n\\d+\\[\"([A-Za-z0-9 .,:/()-]|#\\d+;|<br/>)+\"]"
                            + "|  n\\d+ --> n\\d+|  classDef perhaps .*|  class n\\d+ perhaps"),
                    line));
    for (MapWriter writer : Maps.WRITERS) {
      String written = Maps.written(writer, map);
      assertEquals(written, Maps.written(writer, map));
      assertFalse(written.matches("(?s).*[\u0000-\u0009\u000b-\u001f\u007f\u202e].*"));
    }
  }

  @Property(tries = 150)
  void boxes_lie_apart_and_hold_their_text_and_arrows_pass_between_them(
      @ForAll @Size(min = 1, max = 12) List<@From("texts") String> texts,
      @ForAll @IntRange(max = 30) int workers)
      throws Exception {
    DeploymentMap map = Maps.of(values(texts, workers), CHART);
    Diagram diagram = Diagram.of(map);
    Layout layout = Layout.of(diagram, map.title());
    List<Place> places = layout.places();
    for (Place place : places) {
      double room = place.width() - 2 * Layout.PADDING;
      place.title().forEach(line -> assertTrue(Layout.TITLE.width(line) <= room + 1, line));
      place.details().forEach(line -> assertTrue(Layout.DETAIL.width(line) <= room + 1, line));
      assertTrue(place.right() < layout.width() && place.bottom() < layout.height());
      places.stream()
          .filter(other -> !other.equals(place))
          .forEach(other -> assertTrue(areApart(place, other), place + " " + other));
    }
    for (int i = 0; i < layout.paths().size(); i++) {
      Arrow arrow = diagram.arrows().get(i);
      Path path = layout.paths().get(i);
      Place from = places.get(arrow.from());
      Place to = places.get(arrow.to());
      assertEquals(from.right(), path.fromX());
      assertEquals(to.x(), path.toX());
      assertTrue(from.y() < path.fromY() && path.fromY() < from.bottom());
      assertTrue(to.y() < path.toY() && path.toY() < to.bottom());
      assertTrue(path.fromX() < path.track() && path.track() < path.toX() - 8);
      for (Place place : places) {
        assertFalse(meets(path, place), path + " " + place);
      }
    }
  }

  private static boolean areApart(Place one, Place other) {
    return one.right() < other.x()
        || other.right() < one.x()
        || one.bottom() < other.y()
        || other.bottom() < one.y();
  }

  private static boolean meets(Path path, Place box) {
    return crosses(box, path.fromX(), path.track(), path.fromY(), path.fromY())
        || crosses(box, path.track(), path.track(), path.fromY(), path.toY())
        || crosses(box, path.track(), path.toX(), path.toY(), path.toY());
  }

  /** Whether a line goes through the inside of a box. */
  private static boolean crosses(Place box, double x1, double x2, double y1, double y2) {
    return x2 > box.x()
        && x1 < box.right()
        && Math.max(y1, y2) > box.y()
        && Math.min(y1, y2) < box.bottom();
  }
}
