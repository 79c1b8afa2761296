package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Meant;
import dev.esslint.finding.Repair;
import dev.esslint.text.Patience;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node.ScalarNode;
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
import dev.esslint.values.ValuePath.Step;
import dev.esslint.values.YamlText;
import dev.esslint.values.set.SetExpression.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Explains what is wrong with a value by itself: its type, or what it says. */
final class Scalars {
  private static final Step REDIS_MEMORY = new ValuePath.Key("maxMemory");
  private static final String MEGABYTES = "^[0-9]+[MK]$";
  private static final String LABEL_NAME = "^[a-zA-Z_][a-zA-Z0-9_]*$";
  private static final String QUANTITY_END = "(([KMGTPE]i)|[numkMGTPE]|";
  private static final ValuePath VOLUME_SIZE = ValuePath.of("storage", "size");

  /** A number that is small enough to be meant with a unit. */
  private static final Regex COUNT = new Regex("[1-9][0-9]{0,4}");

  private static final Regex BYTES = new Regex("[1-9][0-9]{5,14}");

  private static final Regex SIZE = new Regex("([0-9]+(?:\\.[0-9]+)?) *([kKmMgGtTpPeE])[iI]?[bB]?");
  private static final Set<String> BOOLEANS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n");

  private final SchemaTree tree;
  private final Places places;
  private final boolean ofChart;

  /**
   * @param ofChart whether the schema is a chart's, and not that of a file of esslint's own
   */
  Scalars(SchemaTree tree, Places places, boolean ofChart) {
    this.tree = tree;
    this.places = places;
    this.ofChart = ofChart;
  }

  /** The check that a value of another type than the chart takes is told by. */
  BuiltInCheck typeCheck(ValuePath path) {
    return places.values().at(path).orElse(null) instanceof ScalarValue(Null nothing, var origin)
        ? BuiltInCheck.SCHEMA_NULL
        : BuiltInCheck.SCHEMA_WRONG_TYPE;
  }

  /**
   * A value of another type than the chart takes.
   *
   * @param types the types of JSON Schema that it takes
   */
  Detection wrongType(ValuePath path, Collection<String> types) {
    Value value = places.values().at(path).orElseThrow();
    String must = Phrases.name(path) + " must be " + Phrases.types(types);
    Scalar scalar = value instanceof ScalarValue(Scalar own, var origin) ? own : null;
    if (scalar instanceof Null) {
      return empty(path, value, types);
    }
    Optional<Fragments.Meant> fragment = new Fragments(places).at(path);
    if (fragment.isPresent()) {
      return detection(
          BuiltInCheck.SCHEMA_WRONG_TYPE,
          path,
          Phrases.sentences(must + ", but this is a " + Phrases.shape(value) + ".", fragment.get().sentence()),
          fragment.get().remedy());
    }
    Optional<Kind> option = places.option(path).filter(kind -> kind != Kind.JSON);
    if (scalar != null && option.isPresent()) {
      return argument(path, must, types, scalar, option.get());
    }
    if (scalar instanceof Bool(boolean flag) && types.contains("string")) {
      return unquoted(path, must, "the boolean " + flag, "a boolean");
    }
    if (scalar instanceof Num && types.contains("string")) {
      return unquoted(path, must, "a number", "a number");
    }
    if (scalar instanceof Num && types.contains("integer")) {
      return typed(path, must + shown(path, value, ", not ") + ".", "", value);
    }
    if (scalar instanceof Str(String text) && isQuoted(text, types)) {
      Optional<Scalar> meant = unquoted(text);
      return typed(
          path,
          must + ", but the quotes make it a string.",
          meant
              .map(plain -> written("Remove the quotes", path, plain, value))
              .orElse("Remove the quotes."),
          value)
          .mendedBy(
              meant.map(plain -> Repair.safe(new Fix.Put(path, plain))).orElse(Repair.NONE));
    }
    String actual = ", but this is a " + Phrases.shape(value) + ".";
    Detection told =
        typed(path, must + actual, new Reshaped(tree).remedy(path, types, value), value);
    // what is meant for a single value cannot be told, but it is not missing
    return scalar == null && !types.contains("object") && !types.contains("array")
        ? told.meaning(new Meant.Given(path))
        : told;
  }

