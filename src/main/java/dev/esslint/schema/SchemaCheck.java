package dev.esslint.schema;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Release;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.source.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against the JSON Schema of a release and explains what Helm would refuse. One for a release serves any
 * number of deployments and threads.
 */
public final class SchemaCheck {
  private static final ValuePath GLOBAL = ValuePath.of("global");

  private final String release;
  private final SchemaTree tree;
  private final Precheck precheck;
  private final Pruner pruner;
  private volatile Optional<UnknownKeys> unknownKeys = Optional.empty();

  public SchemaCheck(Chart chart) {
    this.release = chart.release();
    this.tree = new SchemaTree(chart.schema());
    this.precheck = new Precheck(tree);
    this.pruner = new Pruner(tree);
  }

  /**
   * What Helm refuses about values.
   *
   * @param detections one for each cause
   * @param paths all that is refused, also what is only counted
   */
  public record Refused(Bounded<Detection> detections, Set<ValuePath> paths) {}

  /**
   * What Helm refuses about these values.
   *
   * @param values over the defaults of the same release
   * @throws ChartException if the schema of the chart is no valid JSON Schema
   */
  public Refused refused(ResolvedValues values) throws ChartException {
    Explanation explanation = new Explanation(values);
    List<Violation> violations = validate(values);
    if (!violations.isEmpty()) {
      explanation.explain(violations);
    }
    ignoredGlobals(values).forEach(explanation::add);
    return new Refused(explanation.found, explanation.paths);
  }

  /** The same in the order of the user's text, as far as it is told. */
  public List<Detection> violations(ResolvedValues values) throws ChartException {
    return refused(values).detections().told().stream()
        .sorted((one, other) -> compare(one, other, values))
        .toList();
  }

  /** What is wrong with the part of the values that the user wrote. */
  List<Violation> validate(ResolvedValues values) throws ChartException {
    if (precheck.isValid(values.root())) {
      return List.of();
    }
    Pruner.Pruned pruned = pruner.prune(values.root());
    List<Violation> violations = new ArrayList<>();
    for (Violation violation : Validator.validate(pruned.schema(), pruned.instance(), release)) {
      if (!isFilledIn(values.at(violation.at())) && !isOfSops(violation, values)) {
        violations.add(violation);
      }
    }
    return violations;
  }

  /** Whether it is about what SOPS notes in a file that it encrypts, and takes away as it decrypts it. */
  private static boolean isOfSops(Violation violation, ResolvedValues values) {
    return violation.at().isRoot()
        && violation.property().filter("sops"::equals).isPresent()
        && values.at(ValuePath.of("sops", "mac")).isPresent();
  }

  /** Whether something puts another value there before Helm sees it; a template Helm itself leaves as it is. */
  private static boolean isFilledIn(Optional<Value> value) {
    return value.orElse(null) instanceof ScalarValue(Scalar.Str(String text), var origin)
        && Placeholder.in(text).filter(found -> found != Placeholder.TEMPLATE).isPresent();
  }

  private UnknownKeys unknownKeys() {
    UnknownKeys known = unknownKeys.orElseGet(() -> new UnknownKeys(tree, Release.parse(release)));
    unknownKeys = Optional.of(known);
    return known;
  }

  private List<Detection> ignoredGlobals(ResolvedValues values) {
    if (!(values.writtenAt(GLOBAL).orElse(null) instanceof MapValue global)) {
      return List.of();
    }
    Places places = new Places(values);
    Set<String> chartKeys = tree.allowedKeys(ValuePath.ROOT);
    return global.entries().keySet().stream()
        .filter(chartKeys::contains)
        .map(
            key ->
                new Detection(
                    "schema.global-ignored",
                    Words.code("global." + key)
                        + " has no effect: the chart reads "
                        + Words.code(key)
                        + " at the top level only.",
                    places.key(GLOBAL.key(key), ""),
                    List.of(),
                    List.of(),
                    "Move it out of `global`: " + Words.code(key + ":") + " at the top level."))
        .toList();
  }

  private static int compare(Detection one, Detection other, ResolvedValues values) {
    int layers = Integer.compare(layer(one.primary(), values), layer(other.primary(), values));
    int starts = Integer.compare(one.primary().span().start(), other.primary().span().start());
    return layers != 0 ? layers : starts != 0 ? starts : one.message().compareTo(other.message());
  }

  private static int layer(Location place, ResolvedValues values) {
    for (int i = 0; i < values.layers().size(); i++) {
      if (values.layers().get(i).source().filter(place.source()::equals).isPresent()) {
        return i;
      }
    }
    return values.layers().size();
  }

  /** Turns violations into causes. */
  private final class Explanation {
    private final Places places;
    private final Mappings mappings;
    private final Scalars scalars;
    private final Bounded<Detection> found = new Bounded<>();
    private final Set<ValuePath> paths = new HashSet<>();

