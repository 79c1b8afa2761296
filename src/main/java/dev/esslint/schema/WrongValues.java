package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Repair;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Explains values that the chart does not take, although their type is right. */
final class WrongValues {
  private static final String LABEL_NAME = "^[a-zA-Z_][a-zA-Z0-9_]*$";
  private final Places places;
  private final boolean ofChart;
  private final Sizes sizes;

  /**
   * @param ofChart whether the schema is a chart's, and not that of a file of esslint's own
   */
  WrongValues(SchemaTree tree, Places places, boolean ofChart) {
    this.places = places;
    this.ofChart = ofChart;
    this.sizes = new Sizes(tree, places);
  }

  /** A value that is not among those that the chart takes. */
  Detection notAllowed(ValuePath path, JsonNode allowed) {
    List<String> options = allowed.valueStream().map(WrongValues::option).toList();
    List<String> texts = allowed.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList();
    Value value = places.values().at(path).orElseThrow();
    String must = options.size() <= 2 ? " must be " : " must be one of ";
    Optional<KnownMistakes.Entry> one = value.text().flatMap(text -> KnownMistakes.get().shape(path, "enum: " + text));
    Optional<String> near =
        one.isEmpty() && value instanceof ScalarValue(Str(String text), var origin) ? Spelling.choice(text, texts) : Optional.empty();
    Optional<String> meant = near.or(() -> only(texts, options.size(), value));
    Optional<KnownMistakes.Entry> known = one.or(() -> meant.isPresent() ? Optional.empty() : KnownMistakes.get().shape(path, "enum"));
    return places.detection(
        BuiltInCheck.SCHEMA_NOT_ALLOWED,
        path,
        Phrases.sentences(
            Phrases.name(path) + must + Phrases.list(options, "or") + places.said(path, value, ", not ") + ".",
            known.map(KnownMistakes.Entry::say).orElse("")),
        known
            .map(entry -> entry.fix(path))
            .or(() -> meant.map(option -> PastedYaml.remedy("Write", path, new Str(option), value)))
            .orElse(""))
        .mendedBy(
            near.filter(option -> Spelling.isSlip(value.text().orElse(""), option)).map(option -> option(path, option, value)).orElse(Repair.NONE));
  }

  /** The only text that is taken, if what is written is a part of it or no text. */
  private static Optional<String> only(List<String> texts, int options, Value value) {
    return texts.stream()
        .filter(option -> options == 1)
        .filter(option -> !(value instanceof ScalarValue(Str(String text), var origin)) || option.contains(text))
        .findFirst();
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
    return places.detection(
        BuiltInCheck.SCHEMA_OUT_OF_RANGE,
        path,
        Phrases.sentences(
            Phrases.name(path) + " " + must + places.said(path, value, ", not ") + ".",
            known.map(KnownMistakes.Entry::say).orElse("")),
        known.map(KnownMistakes.Entry::fix).orElse(""));
  }

  /** A list that has an item twice. */
  Detection repeated(ValuePath path) {
    return places.detection(BuiltInCheck.SCHEMA_OTHER, path, Phrases.name(path) + " has a duplicate item.", "");
  }

  /** A text that is not written as the chart wants it. */
  Detection pattern(ValuePath path, String regex) {
    Value value = places.values().at(path).orElseThrow();
    String text = value instanceof ScalarValue(Str(String string), var origin) ? string : "";
    String not = places.said(path, value, ", not ") + ".";
    return sizes
        .explained(path, value, text, regex)
        .orElseGet(
            () ->
                places.detection(
                    BuiltInCheck.SCHEMA_PATTERN,
                    path,
                    Phrases.name(path)
                        + " must be "
                        + (regex.equals(LABEL_NAME)
                            ? "letters, digits and `_`, and must not start with a digit"
                            : "a text that matches " + Phrases.code(regex))
                        + not,
                    ""));
  }

  /** Anything else. */
  Detection other(ValuePath path, String keyword) {
    return places.detection(
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
}
