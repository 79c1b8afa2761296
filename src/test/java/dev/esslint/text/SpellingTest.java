package dev.esslint.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "only_internally, only_externally",
    "maximum_length, minimum_length",
    "min_lifetime, max_lifetime",
    "exclude_rooms, include_rooms",
  })
  void the_opposite_of_a_word_is_no_slip_for_it(String written, String opposite) {
    assertEquals(Optional.empty(), Spelling.nearest(written, List.of(opposite)));
  }

  @ParameterizedTest
  @CsvSource({
    "only_externaly, only_externally",
    "minimum_lenght, minimum_length",
    "max_lifetme, max_lifetime",
    "minimise, minimize",
  })
  void a_slip_is_one(String written, String meant) {
    assertEquals(Optional.of(meant), Spelling.nearest(written, List.of(meant)));
  }
}
