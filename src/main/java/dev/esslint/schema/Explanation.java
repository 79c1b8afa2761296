package dev.esslint.schema;

import dev.esslint.finding.Bounded;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Turns violations into causes: one detection for what is one mistake. */
final class Explanation {
  private final SchemaTree tree;
  private final Places places;
  private final Mappings mappings;
  private final WrongTypes wrongTypes;
  private final WrongValues wrongValues;
  private final Supplier<UnknownKeys> unknownKeys;
  private final Bounded<Detection> found = new Bounded<>();
  private final Set<ValuePath> paths = new HashSet<>();

  /** By what stands in the place of a mapping, the unknown keys beside it that belong into that. */
  private final Map<ValuePath, List<ValuePath>> inner = new HashMap<>();

  private final Set<ValuePath> told = new HashSet<>();

  /** What is to be told of unknown keys, once all are known. */
  private final SiblingKeys siblings = new SiblingKeys();

  /**
   * Nothing is explained yet.
   *
   * @param tree the schema
   * @param ofChart whether the schema is a chart's, and not that of a file of esslint's own
   * @param unknownKeys asked only if there is an unknown key
   */
  Explanation(ResolvedValues values, SchemaTree tree, boolean ofChart, Supplier<UnknownKeys> unknownKeys) {
    this.tree = tree;
    this.places = new Places(values);
    this.mappings = new Mappings(tree, places);
    this.wrongTypes = new WrongTypes(tree, places, ofChart);
    this.wrongValues = new WrongValues(tree, places, ofChart);
    this.unknownKeys = unknownKeys;
  }

  /** What is wrong. */
  Bounded<Detection> found() {
    return found;
  }

  /** Where. */
  Set<ValuePath> paths() {
    return paths;
  }

  void explain(List<Violation> violations) {
    Map<ValuePath, List<Violation>> byPath = new LinkedHashMap<>();
    for (Violation violation : violations) {
      ValuePath cause = violation.choice().map(Violation.Choice::at).orElse(violation.at());
      byPath.computeIfAbsent(cause, path -> new ArrayList<>()).add(violation);
    }
    findInner(byPath);
    byPath.forEach(this::explain);
    siblings.told(places).forEach(found::tell);
  }

  /** Finds the unknown keys that belong into a mapping beside them, in whose place something else stands. */
  private void findInner(Map<ValuePath, List<Violation>> byPath) {
    Set<ValuePath> unknown = new HashSet<>();
    byPath.forEach((path, own) -> unknown(own).forEach(name -> unknown.add(path.key(name))));
    byPath.forEach(
        (path, own) -> {
          if (!unknown.isEmpty() && !path.isRoot() && types(path, own).contains("object")) {
            List<ValuePath> keys =
                tree.allowedKeys(path).stream().sorted().map(path.parent()::key).filter(unknown::contains).toList();
            inner.put(path, keys);
            keys.forEach(unknown::remove);
            told.addAll(keys);
          }
        });
  }

  /** The types that the chart takes for a value that has none of them; empty if its type is right. */
  private static List<String> types(ValuePath path, List<Violation> violations) {
    return violations.stream()
        .filter(violation -> violation.keyword().equals("type") && violation.at().equals(path))
        .flatMap(violation -> texts(violation.operand()).stream())
        .distinct()
        .toList();
  }

  /** Adds what was found in another way. */
  void add(Detection detection) {
    paths.add(detection.primary().path());
    found.add(detection.check().label(), detection.primary().source(), () -> detection);
  }

  private void explain(ValuePath path, List<Violation> violations) {
    List<Violation> own =
        violations.stream().filter(violation -> violation.choice().isEmpty()).toList();
    List<String> types = types(path, violations);
    if (!types.isEmpty()) {
      // what else is wrong with it follows from the type; of thousands only those are explained that are told
      Location place = places.value(path, "");
      paths.add(place.path());
      found.add(wrongTypes.check(path).label(), place.source(), () -> wrongTypes.explained(path, types, inner.getOrDefault(path, List.of())));
      return;
    }
    Set<String> meant = explainUnknown(path, own);
    own.stream()
        .filter(violation -> !isAboutKeys(violation))
        .filter(violation -> !isTooManyOnlyWithUnknown(violation, unknown(own)))
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
    int unknown = unknown(own).size();
    return unknown > 0
        && places.values().writtenAt(path).orElse(null) instanceof MapValue map
        && map.entries().size() == unknown;
  }

  /** Whether there are more keys than the chart takes only because of those that it does not know. */
  private boolean isTooManyOnlyWithUnknown(Violation violation, List<String> unknown) {
    return violation.keyword().equals("maxProperties")
        && places.values().at(violation.at()).orElse(null) instanceof MapValue map
        && map.entries().size() - unknown.size() <= violation.operand().asInt();
  }

  private Detection form(ValuePath path, String keyword) {
    return mappings.forms(path, keyword).orElseGet(() -> wrongValues.other(path, keyword));
  }

  /** Explains the unknown keys of a mapping; returns the keys that were meant. */
  private Set<String> explainUnknown(ValuePath path, List<Violation> own) {
    List<KeyRemedies.Understood> keys = new ArrayList<>();
    for (String name : unknown(own)) {
      ValuePath key = path.key(name);
      paths.add(key);
      if (!told.contains(key) && found.takes(UnknownKeys.CHECK.label(), places.key(key, "").source())) {
        keys.add(unknownKeys.get().understood(key, places));
      }
    }
    KeyRemedies remedies =
        new KeyRemedies(places, keys.stream().map(KeyRemedies.Understood::shown).toList());
    for (List<KeyRemedies.Understood> same : mistakes(keys)) {
      Detection explained = remedies.explain(same);
      if (same.size() == 1) {
        siblings.add(same.getFirst().shown(), explained);
      } else {
        found.tell(explained);
      }
    }
    return keys.stream()
        .flatMap(key -> key.real().siblings().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Keys that are one mistake are together. */
  private static List<List<KeyRemedies.Understood>> mistakes(List<KeyRemedies.Understood> keys) {
    List<List<KeyRemedies.Understood>> mistakes = new ArrayList<>();
    for (KeyRemedies.Understood key : keys) {
      mistakes.stream()
          .filter(same -> same.getFirst().isAs(key))
          .findFirst()
          .ifPresentOrElse(same -> same.add(key), () -> mistakes.add(new ArrayList<>(List.of(key))));
    }
    return mistakes;
  }

  private static List<String> unknown(List<Violation> own) {
    return own.stream()
        .filter(violation -> violation.keyword().equals("additionalProperties"))
        .flatMap(violation -> violation.property().stream())
        .toList();
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
          case "enum" -> wrongValues.notAllowed(path, operand);
          case "pattern" -> wrongValues.pattern(path, operand.asString());
          case "maxProperties" -> mappings.tooMany(path);
          case "uniqueItems" -> wrongValues.repeated(path);
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
              wrongValues.outOfRange(path, violation.keyword(), operand);
          default -> wrongValues.other(path, violation.keyword());
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
