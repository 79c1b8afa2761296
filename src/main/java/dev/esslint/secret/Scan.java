package dev.esslint.secret;

import dev.esslint.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for secrets in text that cannot be parsed: a broken file, a comment, a command line. As nothing is known about what
 * it means, all that may be a secret is taken for one.
 */
final class Scan {
  private Scan() {}

  /** Whether a text may hold a secret at all. */
  static boolean mayHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (":=-_{".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return text.indexOf(' ') >= 0 || TokenScan.mayHold(text);
  }

  /** The secrets in a text, in no order; they may overlap. */
  static List<Span> secrets(String text) {
    List<Span> found = new ArrayList<>();
    new KeyScan(text, found).run();
    new AddressScan(text, found).run();
    new TokenScan(text, found).run();
    new CommandScan(text, found).run();
    new TemplateScan(text, found).run();
    new AnchorScan(text, found).run(); // the last, as it looks into what the others found
    return found;
  }

  /** The texts in templates that stand in for a secret. */
  static List<Span> inTemplates(String text) {
    List<Span> found = new ArrayList<>();
    new TemplateScan(text, found).run();
    return found;
  }

  /** The same in a text in the place of a secret. */
  static List<Span> inTemplatesOfSecret(String text) {
    List<Span> found = new ArrayList<>();
    new TemplateScan(text, found, true).run();
    return found;
  }

  /** The secrets that commands take, in a line of words. */
  static List<Span> inCommand(String line) {
    List<Span> found = new ArrayList<>();
    new CommandScan(line, found).run();
    new HeaderWords(line, found).run();
    for (Span quoted : CommandScan.quoted(line)) { // one argument, such as a header, that was torn at its blanks
      for (Span inside : secrets(line.substring(quoted.start(), quoted.end()))) {
        found.add(new Span(quoted.start() + inside.start(), quoted.start() + inside.end()));
      }
    }
    return found;
  }

  /** The secrets that commands take which stand in lists of a text that cannot be read, word by word. */
  static List<Span> inLists(String text) {
    List<Span> found = new ArrayList<>();
    String line = ListedWords.in(text);
    new CommandScan(line, found).run();
    new AddressScan(line, found).run();
    return found;
  }

  /** The passwords of URLs in a message, but for what is masked already or stands for one. */
  static List<Span> inMessage(String message) {
    List<Span> found = new ArrayList<>();
    if (message.contains(":/") && message.indexOf('@') >= 0) {
      new AddressScan(message, found).urlsAndPaths();
      found.removeIf(span -> "<$*".indexOf(message.charAt(span.start())) >= 0);
    }
    return found;
  }

  /** What nobody makes up in a comment, wherever it stands. */
  static List<Span> inComment(String comment) {
    List<Span> found = new ArrayList<>();
    new RandomScan(comment, found).run();
    return found;
  }

  /**
   * What a comment tells of a secret.
   *
   * @param about whether it stands beside one
   */
  static List<Span> told(String comment, boolean about) {
    List<Span> found = new ArrayList<>();
    new ToldScan(comment, found, about).run();
    return found;
  }

  /** What may be a secret in a comment beside one. */
  static List<Span> besideSecret(String comment) {
    List<Span> found = new ArrayList<>();
    new CommentScan(comment, found).run();
    return found;
  }
}
