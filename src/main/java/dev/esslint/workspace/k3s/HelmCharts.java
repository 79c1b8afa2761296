package dev.esslint.workspace.k3s;

import dev.esslint.chart.ChartException;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.Base64Text;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Dialect;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LayerReader;
import dev.esslint.workspace.LocalChart;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Secrets;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Versions;
import dev.esslint.workspace.kustomize.Overlays;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The HelmCharts of k3s, with what a HelmChartConfig adds to them. */
public final class HelmCharts implements Finder {
  private static final String GROUP = "helm.cattle.io";
  private static final String CONTENT = "chartContent";

  private final Index index;
  private final Draft.Findings findings;
  private final Overlays overlays;

  public HelmCharts(Index index, Draft.Findings findings, Overlays overlays) {
    this.index = index;
    this.findings = findings;
    this.overlays = overlays;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    List<Manifest> charts =
        index.objects("HelmChart", List.of(ChartUse.NAME, CONTENT)).stream()
            .filter(chart -> chart.group().equals(GROUP))
            .toList();
    for (Overlays.Built chart : overlays.of(charts)) {
      Optional<LocalChart> written = content(chart.object());
      if (isNamed(chart.object().get("spec", "chart").text()) || written.filter(HelmCharts::isOurs).isPresent()) {
        found.add(deployment(chart, written));
      }
    }
    return found;
  }

  private static boolean isNamed(String name) {
    return name.equals(ChartUse.NAME) || ChartUse.isChart(name) || Addresses.isOfMakers(name) || isArchive(name);
  }

