package dev.esslint.schema;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Repair;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar.Str;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Explains what is wrong with the keys of a mapping taken together: some are missing, some exclude each other. */
final class Mappings {
  private final SchemaTree tree;
  private final Places places;

  Mappings(SchemaTree tree, Places places) {
    this.tree = tree;
    this.places = places;
  }

  /**
   * Keys that a mapping must have.
   *
   * @param conditional whether it must have them because of another key
   */
  Detection missing(ValuePath path, List<String> keys, boolean conditional) {
    Optional<String> emptied = keys.stream().filter(key -> isDeleted(path, key)).findFirst();
    if (emptied.isPresent()) {
      ValuePath key = path.key(emptied.get());
      return new Detection(
          BuiltInCheck.SCHEMA_NULL,
          Phrases.code(key.toString())
              + " has no value. Helm reads that as null and removes the chart's default, but the"
              + " chart requires one.",
          places.key(key, ""),
          List.of(),
          List.of(),
          "Remove the line to get the default back, or give it a value.")
          .mendedBy(Repair.safe(new Fix.Remove(key)));
    }
    Optional<KnownMistakes.Entry> known = KnownMistakes.get().missing(path);
    String message =
        Phrases.sentences(
            Phrases.name(path) + " is missing " + Phrases.list(keys, "and") + ".",
            conditional ? because(path) : "",
            known.map(KnownMistakes.Entry::say).orElse(""));
    String remedy =
        known
            .map(entry -> entry.fix(path).replace("{keys}", Phrases.list(keys, "and")))
            .orElseGet(() -> addition(path, keys));
    return new Detection(
        BuiltInCheck.SCHEMA_MISSING_KEY, message, places.key(path, ""), List.of(), List.of(), remedy);
  }

  /** A mapping that fits none, or more than one, of the forms that the chart takes; empty if this is no such case. */
  Optional<Detection> forms(ValuePath path, String keyword) {
    Optional<Node> schema = tree.at(path);
    List<Set<String>> forms =
        schema.stream()
            .flatMap(node -> SchemaTree.schemas(node, keyword).stream())
            .map(form -> (Set<String>) new LinkedHashSet<>(SchemaTree.texts(form, "required")))
            .toList();
    if (path.isRoot()
        || forms.isEmpty()
        || forms.stream().anyMatch(Set::isEmpty)
        || !(places.values().at(path).orElse(null) instanceof MapValue map)) {
      return Optional.empty();
    }
    List<Set<String>> least = leastForms(forms);
    Set<String> given = new LinkedHashSet<>(map.entries().keySet());
    List<Set<String>> begun =
        least.stream().filter(form -> form.stream().anyMatch(given::contains)).toList();
    return Optional.of(
        switch (begun.size()) {
          case 0 -> noneGiven(path, least, given);
          case 1 -> halfGiven(path, begun.getFirst(), given);
          default -> exclusive(path, begun, given);
        });
  }

  /** A mapping with more keys than the chart takes; of those that it does not know something else is said. */
  Detection tooMany(ValuePath path) {
    Set<String> given =
        new LinkedHashSet<>(((MapValue) places.values().at(path).orElseThrow()).entries().keySet());
    Set<String> known = new LinkedHashSet<>(given);
    known.retainAll(tree.allowedKeys(path));
    if (known.size() > 1) {
      given = known;
    }
    return exclusive(path, given.stream().map(Set::of).toList(), given);
  }

  /** A key that is likely a slip for one that is missing, where the chart takes any keys. */
  private Optional<Detection> slip(ValuePath path, List<Set<String>> forms, Set<String> given) {
    List<String> needed = forms.stream().flatMap(Set::stream).distinct().toList();
    for (String key : given) {
      Optional<String> meant = Spelling.nearest(key, needed);
      if (meant.isPresent()) {
        ValuePath from = path.key(key);
        ValuePath to = path.key(meant.get());
        String code = Phrases.code(from.toString());
        return Optional.of(
            new Detection(
                BuiltInCheck.SCHEMA_MISSING_KEY,
                Phrases.name(path) + " is missing " + Phrases.code(meant.get()) + ". Did you mean that by " + Phrases.code(key) + "?",
                places.key(from, ""),
                List.of(),
                List.of(),
                "Rename " + code + " to " + Phrases.code(to.toString()) + ".")
                .mendedBy(Repair.unsafe(new Fix.Move(from, to))));
      }
    }
    return Optional.empty();
  }

  private Detection noneGiven(ValuePath path, List<Set<String>> forms, Set<String> given) {
    List<String> emptied =
        forms.stream().flatMap(Set::stream).filter(key -> isDeleted(path, key)).distinct().toList();
    if (!emptied.isEmpty()) {
      return missing(path, emptied, false);
    }
    Optional<Detection> slip = slip(path, forms, given);
    if (slip.isPresent()) {
      return slip.get();
    }
    List<String> alternatives = forms.stream().map(form -> Phrases.list(form, "with")).toList();
    String choice = String.join(", or ", alternatives);
    Optional<KnownMistakes.Entry> known =
        given.isEmpty() ? Optional.empty() : KnownMistakes.get().missing(path);
    Optional<Fragments.Meant> fragment =
        new Fragments(places).at(path).or(() -> Fragments.ofSecret(forms, given));
    return new Detection(
        BuiltInCheck.SCHEMA_MISSING_KEY,
        Phrases.sentences(
            Phrases.name(path) + " needs " + (alternatives.size() > 1 ? "either " : "") + choice + ".",
            fragment.map(Fragments.Meant::sentence).or(() -> known.map(KnownMistakes.Entry::say)).orElse("")),
        places.key(path, ""),
        List.of(),
        List.of(),
        fragment
            .map(Fragments.Meant::remedy)
            .or(() -> known.map(entry -> entry.fix(path)))
            .orElse(
                path.isRoot()
                    ? "Write one of them."
                    : "Write one of them, or remove "
                        + (path.last() instanceof Key ? Phrases.code(Phrases.key(path)) : "the entry")
                        + "."));
  }

