package dev.esslint.model.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.Deployments;
import org.junit.jupiter.api.Test;

final class MasFactsTest {
  private static final String KEPT =
      """
      serverName: example.org
      matrixAuthenticationService:
        enabled: true
        preMigrationSynapseHandlesAuth: true
      """;

  @Test
  void the_first_releases_can_leave_the_logins_to_synapse() throws Exception {
    assertEquals("false", delegated(new Release(25, 6, 1)));
  }

  @Test
  void later_ones_do_not_read_the_switch_of_the_first() throws Exception {
    assertEquals("true", delegated(Charts.newest()));
  }

  private static String delegated(Release release) throws Exception {
    return Deployments.fact(Deployments.of(KEPT, release), "mas.delegated");
  }
}
