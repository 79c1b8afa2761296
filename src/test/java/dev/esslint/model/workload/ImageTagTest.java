package dev.esslint.model.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.model.workload.ImageTag.Drift;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageTagTest {
  @ParameterizedTest
  @CsvSource({
    "v1.125.0, v1.159.0, OLDER",
    "v1.160.0, v1.159.0, NEWER",
    "v1.159.9, v1.159.0,",
    "v1.147.1.ess.1, v1.159.0, OLDER",
    "1.159.0-custom, v1.159.0,",
    "16-alpine, 17-alpine, OLDER",
    "17.6, 17-alpine,",
    "2, v1.9.12, NEWER",
    "sha-0123, v1.159.0,",
    "latest, v1.159.0,"
  })
  void tags_differ_by_more_than_a_patch(String tag, String preset, Drift drift) {
    assertEquals(Optional.ofNullable(drift), new ImageTag(tag).driftFrom(new ImageTag(preset)));
  }
}