  private Detection halfGiven(ValuePath path, Set<String> form, Set<String> given) {
    List<String> there = form.stream().filter(given::contains).toList();
    List<String> missing = form.stream().filter(key -> !given.contains(key)).toList();
    return new Detection(
        BuiltInCheck.SCHEMA_MISSING_KEY,
        Phrases.name(path)
            + " has "
            + Phrases.list(there, "and")
            + ", which also needs "
            + Phrases.list(missing, "and")
            + ".",
        places.key(path, ""),
        there.stream().map(key -> places.key(path.key(key), Phrases.code(key) + " is here")).toList(),
        List.of(),
        addition(path, missing));
  }

  /** What to write for keys that are missing; what only a person knows is a gap. */
  private String addition(ValuePath path, List<String> keys) {
    if (!path.steps().stream().allMatch(Key.class::isInstance)) {
      return "Add " + Phrases.list(keys.stream().map(key -> key + ":").toList(), "and") + ".";
    }
    Origin origin = places.values().root().origin();
    PastedYaml patch = new PastedYaml(origin);
    for (String key : keys) {
      ValuePath place = path.key(key);
      Set<String> below = tree.allowedKeys(place);
      if (below.contains("secret") && below.contains("secretKey")) {
        patch.put(place.key("secret"), PastedYaml.scalar("<the name of a Secret>", origin));
        patch.put(place.key("secretKey"), PastedYaml.scalar("<the key in it>", origin));
      } else {
        patch.put(place, PastedYaml.scalar(gap(key), origin));
      }
    }
    return "Add:\n\n" + patch.markdown();
  }

  private static String gap(String key) {
    String kind = key.startsWith("configMap") ? "ConfigMap" : "Secret";
    return switch (key) {
      case "secret", "configSecret", "configMap" -> "<the name of the " + kind + ">";
      case "secretKey", "configSecretKey", "configMapKey" -> "<the key in the " + kind + ">";
      default -> "<your " + key + ">";
    };
  }

  private Detection exclusive(ValuePath path, List<Set<String>> forms, Set<String> given) {
    List<List<String>> sides =
        forms.stream().map(form -> form.stream().filter(given::contains).toList()).toList();
    List<String> last =
        sides.stream()
            .max(
                (one, other) -> places.inOrderOfWriting().compare(end(path, one), end(path, other)))
            .orElseThrow();
    List<Location> related =
        sides.stream()
            .filter(side -> !side.equals(last))
            .flatMap(List::stream)
            .map(key -> places.key(path.key(key), Phrases.code(key) + " is here"))
            .toList();
    List<String> names = sides.stream().map(side -> Phrases.list(side, "with")).toList();
    return new Detection(
        BuiltInCheck.SCHEMA_CONFLICT,
        Phrases.name(path)
            + " has both "
            + String.join(" and ", names)
            + ", which exclude each other.",
        // it is about the mapping, whichever of its keys comes last
        places.key(end(path, last), "").about(path),
        related,
        List.of(),
        "Keep " + String.join(" or ", names) + " and remove the other.");
  }

  /** The key of these that was written last. */
  private ValuePath end(ValuePath path, List<String> keys) {
    return keys.stream().map(path::key).max(places.inOrderOfWriting()).orElseThrow();
  }

  /** The forms without those that only add keys to another one. */
  private static List<Set<String>> leastForms(List<Set<String>> forms) {
    return forms.stream()
        .filter(
            form ->
                forms.stream().noneMatch(other -> !other.equals(form) && form.containsAll(other)))
        .distinct()
        .toList();
  }

  private boolean isDeleted(ValuePath path, String key) {
    return places.values().deletedAt(path.key(key)).isPresent();
  }

  /** The condition that makes a key necessary, from {@code if: {properties: {<key>: {const: <text>}}}}. */
  private String because(ValuePath path) {
    for (Map.Entry<String, Entry> condition :
        tree.at(path)
            .flatMap(schema -> SchemaTree.keyword(schema, "if"))
            .map(SchemaTree::properties)
            .map(Map::entrySet)
            .orElse(Set.of())) {
      String key = condition.getKey();
      if (SchemaTree.keyword(condition.getValue().value(), "const").orElse(null)
          instanceof ScalarNode(var span, Str(String constant), var style)) {
        Value value = places.values().at(path.key(key)).orElse(null);
        return value instanceof ScalarValue
            ? "It is required because " + Phrases.code(key) + " is " + Phrases.code(constant) + "."
            : "It is required unless "
                + Phrases.code(key)
                + " is different from "
                + Phrases.code(constant)
                + ".";
      }
    }
    return "";
  }
}
