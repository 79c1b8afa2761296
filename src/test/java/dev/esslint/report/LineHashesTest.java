package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.secret.Mask;
import dev.esslint.secret.Masks;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected hashes are those of the tests of {@code github/codeql-action}. */
class LineHashesTest {
  private static List<String> hashes(String text) {
    SourceText source = Samples.source(text);
    LineHashes hashes = new LineHashes(Mask.none().shown(source));
    return IntStream.rangeClosed(1, source.lineCount())
        .mapToObj(line -> hashes.of(line).orElse("none"))
        .toList();
  }

  @Test
  void an_empty_text_has_one_line() {
    assertEquals(List.of("c129715d7a2bc9a3:1"), hashes(""));
  }

  @Test
  void blanks_and_tabs_do_not_count() {
    assertEquals(
        List.of(
            "271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"),
        hashes(" a\nb\n  \t\tc\n d"));
  }

  @Test
  void every_line_break_counts_as_the_same() {
    List<String> expected =
        List.of(
            "e9496ae3ebfced30:1",
            "fb7c023a8b9ccb3f:1",
            "ce8ba1a563dcdaca:1",
            "e20e36e16fcb0cc8:1",
            "b3edc88f2938467e:1",
            "c8e28b0b4002a3a0:1",
            "c129715d7a2bc9a3:1");
    assertEquals(expected, hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"));
    assertEquals(expected, hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"));
    assertEquals(expected, hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"));
    assertEquals(expected, hashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"));
  }

  @Test
  void equal_hashes_are_counted() {
    assertEquals(
        List.of(
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1"),
        hashes("Lorem ipsum dolor sit amet.\n".repeat(10)));
  }

  @Test
  void a_hash_that_a_secret_goes_into_is_not_told() {
    String far = "x".repeat(99) + "\n";
    SourceText source = Samples.source(far + "a: 1\nb: hunter2\n" + far);
    Span secret = Samples.span(source, "hunter2");
    LineHashes hashes = new LineHashes(Masks.over(Map.of(source, List.of(secret))).shown(source));
    List<String> all = hashes(source.text());
    assertEquals(Optional.of(all.get(0)), hashes.of(1));
    assertEquals(Optional.empty(), hashes.of(2));
    assertEquals(Optional.empty(), hashes.of(3));
    assertEquals(Optional.of(all.get(3)), hashes.of(4));
    assertEquals(Optional.of(all.get(4)), hashes.of(5));
  }
}
