package dev.esslint.secret;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.ScalarOffsets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** What is hidden of one text, and what the secrets in it are, for whatever else quotes them. */
final class Hidden {
  /** What is shorter is hidden only where it stands. */
  private static final int LEAST_KNOWN = 6;

  private static final String BINARY = "!!binary";

  private final SourceText source;
  private final int depth;
  private final Consumer<String> texts;
  private final List<Span> spans = new ArrayList<>();

  /**
   * @param depth in how many other texts it stands
   * @param texts is told what the secrets are, without the quotes and escapes around them
   */
  Hidden(SourceText source, int depth, Consumer<String> texts) {
    this.source = source;
    this.depth = depth;
    this.texts = texts;
  }

  SourceText source() {
    return source;
  }

  int depth() {
    return depth;
  }

  Consumer<String> texts() {
    return texts;
  }

  /** Takes down what a secret is. */
  void tell(String secret) {
    texts.accept(secret);
  }

  /** The spans that must not be shown, in no order; they may overlap. */
  List<Span> spans() {
    return spans;
  }

  /**
   * Hides what stands in the place of a secret.
   *
   * @param secret what it reads as
   */
  void hide(Span span, String secret) {
    if (span.start() < span.end() && !secret.isBlank() && !CredentialNames.isSample(secret)) {
      spans.add(span);
      texts.accept(secret);
      String written = source.slice(span);
      if (depth > 0 && written.indexOf('\\') >= 0) {
        texts.accept(written); // a remedy may have the text that it stands in as it is
      }
      for (Span part : Scan.inTemplatesOfSecret(secret)) {
        texts.accept(secret.substring(part.start(), part.end())); // escaped in another way where it is quoted
        words(secret.substring(part.start(), part.end()));
      }
      inTemplates(secret);
      behindBraces(secret);
      inSubstitutions(secret);
      if (isBinary(span)) {
        texts.accept(decoded(secret));
      }
    }
  }

  /** Hides parts of a scalar, given as spans of what it reads as. */
  void parts(ScalarNode scalar, List<Span> inner) {
    if (!inner.isEmpty()) {
      ScalarOffsets offsets = ScalarOffsets.of(source, scalar);
      inner.forEach(span -> spans.add(offsets.outer(span)));
    }
  }

  /** Hides a part of a comment. A change of the text may move it to where no secret is beside it, so that it has to be known by what it says. */
  void hideBeside(Span span) {
    spans.add(span);
    if (span.end() - span.start() >= LEAST_KNOWN) {
      texts.accept(source.slice(span));
    }
  }

  /** Hides what is a secret in a part of the text by what is around it there. */
  void scan(Span span) {
    for (Span found : Scan.secrets(source.slice(span))) {
      Span secret = new Span(span.start() + found.start(), span.start() + found.end());
      spans.add(secret);
      takeLine(source.slice(secret));
    }
  }

  /** Takes down what a line says that is hidden for the key above it; its own key is none. */
  void takeLine(String line) {
    if (line.endsWith(":")) {
      return;
    }
    texts.accept(line);
    TerraformCalls.texts(line).forEach(texts);
    behindBraces(line);
    if (line.indexOf(' ') < 0) { // a remedy may cut an address in two, at a mark in the password
      String server = line.substring(line.lastIndexOf('@') + 1);
      for (String part : line.split("[:@]", -1)) {
        if (part.length() > LEAST_KNOWN && !(part.equals(server) && part.length() < line.length() && isServer(part))) {
          texts.accept(part);
        }
      }
    }
    int comment = line.indexOf(" #");
    String before = comment < 0 ? line : line.substring(0, comment);
    int value = before.indexOf(": ");
    texts.accept(before.substring(value + 1));
    if (comment > 0 && line.length() - comment > LEAST_KNOWN) {
      texts.accept(line.substring(comment + 2));
    }
  }

  /** Whether a word is made as names of servers are, and has no digits. */
  private static boolean isServer(String word) {
    return word.indexOf('.') > 0 && word.chars().allMatch(c -> Character.isLowerCase(c) || ".-".indexOf(c) >= 0);
  }

  /** Takes down what follows two braces in a secret and is no name: an error of the template that they seem to open may quote it. */
  private void behindBraces(String secret) {
    int open = secret.indexOf("{{");
    boolean closed = secret.indexOf("}}", open) > 0;
    for (int start = open < 0 ? secret.length() : open + 2; start < secret.length(); start++) {
      int end = start;
      while (end < secret.length() && Character.isLetterOrDigit(secret.charAt(end))) {
        end++;
      }
      boolean own = !closed || TextScan.looksRandom(secret, start, end); // or a function
      if (end - start >= LEAST_KNOWN && ".$".indexOf(secret.charAt(start - 1)) < 0 && own) {
        texts.accept(secret.substring(start, end));
      }
      start = end;
    }
  }

  /** Takes down what stands in for variables that are not set: {@code ${PASSWORD:-x}}, {@code ${PASSWORD:=x}}. */
  private void inSubstitutions(String string) {
    for (int open = string.indexOf("${"); open >= 0; open = string.indexOf("${", open + 1)) {
      int close = string.indexOf('}', open);
      int sign = string.indexOf(':', open);
      if (sign > open && close - sign > LEAST_KNOWN && "-=".indexOf(string.charAt(sign + 1)) >= 0) {
        texts.accept(string.substring(sign + 2, close));
      }
    }
  }

  /** Takes down the words of a secret in a template: of a template of another program than Helm, only words without marks are left. */
  void inTemplates(String string) {
    if (string.contains("{{")) {
      for (Span secret : Scan.inTemplates(string)) {
        words(string.substring(secret.start(), secret.end()));
      }
    }
  }

  private void words(String secret) {
    String words = secret.replaceAll("[^A-Za-z0-9_.]+", " ").strip();
    if (words.length() >= LEAST_KNOWN) {
      texts.accept(words);
    }
  }

  /** Whether a scalar says that it is base64: what is read is then another text than what is written. */
  boolean isBinary(Span span) {
    int end = span.start();
    while (end > 0 && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return source.text().startsWith(BINARY, end - BINARY.length());
  }

  /** What a text in base64 says; empty if it is none. */
  static String decoded(String base64) {
    try {
      return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return ""; // Helm refuses it
    }
  }

  /** The number of the line that an offset is on, from 1. */
  int lineOf(int offset) {
    return source.position(offset).line();
  }
}
