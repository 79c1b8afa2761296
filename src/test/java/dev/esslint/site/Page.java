package dev.esslint.site;

import dev.esslint.site.Markdown.Title;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * A page of the site.
 *
 * @param path where it is, from the top of the site
 * @param section the part of the site that it belongs to
 * @param title what the window is called
 * @param summary what it is about, in a sentence
 * @param titles the headings that are listed beside it
 * @param body what it shows, with the heading of the first level
 */
record Page(
    String path, Section section, String title, String summary, List<Title> titles, String body) {

  private static final int FEWEST_TITLES = 3;

  /** The parts of the site. */
  enum Section {
    START("Start", "index.html"),
    GUIDES("Guides", "guides/index.html"),
    RULES("Rules", "rules/index.html"),
    KEYS("Keys", "keys/index.html"),
    REFERENCE("Reference", "reference.html");

    private final String title;
    private final String path;

    Section(String title, String path) {
      this.title = title;
      this.path = path;
    }

    String title() {
      return title;
    }

    String path() {
      return path;
    }
  }

  /** The way from a page to the top of the site. */
  static String root(String path) {
    return "../".repeat((int) path.chars().filter(c -> c == '/').count());
  }

  /** The whole file. */
  String html() {
    String root = root(path);
    return """
        <!DOCTYPE html>
        <html lang="en" data-root="%1$s">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>%2$s</title>
        <meta name="description" content="%3$s" />
        <link rel="stylesheet" href="%1$sstyle.css" />
        <link rel="icon" href="data:," />
        <script defer="defer" src="%1$ssite.js"></script>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
        <a class="home" href="%1$sindex.html">esslint</a>
        <nav aria-label="Site"><ul>%4$s</ul></nav>
        <form class="search" role="search" hidden="hidden">
        <input type="search" name="q" aria-label="Search rules, keys and pages" placeholder="Search" autocomplete="off" />
        <div class="results" hidden="hidden"><p role="status"></p><ol></ol></div>
        </form>
        </header>
        <div class="page">
        <main id="content" tabindex="-1">
        %5$s</main>
        </div>
        <footer><p>esslint is free software under the Apache License 2.0. It is not a product of Element.</p></footer>
        </body>
        </html>
        """
        .formatted(
            root,
            escape(title.equals("esslint") ? title : title + " - esslint"),
            escape(summary),
            navigation(root),
            body.replaceFirst("</h1>\n", "</h1>\n" + Matcher.quoteReplacement(contents())));
  }

  private String navigation(String root) {
    StringBuilder items = new StringBuilder();
    for (Section one : Section.values()) {
      String current =
          one.path.equals(path) ? " aria-current=\"page\"" : one == section ? " aria-current=\"true\"" : "";
      items.append(
          "<li><a href=\"%s%s\"%s>%s</a></li>".formatted(root, one.path, current, one.title));
    }
    return items.toString();
  }

  private String contents() {
    List<Title> listed = titles.stream().filter(title -> title.level() == 2).toList();
    return listed.size() < FEWEST_TITLES
        ? ""
        : "<nav class=\"contents\" aria-labelledby=\"on-this-page\"><div><p id=\"on-this-page\">On this page</p><ul>"
            + listed.stream()
                .map(
                    title ->
                        "<li><a href=\"#%s\">%s</a></li>".formatted(title.id(), escape(title.text())))
                .collect(Collectors.joining())
            + "</ul></div></nav>\n";
  }

  /** A text as the content of an element or the value of an attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
