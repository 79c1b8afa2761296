package dev.esslint.chart;

import dev.esslint.chart.TextUse.Context;
import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Evaluated;
import dev.esslint.chart.TextUse.Frame;
import dev.esslint.chart.TextUse.Quoting;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.ValuePath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of a release do with the texts of values, as measured with Helm. Of a release that was not measured
 * the facts are those of the newest one before it that was.
 *
 * <p>A packed tree of the keys of values, in which {@code *} is any key and {@code []} any item of a list. At the empty key
 * there are the uses of the text at that place, at {@code @} those of its key; each is a list of strings: {@code evaluated},
 * context, quoting and pass, or {@code written}, frame and encoding; and then the clauses of its condition.
 */
public final class TextUses {
  static final Step KEY = new Key("*");
  static final Step ITEM = new Key("[]");

  private static final String TEXT = "";
  private static final String NAME = "@";

  private final Optional<Node> root;

  private TextUses(Optional<Node> root) {
    this.root = root;
  }

  /** The facts of a release. */
  public static TextUses of(Release release) {
    return new TextUses(BuiltInCharts.templates(release, "texts"));
  }

  /** What is done with the text at a path of values; empty if nothing is that matters. */
  public List<TextUse> at(ValuePath path) {
    return at(path, TEXT);
  }

  /** What is done with the key that ends a path of values, as a text. */
  public List<TextUse> ofKey(ValuePath path) {
    return at(path, NAME);
  }

  private List<TextUse> at(ValuePath path, String what) {
    Optional<Node> node = root;
    for (Step step : path.steps()) {
      node =
          switch (step) {
            case Key(String name) -> node.flatMap(n -> get(n, name).or(() -> get(n, "*")));
            case Index index -> node.flatMap(n -> get(n, "[]"));
          };
    }
    List<TextUse> uses = new ArrayList<>();
    if (node.flatMap(n -> get(n, what)).orElse(null) instanceof ListNode list) {
      for (Node use : list.items()) {
        uses.add(use(strings(use), path));
      }
    }
    return uses;
  }

  private static TextUse use(List<String> words, ValuePath path) {
    if (words.getFirst().equals("written")) {
      return new Written(
          new Frame(words.get(1)),
          Encoding.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
          When.parse(words.subList(3, words.size())).at(path));
    }
    return new Evaluated(
        Context.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
        Quoting.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
        Integer.parseInt(words.get(3)),
        When.parse(words.subList(4, words.size())).at(path));
  }

  private static Optional<Node> get(Node node, String key) {
    return node instanceof MapNode map ? Optional.ofNullable(map.get(key)) : Optional.empty();
  }

  static List<String> strings(@Nullable Node list) {
    List<String> strings = new ArrayList<>();
    if (list instanceof ListNode items) {
      for (Node item : items.items()) {
        if (item instanceof ScalarNode(var span, Str(String text), var style)) {
          strings.add(text);
        }
      }
    }
    return strings;
  }
}
