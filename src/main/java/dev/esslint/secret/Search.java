package dev.esslint.secret;

import dev.esslint.secret.HereDocuments.HereDocument;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.yaml.Written;
import dev.esslint.yaml.Written.Pairs;
import dev.esslint.yaml.Written.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the secrets in one text by the places where they stand, in documents inside of it as well. */
final class Search {
  /** Documents in documents; deeper ones are taken for plain text. */
  private static final int MAX_DEPTH = 6;

  private Search() {}

  /**
   * The secrets in a text.
   *
   * @param top where it belongs
   * @param texts is told what the secrets are, without the quotes and escapes around them
   * @return the spans that must not be shown, in no order; they may overlap
   */
  static List<Span> in(SourceText source, SecretPlace top, Consumer<String> texts) {
    Written written = Written.read(source);
    List<HereDocument> documents = written.whole() ? List.of() : HereDocuments.in(source.text());
    return documents.isEmpty()
        ? in(source, written, top, 0, texts)
        : inDocumentsAndAround(source, documents, top, texts);
  }

  private static List<Span> inDocumentsAndAround(
      SourceText source, List<HereDocument> documents, SecretPlace top, Consumer<String> texts) {
    StringBuilder around = new StringBuilder(source.text());
    NavigableMap<Integer, Span> blank = new TreeMap<>();
    List<Span> spans = new ArrayList<>();
    for (HereDocument document : documents) {
      int start = document.body().start();
      SourceText inner = new SourceText(source.name(), source.slice(document.body()));
      if (document.secret()) {
        spans.add(document.body());
        inner.text().lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(texts);
      } else {
        Written written = Written.read(inner);
        if (!hasOnlyKeys(written)) {
          continue; // a text that is searched with what is around it
        }
        for (Span span : in(inner, written, top, 1, texts)) {
          spans.add(new Span(start + span.start(), start + span.end()));
        }
      }
      blank.put(document.whole().end(), document.whole());
      for (int i = document.whole().start(); i < document.whole().end(); i++) {
        if (around.charAt(i) != '\n') {
          around.setCharAt(i, ' ');
        }
      }
    }
    SourceText rest = new SourceText(source.name(), around.toString());
    for (Span span : in(rest, Written.read(rest), top, 0, texts)) {
      addBetween(span, blank, spans);
    }
    return spans;
  }

  /**
   * Adds what of a span has been left of the text.
   *
   * @param blank the other parts by their ends
   */
  private static void addBetween(Span span, NavigableMap<Integer, Span> blank, List<Span> spans) {
    int start = span.start();
    for (Span part : blank.tailMap(start, false).values()) {
      if (part.start() >= span.end()) {
        break;
      }
      if (start < part.start()) {
        spans.add(new Span(start, part.start()));
      }
      start = part.end();
    }
    if (start < span.end()) {
      spans.add(new Span(start, span.end()));
    }
  }

  private static List<Span> in(
      SourceText source, Written written, SecretPlace top, int depth, Consumer<String> texts) {
    Hidden hidden = new Hidden(source, depth, texts);
    CommentSearch comments = new CommentSearch(hidden);
    boolean lines = depth == 0 && isText(written) && source.lineCount() > 1; // in a scalar, the lines would be joined
    if (!lines) {
      PlaceSearch places = new PlaceSearch(hidden, comments);
      written.documents().forEach(document -> places.item(document, top));
    }
    if (written.whole() && !lines) {
      comments.in(written.comments());
    } else {
      RawSearch.in(hidden);
      comments.inUnreadable();
    }
    return hidden.spans();
  }

  /**
   * The secrets in a string.
   *
   * @param place where it stands
   * @return spans in the string, in no order; they may overlap
   */
  static List<Span> inString(String string, SecretPlace place, Consumer<String> texts) {
    return inString(string, place, 0, texts);
  }

  /**
   * The secrets in a string within other texts.
   *
   * @param depth in how many
   */
  static List<Span> inString(
      String string, SecretPlace place, int depth, Consumer<String> texts) {
    if (!Scan.mayHold(string)) {
      return List.of();
    }
    SourceText inner = new SourceText("", string);
    if (depth < MAX_DEPTH && (place.isDocument() || looksLikeDocument(string))) {
      Written written = Written.read(inner);
      if (!isText(written)) {
        return in(inner, written, place.document(), depth + 1, texts);
      }
    }
    Hidden hidden = new Hidden(inner, depth, texts);
    hidden.scan(new Span(0, string.length()));
    new CommentSearch(hidden).scanLikely();
    return hidden.spans();
  }

  /** The secrets in a string of several lines that cannot be read, although it is a document. */
  static List<Span> inTorn(String string, int depth, Consumer<String> texts) {
    Hidden hidden = new Hidden(new SourceText("", string), depth, texts);
    RawSearch.in(hidden);
    new CommentSearch(hidden).inUnreadable();
    return hidden.spans();
  }

  private static boolean isText(Written written) {
    return written.documents().stream().allMatch(Text.class::isInstance);
  }

  /** Whether a text is YAML with keys, and nothing else, as far as it could be read. */
  static boolean hasOnlyKeys(Written written) {
    return !written.documents().isEmpty()
        && written.documents().stream().allMatch(Pairs.class::isInstance);
  }

  private static boolean looksLikeDocument(String string) {
    String start = string.stripLeading();
    return start.startsWith("{")
        || start.startsWith("[")
        || string.indexOf('\n') >= 0
        || (string.contains(": ") && !isInQuotes(string, string.indexOf(": ")));
  }

  /** Whether an offset is in quotes, as the colon of a header in a command. */
  private static boolean isInQuotes(String text, int end) {
    char quote = 0;
    for (int at = 1; at < end; at++) {
      char c = text.charAt(at);
      if (quote == 0 && (c == '"' || c == '\'') && text.charAt(at - 1) == ' ') {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return quote != 0;
  }

  /** The secrets in a key: in a sentence or a command, with a colon in it, or in an address, or a hash of a password. */
  static List<Span> inKey(String key, Consumer<String> texts) {
    if (key.indexOf(' ') < 0 && key.indexOf(':') < 0 && key.indexOf('=') < 0 && (key.length() < TextScan.LEAST_WITH_TOKEN || !Scan.mayHold(key))) {
      return List.of();
    }
    Hidden hidden = new Hidden(new SourceText("", key), MAX_DEPTH, texts);
    hidden.scan(new Span(0, key.length()));
    return hidden.spans();
  }
}
