package dev.esslint.model.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageFactsTest {
  @ParameterizedTest
  @CsvSource({
    "v1.125.0, v1.159.0, older",
    "v1.160.0, v1.159.0, newer",
    "v1.159.9, v1.159.0,",
    "v1.147.1.ess.1, v1.159.0, older",
    "1.159.0-custom, v1.159.0,",
    "16-alpine, 17-alpine, older",
    "17.6, 17-alpine,",
    "2, v1.9.12, newer",
    "sha-0123, v1.159.0,",
    "latest, v1.159.0,"
  })
  void tags_differ_by_more_than_a_patch(String tag, String preset, String drift) {
    assertEquals(Optional.ofNullable(drift), ImageFacts.drift(tag, preset));
  }
}
