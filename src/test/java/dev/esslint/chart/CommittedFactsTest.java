package dev.esslint.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("shared")
class CommittedFactsTest {
  @Test
  void the_facts_in_the_repository_are_those_of_the_charts(@TempDir Path scratch) throws Exception {
    for (Release release : Charts.builtIn().releases()) {
      Path source = Path.of(System.getProperty("shared"), "charts", release.toString());
      Path written = FactsWriter.write(Charts.read(source, release.toString()), scratch);
      for (String file : new String[] {"values.json", "schema.json"}) {
        assertEquals(
            Files.readString(Path.of("schemas/matrix-stack", release.toString(), file)),
            Files.readString(written.resolve(file)));
      }
    }
  }
}
