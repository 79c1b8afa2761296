package dev.esslint.model.fragment;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Documents.Read;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Pasted;
import dev.esslint.model.fragment.FragmentMerge.Remark;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Document.DuplicateKey;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * What is remarkable about the fragments of the {@code additional} blocks by themselves. Most lists have the
 * {@code component}, and what stands inside a fragment has its place there.
 *
 * <ul>
 *   <li>{@code fragments.entries[]}: every fragment with its {@code name}, {@code empty} if its text is, and
 *       {@code halfSecret} if it has one of {@code configSecret} and {@code configSecretKey} and the schema accepts that;
 *   <li>{@code fragments.unreadable[]}: a text that is no YAML, with the {@code error};
 *   <li>{@code fragments.duplicateKeys[]}: a {@code key} that its mapping has further up, too, in {@code line} of the file;
 *   <li>{@code fragments.secondDocuments[]}: where a second document begins;
 *   <li>{@code fragments.words[]}: {@code yes}, {@code no} and their kin as the {@code text} of a {@code key};
 *       {@code negative} if it means no, {@code toggle} if the option is true or false;
 *   <li>{@code fragments.quotes[]}: the typographic quote, or {@code space} for a no-break space, as {@code character} that begins or ends a key or a value;
 *   <li>{@code fragments.substitutions[]}: {@code ${variable}} with {@code escaped}, {@code adjacent} to another one,
 *       {@code given} by the chart or {@code extraEnv}, and {@code expands} if what is given holds a {@code $} or a
 *       template, which are expanded once more; none where something else replaces them before Helm;
 *   <li>{@code fragments.lacking}: the variables that are not given, and in {@code fragments.environment} as YAML what gives
 *       them;
 *   <li>{@code fragments.overridden[]}: a {@code key} to which a fragment gives a scalar that another fragment, which is
 *       written earlier and merged later, overrides; {@code winner} is the name of that one;
 *   <li>{@code fragments.repeated[]}: a list under a {@code key} that has an item of an earlier fragment again;
 *   <li>{@code fragments.replaced[]}: a {@code key} where a fragment replaces the mapping or list of an earlier one;
 *   <li>{@code fragments.debug[]}: an environment variable that makes the renderer print all secrets.
 * </ul>
 */
public final class FragmentFacts {
  public static Set<String> names() {
    return Facts.names(
        Facts.list("fragments.entries", "name", "empty", "halfSecret"),
        Facts.list("fragments.unreadable", "component", "error"),
        Facts.list("fragments.duplicateKeys", "component", "key", "line"),
        Facts.list("fragments.secondDocuments", "component"),
        Facts.list("fragments.words", "component", "key", "text", "negative", "toggle"),
        Facts.list("fragments.quotes", "component", "character"),
        Facts.list(
            "fragments.substitutions",
            "variable",
            "escaped",
            "adjacent",
            "given",
            "expands"),
        Set.of("fragments.lacking", "fragments.environment"),
        Facts.list("fragments.overridden", "component", "key", "winner"),
        Facts.list("fragments.repeated", "component", "key"),
        Facts.list("fragments.replaced", "component", "key"),
        Facts.list("fragments.debug", "component"));
  }

  private static final Regex SUBSTITUTION = new Regex("\\$\\{([A-Za-z_]\\w*)}");
  private static final Regex EXPANDS = new Regex("\\$[\\w{$]|\\{\\{");
  /** Keys below which a substitution is the business of the chart's renderer, of a shell or of a proxy. */
  private static final Set<String> OTHERS =
      Set.of(
          "additional",
          "annotations",
          "extraEnv",
          "extraArgs",
          "extraInitContainers",
          "command",
          "args");

  private static final String QUOTES = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u00a0";
  private static final Set<String> NEGATIVE = Set.of("n", "no", "off");

