package dev.esslint.map;

import dev.esslint.report.Visible;

/** Text in XML and HTML. */
final class Xml {
  private Xml() {}

  /**
   * A line as character data or as the value of an attribute; what neither could hold is made
   * visible.
   */
  static String of(String line) {
    String visible = Visible.of(line);
    StringBuilder xml = new StringBuilder(visible.length());
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\ufffe', '\uffff' -> xml.append("\\u{").append(Integer.toHexString(c)).append('}');
        default -> xml.append(c);
      }
    }
    return xml.toString();
  }
}
