package dev.esslint.workspace.argocd;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Newest;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.GitChart;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.kustomize.Overlays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Applications of Argo CD, and those that its ApplicationSets make. */
public final class Applications implements Finder {
  private static final String GROUP = "argoproj.io";
  private static final String OCI = "oci://";

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;
  private final Overlays overlays;

  public Applications(Index index, Draft.Findings findings, Umbrellas umbrellas, Overlays overlays) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
    this.overlays = overlays;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (Overlays.Built one : overlays.of(ours("Application"))) {
      Template nothing = new Template(Map.of(), false, true);
      found.addAll(new One(one, one.id(), one.object().merged(), one.object().base(), nothing, false, false).deployments());
    }
    for (Overlays.Built set : overlays.of(ours("ApplicationSet"))) {
      found.addAll(set(set));
    }
    return found;
  }

  private List<Manifest> ours(String kind) {
    return index.objects(kind, umbrellas.words()).stream().filter(one -> one.group().equals(GROUP)).toList();
  }

  /** The first version of Argo CD that takes {@code oci://} addresses. */
  private static final String NATIVE = "3.1";

  private List<Deployment> set(Overlays.Built built) {
    List<Deployment> found = new ArrayList<>();
    Manifest set = built.object();
    boolean go = set.get("spec", "goTemplate").isTrue();
    Located template = set.base().get("spec", "template");
    boolean patched = set.get("spec", "templatePatch").isThere() || set.parts().size() > 1;
    List<Generators.Parameters> elements =
        new Generators(index).of(set.get("spec", "generators"));
    for (int i = 0; i < elements.size(); i++) {
      Generators.Parameters element = elements.get(i);
      Template filler = new Template(element.values(), go, element.complete());
      Node filled = filled(template, filler);
      if (filled != null) {
        Located application = Located.top(template.document().withRoot(filled));
        String id = built.id() + " element " + (i + 1);
        found.addAll(
            new One(built, id, application, template, filler, true, patched).deployments());
      }
    }
    return found;
  }

  private static @Nullable Node filled(Located template, Template filler) {
    return template.node() == null
        ? null
        : Trees.changed(
            template.node(),
            new Trees.Change() {
              @Override
              public Node scalar(ScalarNode scalar) {
                String text = scalar.string();
                return text == null || !text.contains("{{")
                    ? scalar
                    : new ScalarNode(
                        scalar.span(), new Scalar.Str(filler.render(text).text()), scalar.style());
              }

              @Override
              public String key(String key, Span span) {
                return filler.render(key).text();
              }
            });
  }

  /** One Application. */
  private final class One {
    private final Overlays.Built built;
    private final String id;
    private final Located application;
    private final Located written;
    private final Template template;
    private final boolean generated;
    private final boolean patched;

    /**
     * @param application as it will be
     * @param written as its author wrote it
     */
    One(
        Overlays.Built built,
        String id,
        Located application,
        Located written,
        Template template,
        boolean generated,
        boolean patched) {
      this.built = built;
      this.id = id;
      this.application = application;
      this.written = written;
      this.template = template;
      this.generated = generated;
      this.patched = patched;
    }

    List<Deployment> deployments() {
      List<Deployment> found = new ArrayList<>();
      Located spec = application.get("spec");
      if (spec.get("sources").isThere()) {
        List<Located> sources = spec.get("sources").items();
        List<Located> originals = (generated ? written : application).get("spec", "sources").items();
        for (int i = 0; i < sources.size(); i++) {
          String name = id + " source " + (i + 1);
          found.addAll(source(name, "/spec/sources/" + i, sources.get(i), originals.get(i), sources));
        }
        return found;
      }
      for (String[] path : List.of(new String[] {"source"}, new String[] {"sourceHydrator", "drySource"})) {
        Located source = spec.get(path);
        if (source.isThere()) {
          String pointer = "/spec/" + String.join("/", path);
          found.addAll(
              source(id, pointer, source, (generated ? written : application).get("spec").get(path), List.of(source)));
        }
      }
      return found;
    }

    private List<Deployment> source(
        String name, String pointer, Located source, Located original, List<Located> all) {
      String url = source.get("repoURL").text();
      String chart = source.get("chart").text();
      boolean oci = url.startsWith(OCI) && chart.isEmpty();
      if (chart.equals(ChartUse.NAME) || (oci && (ChartUse.isChart(url) || Addresses.isOfMakers(url)))) {
        Draft draft = draft(name, source);
        registry(source, draft, oci);
        values(draft, pointer, source, original, all, "");
        if (source.get("plugin").isThere()) {
          Vault.look("", draft);
        }
        Versions.pinned(draft);
        return List.of(draft.done());
      }
      String folder = source.get("path").isThere() ? FileNames.in("", source.get("path").text()) : null;
      Optional<ChartUse> git = GitChart.of(url, source.get("path"), source.get("targetRevision"), source.get("none"));
      if (git.isPresent()) {
        Draft draft = draft(name, source);
        draft.chart(git.get());
        values(draft, pointer, source, original, all, "");
        return List.of(draft.done());
      }
      List<Deployment> found = new ArrayList<>();
      if (folder != null && chart.isEmpty() && !oci) {
        for (Umbrella umbrella : umbrellas.of(folder)) {
          Draft draft =
              draft(
                  source.get("plugin").isThere() ? umbrella.place() : name + " -> " + umbrella.place(),
                  source);
          umbrellas.under(umbrella, draft);
          values(draft, pointer, source, original, all, folder);
          umbrella.check(draft);
          if (source.get("plugin").isThere()) {
            Vault.look(umbrella.key(), draft);
          }
          Versions.pinned(draft);
          if (!umbrella.isOff(draft)) {
            found.add(draft.done());
          }
        }
      }
      return found;
    }

    private Draft draft(String name, Located source) {
      Draft draft =
          new Draft(
              name,
              generated ? "Argo CD ApplicationSet" : "Argo CD Application",
              source.layers().getFirst(),
              findings);
      built.files().forEach(draft::file);
      Located helm = source.get("helm");
      String release = helm.get("releaseName").text();
      String namespace = helm.get("namespace").text();
      Located spec = application.get("spec");
      draft.release(release.isEmpty() ? name() : release);
      draft.namespace(
          namespace.isEmpty() ? spec.get("destination", "namespace").text() : namespace);
      Located plugin = source.get("plugin");
      for (Located told : List.of(plugin.get("env"), plugin.get("parameters"))) {
        if (told.isThere()) { // options of Helm may be among it; what the files set counts
          draft.opaque("plugin", "what a plugin is told", true, told);
        }
      }
      if (patched) {
        draft.opaque("templatePatch", "a patch made by a template", false, source);
      }
      for (Manifest.Change change : built.object().changes().unclear()) {
        draft.hole(change.at().source(), change.at().span(), "kustomize changes a part of it");
      }
      if (helm.get("skipSchemaValidation").isTrue()) {
        draft.trait(Trait.UNCHECKED);
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SCHEMA_CHECK_OFF,
            helm.get("skipSchemaValidation"),
            "Helm does not check the values with the chart's schema, so mistakes become visible only after the deployment"
                + ".");
      }
      return draft;
    }

    private String name() {
      return generated ? application.get("metadata", "name").text() : built.object().objectName();
    }

    private void registry(Located source, Draft draft, boolean oci) {
      Located url = source.get("repoURL");
      Located revision = source.get("targetRevision");
      String ref =
          oci ? url.text() : ChartUse.join(url.text(), source.get("chart").text());
      ChartUse.Version version =
          revision.isThere() ? Versions.tagOrRange(revision, draft) : new Newest();
      Located at = revision.isThere() ? revision : oci ? url : source.get("chart");
      draft.chart(new ChartUse(ref, version, at.source(), at.span()));
      if (oci && index.discovery().tools().isBefore("argocd", NATIVE)) {
        draft.refused();
        draft.tell(
            BuiltInCheck.DEPLOYMENT_OCI_SCHEME_WITH_CHART,
            url.source(),
            url.span(),
            "Argo CD before " + NATIVE + " finds no repository at an `oci://` address. Write the registry without `oci://`, and the name"
                + " of the chart as `chart`.");
      }
      if (oci) {
        Addresses.complete(url, url.text(), false, draft);
        Addresses.untagged(url, url.text(), "`targetRevision`", draft);
      } else {
        Addresses.indexed(url, url.text(), "`" + Addresses.plain(url.text()) + "`, without a scheme", draft);
        Addresses.untagged(url, url.text(), "`targetRevision`", draft);
      }
      if (!oci && url.text().startsWith(OCI)) {
        draft.refused();
        draft.tell(
            BuiltInCheck.DEPLOYMENT_OCI_SCHEME_WITH_CHART,
            url.source(),
            url.span(),
            "With `chart`, the address must not have `oci://`. Argo CD before 3.1 finds no repository, and later versions ignore"
                + " `chart`. Write `"
                + url.text().substring(OCI.length())
                + "`.");
      } else if (!oci) {
        Addresses.doubled(url, url.text(), source.get("chart").text(), draft);
      }
    }

    private void values(
        Draft draft,
        String pointer,
        Located source,
        Located original,
        List<Located> all,
        String folder) {
      Located helm = source.get("helm");
      misplaced(source, helm, draft);
      new ValueFiles(index, draft, helm, all, folder, source.get("plugin").isThere()).add();
      Located object = helm.get("valuesObject");
      Located text = helm.get("values");
      if (object.isMap()) {
        for (Located layer : object.layers()) {
          object(draft, pointer, layer, original.get("helm", "valuesObject"));
        }
        if (text.isThere()) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_VALUES_IGNORED,
              text,
              "`valuesObject` is also set, so Argo CD ignores `values`.");
        }
      } else if (text.isMap()) {
        draft.withoutValues();
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_CONTENT_NOT_TEXT,
            text,
            "`values` must be a text, but this is a mapping. The API server refuses the manifest. Write `valuesObject:`, or"
                + " `values: |`.");
      } else if (!text.text().isEmpty()) {
        TemplatedValues.layer(
            draft,
            original.get("helm", "values"),
            template,
            source.source().name() + ":" + pointer + "/helm/values");
      }
      new Parameters(
              index,
              draft,
              helm,
              environment(source),
              folder,
              helm.source().name() + ":" + pointer)
          .add();
      if (built.isOpen()) {
        draft.opaque("(kustomize)", "changed by kustomize in a way that is not followed", true, source.layers().getFirst());
      }
    }

    /** Tells values where Argo CD has none, or does not look. */
    private void misplaced(Located source, Located helm, Draft draft) {
      for (String key : List.of("values", "valuesObject", "valueFiles", "parameters")) {
        Located misplaced = source.get(key);
        if (misplaced.isThere()) {
          draft.misplaced(
              misplaced,
              "A source has no `" + key + "`, so this is refused or ignored. It belongs under `helm`.");
        }
      }
      Located beside = application.get("spec", "helm");
      if (beside.isThere()) {
        draft.misplaced(
            beside,
            "`helm` belongs under `source`. Here it is refused or ignored.");
      }
      for (String key : List.of("value", "valueObject", "valuesContent", "valuesInline", "valuesFiles")) {
        if (helm.get(key).isThere()) {
          draft.misplaced(
              helm.get(key), "`helm` has no `" + key + "`, so this is refused or ignored. There are `valuesObject`, `values` and `valueFiles`.");
        }
      }
      Located left = application.get("spec", "source");
      if (application.get("spec", "sources").isThere() && left.isThere()) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_IGNORED, left, "There are also `sources`, so Argo CD ignores `source`.");
      }
    }

    private BuildEnvironment environment(Located source) {
      return new BuildEnvironment(
          Map.of(
              "ARGOCD_APP_NAME", name(),
              "ARGOCD_APP_NAMESPACE", application.get("spec", "destination", "namespace").text(),
              "ARGOCD_APP_PROJECT_NAME", application.get("spec", "project").text(),
              "ARGOCD_APP_SOURCE_PATH", source.get("path").text(),
              "ARGOCD_APP_SOURCE_REPO_URL", source.get("repoURL").text(),
              "ARGOCD_APP_SOURCE_TARGET_REVISION", source.get("targetRevision").text()));
    }

    private void object(Draft draft, String pointer, Located object, Located original) {
      Node root = object.node();
      if (root == null) {
        return;
      }
      Document document = object.document();
      Node kept = root;
      for (List<String> path : Trees.nulls(root)) {
        kept = Trees.without(kept, path);
        Entry entry = Trees.entry(root, path);
        if (entry != null && (generated || draft.defaults().has(path))) {
          draft.tell(
              BuiltInCheck.DEPLOYMENT_NULL_LOST,
              document.source(),
              entry.key(),
              "A null in `valuesObject` is lost before Helm reads it, so `"
                  + String.join(".", path)
                  + "` keeps its default. In `values`, a null is kept.");
        }
      }
      if (generated && original.node() instanceof MapNode) {
        TemplatedValues.untyped(draft, original, template);
      }
      Checks.dotted(object, draft);
      draft.mapping(
          document.source().name() + ":" + pointer + "/helm/valuesObject",
          document,
          built.dialect().readFrom(kept, document.source()));
    }
  }
}
