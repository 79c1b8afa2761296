package dev.esslint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.esslint.source.SourceText;
import dev.esslint.source.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretSpansTest {

  @Test
  void spans_that_overlap_or_touch_are_one_secret() {
    SourceText source = Samples.source("x".repeat(100));
    SecretSpans secrets =
        new SecretSpans(
            Map.of(
                source,
                List.of(
                    new Span(40, 50),
                    new Span(10, 20),
                    new Span(15, 17),
                    new Span(18, 30),
                    new Span(30, 35),
                    new Span(60, 60))));
    assertEquals(new Span(10, 35), secrets.firstIn(source, 0, 100));
    assertEquals(new Span(10, 35), secrets.firstIn(source, 34, 35));
    assertNull(secrets.firstIn(source, 35, 40));
    assertEquals(new Span(40, 50), secrets.firstIn(source, 35, 41));
    assertNull(secrets.firstIn(source, 50, 100));
    assertNull(secrets.firstIn(Samples.source("y"), 0, 1));
  }
}
