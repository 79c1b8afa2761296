package dev.esslint.workspace.helmfile;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Umbrellas;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The releases of helmfiles. */
public final class Helmfiles implements Finder {
  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public Helmfiles(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    for (String file : index.folder().names()) {
      if (Helmfile.isHelmfile(file)) {
        files.add(file);
      }
    }
    ArrayDeque<String> open = new ArrayDeque<>(files);
    while (!open.isEmpty()) {
      String file = open.removeFirst();
      String glance = index.folder().glance(file);
      if (glance.contains("releases") || glance.contains("helmfiles")) {
        try {
          Helmfile helmfile = new Helmfile(file, index.folder().read(file), index);
          found.addAll(new HelmfileReleases(file, helmfile, index, findings, umbrellas).deployments());
          if (!helmfile.isWhole() && glance.contains(ChartUse.NAME)) {
            index.passOver(file, "its templates produce more than values, and only helmfile can run them");
            index.notFollowed(file);
          }
          for (String other : helmfile.others()) {
            if (files.add(other)) {
              open.add(other);
            }
          }
        } catch (SourceException e) {
          // helmfile itself will tell
        }
      }
    }
    return found;
  }
}
