package dev.esslint.model.texts;

import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.gotemplate.GoTemplate.Braces;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Sample;
import dev.esslint.text.Lookalikes;
import dev.esslint.text.Regex;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Trail;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.Set;
import java.util.regex.Matcher;

/** What the user wrote that is not what it is meant to be, wherever it stands. */
public final class SampleFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        samples[]: a word of an example
          texts[]: a text that still has it
            word: the word
        foreign[]: a placeholder in a form that no program replaces
          placeholder: the placeholder
          meant: the form that was meant
        untemplated[]: a template where the chart does not evaluate templates
          template: the template
        quoted[]: a text of any form between typographic quotes, which YAML takes for a part of it
          text: the text
          texts: all of them, as code
        nulls[]: a flag that is on by default and that a null switches off
          flag: its path
        """);
  }

  /** Where rules of their own say what is no address. */
  private static final Regex ADDRESSES =
      new Regex("matrixRTC\\.sfu\\.manualIP|.*hostAliases\\[\\d+]\\.ip");

  /** What only a template of Helm asks for. */
  private static final Regex HELM = new Regex("\\.(?:Values|Release|Chart|Capabilities)\\b");

  /** Where the chart takes texts as they stand (catalogue entry 13, catalogue 18.8). */
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

  /** Where neither the schema nor Kubernetes has a form for a text. */
  private static final Regex ANY_FORM = new Regex(".*\\.(?:user|database|secretKey)|.*\\.extraEnv\\[\\d+]\\.value");

  /** The keys that name objects. */
  private static final Set<String> NAMES_OF_OBJECTS =
      Set.of("secret", "tlsSecret", "configSecret", "secretName", "configMap", "existingClaim", "claimName", "volumeName", "name");

  private final Chosen chosen;
  private final Documents documents;
  private final Facts facts;
  private final List<Found> found = new ArrayList<>();

  /** A word of an example in a text of the values. */
  private record Found(String word, ValuePath path, Origin place) {}

  private SampleFacts(Chosen chosen, Documents documents, Facts facts) {
    this.chosen = chosen;
    this.documents = documents;
    this.facts = facts;
  }

  public static void state(Chosen chosen, Documents documents, Facts facts) {
    SampleFacts state = new SampleFacts(chosen, documents, facts);
    state.walk(new Trail(), chosen.values().root());
    state.samples();
    facts.gather("quoted", "", "text", "texts");
  }

  /** By layer, and by place in it; none of the library's comparators: their classes are made at run time, in no cache. */
  private static int inOrder(Origin one, Origin other, List<Layer> layers) {
    int layer = Integer.compare(layers.indexOf(one.layer()), layers.indexOf(other.layer()));
    return layer != 0 ? layer : Integer.compare(one.value().start(), other.value().start());
  }

  private void samples() {
    List<Layer> layers = chosen.values().layers();
    found.sort((one, other) -> inOrder(one.place, other.place, layers));
    Map<String, Facts> items = new HashMap<>();
    for (Found sample : found) {
      Facts item = items.computeIfAbsent(sample.word, word -> facts.item("samples"));
      Facts text = item.item("texts", sample.path, sample.place);
      text.put("word", sample.word, sample.path);
    }
  }

  private void walk(Trail trail, Value value) {
    if (!value.origin().isWritten() || isOff(trail)) {
      return;
    }
    switch (value) {
      case MapValue map -> {
        map.deleted()
            .forEach(
                (key, origin) -> {
                  ValuePath flag = trail.path().key(key);
                  if (chosen.preset(flag.toString()).filter(Scalar.TRUE::equals).isPresent()) {
                    facts.item("nulls").put("flag", flag.toString(), flag);
                  }
                });
        trail.below(map, child -> walk(trail, child));
      }
      case ListValue list -> trail.below(list, child -> walk(trail, child));
      case ScalarValue(Scalar.Str(String text), var origin) when canMatter(text) ->
          state(trail.path(), text, origin);
      case ScalarValue scalar -> {}
    }
  }

  private static boolean canMatter(String text) {
    return Lookalikes.isQuoted(text) || Sample.canBeIn(text) || text.contains("{{");
  }

  /** So many places in one text are told. */
  private static final int MOST_IN_TEXT = 100;

  private void state(ValuePath path, String text, Origin origin) {
    if (Lookalikes.isQuoted(text) && ANY_FORM.fits(path.toString())) {
      facts.item("quoted").put("text", text, path);
    }
    List<Sample> samples = Sample.all(text);
    if (!samples.isEmpty() && !ADDRESSES.fits(path.toString())) {
      Function<Span, Origin> places = places(path, text, origin);
      samples.stream()
          .filter(sample -> !(isHost(path) && sample.isBlank()) && !isSomebodys(path, sample))
          .limit(MOST_IN_TEXT)
          .forEach(
              sample ->
                  found.add(new Found(sample.shownAt(path), path, places.apply(sample.span()))));
    }
    foreign(path, text, origin);
    if (text.contains("{{") && PLAIN.fits(path.toString())) {
      Optional<Braces> template =
          GoTemplate.braces(text).stream().filter(b -> HELM.isIn(b.inside(text))).findFirst();
      if (template.isPresent() && !isUnreadable(path, text, origin)) {
        Span span = new Span(template.get().start(), template.get().end());
        Facts item = facts.item("untemplated", path, Embedded.of(path, text, origin).origin(span));
        item.put("template", text.substring(span.start(), span.end()), path);
      }
    }
  }

  /** Whether it is what people call an object in their own cluster, such as {@code my-secret}. */
  private static boolean isSomebodys(ValuePath path, Sample sample) {
    return sample.word().regionMatches(true, 0, "my", 0, 2) && path.last() instanceof Key(String name) && NAMES_OF_OBJECTS.contains(name);
  }

  private void foreign(ValuePath path, String text, Origin origin) {
    if (!text.contains("<")) {
      return;
    }
    Matcher matcher = Sample.FOREIGN.matcher(text);
    Function<Span, Origin> places = places(path, text, origin);
    for (int i = 0; i < MOST_IN_TEXT && matcher.find(); i++) {
      Span span = new Span(matcher.start(), matcher.end());
      Facts item = facts.item("foreign", path, places.apply(span));
      item.put("placeholder", matcher.group(), path);
      String place = matcher.group("path") == null ? matcher.group("keyless") : matcher.group("path");
      item.put("meant", "<path:" + place + (place.contains("#") ? "" : "#key") + ">", path);
    }
  }

  /** Where rules of their own say what is no host name. */
  private static boolean isHost(ValuePath path) {
    String name = path.toString();
    return name.equals("serverName") || name.endsWith(".ingress.host");
  }

  /** Whether a fragment of configuration cannot be read, mostly for this template without quotes. */
  private boolean isUnreadable(ValuePath path, String text, Origin origin) {
    return path.last().equals(new Key("config"))
        && TextFacts.yamlProblem(documents.read(path, text, origin)).isPresent();
  }

  /** A text of several lines is long: there it is the word that is pointed at. */
  private static Function<Span, Origin> places(ValuePath path, String text, Origin origin) {
    if (!text.contains("\n")) {
      Origin whole = new Origin(origin.layer(), origin.value(), origin.value(), null);
      return span -> whole;
    }
    Embedded embedded = Embedded.of(path, text, origin);
    return embedded::origin;
  }

  /** Whether a path is in the block of a component that is switched off. */
  private boolean isOff(Trail trail) {
    return trail.depth() == 1
        && chosen.values().at(trail.path().key("enabled")).orElse(null)
            instanceof ScalarValue(Scalar flag, var origin)
        && !flag.equals(Scalar.NULL)
        && !flag.equals(Scalar.TRUE);
  }
}