  /** A value that is not among those that the chart takes. */
  Detection notAllowed(ValuePath path, JsonNode allowed) {
    List<String> options = allowed.valueStream().map(Scalars::option).toList();
    List<String> texts = allowed.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
    Value value = places.values().at(path).orElseThrow();
    String must = options.size() <= 2 ? " must be " : " must be one of ";
    Optional<String> near =
        value instanceof ScalarValue(Str(String text), var origin)
            ? Spelling.nearest(text, texts)
            : Optional.empty();
    return detection(
        BuiltInCheck.SCHEMA_NOT_ALLOWED,
        path,
        Phrases.name(path) + must + Phrases.list(options, "or") + shown(path, value, ", not ") + ".",
        near.or(() -> options.size() == 1 ? texts.stream().findFirst() : Optional.empty())
            .map(option -> written("Write", path, new Str(option), value))
            .orElse(""))
        .mendedBy(
            near.map(option -> option(path, option, value)).orElse(Repair.NONE));
  }

  /** One of the values that are taken, as it is told. */
  private static String option(JsonNode option) {
    return option.isArray() ? "[...]" : option.isObject() ? "{...}" : option.isNull() ? "null" : option.asString();
  }

  /** One of the values that are taken; only where case alone is wrong nothing else can be meant. */
  private static Repair option(ValuePath path, String option, Value value) {
    boolean same =
        value instanceof ScalarValue(Str(String text), var origin) && text.equalsIgnoreCase(option);
    return new Repair(List.of(new Fix.Put(path, new Str(option))), same);
  }

  /** A number or a length beyond its bounds. */
  Detection outOfRange(ValuePath path, String keyword, JsonNode bound) {
    String limit = bound.asString();
    boolean one = limit.equals("1");
    String must =
        switch (keyword) {
          case "minimum" -> "must be at least " + limit;
          case "maximum" -> "must be at most " + limit;
          case "exclusiveMinimum" -> "must be more than " + limit;
          case "exclusiveMaximum" -> "must be less than " + limit;
          case "multipleOf" -> "must be a multiple of " + limit;
          case "minLength" ->
              one ? "must not be empty" : "must have at least " + limit + " characters";
          case "maxLength" -> "must have at most " + limit + " characters";
          case "minItems", "minProperties" ->
              one ? "must not be empty" : "must have at least " + limit + " entries";
          default -> "must have at most " + limit + " entries";
        };
    Value value = places.values().at(path).orElseThrow();
    Optional<KnownMistakes.Entry> known = KnownMistakes.get().shape(path, keyword);
    return detection(
        BuiltInCheck.SCHEMA_OUT_OF_RANGE,
        path,
        Phrases.sentences(
            Phrases.name(path) + " " + must + shown(path, value, ", not ") + ".",
            known.map(KnownMistakes.Entry::say).orElse("")),
        known.map(KnownMistakes.Entry::fix).orElse(""));
  }

  /** A list that has an item twice. */
  Detection repeated(ValuePath path) {
    return detection(BuiltInCheck.SCHEMA_OTHER, path, Phrases.name(path) + " has a duplicate item.", "");
  }

  /** A text that is not written as the chart wants it. */
  Detection pattern(ValuePath path, String regex) {
    Value value = places.values().at(path).orElseThrow();
    String text = value instanceof ScalarValue(Str(String string), var origin) ? string : "";
    Matcher size = SIZE.matcher(text);
    String must = Phrases.name(path) + " must be ";
    String not = shown(path, value, ", not ");
    if (regex.equals(MEGABYTES)) {
      return detection(
          BuiltInCheck.SCHEMA_PATTERN,
          path,
          must + "a whole number with `M` or `K` for megabytes or kilobytes" + not + ".",
          size.matches()
              ? written("Write", path, new Str(megabytes(size)), value)
              : megabytes(text).map(sized -> written("Write", path, new Str(sized), value)).orElse(""))
          .mendedBy(
              size.matches() && size.group(1).indexOf('.') < 0
                  ? Repair.safe(new Fix.Put(path, new Str(megabytes(size))))
                  : Repair.NONE);
    }
    if (regex.contains(QUANTITY_END)) {
      String unit = size.matches() ? size.group(2).toUpperCase(Locale.ROOT) : "";
      return detection(
          BuiltInCheck.SCHEMA_PATTERN,
          path,
          must + "a Kubernetes quantity, such as `500m`, `4G` or `4Gi`" + not + ".",
          unit.isEmpty()
              ? ""
              : "Write "
                  + Phrases.code(size.group(1) + (unit.equals("K") ? "k" : unit))
                  + " (powers of 1000) or "
                  + Phrases.code(size.group(1) + unit + "i")
                  + " (powers of 1024).")
          .mendedBy(
              unit.isEmpty()
                  ? Repair.NONE
                  : Repair.unsafe(new Fix.Put(path, new Str(size.group(1) + unit + "i"))));
    }
    return detection(
        BuiltInCheck.SCHEMA_PATTERN,
        path,
        regex.equals(LABEL_NAME)
            ? must + "letters, digits and `_`, and must not start with a digit" + not + "."
            : must + "a text that matches " + Phrases.code(regex) + not + ".",
        "");
  }

