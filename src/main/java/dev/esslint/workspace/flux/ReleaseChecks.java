package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.secret.CredentialNames;
import dev.esslint.values.Placeholder;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import java.util.List;

/** Tells what is wrong with a HelmRelease whatever its values are. */
final class ReleaseChecks {
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
          "spec.value",
          "spec.valuesContent",
          "spec.valuesFrom.values",
          "spec.valuesInline",
          "spec.valuesObject");

  private ReleaseChecks() {}

  static void switches(Manifest release, Draft draft) {
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

  static void misplaced(Manifest release, Draft draft) {
    for (String path : MISPLACED) {
      Located found = release.get(path.split("\\.", -1));
      if (found.isThere()) {
        draft.misplaced(
            found,
            "A HelmRelease has no `"
                + path
                + "`, so these values are refused or ignored. They belong under `spec.values`.");
      }
    }
    Located misspelt = release.get("spec", "valueFrom");
    if (misspelt.isThere()) {
      draft.misplaced(
          misspelt,
          "A HelmRelease has no `spec.valueFrom`, so this is refused or ignored. The field is `spec.valuesFrom`.");
    }
    Located files = release.get("spec", "valuesFiles");
    if (files.isThere()) {
      draft.misplaced(
          files,
          "A HelmRelease has no `spec.valuesFiles`, so this is refused or ignored. A file of this repository gets into a release as a"
              + " ConfigMap, which `spec.valuesFrom` names.");
    }
  }

  static void valuesFiles(FluxSources.Chart chart, Draft draft) {
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

  /** Tells nulls in patches, which do not take a default away. */
  static void lostNulls(Manifest release, Draft draft) {
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
  static void inClear(Manifest kustomization, Manifest release, Draft draft) {
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
}
