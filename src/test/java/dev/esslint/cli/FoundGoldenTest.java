package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of a repository in one text, then which deployments are found in them, and what is found there. {@code -Dexpected=write}
 * writes the last two anew.
 */
final class FoundGoldenTest {
  private static final Path CASES = Path.of("testdata/found");
  private static final String FILE = "=== ";
  private static final String FOUND = "=== found\n";

  /** Certificates, versions and hosts are not what these cases are about. */
  private static final List<String> LINT =
      List.of("-q", "--select", "SCH,GIT,YAML,CHT,CFG", "--ignore", "CHT004");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .sorted()
          .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)))
          .toList()
          .stream();
    }
  }

  private void check(Path file) throws IOException {
    String text = Files.readString(file);
    int end = text.indexOf(FOUND);
    String given = end < 0 ? text : text.substring(0, end);
    Path here = folder.resolve(file.getFileName().toString());
    for (String part : given.substring(FILE.length()).split("\n" + FILE, -1)) {
      int line = part.indexOf('\n');
      Path one = here.resolve(part.substring(0, line));
      Files.createDirectories(one.resolveSibling(""));
      String content = part.substring(line + 1);
      Files.writeString(one, content.endsWith("\n") ? content : content + "\n");
    }
    String actual =
        given
            + FOUND
            + Run.in(here, "deployments", "--values").out()
            + "=== told\n"
            + Run.in(here, LINT.toArray(new String[0])).out();
    if ("write".equals(System.getProperty("expected"))) {
      Files.writeString(file, actual);
    }
    assertEquals(text, actual);
    try (Stream<Path> all = Files.walk(here)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }
}
