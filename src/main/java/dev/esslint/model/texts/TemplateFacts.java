package dev.esslint.model.texts;

import dev.esslint.chart.Release;
import dev.esslint.chart.TextUse.Context;
import dev.esslint.chart.TextUse.Evaluated;
import dev.esslint.chart.TextUse.Quoting;
import dev.esslint.chart.When;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.gotemplate.GoTemplate.Braces;
import dev.esslint.gotemplate.Outcome;
import dev.esslint.gotemplate.Outcome.Endless;
import dev.esslint.gotemplate.Outcome.Refused;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.gotemplate.Outcome.Renders;
import dev.esslint.gotemplate.Outcome.Unknown;
import dev.esslint.gotemplate.TemplateFault;
import dev.esslint.gotemplate.YamlForms;
import dev.esslint.json.JsonString;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Templates;
import dev.esslint.model.wellknown.WellKnownFacts;
import dev.esslint.text.Regex;
import dev.esslint.text.Span;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Trail;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the user that the chart evaluates as templates, wherever it does so in this release (see {@link TextsInUse}), and that
 * Helm stops at.
 */
public final class TemplateFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        texts.templates[]: a template that Helm stops at
          path: its path
          problem: why
        texts.quotes[]: one that fails only where it is evaluated once more inside of JSON
          path: its path
          problem: why
          patch: values without double quotes in it
        texts.endless[]: one that evaluates itself
          path: its path
        texts.unset[]: one that writes a value that there cannot be
          path: its path
          value: what it reads
        """);
  }

  /** The first release that evaluates the additional configuration of Hookshot. */
  private static final Release BRIDGE_EVALUATED = new Release(26, 2, 0);

  /** An action that writes a value from the top, and nothing else if that is not set. */
  private static final Regex PLAIN_VALUE = new Regex("\\{\\{-?\\s*\\.Values\\.([A-Za-z0-9_]{1,100})\\s*-?}}");

  private static final Evaluated AS_IT_IS = evaluated(Quoting.NONE, 1);
  private static final Evaluated IN_JSON = evaluated(Quoting.JSON, 1);
  private static final Evaluated IN_JSON_AGAIN = evaluated(Quoting.JSON, 2);

  private static Evaluated evaluated(Quoting quoting, int pass) {
    return new Evaluated(Context.ROOT, quoting, pass, new When(List.of()));
  }

  private static final ValuePath WELL_KNOWN = ValuePath.of("wellKnownDelegation", "additional");

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final Templates templates;
  private final TextsInUse uses;

  private TemplateFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.templates = chosen.templates().installing();
    this.uses = new TextsInUse(chosen, release);
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    new TemplateFacts(chosen, release, facts).walk(new Trail(), chosen.values().root());
  }

  private void walk(Trail trail, Value value) {
    if (!value.origin().isWritten()) {
      return;
    }
    switch (value) {
      case MapValue map -> trail.below(map, child -> walk(trail, child));
      case ListValue list -> trail.below(list, child -> walk(trail, child));
      case ScalarValue(Scalar.Str(String text), Origin origin) when GoTemplate.isIn(text) ->
          state(trail.path(), text, origin);
      case ScalarValue scalar -> {
        // no template
      }
    }
  }

  /**
   * What Helm says to a text.
   *
   * @param quoting whether it stops at what the quoting around the text made of it
   */
  private record Verdict(Outcome outcome, boolean quoting) {
    boolean isBad() {
      return outcome instanceof Refused || outcome instanceof Endless;
    }
  }

  private void state(ValuePath path, String text, Origin origin) {
    if (path.startsWith(WELL_KNOWN)) {
      inDocument(path, text, origin);
      return;
    }
    List<Evaluated> uses = evaluated(path);
    // what is wrong with the text as it is comes first
    List<Verdict> verdicts =
        Stream.concat(
                uses.stream().filter(TemplateFacts::isPlain),
                uses.stream().filter(use -> !isPlain(use)))
            .map(use -> verdict(use, path, text))
            .toList();
    Optional<Verdict> bad = verdicts.stream().filter(Verdict::isBad).findFirst();
    bad.ifPresent(verdict -> state(path, text, origin, verdict));
    if (bad.isEmpty() && verdicts.stream().anyMatch(verdict -> !(verdict.outcome instanceof Unknown))) {
      stateUnset(path, text, origin);
    }
  }

  private static boolean isPlain(Evaluated use) {
    return use.quoting() == Quoting.NONE && use.pass() == 1;
  }

  /** What a text writes of values that nobody can set: the schema refuses any key at the top that the chart does not have. */
  private void stateUnset(ValuePath path, String text, Origin origin) {
    for (Braces braces : GoTemplate.braces(text)) {
      String action = text.substring(braces.start(), braces.end());
      Matcher plain = PLAIN_VALUE.matcher(action);
      if (plain.matches() && !plain.group(1).equals("global") && !chosen.values().root().entries().containsKey(plain.group(1))) {
        add("texts.unset", path, text, origin, new Span(braces.start(), braces.end())).put("value", ".Values." + plain.group(1), path);
        return;
      }
    }
  }

  private List<Evaluated> evaluated(ValuePath path) {
    return Stream.concat(
            inEveryRelease(path),
            uses.at(path).stream().flatMap(use -> use instanceof Evaluated e ? Stream.of(e) : Stream.empty()))
        .distinct()
        .toList();
  }

  /** What the chart does with hosts and fragments in all releases, or since one, also where a measurement left that open. */
  private Stream<Evaluated> inEveryRelease(ValuePath path) {
    Parts parts = new Parts(chosen);
    String name = path.toString();
    boolean elementWeb =
        parts.elementWeb() && path.parent().equals(ValuePath.of("elementWeb", "additional"));
    boolean hookshot =
        parts.hookshot()
            && release.compareTo(BRIDGE_EVALUATED) >= 0
            && path.startsWith(ValuePath.of("hookshot", "additional"))
            && path.last().equals(new Key("config"));
    boolean host =
        Parts.HOSTED.stream()
            .anyMatch(c -> name.equals(c + ".ingress.host") && chosen.on(c + ".enabled"));
    if (host && isInDocuments(path)) {
      return Stream.of(AS_IT_IS, IN_JSON, IN_JSON_AGAIN);
    }
    return host || elementWeb || hookshot ? Stream.of(AS_IT_IS) : Stream.empty();
  }

  /** Whether the chart writes a host into the well-known documents. */
  private boolean isInDocuments(ValuePath path) {
    String host = JsonString.insideAsGo(chosen.text(path.toString()).orElse(""));
    return new Parts(chosen).wellKnown()
        && Stream.of("client", "server")
            .flatMap(name -> WellKnownFacts.template(chosen, release, name).stream())
            .anyMatch(document -> document.contains(host));
  }

  private void state(ValuePath path, String text, Origin origin, Verdict verdict) {
    switch (verdict.outcome) {
      case Refused(TemplateFault fault) when verdict.quoting -> {
        Facts item = add("texts.quotes", path, text, origin, span(fault, text));
        item.put("problem", fault.what(), path);
        patch(path, text, origin).ifPresent(patch -> item.put("patch", patch, path));
      }
      case Refused(TemplateFault fault) -> {
        Facts item = add("texts.templates", path, text, origin, span(fault, text));
        item.put("problem", fault.what(), path);
      }
      case Endless(TemplateFault fault) -> add("texts.endless", path, text, origin, span(fault, text));
      case Rendered rendered -> {
        // all is well
      }
      case Renders renders -> {
        // all is well
      }
      case Unknown unknown -> {
        // nothing to say
      }
    }
  }

  private static Span span(TemplateFault fault, String text) {
    return fault.end() <= text.length()
        ? new Span(fault.start(), fault.end())
        : new Span(0, text.length());
  }

  private Facts add(String list, ValuePath path, String text, Origin origin, Span span) {
    Facts item = facts.item(list, path, Embedded.of(path, text, origin).origin(span));
    item.put("path", path.toString(), path);
    return item;
  }

  /** The text at its path with backquotes in its templates, if that is all that it takes. */
  private static Optional<String> patch(ValuePath path, String text, Origin origin) {
    StringBuilder fixed = new StringBuilder();
    int from = 0;
    for (Braces braces : GoTemplate.braces(text)) {
      String action = text.substring(braces.start(), braces.end());
      fixed
          .append(text, from, braces.start())
          .append(action.replace("\\\"", "`").replace('"', '`'));
      if (action.contains("`")) {
        return Optional.empty();
      }
      from = braces.end();
    }
    fixed.append(text.substring(from));
    Value value = new ScalarValue(new Scalar.Str(fixed.toString()), origin);
    for (Step step : path.steps().reversed()) {
      if (!(step instanceof Key(String name))) {
        return Optional.empty();
      }
      SequencedMap<String, Value> entries = new LinkedHashMap<>();
      entries.put(name, value);
      value = new MapValue(entries, new LinkedHashMap<>(), origin);
    }
    return Optional.of(YamlText.of(value).strip());
  }

  private Verdict verdict(Evaluated use, ValuePath path, String text) {
    Verdict common = null;
    for (String form : forms(use.quoting(), text)) {
      Verdict verdict = verdict(use, path, form, text);
      if (common != null && common.outcome.getClass() != verdict.outcome.getClass()) {
        return new Verdict(new Unknown(), false);
      }
      common = common == null ? verdict : common;
    }
    return common == null ? new Verdict(new Unknown(), false) : common;
  }

  private Verdict verdict(Evaluated use, ValuePath path, String form, String text) {
    Outcome outcome = evaluated(use.context(), form);
    boolean quoting =
        use.quoting() == Quoting.JSON
            && outcome instanceof Refused(TemplateFault fault)
            && form.substring(fault.start(), fault.end()).contains("\\");
    if (use.pass() > 1) {
      outcome = again(outcome, text);
    }
    return new Verdict(
        use.quoting() == Quoting.NONE || isAlone(path) ? outcome : inAnother(outcome), quoting);
  }

  private Outcome evaluated(Context context, String text) {
    return switch (context) {
      case ROOT -> templates.evaluated(text);
      case OTHER -> templates.evaluatedElsewhere(text);
    };
  }

  /** What the result of an evaluation is evaluated to. */
  private Outcome again(Outcome first, String text) {
    return switch (first) {
      case Rendered(String result) -> again(result, text);
      case Renders renders -> {
        List<Outcome> outcomes = templates.renderedAnyway(text).stream().map(result -> again(result, text)).toList();
        boolean refused = !outcomes.isEmpty() && outcomes.stream().allMatch(Refused.class::isInstance);
        yield refused ? outcomes.getFirst() : new Unknown();
      }
      case Refused refused -> first;
      case Endless endless -> first;
      case Unknown unknown -> first;
    };
  }

  private Outcome again(String result, String text) {
    return templates.evaluated(result) instanceof Refused(TemplateFault fault)
        ? new Refused(new TemplateFault("its result is evaluated again, and there " + fault.what(), 0, text.length(), fault.alone()))
        : templates.evaluated(result);
  }

  /** Whether nothing else in the item of a list that is evaluated as a whole has braces. */
  private boolean isAlone(ValuePath path) {
    return TextsInUse.item(path)
        .flatMap(item -> chosen.values().at(item))
        .filter(item -> braced(item) == 1)
        .isPresent();
  }

  /** How many texts have braces. */
  private static int braced(Value value) {
    return switch (value) {
      case MapValue map ->
          map.entries().entrySet().stream()
              .mapToInt(e -> braced(e.getValue()) + (e.getKey().contains("{{") ? 1 : 0))
              .sum();
      case ListValue list -> list.items().stream().mapToInt(TemplateFacts::braced).sum();
      case ScalarValue scalar -> Scalar.text(scalar.scalar()).contains("{{") ? 1 : 0;
    };
  }

  /** What is left open may be closed by another text of the same template. */
  private static Outcome inAnother(Outcome outcome) {
    return outcome instanceof Refused(TemplateFault fault) && !fault.alone() ? new Unknown() : outcome;
  }

  /** The ways in which a text may be written into the template that is evaluated. */
  private static List<String> forms(Quoting quoting, String text) {
    return switch (quoting) {
      case NONE -> List.of(text);
      case JSON -> List.of(JsonString.insideAsGo(text));
      case YAML -> YamlForms.contents(text);
    };
  }

  /** A text of a well-known document, which is evaluated as a whole and then once more. */
  private void inDocument(ValuePath path, String text, Origin origin) {
    if (!(path.last() instanceof Key(String name)) || !new Parts(chosen).wellKnown()) {
      return;
    }
    String document = WellKnownFacts.template(chosen, release, name).orElse(null);
    if (document == null) {
      return;
    }
    Outcome outcome = again(templates.evaluated(document), document);
    if (!(outcome instanceof Refused(TemplateFault fault))) {
      return;
    }
    Optional<String> action =
        GoTemplate.braces(document).stream()
            .filter(braces -> braces.start() <= fault.start() && fault.start() < braces.end())
            .map(braces -> document.substring(braces.start(), braces.end()))
            .findFirst();
    int start = action.map(text::indexOf).orElse(0);
    if (start < 0) {
      return; // it is in a host, where it is said
    }
    int end = action.map(a -> start + a.length()).orElse(text.length());
    boolean quoting = document.substring(fault.start(), fault.end()).contains("\\");
    state(
        path,
        text,
        origin,
        new Verdict(new Refused(new TemplateFault(fault.what(), start, end, true)), quoting));
  }
}
