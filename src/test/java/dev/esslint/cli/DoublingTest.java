package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A text of the user that is twice as long takes about twice the time, whatever it repeats and wherever it stands. With
 * {@code -Dlong=true} every command is run for every place and word, and pairs of words are tried; else one command for each.
 */
@Isolated("measures time or memory")
class DoublingTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("values.yaml"),
          List.of("resolve", "values.yaml"),
          List.of("map", "values.yaml"),
          List.of("upgrade", "--from", "25.5.1", "--diff", "values.yaml"));

  private static final boolean LONG = Boolean.getBoolean("long");

  private static final int LENGTH = LONG ? 60_000 : 16_000;

  /** What takes less is not looked at twice; a quadratic way takes some hundred milliseconds for so long a text. */
  private static final long FLOOR = LONG ? 800 : 250;

  /** Far from linear, so that a busy machine does no harm. */
  private static final double MOST = 3;

  @TempDir Path folder;

  @Test
  void twice_the_text_takes_about_twice_the_time() throws IOException {
    List<String> slow = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, HostileTexts.Place> place : HostileTexts.PLACES.entrySet()) {
      for (String token : HostileTexts.TOKENS) {
        if (token.contains("\n") && !place.getKey().endsWith("s")) {
          continue;
        }
        for (List<String> command : COMMANDS) {
          number++;
          if (LONG || number % 131 == 0) {
            check(place.getKey(), token, command, slow);
          }
        }
        if (LONG) {
          check(place.getKey(), token + HostileTexts.TOKENS.get(number % HostileTexts.TOKENS.size()), COMMANDS.getFirst(), slow);
        }
      }
    }
    assertEquals(List.of(), slow);
  }

  private void check(String place, String token, List<String> command, List<String> slow)
      throws IOException {
    if (millis(place, token, LENGTH, command) < FLOOR) {
      return;
    }
    long whole = Long.MAX_VALUE;
    long half = Long.MAX_VALUE;
    for (int i = 0; i < 3 && whole >= FLOOR; i++) {
      half = Math.min(half, millis(place, token, LENGTH / 2, command));
      whole = Math.min(whole, millis(place, token, LENGTH, command));
    }
    if (whole > FLOOR && whole > MOST * half) {
      slow.add(
          String.format(
              "%s with %s in %s takes %d ms for %d characters and %d ms for %d",
              command, token, place, half, LENGTH / 2, whole, LENGTH));
    }
  }

  private long millis(String place, String token, int length, List<String> command)
      throws IOException {
    String text = token.repeat(Math.max(1, length / token.length()));
    Files.writeString(folder.resolve("values.yaml"), HostileTexts.with(place, text));
    long start = SYSTEM.getProcessCpuTime();
    Run run = Run.in(folder, command.toArray(String[]::new));
    long end = SYSTEM.getProcessCpuTime();
    assertNotEquals(ExitStatus.BUG, run.status(), () -> token + " in " + place + ": " + run.err());
    return (end - start) / 1_000_000;
  }
}
