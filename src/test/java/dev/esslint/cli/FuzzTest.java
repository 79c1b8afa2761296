package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whatever enters, a run ends with a status that the README promises, in time, with memory and a report of bounded
 * size. For so
 * long runs are made up (see {@link Fuzz}): {@code -Dfuzz.seconds=5}; {@code -Dlong=true} means ten minutes.
 * {@code -Dfuzz.seed} is the first seed, and with {@code -Dfuzz.seconds=0} the only one.
 */
@Isolated("measures time or memory")
class FuzzTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a run may allocate, which is far more than it ever holds: so much, and so much for each character. */
  private static final long BASE = 64L << 20;

  private static final long FOR_EACH = 4_000;

  private static final int SECONDS =
      Integer.getInteger("fuzz.seconds", Boolean.getBoolean("long") ? 600 : 5);

  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /** Failures after which there is no use in going on. */
  private static final int ENOUGH = 10;

  private final Map<Integer, Integer> statuses = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void whatever_enters_a_run_ends_as_promised() throws IOException {
    Fuzz fuzz = new Fuzz();
    List<String> failures = new ArrayList<>();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    long seed = SEED;
    do {
      check("seed " + seed, fuzz.of(seed), failures);
      seed++;
      if (seed % 20_000 == 0) {
        System.out.printf("fuzz: %,d runs, %d failures%n", seed - SEED, failures.size());
      }
    } while (System.nanoTime() < end && failures.size() < ENOUGH);
    System.out.printf("fuzz: %,d runs from seed %d on, by status %s%n", seed - SEED, SEED, statuses);
    assertEquals(List.of(), failures);
  }

  /** What has been found once; a file holds values, and its first line the command. */
  @Test
  void what_was_found_once_stays_mended() throws IOException {
    List<String> failures = new ArrayList<>();
    int number = 0;
    try (Stream<Path> kept = Files.list(Path.of("testdata", "fuzz"))) {
      for (Path file : kept.filter(Files::isRegularFile).sorted().toList()) {
        String text = Files.readString(file);
        int line = text.indexOf('\n');
        List<String> args = List.of(text.substring(2, line).split(" ", -1));
        byte[] values = text.substring(line + 1).getBytes(StandardCharsets.UTF_8);
        check(
            String.valueOf(file.getFileName()),
            new Fuzz.Case(Map.of("values.yaml", values), args),
            failures);
        number++;
      }
    }
    assertTrue(number > 0);
    assertEquals(List.of(), failures);
  }

  private void check(String name, Fuzz.Case run, List<String> failures) throws IOException {
    for (Map.Entry<String, byte[]> file : run.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    String wrong = wrong(run);
    for (int again = 0; again < 2 && wrong.startsWith("takes"); again++) {
      wrong = wrong(run);
    }
    for (String file : run.files().keySet()) {
      Files.delete(folder.resolve(file));
    }
    if (!wrong.isEmpty()) {
      failures.add(name + " " + run.args() + ": " + wrong);
      System.out.println(failures.getLast());
    }
  }

  /** What is wrong with a run; empty if nothing is. */
  private String wrong(Fuzz.Case run) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long start = SYSTEM.getProcessCpuTime();
    long allocatedBefore = THREADS.getTotalThreadAllocatedBytes();
    int status;
    try {
      status =
          Run.run(
              folder,
              InputStream.nullInputStream(),
              out,
              err,
              Map.of("ESSLINT_DEBUG", "1"),
              run.args().toArray(String[]::new));
    } catch (RuntimeException | Error e) {
      return "throws " + e;
    }
    statuses.merge(status, 1, Integer::sum);
    long millis = (SYSTEM.getProcessCpuTime() - start) / 1_000_000;
    if (status == ExitStatus.BUG || status < 0 || status > ExitStatus.INPUT) {
      String told = err.toString(StandardCharsets.UTF_8);
      return "ends with " + status + ": " + told.substring(0, Math.min(600, told.length()));
    }
    if (millis > 2000 + run.size() / 50) {
      return "takes " + millis + " ms for " + run.size() + " characters";
    }
    long allocated = THREADS.getTotalThreadAllocatedBytes() - allocatedBefore;
    if (allocated > BASE + FOR_EACH * run.size()) {
      return "allocates " + (allocated >> 20) + " MiB for " + run.size() + " characters";
    }
    if (out.size() > 4_000_000 + 40 * run.size()) {
      return "tells " + out.size() + " bytes of " + run.size() + " characters";
    }
    return "";
  }
}
