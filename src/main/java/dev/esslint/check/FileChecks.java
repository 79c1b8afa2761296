package dev.esslint.check;

import dev.esslint.finding.Bounded;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Fix;
import dev.esslint.finding.Location;
import dev.esslint.finding.Meant;
import dev.esslint.finding.Repair;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The checks of a values file by itself, before anything is merged. */
public final class FileChecks {
  /** More places of one duplicate key than these help nobody. */
  private static final int MOST_PLACES = 10;

  private FileChecks() {}

  /** What Helm refuses or drops of a file without a word about the chart. */
  public static Bounded<Detection> detections(Document document) {
    SourceText source = document.source();
    Bounded<Detection> detections = new Bounded<>();
    for (List<Document.DuplicateKey> keys : duplicates(document)) {
      detections.add(BuiltInCheck.YAML_DUPLICATE_KEY.label(), source, () -> duplicate(document, keys));
    }
    document
        .ignored()
        .ifPresent(
            span ->
                detections.tell(
                    new Detection(
                        BuiltInCheck.YAML_SECOND_DOCUMENT,
                        "A second YAML document begins here. Helm reads only the first one of a values file and"
                            + " ignores the rest without a warning.",
                        Location.in(source, firstLine(source, span)),
                        List.of(),
                        List.of(),
                        "")));
    if (!isMappingOrEmpty(document.root())) {
      detections.tell(
          new Detection(
              BuiltInCheck.YAML_NOT_A_MAPPING,
              "The values are "
                  + (document.root() instanceof ListNode ? "a list" : "a single scalar")
                  + ", but Helm needs a mapping of keys to values at the top level of a values file.",
              Location.in(source, firstLine(source, document.root().span())),
              List.of(),
              List.of(),
              ""));
    }
    return detections;
  }

  /** The repetitions of each key that is there more than once, in their order. */
  private static Collection<List<Document.DuplicateKey>> duplicates(Document document) {
    Map<Span, List<Document.DuplicateKey>> byLast = new LinkedHashMap<>();
    for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
      List<Document.DuplicateKey> chain =
          Objects.requireNonNullElseGet(byLast.remove(duplicate.ignored()), ArrayList::new);
      chain.add(duplicate);
      byLast.put(duplicate.used(), chain);
    }
    return byLast.values();
  }

  private static Detection duplicate(Document document, List<Document.DuplicateKey> keys) {
    SourceText source = document.source();
    Span used = keys.getLast().used();
    String name = keys.getLast().key();
    ValuePath path = mappingAt(document.root(), used.start()).key(name);
    List<Location> related = new ArrayList<>();
    for (Document.DuplicateKey more : keys.subList(1, Math.min(keys.size(), MOST_PLACES))) {
      related.add(new Location.InText(path, source, more.ignored(), "also ignored"));
    }
    related.add(new Location.InText(path, source, used, "only this one is used"));
    Detection duplicate =
        new Detection(
        BuiltInCheck.YAML_DUPLICATE_KEY,
        "`"
            + name
            + "` is a duplicate key. Helm uses only the last one, in line "
            + source.position(used.start()).line()
            + ", and ignores everything below "
            + (keys.size() == 1 ? "this one" : "the " + keys.size() + " others")
            + " without a warning.",
        new Location.InText(path, source, keys.getFirst().ignored(), ""),
        related,
        List.of(),
        "");
    // where one has something that the last one has not, a person has to merge them
    return keys.stream().anyMatch(Document.DuplicateKey::loses)
        ? duplicate
        : duplicate.mendedBy(Repair.safe(new Fix.Deduplicate(path)));
  }

  /** What Helm drops of a file although somebody wrote it, as what was meant to be there; no more than is reported. */
  public static List<Meant> dropped(Layer.File layer) {
    List<Meant> dropped = new ArrayList<>();
    Document document = layer.document();
    List<Document.DuplicateKey> losing =
        document.duplicateKeys().stream().filter(Document.DuplicateKey::loses).limit(Bounded.MOST).toList();
    for (Document.DuplicateKey duplicate : losing) {
      ValuePath path = mappingAt(document.root(), duplicate.used().start());
      if (isKeyOf(document.root(), path, duplicate.used())) {
        dropped.add(
            new Meant.Dropped(
                path.key(duplicate.key()), Value.of(layer, duplicate.dropped(), UnaryOperator.identity())));
      }
    }
    return dropped;
  }

  /** Whether a mapping has a key there, so that it is none of those that are dropped themselves. */
  private static boolean isKeyOf(Node root, ValuePath path, Span key) {
    Node node = root;
    for (ValuePath.Step step : path.steps()) {
      node = node instanceof MapNode map && step instanceof ValuePath.Key(String name) ? map.get(name) : null;
    }
    return node instanceof MapNode map
        && map.entries().values().stream().anyMatch(entry -> entry.key().equals(key));
  }

  /** The path of the innermost mapping around a key. */
  private static ValuePath mappingAt(Node node, int key) {
    switch (node) {
      case MapNode map -> {
        for (var entry : map.entries().entrySet()) {
          if (entry.getValue().value().span().contains(key)) {
            return ValuePath.of(entry.getKey()).then(mappingAt(entry.getValue().value(), key));
          }
        }
      }
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          if (list.items().get(i).span().contains(key)) {
            return ValuePath.ROOT.index(i).then(mappingAt(list.items().get(i), key));
          }
        }
      }
      case ScalarNode scalar -> {}
    }
    return ValuePath.ROOT;
  }

  /**
   * The detection of a text that is no YAML.
   *
   * @param error has a place
   */
  public static Detection syntaxError(SourceException error) {
    SourceException.Place place = error.place().orElseThrow();
    String message = String.valueOf(error.getMessage());
    return new Detection(
        BuiltInCheck.YAML_SYNTAX,
        Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
        Location.in(place.source(), place.span()),
        List.of(),
        List.of(),
        "");
  }

  /** Whether it says why a file cannot be read as values. */
  public static boolean isAboutUnreadable(Detection detection) {
    return detection.check() == BuiltInCheck.YAML_SYNTAX
        || detection.check() == BuiltInCheck.YAML_NOT_A_MAPPING;
  }

  /** Whether Helm takes a document with this root for values. */
  public static boolean isMappingOrEmpty(Node root) {
    return root instanceof MapNode
        || root instanceof ScalarNode(Span span, Scalar.Null nothing, var style);
  }

  private static Span firstLine(SourceText source, Span span) {
    int end = source.line(source.position(span.start()).line()).end();
    return new Span(span.start(), Math.max(span.start(), Math.min(span.end(), end)));
  }
}
