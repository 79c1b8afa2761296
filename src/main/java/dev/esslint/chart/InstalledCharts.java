package dev.esslint.chart;

import dev.esslint.tree.Node;
import dev.esslint.tree.PackedNodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The facts of charts that a user has installed, in a folder with one file for each release: a mark, a checksum, and the
 * defaults and the schema in the form in which esslint ships its own. What was damaged is not taken for a chart.
 *
 * @param folder the folder; it may not be there
 */
public record InstalledCharts(Path folder) {
  private static final byte[] MARK = "esslint chart 2\n".getBytes(StandardCharsets.US_ASCII);
  private static final String SUFFIX = ".facts";

  /** No release has a tenth of that. */
  private static final int LARGEST = 32 << 20;

  /**
   * What is in the folder.
   *
   * @param charts the releases; each is unpacked when it is first asked for
   * @param broken the names of files that hold none
   */
  public record Content(Map<Release, Supplier<Chart>> charts, List<String> broken) {}

  /** Reads the folder; what cannot be read counts as broken. */
  public Content read() {
    Map<Release, Supplier<Chart>> charts = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    for (Path file : files()) {
      String name = file.getFileName().toString();
      Optional<Release> release = Release.parse(name.substring(0, name.length() - SUFFIX.length()));
      byte[] facts = release.isEmpty() ? null : facts(file);
      if (release.isEmpty() || facts == null) {
        broken.add(name);
      } else {
        charts.put(release.get(), new Unpacked(release.get(), facts));
      }
    }
    return new Content(charts, broken);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The facts in a file, or null if they are not what was written. */
  private static byte @Nullable [] facts(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        return null;
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      byte[] mark = new byte[MARK.length];
      if (bytes.remaining() < MARK.length + Long.BYTES) {
        return null;
      }
      bytes.get(mark);
      long sum = bytes.getLong();
      byte[] facts = new byte[bytes.remaining()];
      bytes.get(facts);
      return Arrays.equals(mark, MARK) && sum == sum(facts) ? facts : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static long sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return sum.getValue();
  }

  /** A chart whose facts are read when it is first asked for. */
  private static final class Unpacked implements Supplier<Chart> {
    private final Release release;
    private byte @Nullable [] facts;
    private @Nullable Chart chart;

    Unpacked(Release release, byte[] facts) {
      this.release = release;
      this.facts = facts;
    }

    @Override
    public synchronized Chart get() {
      Chart known = chart;
      if (known == null) {
        ByteBuffer parts = ByteBuffer.wrap(Objects.requireNonNull(facts));
        known = new Chart(release.toString(), node(parts), node(parts));
        chart = known;
        facts = null;
      }
      return known;
    }

    private static Node node(ByteBuffer parts) {
      byte[] packed = new byte[parts.getInt()];
      parts.get(packed);
      return PackedNodes.read(packed);
    }
  }

  /** The file of a release. */
  public Path file(String release) {
    return folder.resolve(release + SUFFIX);
  }

  /** What the file of a chart holds. */
  public static byte[] bytes(Chart chart) throws IOException {
    byte[] defaults = packed(chart.defaults());
    byte[] schema = packed(chart.schema());
    byte[] facts =
        ByteBuffer.allocate(2 * Integer.BYTES + defaults.length + schema.length)
            .putInt(defaults.length)
            .put(defaults)
            .putInt(schema.length)
            .put(schema)
            .array();
    return ByteBuffer.allocate(MARK.length + Long.BYTES + facts.length)
        .put(MARK)
        .putLong(sum(facts))
        .put(facts)
        .array();
  }

  private static byte[] packed(Node node) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackedNodes.write(node, out);
    return out.toByteArray();
  }
}