  /** The variables that the chart gives its renderer. */
  private static final Set<String> GIVEN =
      Set.of(
          "SYNAPSE_POSTGRES_PASSWORD",
          "APPLICATION_NAME",
          "SYNAPSE_REDIS_PASSWORD",
          "NODE_IP",
          "LIVEKIT_SECRET",
          "HOOKSHOT_REDIS_PASSWORD");

  private final Config config;
  private final Facts facts;
  private final Map<String, String> variables;
  private final boolean replacedBefore;
  private final Set<String> lacking = new LinkedHashSet<>();

  private FragmentFacts(
      Config config, Facts facts, Map<String, String> variables, boolean replacedBefore) {
    this.config = config;
    this.facts = facts;
    this.variables = variables;
    this.replacedBefore = replacedBefore;
  }

  public static void state(Configs configs, Chosen chosen, Facts facts) {
    boolean replacedBefore = replacedBefore(chosen.values().written());
    Map<String, Set<String>> lacking = new LinkedHashMap<>();
    for (Config config : configs.all()) {
      if (config.component().on(chosen)) {
        Map<String, String> variables = variables(config.component(), chosen, facts);
        var stating = new FragmentFacts(config, facts, variables, replacedBefore);
        config.fragments().forEach(stating::fragment);
        config.remarks().forEach(stating::remark);
        if (!stating.lacking.isEmpty()) {
          lacking.put(config.component().path(), stating.lacking);
        }
      }
    }
    if (Component.SFU.on(chosen)) {
      whole(chosen, facts);
    }
    if (!lacking.isEmpty()) {
      List<String> names = lacking.values().stream().flatMap(Set::stream).distinct().toList();
      facts.put("fragments.lacking", names, ValuePath.ROOT);
      facts.put("fragments.environment", environment(lacking), ValuePath.ROOT);
    }
  }

  /** The configuration of LiveKit as one text, as the first releases had it. */
  private static void whole(Chosen chosen, Facts facts) {
    ValuePath path = Component.SFU.additional();
    if (chosen.values().at(path).orElse(null) instanceof ScalarValue(Scalar.Str(String text), Origin origin)
        && Placeholder.in(text).isEmpty()
        && Documents.read(Embedded.of(path, text, origin)) instanceof Read.Broken(Embedded embedded, SourceException error)) {
      Span span = error.place().map(place -> place.span()).orElse(Span.NONE);
      String item = facts.add("fragments.unreadable", path, embedded.origin(span));
      facts.put(item + ".component", Component.SFU.path(), path);
      facts.put(item + ".error", String.valueOf(error.getMessage()), path);
    }
  }

  /** The variables of components as YAML that gives them. */
  private static String environment(Map<String, Set<String>> lacking) {
    Pasted yaml = new Pasted();
    lacking.forEach(
        (component, variables) ->
            yaml.add(
                ValuePath.parse(component).key("extraEnv"),
                variables.stream()
                    .flatMap(v -> Stream.of("- name: " + v, "  value: <the value of " + v + ">"))
                    .toList()));
    return yaml.text();
  }

