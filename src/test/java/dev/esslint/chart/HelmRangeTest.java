package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelmRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "26.7.1 ; 26.7.1",
        "v26.7.1 ; 26.7.1",
        "=26.7.1 ; 26.7.1",
        "26.7 ; 26.7.2",
        "26.7.x ; 26.7.2",
        "26 ; 26.8.1",
        "25.x ; 25.12.2",
        "* ; 26.8.1",
        "~26.7.0 ; 26.7.2",
        "~> 26.7 ; 26.7.2",
        "^25.9.0 ; 25.12.2",
        ">=26.5 ; 26.8.1",
        "> 25.12.0 < 26.1 ; 25.12.2",
        ">=26.5, <26.8.0-0 ; 26.7.2",
        "<=26.5 ; 26.5.1",
        "<26.5 ; 26.4.1",
        ">26.7 ; 26.8.1",
        "26.1 - 26.5.0 ; 26.5.0",
        "25.5.1 || 25.9.x ; 25.9.3"
      })
  void the_newest_known_release_in_a_range_is_chosen(String range, String release) {
    assertEquals(
        new ReleaseChoice.Known(Release.parse(release).orElseThrow()), Charts.builtIn().choose(range));
  }

  @Test
  void a_range_beyond_all_known_releases_is_called_newer() {
    for (String text : List.of("99.1.0", ">=99.1", "~99.1.0", ">26.8.1", "^99.1 || 25.1.0")) {
      assertEquals(new ReleaseChoice.Newer(text), Charts.builtIn().choose(text), text);
    }
  }

  @Test
  void what_no_known_release_fits_is_not_known() {
    for (String text :
        List.of("24.1.0", "26.7.99", "<25", "newest", "", "26.7.2.1", ">=", "!=26.7.1", "-1")) {
      assertInstanceOf(ReleaseChoice.Unknown.class, Charts.builtIn().choose(text), text);
    }
  }

  @Test
  void texts_that_are_too_long_are_no_ranges() {
    assertEquals(Optional.empty(), HelmRange.parse("26.7 || ".repeat(10_000) + "26.7"));
  }
}
