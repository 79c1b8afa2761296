package dev.esslint.workspace.flux;

import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.kustomize.Build;
import dev.esslint.workspace.kustomize.Kustomize;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The HelmReleases of Flux. */
public final class FluxReleases implements Finder {
  private static final String KIND = "HelmRelease";
  private static final String GROUP = "helm.toolkit.fluxcd.io";
  private static final int LONGEST_NAME = 53;
  private final Index index;
  private final Draft.Findings findings;
  private final Kustomize kustomize;
  private final Kustomizations kustomizations;
  private final Umbrellas umbrellas;

  public FluxReleases(Index index, Draft.Findings findings, Kustomize kustomize, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.kustomize = kustomize;
    this.kustomizations = new Kustomizations(index, kustomize);
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<String> words = new ArrayList<>(umbrellas.words());
    for (String kind : List.of("OCIRepository", "HelmChart")) {
      for (Manifest source : index.objects(kind, List.of(ChartUse.NAME))) {
        for (String before : List.of(" ", "\"", "'")) {
          words.add(before + source.objectName());
        }
      }
    }
    List<Manifest> releases =
        index.objects(KIND, words).stream().filter(o -> o.group().equals(GROUP)).toList();
    if (releases.isEmpty()) {
      return List.of();
    }
    List<Deployment> found = new ArrayList<>();
    Set<String> built = new HashSet<>();
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (BuiltRelease seen : seen(releases, built)) {
      Manifest release = seen.release();
      if (release.group().equals(GROUP) && release.kind().equals(KIND)) {
        for (Deployment one : deployments(seen)) {
          if (found.stream().noneMatch(other -> isSame(one, other))) {
            found.add(unique(one, seen, ids));
          }
        }
      }
    }
    return found;
  }

  /** Whether two ways of building an object come to the same. */
  private static boolean isSame(Deployment one, Deployment other) {
    return one.source().equals(other.source())
        && one.span().equals(other.span())
        && one.release().equals(other.release())
        && one.namespace().equals(other.namespace())
        && one.chart().equals(other.chart())
        && one.traits().equals(other.traits())
        && one.unknowns().equals(other.unknowns())
        && one.layers().equals(other.layers());
  }

  /** Of one object that several Kustomizations build in different ways, each is named. */
  private static Deployment unique(Deployment one, BuiltRelease seen, Map<String, Integer> ids) {
    int count = ids.merge(one.id(), 1, Integer::sum);
    if (count == 1) {
      return one;
    }
    String by =
        seen.kustomization() == null
            ? String.valueOf(count)
            : seen.kustomization().parts().getLast().source().name(); // that of a patch tells the cluster
    String name = one.id() + " by " + by;
    int same = ids.merge(name, 1, Integer::sum);
    return one.named(same == 1 ? name : name + " " + same);
  }

  private List<BuiltRelease> seen(List<Manifest> releases, Set<String> built) {
    List<BuiltRelease> seen = new ArrayList<>();
    Set<String> files = new HashSet<>();
    releases.forEach(release -> files.add(release.file()));
    Set<String> roots = new TreeSet<>(kustomize.rootsOf(files));
    roots.removeAll(kustomizations.components());
    for (String folder : kustomize.folders()) {
      if (!kustomizations.of(folder).isEmpty()) {
        roots.add(folder);
      }
    }
    for (String root : roots) {
      List<Manifest> by = kustomizations.of(root);
      Set<String> resources = new HashSet<>(kustomize.resources(root));
      for (Manifest kustomization : by) {
        kustomizations.components(kustomization).forEach(one -> resources.addAll(kustomize.resources(one)));
      }
      if (Collections.disjoint(resources, files)) {
        continue;
      }
      Build build = kustomize.build(root);
      build.objects().forEach(object -> built.add(object.id()));
      for (Manifest kustomization : by) {
        Build made = kustomizations.applied(kustomization, build);
        made.objects().forEach(object -> built.add(object.id()));
        made.objects().forEach(object -> seen.add(new BuiltRelease(object, build, kustomization, made)));
      }
      if (by.isEmpty() && isAnyTaken()) {
        build.objects().forEach(object -> seen.add(new BuiltRelease(object, build, null, build)));
      }
    }
    for (Manifest release : releases) {
      if (built.contains(release.id()) || kustomize.isPatch(release.file())) {
        continue;
      }
      String folder = FileNames.folder(release.file());
      List<Manifest> by = kustomize.has(folder) ? List.of() : kustomizations.of(folder);
      Build alone = new Build(folder, index.objectsIn(release.file()), List.of(), Set.of(), Set.of());
      for (Manifest kustomization : by) {
        Build made = kustomizations.applied(kustomization, alone);
        made.objects().stream()
            .filter(object -> object.id().equals(release.id()))
            .forEach(object -> seen.add(new BuiltRelease(object, null, kustomization, made)));
      }
      if (by.isEmpty() && isAnyTaken()) {
        seen.add(new BuiltRelease(release, null, null, alone));
      }
    }
    return seen;
  }

  /** Whether releases count that no Kustomization leads to. */
  private boolean isAnyTaken() {
    return index.discovery().fluxEntries().isEmpty();
  }

