package dev.esslint.deployment;

import dev.esslint.source.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user wrote that is not what it is meant to be, wherever it stands.
 *
 * <p>{@code samples[]}: a text that still holds a {@code word} of an example; {@code untemplated[]}: a {@code template}
 * where the chart does not evaluate templates; {@code nulls[]}: a {@code flag} that is on by default and that a null
 * switches off.
 */
final class SampleFacts {
  static Set<String> names() {
    return Facts.names(
        Facts.list("samples", "word"),
        Facts.list("untemplated", "template"),
        Facts.list("nulls", "flag"));
  }

  /** Words that nothing real has: those of the chart's examples, and what everyone writes for "fill this in". */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "\\byour\\.tld\\b|\\byour-db-host\\.tld\\b|\\bserver-name\\.tld\\b|\\byour-synapse-(?:user|database-name)\\b"
              + "|\\byour-matrix-auth-service-(?:user|database-name)\\b|(?i:\\bchange[-_]?me\\b|\\breplace[-_]?me\\b)"
              + "|\\bCHANGEME|^PLACEHOLDER$");

  /** A whole text in angle brackets, which is no placeholder that a secret manager fills in. */
  private static final Pattern BRACKETS = Pattern.compile("<[^<>\\n]{1,80}>");

  /** Where rules of their own say what is no address. */
  private static final Pattern ADDRESSES =
      Pattern.compile("matrixRTC\\.sfu\\.manualIP|.*hostAliases\\[\\d+]\\.ip");

  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");

  private static final Pattern TEMPLATE =
      Pattern.compile("\\{\\{[^}]*\\.(?:Values|Release|Chart|Capabilities)\\b[^}]*}}");

  /** Where the chart takes texts as they stand (catalogue 13 and 18.8). */
  private static final Pattern PLAIN =
      Pattern.compile(
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

  private SampleFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  static void state(Chosen chosen, Facts facts) {
    SampleFacts state = new SampleFacts(chosen, facts);
    state.walk(ValuePath.ROOT, chosen.values().root());
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
      case ScalarValue(Scalar.Str(String text), var origin) -> state(path, text);
      case ScalarValue scalar -> {}
    }
  }

  private void state(ValuePath path, String text) {
    sample(text)
        .filter(word -> !ADDRESSES.matcher(path.toString()).matches())
        .ifPresent(word -> facts.put(facts.next("samples") + ".word", word, path));
    if (text.contains("{{") && PLAIN.matcher(path.toString()).matches()) {
      Matcher template = TEMPLATE.matcher(text);
      if (template.find() && !isUnreadable(path, text)) {
        facts.put(facts.next("untemplated") + ".template", template.group(), path);
      }
    }
  }

  /** Whether a fragment of configuration cannot be read, mostly for this template without quotes. */
  private static boolean isUnreadable(ValuePath path, String text) {
    return path.last().equals(new Key("config")) && TextFacts.yamlProblem(text).isPresent();
  }

  /** The word by which a text is still that of an example. */
  static Optional<String> sample(String text) {
    Matcher word =
        SAMPLE.matcher(text.contains("\n") ? COMMENT.matcher(text).replaceAll("") : text);
    if (word.find()) {
      return Optional.of(word.group());
    }
    return BRACKETS.matcher(text).matches() && Placeholder.in(text).isEmpty()
        ? Optional.of("<...>")
        : Optional.empty();
  }

  /** Whether a path is in the block of a component that is switched off. */
  private boolean isOff(ValuePath path) {
    return path.steps().size() == 1
        && path.last() instanceof Key(String component)
        && chosen.has(component + ".enabled")
        && !chosen.on(component + ".enabled");
  }
}
