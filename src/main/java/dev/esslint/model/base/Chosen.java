package dev.esslint.model.base;

import dev.esslint.chart.When;
import dev.esslint.chart.When.Literal;
import dev.esslint.chart.When.Test;
import dev.esslint.embedded.Version;
import dev.esslint.net.HostName;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Values as the chart's templates ask for them. What was asked for once is found again: the facts ask for the same over and over. */
public final class Chosen {
  /** Words that mean a flag is on, where somebody writes them as a text. */
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE", "on", "On", "ON", "yes", "Yes", "YES", "y", "Y");

  private final ResolvedValues values;
  private final Map<String, Optional<Value>> found = new HashMap<>();
  private @Nullable Templates templates;

  public Chosen(ResolvedValues values) {
    this.values = values;
  }

  public ResolvedValues values() {
    return values;
  }

  /** What the chart makes of templates. */
  public Templates templates() {
    Templates made = templates;
    if (made == null) {
      made = new Templates(values);
      templates = made;
    }
    return made;
  }

  private @Nullable Value at(String path) {
    Optional<Value> value = found.get(path);
    if (value == null) {
      value = values.at(path);
      found.put(path, value);
    }
    return value.orElse(null);
  }

  /** All of the values. */
  public Block top() {
    return Block.of("", values.root());
  }

  /** The block at a path; an empty one if there is none. */
  public Block block(String path) {
    return Block.of(path, at(path));
  }

  /**
   * Whether a flag is on; one that is not there is off, as in a template. A text is refused in its place, but what follows from it is
   * what its author means.
   */
  public boolean on(String path) {
    return on(at(path));
  }

