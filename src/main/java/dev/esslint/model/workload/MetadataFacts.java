package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Labels and annotations of what the chart makes. */
public final class MetadataFacts {
  private static final Regex OWN_LABEL =
      new Regex("app\\.kubernetes\\.io/(?:managed-by|part-of|component|name|instance|version)");
  private static final Regex DOUBLED_LABEL =
      new Regex(
          "helm\\.sh/chart|k8s\\.element\\.io/(?:.+-hash|synapse-instance|target-name|target-instance)");
  private static final Regex ACTED_UPON =
      new Regex("helm\\.sh/(?:hook(?:-.*)?|resource-policy)|argocd\\.argoproj\\.io/hook.*");

  /** How a hook is treated, which those that the chart makes hooks of may well be told. */
  private static final Regex OF_HOOKS =
      new Regex("helm\\.sh/hook-.*|argocd\\.argoproj\\.io/hook.*");

  private static final Set<String> HOOKS =
      Set.of(
          "initSecrets",
          "deploymentMarkers",
          "synapse.checkConfigHook",
          "matrixAuthenticationService.syn2mas");

  private final Facts facts;

  private MetadataFacts(Facts facts) {
    this.facts = facts;
  }

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        labels[]: a label that is not right
          key: its key
          value: its value
          fault: `dropped`, `doubled` or `refused`
          keys: all keys with that fault, as code
        annotations[]: an annotation that is not right
          key: its key
          fault: `acted-upon`, by Helm or Argo CD, or `refused`
        """);
  }

  /**
   * States the facts.
   *
   * @param on the components that are switched on
   * @param running the blocks of the workloads that run
   */
  public static void state(
      Chosen chosen, Set<ChartComponent> on, List<Block> running, Facts facts) {
    MetadataFacts state = new MetadataFacts(facts);
    state.labels(chosen.top());
    for (Block pod : running) {
      state.labels(pod);
      state.annotations(pod, true);
      state.annotations(pod.block("serviceAccount"), false);
    }
    state.annotations(chosen.block("ingress"), false);
    for (ChartComponent component : on) {
      state.annotations(chosen.block(component.path()).block("ingress"), false);
    }
    if (on.contains(ChartComponent.SFU)) {
      Block services = chosen.block("matrixRTC.sfu.exposedServices");
      for (String name : chosen.entries(services.path()).keySet()) {
        Block service = services.block(name);
        if (service.on("enabled")) {
          state.annotations(service, false);
        }
      }
    }
    facts.gather("labels", "fault", "key", "keys");
  }

  private void labels(Block block) {
    block
        .entries("labels")
        .forEach(
            (key, value) -> {
              String text = value.text().orElse("");
              Optional<String> fault = labelFault(key, text);
              if (fault.isPresent() && !isNull(value)) {
                ValuePath path = block.at("labels").key(key);
                Facts item = facts.item("labels");
                item.put("key", key, path);
                item.put("value", text, path);
                item.put("fault", fault.get(), path);
              }
            });
  }

  private static Optional<String> labelFault(String key, String value) {
    if (OWN_LABEL.fits(key)) {
      return Optional.of("dropped");
    }
    if (DOUBLED_LABEL.fits(key)) {
      return Optional.of("doubled");
    }
    if (Placeholder.in(key).isPresent()) {
      return Optional.empty();
    }
    return LabelForm.isKey(key) && LabelForm.isValue(value) ? Optional.empty() : Optional.of("refused");
  }

  /**
   * The annotations of a block.
   *
   * @param whole whether they are on all objects of a component, so that one that makes a hook of them matters
   */
  private void annotations(Block block, boolean whole) {
    block
        .entries("annotations")
        .forEach(
            (key, value) -> {
              boolean expected = HOOKS.contains(block.path()) && OF_HOOKS.fits(key);
              Optional<String> fault = annotationFault(key, whole && !expected);
              if (fault.isPresent() && !isNull(value)) {
                ValuePath path = block.at("annotations").key(key);
                Facts item = facts.item("annotations");
                item.put("key", key, path);
                item.put("fault", fault.get(), path);
              }
            });
  }

  private static Optional<String> annotationFault(String key, boolean whole) {
    if (ACTED_UPON.fits(key)) {
      return whole ? Optional.of("acted-upon") : Optional.empty();
    }
    // Kubernetes takes capital letters in the domain of an annotation
    return Placeholder.in(key).isPresent() || LabelForm.isKey(key.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of("refused");
  }

  private static boolean isNull(Value value) {
    return value instanceof ScalarValue scalar && scalar.scalar().equals(Scalar.NULL);
  }
}
