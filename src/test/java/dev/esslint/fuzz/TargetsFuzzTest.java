package dev.esslint.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.esslint.chart.ChartTargets;
import dev.esslint.cli.FileTargets;
import dev.esslint.gotemplate.TemplateTargets;
import dev.esslint.json.JsonTargets;
import dev.esslint.probe.wire.WireTargets;
import dev.esslint.yaml.SourceTargets;
import dev.esslint.values.ValueTargets;
import dev.esslint.workspace.WorkspaceTargets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every reader of what comes from outside gets inputs that nobody expects: it throws nothing but what it documents, its laws hold,
 * and time and memory are in proportion to the size. {@code -Dfuzz.executions=N} says how many inputs each gets, which {@code -Dlong=true}
 * makes 50,000; {@code -Dfuzz.seed=N} which ones, and {@code -Dfuzz.targets=A,B} keeps to some. What was found once is kept below
 * {@code testdata/fuzz}, in the folder of its target.
 */
@Execution(ExecutionMode.CONCURRENT)
final class TargetsFuzzTest {
  private static final Path KEPT = Path.of("testdata", "fuzz");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int EXECUTIONS =
      Integer.getInteger("fuzz.executions", Boolean.getBoolean("long") ? 50_000 : 100);
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final List<String> ONLY = List.of(System.getProperty("fuzz.targets", "").split(","));

  private static final long BASE_MEMORY = 16L << 20;
  private static final long BASE_MILLIS = 400;

  /** How many bytes may take a millisecond more. */
  private static final int A_MILLISECOND = 50;

  private static List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    targets.addAll(SourceTargets.all());
    targets.addAll(JsonTargets.all());
    targets.addAll(ValueTargets.all());
    targets.addAll(TemplateTargets.all());
    targets.addAll(ChartTargets.all());
    targets.addAll(FileTargets.all());
    targets.addAll(WorkspaceTargets.all());
    targets.addAll(WireTargets.all());
    targets.removeIf(target -> !ONLY.contains("") && !ONLY.contains(target.name()));
    return targets;
  }

  @TestFactory
  Stream<DynamicTest> whatever_enters_is_read_or_refused_as_documented() {
    return targets().stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzz(target)));
  }

  @TestFactory
  Stream<DynamicTest> what_a_reader_stumbled_over_once_it_does_no_more() throws IOException {
    List<Target> targets = targets();
    try (Stream<Path> folders = Files.list(KEPT)) {
      List<String> names = folders.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString).toList();
      assertTrue(
          !ONLY.contains("") || targets.stream().map(Target::name).toList().containsAll(names),
          "of a target that is not there: " + names);
    }
    return targets.stream()
        .filter(target -> Files.isDirectory(KEPT.resolve(target.name())))
        .map(target -> DynamicTest.dynamicTest(target.name(), () -> kept(target)));
  }

  private static void kept(Target target) throws IOException {
    for (Path file : Seeds.files(KEPT.resolve(target.name()), "")) {
      assertEquals("", wrong(target, Files.readAllBytes(file), null), file.toString());
    }
  }

  private static void fuzz(Target target) {
    Mutations mutations = new Mutations(target, new Random(SEED * 31 + target.name().hashCode()));
    for (byte[] seed : target.seeds()) {
      assertEquals("", wrong(target, seed, mutations), () -> shown(seed));
    }
    int executions = (int) Math.ceil(EXECUTIONS * target.share());
    for (int i = 0; i < executions; i++) {
      byte[] input = mutations.next();
      String wrong = wrong(target, input, mutations);
      if (!wrong.isEmpty()) {
        byte[] least = least(target, input, kindOf(wrong));
        assertEquals("", wrong, "execution " + i + " of seed " + SEED + ": " + shown(least));
      }
    }
    if (executions > 10_000) {
      System.out.printf("fuzz: %s, %,d executions of seed %d%n", target.name(), executions, SEED);
    }
  }

  /** What is wrong with the reading of an input; empty if nothing is. */
  private static String wrong(Target target, byte[] input, @Nullable Mutations mutations) {
    String wrong = "";
    for (int attempt = 0; attempt < 3; attempt++) { // the machine may be busy, and code not yet compiled
      wrong = once(target, input, mutations);
      if (!wrong.startsWith("takes")) {
        break;
      }
    }
    return wrong;
  }

  private static String once(Target target, byte[] input, @Nullable Mutations mutations) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    String kind;
    try {
      kind = target.body().read(input);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return "throws " + e + (trace.length == 0 ? "" : " at " + trace[0]);
    }
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - memory;
    long millis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
    if (millis > BASE_MILLIS + input.length / A_MILLISECOND) {
      return "takes " + millis + " ms for " + input.length + " bytes";
    }
    if (allocated > BASE_MEMORY + (long) target.forEach() * input.length) {
      return "allocates " + (allocated >> 20) + " MiB for " + input.length + " bytes";
    }
    if (mutations != null) {
      mutations.learn(input, kind);
    }
    return "";
  }

  private static String kindOf(String wrong) {
    return Target.kind(wrong).replaceAll("(?s)(throws [A-Za-z.]+|takes|allocates).*", "$1");
  }

  /** A smaller input with which the same is wrong. */
  private static byte[] least(Target target, byte[] input, String kind) {
    byte[] least = input;
    for (int part = Math.max(1, input.length / 2); part > 0; part /= 2) {
      for (int at = 0; at + part <= least.length && least.length > 1; ) {
        byte[] less = Mutations.replaced(least, at, at + part, new byte[0]);
        if (kindOf(wrong(target, less, null)).equals(kind)) {
          least = less;
        } else {
          at += part;
        }
      }
    }
    return least;
  }

  private static String shown(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return "\n" + text.substring(0, Math.min(1_000, text.length())) + "\nbase64 "
        + (input.length > 6_000 ? "of " + input.length + " bytes is left out" : Base64.getEncoder().encodeToString(input));
  }
}
