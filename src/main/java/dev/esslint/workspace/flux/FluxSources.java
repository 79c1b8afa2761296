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
    String in = ref.get("namespace").text();
    Manifest source = objects.find(kind, ref.get("name").text(), in.isEmpty() ? namespace : in);
    if (kind.equals("GitRepository") || kind.equals("Bucket")) {
      return Optional.of(inFolder(spec, kind, source, draft));
    }
    return chart.text().equals(ChartUse.NAME) || ChartUse.isChart(chart.text())
        ? Optional.of(inRepository(spec, ref, source, draft))
        : Optional.empty();
  }

  private static Located files(Located spec) {
    return spec.get("valuesFiles").isThere() ? spec.get("valuesFiles") : spec.get("valuesFile");
  }

  /** A chart that is a folder: that of its makers, if a repository is theirs. */
  private static Chart inFolder(
      Located spec, String kind, @Nullable Manifest repository, Draft draft) {
    Located chart = spec.get("chart");
    if (kind.equals("GitRepository") && repository != null) {
      Located git = repository.get("spec");
      Optional<ChartUse> use =
          GitChart.of(git.get("url").text(), chart, git.get("ref", "tag"), git.get("ref", "semver"));
      if (use.isPresent()) {
        draft.file(repository.file());
        return new Chart(use.get(), "", spec.get("none"));
      }
    }
    return new Chart(
        new ChartUse(
            chart.text(), new Unclear("it is a folder in a " + kind), chart.source(), chart.span()),
        chart.text(),
        files(spec));
  }

  private Chart inRepository(Located spec, Located ref, @Nullable Manifest source, Draft draft) {
    Located chart = spec.get("chart");
    String kind = ref.get("kind").text();
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
    } else if (source == null) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_SOURCE_NOT_FOUND,
          ref.get("name"),
          notFound("sourceRef", kind, ref.get("name").text()));
    }
    if (source == null) {
      return new Chart(
          new ChartUse(ChartUse.OFFICIAL, version, place.source(), place.span()), "", files(spec));
    }
    draft.file(source.file());
    Located url = source.get("spec", "url");
    checkAddress(source, kind, url, chart.text(), draft);
    return new Chart(
        new ChartUse(ChartUse.join(url.text(), chart.text()), version, place.source(), place.span()),
        "",
        files(spec));
  }

  private void checkAddress(Manifest source, String kind, Located url, String chart, Draft draft) {
    FluxApis.served(source, tools, draft);
    Addresses.indexed(url, url.text(), "`oci://" + Addresses.plain(url.text()) + "`, with `type: oci`", draft);
    boolean oci = url.text().startsWith("oci://");
    if (oci && kind.equals("HelmRepository") && !source.get("spec", "type").text().equals("oci")) {
      draft.tell(
          BuiltInCheck.DEPLOYMENT_OCI_TYPE_MISSING,
          url.source(),
          url.span(),
          "An `oci://` address needs `spec.type: oci`. Without it, Flux refuses the HelmRepository and fetches no chart.");
    }
    Addresses.doubled(url, url.text(), chart, draft);
  }
}
