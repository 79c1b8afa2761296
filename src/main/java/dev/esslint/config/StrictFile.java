package dev.esslint.config;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException.Problem;
import dev.esslint.finding.Detection;
import dev.esslint.schema.SchemaCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A file in a format of esslint's own: the facts about a cluster, the configuration. It is one YAML document, read as
 * values are, that fits a schema of esslint's own.
 *
 * @param document as it is written; a mapping at the top, or nothing at all
 * @param values the same as values
 */
public record StrictFile(Document document, Value values) {

  /**
   * Reads a file.
   *
   * @param schema the JSON Schema that it has to fit
   * @throws InvalidFileException if it does not; all that is wrong is told
   * @throws SourceException if it is no YAML
   */
  public static StrictFile read(SourceText source, Node schema)
      throws InvalidFileException, SourceException, ChartException {
    Document document = YamlReader.read(source);
    List<Problem> problems = problemsOfForm(document);
    Chart format = new Chart("", new MapNode(Span.NONE, new LinkedHashMap<>()), schema);
    if (problems.isEmpty()) {
      ResolvedValues values =
          ResolvedValues.of(
              List.of(new Layer.File(document)), new Layer.Defaults("", format.defaults()));
      for (Detection detection : new SchemaCheck(format).violations(values)) {
        Span span = detection.primary().span();
        problems.add(new Problem(source.position(span.start()), detection.message()));
      }
      if (problems.isEmpty()) {
        return new StrictFile(document, values.root());
      }
    }
    throw new InvalidFileException(source.name(), problems);
  }

  /** What Helm would drop of values without a word, or refuse, whatever the keys mean. */
  private static List<Problem> problemsOfForm(Document document) {
    SourceText source = document.source();
    List<Problem> problems = new ArrayList<>();
    for (Document.DuplicateKey duplicate : document.duplicateKeys()) {
      problems.add(
          new Problem(
              source.position(duplicate.used().start()),
              "`"
                  + duplicate.key()
                  + "` is here and in line "
                  + source.position(duplicate.ignored().start()).line()
                  + " already."));
    }
    document
        .ignored()
        .ifPresent(
            span ->
                problems.add(
                    new Problem(
                        source.position(span.start()),
                        "A second YAML document begins here, but there can be only one.")));
    Node root = document.root();
    if (!(root instanceof MapNode) && !root.isNull()) {
      problems.add(
          new Problem(
              source.position(root.span().start()),
              "The top level must be a mapping of keys to values, but this is a "
                  + (root instanceof ListNode ? "list." : "single value.")));
    }
    return problems;
  }
}
