package dev.esslint.workspace;

import dev.esslint.finding.Detection;
import dev.esslint.workspace.argocd.Applications;
import dev.esslint.workspace.command.HelmCommands;
import dev.esslint.workspace.fleet.FleetBundles;
import dev.esslint.workspace.flux.FluxReleases;
import dev.esslint.workspace.k3s.HelmCharts;
import dev.esslint.workspace.kustomize.HelmChartsField;
import dev.esslint.workspace.kustomize.Kustomize;
import java.util.ArrayList;
import java.util.List;

/**
 * The deployments among some files.
 *
 * @param deployments in order of the tools, then of their places
 * @param detections what is wrong with the manifests
 */
public record Workspace(List<Deployment> deployments, List<Detection> detections) {

  /** Looks for deployments in a folder. */
  public static Workspace of(Folder folder) {
    Index index = Index.of(folder);
    Draft.Findings findings = new Draft.Findings();
    Kustomize kustomize = new Kustomize(index);
    Umbrellas umbrellas = new Umbrellas(index, findings);
    List<Deployment> found = new ArrayList<>();
    for (Finder finder :
        List.of(
            new FluxReleases(index, findings, kustomize, umbrellas),
            new Applications(index, findings, umbrellas),
            new HelmCommands(index, findings, umbrellas),
            new HelmCharts(index, findings),
            new HelmChartsField(index, findings, kustomize),
            new FleetBundles(index, findings, umbrellas),
            umbrellas)) {
      found.addAll(finder.find());
    }
    return new Workspace(List.copyOf(found), findings.detections());
  }
}
