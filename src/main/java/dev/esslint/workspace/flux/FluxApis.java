package dev.esslint.workspace.flux;

import dev.esslint.finding.BuiltInCheck;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.Tools;

/** The versions of the objects of Flux, which its releases stop to serve one after the other. */
final class FluxApis {
  private static final String HELM = "helm.toolkit.fluxcd.io";
  private static final String SOURCE = "source.toolkit.fluxcd.io";

  private FluxApis() {}

  /** Tells an object of a version that newer releases of Flux do not serve. */
  static void served(Manifest object, Tools tools, Draft draft) {
    Located version = object.get("apiVersion");
    String last = served(version.text());
    if (last.isEmpty() || tools.isBefore("flux", last)) {
      return;
    }
    if (tools.isFrom("flux", last)) {
      draft.refused();
    }
    draft.tell(
        BuiltInCheck.DEPLOYMENT_API_VERSION_REMOVED,
        version,
        "Flux "
            + last
            + " and later no longer support `"
            + version.text()
            + "`, so they refuse this manifest. `"
            + newest(version.text())
            + "` has the same fields.");
  }

  /** The first release of Flux without a version; empty for one that is served. */
  private static String served(String version) {
    return switch (version) {
      case HELM + "/v2beta1", SOURCE + "/v1beta1" -> "2.7";
      case HELM + "/v2beta2", SOURCE + "/v1beta2" -> "2.8";
      default -> "";
    };
  }

  private static String newest(String version) {
    return version.startsWith(HELM) ? HELM + "/v2" : SOURCE + "/v1";
  }
}
