package dev.esslint.map;

import dev.esslint.map.Diagram.Box;
import dev.esslint.map.Layout.Heading;
import dev.esslint.map.Layout.Path;
import dev.esslint.map.Layout.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A picture that needs nothing from elsewhere: black on white, to be looked at, sent and printed.
 */
public final class SvgMap implements MapWriter {

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    String svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element(map, map.title(), Map.of());
    out.write(svg.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * The picture as an element for a page.
   *
   * @param title what is written over it; empty if the page says that
   * @param remarks what more there is to say of components, by their paths
   */
  static String element(DeploymentMap map, String title, Map<String, String> remarks) {
    Diagram diagram = Diagram.of(map, remarks);
    Layout layout = Layout.of(diagram, title);
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"")
        .append(" aria-labelledby=\"map-title map-description\"")
        .append(" width=\"")
        .append(number(layout.width()))
        .append("\" height=\"")
        .append(number(layout.height()))
        .append("\" viewBox=\"0 0 ")
        .append(number(layout.width()))
        .append(' ')
        .append(number(layout.height()))
        .append(
            "\" font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\" fill=\"#000\">\n");
    svg.append("<title id=\"map-title\">").append(Xml.of(map.title())).append("</title>\n");
    svg.append("<desc id=\"map-description\">").append(description(diagram)).append("</desc>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    double y = 24;
    for (String line : layout.title()) {
      y += 18;
      text(24, y, Layout.PAGE_TITLE, line, svg);
      y += 6;
    }
    for (Heading heading : layout.headings()) {
      text(heading.x(), heading.y(), Layout.HEADING, heading.text(), svg);
    }
    layout.paths().forEach(path -> arrow(path, svg));
    for (int i = 0; i < layout.places().size(); i++) {
      box(layout.places().get(i), diagram.boxes().get(i), svg);
    }
    return svg.append("</svg>\n").toString();
  }

  private static String description(Diagram diagram) {
    if (diagram.boxes().isEmpty()) {
      return "Nothing is enabled.";
    }
    StringBuilder text = new StringBuilder();
    for (Diagram.Arrow arrow : diagram.arrows()) {
      text.append(text.isEmpty() ? "" : "; ")
          .append(Xml.of(diagram.boxes().get(arrow.from()).title()))
          .append(" to ")
          .append(Xml.of(diagram.boxes().get(arrow.to()).title()));
    }
    return text.append('.').toString();
  }

  private static void box(Place place, Box box, StringBuilder svg) {
    svg.append("<rect x=\"")
        .append(number(place.x()))
        .append("\" y=\"")
        .append(number(place.y()))
        .append("\" width=\"")
        .append(number(place.width()))
        .append("\" height=\"")
        .append(number(place.height()))
        .append("\" rx=\"4\" fill=\"#f4f4f4\" stroke=\"#000\"")
        .append(box.sure() ? "" : " stroke-dasharray=\"5 4\"")
        .append("/>\n");
    double y = place.y() + Layout.PADDING + Layout.ASCENT;
    for (String line : place.title()) {
      text(place.x() + Layout.PADDING, y, Layout.TITLE, line, svg);
      y += Layout.LINE;
    }
    for (String line : place.details()) {
      text(place.x() + Layout.PADDING, y, Layout.DETAIL, line, svg);
      y += Layout.LINE;
    }
  }

  private static void text(double x, double y, Font font, String line, StringBuilder svg) {
    svg.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" font-size=\"")
        .append(number(font.size()))
        .append(font.bold() ? "\" font-weight=\"bold\">" : "\">")
        .append(Xml.of(line))
        .append("</text>\n");
  }

  private static void arrow(Path path, StringBuilder svg) {
    double tip = path.toX() - 1;
    svg.append("<path d=\"M").append(number(path.fromX())).append(' ').append(number(path.fromY()));
    if (path.fromY() != path.toY()) {
      svg.append('H').append(number(path.track())).append('V').append(number(path.toY()));
    }
    svg.append('H').append(number(tip - 6)).append("\" fill=\"none\" stroke=\"#444\"/>");
    svg.append("<path d=\"M")
        .append(number(tip))
        .append(' ')
        .append(number(path.toY()))
        .append("l-8 -3.5v7z\" fill=\"#444\"/>\n");
  }

  private static String number(double number) {
    return BigDecimal.valueOf(number)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
