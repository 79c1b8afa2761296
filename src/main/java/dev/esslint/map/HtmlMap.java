package dev.esslint.map;

import dev.esslint.map.Section.Table;
import dev.esslint.map.Section.Verbatim;
import dev.esslint.model.base.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with the picture and the tables that needs nothing from elsewhere, to be sent or printed.
 */
public final class HtmlMap implements MapWriter {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --page: #fff; --text: #111; --line: #999; --head: #eee; --code: #f4f4f4; --link: #0b57d0; }
      @media (prefers-color-scheme: dark) {
        :root { --page: #16181b; --text: #e6e6e6; --line: #555; --head: #26292e; --code: #202327; --link: #8ab4f8; }
      }
      body { background: var(--page); color: var(--text); font: 15px/1.4 Helvetica, Arial, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
      h1 { font-size: 1.4rem; overflow-wrap: anywhere; }
      h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; break-after: avoid; }
      a { color: var(--link); }
      nav ul { columns: 14rem; padding-left: 1.2rem; }
      figure { background: #fff; border: 1px solid var(--line); margin: 1rem 0; overflow-x: auto; }
      svg { display: block; height: auto; max-width: 100%; min-width: 44rem; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid var(--line); overflow-wrap: break-word; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
      th { background: var(--head); }
      td:last-child { white-space: nowrap; }
      tr { break-inside: avoid; }
      pre { background: var(--code); padding: 0.6rem; overflow-wrap: anywhere; white-space: pre-wrap; }
      @media print, (max-width: 70rem) {
        table { width: 100%; }
        td + td { overflow-wrap: anywhere; }
        td:last-child { white-space: normal; }
      }
      @media (max-width: 40rem) {
        thead { display: none; }
        table, tbody, tr, td { display: block; }
        tr { border: 1px solid var(--line); margin-bottom: 0.6rem; }
        td { border: 0; overflow-wrap: anywhere; white-space: normal !important; }
        td::before { content: attr(data-head) ": "; font-weight: bold; }
        td:empty { display: none; }
      }
      @media print {
        :root { --page: #fff; --text: #000; --line: #999; --head: #eee; --code: #f4f4f4; --link: #000; }
        body { font-size: 10pt; margin: 0; max-width: none; padding: 0; }
        nav { display: none; }
        svg { min-width: 0; }
      }
      """;

  private static final Pattern PLACE = Pattern.compile(":(\\d++):(\\d++)$");

  private final String sourceLink;

  /**
   * @param sourceLink the address of a line of a file, with {@code {file}}, {@code {line}} and perhaps {@code {column}} in it; empty
   *     for no links
   */
  public HtmlMap(String sourceLink) {
    this.sourceLink = sourceLink;
  }

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    html.append("<title>").append(Xml.of(map.title())).append("</title>\n");
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>").append(Xml.of(map.title())).append("</h1>\n");
    List<Section> sections = new ArrayList<>(Sections.of(map));
    if (!map.warnings().isEmpty()) {
      sections.addFirst(Warnings.table(map));
    }
    overview(map, sections, html);
    html.append("<figure tabindex=\"0\" aria-label=\"Picture of the deployment\">\n").append(SvgMap.element(map, "", Warnings.byComponent(map))).append("</figure>\n");
    Provenance places = new Provenance(map.files());
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      html.append("<h2 id=\"").append(id(i, map)).append("\">").append(Xml.of(section.title())).append("</h2>\n");
      switch (section) {
        case Table table -> write(table, places, html);
        case Verbatim verbatim -> write(verbatim, html);
      }
    }
    html.append("</body>\n</html>\n");
    out.write(html.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** What a section is called in links; that of the others does not depend on whether there are warnings. */
  private static String id(int index, DeploymentMap map) {
    return map.warnings().isEmpty() ? "part-" + (index + 1) : index == 0 ? "warnings" : "part-" + index;
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

  /** How much of what there is, and where on the page. */
  private static void overview(DeploymentMap map, List<Section> sections, StringBuilder html) {
    long enabled = map.model().parts().stream().filter(part -> part.state() == State.ON).count();
    html.append("<p>")
        .append(enabled)
        .append(enabled == 1 ? " component is" : " components are")
        .append(" enabled.")
        .append(map.warnings().isEmpty() ? "" : " esslint reports " + Warnings.count(map.warnings()) + ".")
        .append("</p>\n<nav aria-label=\"Parts of this page\"><ul>\n");
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      html.append("<li><a href=\"#").append(id(i, map)).append("\">").append(Xml.of(section.title())).append("</a>");
      if (section instanceof Table table) {
        html.append(" (").append(table.rows().size()).append(')');
      }
      html.append("</li>\n");
    }
    html.append("</ul></nav>\n");
  }

  private void write(Table table, Provenance places, StringBuilder html) {
    writeLead(table.lead(), html);
    if (!table.rows().isEmpty()) {
      html.append("<table>\n<thead><tr>");
      table.heads().forEach(head -> html.append("<th scope=\"col\">").append(Xml.of(head)).append("</th>"));
      html.append("</tr></thead>\n<tbody>\n");
      for (List<String> row : table.rows()) {
        html.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
          String head = table.heads().get(i);
          html.append("<td data-head=\"").append(Xml.of(head)).append("\">");
          boolean from = head.equals(Sections.FROM);
          html.append(
              String.join(
                  "<br/>", row.get(i).lines().map(line -> from ? place(line, places) : prose(line)).toList()));
          html.append("</td>");
        }
        html.append("</tr>\n");
      }
      html.append("</tbody>\n</table>\n");
    }
  }

  /** A place in a file, as a link if there are any. */
  private String place(String line, Provenance places) {
    Matcher place = PLACE.matcher(line);
    Optional<String> file =
        sourceLink.isEmpty() || !place.find()
            ? Optional.empty()
            : places.file(line.substring(0, place.start()));
    if (file.isEmpty()) {
      return prose(line);
    }
    String address =
        sourceLink
            .replace("{file}", escaped(file.get()))
            .replace("{line}", place.group(1))
            .replace("{column}", place.group(2));
    return "<a href=\"" + Xml.of(address) + "\">" + Xml.of(line) + "</a>";
  }

  /** The name of a file in an address. */
  private static String escaped(String file) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '/' || "-._~".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c))) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
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
