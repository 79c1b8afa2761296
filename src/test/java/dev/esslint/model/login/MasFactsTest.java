package dev.esslint.model.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.Deployments;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
import java.util.List;
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
    assertEquals("false", delegated(new Release(25, 6, 0)));
  }

  @Test
  void later_ones_do_not_read_the_switch_of_the_first() throws Exception {
    assertEquals("true", delegated(Charts.builtIn().newest()));
  }

  private static String delegated(Release release) throws Exception {
    Chart chart = Charts.builtIn().load(release);
    ResolvedValues values =
        ResolvedValues.of(
            List.of(new Layer.File(YamlReader.read(new SourceText("values.yaml", KEPT)))),
            new Layer.Defaults(chart.release(), chart.defaults()));
    return Deployments.fact(DeploymentFacts.of(values, release), "mas.delegated");
  }
}
