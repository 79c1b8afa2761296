package dev.esslint.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "500m, 0.5",
    "1Ki, 1024",
    "1.5Gi, 1610612736",
    ".5k, 500",
    "1e3, 1000",
    "2E-1, 0.2",
    "1E, 1e18",
    "-1, -1",
    "1., 1"
  })
  void a_quantity_is_read_as_kubernetes_reads_it(String text, String amount) {
    assertEquals(
        0, Quantity.parse(text).orElseThrow().amount().compareTo(new java.math.BigDecimal(amount)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10GB", "10 Gi", "Gi", "1,5Gi", "100mi", "1e999", "0x10"})
  void what_is_no_quantity_is_not_read(String text) {
    assertTrue(Quantity.parse(text).isEmpty());
  }

  @Test
  void units_of_either_kind_compare() {
    assertTrue(
        Quantity.parse("1Gi").orElseThrow().compareTo(Quantity.parse("1G").orElseThrow()) > 0);
  }
}
