package dev.esslint.authoring;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the alternatives that a remedy offers, and what somebody makes of it who follows it to the letter.
 *
 * <p>A remedy is Markdown. A paragraph that begins with "or" starts another alternative. In an alternative every block of YAML is a
 * patch of the values, from the top level; one whose first line is {@code # cluster.yaml} is a patch of the cluster file, and one
 * with {@code kind:} at its top is an object of Kubernetes, which is not looked at. What the prose tells to remove, as in "Remove
 * `a.b` and `c`", is removed before the patches are pasted.
 *
 * @param removed paths that are to be removed, as written
 * @param patches the blocks of YAML for the values
 * @param cluster the blocks of YAML for the cluster file
 */
public record Remedy(List<String> removed, List<String> patches, List<String> cluster) {
  private static final Pattern OR = Pattern.compile("(?i)(or)\\b.*");
  private static final Pattern REMOVAL =
      Pattern.compile("(?i)\\bremove ((?:`[^`]+`(?:,? and |,? or |, )?)+)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What the reader is to fill in. */
  private static final Pattern BLANK = Pattern.compile("<([^<>\\n]+)>");

  /** The alternatives of a remedy, in its order; none has neither a patch nor a removal. */
  public static List<Remedy> alternatives(String markdown) {
    List<Remedy> all = new ArrayList<>();
    Remedy now = empty();
    StringBuilder paragraph = new StringBuilder();
    @Nullable StringBuilder block = null;
    String language = "";
    for (String line : (markdown + "\n").lines().toList()) {
      if (block != null) {
        if (line.strip().equals("```")) {
          now.addBlock(language, block.toString());
          block = null;
        } else {
          block.append(line).append('\n');
        }
      } else if (line.startsWith("```")) {
        now = now.withProse(paragraph.toString(), all);
        paragraph.setLength(0);
        language = line.substring(3).strip();
        block = new StringBuilder();
      } else if (line.isBlank()) {
        now = now.withProse(paragraph.toString(), all);
        paragraph.setLength(0);
      } else {
        paragraph.append(line.strip()).append(' ');
      }
    }
    now = now.withProse(paragraph.toString(), all);
    all.add(now);
    return all.stream().filter(r -> !r.isEmpty()).toList();
  }

  private static Remedy empty() {
    return new Remedy(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private boolean isEmpty() {
    return removed.isEmpty() && patches.isEmpty() && cluster.isEmpty();
  }

  private Remedy withProse(String paragraph, List<Remedy> all) {
    Remedy now = this;
    if (OR.matcher(paragraph.strip()).matches()) {
      all.add(this);
      now = empty();
    }
    for (Matcher removal = REMOVAL.matcher(paragraph); removal.find(); ) {
      CODE.matcher(removal.group(1)).results().map(m -> m.group(1)).forEach(now.removed::add);
    }
    return now;
  }

  private void addBlock(String language, String text) {
    if (!language.equals("yaml")) {
      return;
    }
    if (text.startsWith("# cluster.yaml")) {
      cluster.add(filledIn(text));
    } else if (!Pattern.compile("(?m)^kind:").matcher(text).find()) {
      patches.add(filledIn(text));
    }
  }

  /** Somebody who reads {@code <name of the Secret>} or {@code ...} writes something of their own. */
  private static String filledIn(String yaml) {
    return BLANK
        .matcher(yaml)
        .replaceAll(Remedy::slug)
        .replaceAll("(?m)([:-]) \\.\\.\\.$", "$1 filled-in");
  }

  private static String slug(MatchResult blank) {
    String words = blank.group(1).toLowerCase(Locale.ROOT);
    return words.startsWith("ip address")
        ? "93.184.215.14" // neither of a private network nor of an example
        : words.startsWith("network") ? "192.0.2.0/24" : words.replaceAll("[^a-z0-9]+", "-");
  }

  /**
   * The values with this alternative in them.
   *
   * @throws SourceException if a patch is no YAML
   * @throws IllegalStateException if a patch is no mapping; the message is for the rule's author
   */
  public MapValue appliedTo(MapValue values) throws SourceException {
    MapValue changed = values;
    for (String path : removed) {
      changed = without(changed, path);
    }
    for (String patch : patches) {
      changed = (MapValue) pasted(changed, mapping(patch), "");
    }
    return changed;
  }

  /** Values files merged as Helm merges them. */
  public static MapValue merged(List<String> layers) throws SourceException {
    List<Layer> files = new ArrayList<>();
    for (String layer : layers) {
      files.add(new Layer.File(document(layer)));
    }
    return ResolvedValues.of(files, new Layer.Defaults("", document("{}").root())).written();
  }

  private static Document document(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("patch", yaml));
  }

  private static Value mapping(String yaml) throws SourceException {
    Document document = document(yaml);
    if (!(document.root() instanceof MapNode)) {
      throw new IllegalStateException("a patch in `fix` is not a mapping from the top level");
    }
    return value(document);
  }

  private static Value value(Document document) {
    return Value.of(new Layer.File(document), document.root(), UnaryOperator.identity());
  }

  private static MapValue without(MapValue values, String written) {
    ValuePath path;
    try {
      path = ValuePath.parse(written.replaceAll(":.*", ""));
    } catch (IllegalArgumentException e) {
      return values;
    }
    return (MapValue) without(values, path, 0);
  }

  /** A path goes on into a text that is a document; what is not there stays away. */
  private static Value without(Value value, ValuePath path, int depth) {
    Optional<Value> document = embedded(value);
    if (document.isPresent()) {
      Value rest = without(document.get(), path, depth);
      String text = isJson(value) ? JsonText.of(rest) : YamlText.of(rest);
      return new ScalarValue(new Scalar.Str(text), value.origin());
    }
    boolean last = depth + 1 == path.steps().size();
    if (value instanceof MapValue map && path.steps().get(depth) instanceof Key(String name)) {
      SequencedMap<String, Value> entries = new LinkedHashMap<>(map.entries());
      Value child = entries.get(name);
      if (last) {
        entries.remove(name);
      } else if (child != null) {
        entries.put(name, without(child, path, depth + 1));
      }
      return new MapValue(entries, new LinkedHashMap<>(), map.origin());
    }
    if (value instanceof ListValue list
        && path.steps().get(depth) instanceof Index(int index)
        && index < list.items().size()) {
      List<Value> items = new ArrayList<>(list.items());
      Value child = items.remove(index);
      if (!last) {
        items.add(index, without(child, path, depth + 1));
      }
      return new ListValue(items, list.origin());
    }
    return value;
  }

  /**
   * @param key the key that both stand at
   */
  private static Value pasted(Value old, Value patch, String key) {
    if (old instanceof MapValue a && patch instanceof MapValue b) {
      return pasted(a, b, key);
    }
    if (old instanceof ListValue(var items, var origin)
        && patch instanceof ListValue(var others, var from)
        && items.stream().allMatch(item -> name(item).isPresent())
        && others.stream().allMatch(item -> name(item).isPresent())) {
      return new ListValue(pasted(items, others), origin);
    }
    Optional<Value> document = embedded(old);
    Optional<Value> other = embedded(patch);
    if (document.isPresent() && other.isPresent()) {
      Value both = pasted(document.get(), other.get(), "");
      String text = isJson(patch) ? JsonText.of(both) : YamlText.of(both);
      return new ScalarValue(new Scalar.Str(text), old.origin());
    }
    return patch;
  }

  private static MapValue pasted(MapValue old, MapValue patch, String key) {
    SequencedMap<String, Value> entries = new LinkedHashMap<>(old.entries());
    String only =
        entries.size() == 1 && patch.entries().size() == 1 ? entries.firstEntry().getKey() : "";
    patch
        .entries()
        .forEach(
            (name, value) -> {
              // the fragment that has the option is meant, whatever the remedy calls it
              String own = key.equals("additional") && !only.isEmpty() ? only : name;
              Value there = entries.get(own);
              if (value instanceof ScalarValue(Scalar.Null n, Origin o)) {
                entries.remove(own);
              } else {
                entries.put(own, there == null ? value : pasted(there, value, own));
              }
            });
    for (Map.Entry<String, List<String>> one : INSTEAD.entrySet()) {
      if (patch.entries().containsKey(one.getKey())) {
        one.getValue().stream()
            .filter(other -> !patch.entries().containsKey(other))
            .forEach(entries::remove);
      }
    }
    return new MapValue(entries, new LinkedHashMap<>(), old.origin());
  }

  /** Of these ways to give one thing only one can be there. */
  private static final Map<String, List<String>> INSTEAD =
      Map.of(
          "value", List.of("secret", "secretKey"),
          "secret", List.of("value"),
          "config", List.of("configSecret", "configSecretKey"),
          "configSecret", List.of("config"));

  private static List<Value> pasted(List<Value> items, List<Value> others) {
    List<Value> all = new ArrayList<>(items);
    for (Value other : others) {
      int same = -1;
      for (int i = 0; i < all.size(); i++) {
        same = name(all.get(i)).equals(name(other)) ? i : same;
      }
      if (same < 0) {
        all.add(other);
      } else {
        all.set(same, pasted(all.get(same), other, ""));
      }
    }
    return all;
  }

  private static Optional<String> name(Value item) {
    return item instanceof MapValue map
            && map.entries().get("name") instanceof ScalarValue(Scalar.Str(String name), var at)
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Whether a text is in the form that well-known documents and the settings of Element Web have. */
  private static boolean isJson(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), Origin origin)
        && text.strip().startsWith("{");
  }

  private static Optional<Value> embedded(Value value) {
    if (!(value instanceof ScalarValue(Scalar.Str(String text), Origin origin))) {
      return Optional.empty();
    }
    try {
      Document document = document(text);
      Node root = document.root();
      return root instanceof MapNode ? Optional.of(value(document)) : Optional.empty();
    } catch (SourceException e) {
      return Optional.empty();
    }
  }
}
