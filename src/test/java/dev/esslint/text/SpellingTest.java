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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ssl | plain,starttls,tls | tls
          STARTTLS | plain,starttls,tls | starttls
          required | ignore,suggest,force,require | require
          recaptcha | recaptcha_v2,cloudflare_turnstile,hcaptcha | recaptcha_v2
          turnstile | recaptcha_v2,cloudflare_turnstile,hcaptcha | cloudflare_turnstile
          scrypt | bcrypt,argon2id,pbkdf2 | -
          client_secret | client_secret_basic,client_secret_post,none | -
          secret_basic | client_secret_basic,client_secret_post,none | client_secret_basic
          verify | require,verify-ca,verify-full | -
          administrator | commands,login,admin | admin
          Retain | keep,delete | keep
          fatal | CRITICAL,ERROR,DEBUG | CRITICAL
          all | *,github,gitlab | *
          none | disable,require | disable
          none | plain,tls | plain
          none | plain,disable | -
          """)
  void a_choice_is_meant_by_a_slip_by_some_of_its_words_or_by_another_word_for_it(String text, String choices, String meant) {
    assertEquals(meant, Spelling.choice(text, List.of(choices.split(","))).orElse("-"));
  }
}