  /** Anything else. */
  Detection other(ValuePath path, String keyword) {
    return detection(
        BuiltInCheck.SCHEMA_OTHER,
        path,
        Phrases.name(path)
            + (ofChart
                ? " is not valid for the chart, because it violates "
                : " is not valid, because it violates ")
            + Phrases.code(keyword)
            + " of its schema.",
        "");
  }

  /** A null; where there is no default to go back to, somebody has left something to be filled in. */
  private Detection empty(ValuePath path, Value value, Collection<String> types) {
    boolean needed = value.origin().overridden() == null && tree.needs(path, filledBeside(path));
    String remove = "Remove " + removed(path);
    String remedy =
        needed && List.copyOf(types).equals(List.of("string"))
            ? "Give it a value."
            : types.contains("object") && takesEmptyMapping(path)
            ? remove + ", or write " + Phrases.code(Phrases.key(path) + " {}") + "."
            : types.contains("array")
                ? remove + ", or write " + Phrases.code(Phrases.key(path) + " []") + "."
                : value.origin().overridden() == null
                    ? "Give it a value, or remove " + removed(path) + "."
                    : remove + ", or give it a value.";
    return new Detection(
        BuiltInCheck.SCHEMA_NULL,
        Phrases.name(path)
            + " has no value. "
            + (ofChart ? "Helm reads that as null, but the chart expects " : "It must be ")
            + Phrases.types(types)
            + ".",
        places.key(path, ""),
        List.of(),
        List.of(),
        remedy)
        .mendedBy(needed ? Repair.NONE : Repair.safe(new Fix.Remove(path)));
  }

  /** The keys beside one that have a value. */
  private Set<String> filledBeside(ValuePath path) {
    Set<String> filled = new HashSet<>();
    if (places.values().at(path.parent()).orElse(null) instanceof MapValue map) {
      map.entries()
          .forEach(
              (key, value) -> {
                if (!(value instanceof ScalarValue(Null nothing, var origin))) {
                  filled.add(key);
                }
              });
    }
    return filled;
  }

  /** A mapping that holds nothing else must not stay behind, for then it is what has no value. */
  private String removed(ValuePath path) {
    ValuePath top = path;
    while (top.steps().size() > 1
        && places.values().writtenAt(top.parent()).orElse(null) instanceof MapValue map
        && map.entries().size() == 1) {
      top = top.parent();
    }
    return top.equals(path) ? "the line" : Phrases.code(top.toString());
  }

  private boolean takesEmptyMapping(ValuePath path) {
    return tree.at(path).stream()
        .allMatch(
            schema ->
                Stream.of("required", "minProperties", "allOf", "anyOf", "oneOf", "not", "if")
                    .allMatch(keyword -> SchemaTree.keyword(schema, keyword).isEmpty()));
  }

