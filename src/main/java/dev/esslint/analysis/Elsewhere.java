package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What layers may hold that nobody sees from here. That something is missing is true only if they do not hold it: a finding that such
 * values would take away is not certain.
 */
final class Elsewhere {
  /** What every deployment has somewhere. */
  private static final String USUAL =
      """
      serverName: example.com
      certManager: {clusterIssuer: elsewhere}
      synapse: {ingress: {host: matrix.example.com}}
      matrixAuthenticationService: {ingress: {host: account.example.com}}
      matrixRTC: {ingress: {host: mrtc.example.com}}
      elementWeb: {ingress: {host: chat.example.com}}
      elementAdmin: {ingress: {host: admin.example.com}}
      """;

  /** The databases that many have, without which Helm refuses some values. */
  private static final String DATABASES =
      """
      synapse: {postgres: {host: db, user: synapse, database: synapse, password: {secret: db, secretKey: synapse}}}
      matrixAuthenticationService: {postgres: {host: db, user: mas, database: mas, password: {secret: db, secretKey: mas}}}
      """;

  private Elsewhere() {}

  /**
   * Takes away what is not certain.
   *
   * @param values the layers that are seen
   * @param linter finds what there is in values
   * @throws ChartException if the schema of the chart is none
   */
  static void keepCertain(List<Finding> findings, ResolvedValues values, Subject subject, Linter linter)
      throws ChartException {
    if (findings.isEmpty()) {
      return;
    }
    Set<Object> usual = found(USUAL, values, subject, linter);
    findings.removeIf(finding -> !usual.contains(key(finding)));
    if (findings.stream().anyMatch(finding -> finding.rule().kind() == RuleClass.REJECTED)) {
      Set<Object> more = found(DATABASES, values, subject, linter);
      findings.removeIf(finding -> finding.rule().kind() == RuleClass.REJECTED && !more.contains(key(finding)));
    }
  }

  private static Set<Object> found(String elsewhere, ResolvedValues values, Subject subject, Linter linter)
      throws ChartException {
    List<Layer> layers = new ArrayList<>(values.layers());
    layers.addFirst(new Layer.File(known(elsewhere, subject)));
    Set<Object> found = new HashSet<>();
    ResolvedValues all = ResolvedValues.of(layers, subject.defaults(), values.installation());
    linter.find(all, subject).findings().told().forEach(finding -> found.add(key(finding)));
    return found;
  }

  private static Object key(Finding finding) {
    return List.of(finding.rule().id(), finding.primary().source().name(), finding.primary().span());
  }

  /** Those of the values that the release of the chart knows. */
  private static Document known(String text, Subject subject) {
    try {
      Document document = YamlReader.read(new SourceText("(elsewhere)", text));
      MapNode root = (MapNode) document.root();
      SequencedMap<String, Entry> entries = new LinkedHashMap<>(root.entries());
      entries.keySet().retainAll(subject.keys());
      return document.withRoot(new MapNode(root.span(), entries));
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }
}
