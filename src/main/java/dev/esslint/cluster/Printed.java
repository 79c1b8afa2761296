package dev.esslint.cluster;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.workspace.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands in a text that {@code kubectl} printed: documents, which need no dashes between them where several commands wrote into
 * one file, and lines of its standard error, which are no part of any.
 *
 * @param documents the documents, each with its own top
 * @param errors what it says that it could not do
 */
record Printed(List<Span> documents, List<String> errors) {

  /** What a document in YAML begins with, as its keys are sorted. */
  private static final List<String> FIRST_KEYS = List.of("apiVersion:", "clientVersion:", "Client Version:");

  private static final Pattern ERROR =
      Pattern.compile("(?:error|Error from server(?: \\([^)]*\\))?|Unable to connect to the server): .*|The connection to the server .*");

  private static final Pattern NO_DOCUMENT =
      Pattern.compile("Warning: .*|No resources found.*|[IWEF][0-9]{4} [0-9:.]+ .*");

  /** A group and a version, or a version of the core. */
  static final Pattern API_VERSION = Pattern.compile("\\A(?:[a-z0-9.-]++/)?v[0-9][a-z0-9]*+\\z");

  private static final Pattern TABLE = Pattern.compile("(?:NAMESPACE|NAME|LAST SEEN) {2,}[A-Z].*");

  /**
   * Takes a text apart.
   *
   * @throws RefusedException if it is a table for people
   */
  static Printed of(SourceText source) throws RefusedException {
    Printed printed = new Printed(new ArrayList<>(), new ArrayList<>());
    for (Span document : YamlStream.documents(source.text())) {
      printed.split(source, document);
    }
    return printed;
  }

  private void split(SourceText source, Span whole) throws RefusedException {
    String text = source.text();
    int start = whole.start();
    String first = ""; // how the document that begins there is told from the next one
    char last = 0; // the last character of the line before
    int next;
    for (int at = start; at < whole.end(); at = next) {
      int end = text.indexOf('\n', at);
      end = end < 0 || end > whole.end() ? whole.end() : end;
      next = end + 1;
      if (" \t\r\n-#".indexOf(text.charAt(at)) < 0) { // few lines begin at the margin
        String line = text.substring(at, end).stripTrailing();
        if (TABLE.matcher(line).matches()) {
          throw RefusedException.at(source, at, "this is the table that kubectl prints for people; add `-o yaml` to the command");
        }
        boolean error = ERROR.matcher(line).matches();
        if (error || NO_DOCUMENT.matcher(line).matches()) {
          add(text, start, at);
          start = Math.min(next, whole.end());
          first = "";
          if (error) {
            errors.add(line);
          }
        } else {
          String mark = mark(line);
          boolean begins = mark.equals("{") ? last == '}' : !mark.equals(first) || !mark.equals("v1");
          if (!mark.isEmpty() && !first.isEmpty() && begins) {
            add(text, start, at);
            start = at;
          }
          first = mark.isEmpty() ? first : mark;
        }
      }
      last = lastOf(text, at, end, last);
    }
    add(text, start, whole.end());
  }

  /** What a line begins a document with: a key, a brace, a word of a list of API versions; empty for any other line. */
  private static String mark(String line) {
    for (String key : FIRST_KEYS) {
      if (line.startsWith(key)) {
        return key;
      }
    }
    return line.startsWith("{") ? "{" : API_VERSION.matcher(line).matches() ? "v1" : "";
  }

  private static char lastOf(String text, int start, int end, char otherwise) {
    for (int at = end - 1; at >= start; at--) {
      if (" \t\r".indexOf(text.charAt(at)) < 0) {
        return text.charAt(at);
      }
    }
    return otherwise;
  }

  private void add(String text, int start, int end) {
    if (!text.substring(start, end).isBlank()) {
      documents.add(new Span(start, end));
    }
  }
}
