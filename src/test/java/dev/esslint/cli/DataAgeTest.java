package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataAgeTest {
  private static final long DAY = 24L * 60 * 60 * 1000;

  @Test
  void data_are_old_120_days_after_the_month_of_the_newest_release() {
    for (int year = 24; year < 35; year++) {
      for (int month = 1; month <= 12; month++) {
        Release release = new Release(year, month, 1);
        long after = LocalDate.of(2000 + year, month, 1).plusMonths(1).toEpochDay();
        assertEquals(Optional.empty(), DataAge.notice(release, (after + 120) * DAY + DAY - 1));
        assertEquals(
            Optional.of(true),
            DataAge.notice(release, (after + 121) * DAY).map(text -> text.contains(release.toString())));
      }
    }
  }

  @Test
  void nothing_is_old_in_a_world_without_time() {
    assertEquals(Optional.empty(), DataAge.notice(new Release(25, 5, 1), 0));
  }
}
