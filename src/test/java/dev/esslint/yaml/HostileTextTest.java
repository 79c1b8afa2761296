package dev.esslint.yaml;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {
  private static final String TOO_DEEP = "nested more than 1000 levels deep";
  private static final String BOMB = "the aliases expand to far more than the text contains";

  @ParameterizedTest
  @ValueSource(strings = {"[", "- ", "{a: ", "{a: [", "- - "})
  void endless_nesting_is_refused(String opening) {
    assertEquals(TOO_DEEP, refusal(opening.repeat(100_000)));
  }

  @Test
  void a_thousand_levels_are_read() throws SourceException {
    YamlReader.read(new SourceText("f", "[".repeat(1000) + "]".repeat(1000)));
  }

  @Test
  void aliases_that_multiply_are_refused() {
    var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(9) + "]\n");
    }
    assertEquals(BOMB, refusal(text.toString()));
  }

  @Test
  void mappings_merged_again_and_again_are_refused() {
    var text = new StringBuilder("a0: &a0 {" + "k: 1, ".repeat(5000) + "}\n");
    for (int i = 1; i < 5000; i++) {
      text.append("a" + i + ": {<<: *a0}\n");
    }
    assertEquals(BOMB, refusal(text.toString()));
  }

  @Test
  void aliases_may_stand_for_a_good_many_values() throws SourceException {
    YamlReader.read(
        new SourceText("f", "a: &a [" + "1,".repeat(999) + "]\n" + "b: [" + "*a,".repeat(49) + "]\n"));
    assertEquals(
        BOMB, refusal("a: &a [" + "1,".repeat(999) + "]\n" + "b: [" + "*a,".repeat(51) + "]\n"));
  }

  @Test
  void a_chain_of_aliases_nests_like_brackets() {
    var text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      text.append("a" + i + ": &a" + i + " " + "[".repeat(20) + "*a" + (i - 1) + "]".repeat(20) + "\n");
    }
    assertEquals(TOO_DEEP, refusal(text.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "x ", "7", "'", "\"", "a: ", ":", ",", "*a ", "!a ", "? ", "\t", "# c\n", "\n", "x\n",
        "- \n", "---\n"
      })
  void a_megabyte_of_anything_takes_little_time(String part) {
    String text = "a: " + part.repeat(1_000_000 / part.length());
    assertTimeoutPreemptively(
        ofSeconds(20),
        () -> {
          try {
            YamlReader.read(new SourceText("f", text));
          } catch (SourceException expected) {
            // refusing it is as good
          }
        });
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertTimeoutPreemptively(
                ofSeconds(20),
                () ->
                    assertThrows(
                        SourceException.class, () -> YamlReader.read(new SourceText("f", text))))
            .getMessage());
  }
}
