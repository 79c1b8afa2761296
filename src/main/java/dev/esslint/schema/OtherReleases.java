package dev.esslint.schema;

import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.chart.Release;
import dev.esslint.text.Spelling;
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
    return notYet(path, path, value);
  }

  /** The same for a name that differs in a letter at most; case, {@code -} and {@code _} do not count. */
  Optional<KeyMeaning> notYetAs(ValuePath path, String name, Value value) {
    return release.isEmpty()
        ? Optional.empty()
        : new SchemaTree(charts.loadNewest().schema())
            .allowedKeys(path.parent()).stream()
                .filter(key -> Spelling.isSlip(name, key) && Spelling.distance(Spelling.fold(name), Spelling.fold(key)) <= 1)
                .flatMap(key -> notYet(path, path.parent().key(key), value).stream())
                .findFirst();
  }

  /**
   * What to do about a key.
   *
   * @param called what newer releases call it
   */
  Optional<KeyMeaning> notYet(ValuePath path, ValuePath called, Value value) {
    return added(runs(called)).filter(first -> removed(called).isEmpty()).map(first -> notYet(first, path, called, value));
  }

  private KeyMeaning notYet(Release first, ValuePath path, ValuePath called, Value value) {
    boolean same = called.equals(path);
    String it = same ? "It" : Phrases.code(called.toString());
    if (new SchemaTree(charts.load(first).schema()).taken(called, value).isEmpty()) {
      return new KeyMeaning(
          path, it + " was added in " + first + ", which does not take this value.", KeyMeaning.removal(path));
    }
    return new KeyMeaning(
        path,
        it + " was added in " + first + ".",
        "Deploy release " + first + " or a later one" + (same ? "" : " and write " + it) + ", or remove " + Phrases.code(path.toString()) + ".");
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
