package dev.esslint.workspace;

import dev.esslint.chart.HelmRange;
import dev.esslint.chart.Release;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.ChartUse.Locked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A chart that has this one as a dependency, or the chart itself.
 *
 * @param folder its folder
 * @param place what it is called in reports
 * @param at the dependency in its {@code Chart.yaml}
 * @param key the key that the chart's values stand under; empty if this is the chart itself
 * @param keys those of all dependencies
 * @param use the chart as it is asked for
 * @param condition the paths that switch it on, in order
 */
public record Umbrella(
    String folder,
    String place,
    Located at,
    String key,
    Set<String> keys,
    ChartUse use,
    List<String> condition) {
  /** Looks at the dependency itself: its version, and where it comes from. */
  void checkDependency(Draft draft) {
    checkLock(draft);
    Located asked = at.get("version");
    if (asked.isNumber() || !(use.version() instanceof Locked)) {
      Versions.range(asked, draft);
    }
    Located repository = at.get("repository");
    Addresses.indexed(repository, repository.text(), "`oci://" + Addresses.plain(repository.text()) + "`", draft);
    if (Addresses.isOfMakers(repository.text()) && !repository.text().contains("://")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_SCHEME_MISSING,
          repository.source(),
          repository.span(),
          "`repository` has no scheme, so Helm cannot use it. Write `oci://" + repository.text() + "`.");
    }
    if (ChartUse.isChart(at.get("repository").text())) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          repository.source(),
          repository.span(),
          "`repository` ends with the name of the chart, and Helm appends it again, so the chart is not found.");
    }
  }

  private void checkLock(Draft draft) {
    if (use.version() instanceof Locked(String version, String range)) {
      boolean fits =
          Release.parse(version)
              .flatMap(
                  release -> HelmRange.parse(range).map(allowed -> allowed.contains(release)))
              .orElse(true);
      if (!fits) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_LOCK_IS_STALE,
            at.get("version"),
            "`"
                + range
                + "` does not allow "
                + version
                + ", the version that is locked or in `charts`. `helm dependency build` refuses this.");
      }
    }
  }

  /** Looks at how the values lie in the layers of a chart above this one. To be asked when all layers are there. */
  public void check(Draft draft) {
    if (key.isEmpty()) {
      return;
    }
    for (DeploymentLayer layer : draft.layers()) {
      if (layer instanceof DeploymentLayer.Mapping mapping) {
        check(Located.top(mapping.document()), draft);
      }
    }
  }

  private void check(Located top, Draft draft) {
    List<String> misplaced = new ArrayList<>();
    for (String other : top.keys()) {
      boolean ours = Umbrellas.UNMISTAKABLE.contains(other);
      boolean near = other.equals(ChartUse.NAME) || other.equals("matrixStack") || other.equals("matrix_stack");
      if ((ours || near) && !keys.contains(other)) {
        misplaced.add(other);
      }
    }
    if (!misplaced.isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_UMBRELLA_KEY_MISPLACED,
          misplaced.stream().map(top::get).toList(),
          misplaced.stream().map(other -> "`" + other + "`").collect(Collectors.joining(", "))
              + (misplaced.size() == 1 ? " has" : " have")
              + " no effect here. `Chart.yaml` has the chart as a dependency, and Helm passes to it only values under `"
              + key
              + "`.");
    }
    Located enabled = top.get(key, "enabled");
    boolean off =
        enabled.isThere()
            && !enabled.isTrue()
            && condition.contains(key + ".enabled");
    if (enabled.isThere() && !off) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_UMBRELLA_ENABLED_REFUSED,
          enabled,
          "`" + key + ".enabled` is passed to the chart, which has no such key. Helm will refuse these values.");
    }
  }

  /** Whether layers switch the chart off. */
  public boolean isOff(Draft draft) {
    for (String path : condition) {
      if (path.isEmpty()) {
        continue;
      }
      for (DeploymentLayer layer : draft.layers().reversed()) {
        if (layer instanceof DeploymentLayer.Mapping mapping
            && Located.top(mapping.document()).get(path.split("\\.", -1)).node()
                instanceof ScalarNode scalar
            && scalar.value() instanceof Scalar.Bool(boolean on)) {
          return !on;
        }
      }
    }
    return false;
  }

  /** Whether a folder has the cases with which a chart is tested; there may be several, such as {@code ci} and {@code ci_extra}. */
  public boolean isOfCases(String other) {
    return FileNames.base(other).matches("ci([-_].*)?") && FileNames.folder(other).equals(folder);
  }
}
