package dev.esslint.secret;

import dev.esslint.text.Span;

/** Finds the secrets in one text that cannot be read as YAML, by what stands in it and on which lines. */
final class RawSearch {
  /** Where a text in quotes goes on in the next line without a blank between. */
  private static final String TORN = "\\\n";

  private final Hidden hidden;

  private RawSearch(Hidden hidden) {
    this.hidden = hidden;
  }

  static void in(Hidden hidden) {
    hidden.scan(new Span(0, hidden.source().text().length()));
    RawSearch search = new RawSearch(hidden);
    search.scanJoined();
    search.scanLists();
    search.scanKeys();
  }

  /** Looks for what a backslash at the end of a line tears apart. */
  private void scanJoined() {
    String text = hidden.source().text();
    if (!text.contains(TORN)) {
      return;
    }
    StringBuilder joined = new StringBuilder();
    int[] places = new int[text.length() + 1];
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith(TORN, at)) {
        at += TORN.length();
        at = skipMargin(at);
      }
      if (at < text.length()) {
        places[joined.length()] = at;
        joined.append(text.charAt(at));
      }
    }
    for (Span found : Scan.secrets(joined.toString())) {
      hidden.spans().add(new Span(places[found.start()], places[found.end() - 1] + 1));
      hidden.takeLine(joined.substring(found.start(), found.end()));
    }
  }

  /** Where a line begins behind the blanks and marks before it, and its number. */
  private int skipMargin(int from) {
    String text = hidden.source().text();
    int at = from;
    while (at < text.length() && " \t|>+".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int digits = at;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return digits > at && text.startsWith(":", digits) ? skipMargin(digits + 1) : at;
  }

  /** Looks for commands in lists that cannot be read. */
  private void scanLists() {
    for (Span secret : Scan.inLists(hidden.source().text())) {
      hidden.spans().add(secret);
      hidden.tell(hidden.source().slice(secret));
    }
  }

  /** Looks for what nobody made up wherever it stands: what it is the value of may be what is broken. */
  private void scanKeys() {
    for (Span found : Scan.inComment(hidden.source().text())) {
      hidden.spans().add(found);
      hidden.tell(hidden.source().slice(found));
    }
  }
}
