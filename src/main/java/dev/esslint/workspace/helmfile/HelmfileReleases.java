package dev.esslint.workspace.helmfile;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Checks;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The releases of one helmfile that deploy the chart. */
final class HelmfileReleases {
  private final String file;
  private final Helmfile helmfile;
  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;

  /**
   * Of one helmfile.
   *
   * @param file its name
   */
  HelmfileReleases(String file, Helmfile helmfile, Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.file = file;
    this.helmfile = helmfile;
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  /** All of them. */
  List<Deployment> deployments() {
    List<Deployment> found = new ArrayList<>();
    int count = 0;
    for (Located part : helmfile.parts()) {
      for (Located release : part.get("releases").items()) {
        String id = file + " releases[" + count++ + "]";
        boolean removed = release.get("installed").scalar().equals("false");
        found.addAll(removed ? List.of() : release(id, part, release));
      }
    }
    return found;
  }

  private List<Deployment> release(String id, Located part, Located release) {
    Levels levels = helmfile.levels(release);
    Located chart = levels.last("chart");
    String name = chart.text();
    if (ChartUse.isChart(name) || Addresses.isOfMakers(name)) {
      Draft draft = new Draft(id, "helmfile release", release, findings);
      draft.chart(registry(chart, levels.last("version"), draft));
      return List.of(done(draft, part, levels, null));
    }
    List<Deployment> found = new ArrayList<>();
    String path = name.isEmpty() || name.contains("://") ? null : FileNames.in(helmfile.folder(), name);
    for (Umbrella umbrella : path == null ? List.<Umbrella>of() : umbrellas.of(path)) {
      Draft draft = new Draft(id + " -> " + umbrella.place(), "helmfile release", release, findings);
      umbrellas.under(umbrella, draft);
      found.add(done(draft, part, levels, umbrella));
    }
    return found;
  }

  private ChartUse registry(Located chart, Located asked, Draft draft) {
    String name = chart.text();
    if (name.contains("://")) {
      Addresses.complete(chart, name, true, draft);
    }
    int slash = name.indexOf('/');
    Located repository = name.contains("://") ? null : helmfile.repository(name.substring(0, Math.max(slash, 0)));
    String ref = name.contains("://") ? name : ChartUse.OFFICIAL;
    if (repository != null) {
      Located url = repository.get("url");
      ref = ChartUse.join(url.text(), ChartUse.NAME);
      Addresses.indexed(url, url.text(), "`" + Addresses.plain(url.text()) + "`, with `oci: true`", draft);
      Addresses.doubled(url, url.text(), ChartUse.NAME, draft);
    }
    Located at = asked.isThere() ? asked : chart;
    Version version =
        asked.text().contains("${")
            ? new Unclear("a template of helmfile")
            : Versions.tagOrRange(asked, draft);
    return new ChartUse(ref, version, at.source(), at.span());
  }

  private Deployment done(
      Draft draft, Located part, Levels levels, @Nullable Umbrella umbrella) {
    Located name = levels.last("name");
    Located namespace = levels.last("namespace");
    draft.release(name.text().contains("${") ? "" : name.text());
    draft.namespace(namespace.text().contains("${") ? "" : namespace.text());
    Located handler =
        levels.last("missingFileHandler").isThere()
            ? levels.last("missingFileHandler")
            : part.get("missingFileHandler");
    boolean lenient = handler.isThere() && !handler.text().equals("Error");
    new ReleaseValues(helmfile.folder(), index, helmfile.state(), draft).add(levels, lenient);
    switches(levels, draft);
    misplaced(part, draft);
    if (umbrella == null) {
      Checks.nested(draft);
    } else {
      umbrella.check(draft);
    }
    Versions.pinned(draft);
    return draft.done();
  }

  /** Tells values of the chart where helmfile has values for its own templates, if there are no such templates. */
  private void misplaced(Located part, Draft draft) {
    if (part.source().text().contains(".Values")) {
      return;
    }
    List<Located> items = new ArrayList<>(part.get("values").items());
    for (String environment : part.get("environments").keys()) {
      items.addAll(part.get("environments", environment, "values").items());
    }
    for (Located item : items) {
      List<String> ours = item.keys().stream().filter(Umbrellas.UNMISTAKABLE::contains).toList();
      if (!ours.isEmpty() && draft.defaults().keys().containsAll(item.keys())) {
        draft.misplaced(
            item.get(ours.getFirst()),
            "These are values for the templates of helmfile, and it does not pass them to the chart. They belong under `values` of the release.");
      }
    }
  }

  private static void switches(Levels levels, Draft draft) {
    Located reuse = levels.last("reuseValues");
    if (reuse.isTrue()) {
      draft.trait(Trait.REUSES_VALUES);
      draft.tell(
          BuiltInCheck.DEPLOYMENT_REUSE_VALUES,
          reuse,
          "The values of the installed release are kept, so the defaults of a new chart are not used.");
    }
    if (levels.last("skipSchemaValidation").isTrue()) {
      draft.trait(Trait.UNCHECKED);
    }
    for (String field : List.of("postRenderer", "jsonPatches", "strategicMergePatches", "transformers")) {
      if (levels.last(field).isThere()) {
        draft.trait(Trait.POST_RENDERED);
      }
    }
  }
}
