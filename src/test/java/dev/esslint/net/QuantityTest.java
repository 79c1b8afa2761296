package dev.esslint.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
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
    "1., 1",
    "+7, 7",
    "1n, 0.000000001",
    "3u, 0.000003",
    "2E, 2e18",
    "2Ei, 2305843009213693952",
    "0.5n, 0.000000001",
    "-0.5n, -0.000000001",
    "1e-2, 0.01",
    "123456789012345678901234567890, 123456789012345678901234567890"
  })
  void a_quantity_is_read_as_kubernetes_reads_it(String text, String amount) {
    assertEquals(
        new BigDecimal(amount).scaleByPowerOfTen(9).toBigIntegerExact(),
        Quantity.parse(text).orElseThrow().nanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "10GB", "10 Gi", "Gi", "1,5Gi", "100mi", "1e999", "0x10", ".", "+", "1 ", "1e", "1e+",
        "1e1k", "1Kii", "1Ek", "--1", "1.2.3", "\u0661"
      })
  void what_is_no_quantity_is_not_read(String text) {
    assertTrue(Quantity.parse(text).isEmpty());
  }

  @Test
  void a_limit_is_shared_out_in_whole_parts() {
    Quantity limit = Quantity.parse("1Gi").orElseThrow();
    assertEquals(64, limit.wholeTimes(Quantity.ofMebibytes(16)));
    assertEquals(63, Quantity.of((1 << 30) - 1).wholeTimes(Quantity.ofMebibytes(16)));
    assertTrue(Quantity.of(10).isNearlyFilledBy(Quantity.of(9)));
    assertFalse(Quantity.of(10).isNearlyFilledBy(Quantity.parse("8999m").orElseThrow()));
  }

  @Test
  void units_of_either_kind_compare() {
    assertTrue(
        Quantity.parse("1Gi").orElseThrow().compareTo(Quantity.parse("1G").orElseThrow()) > 0);
  }
}
