package dev.esslint.cli;

import dev.esslint.finding.Exemption;
import dev.esslint.text.SourceException.Place;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.UserValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the summary tells of a deployment beside its findings.
 *
 * @param inputs how many values and layers cannot be seen, of those that nobody allows to be unknown
 * @param remarks what was taken for granted, each a sentence
 */
record Unseen(int inputs, List<String> remarks) {

  /**
   * Of a deployment that was found.
   *
   * @param allowed patterns of paths that may be unknown
   */
  static Unseen of(Deployment found, List<ValuePath> allowed) {
    List<String> remarks = new ArrayList<>();
    found.assumes().forEach(sentence -> remarks.add("Assumed: " + sentence + "."));
    int inputs = 0;
    boolean all = allowed.contains(ValuePath.ROOT.key("*"));
    for (DeploymentLayer layer : found.layers()) {
      if (!(layer instanceof DeploymentLayer.Opaque opaque)) {
        continue;
      }
      if (found.isAmbiguous()) {
        remarks.add(Character.toUpperCase(opaque.reason().charAt(0)) + opaque.reason().substring(1) + ".");
      } else if (!all) {
        inputs++;
      }
    }
    if (!found.unknowns().isEmpty()) {
      for (ValuePath path : UserValues.of(found).unknowns().keySet()) {
        if (allowed.stream().noneMatch(pattern -> Exemption.isAtOrBelow(pattern, path))) {
          inputs++;
        }
      }
    }
    return new Unseen(inputs, List.copyOf(remarks));
  }

  /**
   * The patterns of the configuration.
   *
   * @throws UsageException if one is no path
   */
  static List<ValuePath> allowed(Settings settings) throws UsageException {
    List<ValuePath> allowed = new ArrayList<>();
    ConfigurationFile file = settings.configuration();
    if (file != null
        && file.get("unknown") instanceof MapNode unknown
        && unknown.get("allow") instanceof ListNode list) {
      for (var item : list.items()) {
        String text = item instanceof ScalarNode scalar ? String.valueOf(scalar.string()) : "";
        allowed.add(
            Policy.path(new Setting(text, Optional.of(new Place(file.source(), item.span())))));
      }
    }
    return List.copyOf(allowed);
  }
}
