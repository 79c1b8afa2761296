package dev.esslint.map;

import dev.esslint.map.Diagram.Arrow;
import dev.esslint.map.Diagram.Box;
import dev.esslint.map.Diagram.Column;
import dev.esslint.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A flowchart for Mermaid, which GitHub and others draw in Markdown. */
public final class MermaidMap implements MapWriter {

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    Diagram diagram = Diagram.of(map);
    List<Box> boxes = diagram.boxes();
    StringBuilder text = new StringBuilder();
    text.append("%% ").append(comment(map.title())).append("\nflowchart LR\n");
    if (boxes.isEmpty()) {
      text.append("  nothing[\"Nothing is enabled\"]\n");
    }
    for (Column column : Column.values()) {
      if (diagram.in(column).isEmpty()) {
        continue;
      }
      text.append("  subgraph ").append(column.name().toLowerCase(Locale.ROOT));
      text.append("[\"").append(column.title()).append("\"]\n");
      for (int i = 0; i < boxes.size(); i++) {
        if (boxes.get(i).column() == column) {
          text.append("    n").append(i).append("[\"").append(label(boxes.get(i))).append("\"]\n");
        }
      }
      text.append("  end\n");
    }
    for (Arrow arrow : diagram.arrows()) {
      text.append("  n").append(arrow.from()).append(" --> n").append(arrow.to()).append('\n');
    }
    if (boxes.stream().anyMatch(box -> !box.sure())) {
      text.append("  classDef perhaps stroke-dasharray: 5 5\n");
      for (int i = 0; i < boxes.size(); i++) {
        if (!boxes.get(i).sure()) {
          text.append("  class n").append(i).append(" perhaps\n");
        }
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String comment(String title) {
    return Visible.of(title).replaceAll("[^A-Za-z0-9 .,:/+()<>_-]", "?");
  }

  private static String label(Box box) {
    StringBuilder label = new StringBuilder(escaped(box.title()));
    box.details().forEach(detail -> label.append("<br/>").append(escaped(detail)));
    return label.toString();
  }

  /**
   * Everything that could mean something in a label, or start Markdown in it, as the number of a
   * character.
   */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    boolean word = false; // Markdown takes only digits and marks at the start for a list
    for (int c : Visible.of(text).codePoints().toArray()) {
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      word |= letter;
      if (letter || (c >= '0' && c <= '9') || (word && " .,:/()-".indexOf(c) >= 0)) {
        escaped.appendCodePoint(c);
      } else {
        escaped.append('#').append(c).append(';');
      }
    }
    return escaped.toString();
  }
}
