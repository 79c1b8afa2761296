package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Documents that stand in the text of a script or of Terraform from {@code <<WORD} to a line with that word. What is around them is no
 * YAML, so that they have to be read by themselves.
 */
final class HereDocuments {
  private static final String MARK = "<<";
  private static final int LONGEST_WORD = 40;

  /** What everything begins with that Terraform makes, and what a Secret does. */
  private static final String RESOURCE = "resource \"";

  static final String SECRET_RESOURCE = RESOURCE + "kubernetes_secret";

  /** So much of a line is looked at for the name of what a here-document is the value of. */
  private static final int MOST_BEFORE = 200;

  private static final String QUOTES = "\"'";

  private final String text;

  /** Where the lines begin that have nothing but a word, by the word. */
  private final Map<String, NavigableSet<Integer>> words = new HashMap<>();

  private HereDocuments(String text) {
    this.text = text;
    for (int line = 0; line < text.length(); line = next(line)) {
      String word = text.substring(line, Math.min(next(line), line + 2 * LONGEST_WORD)).strip();
      if (!word.isEmpty() && word.equals(word(word, 0))) {
        words.computeIfAbsent(word, w -> new TreeSet<>()).add(line);
      }
    }
  }

  /**
   * A here-document.
   *
   * @param whole from the mark before its word to the end of the line that closes it
   * @param body the lines between
   * @param secret whether what they are the value of is a secret, so that they are one whatever they say
   */
  record HereDocument(Span whole, Span body, boolean secret) {}

  /** All of them, in their order. */
  static List<HereDocument> in(String text) {
    return text.contains(MARK) ? new HereDocuments(text).find() : List.of();
  }

  private List<HereDocument> find() {
    List<HereDocument> found = new ArrayList<>();
    int at = text.indexOf(MARK);
    int resource = 0; // the last one before the mark
    int following = text.indexOf(RESOURCE);
    while (at >= 0) {
      for (; following >= 0 && following < at; following = text.indexOf(RESOURCE, following + 1)) {
        resource = following;
      }
      NavigableSet<Integer> ends = words.get(word(text, at + MARK.length()));
      Integer end = ends == null ? null : ends.higher(at);
      if (end != null) {
        found.add(new HereDocument(new Span(at, next(end)), new Span(next(at), end), isSecret(at) || text.startsWith(SECRET_RESOURCE, resource)));
      }
      at = text.indexOf(MARK, end == null ? at + MARK.length() : end);
    }
    return found;
  }

  /** Where the line after the one at an offset begins. */
  private int next(int offset) {
    int end = text.indexOf('\n', offset);
    return end < 0 ? text.length() : end + 1;
  }

  /** The word that begins at an offset, behind a dash or a quote if there is one; empty if there is none. */
  private static String word(String text, int offset) {
    int start = offset;
    start += text.startsWith("-", start) || text.startsWith("~", start) ? 1 : 0;
    start += text.startsWith("'", start) || text.startsWith("\"", start) ? 1 : 0;
    int end = start;
    while (end < text.length()
        && end - start <= LONGEST_WORD
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Whether what stands before a mark is the name of a secret, or the file is called as one that it goes into. */
  private boolean isSecret(int mark) {
    int line = text.lastIndexOf('\n', mark) + 1;
    String before = text.substring(Math.max(line, mark - MOST_BEFORE), mark);
    int sign = Math.max(before.lastIndexOf('='), before.lastIndexOf(':'));
    String after = text.substring(mark, Math.min(next(mark), mark + MOST_BEFORE));
    int file = after.lastIndexOf('>');
    return ((sign < 0 || isValue(before.substring(sign + 1))) && CredentialNames.isSecret(lastWord(sign < 0 ? before : before.substring(0, sign))))
        || (file >= 0 && CredentialNames.isSecret(lastWord(after)));
  }

  /** Whether what stands between a name and a mark makes a value of the document, as a call does; behind the value of an option, the command goes on. */
  private static boolean isValue(String between) {
    int open = 0;
    for (int i = 0; i < between.length(); i++) {
      open += between.charAt(i) == '(' ? 1 : between.charAt(i) == ')' ? -1 : 0;
    }
    return open > 0 || between.strip().indexOf(' ') < 0;
  }

  private static String lastWord(String line) {
    String name = line.strip();
    int end = name.length();
    while (end > 0 && QUOTES.indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0
        && (Character.isLetterOrDigit(name.charAt(start - 1)) || "_-.".indexOf(name.charAt(start - 1)) >= 0)) {
      start--;
    }
    return name.substring(start, end);
  }
}
