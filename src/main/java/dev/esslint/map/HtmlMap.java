package dev.esslint.map;

import dev.esslint.map.Section.Table;
import dev.esslint.map.Section.Verbatim;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page with the picture and the tables that needs nothing from elsewhere, to be sent or printed.
 */
public final class HtmlMap implements MapWriter {
  private static final String STYLE =
      """
      :root { color-scheme: light; }
      body { background: #fff; color: #000; font: 15px/1.4 Helvetica, Arial, sans-serif; margin: 2rem; max-width: 75rem; }
      h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; break-after: avoid; }
      svg { height: auto; max-width: 100%; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #999; overflow-wrap: anywhere; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
      th { background: #eee; overflow-wrap: normal; }
      tr { break-inside: avoid; }
      pre { background: #f4f4f4; padding: 0.6rem; overflow-wrap: anywhere; white-space: pre-wrap; }
      @media print { body { font-size: 10pt; margin: 0; max-width: none; } }
      """;

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    html.append("<title>").append(Xml.of(map.title())).append("</title>\n");
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>").append(Xml.of(map.title())).append("</h1>\n");
    html.append(SvgMap.element(map));
    for (Section section : Sections.of(map)) {
      html.append("<h2>").append(Xml.of(section.title())).append("</h2>\n");
      switch (section) {
        case Table table -> write(table, html);
        case Verbatim verbatim -> write(verbatim, html);
      }
    }
    html.append("</body>\n</html>\n");
    out.write(html.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A line with what stands in backquotes as code. */
  private static String prose(String line) {
    return Xml.of(line).replaceAll("`([^`]+)`", "<code>$1</code>");
  }

  private static void writeLead(String lead, StringBuilder html) {
    if (!lead.isEmpty()) {
      html.append("<p>").append(prose(lead)).append("</p>\n");
    }
  }

  private static void write(Table table, StringBuilder html) {
    writeLead(table.lead(), html);
    if (!table.rows().isEmpty()) {
      html.append("<table>\n");
      row("th", table.heads(), html);
      table.rows().forEach(row -> row("td", row, html));
      html.append("</table>\n");
    }
  }

  private static void row(String element, List<String> cells, StringBuilder html) {
    html.append("<tr>");
    for (String cell : cells) {
      html.append('<').append(element).append('>');
      html.append(String.join("<br/>", cell.lines().map(HtmlMap::prose).toList()));
      html.append("</").append(element).append('>');
    }
    html.append("</tr>\n");
  }

  private static void write(Verbatim verbatim, StringBuilder html) {
    writeLead(verbatim.lead(), html);
    if (!verbatim.text().isEmpty()) {
      html.append("<pre>");
      verbatim.text().lines().forEach(line -> html.append(Xml.of(line)).append('\n'));
      html.append("</pre>\n");
    }
  }
}
