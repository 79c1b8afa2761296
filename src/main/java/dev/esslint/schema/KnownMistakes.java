package dev.esslint.schema;

import dev.esslint.text.Span;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people are known to write although the chart does not take it: {@code schemas/known-mistakes.yaml}. */
final class KnownMistakes {
  private static final String ITEM = "[]";

  private final List<Entry> keys;
  private final List<Entry> earlier;
  private final List<Entry> shapes;
  private final List<Entry> missing;
  private final List<Guess> guesses;
  private final Set<String> vague;
  private final Set<String> wrappers;
  private final Map<String, Set<String>> unoffered;

  /**
   * An entry; a text that it does not have is empty.
   *
   * @param at the steps of the path of what is written, folded; {@code *} and {@code **} stand for any
   * @param moves what is meant for which other paths
   * @param with what has to stand beside it, by path
   * @param given the paths that it is meant to give
   * @param since the release that refuses the key, if an older one took it
   * @param got the type that is refused
   * @param say what to know
   * @param fix what to do where nothing can be moved
   * @param example a value that somebody might write
   */
  record Entry(
      List<String> at,
      List<Move> moves,
      Map<String, String> with,
      List<String> given,
      String since,
      String got,
      String say,
      String fix,
      Node example) {

    /** What to do about what is written at a path. */
    String fix(ValuePath path) {
      String around = path.parent().isRoot() ? "<component>" : path.parent().toString();
      return fix.replace("{here}", path.toString()).replace("{around}", around);
    }
  }

  /**
   * A part of a value that is meant for another path.
   *
   * @param take the path of the part, from what is written; the root for all of it
   * @param use the right path, from the mapping around or, with a {@code /} before it, from the top
   * @param as how it is written there
   * @param among the texts that it is one of; empty if it may be anything
   */
  record Move(ValuePath take, String use, ValueForm as, List<String> among) {

    /** Whether a value is one that is meant for that path. */
    boolean isOf(Value value) {
      return among.isEmpty()
          || (value instanceof ScalarValue(Str(String text), var origin) && among.stream().anyMatch(text::equalsIgnoreCase));
    }
  }

  /**
   * What words of a name speak of.
   *
   * @param at the steps of the paths of mappings that it is about, folded; {@code *} and {@code **} stand for any; empty for the top and
   *     components
   * @param words in lower case and in the singular
   * @param mean what they speak of; empty where {@code fix} or {@code none} says it
   * @param use where the chart has that, from the mapping or, with a {@code /} before it, from the top; the first that the release has
   * @param fix what to say instead of {@code use}: it is written elsewhere
   * @param none what to say where nothing is to be written for it
   */
  record Guess(List<List<String>> at, Set<String> words, String mean, List<String> use, String fix, String none) {

    /** Whether one of the words of a name, or two that stand together, are of these. */
    boolean isOf(List<String> name) {
      for (int i = 0; i < name.size(); i++) {
        if (has(name.get(i)) || (i > 0 && has(name.get(i - 1) + name.get(i)))) {
          return true;
        }
      }
      return false;
    }

    private boolean has(String word) {
      return words.contains(word)
          || (word.endsWith("s") && words.contains(word.substring(0, word.length() - 1)))
          || (word.endsWith("ies") && words.contains(word.substring(0, word.length() - 3) + "y"));
    }

    /** Whether it is about keys of a mapping. */
    boolean isAbout(ValuePath mapping) {
      List<String> steps = folded(mapping);
      return at.stream().anyMatch(pattern -> matches(pattern, 0, steps, 0));
    }
  }

  private KnownMistakes(Node root) {
    keys = entries(root, "keys");
    earlier = entries(root, "earlier");
    shapes = entries(root, "shapes");
    missing = entries(root, "missing");
    guesses = SchemaTree.schemas(root, "guesses").stream().map(KnownMistakes::guess).toList();
    vague = folded(root, "vague");
    wrappers = folded(root, "wrappers");
    unoffered = new LinkedHashMap<>();
    if (SchemaTree.keyword(root, "unoffered").orElse(null) instanceof MapNode components) {
      components
          .entries()
          .keySet()
          .forEach(
              component ->
                  unoffered.put(component, Set.copyOf(SchemaTree.texts(components, component))));
    }
  }

