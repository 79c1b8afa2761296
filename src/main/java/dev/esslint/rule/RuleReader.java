package dev.esslint.rule;

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
import dev.esslint.net.Address;
import dev.esslint.rule.Operand.State;
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
import dev.esslint.tree.Scalar;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.ScalarOffsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
  private static final List<String> CONDITIONS = List.of("all", "any", "not", "each", "some", "path");
  private static final List<String> OPERATORS =
      Stream.of(Operator.values()).map(Operator::label).toList();

  /** The key of edits that change what works. */
  private static final String UNSAFE = "unsafe-edit";

  /** The built-in family whose rules are about upgrades. */
  private static final String UPGRADES = "UPG";

  /** The built-in family whose rules are about changes of values. */
  private static final String CHANGES = "CHG";

  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]{1,3}\\d{3}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)++");

  /** Always holds: for a rule that says all with `for`, and in the place of a condition that is none. */
  private static final Condition NONE = new Condition.All(List.of());

  private static final RulePath NOWHERE = new RulePath(RulePath.Root.VALUES, ValuePath.ROOT);

  private final SourceText source;
  private final MapNode root;
  private final List<Problem> problems = new ArrayList<>();
  private final IdentityHashMap<RulePath, Span> paths = new IdentityHashMap<>();
  private final List<Quoted> quotations = new ArrayList<>();
  private final List<MapNode> examples = new ArrayList<>();

  private RuleReader(SourceText source, MapNode root) {
    this.source = source;
    this.root = root;
  }

  /** Something that may turn out to be wrong. */
  private interface Part<T> {
    T read() throws RuleException;
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

  /**
   * Reads a condition.
   *
   * @throws RuleException if it is none
   */
  static Condition condition(SourceText source, Node node) throws RuleException {
    RuleReader reader = new RuleReader(source, new MapNode(node.span(), new LinkedHashMap<>()));
    Condition condition = reader.condition(node);
    if (!reader.problems.isEmpty()) {
      Problem problem = reader.problems.getFirst();
      throw new RuleException(problem.message(), problem.span());
    }
    return condition;
  }

  private RuleDraft draft() {
    refuseUnknownKeys(root, KEYS);
    Rule rule = rule();
    Map<String, Placed> keys = new LinkedHashMap<>();
    root.entries()
        .forEach((key, entry) -> keys.put(key, new Placed(entry.key(), entry.value().span())));
    return new RuleDraft(rule, problems, keys, examples, paths, quotations);
  }

  /** What a part says, or something in its place if it is wrong; that is noted. */
  private <T> T attempt(Part<T> part, T otherwise) {
    try {
      return part.read();
    } catch (RuleException e) {
      problems.add(new Problem(e.span(), String.valueOf(e.getMessage())));
      return otherwise;
    }
  }

  private Rule rule() {
    Trigger trigger = trigger();
    Page page =
        new Page(
            oneLine(attempt(() -> text("summary"), "")),
            oneLine(attempt(() -> text("message", ""), "")),
            attempt(() -> text("why"), ""),
            attempt(() -> text("fix"), ""),
            attempt(() -> text("docs", ""), ""),
            has("words") ? attempt(this::wordings, List.<Wording>of()) : List.of(),
            has("examples") ? attempt(() -> examples(), List.<Example>of()) : noExamples());
    RuleInfo info =
        new RuleInfo(
            attempt(
                () ->
                    matching(
                        "id", ID, "a family of two to four capital letters or digits, then three digits"),
                ""),
            attempt(
                () ->
                    matching(
                        "name", NAME, "two or more lower-case words with `-` between them"),
                ""),
            attempt(() -> label("level", Level.values(), Level::label), Level.ERROR),
            attempt(() -> label("class", RuleClass.values(), RuleClass::label), RuleClass.BROKEN),
            attempt(() -> text("charts", ""), ""),
            attempt(() -> text("from", ""), ""),
            subject(),
            has("for") ? attempt(this::components, List.<ChartComponent>of()) : List.of(),
            has("topic")
                ? attempt(() -> label("topic", Topic.values(), Topic::label), Topic.VALUES)
                : Topic.VALUES,
            attempt(this::isOptional, false),
            false,
            () -> page);
    if (info.family().equals(UPGRADES) && !has("from")) {
      problems.add(
          new Problem(span("id"), "a rule of the family UPG needs `from`, the old releases"));
    }
    if (info.family().equals(CHANGES) && info.subject() != Subject.CHANGE) {
      problems.add(
          new Problem(span("id"), "a rule of the family CHG looks at `before.` or `change.`"));
    }
    return new Rule(
        info,
        attempt(() -> parsed("charts", ReleaseRange::parse, ReleaseRange.ALL), ReleaseRange.ALL),
        attempt(() -> parsed("from", ReleaseRange::parse, ReleaseRange.ALL), ReleaseRange.ALL),
        trigger);
  }

  /** A rule that looks at what was deployed before judges a change of values; one that only says from where, an upgrade. */
  private Subject subject() {
    for (RulePath path : paths.keySet()) {
      if (path.root() == RulePath.Root.BEFORE || path.root() == RulePath.Root.CHANGE) {
        return Subject.CHANGE;
      }
    }
    return has("check") && attempt(() -> text("check"), "").startsWith("change.")
        ? Subject.CHANGE
        : has("from") ? Subject.UPGRADE : Subject.DEPLOYMENT;
  }

  private List<Example> noExamples() {
    problems.add(new Problem(root.span(), "`examples` is missing"));
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

  private static boolean isTrue(Node node) {
    return node instanceof ScalarNode flag && flag.value().equals(Scalar.TRUE);
  }

  private Trigger trigger() {
    if (has("check")) {
      Span check = span("check");
      Stream.of("when", "at", "message", "words", "edit", UNSAFE)
          .filter(this::has)
          .findFirst()
          .ifPresent(
              key ->
                  problems.add(
                      new Problem(check, "`check` and `" + key + "` exclude each other; remove one")));
    }
    if (has("check") && !has("when")) {
      return new Rule.Checked(
          attempt(() -> label("check", BuiltInCheck.values(), BuiltInCheck::label), BuiltInCheck.YAML_SYNTAX));
    }
    return new Rule.Declared(
        has("for") && !has("when") ? NONE : attempt(() -> condition(child(root, "when")), NONE),
        attempt(() -> path(child(root, "at")), NOWHERE),
        template("message", true),
        template("fix", false),
        has("edit") || has(UNSAFE) ? attempt(this::edits, List.<Edit>of()) : List.of(),
        has("edit"));
  }

  /** A text with quotations; that it is missing may be noted already. */
  private RuleText template(String key, boolean required) {
    if (!required && !has(key)) {
      return new RuleText(() -> "");
    }
    return attempt(
        () ->
            quoting(child(root, key), text -> key.equals("message") ? oneLine(text) : text),
        new RuleText(() -> ""));
  }

  /** A text with quotations of values. */
  private RuleText quoting(Node node, UnaryOperator<String> form) throws RuleException {
    String text = string(node);
    ScalarOffsets offsets = ScalarOffsets.of(source, (ScalarNode) node);
    Matcher quotation = Quotation.PATTERN.matcher(text);
    while (quotation.find()) {
      Span span = offsets.outer(new Span(quotation.start(1), quotation.end(1)));
      String quoted = quotation.group(1);
      attempt(() -> quotations.add(new Quoted(parse(quoted, span), span)), false);
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
      if (!quoted.contains(parse(of.getKey(), of.getValue().key()))) {
        throw new RuleException(
            "neither `message` nor `fix` quotes `" + of.getKey() + "`", of.getValue().key());
      }
      for (Map.Entry<String, Entry> word :
          mapping(of.getValue().value()).entries().entrySet()) {
        RuleText text = quoting(word.getValue().value(), RuleReader::oneLine);
        wordings.add(new Wording(of.getKey(), word.getKey(), text.text().get()));
      }
    }
    return List.copyOf(wordings);
  }

  private static MapNode mapping(Node node) throws RuleException {
    if (node instanceof MapNode map) {
      return map;
    }
    throw new RuleException("a mapping is expected here", node.span());
  }

  private List<Edit> edits() throws RuleException {
    if (has("edit") && has(UNSAFE)) {
      throw new RuleException("`edit` and `" + UNSAFE + "` exclude each other; remove one", span(UNSAFE));
    }
    List<Edit> edits = new ArrayList<>();
    for (Node item : items(child(root, has("edit") ? "edit" : UNSAFE))) {
      attempt(() -> edits.add(edit(item)), false);
    }
    return List.copyOf(edits);
  }

  private Edit edit(Node node) throws RuleException {
    if (node instanceof MapNode map) {
      Set<String> keys = map.entries().keySet();
      if (keys.equals(Set.of("remove"))) {
        return new Edit.Remove(path(child(map, "remove")));
      }
      if (keys.equals(Set.of("remove-item"))) {
        return new Edit.RemoveItem(path(child(map, "remove-item")));
      }
      if (keys.equals(Set.of("rename", "to"))) {
        return new Edit.Rename(path(child(map, "rename")), path(child(map, "to")));
      }
      if (keys.equals(Set.of("move", "to"))) {
        return new Edit.Move(path(child(map, "move")), path(child(map, "to")));
      }
      if (keys.equals(Set.of("put", "at"))) {
        RulePath at = path(child(map, "at"));
        Node value = child(map, "put");
        return value instanceof ScalarNode scalar
                && scalar.string() != null
                && Quotation.PATTERN.matcher(scalar.string()).find()
            ? new Edit.Write(at, quoting(value, text -> text))
            : new Edit.Put(at, single(value));
      }
      if (keys.equals(Set.of("replace", "by", "at"))) {
        return new Edit.Replace(
            path(child(map, "at")),
            read(child(map, "replace"), Regex::parse),
            string(child(map, "by")));
      }
      if (keys.equals(Set.of("paste"))) {
        return new Edit.Paste(path(child(map, "paste")));
      }
    }
    throw new RuleException(
        "an edit is `remove`, `remove-item`, `move` or `rename` with `to`, `put` with `at`, `replace` with `by` and `at`, or `paste`",
        node.span());
  }

  private Condition condition(Node node) throws RuleException {
    if (!(node instanceof MapNode map)) {
      throw new RuleException("a condition is a mapping, such as `{path: a.b, is: set}`", node.span());
    }
    Set<String> keys = map.entries().keySet();
    if (keys.equals(Set.of("all"))) {
      return new Condition.All(conditions(child(map, "all")));
    }
    if (keys.equals(Set.of("any"))) {
      return new Condition.Any(conditions(child(map, "any")));
    }
    if (keys.equals(Set.of("not"))) {
      return new Condition.Not(condition(child(map, "not")));
    }
    if (keys.equals(Set.of("each", "where"))) {
      return each(map, "each", false);
    }
    if (keys.equals(Set.of("some", "where"))) {
      return each(map, "some", true);
    }
    if (keys.contains("path")) {
      return leaf(map);
    }
    throw new RuleException(noCondition(map), place(map));
  }

  private Condition each(MapNode map, String key, boolean together) {
    RulePath path = attempt(() -> path(child(map, key)), NOWHERE);
    Condition where = attempt(() -> condition(child(map, "where")), NONE);
    return path.equals(NOWHERE) ? NONE : new Condition.Each(path, where, together);
  }

  private Condition leaf(MapNode map) {
    RulePath path = attempt(() -> path(child(map, "path")), NOWHERE);
    List<Test> tests = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
      if (!entry.getKey().equals("path")) {
        tests.add(attempt(() -> test(entry.getKey(), entry.getValue()), Test.HARMLESS));
      }
    }
    if (tests.isEmpty()) {
      problems.add(
          new Problem(place(map), "`path` needs an operator: " + joined(OPERATORS)));
    } else if (tests.size() > 1) {
      problems.add(
          new Problem(
              place(map), "`path` must have exactly one operator; join several conditions with `all`"));
    }
    Test test = tests.isEmpty() ? Test.HARMLESS : tests.getFirst();
    return path.equals(NOWHERE)
        ? NONE
        : new Condition.Leaf(path, test.operator(), test.operand());
  }

  private static String noCondition(MapNode map) {
    Set<String> keys = map.entries().keySet();
    if (keys.contains("each") || keys.contains("some")) {
      return keys.contains("where")
          ? "`each` or `some` with `where` must not have other keys"
          : "`each` and `some` need `where`";
    }
    String form =
        "a condition is `all`, `any`, `not`, `each` or `some` with `where`, or `path` with an operator";
    return keys.stream()
        .filter(key -> !CONDITIONS.contains(key) && !OPERATORS.contains(key) && !key.equals("where"))
        .findFirst()
        .map(key -> UnknownWord.none("condition", key, CONDITIONS))
        .orElse(form);
  }

  private List<Condition> conditions(Node node) throws RuleException {
    List<Condition> conditions = new ArrayList<>();
    for (Node item : items(node)) {
      conditions.add(attempt(() -> condition(item), NONE));
    }
    return List.copyOf(conditions);
  }

  /** A test, which is all of a leaf but its path. */
  private record Test(Operator operator, Operand operand) {
    static final Test HARMLESS = new Test(Operator.IS, State.SET);
  }

  private Test test(String name, Entry entry) throws RuleException {
    for (Operator operator : Operator.values()) {
      if (operator.label().equals(name)) {
        return new Test(operator, operand(operator.form(), entry.value()));
      }
    }
    throw new RuleException(UnknownWord.none("operator", name, OPERATORS), entry.key());
  }

  private Operand operand(Operator.Form form, Node node) throws RuleException {
    return switch (form) {
      case STATE -> constant(node, "state", State.class);
      case SINGLE -> single(node);
      case LITERALS -> {
        List<Scalar> values = new ArrayList<>();
        for (Node item : items(node)) {
          values.add(scalar(item));
        }
        yield new Operand.Literals(List.copyOf(values));
      }
      case PATTERN -> new Operand.Pattern(read(node, Regex::parse));
      case KINDS -> {
        List<Address.Kind> kinds = new ArrayList<>();
        for (Node item : items(node)) {
          kinds.add(constant(item, "kind of address", Address.Kind.class));
        }
        yield new Operand.Kinds(List.copyOf(kinds));
      }
      case PATH -> new Operand.At(path(node));
      case RANGE -> new Operand.Versions(string(node), read(node, ReleaseRange::parse));
    };
  }

  private Operand.Single single(Node node) throws RuleException {
    return node instanceof MapNode map && map.entries().keySet().equals(Set.of("path"))
        ? new Operand.At(path(child(map, "path")))
        : new Operand.Literal(scalar(node));
  }

  private List<Example> examples() throws RuleException {
    List<Example> examples = new ArrayList<>();
    for (Node item : items(child(root, "examples"))) {
      attempt(() -> examples.add(example(item)), false);
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
        problems.add(
            new Problem(entry.getValue().key(), UnknownWord.none("key", entry.getKey(), known)));
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

  /** Where a mapping begins: its first key, which is not always where its braces are. */
  private static Span place(MapNode map) {
    return map.entries().isEmpty() ? map.span() : map.entries().firstEntry().getValue().key();
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
    return has(key) ? read(child(root, key), parse) : otherwise;
  }

  private static <T> T read(Node node, Function<String, T> parse) throws RuleException {
    String text = string(node);
    try {
      return parse.apply(text);
    } catch (PatternSyntaxException e) {
      throw new RuleException(
          "`" + text + "` is not a regular expression: " + e.getDescription(), node.span());
    } catch (IllegalArgumentException e) {
      throw new RuleException(String.valueOf(e.getMessage()), node.span());
    }
  }

  private RulePath path(Node node) throws RuleException {
    return parse(string(node), node.span());
  }

  private RulePath parse(String text, Span span) throws RuleException {
    try {
      RulePath path = RulePath.parse(text);
      paths.put(path, span);
      return path;
    } catch (IllegalArgumentException e) {
      throw new RuleException(String.valueOf(e.getMessage()), span);
    }
  }

  private static <E extends Enum<E>> E constant(Node node, String what, Class<E> type)
      throws RuleException {
    String text = string(node);
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw new RuleException(UnknownWord.none(what, text, names), node.span());
  }

  private static Scalar scalar(Node node) throws RuleException {
    if (node instanceof ScalarNode scalar) {
      return scalar.value();
    }
    throw new RuleException("a single value is expected here", node.span());
  }

  private static String string(Node node) throws RuleException {
    if (scalar(node) instanceof Scalar.Str(String text)) {
      return text;
    }
    throw new RuleException("a string is expected here", node.span());
  }

  private static List<Node> items(Node node) throws RuleException {
    if (node instanceof ListNode list) {
      return list.items();
    }
    throw new RuleException("a list is expected here", node.span());
  }

  private static Node child(MapNode map, String key) throws RuleException {
    Entry entry = map.entries().get(key);
    if (entry == null) {
      throw new RuleException("`" + key + "` is missing", place(map));
    }
    return entry.value();
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\n\\s*", " ");
  }
}
