package dev.esslint.deployment;

import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.gotemplate.GoTemplate.Braces;
import dev.esslint.source.Regex;
import dev.esslint.source.Scalar;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * What the user wrote that is not what it is meant to be, wherever it stands.
 *
 * <p>{@code samples.texts[]}: a text that still holds a {@code word} of an example, in the order of
 * the files; if there is one, {@code samples.number} says how many there are and {@code
 * samples.words} which words. {@code untemplated[]}: a {@code template} where the chart does not
 * evaluate templates; {@code nulls[]}: a {@code flag} that is on by default and that a null
 * switches off.
 */
final class SampleFacts {
  static Set<String> names() {
    return Facts.names(
        Set.of("samples.number", "samples.words"),
        Facts.list("samples.texts", "word"),
        Facts.list("untemplated", "template"),
        Facts.list("nulls", "flag"));
  }

  /** Words that nothing real has: those of the chart's examples, and what everyone writes for "fill this in". */
  private static final Regex SAMPLE =
      new Regex(
          "\\byour\\.tld\\b|\\byour-db-host\\.tld\\b|\\bserver-name\\.tld\\b|\\byour-synapse-(?:user|database-name)\\b"
              + "|\\byour-matrix-auth-service-(?:user|database-name)\\b|(?i:\\bchange[-_]?me\\b|\\breplace[-_]?me\\b)"
              + "|\\bCHANGEME|^PLACEHOLDER$");

  /** A whole text in angle brackets, which is no placeholder that a secret manager fills in. */
  private static final Regex BRACKETS = new Regex("<[^<>\\n]{1,80}>");

  /** Where rules of their own say what is no address. */
  private static final Regex ADDRESSES =
      new Regex("matrixRTC\\.sfu\\.manualIP|.*hostAliases\\[\\d+]\\.ip");

  private static final Regex COMMENT = new Regex("(?m)^[ \\t]*+#.*$");

  /** What only a template of Helm asks for. */
  private static final Regex HELM = new Regex("\\.(?:Values|Release|Chart|Capabilities)\\b");

  /** Where the chart takes texts as they stand (catalogue 13 and 18.8). */
  private static final Regex PLAIN =
      new Regex(
          "(?:synapse|matrixAuthenticationService|matrixRTC\\.sfu)\\.additional\\..*\\.config"
              + "|(?:synapse|matrixAuthenticationService|matrixRTC\\.sfu)\\.additional\\[.*]\\.config"
              + "|wellKnownDelegation\\.(?:baseDomainRedirect\\.url|headers\\b.*)"
              + "|.*\\.configSecretKey|.*\\.postgres\\.(?:user|database)|matrixRTC\\.sfu\\.manualIP"
              + "|matrixRTC\\.livekitAuth\\.key|(?:.*\\.)?ingress\\.className|certManager\\..*"
              + "|(?:.*\\.)?(?:annotations|labels)[.\\[].*|synapse\\.extraArgs\\[.*"
              + "|(?:.*\\.)?storage\\.(?:size|storageClassName|volumeName)|hookshot\\.user\\.localpart|clusterDomain"
              + "|(?!.*extraEnv|hookshot\\.appserviceRegistration).*\\.value");

  private final Chosen chosen;
  private final Facts facts;
  private final List<Found> found = new ArrayList<>();

  /** A word of an example in a text of the values. */
  private record Found(String word, ValuePath path, Origin place) {}

  private SampleFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  static void state(Chosen chosen, Facts facts) {
    SampleFacts state = new SampleFacts(chosen, facts);
    state.walk(ValuePath.ROOT, chosen.values().root());
    if (!state.found.isEmpty()) {
      state.samples();
    }
  }

  private void samples() {
    List<Layer> layers = chosen.values().layers();
    found.sort(
        Comparator.<Found>comparingInt(sample -> layers.indexOf(sample.place.layer()))
            .thenComparingInt(sample -> sample.place.value().start()));
    Set<String> words = new LinkedHashSet<>();
    for (Found sample : found) {
      words.add("`" + sample.word + "`");
      String item = facts.add("samples.texts", sample.path, sample.place);
      facts.put(item + ".word", sample.word, sample.path);
    }
    ValuePath first = found.getFirst().path;
    facts.put("samples.words", List.copyOf(words), first);
    facts.put(
        "samples.number", found.size() == 1 ? "One value is" : found.size() + " values are", first);
  }

