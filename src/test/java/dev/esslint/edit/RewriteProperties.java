package dev.esslint.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Fix;
import dev.esslint.finding.Replacement;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for changes of any text. */
final class RewriteProperties {
  private static final List<String> KEYS = List.of("a", "b", "c", "d");

  @Property
  void a_change_that_is_made_gives_the_values_that_it_stands_for(
      @ForAll("texts") String text, @ForAll("changes") Fix fix) throws SourceException {
    Document before = read(text);
    Rewrite rewrite = new Rewrite(List.of(before));
    if (rewrite.make(List.of(fix))) {
      MapNode expected = TreeChanges.changed((MapNode) before.root(), fix);
      Document after = read(rewrite.documents().getFirst().source().text());
      assertTrue(after.values().sameValue(expected), after.source().text());
    } else {
      assertEquals(text, rewrite.documents().getFirst().source().text());
    }
  }

  @Property
  void no_other_line_is_touched(@ForAll("texts") String text, @ForAll("removals") Fix fix)
      throws SourceException {
    Rewrite rewrite = new Rewrite(List.of(read(text)));
    if (rewrite.make(List.of(fix)) && !text.contains("{")) {
      List<String> left = new ArrayList<>(lines(text));
      int at = 0;
      for (String line : lines(rewrite.documents().getFirst().source().text())) {
        if (line.strip().startsWith("#")) {
          continue; // what was behind something in its line may have one of its own now
        }
        while (at < left.size() && !left.get(at).equals(line)) {
          at++;
        }
        assertTrue(at++ < left.size(), line);
      }
    }
  }

  @Property
  void a_move_loses_no_comment(@ForAll("texts") String text, @ForAll("upwards") Fix fix)
      throws SourceException {
    Rewrite rewrite = new Rewrite(List.of(read(text)));
    if (rewrite.make(List.of(fix))) {
      String after = rewrite.documents().getFirst().source().text();
      assertEquals(comments(text), comments(after), after);
    }
  }

  @Property
  void a_removal_loses_no_comment(@ForAll("texts") String text, @ForAll("removals") Fix fix)
      throws SourceException {
    Rewrite rewrite = new Rewrite(List.of(read(text)));
    if (rewrite.make(List.of(fix))) {
      String after = rewrite.documents().getFirst().source().text();
      assertEquals(comments(text), comments(after), after);
    }
  }

  @Property
  void the_replacements_of_a_change_are_the_change(
      @ForAll("texts") String text, @ForAll("changes") Fix fix) throws SourceException {
    List<Document> before = List.of(read(text));
    Rewrite rewrite = new Rewrite(before);
    rewrite.make(List.of(fix));
    List<Replacement> replacements = Rewrite.replacements(LayerTexts.files(before), List.of(fix));
    StringBuilder replaced = new StringBuilder(text);
    int next = text.length();
    for (Replacement replacement : replacements.reversed()) {
      Span span = replacement.span();
      assertTrue(span.end() <= next);
      next = span.start();
      replaced.replace(span.start(), span.end(), replacement.text());
    }
    assertEquals(rewrite.documents().getFirst().source().text(), replaced.toString());
  }

  private static Document read(String text) throws SourceException {
    return YamlReader.read(new SourceText("values.yaml", text));
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
  }

  private static List<String> comments(String text) throws SourceException {
    return read(text).comments().stream().map(Document.Comment::text).sorted().toList();
  }

  /** Mappings of mappings in block and in flow style, with a comment of its own at every line. */
  @Provide
  Arbitrary<String> texts() {
    return Combinators.combine(block(0, 3), Arbitraries.of("\n", "\r\n"))
        .as((text, lineBreak) -> numbered(text).replace("\n", lineBreak));
  }

  private static String numbered(String text) {
    StringBuilder numbered = new StringBuilder();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      numbered.append(line.replace("#", "# " + number++)).append('\n');
    }
    return numbered.toString().replaceFirst("\n$", "");
  }

  private static Arbitrary<String> block(int indent, int depth) {
    return Arbitraries.of(KEYS)
        .set()
        .ofMinSize(1)
        .ofMaxSize(3)
        .flatMap(
            keys ->
                Combinators.combine(
                        keys.stream().sorted().map(key -> entry(key, indent, depth)).toList())
                    .as(entries -> String.join("", entries)));
  }

  private static Arbitrary<String> entry(String key, int indent, int depth) {
    String blanks = " ".repeat(indent);
    Arbitrary<String> above =
        Arbitraries.of("", "", blanks + "#\n", "\n", "\n" + blanks + "#\n", "#\n");
    Arbitrary<String> value =
        depth == 0
            ? Arbitraries.of(" 1 #\n", " 'x'\n", " {}\n")
            : Arbitraries.oneOf(
                Arbitraries.of(" 1\n", " {a: 1, b: {c: 2}}\n", " {d: [x]} #\n"),
                Arbitraries.of(
                    " |\n" + blanks + "  text\n\n" + blanks + "  more\n",
                    "\n" + blanks + "- x\n" + blanks + "- y: 1\n" + blanks + "  z: 2\n"),
                block(indent + 2, depth - 1).map(below -> " #\n" + below));
    return Combinators.combine(above, value)
        .as((before, after) -> before + blanks + key + ":" + after);
  }

  private static Arbitrary<ValuePath> paths() {
    return Arbitraries.of(KEYS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(keys -> ValuePath.parse(keys.stream().collect(Collectors.joining("."))));
  }

  @Provide
  Arbitrary<Fix> removals() {
    return paths().map(Fix.Remove::new);
  }

  @Provide
  Arbitrary<Fix> upwards() {
    return Combinators.combine(
            paths().filter(path -> path.steps().size() > 1), Arbitraries.of("x", "y.z"))
        .as((path, to) -> new Fix.Move(path, ValuePath.parse(to)));
  }

  @Provide
  Arbitrary<Fix> changes() {
    return Arbitraries.oneOf(
        removals(), upwards(), Combinators.combine(paths(), paths()).as(Fix.Move::new));
  }
}
