package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the secrets in the comments of one text: those that they tell, those that were commented out, and what stands beside a secret. */
final class CommentSearch {
  /** Of the mark of a text of several lines, with the blank before it: {@code |2-}. */
  private static final int LONGEST_MARK = 4;

  private final Hidden hidden;

  /** The lines on which what stands in the place of a secret begins or ends. */
  private final Set<Integer> lines = new HashSet<>();

  /** The lines with a key of one, of which the value may be further down. */
  private final Set<Integer> keyLines = new HashSet<>();

  CommentSearch(Hidden hidden) {
    this.hidden = hidden;
  }

  /** Takes what stands in the place of a secret. */
  void value(Span span) {
    lines.add(hidden.lineOf(span.start()));
    lines.add(hidden.lineOf(span.end() - 1));
  }

  /** Takes the key of a secret. */
  void key(Span span) {
    keyLines.add(hidden.lineOf(span.start()));
  }

  /** Looks into the comments of a text that can be read, when all else in it has been looked at. */
  void in(List<Span> comments) {
    comments.forEach(this::comment);
    announced(comments);
    blocks(comments);
    besideSecrets(comments);
  }

  /** The same of a text in which only their mark tells which they are. */
  void inUnreadable() {
    List<Span> comments = likelyComments();
    comments.forEach(this::random);
    announced(comments);
    blocks(comments);
    behindHidden(comments);
  }

  /** Takes the lines between the key of a secret and its value, on which comments may be. */
  void between(Span key, Span value) {
    for (int line = hidden.lineOf(key.end()) + 1; line < hidden.lineOf(value.start()); line++) {
      lines.add(line);
    }
  }

  private void comment(Span span) {
    hidden.scan(span);
    random(span);
  }

  /** Hides what nobody makes up in a comment. */
  private void random(Span comment) {
    for (Span found : Scan.inComment(hidden.source().slice(comment))) {
      hidden.hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
    }
    told(comment, false);
  }

  private void told(Span comment, boolean beside) {
    for (Span found : Scan.told(hidden.source().slice(comment), beside)) {
      hidden.hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
    }
  }

  /** Hides a comment of one or more words below a sentence that ends with the name of a secret and a colon. */
  private void announced(List<Span> comments) {
    for (int i = 1; i < comments.size(); i++) {
      Span comment = comments.get(i);
      String before = bareComment(comments.get(i - 1));
      int name = before.lastIndexOf(' ') + 1;
      if (name > 0
          && before.endsWith(":")
          && before.charAt(0) != '-'
          && hidden.lineOf(comment.start()) == hidden.lineOf(comments.get(i - 1).start()) + 1
          && CredentialNames.isSecret(before.substring(name, before.length() - 1))) {
        String text = bareComment(comment);
        if (!text.isEmpty() && text.charAt(0) != '-' && text.indexOf(':') < 0) {
          int start = comment.start() + hidden.source().slice(comment).indexOf(text);
          hidden.hideBeside(new Span(start, start + text.length()));
        }
      }
    }
  }

  /** Hides the lines of comments below one that is the key of a secret and of a text of several lines, as where a whole block was commented out. */
  private void blocks(List<Span> comments) {
    int below = -1; // the column of the key
    int last = -1;
    boolean key = false; // whether a private key goes on
    for (Span comment : comments) {
      String text = bareComment(comment);
      int start = comment.start() + hidden.source().slice(comment).indexOf(text);
      int line = hidden.lineOf(start);
      int column = start - hidden.source().line(line).start();
      if (key && line == last + 1 && !text.isEmpty()) {
        key = !text.startsWith("-----END ");
        if (key) {
          hidden.hideBeside(new Span(start, start + text.length()));
        }
      } else if (below >= 0 && line == last + 1 && column > below) {
        if (!text.isEmpty()) {
          hidden.hideBeside(new Span(start, start + text.length()));
        }
      } else {
        below = isKeyOfBlock(text) ? column : -1;
        key = text.startsWith("-----BEGIN ") && text.endsWith("PRIVATE KEY-----");
      }
      last = line;
    }
  }

