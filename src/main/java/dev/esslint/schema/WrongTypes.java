package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Meant;
import dev.esslint.finding.Repair;
import dev.esslint.text.Lookalikes;
import dev.esslint.text.Patience;
import dev.esslint.tree.Scalar;
import dev.esslint.tree.Scalar.Bool;
import dev.esslint.tree.Scalar.Null;
import dev.esslint.tree.Scalar.Num;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Explains values of another type than the chart takes. */
final class WrongTypes {
  private static final Set<String> BOOLEANS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

  /** Mappings whose keys have dots and a slash in them. */
  private static final Set<String> NAMED_BY_DOMAIN = Set.of("annotations", "labels", "nodeSelector", "matchLabels");

  /** What nothing is called, in quotes or not. */
  private static final Set<String> NO_NAMES = Set.of("true", "false");

  /** Keys whose texts are no names, so that one may be the word for a boolean. */
  private static final Set<String> FREE = Set.of("value", "operator", "effect");

  private final SchemaTree tree;
  private final Places places;
  private final boolean ofChart;
  private final Nulls nulls;
  private final Sizes sizes;

  /**
   * @param ofChart whether the schema is a chart's, and not that of a file of esslint's own
   */
  WrongTypes(SchemaTree tree, Places places, boolean ofChart) {
    this.tree = tree;
    this.places = places;
    this.ofChart = ofChart;
    this.nulls = new Nulls(tree, places, ofChart);
    this.sizes = new Sizes(tree, places);
  }

  /** The check that a value of another type than the chart takes is told by. */
  BuiltInCheck check(ValuePath path) {
    return places.values().at(path).orElse(null) instanceof ScalarValue(Null nothing, var origin)
        ? BuiltInCheck.SCHEMA_NULL
        : BuiltInCheck.SCHEMA_WRONG_TYPE;
  }

  /**
   * A value of another type than the chart takes.
   *
   * @param types the types of JSON Schema that it takes
   * @param inner the keys beside it that belong into the mapping that the chart takes
   */
  Detection explained(ValuePath path, Collection<String> types, List<ValuePath> inner) {
    Detection told = explained(path, types);
    if (inner.isEmpty()) {
      return told;
    }
    List<String> keys = inner.stream().map(key -> Phrases.name(key.last())).toList();
    return new Detection(
        told.check(),
        Phrases.sentences(told.message(), Phrases.list(keys, "and") + (keys.size() > 1 ? " belong" : " belongs") + " in that mapping."),
        told.primary(),
        inner.stream().map(key -> places.key(key, "also this")).toList(),
        told.notes(),
        Phrases.sentences(told.remedy(), "Move " + Phrases.list(inner.stream().map(ValuePath::toString).toList(), "and") + " into it."),
        told.meant(),
        told.repair());
  }

