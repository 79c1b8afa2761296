package dev.esslint.model.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleTest {
  @Test
  void a_word_in_brackets_is_one_sample_and_not_the_word_as_well() {
    assertEquals(List.of("<YOUR_SECRET>"), samples("turn_shared_secret: '<YOUR_SECRET>'\nx: y\n"));
    assertEquals(List.of("CHANGE_ME", "<YOUR_SECRET>"), samples("a: CHANGE_ME\nb: '<YOUR_SECRET>'\n"));
  }

  @Test
  void of_two_samples_that_begin_together_the_longer_one_counts() {
    assertEquals(List.of("your-db-host.tld"), samples("your-db-host.tld"));
    assertEquals(List.of("your-db-host", "chat.tld"), samples("your-db-host or chat.tld"));
  }

  private static List<String> samples(String text) {
    return Sample.all(text).stream().map(Sample::word).toList();
  }
}
