package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    for (Release release : Charts.builtIn().releases()) {
      Chart chart = Charts.builtIn().load(release);
      assertEquals(release.toString(), chart.release());
      assertTrue(((MapNode) chart.defaults()).entries().containsKey("synapse"));
    }
    assertEquals(Charts.builtIn().releases().getLast(), Charts.builtIn().newest());
  }

  @Test
  void the_nearest_release_is_the_newest_before_it() {
    assertEquals(Charts.builtIn().newest(), Charts.builtIn().nearest(new Release(99, 1, 1)));
    assertEquals(Charts.builtIn().releases().getFirst(), Charts.builtIn().nearest(new Release(1, 1, 1)));
  }

  @Test
  void to_know_more_releases_is_another_value_and_changes_none() {
    Charts builtIn = Charts.builtIn();
    Release next = new Release(builtIn.newest().year() + 1, 1, 0);
    Chart chart = like(builtIn.newest(), next);
    Charts more = builtIn.with(Map.of(next, () -> chart));

    assertEquals(next, more.newest());
    assertEquals(List.of(next), more.others());
    assertEquals(builtIn.releases().size() + 1, more.releases().size());
    assertSame(chart, more.loadNewest());
    assertEquals(new ReleaseChoice.Known(next), more.choose("latest"));
    assertEquals(new ReleaseChoice.Known(next), more.choose(next.year() + ".1"));
    assertEquals(Optional.of(next), more.after(builtIn.newest()));
    assertTrue(more.has(next));

    assertFalse(builtIn.has(next));
    assertEquals(Optional.empty(), builtIn.after(builtIn.newest()));
    assertEquals(List.of(), builtIn.others());
    assertSame(builtIn, builtIn.with(Map.of()));
  }

  @Test
  void a_release_that_is_known_stays_as_it_is() {
    Charts builtIn = Charts.builtIn();
    Release next = new Release(builtIn.newest().year() + 1, 1, 0);
    Chart first = like(builtIn.newest(), next);
    Chart second = like(builtIn.releases().getFirst(), next);
    Charts more = builtIn.with(Map.of(next, () -> first));

    assertSame(more, more.with(Map.of(next, () -> second)));
    assertSame(builtIn, builtIn.with(Map.of(builtIn.newest(), () -> second)));
    assertSame(builtIn.loadNewest(), builtIn.with(Map.of(next, () -> first)).load(builtIn.newest()));
  }

  @Test
  void the_history_of_keys_with_further_releases_is_that_of_all_of_them() {
    Charts builtIn = Charts.builtIn();
    List<Release> known = builtIn.releases();
    Release before = new Release(1, 1, 1);
    Release between = new Release(known.get(9).year(), known.get(9).month(), 999);
    Release next = new Release(builtIn.newest().year() + 1, 1, 0);
    Map<Release, Supplier<Chart>> others = new HashMap<>();
    Map.of(before, builtIn.newest(), between, known.getFirst(), next, known.get(5))
        .forEach((release, of) -> others.put(release, () -> like(of, release)));
    Charts more = builtIn.with(others);

    KeyHistory all = KeyHistory.over(more.loadAll());
    Set<ValuePath> paths = new LinkedHashSet<>(List.of(ValuePath.of("noSuchKey")));
    more.loadAll().forEach(chart -> collect(chart.defaults(), ValuePath.ROOT, paths));
    assertTrue(paths.size() > 1_000);
    for (ValuePath path : paths) {
      assertEquals(all.runs(path), more.runs(path), path::toString);
    }
  }

  private static Chart like(Release release, Release name) {
    Chart chart = Charts.builtIn().load(release);
    return new Chart(name.toString(), chart.defaults(), chart.schema());
  }

  private static void collect(Node node, ValuePath path, Set<ValuePath> paths) {
    if (node instanceof MapNode map) {
      map.entries()
          .forEach(
              (key, entry) -> {
                paths.add(path.key(key));
                collect(entry.value(), path.key(key), paths);
              });
    }
  }
}
