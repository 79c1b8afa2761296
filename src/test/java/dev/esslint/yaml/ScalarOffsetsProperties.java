package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScalarOffsetsProperties {
  private static final String ESCAPES =
      "\\\\ \\\" \\n \\t \\x41 \\u00e9 \\U0001F600 \\' \\  \\0 \\e \\N";

  @Provide
  Arbitrary<String> flowScalars() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "a",
            "b",
            "é",
            "😀",
            " ",
            "  ",
            "\t",
            ":",
            "#",
            "''",
            "\\\n    ",
            "\n    ",
            "\n\n    ",
            " \n\t  \n    ",
            "\n\n\n    ");
    Arbitrary<String> escapes = Arbitraries.of(List.of(ESCAPES.split(" ", -1)));
    Arbitrary<String> content =
        Arbitraries.oneOf(parts, parts, escapes)
            .list()
            .ofMaxSize(12)
            .map(list -> String.join("", list));
    return Combinators.combine(content, Arbitraries.of("", "'", "\""))
        .as((text, quote) -> quote + text + quote);
  }

  @Provide
  Arbitrary<String> blockScalars() {
    Arbitrary<String> header =
        Combinators.combine(
                Arbitraries.of("|", ">"),
                Arbitraries.of("", "1", "2", "4"),
                Arbitraries.of("", "-", "+"),
                Arbitraries.of("", " ", " # c"))
            .as((style, indent, chomp, rest) -> style + indent + chomp + rest + "\n");
    Arbitrary<String> line =
        Arbitraries.of(
            "",
            "  ",
            "    ",
            "      ",
            "    a",
            "    a b ",
            "     b",
            "    é😀",
            "      # x",
            "    \tc",
            "    'q'");
    Arbitrary<String> lines = line.list().ofMaxSize(8).map(list -> String.join("\n", list));
    return Combinators.combine(header, lines).as((first, rest) -> first + rest);
  }

  @Property
  void each_character_of_a_flow_scalar_is_where_it_is_written(
      @ForAll("flowScalars") String scalar, @ForAll boolean carriageReturns) {
    check("a:\n  - " + scalar + "\n", carriageReturns);
  }

  @Property
  void each_character_of_a_block_scalar_is_where_it_is_written(
      @ForAll("blockScalars") String scalar, @ForAll boolean carriageReturns) {
    check("a:\n  - " + scalar + "\n", carriageReturns);
    check("a:\n  - " + scalar, carriageReturns);
    check("a:\n  - " + scalar + "\nb: 1\n", carriageReturns);
  }

  private static void check(String yaml, boolean carriageReturns) {
    String text = carriageReturns ? yaml.replace("\n", "\r\n") : yaml;
    var source = new SourceText("f", text);
    ScalarNode scalar;
    try {
      var list = YamlReader.read(source).values().get("a");
      Assume.that(list instanceof ListNode);
      if (!(list instanceof ListNode items)
          || !(items.items().getFirst() instanceof ScalarNode first)) {
        return;
      }
      scalar = first;
    } catch (SourceException e) {
      return;
    }
    if (scalar.string() == null) {
      return;
    }
    String value = Objects.requireNonNull(scalar.string());
    ScalarOffsets offsets = ScalarOffsets.of(source, scalar);
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < value.length(); i++) {
      char written = offsets.outer(i) < text.length() ? text.charAt(offsets.outer(i)) : '\n';
      boolean literal = written == value.charAt(i);
      boolean escape = written == '\\' && scalar.style() == Node.Style.DOUBLE_QUOTED;
      boolean lineBreak =
          (written == '\n' || written == '\r') && " \n".indexOf(value.charAt(i)) >= 0;
      if (!literal && !escape && !lineBreak) {
        wrong.add(i);
      }
      assertTrue(offsets.outer(i) <= offsets.outer(i + 1));
    }
    assertEquals(List.of(), wrong, () -> text + " is " + value);
  }

  @Example
  void a_character_behind_escapes_and_folds_is_found() throws SourceException {
    var source = new SourceText("f", "a: \"x\\ty\\\n   z\n  w\"");
    var scalar = (ScalarNode) Objects.requireNonNull(YamlReader.read(source).values().get("a"));
    ScalarOffsets offsets = ScalarOffsets.of(source, scalar);
    assertEquals("x\tyz w", scalar.string());
    assertEquals(4, offsets.outer(0));
    assertEquals(5, offsets.outer(1));
    assertEquals(7, offsets.outer(2));
    assertEquals(13, offsets.outer(3));
    assertEquals(17, offsets.outer(5));
    assertEquals(new Span(17, 18), offsets.outer(new Span(5, 6)));
  }

  @Example
  void every_character_of_an_alias_is_at_the_alias() throws SourceException {
    var source = new SourceText("f", "a: &x abc\nb: *x\n");
    var scalar = (ScalarNode) Objects.requireNonNull(YamlReader.read(source).values().get("b"));
    assertEquals(13, ScalarOffsets.of(source, scalar).outer(2));
  }

  @Example
  void what_is_filled_in_is_where_it_is_filled_in_and_the_lines_around_are_where_they_are() throws SourceException {
    var source = new SourceText("f", "a: |\n  host: x\n  mode: ${MODE}!\n  port: 5\n");
    var scalar = (ScalarNode) Objects.requireNonNull(YamlReader.read(source).values().get("a"));
    String filled = "host: x\nmode: starttls!\nport: 5\n";
    ScalarOffsets offsets = ScalarOffsets.of(source, new ScalarNode(scalar.span(), new Scalar.Str(filled), scalar.style()));
    assertEquals("port", slice(source, offsets, filled, "port"));
    assertEquals("host: x", slice(source, offsets, filled, "host: x"));
    assertEquals("${MODE}", slice(source, offsets, filled, "starttls"));
    assertEquals("mode: ${MODE}!", slice(source, offsets, filled, "mode: starttls!"));
  }

  @Example
  void another_text_has_no_places_of_its_own() throws SourceException {
    var source = new SourceText("f", "a: |\n  host: x\n  mode: y\n");
    var scalar = (ScalarNode) Objects.requireNonNull(YamlReader.read(source).values().get("a"));
    for (String other : List.of("host: x\n", "one: x\ntwo: y\n", "host: x\nmode: y\nport: 5\n")) {
      ScalarOffsets offsets = ScalarOffsets.of(source, new ScalarNode(scalar.span(), new Scalar.Str(other), scalar.style()));
      assertEquals(scalar.span(), offsets.outer(new Span(2, 5)));
    }
  }

  private static String slice(SourceText source, ScalarOffsets offsets, String value, String part) {
    int start = value.indexOf(part);
    return source.slice(offsets.outer(new Span(start, start + part.length())));
  }
}
