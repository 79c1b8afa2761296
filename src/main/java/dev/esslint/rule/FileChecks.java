package dev.esslint.rule;

import dev.esslint.finding.Bounded;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Location;
import dev.esslint.source.Document;
import dev.esslint.source.Node;
import dev.esslint.source.Node.ListNode;
import dev.esslint.source.Node.MapNode;
import dev.esslint.source.Node.ScalarNode;
import dev.esslint.source.Scalar;
import dev.esslint.source.SourceException;
import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import dev.esslint.values.ValuePath;
import java.util.List;

/** The checks of a values file by itself, before anything is merged. */
public final class FileChecks {
  private FileChecks() {}

  /** What Helm refuses or drops of a file without a word about the chart. */
  public static Bounded<Detection> detections(Document document) {
    SourceText source = document.source();
    Bounded<Detection> detections = new Bounded<>();
    for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
      if (!detections.takes("yaml.duplicate-key", source)) {
        continue;
      }
      ValuePath path = mappingAt(document.root(), duplicate.used().start()).key(duplicate.key());
      detections.tell(
          new Detection(
              "yaml.duplicate-key",
              "`"
                  + duplicate.key()
                  + "` stands here and again in line "
                  + source.position(duplicate.used().start()).line()
                  + "; Helm keeps only the last one and drops all that is below this one without a word.",
              new Location(path, source, duplicate.ignored(), ""),
              List.of(new Location(path, source, duplicate.used(), "this one is used")),
              List.of(),
              ""));
    }
    document
        .ignored()
        .ifPresent(
            span ->
                detections.tell(
                    new Detection(
                        "yaml.second-document",
                        "A second YAML document begins here; Helm reads only the first one of a values file and"
                            + " drops the rest without a word.",
                        new Location(ValuePath.ROOT, source, firstLine(source, span), ""),
                        List.of(),
                        List.of(),
                        "")));
    if (!isMappingOrEmpty(document.root())) {
      detections.tell(
          new Detection(
              "yaml.not-a-mapping",
              "The values are "
                  + (document.root() instanceof ListNode ? "a list" : "a single scalar")
                  + "; Helm needs a mapping of keys to values at the top of a values file.",
              new Location(ValuePath.ROOT, source, firstLine(source, document.root().span()), ""),
              List.of(),
              List.of(),
              ""));
    }
    return detections;
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

  /** The detection of a text that is no YAML. */
  public static Detection syntaxError(SourceException.Place place, String message) {
    return new Detection(
        "yaml.syntax",
        Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
        new Location(ValuePath.ROOT, place.source(), place.span(), ""),
        List.of(),
        List.of(),
        "");
  }

  /** Whether it says why a file cannot be read as values. */
  public static boolean isAboutUnreadable(Detection detection) {
    return detection.check().equals("yaml.syntax")
        || detection.check().equals("yaml.not-a-mapping");
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
