package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.workspace.Addresses;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.GitChart;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Tools;
import dev.esslint.workspace.Versions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which chart a HelmRelease is for: what its source says. */
final class FluxSources {
  private final Objects objects;
  private final Tools tools;

  /** Finds the object that a reference means. */
  interface Objects {
    /** The object, or null if there is none, or more than one. */
    @Nullable Manifest find(String kind, String name, String namespace);
  }

  /**
   * The chart of a release.
   *
   * @param use the chart, if it is in a registry
   * @param folder the folder of the chart in this repository; empty otherwise
   * @param valuesFiles files of the chart that take the place of its own values
   */
  record Chart(ChartUse use, String folder, Located valuesFiles) {}

  FluxSources(Objects objects, Tools tools) {
    this.objects = objects;
    this.tools = tools;
  }

  /** The chart of a release; empty if it is another chart than this one. */
  Optional<Chart> of(Manifest release, Draft draft) {
    Located ref = release.get("spec", "chartRef");
    Located spec = release.get("spec", "chart", "spec");
    exclusive(release, draft);
    if (ref.isThere() && !(spec.isThere() && ours(spec))) {
      String namespace = ref.get("namespace").text();
      String name = ref.get("name").text();
      String kind = ref.get("kind").text();
      String from = namespace.isEmpty() ? release.objectNamespace() : namespace;
      Manifest source = objects.find(kind, name, from);
      if (source == null) {
        return Optional.of(unseen(release, ref.get("name"), draft, kind, name));
      }
      return kind.equals("HelmChart")
          ? spec(source.get("spec"), source.objectNamespace(), draft)
          : Optional.of(new Chart(artifact(source, draft), "", ref.get("none")));
    }
    if (!spec.isThere() && !release.get("spec", "chart").isThere()) {
      Located at = release.get("spec");
      return Optional.of(
          new Chart(
              new ChartUse(ChartUse.OFFICIAL, new Unclear("the chart is not among these files"), at.source(), at.span()),
              "",
              release.get("none")));
    }
    return spec.isThere() ? spec(spec, release.objectNamespace(), draft) : Optional.empty();
  }

  private static boolean ours(Located spec) {
    return spec.get("chart").text().equals(ChartUse.NAME);
  }

