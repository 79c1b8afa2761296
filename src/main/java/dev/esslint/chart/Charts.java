package dev.esslint.chart;

import dev.esslint.chart.KeyHistory.Run;
import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.values.ValuePath;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The releases of the chart that are known: those that esslint comes with, and others that a run or a deployment has beside them.
 * It never changes: to know more is to have another one. What it has of a release is read when it is asked for.
 */
public final class Charts {
  /** The files of a chart that are read; nothing else of it is. */
  public static final List<String> FILES = ChartFiles.NAMES;

  private static final Charts BUILT_IN = new Charts(Collections.emptySortedMap());

  /** Those that esslint does not come with. */
  private final SortedMap<Release, Supplier<Chart>> others;

  /** Which keys each of the others has, as far as somebody asked. */
  private final Map<Release, KeyHistory> keys = new ConcurrentHashMap<>();

  private volatile @Nullable List<Release> releases;

  private Charts(SortedMap<Release, Supplier<Chart>> others) {
    this.others = others;
  }

  /** The releases that esslint comes with, and no others. */
  public static Charts builtIn() {
    return BUILT_IN;
  }

  /**
   * These and more.
   *
   * @param more further releases; one that is known already stays as it is
   */
  public Charts with(Map<Release, Supplier<Chart>> more) {
    if (more.isEmpty()) {
      return this;
    }
    SortedMap<Release, Supplier<Chart>> all = new TreeMap<>(more);
    all.keySet().removeIf(this::has);
    if (all.isEmpty()) {
      return this;
    }
    all.putAll(others);
    return new Charts(Collections.unmodifiableSortedMap(all));
  }

  /** Whether a release is known. */
  public boolean has(Release release) {
    return others.containsKey(release) || BuiltInCharts.releases().contains(release);
  }

  /** All releases, the oldest first. */
  public List<Release> releases() {
    if (others.isEmpty()) {
      return BuiltInCharts.releases();
    }
    List<Release> known = releases;
    if (known == null) {
      List<Release> all = new ArrayList<>(BuiltInCharts.releases());
      all.addAll(others.keySet());
      Collections.sort(all);
      known = Collections.unmodifiableList(all);
      releases = known;
    }
    return known;
  }

  /** The releases that esslint does not come with, the oldest first. */
  public List<Release> others() {
    return List.copyOf(others.keySet());
  }

  /** The newest release. */
  public Release newest() {
    Release newest = BuiltInCharts.newest();
    return others.isEmpty() || others.lastKey().compareTo(newest) < 0 ? newest : others.lastKey();
  }

  /** The newest release in a range; empty if none is in it. */
  public Optional<Release> newest(ReleaseRange range) {
    return releases().reversed().stream().filter(range::contains).findFirst();
  }

  /** The release to offer to somebody who asks for one that is not known: the newest that is older, or the oldest. */
  public Release nearest(Release wanted) {
    return releases().reversed().stream()
        .filter(release -> release.compareTo(wanted) <= 0)
        .findFirst()
        .orElse(releases().getFirst());
  }

  /** The release that followed a release; empty if none did. */
  public Optional<Release> after(Release release) {
    return releases().stream().filter(next -> next.compareTo(release) > 0).findFirst();
  }

  /** What comes of naming a release, or a range of them, in a text. */
  public ReleaseChoice choose(String text) {
    return ReleaseChoice.of(text, this);
  }

  /**
   * The facts of a release.
   *
   * @param release one of {@link #releases()}
   */
  public Chart load(Release release) {
    Supplier<Chart> own = others.get(release);
    return own == null ? BuiltInCharts.load(release) : own.get();
  }

  /** The facts of the newest release. */
  public Chart loadNewest() {
    return load(newest());
  }

  /** The facts of all releases, the oldest first. */
  public List<Chart> loadAll() {
    return releases().stream().map(this::load).toList();
  }

  /**
   * The defaults of a release, without what else there is to know of it.
   *
   * @param release one of {@link #releases()}
   */
  public Node defaults(Release release) {
    Supplier<Chart> own = others.get(release);
    return own == null ? BuiltInCharts.defaults(release) : own.get().defaults();
  }

  /** The unbroken runs of releases that have a key, the oldest first; none if no release has it. */
  public List<Run> runs(ValuePath path) {
    List<Run> builtIn = KeyHistory.builtIn().runs(path);
    return others.isEmpty()
        ? builtIn
        : KeyHistory.runs(
            releases(),
            release ->
                others.containsKey(release)
                    ? !keys(release).runs(path).isEmpty()
                    : builtIn.stream().anyMatch(run -> run.contains(release)));
  }

  private KeyHistory keys(Release release) {
    return keys.computeIfAbsent(release, one -> KeyHistory.over(List.of(load(one))));
  }

  /**
   * Reads the facts of a chart {@code matrix-stack} of the user's own, unpacked or as {@code helm pull} leaves it. Nothing
   * is written, and references to other places are not followed.
   *
   * @param path a folder or a {@code .tgz}
   * @param name what the user calls it
   * @throws ChartException if it is no such chart, or one that esslint does not understand
   * @throws SourceException if it cannot be read, or one of its files is no YAML or JSON
   */
  public static Chart read(Path path, String name) throws ChartException, SourceException {
    if (!Files.exists(path)) {
      throw new SourceException("this chart folder or archive does not exist", name);
    }
    ChartFiles files =
        Files.isDirectory(path) ? ChartFolder.files(path, name) : ChartArchive.files(path, name);
    return files.chart();
  }

  /**
   * The same of an archive that was read already.
   *
   * @param archive its bytes
   */
  public static Chart read(byte[] archive, String name) throws ChartException, SourceException {
    return ChartArchive.files(new ByteArrayInputStream(archive), name).chart();
  }

  /**
   * The same of a folder whose files were read already.
   *
   * @param files those of {@link #FILES} that are there, by name
   */
  public static Chart read(Map<String, byte[]> files, String name)
      throws ChartException, SourceException {
    String folder = name.substring(name.lastIndexOf('/') + 1);
    return new ChartFiles(name, name + "/", folder, files).chart();
  }
}
