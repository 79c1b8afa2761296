package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.yaml.Written;
import dev.esslint.yaml.Written.Pairs;
import java.util.ArrayList;
import java.util.List;

/**
 * Documents that stand in the text of a script or of Terraform from {@code <<WORD} to a line with that word. What is around them is no
 * YAML, so that they have to be read by themselves.
 */
final class HereDocuments {
  private static final int LONGEST_WORD = 40;

  private HereDocuments() {}

  /** The lines of those that have keys, in their order. What may be a secret as a whole is none of them. */
  static List<Span> in(String text) {
    List<Span> found = new ArrayList<>();
    int at = text.indexOf("<<");
    while (at >= 0) {
      int lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) {
        break;
      }
      String word = word(text.substring(at + 2, lineEnd));
      String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
      int end = word.isEmpty() ? -1 : end(text, lineEnd + 1, word);
      int next = at + 2;
      if (end > lineEnd + 1) {
        if (!CredentialNames.isSecret(before) && hasKeys(text.substring(lineEnd + 1, end))) {
          found.add(new Span(lineEnd + 1, end));
        }
        next = end;
      }
      at = text.indexOf("<<", next);
    }
    return found;
  }

  /** The word behind the sign, without the quotes around it; empty if there is none. */
  private static String word(String rest) {
    int start = rest.startsWith("-") ? 1 : 0;
    start += rest.startsWith("'", start) || rest.startsWith("\"", start) ? 1 : 0;
    int end = start;
    while (end < rest.length()
        && end - start < LONGEST_WORD
        && (Character.isLetterOrDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
      end++;
    }
    return rest.substring(start, end);
  }

  /** Where the line with the word begins, or -1. */
  private static int end(String text, int start, String word) {
    int line = start;
    while (line >= 0 && line < text.length()) {
      int next = text.indexOf('\n', line);
      String own = text.substring(line, next < 0 ? text.length() : next).strip();
      if (own.equals(word)) {
        return line;
      }
      line = next < 0 ? -1 : next + 1;
    }
    return -1;
  }

  private static boolean hasKeys(String body) {
    List<Written.Item> documents = Written.read(new SourceText("", body)).documents();
    return !documents.isEmpty() && documents.stream().allMatch(Pairs.class::isInstance);
  }
}