  private void walk(ValuePath path, Value value) {
    if (!value.origin().isWritten() || isOff(path)) {
      return;
    }
    switch (value) {
      case MapValue map -> {
        map.deleted()
            .forEach(
                (key, origin) -> {
                  ValuePath flag = path.key(key);
                  if (chosen.preset(flag.toString()).filter(Scalar.TRUE::equals).isPresent()) {
                    facts.put(facts.next("nulls") + ".flag", flag.toString(), flag);
                  }
                });
        map.entries().forEach((key, child) -> walk(path.key(key), child));
      }
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          walk(path.index(i), list.items().get(i));
        }
      }
      case ScalarValue(Scalar.Str(String text), var origin) -> state(path, text, origin);
      case ScalarValue scalar -> {}
    }
  }

  private void state(ValuePath path, String text, Origin origin) {
    Sample sample = sample(text).orElse(null);
    if (sample != null && !ADDRESSES.fits(path.toString())) {
      found.add(new Found(sample.word, path, place(path, text, origin, sample)));
    }
    if (text.contains("{{") && PLAIN.fits(path.toString())) {
      Optional<Braces> template =
          GoTemplate.braces(text).stream().filter(b -> HELM.isIn(b.inside(text))).findFirst();
      if (template.isPresent() && !isUnreadable(path, text)) {
        Span span = new Span(template.get().start(), template.get().end());
        String item = facts.add("untemplated", path, Embedded.of(path, text, origin).origin(span));
        facts.put(item + ".template", text.substring(span.start(), span.end()), path);
      }
    }
  }

  /** Whether a fragment of configuration cannot be read, mostly for this template without quotes. */
  private static boolean isUnreadable(ValuePath path, String text) {
    return path.last().equals(new Key("config"))
        && TextFacts.yamlProblem(new SourceText("", text)).isPresent();
  }

  /** A text of several lines is long: there it is the word that is pointed at. */
  private static Origin place(ValuePath path, String text, Origin origin, Sample sample) {
    return text.contains("\n")
        ? Embedded.of(path, text, origin).origin(sample.span)
        : new Origin(origin.layer(), origin.value(), origin.value(), null);
  }

  /**
   * The word by which a text is still that of an example.
   *
   * @param span where in the text it stands
   */
  record Sample(String word, Span span) {}

  /** Parts of which every such word, in lower case, has one; most texts have none. */
  private static final List<String> HINTS =
      List.of("your", ".tld", "change", "replace", "placeholder");

  private static boolean mayBeSample(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    for (String hint : HINTS) {
      if (lowerCase.contains(hint)) {
        return true;
      }
    }
    return text.startsWith("<");
  }

  /** Finds a word of an example in a text; one in a comment does not count. */
  static Optional<Sample> sample(String text) {
    if (!mayBeSample(text)) {
      return Optional.empty();
    }
    Matcher word = SAMPLE.matcher(text.contains("\n") ? withoutComments(text) : text);
    if (word.find()) {
      return Optional.of(new Sample(word.group(), new Span(word.start(), word.end())));
    }
    return BRACKETS.fits(text) && Placeholder.in(text).isEmpty()
        ? Optional.of(new Sample("<...>", new Span(0, text.length())))
        : Optional.empty();
  }

  /** The text with blanks for its comments, so that the rest stays where it is. */
  private static String withoutComments(String text) {
    return COMMENT.matcher(text).replaceAll(comment -> " ".repeat(comment.group().length()));
  }

  /** Whether a path is in the block of a component that is switched off. */
  private boolean isOff(ValuePath path) {
    return path.steps().size() == 1
        && chosen.values().at(path.key("enabled")).orElse(null)
            instanceof ScalarValue(Scalar flag, var origin)
        && !flag.equals(Scalar.NULL)
        && !flag.equals(Scalar.TRUE);
  }
}
