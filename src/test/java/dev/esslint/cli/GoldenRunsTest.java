package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs over the files of {@code testdata}. A file in {@code ok} is checked in silence; a file {@code x.yaml} in
 * {@code err} gives what {@code x.out} holds, which {@code -Dexpected=write} writes anew. If there is {@code x.args},
 * its words follow the file on the command line.
 */
final class GoldenRunsTest {
  private static final Path TESTDATA = Path.of("testdata").toAbsolutePath();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> what_works_is_checked_in_silence() throws Exception {
    return files("ok")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Run run = run("ok", file);
                      assertEquals(
                          "Checked "
                              + file.getFileName()
                              + " against matrix-stack 26.8.1 (newest known): nothing found.\n",
                          run.out().replace(":\nnothing", ": nothing"));
                      assertEquals("", run.err());
                      assertEquals(0, run.status());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> what_is_wrong_is_told_as_expected() throws Exception {
    return files("err")
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      Run run = run("err", file);
                      String actual = run.out() + run.err() + "exit status " + run.status() + "\n";
                      Path expected = sibling(file, ".out");
                      if ("write".equals(System.getProperty("expected"))) {
                        Files.writeString(expected, actual);
                      }
                      assertEquals(Files.readString(expected), actual);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> line_ends_and_a_byte_order_mark_change_nothing() throws Exception {
    return Stream.concat(files("ok"), files("err"))
        .filter(file -> !Files.exists(sibling(file, ".args")))
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      String name = file.getFileName().toString();
                      String plain = Run.in(file.resolveSibling(""), name).out();
                      String text = Files.readString(file);
                      Files.writeString(folder.resolve(name), text.replace("\n", "\r\n"));
                      assertEquals(plain, Run.in(folder, name).out(), "CR LF");
                      Files.writeString(folder.resolve(name), "\uFEFF" + text);
                      assertEquals(plain, Run.in(folder, name).out(), "byte order mark");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> no_expectation_is_left_without_its_file() throws Exception {
    try (Stream<Path> all = Files.list(TESTDATA.resolve("err"))) {
      return all.filter(file -> file.toString().matches(".*\\.(out|args)")).toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(),
                      () -> assertTrue(Files.exists(sibling(file, ".yaml")))));
    }
  }

  private static Run run(String kind, Path file) throws Exception {
    Path args = sibling(file, ".args");
    List<String> more =
        Files.exists(args) ? List.of(Files.readString(args).strip().split("\\s+")) : List.of();
    return Run.in(
        TESTDATA.resolve(kind),
        Stream.concat(Stream.of(file.getFileName().toString()), more.stream())
            .toArray(String[]::new));
  }

  private static Path sibling(Path file, String ending) {
    return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.\\w+$", ending));
  }

  private static Stream<Path> files(String kind) throws Exception {
    try (Stream<Path> all = Files.list(TESTDATA.resolve(kind))) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }
}
