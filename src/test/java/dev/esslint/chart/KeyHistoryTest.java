package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.values.ValuePath;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHistoryTest {
  @ParameterizedTest
  @CsvSource({
    "synapse, 25.5.1-26.8.1",
    "elementAdmin.ingress.host, 25.9.2-26.8.1",
    "imagePullSecrets, 25.5.1-25.11.1",
    "imagePullSecrets[3].name, 25.5.1-25.11.1",
    "synapse.redis, 25.5.1-26.1.0 26.3.0-26.8.1",
    "synapse.workers.receipts-account.enabled, 25.5.1-25.7.0",
    "labels.any-key, 25.5.1-26.8.1",
    "mas, ''"
  })
  void a_key_has_the_releases_that_its_schema_has_it_in(String path, String runs) {
    assertEquals(
        runs,
        Charts.builtIn().runs(ValuePath.parse(path)).stream()
            .map(run -> run.first() + "-" + run.last())
            .collect(Collectors.joining(" ")));
  }
}