  static KnownMistakes get() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    static final KnownMistakes INSTANCE = new KnownMistakes(PackedNodes.resource(KnownMistakes.class, "known-mistakes"));
  }

  /** All entries about keys that there are not. */
  List<Entry> keys() {
    return keys;
  }

  /** The path that {@code use} of an entry names: from a mapping or, with a {@code /} before it, from the top. */
  static ValuePath target(ValuePath mapping, String use) {
    return use.startsWith("/") ? ValuePath.parse(use.substring(1)) : mapping.then(ValuePath.parse(use));
  }

  /** Whether a name says nothing by itself. */
  boolean isVague(String name) {
    return vague.contains(Spelling.fold(name));
  }

  /** Whether a mapping of this name is what other charts have around settings. */
  boolean isWrapper(String name) {
    return wrappers.contains(Spelling.fold(name));
  }

  /** Whether an option of a component's program is nothing to offer for a fragment. */
  boolean isUnoffered(String component, String option) {
    return unoffered.getOrDefault(component, Set.of()).contains(option);
  }

  /** The entries about a key that there is not, the first one first. */
  Stream<Entry> about(ValuePath key) {
    return find(keys, key, "");
  }

  /** The entries about a key that only newer releases have, and what it was called before. */
  Stream<Entry> earlier(ValuePath key) {
    return find(earlier, key, "");
  }

  /** What words speak of in names of keys that nothing else is known of, the first one first. */
  List<Guess> guesses() {
    return guesses;
  }

  /** The entry about a value of the wrong type. */
  Optional<Entry> shape(ValuePath path, String got) {
    return find(shapes, path, got).findFirst();
  }

  /** The entry about a mapping that lacks keys. */
  Optional<Entry> missing(ValuePath path) {
    return find(missing, path, "").findFirst();
  }

  private static Stream<Entry> find(List<Entry> entries, ValuePath path, String got) {
    List<String> steps = folded(path);
    return entries.stream().filter(entry -> entry.got().equals(got) && matches(entry.at(), 0, steps, 0));
  }

  private static List<String> folded(ValuePath path) {
    return path.steps().stream().map(step -> step instanceof Key(String name) ? Spelling.fold(name) : ITEM).toList();
  }

  /** Whether what is left of a pattern is for what is left of the steps. */
  private static boolean matches(List<String> pattern, int at, List<String> steps, int step) {
    if (at == pattern.size()) {
      return step == steps.size();
    }
    String wanted = pattern.get(at);
    if (wanted.equals("**")) {
      return matches(pattern, at + 1, steps, step)
          || (step < steps.size() && matches(pattern, at, steps, step + 1));
    }
    return step < steps.size()
        && (wanted.equals("*") || wanted.equals(steps.get(step)))
        && matches(pattern, at + 1, steps, step + 1);
  }

  private static List<Entry> entries(Node root, String section) {
    return SchemaTree.keyword(root, section).orElse(null) instanceof ListNode list
        ? list.items().stream().flatMap(KnownMistakes::entries).toList()
        : List.of();
  }

  /** An entry for each path that a row is about. */
  private static Stream<Entry> entries(Node row) {
    return SchemaTree.texts(row, "at").stream().map(at -> entry(row, at));
  }

  private static Entry entry(Node node, String at) {
    List<Node> moves =
        text(node, "use").isEmpty() ? SchemaTree.schemas(node, "moves") : List.of(node);
    return new Entry(
        Stream.of(at.split("\\.")).map(Spelling::fold).toList(),
        moves.stream().map(move -> move(move, SchemaTree.texts(node, "among"))).toList(),
        with(node),
        SchemaTree.texts(node, "given"),
        text(node, "since"),
        text(node, "got"),
        text(node, "say"),
        text(node, "fix"),
        SchemaTree.keyword(node, "try")
            .orElse(new ScalarNode(Span.NONE, new Str("some-text"), ScalarNode.Style.PLAIN)));
  }

  private static Guess guess(Node row) {
    return new Guess(
        SchemaTree.texts(row, "at").stream().map(at -> folded(ValuePath.parse(at))).toList(),
        Set.copyOf(SchemaTree.texts(row, "words")),
        text(row, "mean"),
        SchemaTree.texts(row, "use"),
        text(row, "fix"),
        text(row, "none"));
  }

  private static Move move(Node node, List<String> among) {
    return new Move(
        ValuePath.parse(text(node, "take")), text(node, "use"), ValueForm.of(text(node, "as")), among);
  }

  private static Map<String, String> with(Node entry) {
    Map<String, String> with = new LinkedHashMap<>();
    if (SchemaTree.keyword(entry, "with").orElse(null) instanceof MapNode map) {
      map.entries()
          .forEach(
              (path, value) -> {
                if (value.value() instanceof ScalarNode scalar) {
                  with.put(path, Scalar.text(scalar.value()));
                }
              });
    }
    return with;
  }

  private static Set<String> folded(Node root, String section) {
    return SchemaTree.texts(root, section).stream()
        .map(Spelling::fold)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Node entry, String key) {
    return SchemaTree.keyword(entry, key).orElse(null)
            instanceof ScalarNode(var span, Str(String text), var style)
        ? text
        : "";
  }
}