  /** The chart that stands in the manifest itself, which counts more than the one that is named. */
  private static Optional<LocalChart> content(Manifest chart) {
    String text = chart.get("spec", CONTENT).text();
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new LocalChart.Written(chart.id() + ":/spec/" + CONTENT, text));
  }

  private static boolean isOurs(LocalChart chart) {
    return !release(chart).isEmpty();
  }

  /** The release of a chart; empty if it cannot be read or is another chart. */
  private static String release(LocalChart chart) {
    try {
      return chart.read().release();
    } catch (ChartException | SourceException e) {
      return "";
    }
  }

  private static boolean isArchive(String name) {
    return name.endsWith(".tgz") && name.substring(name.lastIndexOf('/') + 1).startsWith(ChartUse.NAME);
  }

  private Deployment deployment(Overlays.Built built, Optional<LocalChart> written) {
    Manifest chart = built.object();
    Draft draft = new Draft(built.id(), "k3s HelmChart", chart.base(), findings);
    built.files().forEach(draft::file);
    Located spec = chart.merged().get("spec");
    String target = spec.get("targetNamespace").text();
    draft.release(chart.objectName());
    draft.namespace(target.isEmpty() ? chart.objectNamespace() : target);
    chart(spec, written.isPresent(), draft);
    written.ifPresent(content -> draft.chart(use(spec.get(CONTENT), content)));
    layers(chart, built.dialect(), "#" + chart.index(), draft);
    for (Manifest config : index.meant("HelmChartConfig", chart.objectName(), chart.objectNamespace(), chart.file())) {
      if (config.group().equals(GROUP)) {
        beside(config, draft);
        layers(config, Dialect.HELM, config.file().equals(chart.file()) ? "#" + config.index() : config.id(), draft);
        draft.file(config.file());
      }
    }
    set(spec.get("set"), "#" + chart.index(), draft);
    if (built.isOpen()) {
      draft.opaque("(kustomize)", "changed by kustomize in a way that is not followed", true, chart.base());
    }
    Checks.nested(draft);
    Checks.placeholders(draft, "k3s");
    Versions.pinned(draft);
    return draft.done();
  }

  private static ChartUse use(Located place, LocalChart chart) {
    String release = release(chart);
    return new ChartUse(
            chart.shown(),
            release.isEmpty() ? new Unclear("the chart in the manifest cannot be read") : new ChartUse.Exact(release),
            place.source(),
            place.key())
        .found(chart);
  }

  /**
   * @param written whether the chart itself is in the manifest, so that a version says nothing
   */
  private static void chart(Located spec, boolean written, Draft draft) {
    Located name = spec.get("chart");
    Located repo = spec.get("repo");
    Located asked = spec.get("version");
    String text = name.text();
    Version version;
    if (written) {
      return;
    }
    if (isArchive(text)) {
      String of = text.replaceAll("^.*" + ChartUse.NAME + "-?", "").replaceAll("\\.tgz$", "");
      version = ChartUse.isFull(of) ? new ChartUse.Exact(of) : new Unclear("an archive");
    } else {
      version = Versions.tagOrRange(asked, draft);
    }
    if (text.contains("/") && !isArchive(text)) {
      Addresses.complete(name, text, true, draft);
    }
    Addresses.indexed(repo, repo.text(), "`chart: " + ChartUse.OFFICIAL + "` and leave out `repo`", draft);
    if (repo.text().startsWith("oci://")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_AS_REPO,
          repo,
          "`repo` cannot be an `oci://` address, so the chart is not found. Write the complete address as `chart: "
              + ChartUse.join(repo.text(), ChartUse.NAME)
              + "` and leave out `repo`.");
    }
    Located at = asked.isThere() ? asked : name;
    String ref = text.contains("://") ? text : ChartUse.join(repo.text().isEmpty() ? "oci://" : repo.text(), text);
    draft.chart(new ChartUse(ref, version, at.source(), at.span()));
  }

  /** Tells what only the HelmChart itself has. */
  private static void beside(Manifest config, Draft draft) {
    for (String field : List.of("set", "chart", "version", "repo", "targetNamespace")) {
      Located found = config.get("spec", field);
      if (found.isThere()) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUES_WRONG_PLACE,
            found,
            "A HelmChartConfig has no `" + field + "`, so this is refused or ignored. It belongs in the HelmChart.");
      }
    }
  }

  private void layers(Manifest object, Dialect dialect, String name, Draft draft) {
    Located spec = object.merged().get("spec");
    for (String field : List.of("value", "valueContent", "valuesFile", "valuesInline", "valuesObject")) {
      Located misspelt = spec.get(field);
      if (misspelt.isThere()) {
        draft.misplaced(
            misspelt,
            "A " + object.kind() + " has no `spec." + field + "`, so this is refused or ignored. The field is `spec.valuesContent`.");
      }
    }
    Located content = spec.get("valuesContent");
    if (content.node() instanceof ScalarNode && !content.text().isEmpty()) {
      LayerReader.text(draft, Excerpt.of(content), name + ":/spec/valuesContent", content);
      if (content.text().contains("ENC[")) {
        draft.layers().stream()
            .filter(layer -> layer instanceof DeploymentLayer.Mapping && layer.name().equals(name + ":/spec/valuesContent"))
            .forEach(
                layer ->
                    Sops.undecrypted(
                        ((DeploymentLayer.Mapping) layer).document().root(), "These values", content, "k3s", draft));
      }
    } else if (content.isMap()) {
      draft.withoutValues();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_CONTENT_NOT_TEXT,
          content,
          "`valuesContent` must be a text, but this is a mapping. The API server refuses the manifest. Write `valuesContent: |-`, or"
              + " `values:`.");
    }
    Located values = spec.get("values");
    if (values.isMap()) {
      for (Located layer : values.layers()) {
        if (layer.node() != null) {
          Checks.dotted(layer, draft);
          Node read = dialect.readFrom(layer.node(), layer.source());
          draft.mapping(name + ":/spec/values", layer.document(), read);
        }
      }
    } else if (!values.text().isEmpty()) {
      draft.withoutValues();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
          values,
          "`values` must be a mapping, but this is a text. The API server refuses the manifest. Text belongs in `valuesContent`.");
    }
    for (Located secret : spec.get("valuesSecrets").items()) {
      secret(secret, object.objectNamespace(), draft);
    }
  }

  private void secret(Located ref, String namespace, Draft draft) {
    String name = ref.get("name").text();
    boolean optional = ref.get("ignoreUpdates").isTrue();
    List<Manifest> secrets = index.meant("Secret", name, namespace);
    for (Located key : ref.get("keys").items()) {
      Excerpt text = secrets.size() == 1 ? text(secrets.getFirst(), key.text()) : null;
      if (text == null) {
        draft.opaque(
            "("
                + (optional ? "optional " : "")
                + "Secret "
                + (namespace.isEmpty() ? "" : namespace + "/")
                + name
                + " key "
                + key.text()
                + ": not in the repository)",
            "Secret " + name + " key " + key.text(),
            optional,
            ref);
      } else {
        draft.file(secrets.getFirst().file());
        LayerReader.text(draft, text, secrets.getFirst().id() + ":" + key.text(), ref);
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Excerpt text(Manifest secret, String key) {
    Located plain = secret.get("stringData", key);
    if (Sops.isEncrypted(secret.base().document().root())) {
      return null;
    }
    if (plain.isThere()) {
      return Excerpt.of(plain);
    }
    Located encoded = secret.get("data", key);
    String text = encoded.isThere() ? Base64Text.decode(encoded.text()) : null;
    return text == null ? null : Excerpt.hidden(text, encoded.source(), encoded.span());
  }

  /** What is set comes last, in the order of the keys; of text only the words for booleans and null have a type. */
  private static void set(Located set, String name, Draft draft) {
    for (boolean typed : List.of(true, false)) {
      for (String key : new TreeSet<>(set.keys())) {
        Located value = set.get(key);
        boolean word =
            Set.of("true", "false", "null").contains(value.scalar().toLowerCase(Locale.ROOT));
        boolean number = value.node() instanceof ScalarNode s && !(s.value() instanceof Scalar.Str);
        if ((word || number) == typed) {
          set(key, value, typed, name, draft);
        }
      }
    }
  }

  private static void set(String key, Located value, boolean typed, String name, Draft draft) {
    if (value.node() instanceof ScalarNode scalar
        && !(scalar.value() instanceof Scalar.Str)
        && !scalar.isNull()
        && !value.scalar().matches("-?[0-9]++")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SETTING_OF_WRONG_TYPE,
          value.source(),
          value.span(),
          "`set` takes texts and integers, so the API server refuses the manifest. Put `" + value.written() + "` in quotes.");
    }
    try {
      String text = typed ? value.scalar() : value.scalar().replace(",", "\\,");
      var expression =
          LayerReader.assignment(
              typed ? Kind.SET : Kind.STRING, value.source(), key, value.key(), text, value.span());
      draft.setting(name + ":/spec/set", expression, value.key());
      Secrets.tell(expression, value.scalar(), value, draft);
    } catch (SourceException e) {
      draft.opaque(key, "cannot be set: " + e.getMessage(), false, value);
      draft.tell(
          BuiltInCheck.DEPLOYMENT_TARGET_PATH_SYNTAX,
          value.source(),
          value.key(),
          "Helm cannot parse this as `--set`: " + e.getMessage() + ".");
    }
  }
}
