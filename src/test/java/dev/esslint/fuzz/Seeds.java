package dev.esslint.fuzz;

import dev.esslint.rule.packed.BuiltInRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What people really write. */
public final class Seeds {
  private Seeds() {}

  /** The test data and the examples of the rules, as values. */
  public static List<String> values() {
    List<String> values = new ArrayList<>(texts(Path.of("testdata"), ".yaml"));
    BuiltInRules.all().stream()
        .flatMap(rule -> rule.info().examples().stream())
        .forEach(example -> values.add(example.values()));
    return List.copyOf(values);
  }

  /** The texts of the files in a folder whose names end so. */
  public static List<String> texts(Path folder, String end) {
    return files(folder, end).stream().map(Seeds::text).toList();
  }

  /** The files in a folder whose names end so. */
  public static List<Path> files(Path folder, String end) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
