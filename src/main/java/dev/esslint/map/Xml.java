package dev.esslint.map;

import dev.esslint.text.Visible;

/** Text in XML and HTML. */
final class Xml {
  private Xml() {}

  /** A line with what XML cannot hold, or nobody would see, made visible. */
  static String visible(String line) {
    return Visible.of(line).replace("\ufffe", "\\u{fffe}").replace("\uffff", "\\u{ffff}");
  }

  /** A line as character data or as the value of an attribute. */
  static String of(String line) {
    String visible = visible(line);
    StringBuilder xml = new StringBuilder(visible.length());
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        default -> xml.append(c);
      }
    }
    return xml.toString();
  }
}
