package dev.esslint.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTextTest {

  @Test
  void spans_that_overlap_or_touch_are_one_secret() {
    SourceText source = new SourceText("values.yaml", "x".repeat(100));
    List<Span> spans =
        List.of(
            new Span(40, 50),
            new Span(10, 20),
            new Span(15, 17),
            new Span(18, 30),
            new Span(30, 35),
            new Span(60, 60));
    ShownText shown = new ShownText(source, new Shown("values.yaml"), spans);
    assertEquals(new Span(10, 35), shown.firstHidden(0, 100));
    assertEquals(new Span(10, 35), shown.firstHidden(34, 35));
    assertNull(shown.firstHidden(35, 40));
    assertEquals(new Span(40, 50), shown.firstHidden(35, 41));
    assertNull(shown.firstHidden(50, 100));
  }

  @Test
  void the_characters_of_secrets_are_gone_and_all_places_stay() {
    SourceText source = new SourceText("values.yaml", "a: |\n  hush\n  hush\nb: 1\n");
    ShownText shown = new ShownText(source, new Shown("values.yaml"), List.of(new Span(3, 18)));
    assertEquals("a: *\n  ****\n  ****\nb: 1\n", shown.text());
    assertEquals("  ***", shown.lineAsShown(2));
  }
}
