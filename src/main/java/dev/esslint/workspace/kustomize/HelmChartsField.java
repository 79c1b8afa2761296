package dev.esslint.workspace.kustomize;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Finder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.LocalChart;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Trees;
import dev.esslint.workspace.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The charts that kustomize inflates: {@code helmCharts} and the generator of the same form. */
public final class HelmChartsField implements Finder {
  private final Index index;
  private final Draft.Findings findings;
  private final Kustomize kustomize;

  public HelmChartsField(Index index, Draft.Findings findings, Kustomize kustomize) {
    this.index = index;
    this.findings = findings;
    this.kustomize = kustomize;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String folder : kustomize.folders()) {
      if (!kustomize.mentions(folder, ChartUse.NAME)) {
        continue;
      }
      Located top = kustomize.top(folder);
      for (String field : List.of("helmCharts", "helmChartInflationGenerator")) {
        List<Located> charts = top.get(field).items();
        for (int i = 0; i < charts.size(); i++) {
          String id = kustomize.file(folder) + " " + field + "[" + i + "]";
          add(id, charts.get(i), folder, found);
        }
      }
    }
    for (Manifest generator : index.objects("HelmChartInflationGenerator", List.of(ChartUse.NAME))) {
      add(generator.id(), generator.base(), FileNames.folder(generator.file()), found);
    }
    return found;
  }

  private void add(String id, Located chart, String folder, List<Deployment> found) {
    Located name = chart.get("name").isThere() ? chart.get("name") : chart.get("chartName");
    if (name.text().equals(ChartUse.NAME)) {
      found.add(deployment(id, chart, name, folder));
    }
  }

  private Deployment deployment(String id, Located chart, Located name, String folder) {
    Draft draft = new Draft(id, "kustomize helmCharts", name, findings);
    draft.release(chart.get("releaseName").text());
    draft.namespace(chart.get("namespace").text());
    Located repo = chart.get("repo").isThere() ? chart.get("repo") : chart.get("chartRepoUrl");
    Located asked = chart.get("version").isThere() ? chart.get("version") : chart.get("chartVersion");
    if (ChartUse.isChart(repo.text())) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          repo.source(),
          repo.span(),
          "`repo` ends with the name of the chart, and kustomize appends it again, so the chart is not found.");
    } else if (!repo.text().isEmpty() && !repo.text().contains("://")) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_SCHEME_MISSING,
          repo.source(),
          repo.span(),
          "`repo` has no scheme. Without `oci://` it is read as a repository of another kind, and the chart is not found.");
    }
    Addresses.indexed(repo, repo.text(), "`oci://" + Addresses.plain(repo.text()) + "`", draft);
    Located at = asked.isThere() ? asked : name;
    ChartUse use =
        new ChartUse(
            repo.text().isEmpty() ? ChartUse.OFFICIAL : ChartUse.join(repo.text(), ChartUse.NAME),
            Versions.tagOrRange(asked, draft),
            at.source(),
            at.span());
    draft.chart(LocalChart.in(index.folder(), kept(folder, asked.text())).map(use::found).orElse(use));
    values(chart, folder, draft);
    Checks.nested(draft);
    Versions.pinned(draft);
    return draft.done();
  }

  /** Where kustomize looks for the chart first, and unpacks it. */
  private static String kept(String folder, String version) {
    String charts = folder.isEmpty() ? "charts" : folder + "/charts";
    return version.isEmpty()
        ? charts + "/" + ChartUse.NAME
        : charts + "/" + ChartUse.NAME + "-" + version + "/" + ChartUse.NAME;
  }

  private void values(Located chart, String folder, Draft draft) {
    for (String field : chart.get("name").isThere() ? List.of("values", "valuesFiles", "valuesObject", "valueFiles") : List.<String>of()) {
      if (chart.get(field).isThere()) {
        draft.refused();
        draft.misplaced(
            chart.get(field),
            "An item of `helmCharts` has no `" + field + "`, so kustomize refuses it. There are `valuesFile`, `additionalValuesFiles` and"
                + " `valuesInline`.");
      }
    }
    String mode = chart.get("valuesMerge").text();
    Located inline =
        chart.get("valuesInline").isThere() ? chart.get("valuesInline") : chart.get("valuesLocal");
    Located named = chart.get("chartName").isThere() ? chart.get("values") : chart.get("valuesFile");
    Document file = mode.equals("replace") ? null : read(named, folder, draft);
    List<Document> more = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Located item : chart.get("additionalValuesFiles").items()) {
      Document document = read(item, folder, draft);
      if (document != null) {
        more.add(document);
        names.add(item.text());
      }
    }
    Node own = inline.node();
    Node below = file == null ? Trees.EMPTY : file.root();
    if (own != null && !mode.equals("replace")) {
      for (List<String> path : Trees.nulls(own)) {
        Entry entry = Trees.entry(own, path);
        below = Trees.without(below, path);
        own = Trees.without(own, path);
        if (entry != null) {
          lost(path, entry, inline, named.isThere(), draft);
        }
      }
    }
    boolean fileWins = mode.equals("merge");
    if (file != null && !fileWins) {
      draft.mapping(named.text(), file, below);
    }
    if (!inline.text().isEmpty()) {
      draft.withoutValues();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_VALUES_IS_TEXT,
          inline,
          "`valuesInline` must be a mapping, but this is a text, so kustomize refuses it. Remove the `|`.");
    }
    if (own != null && inline.isMap()) {
      Checks.dotted(inline, draft);
      draft.mapping("valuesInline", inline.document(), own);
    }
    if (file != null && fileWins) {
      draft.mapping(named.text(), file, below);
      loses(own, file.root(), inline, BuiltInCheck.DEPLOYMENT_INLINE_VALUE_LOSES,
          "`valuesFile` also sets it, and with `valuesMerge: merge` the file overrides inline values.", draft);
    }
    for (int i = 0; i < more.size(); i++) {
      draft.mapping(names.get(i), more.get(i), more.get(i).root());
      loses(own, more.get(i).root(), inline, BuiltInCheck.DEPLOYMENT_OVERRIDDEN_BY_ADDITIONAL_FILE,
          "`" + names.get(i) + "` also sets it, and `additionalValuesFiles` override `valuesInline`.", draft);
    }
  }

  private static void lost(
      List<String> path, Entry entry, Located inline, boolean hasFile, Draft draft) {
    String name = String.join(".", path);
    boolean matters = hasFile || draft.defaults().has(path);
    if (matters) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_NULL_LOST,
          inline.source(),
          entry.key(),
          "A null in `valuesInline` removes `"
              + name
              + "` from the file that kustomize writes, so Helm does not read the null and uses the default.");
    }
  }

  /** Tells the inline values that another layer sets, too. */
  private static void loses(
      @Nullable Node own, Node other, Located inline, BuiltInCheck check, String why, Draft draft) {
    if (!(own instanceof MapNode mine) || !(other instanceof MapNode theirs)) {
      return;
    }
    mine.entries()
        .forEach(
            (key, entry) -> {
              Node over = theirs.get(key);
              if (over instanceof MapNode && entry.value() instanceof MapNode) {
                loses(entry.value(), over, inline, check, why, draft);
              } else if (over != null && !over.sameValue(entry.value())) {
                draft.tell(
                    check,
                    inline.source(),
                    entry.key(),
                    "This value of `" + key + "` has no effect: " + why);
              }
            });
  }

  private @Nullable Document read(Located name, String folder, Draft draft) {
    if (name.text().isEmpty()) {
      return null;
    }
    String file = FileNames.in(folder, name.text());
    if (file == null || !index.folder().has(file)) {
      draft.opaque(name.text(), "not among these files", false, name);
      if (file != null && !name.text().contains("://")) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_VALUE_FILE_MISSING,
            name,
            "There is no file `" + name.text() + "`, so kustomize cannot build the folder.");
      }
      return null;
    }
    draft.file(file);
    Sops.undecrypted(index, file, name, "kustomize", draft);
    try {
      return Excerpt.of(index.folder().read(file)).yaml();
    } catch (SourceException e) {
      draft.opaque(name.text(), "cannot be read: " + e.getMessage(), false, name);
      return null;
    }
  }
}
