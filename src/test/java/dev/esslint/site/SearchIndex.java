package dev.esslint.site;

/** What the search of the site looks through, as a script, since a page that is opened from a disk may read nothing else. */
final class SearchIndex {
  private final StringBuilder entries = new StringBuilder();

  /**
   * Adds something to be found.
   *
   * @param title what it is called
   * @param address where it is, from the top of the site
   * @param kind what it is, or what it is a part of
   * @param text what is said of it
   */
  void add(String title, String address, String kind, String text) {
    entries.append('[');
    entries.append(quoted(title)).append(',');
    entries.append(quoted(address)).append(',');
    entries.append(quoted(kind)).append(',');
    entries.append(quoted(text)).append("],\n");
  }

  String script() {
    return "esslintSearch([\n" + entries + "]);\n";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + '"';
  }
}
