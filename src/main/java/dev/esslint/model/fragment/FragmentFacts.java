package dev.esslint.model.fragment;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Documents.Read;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Pasted;
import dev.esslint.model.fragment.FragmentMerge.Remark;
import dev.esslint.text.Lookalikes;
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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is remarkable about the fragments of the {@code additional} blocks by themselves. Most lists have the
 * {@code component}, and what stands inside a fragment has its place there.
 */
public final class FragmentFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        fragments.entries[]: a fragment
          name: its name
          empty: whether its text is empty
          halfSecret: whether it has one of `configSecret` and `configSecretKey` and the schema accepts that
        fragments.unreadable[]: a text that is no mapping in YAML
          component: whose it is
          problem: `syntax`, `list` or `value`
          error: what the parser says
        fragments.duplicateKeys[]: a key that its mapping has further up, too; of more than two the second
          component: whose fragment it is
          key: the key
          line: the line of the other one in the file
        fragments.secondDocuments[]: where a second document begins
          component: whose fragment it is
        fragments.words[]: `yes`, `no` and their kin
          component: whose fragment it is
          key: the key that has it
          text: the word
          negative: whether it means no
          toggle: whether the option is true or false
        fragments.quotes[]: a typographic quote or a no-break space where a key or a value begins or ends
          component: whose fragment it is
          character: the quote, or `space`
        fragments.substitutions[]: `${variable}` where nothing else replaces it before Helm
          variable: the variable
          escaped: whether there is a backslash before it
          adjacent: whether it follows another one at once
          given: whether the chart or `extraEnv` gives it
          expands: whether what is given holds a `$` or a template, which are expanded once more
        fragments.lacking: the variables that are not given
        fragments.environment: YAML that gives the variables that are lacking
        fragments.overridden[]: a scalar that another fragment overrides, which is written earlier and merged later
          component: whose fragment it is
          key: its key
          winner: the name of the other fragment
        fragments.repeated[]: a list that has an item of an earlier fragment again
          component: whose fragment it is
          key: its key
        fragments.replaced[]: a mapping or list that takes the place of that of an earlier fragment
          component: whose fragment it is
          key: its key
        fragments.debug[]: an environment variable with which the renderer prints all secrets
          component: whose it is
        """);
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
      Facts item = facts.item("fragments.unreadable", path, embedded.origin(span));
      item.put("component", Component.SFU.path(), path);
      item.put("problem", "syntax", path);
      item.put("error", String.valueOf(error.getMessage()), path);
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
          Placeholder.SUBSTITUTION.isIn(text);
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
        Facts item = facts.item("fragments.debug", about, items.get(i).origin());
        item.put("component", component.path(), about);
      }
    }
    return variables;
  }

  private void fragment(Fragment fragment) {
    if (fragment.entry() instanceof MapValue entry) {
      Facts item = facts.item("fragments.entries", fragment.path(), entry.origin());
      item.put("name", fragment.name(), fragment.path());
      boolean secret = isGiven(entry, "configSecret");
      boolean secretKey = isGiven(entry, "configSecretKey");
      Value config = entry.entries().get("config");
      boolean blank =
          config instanceof ScalarValue(Scalar.Str(String text), var origin)
              ? text.isBlank()
              : config != null && !Chosen.given(config);
      // what stands beside it is told, and is what was meant for it
      boolean empty = blank && !secret && !secretKey && StrayFacts.strays(fragment.path(), entry).isEmpty();
      item.put("empty", empty, fragment.path());
      boolean accepted =
          entry.entries().containsKey("config")
              || entry.entries().keySet().containsAll(List.of("configSecret", "configSecretKey"));
      item.put("halfSecret", accepted && secret != secretKey, fragment.path());
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
      Facts item = add("unreadable", text, span);
      item.put("problem", "syntax", text.path());
      item.put("error", why, text.path());
    }
    if (fragment.document().isPresent()) {
      Document document = fragment.document().get();
      if (!fragment.isTemplate() && Placeholder.in(text.source().text()).isEmpty()) {
        notAMapping(text, document.root());
      }
      Set<Span> repeated = document.duplicateKeys().stream().map(DuplicateKey::used).collect(Collectors.toSet());
      document.duplicateKeys().stream().filter(key -> !repeated.contains(key.ignored())).forEach(key -> duplicateKey(text, key));
      document
          .ignored()
          .ifPresent(span -> add("secondDocuments", text, text.source().firstLine(span)));
      nodes(text, List.of(), document.root());
      substitutions(text, document);
    }
  }

  /** What is there instead of a mapping, unless it is a variable that is replaced in the pod. */
  private void notAMapping(Embedded text, Node root) {
    boolean isFilledIn = root instanceof ScalarNode scalar && (scalar.isNull() || Scalar.text(scalar.value()).contains("${"));
    if (!(root instanceof MapNode) && !isFilledIn) {
      String problem = root instanceof ListNode ? "list" : "value";
      add("unreadable", text, text.source().firstLine(root.span())).put("problem", problem, text.path());
    }
  }

  private Facts add(String list, Embedded text, Span span) {
    return add(list, text.path(), text.origin(span));
  }

  private Facts add(String list, ValuePath about, Origin place) {
    Facts item = facts.item("fragments." + list, about, place);
    item.put("component", config.component().path(), about);
    return item;
  }

  /** A key that a merge key overrides is no duplicate in the pod. */
  private void duplicateKey(Embedded text, DuplicateKey duplicate) {
    SourceText source = text.source();
    if (!source.slice(duplicate.used()).equals("<<")) {
      Facts item = add("duplicateKeys", text, duplicate.used());
      item.put("key", duplicate.key(), text.path());
      text.line(duplicate.ignored())
          .ifPresent(line -> item.put("line", line, text.path()));
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
    Facts item = add("words", text, span);
    item.put("key", path.isEmpty() ? "" : path.getLast(), text.path());
    item.put("text", word, text.path());
    item.put("negative", NEGATIVE.contains(word.toLowerCase(Locale.ROOT)), text.path());
    item.put("toggle", Switches.contains(config.component(), path), text.path());
  }

  private void quotes(Embedded text, Span span) {
    String written = text.source().slice(span);
    if (!written.isEmpty()) {
      char first = written.charAt(0);
      char last = written.charAt(written.length() - 1);
      char strange = Lookalikes.is(first) ? first : last;
      if (Lookalikes.is(strange)) {
        add("quotes", text, span)
            .put("character", Lookalikes.QUOTES.indexOf(strange) < 0 ? "space" : String.valueOf(strange), text.path());
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
    Iterator<Comment> comments = document.comments().iterator();
    Span comment = Span.NONE;
    while (matcher.find()) {
      while (comment.end() <= matcher.start() && comments.hasNext()) {
        comment = comments.next().span();
      }
      if (comment.contains(matcher.start())) {
        continue;
      }
      String value = variables.get(matcher.group(1));
      Facts item =
          facts.item(
              "fragments.substitutions",
              text.path(),
              text.origin(new Span(matcher.start(), matcher.end())));
      boolean escaped = matcher.start() > 0 && source.charAt(matcher.start() - 1) == '\\';
      item.put("variable", matcher.group(1), text.path());
      if (value == null && !escaped && matcher.start() != end) {
        lacking.add(matcher.group(1));
      }
      item.put("escaped", escaped, text.path());
      item.put("adjacent", matcher.start() == end, text.path());
      item.put("given", value != null, text.path());
      item.put("expands", value != null && EXPANDS.isIn(value), text.path());
      end = matcher.end();
    }
  }

  private void remark(Remark remark) {
    switch (remark.kind()) {
      case OVERRIDDEN -> {
        if (isWrittenBefore(remark.later().origin(), remark.earlier().origin())) {
          String winner =
              config.fragment(remark.later().origin()).map(Fragment::name).orElse("another one");
          Facts item = remark("overridden", remark, remark.earlier());
          item.put("winner", winner, path(remark.earlier()));
        }
      }
      case REPEATED -> remark("repeated", remark, remark.later());
      case REPLACED -> remark("replaced", remark, remark.later());
    }
  }

  private Facts remark(String list, Remark remark, Value at) {
    Span key = at.origin().key();
    Facts item = add(list, path(at), new Origin(at.origin().layer(), key, key, null));
    item.put("key", remark.key().toString(), path(at));
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
