package dev.esslint.model.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.Deployments;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TemplateFactsTest {
  private static final String FAILS = "ingress: {tlsSecret: '{{ .Values.nothing.below }}'}\n";

  private static final String ONLY_SYNAPSE =
      """
      matrixAuthenticationService: {enabled: false}
      matrixRTC: {enabled: false}
      elementWeb: {enabled: false}
      elementAdmin: {enabled: false}
      wellKnownDelegation: {enabled: false}
      """;

  @Test
  void the_secret_for_all_ingresses_is_evaluated_where_one_ingress_has_no_own() throws Exception {
    for (Release release : Charts.builtIn()) {
      assertEquals("ingress.tlsSecret", failing(release, ""), release::toString);
      for (String without :
          List.of(
              "synapse: {ingress: {tlsSecret: own}}\n",
              "synapse: {ingress: {tlsEnabled: false}}\n",
              "synapse: {enabled: false}\n")) {
        assertEquals("", failing(release, without), () -> release + " " + without);
      }
    }
  }

  private static String failing(Release release, String synapse) throws Exception {
    return Deployments.fact(
        Deployments.of(ONLY_SYNAPSE + FAILS + synapse, release), "texts.templates[0].path");
  }
}