  /** Whether a line is the key of a secret, of which the text stands on the lines below. */
  private static boolean isKeyOfBlock(String line) {
    int mark = line.lastIndexOf(' ');
    boolean block = mark > 0 && "|>".indexOf(line.charAt(mark + 1)) >= 0 && line.length() - mark <= LONGEST_MARK && line.charAt(mark - 1) == ':';
    String key = block ? line.substring(line.startsWith("- ") ? 2 : 0, mark - 1).strip() : "";
    return block && (CredentialNames.isSecret(key) || CredentialNames.isValue(key));
  }

  /** Comments behind the value of a credential, and above or below it, may hold the one that it had before. */
  private void besideSecrets(List<Span> comments) {
    if (lines.isEmpty() && keyLines.isEmpty()) {
      return;
    }
    Set<Integer> beside = new HashSet<>(lines);
    for (Span comment : comments.reversed()) {
      takeBeside(comment, 1, beside);
    }
    for (Span comment : comments) {
      takeBeside(comment, -1, beside);
      int line = hidden.lineOf(comment.start());
      if (beside.contains(line) || (keyLines.contains(line) && endsWithKey(comment))) {
        for (Span found : Scan.besideSecret(hidden.source().slice(comment))) {
          hidden.hideBeside(new Span(comment.start() + found.start(), comment.start() + found.end()));
        }
      }
    }
  }

  /** Whether a comment stands right behind a key, the value of which is on the lines below. */
  private boolean endsWithKey(Span comment) {
    int at = comment.start();
    while (at > 0 && " \t".indexOf(hidden.source().text().charAt(at - 1)) >= 0) {
      at--;
    }
    return at > 0 && hidden.source().text().charAt(at - 1) == ':';
  }

  /** Takes in the line of a comment that has a line of its own next to one that is taken in, at the same column. */
  private void takeBeside(Span comment, int next, Set<Integer> beside) {
    int line = hidden.lineOf(comment.start());
    if (beside.contains(line + next)
        && column(line) == comment.start() - hidden.source().line(line).start()
        && column(line) == column(line + next)) {
      beside.add(line);
    }
  }

  /** Where the text of a line begins in it. */
  private int column(int line) {
    String text = hidden.source().slice(hidden.source().line(line));
    return text.length() - text.stripLeading().length();
  }

  private String bareComment(Span comment) {
    String text = hidden.source().slice(comment);
    int start = 0;
    while (start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.substring(start).stripTrailing();
  }

  /** Looks into comments where nothing is known to be one. */
  void scanLikely() {
    likelyComments().forEach(this::random);
  }

  /** Looks into the comments behind what is hidden in a text that cannot be read. */
  private void behindHidden(List<Span> comments) {
    Set<Integer> behind = new HashSet<>();
    hidden.spans().forEach(span -> behind.add(hidden.lineOf(span.start())));
    for (Span comment : comments) {
      if (behind.contains(hidden.lineOf(comment.start()))) {
        told(comment, true);
      }
    }
  }

  private List<Span> likelyComments() {
    List<Span> comments = new ArrayList<>();
    String text = hidden.source().text();
    for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      boolean numbered = at > 1 && text.charAt(at - 1) == ':' && Character.isDigit(text.charAt(at - 2)); // by a program
      boolean marked = at > 0 && "+-|>".indexOf(text.charAt(at - 1)) >= 0 && (at == 1 || text.charAt(at - 2) == '\n');
      if (at == 0 || numbered || marked || Character.isWhitespace(text.charAt(at - 1))) {
        int end = hidden.source().line(hidden.lineOf(at)).end();
        comments.add(new Span(at, end));
        at = end;
      }
    }
    return comments;
  }
}