  static boolean on(@Nullable Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin)
        && (scalar instanceof Scalar.Bool(boolean on) ? on : scalar instanceof Scalar.Str(String text) && TRUE.contains(text));
  }

  /**
   * Whether Matrix Authentication Service does the logins of Synapse, rather than only rehearsing its migration. The first
   * releases have a switch of their own that leaves them to Synapse; others ignore it.
   */
  public boolean isDelegated() {
    String mas = "matrixAuthenticationService.";
    String kept = mas + "preMigrationSynapseHandlesAuth";
    return on(mas + "enabled")
        && !(on(kept) && preset(kept).isPresent())
        && (!on(mas + "syn2mas.enabled") || !on(mas + "syn2mas.dryRun"));
  }

  /** Whether there is something at a path that a template takes for true: neither null nor false, zero or empty. */
  public boolean given(String path) {
    Value value = at(path);
    return value != null && given(value);
  }

  /** Whether the values are such that something happens. */
  public boolean holds(When when) {
    return when.clauses().stream()
        .allMatch(
            clause ->
                clause.stream()
                    .anyMatch(
                        literal ->
                            literal.negated()
                                != (literal.test() == Test.PART
                                    ? new Parts(this).brings(literal.path().toString())
                                    : passes(values.root(), literal.path().steps(), literal))));
  }

  private static boolean passes(@Nullable Value value, List<Step> steps, Literal literal) {
    if (value == null) {
      return false;
    }
    if (steps.isEmpty()) {
      return switch (literal.test()) {
        case ON -> value instanceof ScalarValue scalar && scalar.scalar().equals(Scalar.TRUE);
        case GIVEN -> given(value);
        case IS ->
            value instanceof ScalarValue(Scalar.Str(String text), var origin)
                && text.equals(literal.text());
        case PART -> false;
      };
    }
    Step step = steps.getFirst();
    List<Step> below = steps.subList(1, steps.size());
    if (step.equals(When.ANY) && value instanceof MapValue map) {
      return map.entries().values().stream().anyMatch(entry -> passes(entry, below, literal));
    }
    Value next = ResolvedValues.below(value, new ValuePath(List.of(step))).orElse(null);
    return passes(next, below, literal);
  }

  public static boolean given(Value value) {
    return switch (value) {
      case MapValue map -> !map.entries().isEmpty();
      case ListValue list -> !list.items().isEmpty();
      case ScalarValue(Scalar.Str(String text), var origin) -> !text.isEmpty();
      case ScalarValue(Scalar.Num(double number), var origin) -> number != 0;
      case ScalarValue(Scalar.Bool(boolean bool), var origin) -> bool;
      case ScalarValue(Scalar.Null nothing, var origin) -> false;
    };
  }

  /** The entries of a mapping; none if there is no mapping. */
  public SequencedMap<String, Value> entries(String path) {
    return entries(at(path));
  }

  static SequencedMap<String, Value> entries(@Nullable Value value) {
    return value instanceof MapValue map ? map.entries() : Value.NO_ENTRIES;
  }

  /** The string at a path, if it is not empty. It may be or hold a placeholder. */
  public Optional<String> text(String path) {
    return text(at(path));
  }

  /** The text of a string or a number at a path; an empty one if there is neither. */
  public String textAt(ValuePath path) {
    return values.at(path).flatMap(Value::text).orElse("");
  }

  static Optional<String> text(@Nullable Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin) && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }

  public Optional<Double> number(String path) {
    return number(at(path));
  }

  static Optional<Double> number(@Nullable Value value) {
    return value instanceof ScalarValue(Scalar.Num(double number), var origin)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** The items of a list; none if there is no list. */
  public List<Value> items(String path) {
    return items(at(path));
  }

  static List<Value> items(@Nullable Value value) {
    return value instanceof ListValue list ? list.items() : List.of();
  }

  /** The host name at a path, if it can be known. */
  public Optional<HostName> host(String path) {
    return at(path) instanceof ScalarValue(Scalar.Str(String text), var origin) ? templates().host(text) : Optional.empty();
  }

  /** Whether there is a value that is not null. */
  public boolean has(String path) {
    return has(at(path));
  }

  static boolean has(@Nullable Value value) {
    return value != null && !(value instanceof ScalarValue(Scalar.Null nothing, var origin));
  }

  /** The string at a path, if it is not empty and nothing fills it in later. */
  public Optional<String> known(String path) {
    return known(at(path));
  }

  static Optional<String> known(@Nullable Value value) {
    return text(value).filter(text -> Placeholder.in(text).isEmpty());
  }

  /**
   * The version of the program in an image.
   *
   * @param tag the path of the tag of the image
   * @return empty if it does not show: a digest alone tells nothing
   */
  public Optional<Version> version(String tag) {
    String digest = tag.substring(0, tag.length() - "tag".length()) + "digest";
    boolean digestOnly = text(digest).isPresent() && !isWritten(tag);
    return digestOnly ? Optional.empty() : known(tag).flatMap(Version::parse);
  }

  public boolean isWritten(String path) {
    return values.writtenAt(path).isPresent();
  }

  /** The scalar that the chart has at a path by default. */
  public Optional<Scalar> preset(String path) {
    return defaults().map(root -> Embedded.node(root, ValuePath.parse(path))).orElse(null)
            instanceof ScalarNode node
        ? Optional.of(node.value())
        : Optional.empty();
  }

  /** Whether the chart has something at a path by default. */
  public boolean isPreset(ValuePath path) {
    return defaults().map(root -> Embedded.node(root, path)).isPresent();
  }

  /** Whether a value is true; empty if it is no boolean. */
  public static Optional<Boolean> flag(Value value) {
    return value instanceof ScalarValue(Scalar.Bool(boolean flag), Origin origin)
        ? Optional.of(flag)
        : Optional.empty();
  }

  /**
   * Whether what the user wrote at a path, as far as it was written at all, is other than what the chart has there by default.
   */
  public boolean changes(ValuePath path) {
    return values.writtenAt(path).filter(written -> changes(path, written)).isPresent();
  }

  private boolean changes(ValuePath path, Value written) {
    if (written instanceof MapValue map) {
      return map.entries().entrySet().stream()
          .anyMatch(entry -> changes(path.key(entry.getKey()), entry.getValue()));
    }
    Node preset =
        defaults().map(root -> Embedded.node(root, path)).orElse(null);
    return switch (written) {
      case ScalarValue(Scalar scalar, Origin origin) ->
          !(preset instanceof ScalarNode node && node.value().equals(scalar));
      case ListValue list -> !(list.items().isEmpty() && preset instanceof ListNode node
          && node.items().isEmpty());
      case MapValue map -> true;
    };
  }

  private Optional<Node> defaults() {
    Origin origin = values.root().origin();
    while (origin.overridden() != null) {
      origin = origin.overridden();
    }
    return origin.layer() instanceof Layer.Defaults defaults
        ? Optional.of(defaults.root())
        : Optional.empty();
  }
}