  private Detection explained(ValuePath path, Collection<String> types) {
    Value value = places.values().at(path).orElseThrow();
    String must = Phrases.name(path) + " must be " + Phrases.types(types);
    Scalar scalar = value instanceof ScalarValue(Scalar own, var origin) ? own : null;
    if (scalar instanceof Null) {
      return nulls.explained(path, value, types);
    }
    Optional<Fragments.Meant> fragment = new Fragments(places).at(path);
    if (fragment.isPresent()) {
      return places.detection(
          BuiltInCheck.SCHEMA_WRONG_TYPE,
          path,
          Phrases.sentences(must + ", but this is a " + Phrases.shape(value) + ".", fragment.get().sentence()),
          fragment.get().remedy());
    }
    Optional<Kind> option = places.option(path).filter(kind -> kind != Kind.JSON);
    if (scalar != null && option.isPresent()) {
      return argument(path, must, types, scalar, option.get());
    }
    if (scalar instanceof Bool && types.contains("string") && isName(path) && NO_NAMES.contains(places.written(path).toLowerCase(Locale.ROOT))) {
      return typed(
          path,
          must + ", but this is a boolean.",
          "Write the name that is meant, or remove " + Phrases.code(path.toString()) + ".",
          value);
    }
    if (scalar instanceof Bool(boolean flag) && types.contains("string")) {
      return unquoted(path, must, "the boolean " + flag, "a boolean");
    }
    if (scalar instanceof Num && types.contains("string")) {
      return unquoted(path, must, "a number", "a number");
    }
    if (scalar instanceof Num && types.contains("integer")) {
      return typed(path, must + places.said(path, value, ", not ") + ".", Reshaped.scalar(types), value);
    }
    if (scalar instanceof Str(String text) && isQuoted(Lookalikes.bare(text), types)) {
      Optional<Scalar> meant = unquoted(Lookalikes.bare(text));
      String fact = must + ", but the quotes make it a string.";
      return meant
          .map(plain -> written(typed(path, fact, PastedYaml.remedy("Remove the quotes", path, plain, value), value), path, value, plain))
          .orElseGet(() -> typed(path, fact, "Remove the quotes.", value));
    }
    if (scalar instanceof Str(String text) && types.contains("object") && isPair(path, text)) {
      return places.detection(
          BuiltInCheck.SCHEMA_WRONG_TYPE,
          path,
          must + ", but this is a string, because there is no space behind the colon.",
          "Put a space behind each colon that ends a key, as in " + Phrases.code(keyOf(text) + ": <value>") + ".");
    }
    boolean inside = !path.isRoot() && !path.parent().isRoot();
    Optional<String> split = inside && types.contains("string") ? split(path, value) : Optional.empty();
    if (split.isPresent()) {
      return typed(
          path,
          must + ", but Helm splits the name at each dot.",
          "Write `\\.` for each dot that is part of the key: `" + split.get() + "`. In a shell, put it in single quotes.",
          value);
    }
    if (value instanceof MapValue && inside && path.parent().last() instanceof Key(String around) && NAMED_BY_DOMAIN.contains(around)) {
      return typed(
          path,
          must + ", but this is a mapping.",
          "Write the whole key in one piece, with its dots and its slash, and its value after it: `<domain>/<name>: \"<value>\"`.",
          value);
    }
    String actual = ", but this is a " + Phrases.shape(value) + ".";
    Detection told =
        new Reshaped(tree)
            .meant(path, types, value)
            .map(meant -> told(path, must + actual, meant, value))
            .orElseGet(() -> typed(path, must + actual, new Reshaped(tree).remedy(path, types, value), value));
    if (scalar != null || types.contains("object") || types.contains("array")) {
      return told;
    }
    // what is meant for a single value cannot always be told, but it is not missing
    return told.meaning(Reshaped.single(value).<Meant>map(only -> new Meant.Moved(path, path, only)).orElse(new Meant.Given(path)));
  }

  /** Whether a text is a key of a mapping, its colon and a value without a space between them. */
  private boolean isPair(ValuePath path, String text) {
    String key = keyOf(text);
    return key.length() + 1 < text.length() && tree.allowedKeys(path).contains(key);
  }

