package dev.esslint.chart;

import dev.esslint.source.Node;
import dev.esslint.source.PackedNodes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** The releases that esslint knows by itself. Each is read when it is asked for, and only then. */
public final class Charts {
  /** The resource that lists the releases, one on a line, the oldest first. */
  public static final String INDEX = "releases";

  private Charts() {}

  /** All releases, the oldest first. */
  public static List<Release> releases() {
    return new String(resource(INDEX), StandardCharsets.UTF_8)
        .lines()
        .map(line -> Release.parse(line).orElseThrow())
        .toList();
  }

  public static Release newest() {
    String index = new String(resource(INDEX), StandardCharsets.UTF_8).stripTrailing();
    return Release.parse(index.substring(index.lastIndexOf('\n') + 1)).orElseThrow();
  }

  /**
   * The facts of a release.
   *
   * @param release one of {@link #releases()}
   */
  public static Chart load(Release release) {
    return new Chart(
        release.toString(), packed(release + ".defaults"), packed(release + ".schema"));
  }

  /** The release to offer to somebody who asks for one that is not known: the newest that is older, or the oldest. */
  public static Release nearest(Release wanted) {
    List<Release> known = releases();
    return known.stream()
        .filter(release -> release.compareTo(wanted) <= 0)
        .max(Comparator.naturalOrder())
        .orElse(known.getFirst());
  }

  private static Node packed(String name) {
    return PackedNodes.read(resource(name));
  }

  private static byte[] resource(String name) {
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
