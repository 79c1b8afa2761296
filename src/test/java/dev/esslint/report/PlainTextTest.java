package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void a_message_is_one_line_that_shows_the_line_breaks_of_what_it_quotes() {
    assertEquals("one\\u{a} two\\u{9}three", PlainText.message(" one\n two\tthree\n"));
  }

  @Test
  void a_paragraph_is_one_line() {
    assertEquals("one two three", PlainText.paragraph(" one\r\n\r\n  two\tthree\n"));
    assertEquals("", PlainText.paragraph("\n"));
  }

  @Test
  void fenced_code_is_indented_and_headings_end_in_a_colon() {
    assertEquals(
        List.of("Why:", "", "Text `a`", "", "    # Comment", "      b: c", "", "#no heading"),
        PlainText.lines(
            "\n## Why\r\n\n\nText `a`\n```yaml\n# Comment\n  b: c\n```\n\n#no heading\n\n",
            PlainText.ANY_WIDTH));
    assertEquals(List.of(), PlainText.lines("", PlainText.ANY_WIDTH));
  }

  @Test
  void paragraphs_are_broken_at_words_and_items_hang() {
    assertEquals(
        List.of("one two", "three", "", "- four", "  five", "- six", "1. a b", "   eight"),
        PlainText.lines("one\ntwo three\n\n- four five\n- six\n1. a b eight", 8));
    assertEquals(List.of("a", "verylongword", "b"), PlainText.wrapped("a verylongword b", 5));
    assertEquals(List.of("名前", "b"), PlainText.wrapped("名前 b", 5));
  }
}
