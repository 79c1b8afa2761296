package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.esslint.chart.Chart;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Detection;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
  @Test
  void a_schema_that_is_none_is_a_clear_error() throws Exception {
    var schema =
        Values.read("schema.json", "{\"properties\": {\"a\": {\"pattern\": \"(\"}}}").root();
    var defaults = Values.read("values.yaml", "{}").root();
    var values =
        ResolvedValues.of(
            List.of(new Layer.File(Values.read("1.yaml", "a: b"))),
            new Layer.Defaults("1.2.3", defaults));
    SchemaCheck check = new SchemaCheck(new Chart("1.2.3", defaults, schema));
    assertEquals(
        "the schema of the chart 1.2.3 is not valid JSON Schema",
        assertThrows(ChartException.class, () -> check.violations(values)).getMessage());
  }

  @Test
  void one_check_serves_many_threads() throws Exception {
    ResolvedValues values = Values.of("mas: {}\nsynapse: {macaroon: {}, ingres: {}}\n");
    List<Detection> alone = Values.CHECK.violations(values);
    SchemaCheck shared = new SchemaCheck(Values.CHART);
    List<List<Detection>> together =
        IntStream.range(0, 200).parallel().mapToObj(i -> violations(shared, values)).toList();
    assertEquals(Collections.nCopies(200, alone), together);
  }

  private static List<Detection> violations(SchemaCheck check, ResolvedValues values) {
    try {
      return check.violations(values);
    } catch (ChartException e) {
      throw new AssertionError(e);
    }
  }
}
