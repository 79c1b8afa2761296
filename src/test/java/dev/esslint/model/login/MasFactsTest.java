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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "enable_registration: true, true",
    "enable_registration: 'yes', true",
    "enable_registration: 'off', false",
    "disable_registration: 'no', true",
    "disable_registration: true\\nenable_registration: true, false",
    "enable_registration: perhaps, ''",
    "'', ''",
  })
  void registration_is_on_as_synapse_reads_its_switches(String options, String on) throws Exception {
    String values =
        "synapse:\n  additional:\n    a.yaml:\n      config: |\n        "
            + ("presence: {enabled: true}\\n" + options).replace("\\n", "\n        ");
    assertEquals(on, fact(values, "registration.enabled", Charts.builtIn().newest()));
  }

  private static String delegated(Release release) throws Exception {
    return fact(KEPT, "mas.delegated", release);
  }

  private static String fact(String text, String name, Release release) throws Exception {
    Chart chart = Charts.builtIn().load(release);
    ResolvedValues values =
        ResolvedValues.of(
            List.of(new Layer.File(YamlReader.read(new SourceText("values.yaml", text)))),
            new Layer.Defaults(chart.release(), chart.defaults()));
    return Deployments.fact(DeploymentFacts.of(values, release), name);
  }
}
