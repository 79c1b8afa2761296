package dev.esslint.map;

import java.util.List;
import java.util.function.UnaryOperator;

/** A part of a map for people. */
sealed interface Section {
  String title();

  /** The same with what may be shown of each text. */
  Section shown(UnaryOperator<String> shown);

  /**
   * A table.
   *
   * @param lead what is to be said before it; may be empty
   * @param rows cells of one or several lines; an empty table is not shown, only its lead
   */
  record Table(String title, String lead, List<String> heads, List<List<String>> rows)
      implements Section {
    @Override
    public Table shown(UnaryOperator<String> shown) {
      return new Table(
          title, lead, heads, rows.stream().map(row -> row.stream().map(shown).toList()).toList());
    }
  }

  /**
   * A text to be shown as it is.
   *
   * @param text lines that end in LF; empty if {@code lead} tells all
   */
  record Verbatim(String title, String lead, String text) implements Section {
    @Override
    public Verbatim shown(UnaryOperator<String> shown) {
      return new Verbatim(title, lead, shown.apply(text));
    }
  }
}
