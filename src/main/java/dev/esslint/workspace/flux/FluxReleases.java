package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.secret.CredentialNames;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ValuePath;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Dialect;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Trees;
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

  /** Where people put values that belong under {@code spec.values}. */
  private static final List<String> MISPLACED =
      List.of(
          "values",
          "spec.chart.values",
          "spec.chart.spec.values",
          "spec.chartRef.values",
          "spec.helm.values",
          "spec.install.values",
          "spec.upgrade.values",
          "spec.valuesContent",
          "spec.valuesFrom.values",
          "spec.valuesInline",
          "spec.valuesObject");

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

  /**
   * A release as one way of building the repository makes it.
   *
   * @param build what kustomize builds it with; null if no kustomization does
   * @param kustomization what applies it
   * @param made what is applied
   */
  private record Seen(
      Manifest release, @Nullable Build build, @Nullable Manifest kustomization, Build made) {}

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
    for (Seen seen : seen(releases, built)) {
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
  private static Deployment unique(Deployment one, Seen seen, Map<String, Integer> ids) {
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

  private List<Seen> seen(List<Manifest> releases, Set<String> built) {
    List<Seen> seen = new ArrayList<>();
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
        made.objects().forEach(object -> seen.add(new Seen(object, build, kustomization, made)));
      }
      if (by.isEmpty() && isAnyTaken()) {
        build.objects().forEach(object -> seen.add(new Seen(object, build, null, build)));
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
            .forEach(object -> seen.add(new Seen(object, null, kustomization, made)));
      }
      if (by.isEmpty() && isAnyTaken()) {
        seen.add(new Seen(release, null, null, alone));
      }
    }
    return seen;
  }

  /** Whether releases count that no Kustomization leads to. */
  private boolean isAnyTaken() {
    return index.discovery().fluxEntries().isEmpty();
  }

  private List<Deployment> deployments(Seen seen) {
    Draft.Findings own = new Draft.Findings(findings.defaults());
    Draft draft = new Draft(id(seen), "Flux HelmRelease", seen.release().base(), own);
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
            new Draft(id(seen) + " -> " + umbrella.place(), "Flux HelmRelease", seen.release().base(), own);
        found.add(deployment(seen, chart.get(), umbrella, other));
      }
    }
    if (!found.isEmpty()) {
      own.detections().forEach(findings::add);
    }
    return found;
  }

  private Deployment deployment(
      Seen seen, FluxSources.Chart chart, @Nullable Umbrella umbrella, Draft draft) {
    Manifest release = seen.release();
    name(release, draft);
    seen.made().files().forEach(draft::file);
    if (seen.kustomization() != null) {
      draft.file(seen.kustomization().file());
    }
    FluxApis.served(release, index.discovery().tools(), draft);
    if (umbrella == null) {
      draft.chart(chart.use());
      valuesFiles(chart, draft);
    } else {
      umbrellas.under(umbrella, draft);
    }
    layers(seen, draft);
    switches(release, draft);
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

  private static String id(Seen seen) {
    Manifest release = seen.release();
    String own = release.id();
    return seen.build() != null && !kustomizedBeside(seen)
        ? file(seen.build()) + " -> " + own
        : own;
  }

  private static String file(Build build) {
    return build.files().iterator().next();
  }

  /** Whether the kustomization that builds it lies in the folder of the release. */
  private static boolean kustomizedBeside(Seen seen) {
    return seen.build() != null
        && FileNames.folder(seen.release().file()).equals(seen.build().folder());
  }

  private FluxSources.Objects objects(Seen seen) {
    return new FluxSources.Objects() {
      @Override
      public @Nullable Manifest find(String kind, String name, String namespace) {
        List<Manifest> near =
            seen.made().objects().stream()
                .filter(o -> o.kind().equals(kind) && o.objectName().equals(name))
                .toList();
        boolean together = seen.build() != null || seen.kustomization() != null;
        if (near.size() == 1 && together) {
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

  private static void valuesFiles(FluxSources.Chart chart, Draft draft) {
    Located files = chart.valuesFiles();
    if (!files.isThere()) {
      return;
    }
    boolean absent =
        files.items().stream()
            .anyMatch(file -> !file.text().equals("values.yaml") && !file.text().startsWith("ci/"));
    if (absent || !files.text().isEmpty()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_VALUES_FILE_ABSENT,
          files,
          "`valuesFiles` names files inside the chart, but the chart has no such file, so Flux cannot fetch it. Values of this"
              + " repository belong in `values` or `valuesFrom`.");
    }
  }

  private void layers(Seen seen, Draft draft) {
    Manifest release = seen.release();
    Filling filling = new Filling(kustomizations, seen.kustomization(), seen.made(), draft);
    boolean kustomized = seen.build() != null || seen.kustomization() != null;
    Inline inline = inline(release, kustomized, filling.of(release), draft);
    new ValuesFrom(index, seen.build() == null, seen.made(), release, filling, draft)
        .add(inline.layers());
    unseen(seen, draft);
    misplaced(release, draft);
    if (seen.kustomization() != null) {
      inClear(seen.kustomization(), release, draft);
    }
    for (Manifest.Change removal : release.changes().nulls()) {
      List<String> path = removal.path();
      if (path.size() > 2
          && path.subList(0, 2).equals(List.of("spec", "values"))
          && draft.defaults().has(path.subList(2, path.size()))) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_NULL_LOST,
            removal.at(),
            "In a patch, a null only removes the key from the HelmRelease, so `"
                + String.join(".", path.subList(2, path.size()))
                + "` gets its default again.");
      }
    }
  }

  /** Tells credentials among the variables that a Kustomization substitutes in a release. */
  private static void inClear(Manifest kustomization, Manifest release, Draft draft) {
    Located variables = kustomization.get("spec", "postBuild", "substitute");
    for (String name : variables.keys()) {
      Located value = variables.get(name);
      boolean literal = !value.text().isEmpty() && Placeholder.in(value.text()).isEmpty() && !CredentialNames.isSample(value.text());
      if (literal && CredentialNames.isSecret(name) && release.base().source().text().contains("${" + name)) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SECRET_IN_CLEAR,
            value.source(),
            value.span(),
            "`" + name + "` is a credential in clear text. Anyone who can read this file can read it. `substituteFrom` takes variables from a"
                + " Secret instead.");
      }
    }
  }

  /** What is not to be seen may set anything, but what is written counts until somebody knows better. */
  private static void unseen(Seen seen, Draft draft) {
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

  /** The values in the release itself, from each of its parts. */
  private record Inline(List<ValuesFrom.Layer> layers) {}

  private Inline inline(
      Manifest release, boolean kustomized, Substituted filled, Draft draft) {
    List<ValuesFrom.Layer> layers = new ArrayList<>();
    List<Document> parts = release.parts();
    for (int i = 0; i < parts.size(); i++) {
      Located values = Located.top(parts.get(i)).get("spec", "values");
      if (!values.isThere()) {
        continue;
      }
      if (!(values.node() instanceof MapNode map)) {
        if (release.isUnclear(List.of("spec", "values"))) {
          draft.opaque(release.id() + ":/spec/values", "changed by kustomize", false, values);
        } else if (!values.text().isEmpty()) {
          draft.trait(Trait.LOST);
          draft.tell(
              BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
              values,
              "`values` must be a mapping, but this is a text. Flux ignores it without a warning and installs the chart without"
                  + " these values. Remove the `|`.");
        }
        continue;
      }
      Document document = parts.get(i);
      Dialect dialect = kustomized ? Dialect.KUSTOMIZE : Dialect.HELM;
      texts(dialect, map, ValuePath.ROOT, document, draft);
      Node read = filled.values(document, dialect.readFrom(map, document.source()));
      read = nulls(read, document, draft);
      String name =
          (i == 0 ? release.id() : document.source().name())
              + ":/spec/values"
              + (i == 0 ? "" : " (patch)");
      Checks.dotted(values, draft);
      layers.add(new ValuesFrom.Layer(name, document, (MapNode) read));
    }
    return new Inline(layers);
  }

  /** Tells words that are booleans for Helm and text for who reads them first, where the chart takes no text. */
  private static void texts(Dialect dialect, Node node, ValuePath path, Document document, Draft draft) {
    switch (node) {
      case MapNode map ->
          map.entries().forEach((key, entry) -> texts(dialect, entry.value(), path.key(key), document, draft));
      case ListNode list -> {
        for (int i = 0; i < list.items().size(); i++) {
          texts(dialect, list.items().get(i), path.index(i), document, draft);
        }
      }
      case ScalarNode scalar -> {
        if (dialect.isText(scalar, document.source()) && draft.defaults().refusesText(path)) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_YAML_BOOL_AS_TEXT,
              document.source(),
              scalar.span(),
              "Kustomize reads `"
                  + document.source().slice(scalar.span())
                  + "` as text, not as a boolean as Helm does, and the chart allows no text for `"
                  + path
                  + "`. Helm will refuse these values. Write `"
                  + (scalar.value().equals(Scalar.TRUE) ? "true" : "false")
                  + "`.");
        }
      }
    }
  }

  /** A null may be lost on the way into the cluster, so nobody knows whether it removes a default. */
  private static Node nulls(Node read, Document document, Draft draft) {
    Node rest = read;
    for (List<String> path : Trees.nulls(read)) {
      Node.Entry entry = Trees.entry(read, path);
      if (entry == null || !draft.defaults().has(path)) {
        continue;
      }
      draft.tell(
          BuiltInCheck.DEPLOYMENT_NULL_LOST,
          document.source(),
          entry.key(),
          "The default of `"
              + String.join(".", path)
              + "` may come back, because a null in `values` of a manifest is lost when the object is updated. In a ConfigMap for"
              + " `valuesFrom` it is kept.");
      draft.hole(
          document.source(), entry.value().span(), "null, which may be lost on the way to Helm");
    }
    return rest;
  }

  private static void misplaced(Manifest release, Draft draft) {
    for (String path : MISPLACED) {
      Located found = release.get(path.split("\\.", -1));
      if (found.isThere()) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE,
            found,
            "A HelmRelease has no `"
                + path
                + "`, so these values are refused or ignored. They belong under `spec.values`.");
      }
    }
    Located misspelt = release.get("spec", "valueFrom");
    if (misspelt.isThere()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE,
          misspelt,
          "A HelmRelease has no `spec.valueFrom`, so this is refused or ignored. The field is `spec.valuesFrom`.");
    }
    Located files = release.get("spec", "valuesFiles");
    if (files.isThere()) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE,
          files,
          "A HelmRelease has no `spec.valuesFiles`, so this is refused or ignored. A file of this repository gets into a release as a"
              + " ConfigMap, which `spec.valuesFrom` names.");
    }
  }

  private static void switches(Manifest release, Draft draft) {
    if (release.get("spec", "upgrade", "preserveValues").isTrue()) {
      draft.trait(Trait.REUSES_VALUES);
      draft.tell(
          BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
          release.get("spec", "upgrade", "preserveValues"),
          "The values of the installed release are kept, so the defaults of a new chart are not used.");
    }
    Located atUpgrade = release.get("spec", "upgrade", "disableSchemaValidation");
    Located atInstall = release.get("spec", "install", "disableSchemaValidation");
    if (atUpgrade.isTrue() && atInstall.isTrue()) {
      draft.trait(Trait.UNCHECKED);
    }
    if (atUpgrade.isTrue() || atInstall.isTrue()) {
      Located off = atUpgrade.isTrue() ? atUpgrade : atInstall;
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SCHEMA_CHECK_OFF,
          off,
          "Helm does not check the values with the chart's schema, so mistakes become visible only after the deployment.");
    }
    if (release.get("spec", "postRenderers").isThere()) {
      draft.trait(Trait.POST_RENDERED);
    }
  }
}
