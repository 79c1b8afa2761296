package dev.esslint.workspace;

import dev.esslint.chart.Charts;
import dev.esslint.finding.Detection;
import dev.esslint.workspace.ansible.HelmTasks;
import dev.esslint.workspace.argocd.Applications;
import dev.esslint.workspace.command.HelmCommands;
import dev.esslint.workspace.fleet.FleetBundles;
import dev.esslint.workspace.flux.FluxReleases;
import dev.esslint.workspace.helmfile.Helmfiles;
import dev.esslint.workspace.k3s.HelmCharts;
import dev.esslint.workspace.kustomize.HelmChartsField;
import dev.esslint.workspace.kustomize.Kustomize;
import dev.esslint.workspace.kustomize.Overlays;
import dev.esslint.workspace.plain.HelmOutput;
import dev.esslint.workspace.plain.PlainFiles;
import dev.esslint.workspace.plain.StoredReleases;
import dev.esslint.workspace.terraform.HelmReleases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The deployments among some files.
 *
 * @param deployments in order of the tools, then of their places
 * @param detections what is wrong with the manifests
 * @param unreadable files that look like values and are no YAML
 * @param passedOver YAML files that hold nothing of the chart, with the reason
 */
public record Workspace(
    List<Deployment> deployments,
    List<Detection> detections,
    List<String> unreadable,
    Map<String, String> passedOver) {

  /** Why the defaults of the chart are passed over. */
  public static final String OF_THE_CHART = "it belongs to the chart itself";

  /**
   * Looks for deployments in a folder.
   *
   * @param charts the releases that are known to all of them
   */
  public static Workspace of(Folder folder, Discovery discovery, Charts charts) {
    return of(folder, discovery, charts, name -> true);
  }

  /**
   * The same where only some files are asked about.
   *
   * @param asked of which files it is to be told why they are passed over
   */
  public static Workspace of(
      Folder folder, Discovery discovery, Charts charts, Predicate<String> asked) {
    ChartDefaults defaults = ChartDefaults.of(charts);
    Index index = Index.of(folder, discovery, defaults);
    Draft.Findings findings = new Draft.Findings(defaults);
    Kustomize kustomize = new Kustomize(index);
    Overlays overlays = new Overlays(kustomize);
    Umbrellas umbrellas = new Umbrellas(index);
    List<Deployment> found = new ArrayList<>();
    for (Finder finder :
        List.of(
            new FluxReleases(index, findings, kustomize, umbrellas),
            new Applications(index, findings, umbrellas, overlays),
            new HelmCommands(index, findings, umbrellas),
            new HelmCharts(index, findings, overlays),
            new HelmChartsField(index, findings, kustomize),
            new FleetBundles(index, findings, umbrellas),
            new HelmReleases(index, findings, umbrellas),
            new Helmfiles(index, findings, umbrellas),
            new HelmTasks(index, findings),
            new HelmOutput(index, findings),
            new StoredReleases(index, findings),
            new UmbrellaDeployments(index, findings, umbrellas))) {
      found.addAll(finder.find());
    }
    Set<String> taken = new HashSet<>();
    found.forEach(deployment -> taken.addAll(deployment.files()));
    Set<String> free = new TreeSet<>(index.yamlFiles());
    free.removeIf(name -> !discovery.takes(name));
    free.removeIf(name -> taken.contains(name) || taken.contains(folder.shown(name)));
    PlainFiles plain = new PlainFiles(index, findings, umbrellas);
    List<Deployment> values = plain.find(free, among(found), !found.isEmpty());
    taken.clear();
    values.forEach(deployment -> taken.addAll(deployment.files()));
    free.removeIf(name -> taken.contains(name) || taken.contains(folder.shown(name)));
    free.removeAll(plain.unreadable());
    free.removeIf(name -> !asked.test(name));
    found.addAll(values);
    Set<String> shown = new HashSet<>();
    folder.names().stream().filter(discovery::takes).map(folder::shown).forEach(shown::add);
    found.removeIf(deployment -> !shown.contains(deployment.source().name()));
    found.replaceAll(deployment -> deployment.shownIn(folder));
    List<Detection> detections = new ArrayList<>(findings.detections());
    detections.removeIf(detection -> !shown.contains(detection.primary().source().name()));
    return new Workspace(
        List.copyOf(found), List.copyOf(detections), plain.unreadable(), reasons(free, index, umbrellas));
  }

  /** The files of which one may be a layer, each with what may use it. */
  private static Map<String, Deployment> among(List<Deployment> deployments) {
    Map<String, Deployment> users = new TreeMap<>();
    for (Deployment deployment : deployments) {
      for (DeploymentLayer layer : deployment.layers()) {
        if (layer instanceof DeploymentLayer.Opaque opaque) {
          opaque.among().forEach(file -> users.putIfAbsent(file, deployment));
        }
      }
    }
    return users;
  }

  /** Why files are passed over, as far as a look at their characters tells it. */
  private static Map<String, String> reasons(Set<String> files, Index index, Umbrellas charts) {
    Map<String, String> reasons = new TreeMap<>();
    index.passedOver().forEach(reasons::put);
    for (String file : files) {
      if (reasons.containsKey(file)) {
        continue;
      }
      String base = FileNames.base(file);
      if (base.startsWith(".esslint")) {
        continue;
      }
      reasons.put(
          file,
          base.equals("Chart.yaml") || base.equals(".pre-commit-config.yaml")
              ? "its name is not that of a values file"
              : index.folder().isTooLarge(file)
                  ? "it is larger than " + (Folder.LARGEST >> 20) + " MiB"
                  : charts.isOwn(file)
                  ? OF_THE_CHART
                  : charts.isOfOther(file)
                  ? "it lies beside the Chart.yaml of another chart"
                  : index.mayHoldObjects(file)
                  ? "it is a Kubernetes manifest"
                  : index.isNested(file)
                      ? "its values are under `matrix-stack`, but no Chart.yaml beside it depends on the chart"
                      : index.hasChartKeys(file)
                      ? "it has only keys that other charts also have"
                      : "it has no key of the chart at the top level");
    }
    return reasons;
  }
}