    Explanation(ResolvedValues values) {
      places = new Places(values);
      mappings = new Mappings(tree, places);
      scalars = new Scalars(tree, places, !release.isEmpty());
    }

    void explain(List<Violation> violations) {
      Map<ValuePath, List<Violation>> byPath = new LinkedHashMap<>();
      for (Violation violation : violations) {
        ValuePath cause = violation.choice().map(Violation.Choice::at).orElse(violation.at());
        byPath.computeIfAbsent(cause, path -> new ArrayList<>()).add(violation);
      }
      byPath.forEach(this::explain);
    }

    private void add(Detection detection) {
      paths.add(detection.primary().path());
      found.add(detection.check(), detection.primary().source(), () -> detection);
    }

    private void explain(ValuePath path, List<Violation> violations) {
      List<Violation> own =
          violations.stream().filter(violation -> violation.choice().isEmpty()).toList();
      List<String> types =
          violations.stream()
              .filter(
                  violation -> violation.keyword().equals("type") && violation.at().equals(path))
              .flatMap(violation -> texts(violation.operand()).stream())
              .distinct()
              .toList();
      if (!types.isEmpty()) {
        // what else is wrong with it follows from the type
        add(scalars.wrongType(path, types));
        return;
      }
      Set<String> meant = explainUnknown(path, own);
      own.stream()
          .filter(violation -> !isAboutKeys(violation))
          .findFirst()
          .ifPresent(this::explainValue);
      if (!isAllUnknown(path, own)) {
        explainMissing(path, own, meant);
        violations.stream()
            .flatMap(violation -> violation.choice().stream())
            .findFirst()
            .filter(choice -> meant.isEmpty())
            .ifPresent(choice -> add(form(path, choice.keyword())));
      }
    }

    /** Whether a mapping has no key that the chart knows; what it lacks then follows from that. */
    private boolean isAllUnknown(ValuePath path, List<Violation> own) {
      long unknown =
          own.stream()
              .filter(violation -> violation.keyword().equals("additionalProperties"))
              .count();
      return unknown > 0
          && places.values().writtenAt(path).orElse(null) instanceof MapValue map
          && map.entries().size() == unknown;
    }

    private Detection form(ValuePath path, String keyword) {
      return mappings.forms(path, keyword).orElseGet(() -> scalars.other(path, keyword));
    }

    /** Explains the unknown keys of a mapping; returns the keys that were meant. */
    private Set<String> explainUnknown(ValuePath path, List<Violation> own) {
      Set<String> meant = new LinkedHashSet<>();
      for (Violation violation : own) {
        if (violation.keyword().equals("additionalProperties")
            && violation.property().isPresent()) {
          ValuePath key = path.key(violation.property().get());
          paths.add(key);
          if (found.takes(UnknownKeys.CHECK, places.key(key, "").source())) {
            UnknownKeys.Meaning meaning = unknownKeys().meaning(key);
            found.tell(unknownKeys().explain(key, meaning, places));
            meant.addAll(meaning.siblings());
          }
        }
      }
      return meant;
    }

    private void explainMissing(ValuePath path, List<Violation> own, Set<String> meant) {
      List<Violation> missing =
          own.stream()
              .filter(violation -> violation.keyword().equals("required"))
              .filter(
                  violation -> violation.property().filter(key -> !meant.contains(key)).isPresent())
              .toList();
      if (!missing.isEmpty()) {
        List<String> keys =
            missing.stream()
                .flatMap(violation -> violation.property().stream())
                .distinct()
                .toList();
        add(mappings.missing(path, keys, missing.stream().allMatch(Violation::conditional)));
      }
    }

    private void explainValue(Violation violation) {
      ValuePath path = violation.at();
      JsonNode operand = violation.operand();
      add(
          switch (violation.keyword()) {
            case "enum" -> scalars.notAllowed(path, operand);
            case "pattern" -> scalars.pattern(path, operand.asString());
            case "maxProperties" -> mappings.tooMany(path);
            case "uniqueItems" -> scalars.repeated(path);
            case "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "multipleOf",
                "minLength",
                "maxLength",
                "minItems",
                "maxItems",
                "minProperties" ->
                scalars.outOfRange(path, violation.keyword(), operand);
            default -> scalars.other(path, violation.keyword());
          });
    }

    private static boolean isAboutKeys(Violation violation) {
      return violation.keyword().equals("required")
          || violation.keyword().equals("additionalProperties");
    }

    private static List<String> texts(JsonNode operand) {
      return operand.isArray()
          ? operand.valueStream().map(JsonNode::asString).toList()
          : List.of(operand.asString());
    }
  }
}