  private Detection unquoted(ValuePath path, String must, String precise, String vague) {
    String written = places.written(path);
    Value value = places.values().at(path).orElseThrow();
    String reader = ofChart ? "Helm" : "YAML";
    String fact = must + ", but " + reader + " reads the unquoted " + Phrases.code(written) + " as " + precise + ".";
    Optional<String> sized = sized(path, written);
    if (sized.isPresent()) {
      return typed(path, fact, written("Write the unit, too", path, new Str(sized.get()), value), value);
    }
    // a quoted scalar is no string only with a tag before it, such as !!int; an alias cannot be quoted
    return Phrases.isShort(written)
            && !written.startsWith("'")
            && !written.startsWith("\"")
            && !written.startsWith("*")
        ? typed(
            path,
            fact,
            isTaken(path, written)
                ? written("Quote it", path, new Str(written), value)
                : "Write " + form(path) + ".",
            value)
            .mendedBy(isTaken(path, written) ? Repair.safe(new Fix.Put(path, new Str(written))) : Repair.NONE)
        : typed(
            path,
            must + ", but " + reader + " reads this value as " + vague + ".",
            "Put it in quotes.",
            value);
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
        : patterns.contains(MEGABYTES)
            ? "a whole number with `M` or `K` for megabytes or kilobytes, such as `100M`"
            : "a text that matches " + Phrases.list(patterns, "and");
  }

  private List<String> texts(ValuePath path, String keyword) {
    return tree.at(path).map(schema -> SchemaTree.texts(schema, keyword)).orElse(List.of());
  }

  /** What is most likely meant by a number without a unit, which in quotes would be no size or next to nothing. */
  private Optional<String> sized(ValuePath path, String number) {
    List<Step> steps = path.steps();
    if (steps.size() > 1 && steps.subList(steps.size() - 2, steps.size()).equals(VOLUME_SIZE.steps())) {
      return Optional.of(number).filter(COUNT::fits).map(count -> count + "Gi");
    }
    if (path.last().equals(REDIS_MEMORY)) {
      return Optional.of(number).filter(COUNT::fits).map(count -> count + "mb");
    }
    return tree.at(path)
        .flatMap(schema -> SchemaTree.keyword(schema, "pattern"))
        .filter(pattern -> pattern instanceof ScalarNode scalar && MEGABYTES.equals(scalar.string()))
        .flatMap(pattern -> megabytes(number));
  }

  /** A small number is one of megabytes, a large one of bytes. */
  private static Optional<String> megabytes(String number) {
    return COUNT.fits(number)
        ? Optional.of(number + "M")
        : BYTES.fits(number)
            ? Optional.of(Math.ceilDiv(Long.parseLong(number), 1L << 20) + "M")
            : Optional.empty();
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
    return detection(
        BuiltInCheck.SCHEMA_WRONG_TYPE,
        path,
        Phrases.sentences(message, known.map(KnownMistakes.Entry::say).orElse("")),
        known.map(entry -> fix(entry, path, value)).orElse(remedy));
  }

  private static String fix(KnownMistakes.Entry entry, ValuePath path, Value value) {
    String text = value instanceof ScalarValue(Str(String string), var origin) ? string : "";
    return entry.fix(path).replace("{value}", Phrases.isShort(text) ? YamlText.scalar(text.strip()) : "...");
  }

  /** What to do and the value as it has to be: from the top level, but for an item of a list, whose neighbours stay. */
  private static String written(String what, ValuePath path, Scalar scalar, Value value) {
    ScalarValue meant = new ScalarValue(scalar, value.origin());
    if (path.steps().stream().allMatch(Key.class::isInstance)) {
      PastedYaml patch = new PastedYaml(value.origin());
      patch.put(path, meant);
      return what + ":\n\n" + patch.markdown();
    }
    return what + ": " + Phrases.code(Phrases.key(path) + " " + YamlText.of(meant).strip()) + ".";
  }

  private Detection detection(BuiltInCheck check, ValuePath path, String message, String remedy) {
    Location place = places.value(path, "");
    return new Detection(check, message, place, List.of(), List.of(), remedy);
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

  /** A phrase with the value after it; empty if the value must not or cannot be shown. */
  private String shown(ValuePath path, Value value, String phrase) {
    String text =
        value instanceof ScalarValue(Scalar scalar, var origin)
            ? scalar instanceof Str(String string) ? string : places.written(path)
            : "";
    return Phrases.isShort(text) ? phrase + Phrases.code(text) : "";
  }

  private static String megabytes(Matcher size) {
    String number = size.group(1).replaceFirst("\\..*", "");
    return switch (size.group(2).toUpperCase(Locale.ROOT)) {
      case "K" -> number + "K";
      case "G" -> Long.parseLong(number) * 1024 + "M";
      default -> number + "M";
    };
  }
}
