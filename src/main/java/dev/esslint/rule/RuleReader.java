package dev.esslint.rule;

import static dev.esslint.rule.RuleNodes.child;
import static dev.esslint.rule.RuleNodes.isTrue;
import static dev.esslint.rule.RuleNodes.items;
import static dev.esslint.rule.RuleNodes.mapping;
import static dev.esslint.rule.RuleNodes.string;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Level;
import dev.esslint.finding.Quotation;
import dev.esslint.finding.RuleClass;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Page;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.RuleInfo.Wording;
import dev.esslint.finding.Topic;
import dev.esslint.rule.Rule.Edit;
import dev.esslint.rule.Rule.Trigger;
import dev.esslint.rule.RuleDraft.Placed;
import dev.esslint.rule.RuleDraft.Quoted;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.ScalarOffsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the YAML of a rule, strictly: what it does not know it refuses, with the place and what is right. It goes on after that,
 * so that all that is wrong is found at once.
 */
final class RuleReader {
  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "level",
          "class",
          "charts",
          "from",
          "for",
          "topic",
          "optional",
          "summary",
          "when",
          "check",
          "at",
          "message",
          "why",
          "fix",
          "words",
          "edit",
          "unsafe-edit",
          "docs",
          "examples");
  private static final List<String> EXAMPLE_KEYS =
      List.of("bad", "good", "before", "layer", "cluster", "release", "from", "alone", "name");
  /** The key of edits that change what works. */
  private static final String UNSAFE = "unsafe-edit";

  /** The built-in family whose rules are about upgrades. */
  private static final String UPGRADES = "UPG";

  /** The built-in family whose rules are about changes of values. */
  private static final String CHANGES = "CHG";

  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,3}\\d{3}");
  /** What can be nothing but a quotation. */
  private static final Pattern FACT = Pattern.compile("\\{(?:item|deployment|cluster|documents|before|change)\\.[^\\s{}]*}");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)++");

  private final SourceText source;
  private final MapNode root;
  private final RuleNotes notes = new RuleNotes();
  private final ConditionReader conditions = new ConditionReader(notes);
  private final List<Quoted> quotations = new ArrayList<>();
  private final List<MapNode> examples = new ArrayList<>();

  private RuleReader(SourceText source, MapNode root) {
    this.source = source;
    this.root = root;
  }

  /** Reads a rule. */
  static RuleDraft read(SourceText source, Node node) {
    if (node instanceof MapNode map) {
      return new RuleReader(source, map).draft();
    }
    RuleDraft nothing = new RuleReader(source, new MapNode(node.span(), new LinkedHashMap<>())).draft();
    return nothing.with(
        List.of(new Problem(node.span(), "a rule is a mapping of keys: " + joined(KEYS))));
  }

  private RuleDraft draft() {
    refuseUnknownKeys(root, KEYS);
    Rule rule = rule();
    Map<String, Placed> keys = new LinkedHashMap<>();
    root.entries()
        .forEach((key, entry) -> keys.put(key, new Placed(entry.key(), entry.value().span())));
    return new RuleDraft(rule, notes.problems(), keys, examples, notes.paths(), quotations);
  }

  private Rule rule() {
    Trigger trigger = trigger();
    Page page =
        new Page(
            oneLine(notes.attempt(() -> text("summary"), "")),
            oneLine(notes.attempt(() -> text("message", ""), "")),
            notes.attempt(() -> text("why"), ""),
            notes.attempt(() -> text("fix"), ""),
            notes.attempt(() -> text("docs", ""), ""),
            has("words") ? notes.attempt(this::wordings, List.<Wording>of()) : List.of(),
            has("examples") ? notes.attempt(() -> examples(), List.<Example>of()) : noExamples());
    RuleInfo info =
        new RuleInfo(
            notes.attempt(
                () ->
                    matching(
                        "id", ID, "a family of two to four capital letters or digits, then three digits"),
                ""),
            notes.attempt(
                () ->
                    matching(
                        "name", NAME, "two or more lower-case words with `-` between them"),
                ""),
            notes.attempt(() -> label("level", Level.values(), Level::label), Level.ERROR),
            notes.attempt(() -> label("class", RuleClass.values(), RuleClass::label), RuleClass.BROKEN),
            notes.attempt(() -> text("charts", ""), ""),
            notes.attempt(() -> text("from", ""), ""),
            subject(),
            has("for") ? notes.attempt(this::components, List.<ChartComponent>of()) : List.of(),
            has("topic")
                ? notes.attempt(() -> label("topic", Topic.values(), Topic::label), Topic.VALUES)
                : Topic.VALUES,
            notes.attempt(this::isOptional, false),
            false,
            List.of(),
            () -> page);
    if (info.family().equals(UPGRADES) && !has("from")) {
      notes.add(span("id"), "a rule of the family UPG needs `from`, the old releases");
    }
    if (info.family().equals(CHANGES) && info.subject() != Subject.CHANGE) {
      notes.add(span("id"), "a rule of the family CHG looks at `before.` or `change.`");
    }
    return new Rule(
        info,
        notes.attempt(() -> parsed("charts", ReleaseRange::parse, ReleaseRange.ALL), ReleaseRange.ALL),
        notes.attempt(() -> parsed("from", ReleaseRange::parse, ReleaseRange.ALL), ReleaseRange.ALL),
        trigger);
  }

  /** A rule that looks at what was deployed before judges a change of values; one that only says from where, an upgrade. */
  private Subject subject() {
    for (RulePath path : notes.paths().keySet()) {
      if (path.root() == RulePath.Root.BEFORE || path.root() == RulePath.Root.CHANGE) {
        return Subject.CHANGE;
      }
    }
    return has("check") && notes.attempt(() -> text("check"), "").startsWith("change.")
        ? Subject.CHANGE
        : has("from") ? Subject.UPGRADE : Subject.DEPLOYMENT;
  }

  private List<Example> noExamples() {
    notes.add(root.span(), "`examples` is missing");
    return List.of();
  }

  /** One component that has a switch, or a list of them. */
  private List<ChartComponent> components() throws RuleException {
    Node node = child(root, "for");
    List<ChartComponent> components = new ArrayList<>();
    for (Node item : node instanceof ListNode list ? list.items() : List.of(node)) {
      String path = string(item);
      components.add(
          ChartComponent.at(path)
              .filter(component -> component.has(Trait.SWITCHED))
              .orElseThrow(
                  () ->
                      new RuleException(
                          "no component with a switch is called `"
                              + path
                              + "`; those are "
                              + joined(ChartComponent.paths(Trait.SWITCHED)),
                          item.span())));
    }
    if (has("check")) {
      throw new RuleException("`check` and `for` exclude each other; remove one", node.span());
    }
    return List.copyOf(components);
  }

  private boolean isOptional() throws RuleException {
    if (has("optional") && !isTrue(child(root, "optional"))) {
      throw new RuleException("`optional` must be `true` or left out", child(root, "optional").span());
    }
    return has("optional");
  }

  private Trigger trigger() {
    if (has("check")) {
      Span check = span("check");
      Stream.of("when", "at", "message", "words", "edit", UNSAFE)
          .filter(this::has)
          .findFirst()
          .ifPresent(
              key ->
                  notes.add(check, "`check` and `" + key + "` exclude each other; remove one"));
    }
    if (has("check") && !has("when")) {
      return new Rule.Checked(
          notes.attempt(() -> label("check", BuiltInCheck.values(), BuiltInCheck::label), BuiltInCheck.YAML_SYNTAX));
    }
    return new Rule.Declared(
        has("for") && !has("when") ? ConditionReader.NONE : notes.attempt(() -> conditions.condition(child(root, "when")), ConditionReader.NONE),
        notes.attempt(() -> notes.path(child(root, "at")), ConditionReader.NOWHERE),
        template("message", true),
        template("fix", false),
        has("edit") || has(UNSAFE) ? notes.attempt(this::edits, List.<Edit>of()) : List.of(),
        has("edit"));
  }

  /** A text with quotations; that it is missing may be noted already. */
  private RuleText template(String key, boolean required) {
    if (!required && !has(key)) {
      return new RuleText(() -> "");
    }
    return notes.attempt(
        () ->
            quoting(child(root, key), text -> key.equals("message") ? oneLine(text) : text),
        new RuleText(() -> ""));
  }

  /** A text with quotations of values. */
  private RuleText quoting(Node node, UnaryOperator<String> form) throws RuleException {
    String text = string(node);
    ScalarOffsets offsets = ScalarOffsets.of(source, (ScalarNode) node);
    Matcher quotation = Quotation.PATTERN.matcher(text);
    Set<Integer> filled = new HashSet<>();
    while (quotation.find()) {
      filled.add(quotation.start());
      Span span = offsets.outer(new Span(quotation.start(1), quotation.end(1)));
      String quoted = quotation.group(1);
      notes.attempt(() -> quotations.add(new Quoted(notes.path(quoted, span), span)), false);
    }
    for (Matcher fact = FACT.matcher(text); fact.find(); ) {
      if (!filled.contains(fact.start())) {
        notes.add(
            offsets.outer(new Span(fact.start(), fact.end())),
            "`" + fact.group() + "` is not filled in here, because of the sign before or behind it");
      }
    }
    String told = form.apply(text);
    return new RuleText(() -> told);
  }

  /** What texts say for some of the values that they quote. */
  private List<Wording> wordings() throws RuleException {
    Set<RulePath> quoted = new LinkedHashSet<>();
    quotations.forEach(quotation -> quoted.add(quotation.path()));
    List<Wording> wordings = new ArrayList<>();
    for (Map.Entry<String, Entry> of : mapping(child(root, "words")).entries().entrySet()) {
      if (!quoted.contains(notes.path(of.getKey(), of.getValue().key()))) {
        throw new RuleException(
            "neither `message` nor `fix` quotes `" + of.getKey() + "`", of.getValue().key());
      }
      for (Map.Entry<String, Entry> word :
          mapping(of.getValue().value()).entries().entrySet()) {
        RuleText text = quoting(word.getValue().value(), RuleReader::oneLine);
        wordings.add(new Wording(of.getKey(), word.getKey(), text.text()));
      }
    }
    return List.copyOf(wordings);
  }

  private List<Edit> edits() throws RuleException {
    if (has("edit") && has(UNSAFE)) {
      throw new RuleException("`edit` and `" + UNSAFE + "` exclude each other; remove one", span(UNSAFE));
    }
    List<Edit> edits = new ArrayList<>();
    for (Node item : items(child(root, has("edit") ? "edit" : UNSAFE))) {
      notes.attempt(() -> edits.add(edit(item)), false);
    }
    return List.copyOf(edits);
  }

  private Edit edit(Node node) throws RuleException {
    if (node instanceof MapNode map) {
      Set<String> keys = map.entries().keySet();
      if (keys.equals(Set.of("remove"))) {
        return new Edit.Remove(notes.path(child(map, "remove")));
      }
      if (keys.equals(Set.of("remove-item"))) {
        return new Edit.RemoveItem(notes.path(child(map, "remove-item")));
      }
      if (keys.equals(Set.of("rename", "to"))) {
        return new Edit.Rename(notes.path(child(map, "rename")), notes.path(child(map, "to")));
      }
      if (keys.equals(Set.of("move", "to"))) {
        return new Edit.Move(notes.path(child(map, "move")), notes.path(child(map, "to")));
      }
      if (keys.equals(Set.of("put", "at"))) {
        RulePath at = notes.path(child(map, "at"));
        Node value = child(map, "put");
        return value instanceof ScalarNode scalar
                && scalar.string() != null
                && Quotation.PATTERN.matcher(scalar.string()).find()
            ? new Edit.Write(at, quoting(value, text -> text))
            : new Edit.Put(at, conditions.single(value));
      }
      if (keys.equals(Set.of("replace", "by", "at"))) {
        return new Edit.Replace(
            notes.path(child(map, "at")),
            RuleNodes.read(child(map, "replace"), Regex::parse),
            string(child(map, "by")));
      }
      if (keys.equals(Set.of("paste"))) {
        return new Edit.Paste(notes.path(child(map, "paste")));
      }
    }
    throw new RuleException(
        "an edit is `remove`, `remove-item`, `move` or `rename` with `to`, `put` with `at`, `replace` with `by` and `at`, or `paste`",
        node.span());
  }

  private List<Example> examples() throws RuleException {
    List<Example> examples = new ArrayList<>();
    for (Node item : items(child(root, "examples"))) {
      notes.attempt(() -> examples.add(example(item)), false);
    }
    return List.copyOf(examples);
  }

  private Example example(Node item) throws RuleException {
    if (!(item instanceof MapNode map)
        || map.entries().containsKey("bad") == map.entries().containsKey("good")) {
      throw new RuleException("an example must have either `bad` or `good`", item.span());
    }
    refuseUnknownKeys(map, EXAMPLE_KEYS);
    boolean bad = map.entries().containsKey("bad");
    boolean alone = map.entries().containsKey("alone");
    if (alone && !isTrue(child(map, "alone"))) {
      throw new RuleException("`alone` must be `true` or left out", child(map, "alone").span());
    }
    Example example =
        new Example(
        bad,
        string(child(map, bad ? "bad" : "good")),
        optional(map, "layer"),
        optional(map, "cluster"),
        optional(map, "release"),
        optional(map, "from"),
        optional(map, "before"),
        alone,
        optional(map, "name"));
    examples.add(map);
    return example;
  }

  private static String optional(MapNode map, String key) throws RuleException {
    return map.entries().containsKey(key) ? string(child(map, key)) : "";
  }

  private void refuseUnknownKeys(MapNode map, List<String> known) {
    for (var entry : map.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        notes.add(entry.getValue().key(), UnknownWord.none("key", entry.getKey(), known));
      }
    }
  }

  private boolean has(String key) {
    return root.entries().containsKey(key);
  }

  private Span span(String key) {
    Entry entry = root.entries().get(key);
    return entry == null ? root.span() : entry.key();
  }

  private String text(String key) throws RuleException {
    return string(child(root, key));
  }

  private String text(String key, String otherwise) throws RuleException {
    return has(key) ? text(key) : otherwise;
  }

  private String matching(String key, Pattern pattern, String form) throws RuleException {
    String text = text(key);
    if (!pattern.matcher(text).matches()) {
      throw new RuleException(
          "`" + text + "` is not a valid " + key + "; it must be " + form, child(root, key).span());
    }
    return text;
  }

  private <E> E label(String key, E[] values, Function<E, String> label) throws RuleException {
    String text = text(key);
    List<String> labels = new ArrayList<>();
    for (E value : values) {
      if (label.apply(value).equals(text)) {
        return value;
      }
      labels.add(label.apply(value));
    }
    throw new RuleException(UnknownWord.none(key, text, labels), child(root, key).span());
  }

  private <T> T parsed(String key, Function<String, T> parse, T otherwise) throws RuleException {
    return has(key) ? RuleNodes.read(child(root, key), parse) : otherwise;
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
