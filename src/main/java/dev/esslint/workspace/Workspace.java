package dev.esslint.workspace;

import dev.esslint.finding.Detection;
import dev.esslint.workspace.ansible.HelmTasks;
import dev.esslint.workspace.argocd.Applications;
import dev.esslint.workspace.command.HelmCommands;
import dev.esslint.workspace.fleet.FleetBundles;
import dev.esslint.workspace.flux.FluxReleases;
import dev.esslint.workspace.k3s.HelmCharts;
import dev.esslint.workspace.helmfile.Helmfiles;
import dev.esslint.workspace.kustomize.HelmChartsField;
import dev.esslint.workspace.kustomize.Kustomize;
import dev.esslint.workspace.plain.HelmOutput;
import dev.esslint.workspace.plain.PlainFiles;
import dev.esslint.workspace.plain.StoredReleases;
import dev.esslint.workspace.terraform.HelmReleases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
            new HelmReleases(index, findings, umbrellas),
            new Helmfiles(index, findings, umbrellas),
            new HelmTasks(index, findings),
            new HelmOutput(index, findings),
            new StoredReleases(index, findings),
            umbrellas)) {
      found.addAll(finder.find());
    }
    Set<String> taken = new HashSet<>();
    found.forEach(deployment -> taken.addAll(deployment.files()));
    Set<String> free = new TreeSet<>(index.yamlFiles());
    free.removeIf(name -> taken.contains(name) || taken.contains(folder.shown(name)));
    found.addAll(new PlainFiles(index, findings).find(free));
    found.replaceAll(deployment -> deployment.shown(folder));
    return new Workspace(List.copyOf(found), findings.detections());
  }
}
