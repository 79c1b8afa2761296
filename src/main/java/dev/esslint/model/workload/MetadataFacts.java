package dev.esslint.model.workload;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
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

/**
 * Labels and annotations of what the chart makes.
 *
 * <p>{@code labels[]}: a label with {@code key}, {@code value} and its {@code fault}: {@code dropped}, {@code doubled} or {@code refused};
 * {@code annotations[]}: an annotation with {@code key} and {@code fault}: {@code acted-upon}, by Helm or Argo CD, or {@code refused}.
 */
public final class MetadataFacts {
  private static final String SERVICES = "matrixRTC.sfu.exposedServices";

  private static final Regex OWN_LABEL =
      new Regex("app\\.kubernetes\\.io/(?:managed-by|part-of|component|name|instance|version)");
  private static final Regex DOUBLED_LABEL =
      new Regex(
          "helm\\.sh/chart|k8s\\.element\\.io/(?:.+-hash|synapse-instance|target-name|target-instance)");
  private static final Regex ACTED_UPON =
      new Regex("helm\\.sh/(?:hook(?:-.*)?|resource-policy)|argocd\\.argoproj\\.io/hook.*");

  private final Chosen chosen;
  private final Facts facts;

  private MetadataFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
  }

  public static Set<String> names() {
    return Facts.names(
        Facts.list("labels", "key", "value", "fault", "keys"),
        Facts.list("annotations", "key", "fault"));
  }

  public static void state(Chosen chosen, List<String> running, Facts facts) {
    MetadataFacts state = new MetadataFacts(chosen, facts);
    state.labels("labels");
    for (String workload : running) {
      state.labels(workload + ".labels");
      state.annotations(workload + ".annotations", true);
      state.annotations(workload + ".serviceAccount.annotations", false);
    }
    state.annotations("ingress.annotations", false);
    Parts parts = new Parts(chosen);
    for (ChartComponent component : ChartComponent.values()) {
      if (component.has(Trait.SWITCHED) && parts.isOn(component)) {
        state.annotations(component.path() + ".ingress.annotations", false);
      }
    }
    if (parts.sfu()) {
      for (String service : chosen.entries(SERVICES).keySet()) {
        if (parts.on(SERVICES + "." + service)) {
          state.annotations(SERVICES + "." + service + ".annotations", false);
        }
      }
    }
    facts.gather("labels", "fault", "key", "keys");
  }

  private void labels(String block) {
    chosen
        .entries(block)
        .forEach(
            (key, value) -> {
              String text = value.text().orElse("");
              Optional<String> fault = labelFault(key, text);
              if (fault.isPresent() && !isNull(value)) {
                ValuePath path = ValuePath.parse(block).key(key);
                String item = facts.next("labels");
                facts.put(item + ".key", key, path);
                facts.put(item + ".value", text, path);
                facts.put(item + ".fault", fault.get(), path);
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
  private void annotations(String block, boolean whole) {
    chosen
        .entries(block)
        .forEach(
            (key, value) -> {
              Optional<String> fault = annotationFault(key, whole);
              if (fault.isPresent() && !isNull(value)) {
                ValuePath path = ValuePath.parse(block).key(key);
                String item = facts.next("annotations");
                facts.put(item + ".key", key, path);
                facts.put(item + ".fault", fault.get(), path);
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
