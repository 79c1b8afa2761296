package dev.esslint.workspace.fleet;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bundles of Fleet: one deployment for each target, and one for the clusters that no target matches. */
public final class FleetBundles implements Finder {
  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  public FleetBundles(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String file : index.yamlFiles()) {
      if (FileNames.base(file).equals("fleet.yaml") || FileNames.base(file).equals("fleet.yml")) {
        try {
          bundle(file, Located.top(Excerpt.of(index.folder().read(file)).yaml()), found);
        } catch (SourceException e) {
          // Fleet itself will tell
        }
      }
    }
    return found;
  }

  private void bundle(String file, Located top, List<Deployment> found) {
    Located helm = top.get("helm");
    String chart = helm.get("chart").text();
    String repo = helm.get("repo").text();
    String folder = FileNames.folder(file);
    List<@Nullable Umbrella> uses = new ArrayList<>();
    if (ChartUse.isChart(chart) || ChartUse.isChart(repo) || Addresses.isOfMakers(repo) || Addresses.isOfMakers(chart)) {
      uses.add(null);
    } else if (repo.isEmpty() && !chart.contains("://")) {
      String path = chart.isEmpty() ? folder : FileNames.in(folder, chart);
      uses.addAll(path == null ? List.of() : umbrellas.of(path));
    }
    for (Umbrella use : uses) {
      List<Located> targets = top.get("targetCustomizations").items();
      boolean all = top.get("targetCustomizationMode").text().equals("AllMatches");
      for (Located target : targets) {
        if (target.get("helm").isThere() && !all) {
          String name = target.get("name").text();
          found.add(one(file + " target " + name, file, top, target.get("helm"), use));
        }
      }
      found.add(one(targets.isEmpty() ? file : file + " no target matches", file, top, null, use));
    }
  }

  private Deployment one(
      String id, String file, Located top, @Nullable Located target, @Nullable Umbrella use) {
    Located helm = top.get("helm");
    Draft draft = new Draft(id, "Fleet bundle", target == null ? helm : target, findings);
    draft.release(helm.get("releaseName").text());
    String namespace = top.get("namespace").text();
    draft.namespace(namespace.isEmpty() ? top.get("defaultNamespace").text() : namespace);
    if (use == null) {
      chart(helm, target, draft);
    } else {
      umbrellas.under(use, draft);
    }
    if (target == null) {
      misplaced(top, draft); // once for all targets
    }
    boolean templates = !helm.get("disablePreProcess").isTrue();
    String folder = FileNames.folder(file);
    Located targets = top.get("targetCustomizations");
    if (target == null && !targets.items().isEmpty()) { // what is not there may be left to them
      draft.opaque("(targets)", "every cluster may match one", true, targets);
    }
    level(helm, "helm", folder, templates, draft);
    if (target != null) {
      level(target, "target", folder, templates, draft);
    }
    for (Located from : List.of(helm, target == null ? helm.get("none") : target)) {
      for (Located item : from.get("valuesFrom").items()) {
        from(item, draft);
      }
      if (from.get("templateValues").isThere()) {
        draft.opaque("templateValues", "templates over the labels of a cluster", false, from.get("templateValues"));
      }
    }
    if (helm.get("skipSchemaValidation").isTrue()) {
      draft.trait(Trait.UNCHECKED);
    }
    if (use == null) {
      Checks.nested(draft);
      Checks.placeholders(draft, "Fleet");
    } else {
      use.check(draft);
    }
    Versions.pinned(draft);
    return draft.done();
  }

  /** Tells values that are not below {@code helm}. */
  private static void misplaced(Located top, Draft draft) {
    List<Located> levels = new ArrayList<>(top.get("targetCustomizations").items());
    levels.addFirst(top);
    for (Located level : levels) {
      for (String field : List.of("values", "valuesFiles", "valuesFrom")) {
        Located found = level.get(field);
        if (found.isThere()) {
          draft.misplaced(
              found,
              "There is no `" + field + "` here, so this has no effect. It belongs under `helm`.");
        }
      }
      for (String field : List.of("value", "valuesObject", "valuesContent", "valuesInline", "valueFiles")) {
        Located found = level.get("helm").get(field);
        if (found.isThere()) {
          draft.misplaced(
              found, "`helm` has no `" + field + "`, so this has no effect. There are `values`, `valuesFiles` and `valuesFrom`.");
        }
      }
    }
  }

  private static void from(Located item, Draft draft) {
    boolean secret = item.get("secretKeyRef").isThere();
    Located ref = secret ? item.get("secretKeyRef") : item.get("configMapKeyRef");
    String name = ref.get("namespace").text() + "/" + ref.get("name").text();
    draft.opaque(
        (secret ? "Secret " : "ConfigMap ") + name + " in the cluster",
        "in the cluster that it is deployed to",
        false,
        item);
  }

  private static void chart(Located helm, @Nullable Located target, Draft draft) {
    Located chart = helm.get("chart");
    Located repo = helm.get("repo");
    Located own = target == null ? helm.get("none") : target.get("version");
    Located asked = own.isThere() ? own : helm.get("version");
    boolean old = chart.text().startsWith("oci://");
    if (old) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_DEPRECATED_FORM,
          chart,
          "An `oci://` address in `chart` is deprecated. Write it in `repo`, without `chart`.");
    }
    Located address = old ? chart : repo;
    if (old || repo.text().startsWith("oci://")) {
      Addresses.complete(address, address.text(), false, draft);
      Addresses.untagged(address, address.text(), "`version`", draft);
    }
    Addresses.indexed(repo, repo.text(), "`oci://ghcr.io/element-hq/ess-helm/matrix-stack`, without `chart`", draft);
    String ref =
        old
            ? chart.text()
            : ChartUse.isChart(repo.text())
                ? repo.text()
                : ChartUse.join(repo.text(), chart.text());
    boolean tagged = !asked.isThere() && address.text().indexOf(':', address.text().lastIndexOf('/') + 1) > 0;
    Version version = tagged ? new ChartUse.Refused() : Versions.range(asked, draft);
    Located at = asked.isThere() ? asked : repo.isThere() ? repo : chart;
    draft.chart(new ChartUse(ref, version, at.source(), at.span()));
  }

  private void level(Located helm, String name, String folder, boolean templates, Draft draft) {
    Located values = helm.get("values");
    Node root = values.node();
    if (!values.text().isEmpty()) {
      draft.withoutValues();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
          values,
          "`values` must be a mapping, but this is a text, so Fleet cannot read `fleet.yaml`. Remove the `|`.");
    }
    if (values.isMap() && root != null) {
      Checks.dotted(values, draft);
      Document document = values.document();
      draft.mapping(name + ".values", document, templates ? filled(root, document, draft) : root);
    }
    for (Located item : helm.get("valuesFiles").items()) {
      String file = FileNames.in(folder, item.text());
      if (file != null && index.folder().has(file)) {
        LayerReader.file(draft, index, file, file, item);
        Sops.undecrypted(index, file, item, "Fleet", draft);
      } else {
        draft.withoutValues();
        draft.opaque(item.text(), "not among these files", false, item);
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
            item,
            "There is no file `" + item.text() + "` beside `fleet.yaml`, so Fleet cannot create the bundle.");
      }
    }
  }

  private static Node filled(Node root, Document document, Draft draft) {
    return Trees.changed(
        root,
        new Trees.Change() {
          @Override
          public Node scalar(ScalarNode scalar) {
            String text = scalar.string();
            if (text == null) {
              return scalar;
            }
            int open = text.indexOf("${");
            if (open >= 0) {
              String inside = text.substring(open + 2).strip();
              boolean template = inside.startsWith(".") || inside.startsWith("-") || inside.contains(" ");
              if (template) {
                draft.hole(document.source(), scalar.span(), label(inside));
              } else {
                broken(document, scalar.span(), draft);
              }
              return scalar;
            }
            if (text.startsWith("global.fleet.clusterLabels.")) {
              draft.hole(
                  document.source(), scalar.span(), "fleet cluster label " + text.substring(27));
              return new ScalarNode(
                  scalar.span(), new Scalar.Str("${" + text + "}"), scalar.style());
            }
            return scalar;
          }
        });
  }

  private static String label(String inside) {
    String end = inside.contains("}") ? inside.substring(0, inside.indexOf('}')).strip() : inside;
    return end.startsWith(".ClusterLabels.")
        ? "fleet cluster label " + end.substring(15)
        : "a template of Fleet: " + end;
  }

  private static void broken(Document document, Span at, Draft draft) {
    draft.withoutValues();
    draft.tell(
        BuiltInCheck.DEPLOYMENT_SUBSTITUTION_BROKEN,
        document.source(),
        at,
        "Fleet reads the text between `${` and `}` as a template, but it is invalid, so Fleet cannot create the bundle. Set"
            + " `disablePreProcess: true`, or write it in another way.");
  }
}
