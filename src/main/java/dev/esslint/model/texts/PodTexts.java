package dev.esslint.model.texts;

import dev.esslint.chart.Release;
import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Parts;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * Texts that the chart writes into every pod of a workload, in all releases that have them. Of when it does so the measured conditions
 * ({@link dev.esslint.chart.TextUses}) tell only what was seen in samples, in which there are many workloads.
 *
 * @param on the workloads that are deployed
 * @param tools whether one is that runs the chart's own tools for certain
 */
record PodTexts(Chosen chosen, List<String> on, boolean tools) {
  /** A workload's own text goes before that at the top. */
  private static final Set<String> CLASSES = Set.of("priorityClassName", "schedulerName", "runtimeClassName");

  private static final ValuePath TOOLS = ValuePath.of("matrixTools", "image");

  static PodTexts of(Chosen chosen, Release release) {
    List<String> on = new Parts(chosen).running(release);
    return new PodTexts(chosen, on, on.contains("initSecrets") || on.contains("deploymentMarkers"));
  }

  /** Whether the text at a path is written so, whatever was measured. */
  boolean hold(ValuePath path, Written use) {
    String name = path.toString();
    if (path.startsWith(TOOLS)) {
      return tools && (!name.endsWith(".tag") || !chosen.given("matrixTools.image.digest"));
    }
    if (CLASSES.contains(name)) {
      return on.stream().anyMatch(workload -> !chosen.given(workload + "." + name));
    }
    int dot = name.lastIndexOf('.');
    boolean own = dot > 0 && CLASSES.contains(name.substring(dot + 1)) && on.contains(name.substring(0, dot));
    return own || (name.equals("initSecrets.serviceAccount.name") && use.encoding() == Encoding.RAW && on.contains("initSecrets"));
  }
}
