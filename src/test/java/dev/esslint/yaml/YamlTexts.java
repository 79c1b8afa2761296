package dev.esslint.yaml;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generates YAML: whole documents from parts that matter to Helm, and texts that only look like it. */
final class YamlTexts {
  private static final String[] SCALARS = {
    "a",
    "yes",
    "0o17",
    "017",
    "08",
    "1_000",
    ".5",
    "+.5",
    ".1_5",
    "0b11",
    "-0b1",
    "0x1F",
    "1e3",
    "~",
    "null",
    "",
    "x y",
    "2001-01-01",
    "http://a/b?c=d",
    "a:b",
    "'it''s'",
    "\"x\\ty\"",
    "\"it\\'s\"",
    "!!str 5",
    "!!int 5",
    "!!float 5",
    "!!bool yes",
    "!!binary aGk=",
    "! 5",
    "!own 5",
    "&x 7",
    "*x",
    "a # c",
    "a#c",
    "-x",
    "1.5",
    "-0",
    "1e400",
    "12:30:45",
    "99999999999999999999",
    "0xFFFFFFFFFFFFFFFFFF",
    "18446744073709551615",
    "'a': b",
    "@x",
    "{{ .x }}",
    "${X}",
    "- x",
    "<<",
    "é",
    "😀",
    "a\\b",
    "a,b",
    "a]b",
    "1\t",
    "\t1",
    "\"\\u00e9\\x41\"",
    "...",
    "1.",
    "1e",
    "0b12",
    "_1",
    "TRUE",
    "oN",
    "x\n  y",
    "x\n\n  y",
    "x\n  \ty",
    "x\n \t y",
    "|#c\n  x",
    ">-# c\n  x",
    "\"a\\\n  b\"",
    "\"q \n   r\"",
    "'a\n  b\n\n  c'",
    "|\n  x\n  y",
    "|-\n  x\n\n",
    "|+\n  x\n\n",
    ">\n  x\n  y\n\n  z\n   w\n  v",
    "|2\n    x\n   y",
    "|1\n  x",
    "|\n\n  x",
    "|\n     \n  x",
    "- a\n- b",
  };
  private static final String[] KEYS = {
    "a",
    "b",
    "c",
    "y",
    "1",
    "1.5",
    "0.1",
    "1e20",
    "0o17",
    "'x'",
    "\"z\"",
    "<<",
    "x y",
    "1234567.0",
    "a.b",
    "!!str 5",
    "&k z",
  };
  private static final String SPECIAL = " \n\t:-?#,[]{}&*!|>'\"%@`ab01.~<=\\\r";

  private YamlTexts() {}

  static Arbitrary<String> documents() {
    return Combinators.combine(
            block(3),
            Arbitraries.of("", "", "", "---\n", "# c\n", "%YAML 1.1\n---\n"),
            Arbitraries.of("", "", "", "...\n", "---\nz: 1\n"))
        .as((body, head, tail) -> head + body + tail);
  }

  static Arbitrary<String> damagedDocuments() {
    Arbitrary<Character> special = Arbitraries.chars().with(SPECIAL.toCharArray());
    return Combinators.combine(documents(), Arbitraries.integers().between(0, 10_000), special)
        .as(
            (text, place, c) -> {
              int at = place % text.length();
              return text.substring(0, at) + c + text.substring(at + place % 2);
            });
  }

  /** Documents with line breaks of YAML 1.1 that are none to an editor, and byte order marks. */
  static Arbitrary<String> documentsWithOddBreaks() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "\u2028", "\u2029", "\u0085", " \u2028", "\u2028 ", "\u2029  ", "\u2028\n", "\n\u2029",
            "\u2028\u2028", "\uFEFF", "\n  \u2028  ", "\\\u2028", "\u2028---\u2029", " #c\u2028");
    Arbitrary<String> shapes =
        Arbitraries.of(
            "a: \"x y\"\n", "a: 'x y'\n", "a: x y\n", "a: [x y, z]\n", "a: |\n  x y\n  z\n",
            "a: >-\n  x\n  y\n\n  z\n", "a: |+\n  x\n\n", "\"a b\": c\n", "a: {b c: d}\n", "a: \"x\\ty\"\n",
            "- x\n- y\n", "a: >2\n   x\n  y\n", "a:\n  b: |\n    x\n    y\n");
    return Combinators.combine(
            Arbitraries.oneOf(documents(), shapes, shapes),
            Arbitraries.integers().between(0, 10_000).list().ofMinSize(1).ofMaxSize(2),
            odd)
        .as(
            (text, places, some) -> {
              String changed = text;
              for (int place : places) {
                int at = place % (changed.length() + 1);
                int end = Math.min(changed.length(), at + (place / 7) % 2);
                changed = changed.substring(0, at) + some + changed.substring(end);
              }
              return changed.startsWith("\uFEFF\uFEFF") ? changed.substring(1) : changed;
            });
  }

  static Arbitrary<String> noise() {
    return Arbitraries.strings()
        .withChars((SPECIAL + "é\u0085\u2028").toCharArray())
        .ofMaxLength(60);
  }

  private static Arbitrary<String> block(int depth) {
    Arbitrary<String> keys = Arbitraries.of(KEYS);
    Arbitrary<String> mapping =
        Combinators.combine(keys, value(depth)).as((key, value) -> key + ":" + value + "\n");
    Arbitrary<String> item = value(depth).map(value -> "-" + value + "\n");
    return Arbitraries.oneOf(lines(mapping), lines(mapping), lines(item));
  }

  private static Arbitrary<String> lines(Arbitrary<String> line) {
    return line.list().ofMinSize(1).ofMaxSize(4).map(lines -> String.join("", lines));
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar = Arbitraries.of(SCALARS).map(text -> " " + text);
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<String> nested = Arbitraries.lazy(() -> block(depth - 1)).map(YamlTexts::indented);
    return Arbitraries.oneOf(scalar, scalar, flow(2).map(text -> " " + text), nested);
  }

  private static String indented(String block) {
    return "\n  " + block.stripTrailing().replace("\n", "\n  ");
  }

  private static Arbitrary<String> flow(int depth) {
    List<String> plain =
        List.of(SCALARS).stream()
            .filter(text -> !text.contains("\n") && !text.contains("?") && !text.startsWith("!"))
            .toList();
    if (depth == 0) {
      return Arbitraries.of(plain);
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> flow(depth - 1));
    Arbitrary<String> entry =
        Combinators.combine(
                Arbitraries.of("a", "b", "'q'", "yes"), Arbitraries.of(": ", ":"), inner)
            .as((key, colon, value) -> key + colon + value);
    return Arbitraries.oneOf(
        Arbitraries.of(plain),
        inner.list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]"),
        entry.list().ofMaxSize(3).map(entries -> "{" + String.join(",", entries) + "}"));
  }
}
