package dev.esslint.chart;

import dev.esslint.tree.Node;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The releases that esslint comes with, as the build has packed them. They are part of the program and never change, so what
 * was read of them once is kept for all runs in a JVM. {@link Charts#builtIn()} is the value that is handed around.
 */
public final class BuiltInCharts {
  /** The resource that lists the releases, one on a line, the oldest first, with {@link #WITH_HOLES} where it applies. */
  public static final String INDEX = "releases";

  /** Follows a release in the index if a program that it deploys has a published hole. */
  public static final String WITH_HOLES = "!";

  /** What is measured of the templates of a release; resources that have its name before. */
  public static final List<String> MEASURED = List.of("texts", "nulls");

  /** Those that were asked for: most runs look at many deployments with the same release. */
  private static final Map<String, Optional<Node>> TEMPLATES = new ConcurrentHashMap<>();

  private BuiltInCharts() {}

  /** Most runs need no other release than the newest, and so no list of them. */
  private static final class Listed {
    static final List<Release> RELEASES =
        Index.LINES.lines().map(BuiltInCharts::release).toList();
  }

  private static final class Index {
    static final String LINES = StandardCharsets.UTF_8.decode(Resource.of(BuiltInCharts.class, INDEX)).toString();
  }

  /** The release that most runs are about; it can be loaded ahead. */
  private static final class Newest {
    static final Release RELEASE = last(Index.LINES);
    static final Chart CHART = unpack(RELEASE);

    private static Release last(String index) {
      String lines = index.stripTrailing();
      return release(lines.substring(lines.lastIndexOf('\n') + 1));
    }
  }

  private static Release release(String line) {
    return Release.parse(line.replace(WITH_HOLES, "")).orElseThrow();
  }

  /** All of them, the oldest first. */
  static List<Release> releases() {
    return Listed.RELEASES;
  }

  static Release newest() {
    return Newest.RELEASE;
  }

  /** The facts of one of {@link #releases()}. */
  static Chart load(Release release) {
    return release.equals(Newest.RELEASE) ? Newest.CHART : unpack(release);
  }

  /** The defaults of one of {@link #releases()}. */
  static Node defaults(Release release) {
    return packed(release + ".defaults");
  }

  private static Chart unpack(Release release) {
    return new Chart(release.toString(), defaults(release), packed(release + ".schema"));
  }

  /** Whether a program that a release deploys may have a published hole: one does, or esslint does not come with the release. */
  public static boolean mayHaveHoles(Release release) {
    return Index.LINES.contains(release + WITH_HOLES + "\n")
        || !Index.LINES.contains(release + "\n");
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
    return Resource.find(BuiltInCharts.class, release + "." + part).map(file -> PackedNodes.lazily(Resource.bytes(file)));
  }

  static Node packed(String name) {
    return PackedNodes.resource(BuiltInCharts.class, name);
  }
}
