package dev.esslint.chart;

import dev.esslint.text.SourceException;
import dev.esslint.tree.Node;
import dev.esslint.tree.PackedNodes;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The releases that esslint knows: those that it comes with, and those that the user has installed. Each is read when it is
 * asked for, and only then.
 */
public final class Charts {
  /** The resource that lists the releases, one on a line, the oldest first, with {@link #WITH_HOLES} where it applies. */
  public static final String INDEX = "releases";

  /** Follows a release in the index if a program that it deploys has a published hole. */
  public static final String WITH_HOLES = "!";

  /** The files of a chart that are read; nothing else of it is. */
  public static final List<String> FILES = ChartFiles.NAMES;

  /** What is measured of the templates of a release; resources that have its name before. */
  public static final List<String> MEASURED = List.of("texts", "nulls");

  /** Those that were asked for: most runs look at many deployments with the same release. */
  private static final Map<String, Optional<Node>> TEMPLATES = new ConcurrentHashMap<>();

  /** Those that are installed and that esslint does not come with. */
  private static volatile SortedMap<Release, Supplier<Chart>> installed = Collections.emptySortedMap();

  private Charts() {}

  /** All releases, the oldest first. */
  public static List<Release> releases() {
    if (installed.isEmpty()) {
      return Known.RELEASES;
    }
    SortedSet<Release> all = new TreeSet<>(Known.RELEASES);
    all.addAll(installed.keySet());
    return List.copyOf(all);
  }

  /** The releases that esslint comes with, the oldest first. */
  public static List<Release> builtIn() {
    return Known.RELEASES;
  }

  /** The charts that are installed; another mapping after each change. */
  public static Map<Release, Supplier<Chart>> installedCharts() {
    return installed;
  }

  /** The releases that are installed and that esslint does not come with, the oldest first. */
  public static List<Release> installed() {
    return List.copyOf(installed.keySet());
  }

  /**
   * Makes releases known that esslint may not come with, in place of those that were before; one that it comes with is left as
   * it is. It is done before anything asks for a release.
   */
  public static void install(Map<Release, Supplier<Chart>> charts) {
    if (charts.isEmpty()) {
      installed = Collections.emptySortedMap();
      return;
    }
    SortedMap<Release, Supplier<Chart>> others = new TreeMap<>(charts);
    others.keySet().removeAll(Known.RELEASES);
    installed = Collections.unmodifiableSortedMap(others);
  }

  /** Most runs need no other release than the newest, and so no list of them. */
  private static final class Known {
    static final List<Release> RELEASES =
        new String(resource(INDEX), StandardCharsets.UTF_8)
            .lines()
            .map(Charts::release)
            .toList();
  }

  private static Release release(String line) {
    return Release.parse(line.replace(WITH_HOLES, "")).orElseThrow();
  }

  /** Whether a program that a release deploys may have a published hole: one does, or the release is not known. */
  public static boolean mayHaveHoles(Release release) {
    return Newest.INDEX_LINES.contains(release + WITH_HOLES + "\n")
        || !Newest.INDEX_LINES.contains(release + "\n");
  }

  public static Release newest() {
    SortedMap<Release, Supplier<Chart>> more = installed;
    return more.isEmpty() || more.lastKey().compareTo(Newest.RELEASE) < 0
        ? Newest.RELEASE
        : more.lastKey();
  }

  /** The release that most runs are about; it can be loaded ahead. */
  private static final class Newest {
    static final String INDEX_LINES = new String(resource(INDEX), StandardCharsets.UTF_8);
    static final Release RELEASE = last(INDEX_LINES);
    static final Chart CHART = unpack(RELEASE);

    private static Release last(String index) {
      String lines = index.stripTrailing();
      return release(lines.substring(lines.lastIndexOf('\n') + 1));
    }
  }

  /**
   * The facts of a release.
   *
   * @param release one of {@link #releases()}
   */
  public static Chart load(Release release) {
    Supplier<Chart> own = installed.get(release);
    return own != null
        ? own.get()
        : release.equals(Newest.RELEASE) ? Newest.CHART : unpack(release);
  }

  /**
   * The defaults of a release, without what else there is to know of it.
   *
   * @param release one of {@link #releases()}
   */
  public static Node defaults(Release release) {
    Supplier<Chart> own = installed.get(release);
    return own != null ? own.get().defaults() : packed(release + ".defaults");
  }

  private static Chart unpack(Release release) {
    return new Chart(
        release.toString(), packed(release + ".defaults"), packed(release + ".schema"));
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

  /** The release to offer to somebody who asks for one that is not known: the newest that is older, or the oldest. */
  public static Release nearest(Release wanted) {
    List<Release> known = releases();
    return known.stream()
        .filter(release -> release.compareTo(wanted) <= 0)
        .max(Comparator.naturalOrder())
        .orElse(known.getFirst());
  }

  /** The newest known release in a range. */
  public static Optional<Release> newest(ReleaseRange range) {
    return releases().reversed().stream().filter(range::contains).findFirst();
  }

  /** The known release that followed a release. */
  public static Optional<Release> after(Release release) {
    return releases().stream().filter(next -> next.compareTo(release) > 0).findFirst();
  }

  /**
   * What was measured of the templates of a release, or of the newest one before it of which it was.
   *
   * @param part which of {@link #MEASURED}
   */
  static Optional<Node> templates(Release release, String part) {
    return TEMPLATES.computeIfAbsent(release + "." + part, name -> readTemplates(release, part));
  }

  private static Optional<Node> readTemplates(Release release, String part) {
    Optional<Node> own = measured(release, part);
    return own.isPresent()
        ? own
        : releases().reversed().stream()
            .filter(older -> older.compareTo(release) < 0)
            .flatMap(older -> measured(older, part).stream())
            .findFirst();
  }

  private static Optional<Node> measured(Release release, String part) {
    try (InputStream in = Charts.class.getResourceAsStream(release + "." + part)) {
      return in == null ? Optional.empty() : Optional.of(PackedNodes.read(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Node packed(String name) {
    return PackedNodes.read(resource(name));
  }

  static byte[] resource(String name) {
    try (InputStream in = Charts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("dev/esslint/chart/" + name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
