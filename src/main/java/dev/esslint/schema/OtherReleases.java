package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.Release;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/**
 * What other releases know about a key that this one does not have.
 *
 * @param release of the chart; empty for a schema that is no chart's
 * @param charts the releases that tell what became of a key
 */
record OtherReleases(Optional<Release> release, Charts charts) {

  /** What is known of a key that an older release had, and that perhaps came back; an empty text if none had it. */
  String removed(ValuePath path) {
    List<Run> runs = runs(path);
    return runs.stream()
        .map(Run::last)
        .filter(end -> !isAfter(end))
        .reduce((one, later) -> later)
        .filter(last -> release.filter(last::equals).isEmpty()) // else it is a chart that is not what its release says
        .map(last -> removed(last, added(runs)))
        .orElse("");
  }

  private String removed(Release last, Optional<Release> back) {
    String text =
        charts.after(last)
            .map(next -> "It was removed in " + next + ".")
            .orElse("Release " + last + " still has it.");
    return back.map(first -> text + " Releases from " + first + " on have it again.").orElse(text);
  }

  /** What to do about a key that only newer releases have; empty if it is none. */
  Optional<KeyMeaning> notYet(ValuePath path, Value value) {
    return added(runs(path)).filter(first -> removed(path).isEmpty()).map(first -> notYet(first, path, value));
  }

  private KeyMeaning notYet(Release first, ValuePath path, Value value) {
    if (new SchemaTree(charts.load(first).schema()).taken(path, value).isEmpty()) {
      return new KeyMeaning(
          path, "It was added in " + first + ", which does not take this value.", KeyMeaning.removal(path));
    }
    return new KeyMeaning(
        path,
        "It was added in " + first + ".",
        "Deploy release " + first + " or a later one, or remove " + Phrases.code(path.toString()) + ".");
  }

  private List<Run> runs(ValuePath path) {
    return release.isEmpty() ? List.of() : charts.runs(path);
  }

  private Optional<Release> added(List<Run> runs) {
    return runs.stream().map(Run::first).filter(this::isAfter).findFirst();
  }

  private boolean isAfter(Release other) {
    return release.isPresent() && other.compareTo(release.get()) > 0;
  }
}
