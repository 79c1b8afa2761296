package dev.esslint.embedded;

import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.text.Span;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A published hole of a program, by {@code schemas/programs/advisories.tsv}. The table is read when it is first asked for.
 *
 * @param id what it is mostly called
 * @param aliases its other names
 * @param affected the versions that have it
 * @param mended the first version of the program without it
 * @param needs what has to be so for it to matter
 * @param release the first release of the chart after all that deploy an affected version; empty if there is none yet
 */
public record Advisory(
    Product product,
    String id,
    List<String> aliases,
    Severity severity,
    ReleaseRange affected,
    Version mended,
    Need needs,
    Optional<Release> release) {

  /** The columns of the table. */
  public static final List<String> COLUMNS =
      List.of("program", "id", "aliases", "severity", "affected", "mended", "needs");

  /** The resource that holds what {@link #pack} gives. */
  public static final String RESOURCE = "advisories";

  /** How grave those who published it say that it is. */
  public enum Severity {
    CRITICAL,
    HIGH,
    MODERATE,
    LOW,
    UNSTATED;

    /** The word for it; empty if it is not stated. */
    public String word() {
      return this == UNSTATED ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String word) {
      return word.isEmpty() ? UNSTATED : valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** What has to be so for a hole to matter, beside the version. */
  public enum Need {
    NOTHING(""),
    /** Servers that nobody chose take part. */
    FEDERATION("federation"),
    /** The program keeps passwords itself. */
    PASSWORDS("passwords"),
    /** Mail goes out by SMTP. */
    SMTP("smtp"),
    /** LiveKit is a TURN server, too. */
    TURN("turn"),
    /** The chart makes the signing key, and servers that nobody chose take part. */
    GENERATED_KEY("generated-key");

    private final String word;

    Need(String word) {
      this.word = word;
    }

    static Optional<Need> of(String word) {
      for (Need need : values()) {
        if (need.word.equals(word)) {
          return Optional.of(need);
        }
      }
      return Optional.empty();
    }
  }

  /** All that are known, in the order of the table. */
  public static List<Advisory> all() {
    return Table.ALL;
  }

  /** Most runs are about releases without holes. */
  private static final class Table {
    static final List<Advisory> ALL = read();

    private static List<Advisory> read() {
      List<Advisory> all = new ArrayList<>();
      if (PackedNodes.resource(Advisory.class, RESOURCE) instanceof MapNode table) {
        for (Map.Entry<String, Entry> row : table.entries().entrySet()) {
          Optional<Release> release =
              row.getValue().value() instanceof ScalarNode node && node.string() != null
                  ? Release.parse(node.string())
                  : Optional.empty();
          all.add(of(row.getKey(), release));
        }
      }
      return List.copyOf(all);
    }
  }

  /** Whether a version has it. */
  public boolean affects(Version version) {
    return affected.contains(new Release(version.major(), version.minor(), version.patch()));
  }

  /**
   * Reads a row of the table.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Advisory of(String row, Optional<Release> release) {
    String[] cells = row.split("\t", -1);
    if (cells.length != COLUMNS.size()) {
      throw new IllegalArgumentException(
          "there are " + cells.length + " cells for " + COLUMNS.size() + " columns");
    }
    Product product = Product.of(cells[0]).orElseThrow(() -> none(cells[0], "program"));
    Version mended = Version.parse(cells[5]).orElseThrow(() -> none(cells[5], "version"));
    Need needs = Need.of(cells[6]).orElseThrow(() -> none(cells[6], "need"));
    Advisory advisory =
        new Advisory(
            product,
            cells[1],
            cells[2].isEmpty() ? List.of() : List.of(cells[2].split(" ", -1)),
            Severity.of(cells[3]),
            ReleaseRange.parse(cells[4]),
            mended,
            needs,
            release);
    if (advisory.id.isBlank() || cells[4].isBlank() || advisory.affects(mended)) {
      throw new IllegalArgumentException("an id is needed, and versions that end before the mended one");
    }
    return advisory;
  }

  private static IllegalArgumentException none(String cell, String what) {
    return new IllegalArgumentException("`" + cell + "` is no " + what);
  }

  /**
   * What {@link #all} reads.
   *
   * @param rows rows of the table, with the first release of the chart that mends each, or nothing
   */
  public static MapNode pack(SequencedMap<String, String> rows) {
    SequencedMap<String, Entry> table = new LinkedHashMap<>();
    rows.forEach((row, release) -> table.put(row, new Entry(Span.NONE, OptionTable.text(release))));
    return new MapNode(Span.NONE, table);
  }
}
