package dev.esslint.map;

import dev.esslint.map.Section.Table;
import dev.esslint.map.Section.Verbatim;
import dev.esslint.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables for a terminal or a mail of 100 columns. */
public final class TextMap implements MapWriter {
  private static final int COLUMNS = 100;
  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  /** No column becomes narrower for the sake of others. */
  private static final int NARROW = 8;

  @Override
  public void write(DeploymentMap map, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : WrappedText.wrapped(Visible.of(map.title()), COLUMNS)) {
      text.append(line).append('\n');
    }
    for (Section section : Sections.of(map)) {
      text.append('\n').append(section.title()).append("\n\n");
      switch (section) {
        case Table table -> write(table, text);
        case Verbatim verbatim -> {
          writeLead(verbatim.lead(), text);
          verbatim
              .text()
              .lines()
              .forEach(line -> text.append(INDENT).append(Visible.of(line)).append('\n'));
        }
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void writeLead(String lead, StringBuilder text) {
    for (String line : WrappedText.wrapped(lead, COLUMNS - INDENT.length())) {
      text.append(INDENT).append(line).append('\n');
    }
  }

  private static void write(Table table, StringBuilder text) {
    writeLead(table.lead(), text);
    if (table.rows().isEmpty()) {
      return;
    }
    if (!table.lead().isEmpty()) {
      text.append('\n');
    }
    List<String> heads = table.heads().stream().map(head -> head.toUpperCase(Locale.ROOT)).toList();
    int[] widths = widths(heads, table.rows());
    write(heads, widths, text);
    table.rows().forEach(row -> write(row, widths, text));
  }

  /** The widths of columns: those of their longest lines, the widest cut until a row fits. */
  private static int[] widths(List<String> heads, List<List<String>> rows) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = WrappedText.width(heads.get(i));
      for (List<String> row : rows) {
        for (String line : row.get(i).split("\n", -1)) {
          widths[i] = Math.max(widths[i], Math.min(COLUMNS, WrappedText.width(line)));
        }
      }
    }
    int room = COLUMNS - INDENT.length() - GAP.length() * (widths.length - 1);
    while (sum(widths) > room) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROW) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int sum(int... widths) {
    int sum = 0;
    for (int width : widths) {
      sum += width;
    }
    return sum;
  }

  private static void write(List<String> row, int[] widths, StringBuilder text) {
    for (List<String> line : lines(row, widths)) {
      StringBuilder written = new StringBuilder(INDENT);
      for (int i = 0; i < widths.length; i++) {
        String cell = line.get(i);
        written
            .append(cell)
            .append(" ".repeat(Math.max(0, widths[i] - WrappedText.width(cell))))
            .append(GAP);
      }
      text.append(written.toString().stripTrailing()).append('\n');
    }
  }

  /**
   * The lines of a row. Cells of several lines belong together line by line, and stay side by side
   * however often one of them is wrapped.
   */
  private static List<List<String>> lines(List<String> row, int[] widths) {
    List<List<String>> columns = new ArrayList<>();
    row.forEach(cell -> columns.add(new ArrayList<>()));
    List<String[]> cells = row.stream().map(cell -> cell.split("\n", -1)).toList();
    int parts = cells.stream().mapToInt(cell -> cell.length).max().orElse(0);
    for (int part = 0; part < parts; part++) {
      int height = 0;
      for (int i = 0; i < widths.length; i++) {
        if (part < cells.get(i).length) {
          columns.get(i).addAll(WrappedText.wrapped(cells.get(i)[part], widths[i]));
        }
        height = cells.get(i).length > 1 ? Math.max(height, columns.get(i).size()) : height;
      }
      for (int i = 0; i < widths.length; i++) {
        while (cells.get(i).length > 1 && columns.get(i).size() < height) {
          columns.get(i).add("");
        }
      }
    }
    int height = columns.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      int at = line;
      lines.add(columns.stream().map(c -> at < c.size() ? c.get(at) : "").toList());
    }
    return lines;
  }
}