  private List<Deployment> deployments(BuiltRelease seen) {
    Draft.Findings own = new Draft.Findings(findings.defaults());
    Draft draft = new Draft(seen.id(), "Flux HelmRelease", seen.release().base(), own);
    Optional<FluxSources.Chart> chart = new FluxSources(objects(seen), index.discovery().tools()).of(seen.release(), draft);
    if (chart.isEmpty()) {
      return List.of();
    }
    List<Deployment> found = new ArrayList<>();
    if (chart.get().folder().isEmpty()) {
      if (isChart(chart.get(), seen.release())) {
        found.add(deployment(seen, chart.get(), null, draft));
      }
    } else {
      for (Umbrella umbrella : umbrellas.of(folder(chart.get()))) {
        Draft other =
            new Draft(seen.id() + " -> " + umbrella.place(), "Flux HelmRelease", seen.release().base(), own);
        found.add(deployment(seen, chart.get(), umbrella, other));
      }
    }
    if (!found.isEmpty()) {
      own.detections().forEach(findings::add);
    }
    return found;
  }

  private Deployment deployment(
      BuiltRelease seen, FluxSources.Chart chart, @Nullable Umbrella umbrella, Draft draft) {
    Manifest release = seen.release();
    name(release, draft);
    seen.made().files().forEach(draft::file);
    if (seen.kustomization() != null) {
      draft.file(seen.kustomization().file());
    }
    FluxApis.served(release, index.discovery().tools(), draft);
    if (umbrella == null) {
      draft.chart(chart.use());
      ReleaseChecks.valuesFiles(chart, draft);
    } else {
      umbrellas.under(umbrella, draft);
    }
    layers(seen, draft);
    ReleaseChecks.switches(release, draft);
    if (umbrella != null) {
      umbrella.check(draft);
    }
    if (umbrella == null) {
      Checks.placeholders(draft, "Flux");
    }
    Versions.pinned(draft);
    return draft.done();
  }

  private static String folder(FluxSources.Chart chart) {
    String folder = chart.folder().isEmpty() ? null : FileNames.in("", chart.folder());
    return folder == null ? "" : folder;
  }

  /** Whether an address is that of the chart; where it is not to be seen, whether the values are. */
  private static boolean isChart(FluxSources.Chart chart, Manifest release) {
    if (chart.use().version() instanceof ChartUse.Unclear(String reason)
        && reason.contains("not among these files")) {
      return release.get("spec", "chartRef", "name").text().contains("matrix-stack")
          || holdsChart(release.get("spec", "values"));
    }
    return ChartUse.isChart(chart.use().ref()) || Addresses.isOfMakers(chart.use().ref());
  }

  private static boolean holdsChart(Located values) {
    long known = values.keys().stream().filter(Umbrellas.UNMISTAKABLE::contains).count();
    return known >= 2;
  }

  private FluxSources.Objects objects(BuiltRelease seen) {
    return new FluxSources.Objects() {
      @Override
      public @Nullable Manifest find(String kind, String name, String namespace) {
        List<Manifest> near =
            seen.made().objects().stream()
                .filter(o -> o.kind().equals(kind) && o.objectName().equals(name))
                .toList();
        if (near.size() == 1 && seen.isKustomized()) {
          return near.getFirst();
        }
        List<Manifest> meant = index.meantBy(seen.release(), kind, name, namespace);
        return meant.size() == 1 ? meant.getFirst() : null;
      }
    };
  }

  private static void name(Manifest release, Draft draft) {
    String target = release.get("spec", "targetNamespace").text();
    String given = release.get("spec", "releaseName").text();
    String name = release.objectName();
    draft.release(
        given.isEmpty() ? shortened(target.isEmpty() ? name : target + "-" + name) : given);
    draft.namespace(target.isEmpty() ? release.objectNamespace() : target);
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return name.substring(0, 40) + "-" + HexFormat.of().formatHex(hash).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void layers(BuiltRelease seen, Draft draft) {
    Manifest release = seen.release();
    Filling filling = new Filling(kustomizations, seen.kustomization(), seen.made(), draft);
    new ValuesFrom(index, seen.build() == null, seen.made(), release, filling, draft)
        .add(InlineValues.layers(release, seen.isKustomized(), filling.of(release), draft));
    unseen(seen, draft);
    ReleaseChecks.misplaced(release, draft);
    if (seen.kustomization() != null) {
      ReleaseChecks.inClear(seen.kustomization(), release, draft);
    }
    ReleaseChecks.lostNulls(release, draft);
  }

  /** What is not to be seen may set anything, but what is written counts until somebody knows better. */
  private static void unseen(BuiltRelease seen, Draft draft) {
    for (String one : seen.made().unseen()) {
      Located at = seen.release().base();
      draft
          .layers()
          .addFirst(
              new DeploymentLayer.Opaque(
                  "(" + one + ")", one + " of kustomize, which cannot be seen from here", true, at.source(), at.span()));
    }
    for (Manifest.Change change : seen.release().changes().unclear()) {
      draft.hole(change.at().source(), change.at().span(), "kustomize changes a part of it");
    }
  }
}
