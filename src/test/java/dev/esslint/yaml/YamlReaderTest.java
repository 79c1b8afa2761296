package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "y | true",
        "Yes | true",
        "ON | true",
        "n | false",
        "off | false",
        "oN | `\"oN\"`",
        "~ | null",
        "Null | null",
        "'' | `\"\"`",
        "0o17 | 15",
        "017 | 15",
        "08 | 8",
        "0o8 | `\"0o8\"`",
        "1_000 | 1000",
        "_1 | `\"_1\"`",
        "0x1F | 31",
        "-0b11 | -3",
        "0b12 | `\"0b12\"`",
        ".5 | 0.5",
        "+.5 | 0.5",
        "1e3 | 1000",
        "1e400 | `\"1e400\"`",
        "99999999999999999999 | 1e20",
        "18446744073709551615 | 1.8446744073709552e19",
        "0xFFFFFFFFFFFFFFFFFF | `\"0xFFFFFFFFFFFFFFFFFF\"`",
        "12:30 | `\"12:30\"`",
        "2001-01-01 | `\"2001-01-01\"`",
        "'yes' | `\"yes\"`",
        "! 5 | `\"5\"`",
        "!!str 5 | `\"5\"`",
        "!!int '5' | 5",
        "!!float 5 | 5",
        "!!bool y | true",
        "!!binary aGk= | `\"hi\"`",
        "!own 5 | `\"5\"`",
        "!!timestamp 2001-1-1 | `\"2001-1-1\"`",
        "<< | `\"<<\"`",
        "http://a/b?c=d | `\"http://a/b?c=d\"`",
        "{a:} | `{\"a:\":null}`",
        "[a:b] | `[\"a:b\"]`",
        "[-] | `[\"-\"]`",
        "\"it\\'s\" | `\"it's\"`",
      },
      delimiter = '|')
  void a_scalar_means_what_it_means_to_helm(String yaml, String json) throws SourceException {
    Node read = value("k: " + yaml);
    assertTrue(read.sameValue(GoJson.read(json)), () -> yaml + " is " + read);
  }

  @ParameterizedTest
  @CsvSource({
    "y, true",
    "1, 1",
    "0o17, 15",
    "1.5, 1.5",
    "0.1, 0.1",
    "123456.789, 123456.79",
    "1234567.0, 1.234567e+06",
    "1e-7, 1e-07",
    "2001-01-01, 2001-01-01",
    "\"y\", y",
    "!!str 5, 5",
  })
  void a_key_becomes_the_string_that_go_makes_of_it(String yaml, String key)
      throws SourceException {
    assertEquals(List.of(key), List.copyOf(read(yaml + ": v").values().entries().keySet()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~: a",
        "[a]: b",
        "? {a: b}\n: c",
        "0xFFFFFFFFFFFFFFFF: a",
        "a: .inf",
        "a: .nan",
        "a: !!int x",
        "a: !!float no",
        "a: !!bool maybe",
        "a: !!null x",
        "a: !!binary '*'",
        "a: !!timestamp x",
        "a: *b",
        "a: &a [*a]",
        "a:\n\tb: 1",
        "- \t1",
        "%YAML 1.2\n---\na: 1",
        "%FOO\n---\na: 1",
        "a: {b:[1]}",
        "a: [http://b?c]",
        "a: \"\\/\"",
        "a: \"\\ud800\"",
        "a: &b.c 1",
        "<<: 1",
        "<<: [1]",
        "a: |\n \tx",
        "? a\n:\tb",
        "a:\n  b: c\n \td",
        "a:\n    \tb: c",
        "a: b\n    \tc: d",
        "a: |#c\n  b\nc: d: e",
        "a: [\n  b\n\t]",
        "a: {\n  b: c\n\t, d: e}",
        "a: {\n  b: c\n\t# d\n  }",
        "a: @b",
        "a: b: c",
        "a: [1",
        "a: 'x",
        "a: 1\n b: 2",
        "a\nb: 1",
        "a: }",
        "a: \"x\" y",
        "a: &b &c 1"
      })
  void what_helm_refuses_is_refused_with_a_place(String yaml) {
    var e = assertThrows(SourceException.class, () -> read(yaml));
    assertTrue(e.place().isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: {\n\tb: 1,\n\tc: \"d\"\n\t}",
        "{\n\t\"a\": {\n\t\t\"b\": c\n\t}\n}",
        "a: [\n  b\n \t]",
        "a: {b: c\t}",
        "---\t\na: 1",
        "a: 1\n...\n\t\n",
        "a: b\n \tc\n  \t d\n",
        "z:\n  y: b\n   \tc\na: 1\n",
        "a: [b\n  \tc]\n",
        "a: b\n  \t- c\n",
        "a: |#c\n  b\n",
        "a: >-#\r\n  b\r\n",
      })
  void a_tab_or_a_comment_is_taken_where_helm_takes_it(String yaml) throws SourceException {
    assertTrue(read(yaml).values().entries().containsKey("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a:\n\tb: 1` | `\t` | this is a tab, but YAML allows only spaces here",
        "`a: |#c\n  b\nd: @x` | @ | text cannot start with '@'; put it in quotes",
        "`a: b\n  \tc\nd: @x` | @ | text cannot start with '@'; put it in quotes",
        "`a:\n    \tb: c\nd: @x` | `\t` | this is a tab, but YAML allows only spaces here",
        "`a: [1\nb: 2` | [ | this '[' is never closed",
        "`a: {` | { | this '{' is never closed",
        "`a: [1, ` | , | a value and the closing bracket are missing after this",
        "`a: 'x\nb: 2` | ' | this quote is never closed",
        "`a: b: c` | : | a ':' followed by a space is not allowed inside a value; put the value in"
            + " quotes",
        "`a: 1\n  b: 2` | b | this key is indented too far: it would be part of the value above it",
        "`a: {{ .Values.x }}` | {{ .Values.x }} | this template is not in quotes, so YAML reads '{' as the start of a mapping; put it in quotes",
        "`a: {{ .Values.x }}/y` | {{ .Values.x }} | this template is not in quotes, so YAML reads '{' as the start of a mapping; put it in quotes",
        "`a: @x` | @ | text cannot start with '@'; put it in quotes",
        "`a: *x` | *x | no anchor with this name is defined before this alias; put the text in quotes if it is not an alias",
        "`a: &x\n  b: *x` | *x | this alias is inside its own anchor, so it would never end",
        "`a: 1\n<<<<<<< HEAD` | <<<<<<< HEAD | marker of a merge conflict; resolve the conflict",
        "`a: \"C:\\dir\"` | `\\d` | not a valid escape in double quotes; write '\\\\' for a"
            + " backslash, or use single quotes",
        "`b: c\na: \"\\x` | `\"` | not a valid escape in double quotes; write '\\\\' for a backslash, or use single quotes",
        "`a: \"\\UFFFFFFFF\"` | `\"` | not a valid escape in double quotes; write '\\\\' for a backslash, or use single quotes",
        "`a:\n  b: 1\n c: 2` | `c: 2` | the indentation of this line does not match any line above it",
        "`a: \"x\" y` | y | nothing may follow this value on its line; put the whole value in"
            + " quotes",
        "`a: 'it's'` | `s'` | nothing may follow the closing quote; there is one quote too many or too few",
        "`key:value\nother: 1` | : | a space is missing after this ':'",
        "`synapse\n  enabled: true` | synapse | a ':' is missing after this",
        "`a: [b]]` | ] | this ']' closes nothing",
        "`a: *.example.com` | * | '*' starts an alias; put the text in quotes if it is plain text",
        "`a: 1\n"
            + "b\n"
            + "c: 2` | b | a ':' followed by a space is missing: this is neither a key nor a list"
            + " item",
        "`a: .inf` | .inf | this number is infinite, which Helm cannot pass on; put it in quotes if it is plain text",
      })
  void an_error_says_what_to_do_at_the_exact_place(String yaml, String place, String message) {
    var e = assertThrows(SourceException.class, () -> read(yaml));
    assertEquals(message, e.getMessage());
    assertEquals(place, e.place().orElseThrow().source().slice(e.place().orElseThrow().span()));
  }

  @Test
  void spans_cover_exactly_what_is_written() throws SourceException {
    assertSpans("a: &x  !!str  v  # c\n", "a", "v");
    assertSpans(
        "a:\n  - 'b'\n  - {c: 1}\n# end\n\n", "a", "- 'b'\n  - {c: 1}", "'b'", "{c: 1}", "c", "1");
    assertSpans("a:\nb: |\n  x\n\n\n", "a", "", "b", "|\n  x");
    assertSpans("😀: \"😀\"\nb: 1\n", "😀", "\"😀\"", "b", "1");
    assertSpans("a: b\r\n   c\r\n", "a", "b\r\n   c");
  }

  private static void assertSpans(String yaml, String... slices) throws SourceException {
    Document document = read(yaml);
    List<String> found = new ArrayList<>();
    collect(document.source(), document.root(), found);
    assertEquals(List.of(slices), found.subList(1, found.size()));
  }

  private static void collect(SourceText source, Node node, List<String> found) {
    found.add(source.slice(node.span()));
    switch (node) {
      case MapNode map ->
          map.entries()
              .values()
              .forEach(
                  entry -> {
                    found.add(source.slice(entry.key()));
                    collect(source, entry.value(), found);
                  });
      case ListNode list -> list.items().forEach(item -> collect(source, item, found));
      case ScalarNode _ -> {}
    }
  }

  @Test
  void comments_are_found_only_where_they_are_comments() throws SourceException {
    Document document =
        read(
            """
            # one
            a: 'no # comment' # two
            b: | # three
              # text
            # four
            c: [x, # five
              y#no]
            d: #six
            """);
    assertEquals(
        List.of("one", "two", "three", "four", "five", "six"),
        document.comments().stream().map(Comment::text).toList());
    assertEquals(
        List.of(true, false, false, true, false, false),
        document.comments().stream().map(Comment::ownLine).toList());
  }

  @Test
  void an_alias_has_its_own_place_and_shares_what_is_below() throws SourceException {
    Document document = read("a: &x {b: 1}\nc: *x\n");
    var anchored = assertInstanceOf(MapNode.class, document.values().get("a"));
    var alias = assertInstanceOf(MapNode.class, document.values().get("c"));
    assertEquals("*x", document.source().slice(alias.span()));
    assertSame(anchored.get("b"), alias.get("b"));
  }

  @Test
  void a_merge_key_overrides_what_stands_above_it_and_yields_to_what_stands_below()
      throws SourceException {
    Document document = read("x: &x {a: 1, b: 1, c: 1}\nz:\n  a: 2\n  <<: *x\n  b: 2\n");
    assertTrue(
        Objects.requireNonNull(document.values().get("z"))
            .sameValue(GoJson.read("{\"a\":1,\"b\":2,\"c\":1}")));
    assertEquals(
        List.of("a a <<"),
        document.duplicateKeys().stream()
            .map(
                d ->
                    d.key()
                        + " "
                        + document.source().slice(d.ignored())
                        + " "
                        + document.source().slice(d.used()))
            .toList());
  }

  @Test
  void the_first_of_several_merged_mappings_wins() throws SourceException {
    Document document = read("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n");
    assertTrue(
        Objects.requireNonNull(document.values().get("z"))
            .sameValue(GoJson.read("{\"a\":1,\"b\":2}")));
    assertEquals(List.of(), document.duplicateKeys());
  }

  @Test
  void the_last_of_equal_keys_wins_and_the_others_are_reported() throws SourceException {
    Document document = read("a: 1\n'a': 2\na: 3\n");
    assertTrue(document.root().sameValue(GoJson.read("{\"a\":3}")));
    assertEquals(
        List.of(0, 5), document.duplicateKeys().stream().map(d -> d.ignored().start()).toList());
  }

  @Test
  void only_the_first_document_counts() throws SourceException {
    Document document = read("---\na: 1\n... # end\n# more\n---\n@ not yaml\n");
    assertTrue(document.root().sameValue(GoJson.read("{\"a\":1}")));
    assertEquals("---\n@ not yaml\n", document.source().slice(document.ignored().orElseThrow()));
    assertTrue(read("a: 1\n...\n# end\n").ignored().isEmpty());
    assertTrue(read("a: 1\n---\n").ignored().isPresent());
  }

  @Test
  void a_text_without_content_is_null_and_gives_empty_values() throws SourceException {
    for (String yaml : List.of("", "# c\n", "---\n", "null\n", "\n\n")) {
      assertTrue(read(yaml).root().isNull(), yaml);
      assertTrue(read(yaml).values().entries().isEmpty(), yaml);
    }
  }

  @Test
  void values_must_be_a_mapping() throws SourceException {
    Document list = read("- a\n- b\n");
    var e = assertThrows(SourceException.class, list::values);
    assertEquals("values must be a mapping of keys, not a list", e.getMessage());
  }

  @Test
  void a_text_block_at_the_end_has_a_line_break_only_if_it_is_written() throws SourceException {
    assertEquals("x", string("a: |\n  x"));
    assertEquals("x\n", string("a: |\n  x\n"));
    assertEquals("x\n", string("a: |\n  x\n "));
    assertEquals("x y", string("a: >\n  x\n  y"));
    assertEquals("x\ny", string("a: |+\r\n  x\r\n  y"));
  }

  @Test
  void next_line_is_a_line_break() throws SourceException {
    assertEquals("x y", string("a: \"x\u0085y\""));
    assertEquals("x\u2028y", string("a: \"x \u2028  y\""));
  }

  @Test
  void separators_end_lines_and_stay_in_the_text() throws SourceException {
    assertEquals("x\u2028y", string("a: x \u2028  y"));
    assertEquals("x\u2029\ny", string("a: 'x\u2029\n\n y'").replace("\n\n", "\n"));
    assertEquals("x\u2028y\n", string("a: >\n  x\u2028  y\n"));
    assertEquals("x", string("a: x\u2028b: y"));
    assertEquals("x", string("a: x # c\u2028b: y"));
  }

  private static String string(String yaml) throws SourceException {
    return Objects.requireNonNull(
        assertInstanceOf(ScalarNode.class, read(yaml).values().get("a")).string());
  }

  private static Node value(String yaml) throws SourceException {
    return Objects.requireNonNull(read(yaml).values().get("k"));
  }

  private static Document read(String yaml) throws SourceException {
    return YamlReader.read(new SourceText("values.yaml", yaml));
  }

  @ParameterizedTest
  @ValueSource(strings = {"---\na: |\n  x\n? y\n", "? y\n\n", "a:\n  ? y\n", "- ? y\n\n- b\n"})
  void a_mapping_ends_with_a_key_that_has_no_value(String text) throws Exception {
    Document document = YamlReader.read(new SourceText("f", text));
    Node node = document.root();
    while (!(node instanceof ScalarNode)) {
      String slice = document.source().slice(node.span());
      assertEquals(slice.strip(), slice);
      node =
          node instanceof MapNode map
              ? map.entries().lastEntry().getValue().value()
              : ((ListNode) node).items().getFirst();
    }
  }

  @Test
  void an_infinity_or_a_null_key_is_refused_only_if_it_survives() throws Exception {
    for (String read :
        List.of("a: {x: .inf}\na: 5\n", "a: {x: .nan, x: 4}\n", "a: {x: {null: 4}, x: 4}\n")) {
      assertEquals(1, YamlReader.read(new SourceText("v", read)).duplicateKeys().size(), read);
    }
    for (String refused : List.of("a: {x: .inf}\nb: 5\n", "a: [-.inf]\n", "a: {null: 4}\n")) {
      assertThrows(
          SourceException.class, () -> YamlReader.read(new SourceText("v", refused)), refused);
    }
  }
}
