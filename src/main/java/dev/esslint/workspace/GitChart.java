package dev.esslint.workspace;

import dev.esslint.workspace.ChartUse.Exact;
import dev.esslint.workspace.ChartUse.Range;
import dev.esslint.workspace.ChartUse.Unclear;
import dev.esslint.workspace.ChartUse.Version;
import java.util.Optional;
import java.util.regex.Pattern;

/** The chart in the Git repository of its makers, where each release has a tag of its name. */
public final class GitChart {
  private static final Pattern REPOSITORY =
      Pattern.compile("(?i)(?:[a-z]{1,8}://)?+(?:[^@/]{0,99}@)?github\\.com(?::22)?[:/]element-hq/ess-helm(?:\\.git)?/?");

  private static final Pattern FOLDER = Pattern.compile("(?:\\./)?charts/matrix-stack/?");

  private GitChart() {}

  /**
   * The chart, if that is what lies in a folder.
   *
   * @param url the address of the repository
   * @param folder the field with the folder in it
   * @param tag the field with a tag, or with a text that may be a tag, a branch or a commit
   * @param range the field with a range of tags
   */
  public static Optional<ChartUse> of(String url, Located folder, Located tag, Located range) {
    if (!REPOSITORY.matcher(url).matches() || !FOLDER.matcher(folder.text()).matches()) {
      return Optional.empty();
    }
    Version version =
        range.isThere()
            ? new Range(range.text())
            : ChartUse.isFull(tag.text()) ? new Exact(tag.text()) : new Unclear("it is a branch or a commit of a Git repository");
    Located place = range.isThere() ? range : tag.isThere() ? tag : folder;
    return Optional.of(
        new ChartUse("https://github.com/element-hq/ess-helm/charts/" + ChartUse.NAME, version, place.source(), place.span()));
  }
}
