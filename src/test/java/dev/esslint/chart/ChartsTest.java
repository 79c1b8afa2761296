package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.tree.Node.MapNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChartsTest {
  @Test
  void releases_are_ordered_by_age_not_by_letters() {
    assertEquals(
        List.of("25.9.3", "25.10.0", "26.8.1"),
        Stream.of("26.8.1", "25.10.0", "v25.9.3")
            .flatMap(text -> Release.parse(text).stream())
            .sorted()
            .map(Release::toString)
            .toList());
  }

  @Test
  void what_is_no_release_is_not_read_as_one() {
    for (String text :
        List.of(
            "", "26.8", "26.8.1-dev", "26.8.x", "26.8.1.2", "26.8.99999", "-1.2.3", "vv1.2.3")) {
      assertEquals(Optional.empty(), Release.parse(text), text);
    }
  }

  @Test
  void every_known_release_loads() {
    for (Release release : Charts.releases()) {
      Chart chart = Charts.load(release);
      assertEquals(release.toString(), chart.release());
      assertTrue(((MapNode) chart.defaults()).entries().containsKey("synapse"));
    }
    assertEquals(Charts.releases().getLast(), Charts.newest());
  }

  @Test
  void the_nearest_release_is_the_newest_before_it() {
    assertEquals(Charts.newest(), Charts.nearest(new Release(99, 1, 1)));
    assertEquals(Charts.releases().getFirst(), Charts.nearest(new Release(1, 1, 1)));
  }
}
