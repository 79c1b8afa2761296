package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What reads {@code ../shared} has the tag by which {@code .ci/run} runs it. */
final class SharedTestsTest {
  @Test
  void a_test_that_reads_the_shared_folder_has_its_tag() throws Exception {
    List<String> without = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).sorted().toList()) {
        String text = Files.readString(file);
        boolean reads = text.contains("getProperty(\"shared\"") || text.contains("named = \"shared\"");
        if (reads && text.contains("org.junit.jupiter.api.Test") && !text.contains("@Tag(\"shared\")")) {
          without.add(file.toString());
        }
      }
    }
    assertEquals(List.of(), without);
  }
}
