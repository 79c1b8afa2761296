package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --watch}, and the progress of long runs. */
final class WatchTest {
  @TempDir Path folder;

  @Test
  void it_is_done_once_and_again_for_each_change() throws Exception {
    Deque<Boolean> changes = new ArrayDeque<>(List.of(true, true, false));
    List<Set<Path>> asked = new ArrayList<>();
    int[] runs = {0};
    Watch.run(
        () -> Set.of(Path.of("run" + ++runs[0])),
        files -> {
          asked.add(files);
          return changes.remove();
        });
    assertEquals(3, runs[0]);
    assertEquals(Set.of(Path.of("run3")), asked.getLast());
  }

  @Test
  void a_file_that_is_written_or_replaced_is_a_change_and_others_are_none() throws Exception {
    Path file = Files.writeString(folder.resolve("values.yaml"), "a: 1\n");
    CompletableFuture<Boolean> change =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Watch.onDisk(Set.of(file));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; !change.isDone() && i < 10_000; i++) {
      Files.writeString(folder.resolve("other.yaml"), "b: " + i);
      Path next = Files.writeString(folder.resolve("next"), "a: " + i);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
      Thread.onSpinWait();
      if (i % 50 == 49) {
        try {
          change.get(150, TimeUnit.MILLISECONDS); // it waits until nothing more happens
        } catch (TimeoutException e) {
          // once more
        }
      }
    }
    assertTrue(change.get(1, TimeUnit.MINUTES));
  }

  @Test
  void standard_input_is_not_watched() {
    for (String[] args :
        List.of(
            new String[] {"--watch", "-"},
            new String[] {"--watch", "-f", "-"},
            new String[] {"--watch", "--before", "-", "a.yaml"})) {
      Run run = Run.with(folder, "serverName: a\n", args);
      assertEquals(2, run.status());
      assertEquals("esslint: standard input cannot be watched\n", run.err());
    }
  }

  @Test
  void progress_is_shown_after_a_second_and_taken_away() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long[] now = {0};
    Progress progress = new Progress(terminal(err, true), 4, () -> now[0]);
    progress.step();
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    now[0] = 1_000_000_000L;
    progress.step();
    progress.step();
    progress.step();
    progress.end();
    assertEquals("\r\u001b[Kchecked 2 of 4\r\u001b[K", err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void nothing_is_shown_where_there_is_no_terminal_or_a_run_is_short() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long[] now = {0};
    Progress elsewhere = new Progress(terminal(err, false), 3, () -> now[0]);
    Progress brief = new Progress(terminal(err, true), 3, () -> 0);
    now[0] = 5_000_000_000L;
    elsewhere.step();
    brief.step();
    elsewhere.end();
    brief.end();
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  private Terminal terminal(ByteArrayOutputStream err, boolean terminal) {
    return new Terminal(
        InputStream.nullInputStream(),
        new ByteArrayOutputStream(),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of(),
        terminal,
        folder);
  }
}
