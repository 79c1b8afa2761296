package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.esslint.embedded.ConflictTable.Row;
import dev.esslint.embedded.ConflictTable.Term;
import dev.esslint.embedded.Conflicts.Conflict;
import dev.esslint.embedded.Conflicts.Kind;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of conflicts. */
final class ConflictsTest {
  private static final Path TABLE = Path.of("schemas/programs/conflicts.tsv");

  @TestFactory
  Stream<DynamicTest> every_row_is_told_in_its_versions_and_only_there() throws Exception {
    List<String> lines = Files.readAllLines(TABLE);
    return lines.subList(1, lines.size()).stream()
        .map(line -> DynamicTest.dynamicTest(line.replace('\t', ' '), () -> check(Row.of(line))));
  }

  private static void check(Row row) throws Exception {
    Version some = row.since().or(row::until).orElse(new Version(1, 150, 0));
    Term other = row.others().isEmpty() ? row.option() : row.others().getFirst();
    boolean section = row.kind() == Kind.IDLE_WITHOUT && other.path().startsWith(row.option().path() + ".");
    String alone = json(section ? new Term(row.option().path() + ".x", "1") : row.option());
    MapValue without = tree(alone);
    MapValue with = row.others().isEmpty() ? without : merged(row.option(), other);
    MapValue more = row.others().isEmpty() ? without : merged(with(row.option(), "2"), with(other, "1"));
    MapValue less = row.others().isEmpty() ? without : merged(with(row.option(), "1"), with(other, "2"));
    MapValue broken =
        switch (row.kind()) {
          case NEEDS, IDLE_WITHOUT -> without;
          case EXCLUDES, REFUSED -> with;
          case AT_MOST -> more;
          case ABOVE -> less;
          case REPEATED -> tree(twice(row.option(), "x", "x"));
          case LISTED -> merged(with(row.option(), "x"), with(other, "y"));
        };
    MapValue right =
        switch (row.kind()) {
          case NEEDS, IDLE_WITHOUT -> with;
          case EXCLUDES, REFUSED -> tree("{}");
          case AT_MOST -> less;
          case ABOVE -> more;
          case REPEATED -> tree(twice(row.option(), "x", "y"));
          case LISTED -> merged(with(row.option(), "x"), with(other, "x"));
        };
    assertEquals(1, count(row, some, broken, true));
    assertEquals(0, count(row, some, right, true));
    if (row.kind() == Kind.LISTED) {
      String ownFirst = other.value().split(",", -1)[0];
      assertEquals(0, count(row, some, tree(json(with(row.option(), ownFirst))), true), ownFirst);
    }
    if (row.kind() == Kind.NEEDS || row.kind() == Kind.LISTED || row.kind() == Kind.IDLE_WITHOUT) {
      assertEquals(0, count(row, some, broken, false), "a Secret may have the rest");
    }
    if (row.since().isPresent()) {
      assertEquals(0, count(row, new Version(0, 0, 1), broken, true), "before it");
    }
    if (row.until().isPresent()) {
      assertEquals(0, count(row, new Version(99, 0, 0), broken, true), "after it");
    }
  }

  private static Term with(Term term, String value) {
    return new Term(term.path(), value);
  }

  /** Two items of a list that have an option with these values. */
  private static String twice(Term term, String one, String other) {
    int items = term.path().indexOf("[]");
    String key = term.path().substring(items + "[].".length());
    return "{%s: [{%s: %s}, {%s: %s}]}"
        .formatted(term.path().substring(0, items), key, one, key, other);
  }

  private static long count(Row row, Version version, MapValue tree, boolean complete) {
    return Conflicts.of(row.program(), Optional.of(version), tree, complete).stream()
        .filter(conflict -> conflict.kind() == row.kind())
        .filter(conflict -> conflict.option().startsWith(plain(row.option().path())))
        .filter(
            conflict ->
                row.kind() == Kind.LISTED
                    ? conflict.others().containsAll(List.of(row.others().getFirst().value().split(",", -1)))
                    : others(conflict).equals(row.others().stream().map(Term::path).toList()))
        .count();
  }

  private static String plain(String path) {
    return path.replace("'", "");
  }

  private static List<String> others(Conflict conflict) {
    return conflict.others().stream().map(other -> other.replaceFirst(": .*", "")).toList();
  }

  /** A term and another one that share the way to the last mapping, or the top only. */
  private static MapValue merged(Term one, Term other) throws Exception {
    if (other.path().startsWith(one.path() + ".")) {
      return tree(json(other));
    }
    List<String> a = keys(one);
    List<String> b = keys(other);
    int shared = 0;
    while (shared < Math.min(a.size(), b.size()) - 1 && a.get(shared).equals(b.get(shared))) {
      shared++;
    }
    String json =
        "{"
            + inner(json(new Term(String.join(".", a.subList(shared, a.size())), one.value())))
            + ", "
            + inner(json(new Term(String.join(".", b.subList(shared, b.size())), other.value())))
            + "}";
    for (String step : a.subList(0, shared).reversed()) {
      json = around(step, json);
    }
    return tree(json);
  }

  private static String inner(String json) {
    return json.substring(1, json.length() - 1);
  }

  private static String json(Term term) {
    List<String> steps = keys(term);
    String json = term.value().isEmpty() ? "x" : term.value();
    for (String step : steps.reversed()) {
      json = around(step, json);
    }
    return json;
  }

  /** The keys of a way; those of lists end in {@code []}. */
  private static List<String> keys(Term term) {
    List<String> keys = new ArrayList<>();
    for (String step : term.steps()) {
      keys.add(step.equals("[]") ? keys.removeLast() + step : step);
    }
    return keys;
  }

  private static String around(String step, String json) {
    return step.endsWith("[]")
        ? "{" + step.substring(0, step.length() - 2) + ": [" + json + "]}"
        : "{" + step + ": " + json + "}";
  }

  private static MapValue tree(String yaml) throws Exception {
    Document document = YamlReader.read(new SourceText("fragment.yaml", yaml));
    return (MapValue)
        Value.of(new Layer.File(document), document.root(), UnaryOperator.identity());
  }

  @Test
  void two_items_of_a_list_are_not_in_conflict() throws Exception {
    MapValue tree = tree("clients: [{client_secret: a}, {client_secret_file: b}]");
    assertEquals(
        List.of(),
        Conflicts.of(Program.MAS, Optional.of(new Version(1, 22, 0)), tree, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse\ta\texcludes\tb\t",
        "nobody\ta\texcludes\tb\t\t",
        "synapse\ta\tlikes\tb\t\t",
        "synapse\ta\texcludes\t\t\t",
        "synapse\ta\trefused\tb\t\t",
        "synapse\ta\texcludes\tb\tsoon\t",
      })
  void a_row_that_is_none_is_refused(String row) {
    assertThrows(IllegalArgumentException.class, () -> Row.of(row));
  }
}
