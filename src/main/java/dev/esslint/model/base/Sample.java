package dev.esslint.model.base;

import dev.esslint.secret.CredentialNames;
import dev.esslint.text.Regex;
import dev.esslint.text.Span;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The word by which a text is still that of an example.
 *
 * @param span where in the text it stands
 */
public record Sample(String word, Span span) {
  /** Words that nothing real has: those of the chart's examples, and what everyone writes for "fill this in". */
  private static final Regex SAMPLE =
      new Regex(
          "\\byour-synapse-(?:user|database-name)\\b|\\byour-matrix-auth-service-(?:user|database-name)\\b"
              + "|(?i:\\bchange[-_ ]?(?:me|this)\\b|\\breplace[-_ ]?(?:me|this)\\b|\\bfill[-_ ]?me[-_ ]?in\\b)"
              + "|\\bCHANGE_?ME|^PLACEHOLDER$|\\bYOUR(?:_[A-Z]{2,20}){1,4}\\b"
              + "|(?i:\\byour[-_](?:[a-z]{1,20}[-_]){0,3}(?:host(?:name)?|issuer|namespace)\\b)"
              + "|(?i:\\b(?:your|my)[-_](?:[a-z]{1,20}[-_]){0,3}(?:password|secret|token|username|client[-_]id|api[-_]key)(?:[-_]here)?\\b)");

  /** Domains that are nobody's; the group is what stands for somebody's own. */
  private static final Regex DOMAIN =
      new Regex(
          "(?i)(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\\.){0,5}?(?<domain>[a-z0-9-]{1,63}\\.tld|example\\.com"
              + "|(?:your|my)-?(?:own-?)?(?:domain|company|website|homeserver)(?:-?name)?\\.(?:com|org|net|io|dev))(?![a-z0-9-]|\\.[a-z0-9])");

  /** A whole text in angle brackets, which is no placeholder that a secret manager fills in. */
  private static final Regex BRACKETS = new Regex("<[^<>\\n]{1,80}>");

  /** In a longer text, as a whole value or line, or with a word that only instructions have. */
  private static final Regex BLANK =
      new Regex(
          "(?im)(?:[:=] *|^ *)(?:- +)?[\"']?(?<whole><(?!path:)(?:[a-z][^<>@:/\\n_ -]{0,40}[_ -][^<>@:/\\n]{0,40}"
              + "|passw(?:or)?d|secret|token|key|user(?:name)?|name|host(?:name)?|domain|e?-?mail|client|todo)>)[\"']? *$"
              + "|(?<told><(?:your|my|the|existing|insert|enter|replace|change|add|put|fill)[ _-][^<>@\\n]{1,80}>)");

  /** What is written as if a secret manager replaced it, and none does: in another form, or without the key that is looked for. */
  public static final Regex FOREIGN =
      new Regex("<(?:(?:secret|vault|kv|avp|PATH|Path):(?<path>[^<>\\n]{1,200})|path:(?<keyless>[^<>#\\n]{1,200}))>");

  private static final Regex COMMENT = new Regex("(?m)^[ \\t]*+#.*$");

  /** Whether it is the name of something in angle brackets. */
  public boolean isBlank() {
    return word.startsWith("<");
  }

  /** The word as it may be shown: what is in angle brackets may be a secret all the same. */
  public String shownAt(ValuePath path) {
    return isBlank() && isSecret(path) && !CredentialNames.isSample(word) ? "<...>" : word;
  }

  private static boolean isSecret(ValuePath path) {
    return path.steps().stream()
        .anyMatch(step -> step instanceof Key(String name) && CredentialNames.isSecret(name));
  }

  /** Parts of which every such word, in lower case, has one; most texts have none. */
  private static final List<String> HINTS =
      List.of(
          "your",
          "my-",
          "my_",
          "mydomain",
          ".tld",
          "example.com",
          "change",
          "replace",
          "fill",
          "placeholder",
          "<");

  /** Whether a text can have such a word, or a placeholder that nothing replaces. */
  public static boolean canBeIn(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    for (String hint : HINTS) {
      if (lowerCase.contains(hint)) {
        return true;
      }
    }
    return false;
  }

  /** Finds what shows that a text is not the real one; a word in a comment does not count. */
  public static Optional<Sample> in(String text) {
    return all(text).stream()
        .findFirst()
        .or(
            () ->
                FOREIGN.isIn(text)
                    ? Optional.of(new Sample(text, new Span(0, text.length())))
                    : Optional.empty());
  }

  /** Every word of an example in a text, in its order; those in comments do not count. */
  public static List<Sample> all(String text) {
    if (!canBeIn(text)) {
      return List.of();
    }
    boolean lines = text.contains("\n");
    String read = lines ? withoutComments(text) : text;
    List<Sample> samples = new ArrayList<>();
    for (Matcher word = SAMPLE.matcher(read); word.find(); ) {
      samples.add(new Sample(word.group(), new Span(word.start(), word.end())));
    }
    for (Matcher domain = DOMAIN.matcher(read); domain.find(); ) {
      String name = domain.group("domain").toLowerCase(Locale.ROOT);
      samples.add(new Sample(name, new Span(domain.start(), domain.end())));
    }
    if (!lines && BRACKETS.fits(text)) {
      if (samples.isEmpty() && Placeholder.in(text).isEmpty() && !FOREIGN.isIn(text)) {
        samples.add(new Sample(text, new Span(0, text.length())));
      }
    } else if (read.contains("<")) {
      Matcher blank = BLANK.matcher(read);
      while (blank.find()) {
        String group = blank.group("whole") == null ? "told" : "whole";
        samples.add(
            new Sample(blank.group(group), new Span(blank.start(group), blank.end(group))));
      }
    }
    samples.sort(Sample::inOrder);
    return withoutParts(samples);
  }

  /** By where they begin, the longer of two first. */
  private static int inOrder(Sample one, Sample other) {
    int starts = Integer.compare(one.span.start(), other.span.start());
    return starts != 0 ? starts : Integer.compare(other.span.end(), one.span.end());
  }

  /** Without those that are a part of the one before them. */
  private static List<Sample> withoutParts(List<Sample> inOrder) {
    List<Sample> whole = new ArrayList<>();
    for (Sample sample : inOrder) {
      if (whole.isEmpty() || sample.span.end() > whole.getLast().span.end()) {
        whole.add(sample);
      }
    }
    return whole;
  }

  /** The text with blanks for its comments, so that the rest stays where it is. */
  private static String withoutComments(String text) {
    StringBuilder read = new StringBuilder(text);
    for (Matcher comment = COMMENT.matcher(text); comment.find(); ) {
      for (int i = comment.start(); i < comment.end(); i++) {
        read.setCharAt(i, ' ');
      }
    }
    return read.toString();
  }
}