  /**
   * Whether there is a substitution where nothing of the chart replaces it, so that something else does so before Helm gets
   * the values. Scripts and snippets have variables of their own.
   */
  private static boolean replacedBefore(Value value) {
    return switch (value) {
      case MapValue map -> {
        for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
          if (!OTHERS.contains(entry.getKey()) && replacedBefore(entry.getValue())) {
            yield true;
          }
        }
        yield false;
      }
      case ListValue list -> {
        for (Value item : list.items()) {
          if (replacedBefore(item)) {
            yield true;
          }
        }
        yield false;
      }
      case ScalarValue(Scalar.Str(String text), var origin) ->
          text.contains("${") && SUBSTITUTION.isIn(text);
      case ScalarValue scalar -> false;
    };
  }

  private static Map<String, String> variables(Component component, Chosen chosen, Facts facts) {
    Map<String, String> variables = new HashMap<>();
    GIVEN.forEach(name -> variables.put(name, ""));
    ValuePath path = ValuePath.parse(component.path()).key("extraEnv");
    List<Value> items = chosen.items(path.toString());
    for (int i = 0; i < items.size(); i++) {
      String name = items.get(i).text("name");
      String value = items.get(i).text("value");
      variables.put(name, value);
      if (name.equals("DEBUG_RENDERING") && value.equals("1")) {
        ValuePath about = path.index(i).key("value");
        String item = facts.add("fragments.debug", about, items.get(i).origin());
        facts.put(item + ".component", component.path(), about);
      }
    }
    return variables;
  }

  private void fragment(Fragment fragment) {
    if (fragment.entry() instanceof MapValue entry) {
      String item = facts.add("fragments.entries", fragment.path(), entry.origin());
      facts.put(item + ".name", fragment.name(), fragment.path());
      boolean secret = isGiven(entry, "configSecret");
      boolean secretKey = isGiven(entry, "configSecretKey");
      Value config = entry.entries().get("config");
      boolean blank =
          config instanceof ScalarValue(Scalar.Str(String text), var origin)
              ? text.isBlank()
              : config != null && !Chosen.given(config);
      // what stands beside it is told, and is what was meant for it
      boolean empty = blank && !secret && !secretKey && StrayFacts.strays(fragment.path(), entry).isEmpty();
      facts.put(item + ".empty", empty, fragment.path());
      boolean accepted =
          entry.entries().containsKey("config")
              || entry.entries().keySet().containsAll(List.of("configSecret", "configSecretKey"));
      facts.put(item + ".halfSecret", accepted && secret != secretKey, fragment.path());
    }
    fragment.text().ifPresent(text -> text(fragment, text));
  }

  /** As the template of the chart sees it, for which a key such as `y`, which YAML reads as true, is one. */
  private static boolean isGiven(MapValue entry, String key) {
    return entry.entries().get(key) instanceof ScalarValue(Scalar scalar, var origin)
        && !scalar.equals(Scalar.NULL)
        && !scalar.equals(Scalar.FALSE)
        && !Scalar.text(scalar).isEmpty();
  }

  private void text(Fragment fragment, Embedded text) {
    if (fragment.error().isPresent() && !fragment.isTemplate()) {
      String why = String.valueOf(fragment.error().get().getMessage());
      Span span = fragment.error().get().place().map(p -> p.span()).orElse(Span.NONE);
      facts.put(add("unreadable", text, span) + ".error", why, text.path());
    }
    if (fragment.document().isPresent()) {
      Document document = fragment.document().get();
      document.duplicateKeys().forEach(key -> duplicateKey(text, key));
      document
          .ignored()
          .ifPresent(span -> add("secondDocuments", text, text.source().firstLine(span)));
      nodes(text, List.of(), document.root());
      substitutions(text, document);
    }
  }

  private String add(String list, Embedded text, Span span) {
    return add(list, text.path(), text.origin(span));
  }

  private String add(String list, ValuePath about, Origin place) {
    String item = facts.add("fragments." + list, about, place);
    facts.put(item + ".component", config.component().path(), about);
    return item;
  }

  /** A key that a merge key overrides is no duplicate in the pod. */
  private void duplicateKey(Embedded text, DuplicateKey duplicate) {
    SourceText source = text.source();
    if (!source.slice(duplicate.used()).equals("<<")) {
      String item = add("duplicateKeys", text, duplicate.used());
      facts.put(item + ".key", duplicate.key(), text.path());
      text.line(duplicate.ignored())
          .ifPresent(line -> facts.put(item + ".line", line, text.path()));
    }
  }

  private void nodes(Embedded text, List<String> path, Node node) {
    switch (node) {
      case MapNode map -> {
        for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
          quotes(text, entry.getValue().key());
          nodes(text, below(path, entry.getKey()), entry.getValue().value());
        }
      }
      case ListNode list -> list.items().forEach(item -> nodes(text, below(path, "[]"), item));
      case ScalarNode scalar when scalar.style() == Style.PLAIN -> {
        if (PodYaml.isWord(scalar, text.source())) {
          word(text, path, scalar.span());
        } else {
          quotes(text, scalar.span());
        }
      }
      case ScalarNode scalar -> {}
    }
  }

  private static List<String> below(List<String> path, String key) {
    List<String> deeper = new ArrayList<>(path);
    deeper.add(key);
    return deeper;
  }

  private void word(Embedded text, List<String> path, Span span) {
    String word = text.source().slice(span);
    String item = add("words", text, span);
    facts.put(item + ".key", path.isEmpty() ? "" : path.getLast(), text.path());
    facts.put(item + ".text", word, text.path());
    facts.put(item + ".negative", NEGATIVE.contains(word.toLowerCase(Locale.ROOT)), text.path());
    facts.put(item + ".toggle", Switches.contains(config.component(), path), text.path());
  }

  private void quotes(Embedded text, Span span) {
    String written = text.source().slice(span);
    if (!written.isEmpty()) {
      char first = written.charAt(0);
      char last = written.charAt(written.length() - 1);
      char strange = QUOTES.indexOf(first) >= 0 ? first : last;
      if (QUOTES.indexOf(strange) >= 0) {
        facts.put(
            add("quotes", text, span) + ".character",
            strange == '\u00a0' ? "space" : String.valueOf(strange),
            text.path());
      }
    }
  }

  private void substitutions(Embedded text, Document document) {
    if (replacedBefore) {
      return;
    }
    String source = text.source().text();
    Matcher matcher = SUBSTITUTION.matcher(source);
    int end = -1;
    while (matcher.find()) {
      if (inComment(document, matcher.start())) {
        continue;
      }
      String value = variables.get(matcher.group(1));
      String item =
          facts.add(
              "fragments.substitutions",
              text.path(),
              text.origin(new Span(matcher.start(), matcher.end())));
      boolean escaped = matcher.start() > 0 && source.charAt(matcher.start() - 1) == '\\';
      facts.put(item + ".variable", matcher.group(1), text.path());
      if (value == null && !escaped && matcher.start() != end) {
        lacking.add(matcher.group(1));
      }
      facts.put(item + ".escaped", escaped, text.path());
      facts.put(item + ".adjacent", matcher.start() == end, text.path());
      facts.put(item + ".given", value != null, text.path());
      facts.put(item + ".expands", value != null && EXPANDS.isIn(value), text.path());
      end = matcher.end();
    }
  }

  private static boolean inComment(Document document, int at) {
    return document.comments().stream().map(Comment::span).anyMatch(span -> span.contains(at));
  }

  private void remark(Remark remark) {
    switch (remark.kind()) {
      case OVERRIDDEN -> {
        if (isWrittenBefore(remark.later().origin(), remark.earlier().origin())) {
          String winner =
              config.fragment(remark.later().origin()).map(Fragment::name).orElse("another one");
          String item = remark("overridden", remark, remark.earlier());
          facts.put(item + ".winner", winner, path(remark.earlier()));
        }
      }
      case REPEATED -> remark("repeated", remark, remark.later());
      case REPLACED -> remark("replaced", remark, remark.later());
    }
  }

  private String remark(String list, Remark remark, Value at) {
    Span key = at.origin().key();
    String item = add(list, path(at), new Origin(at.origin().layer(), key, key, null));
    facts.put(item + ".key", remark.key().toString(), path(at));
    return item;
  }

  private ValuePath path(Value value) {
    return config
        .fragment(value.origin())
        .map(fragment -> fragment.path().key("config"))
        .orElse(config.component().additional());
  }

  private static boolean isWrittenBefore(Origin one, Origin other) {
    return one.layer().equals(other.layer()) && one.key().start() < other.key().start();
  }
}
