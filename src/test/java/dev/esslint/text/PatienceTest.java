package dev.esslint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
  private static final String NAME = "a".repeat(250) + "b";

  @ParameterizedTest
  @ValueSource(strings = {"(a|aa)+\\1c", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)x", "((a|b)*)*\\2c"})
  void an_expression_that_never_ends_is_given_up(String expression) {
    Pattern pattern = Pattern.compile(expression);
    assertEquals(Optional.empty(), Patience.with(NAME).fits(pattern, NAME));
    assertEquals(Optional.empty(), Patience.with(NAME).isIn(pattern, NAME));
    assertEquals(Optional.empty(), Patience.with(NAME).replaced(pattern, NAME, ""));
  }

  @Test
  void an_expression_that_needs_a_deep_stack_is_given_up() {
    String text = "ab".repeat(1_000_000);
    assertEquals(Optional.empty(), Patience.with(text).fits(Pattern.compile("(a|b|ab)*(x|y)"), text));
  }

  @Test
  void a_usual_expression_is_tried() {
    assertEquals(Optional.of(true), Patience.with(NAME).fits(Pattern.compile("a+b"), NAME));
    assertEquals(Optional.of(false), Patience.with(NAME).fits(Pattern.compile("a+"), NAME));
    assertEquals(Optional.of(true), Patience.with(NAME).isIn(Pattern.compile("b$"), NAME));
    assertEquals(Optional.of("x-b"), Patience.with(NAME).replaced(Pattern.compile("(a)a+"), NAME, "x-"));
  }

  @Test
  void all_expressions_share_the_patience() {
    Patience patience = new Patience(300);
    Pattern pattern = Pattern.compile("a+b");
    assertEquals(Optional.of(true), patience.fits(pattern, NAME));
    assertEquals(Optional.empty(), patience.fits(pattern, NAME));
  }
}
