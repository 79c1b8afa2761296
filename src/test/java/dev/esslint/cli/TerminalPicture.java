package dev.esslint.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows of a run, as SVG. */
final class TerminalPicture {
  private static final double CHARACTER = 8.43;
  private static final int LINE = 20;
  private static final int MARGIN = 16;
  private static final int COLUMNS = 80;
  private static final Pattern PAINTED = Pattern.compile("\u001b\\[([0-9;]+)m(.*?)\u001b\\[0m");

  /** The colours of a terminal. */
  enum Scheme {
    LIGHT("#ffffff", "#24292f", "#cf222e", "#116329", "#9a6700", "#0550ae", "#1b7c83"),
    DARK("#0d1117", "#e6edf3", "#ff7b72", "#7ee787", "#d29922", "#79c0ff", "#56d4dd");

    private final String ground;
    private final String text;
    private final String red;
    private final String green;
    private final String yellow;
    private final String blue;
    private final String cyan;

    Scheme(String ground, String text, String red, String green, String yellow, String blue, String cyan) {
      this.ground = ground;
      this.text = text;
      this.red = red;
      this.green = green;
      this.yellow = yellow;
      this.blue = blue;
      this.cyan = cyan;
    }

    private String colour(String codes) {
      return switch (codes) {
        case "1" -> text;
        case "1;31" -> red;
        case "1;32" -> green;
        case "1;33" -> yellow;
        case "1;34" -> blue;
        case "1;36" -> cyan;
        default -> throw new IllegalArgumentException(codes);
      };
    }
  }

  private TerminalPicture() {}

  /**
   * The picture.
   *
   * @param command what was typed
   * @param output what the program printed, with its colours
   */
  static String of(String command, String output, Scheme scheme) {
    List<String> lines = output.stripTrailing().lines().toList();
    int width = (int) (2 * MARGIN + COLUMNS * CHARACTER);
    int height = 2 * MARGIN + (lines.size() + 1) * LINE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace\""
                + " font-size=\"14\">\n")
            .formatted(width, height, width, height));
    svg.append("<title>A report of esslint</title>\n");
    svg.append(
        "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"#8c959f\"/>\n"
            .formatted(width, height, scheme.ground));
    int y = MARGIN + LINE - 6;
    row(svg, "$ " + command, y, scheme);
    for (String line : lines) {
      y += LINE;
      row(svg, line, y, scheme);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(StringBuilder svg, String line, int y, Scheme scheme) {
    if (line.isEmpty()) {
      return;
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\" fill=\"%s\">".formatted(MARGIN, y, scheme.text));
    Matcher painted = PAINTED.matcher(line);
    int end = 0;
    while (painted.find()) {
      svg.append(escaped(line.substring(end, painted.start())));
      svg.append(
          "<tspan font-weight=\"bold\" fill=\"%s\">%s</tspan>"
              .formatted(scheme.colour(painted.group(1)), escaped(painted.group(2))));
      end = painted.end();
    }
    svg.append(escaped(line.substring(end))).append("</text>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