  /** Tells a release that has not exactly one of the two fields for its chart. */
  private static void exclusive(Manifest release, Draft draft) {
    Located ref = release.get("spec", "chartRef");
    Located chart = release.get("spec", "chart");
    if (ref.isThere() == chart.isThere()) {
      draft.refused();
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_OR_CHART_REF,
          ref.isThere() ? ref : release.get("spec"),
          ref.isThere()
              ? "`chart` and `chartRef` exclude each other, so the API server refuses this HelmRelease. Remove one of them."
              : "There is neither `chart` nor `chartRef`, so the API server refuses this HelmRelease.");
    }
  }

  /** What is told of a reference, in the field {@code ref}, to a source that is not there. */
  private static String notFound(String ref, String kind, String name) {
    return name.isEmpty()
        ? "There is no `" + ref + "` with a name, so the source of the chart is unknown."
        : "There is no "
            + kind
            + " `"
            + name
            + "` in these files, or more than one, so the source of the chart is unknown.";
  }

  private Chart unseen(Manifest release, Located at, Draft draft, String kind, String name) {
    draft.tell(
        BuiltInCheck.DEPLOYMENT_SOURCE_NOT_FOUND,
        at,
            notFound("chartRef", kind, name));
    return new Chart(
        new ChartUse(
            ChartUse.OFFICIAL,
            new Unclear("the " + kind + " `" + name + "` is not among these files"),
            at.source(),
            at.span()),
        "",
        release.get("none"));
  }

  private ChartUse artifact(Manifest source, Draft draft) {
    Located url = source.get("spec", "url");
    Addresses.complete(url, url.text(), true, draft);
    Addresses.untagged(url, url.text(), "`spec.ref.tag`", draft);
    FluxApis.served(source, tools, draft);
    Located ref = source.get("spec", "ref");
    Located digest = ref.get("digest");
    Located range = source.get("spec", "ref", "semver");
    Located tag = source.get("spec", "ref", "tag");
    Version version;
    Located at;
    if (source.get("spec", "ref", "digest").isThere()) {
      version = new Unclear("only its digest is given");
      at = source.get("spec", "ref", "digest");
    } else if (range.isThere()) {
      version = Versions.range(range, draft);
      at = range;
    } else if (tag.isThere()) {
      version = Versions.tag(tag, draft);
      at = tag;
    } else {
      boolean tagged = url.text().indexOf(':', url.text().lastIndexOf('/') + 1) > 0;
      version = tagged ? new ChartUse.Refused() : new ChartUse.Tag("latest");
      at = digest.isThere() ? digest : url;
    }
    draft.file(source.file());
    for (Located part : source.all("spec")) {
      draft.file(part.source().name());
    }
    return new ChartUse(url.text(), version, at.source(), at.span());
  }

  private Optional<Chart> spec(Located spec, String namespace, Draft draft) {
    Located chart = spec.get("chart");
    Located ref = spec.get("sourceRef");
    String kind = ref.get("kind").text();
    String name = ref.get("name").text();
    String in = ref.get("namespace").text();
    Located files = spec.get("valuesFiles").isThere() ? spec.get("valuesFiles") : spec.get("valuesFile");
    Manifest repository = kind.equals("GitRepository") ? objects.find(kind, name, in.isEmpty() ? namespace : in) : null;
    if (repository != null) {
      Located git = repository.get("spec");
      Optional<ChartUse> use =
          GitChart.of(git.get("url").text(), chart, git.get("ref", "tag"), git.get("ref", "semver"));
      if (use.isPresent()) {
        draft.file(repository.file());
        return Optional.of(new Chart(use.get(), "", spec.get("none")));
      }
    }
    if (kind.equals("GitRepository") || kind.equals("Bucket")) {
      return Optional.of(
          new Chart(
              new ChartUse(
                  chart.text(), new Unclear("it is a folder in a " + kind), chart.source(), chart.span()),
              chart.text(),
              files));
    }
    if (!chart.text().equals(ChartUse.NAME) && !ChartUse.isChart(chart.text())) {
      return Optional.empty();
    }
    Manifest source = objects.find(kind, name, in.isEmpty() ? namespace : in);
    Located at = spec.get("version");
    Version version = Versions.completeOrRange(at, draft);
    Located place = at.isThere() ? at : chart;
    if (kind.equals("OCIRepository")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOURCE_OF_WRONG_KIND,
          ref.get("kind"),
          "`sourceRef` cannot be an OCIRepository, so the API server refuses this. Use `spec.chartRef` instead"
              + " of `spec.chart`.");
      draft.refused();
    }
    if (source == null) {
      if (!kind.equals("OCIRepository")) {
        draft.tell(
            BuiltInCheck.DEPLOYMENT_SOURCE_NOT_FOUND,
            ref.get("name"),
            notFound("sourceRef", kind, name));
      }
      return Optional.of(
          new Chart(
              new ChartUse(ChartUse.OFFICIAL, version, place.source(), place.span()), "", files));
    }
    draft.file(source.file());
    Located url = source.get("spec", "url");
    boolean oci = url.text().startsWith("oci://");
    FluxApis.served(source, tools, draft);
    Addresses.indexed(url, url.text(), "`oci://" + Addresses.plain(url.text()) + "`, with `type: oci`", draft);
    if (oci && kind.equals("HelmRepository") && !source.get("spec", "type").text().equals("oci")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_TYPE_MISSING,
          url.source(),
          url.span(),
          "An `oci://` address needs `spec.type: oci`. Without it, Flux refuses the HelmRepository and fetches no chart.");
    }
    if (ChartUse.isChart(url.text())) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_CHART_NAME_DOUBLED,
          url.source(),
          url.span(),
          "The address ends with the name of the chart, and `chart` adds it again. Flux requests `"
              + url.text()
              + "/"
              + chart.text()
              + "`, which does not exist.");
    }
    return Optional.of(
        new Chart(
            new ChartUse(
                ChartUse.join(url.text(), chart.text()), version, place.source(), place.span()),
            "",
            files));
  }
}