  /** What stands before the first colon of a text; all of it if there is none. */
  private static String keyOf(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon);
  }

  /** The name of an assignment such as of {@code --set} with one key in place of those that its dots made; empty if it is not one. */
  private Optional<String> split(ValuePath path, Value value) {
    StringBuilder name = new StringBuilder(path.toString());
    ValuePath below = path;
    Value part = value;
    while (part instanceof MapValue(var entries, var aliases, var origin) && entries.size() == 1) {
      String key = entries.firstEntry().getKey();
      below = below.key(key);
      name.append("\\.").append(key);
      part = entries.firstEntry().getValue();
    }
    boolean assigned = part instanceof ScalarValue && !below.equals(path) && places.option(below).isPresent();
    return assigned && path.steps().stream().allMatch(step -> step instanceof Key(String key) && !key.contains(".")) ? Optional.of(name.toString()) : Optional.empty();
  }

  /** Whether the text that the chart takes is a name of something. */
  private boolean isName(ValuePath path) {
    return tree.isProperty(path) && path.last() instanceof Key(String key) && !FREE.contains(key);
  }

  private Detection unquoted(ValuePath path, String must, String precise, String vague) {
    String written = places.written(path);
    Value value = places.values().at(path).orElseThrow();
    String reader = ofChart ? "Helm" : "YAML";
    String fact = must + ", but " + reader + " reads the unquoted " + Phrases.code(written) + " as " + precise + ".";
    Optional<String> sized = sizes.meant(path, written);
    if (sized.isPresent()) {
      return typed(path, fact, PastedYaml.remedy("Write the unit, too", path, new Str(sized.get()), value), value);
    }
    // a quoted scalar is no string only with a tag before it, such as !!int; an alias cannot be quoted
    if (!Phrases.isShort(written)
        || written.startsWith("'")
        || written.startsWith("\"")
        || written.startsWith("*")) {
      return typed(path, must + ", but " + reader + " reads this value as " + vague + ".", "Put it in quotes.", value);
    }
    Scalar quoted = new Str(written);
    return isTaken(path, written)
        ? written(typed(path, fact, PastedYaml.remedy("Quote it", path, quoted, value), value), path, value, quoted)
        : typed(path, fact, "Write " + form(path) + ".", value);
  }

  /** A finding of which only the quotes are wrong: it is certain what is meant, so what is wrong with that is told, too. */
  private static Detection written(Detection told, ValuePath path, Value value, Scalar meant) {
    return told.mendedBy(Repair.safe(new Fix.Put(path, meant)))
        .meaning(new Meant.Quoted(path, new ScalarValue(meant, value.origin())));
  }

  /** Whether the chart accepts a text, so that quotes are all that is missing. */
  private boolean isTaken(ValuePath path, String text) {
    List<String> allowed = texts(path, "enum");
    return (allowed.isEmpty() || allowed.contains(text))
        && texts(path, "pattern").stream().allMatch(regex -> Patience.with(text).isIn(GoPattern.of(regex), text).orElse(false));
  }

  /** What the chart accepts, where only some texts are. */
  private String form(ValuePath path) {
    List<String> allowed = texts(path, "enum");
    List<String> patterns = texts(path, "pattern");
    return !allowed.isEmpty()
        ? Phrases.list(allowed, "or")
        : patterns.contains(Sizes.MEGABYTES)
            ? Sizes.FORM_OF_MEGABYTES + ", such as `100M`"
            : "a text that matches " + Phrases.list(patterns, "and");
  }

  private List<String> texts(ValuePath path, String keyword) {
    return tree.at(path).map(schema -> SchemaTree.texts(schema, keyword)).orElse(List.of());
  }

  /** A scalar from the command line, where quotes make no difference and the option gives the type. */
  private Detection argument(
      ValuePath path, String must, Collection<String> types, Scalar scalar, Kind kind) {
    Value value = places.values().at(path).orElseThrow();
    boolean quoted = scalar instanceof Str(String text) && isQuoted(text, types);
    if (!places.namesOption(path, kind)) {
      return passedOn(must, types, quoted, path, value);
    }
    String actual =
        ", but " + Phrases.code(kind.option()) + " makes this a " + Phrases.shape(value) + ".";
    String remedy =
        types.contains("string")
            ? "Set it with `--set-string`."
            : types.contains("boolean")
                ? "Write `true` or `false`, with `--set`."
                : quoted ? "Set it with `--set-json`." : "";
    return typed(path, must + actual, remedy, value);
  }

  /** A scalar from a manifest whose tool gives it to Helm as an argument, so that nobody wrote an option. */
  private Detection passedOn(
      String must, Collection<String> types, boolean quoted, ValuePath path, Value value) {
    String remedy =
        types.contains("string")
            ? "Write it among the values of this file, in quotes, or have it passed on as a string: `forceString: true` in"
                + " Argo CD, `type = \"string\"` in Terraform."
            : quoted ? "Write it among the values of this file, without quotes." : "";
    return typed(path, must + ", but this file passes it to Helm as a " + Phrases.shape(value) + ".", remedy, value);
  }

  private Detection typed(ValuePath path, String message, String remedy, Value value) {
    Optional<KnownMistakes.Entry> known = KnownMistakes.get().shape(path, Phrases.shape(value));
    return told(path, message, known.map(entry -> fix(entry, path, value)).filter(text -> !text.isEmpty()).orElse(remedy), value);
  }

  /** A finding with a remedy, and with what is known of such values there. */
  private Detection told(ValuePath path, String message, String remedy, Value value) {
    Optional<KnownMistakes.Entry> known = KnownMistakes.get().shape(path, Phrases.shape(value));
    return places.detection(
        BuiltInCheck.SCHEMA_WRONG_TYPE,
        path,
        Phrases.sentences(message, known.map(KnownMistakes.Entry::say).orElse("")),
        remedy);
  }

  private static String fix(KnownMistakes.Entry entry, ValuePath path, Value value) {
    String text = value instanceof ScalarValue(Str(String string), var origin) ? string : "";
    int equals = Phrases.isShort(text) ? text.indexOf('=') : -1;
    return entry.fix(path)
        .replace("{value}", Phrases.isShort(text) ? YamlText.scalar(text.strip()) : "...")
        .replace("{name}", equals > 0 ? text.substring(0, equals).strip() : "<NAME>")
        .replace("{rest}", equals > 0 ? YamlText.scalar(text.substring(equals + 1).strip()) : "\"<value>\"");
  }

  private static boolean isQuoted(String text, Collection<String> types) {
    return (types.contains("boolean") && BOOLEANS.contains(text.toLowerCase(Locale.ROOT)))
        || (types.contains("integer") && text.matches("-?[0-9]{1,15}"))
        || (types.contains("number") && text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?"));
  }

  /** The boolean or the number in quotes. */
  private static Optional<Scalar> unquoted(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "y" -> Optional.of(Scalar.TRUE);
      case "false", "no", "off", "n" -> Optional.of(Scalar.FALSE);
      default -> text.matches("-?(0|[1-9][0-9]*)") ? Optional.of(new Num(Double.parseDouble(text))) : Optional.empty();
    };
  }
}
