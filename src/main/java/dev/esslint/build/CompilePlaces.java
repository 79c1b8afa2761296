package dev.esslint.build;

import dev.esslint.embedded.Program;
import dev.esslint.secret.CredentialNames;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.Entry;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Node.Style;
import dev.esslint.tree.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Derives the table of the places of secrets. What is a credential of the chart is told by its schemas: a mapping that
 * takes either a {@code value} or a {@code secret} with a {@code secretKey}. What is one of a program, and which text of
 * the values is the document of which program, is told by the tables under {@code schemas/programs/}, of options and in {@code secrets.tsv}, which also says what only sounds like a secret.
 */
final class CompilePlaces {
  private static final String CHART = "chart";
  private static final String VERDICT = "";

  /** The column of the tables of options that says whether one is a credential. */
  private static final int SECRET = 7;

  private static final int TYPE = 1;
  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private CompilePlaces() {}

  /** A place while the table is worked out. */
  private static final class Place {
    final Map<String, Place> below = new TreeMap<>();
    Scalar verdict = Scalar.NULL;

    Place at(String path) {
      Place place = this;
      for (String step : path.replace("[]", ".[]").split("\\.", -1)) {
        place = place.below.computeIfAbsent(step, s -> new Place());
      }
      return place;
    }

    /** What there is to say here and below; an empty mapping if that is nothing. */
    MapNode node() {
      SequencedMap<String, Entry> entries = new LinkedHashMap<>();
      if (!verdict.equals(Scalar.NULL)) {
        entries.put(
            VERDICT, new Entry(Span.NONE, new ScalarNode(Span.NONE, verdict, Style.PLAIN)));
      }
      below.forEach((name, place) -> entries.put(name, new Entry(Span.NONE, place.node())));
      return new MapNode(Span.NONE, entries);
    }
  }

  /**
   * Works the table out.
   *
   * @param keys the keys of all releases, as {@link dev.esslint.chart.KeyHistory} has them
   * @param programs the folder with the tables of programs
   */
  static Node of(MapNode keys, Path programs) throws IOException {
    Place root = new Place();
    addChart(keys, root.at(CHART), false);
    for (Program program : Program.values()) {
      addOptions(programs.resolve(program.id() + ".tsv"), root.at(program.id()));
    }
    for (String line : Files.readAllLines(programs.resolve("secrets.tsv"))) {
      String[] columns = line.split("\t", -1);
      if (!line.startsWith("#") && columns.length == 3) {
        root.at(columns[0]).at(columns[1]).verdict =
            columns[2].equals("no") ? Scalar.FALSE : new Scalar.Str(columns[2]);
      }
    }
    return root.node();
  }

  /** The options that are credentials, and the numbers that only sound so, such as how often somebody may log in. */
  private static void addOptions(Path table, Place place) throws IOException {
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split("\t", -1);
      if (cells.length <= SECRET) {
        continue;
      }
      if (cells[SECRET].equals("yes")) {
        place.at(cells[0]).verdict = Scalar.TRUE;
      } else if (NUMBERS.contains(cells[TYPE]) && sounds(cells[0])) {
        place.at(cells[0]).verdict = Scalar.FALSE;
      }
    }
  }

  private static boolean sounds(String option) {
    return Arrays.stream(option.split("\\.")).anyMatch(CredentialNames::isSecret);
  }

  private static void addChart(MapNode keys, Place place, boolean inCredential) {
    boolean variable = keys.get("name") != null && keys.get("value") != null;
    for (Map.Entry<String, Entry> entry : keys.entries().entrySet()) {
      String name = entry.getKey();
      if (name.equals(VERDICT) || !(entry.getValue().value() instanceof MapNode below)) {
        continue;
      }
      Place child = place.below.computeIfAbsent(name, n -> new Place());
      boolean credential = isCredential(below);
      addChart(below, child, credential);
      boolean holder = below.entries().values().stream().anyMatch(e -> isCredential(e.value()));
      boolean sounds = CredentialNames.isSecret(name) || name.equals("value") || name.equals("values");
      if (credential) {
        child.verdict = Scalar.TRUE;
      } else if (inCredential) {
        child.verdict = Scalar.of(name.equals("value"));
      } else if (sounds && !holder && !(variable && name.equals("value"))) {
        child.verdict = Scalar.FALSE;
      }
    }
  }

  private static boolean isCredential(Node node) {
    return node instanceof MapNode keys && keys.get("value") != null && keys.get("secret") != null;
  }
}
