package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("shared")
class HelmYamlTest {
  @Test
  void every_recorded_verdict_of_helm_is_ours() throws IOException {
    Path folder = Path.of(System.getProperty("shared", "no -Dshared=PATH given"), "helm-yaml");
    List<String> wrong = new ArrayList<>();
    List<String> expected = Files.readAllLines(folder.resolve("expected.tsv"));
    assertFalse(expected.isEmpty());
    for (String line : expected) {
      int tab = line.indexOf('\t');
      String file = line.substring(0, tab);
      String verdict = line.substring(tab + 1);
      String ours = verdict(Files.readAllBytes(folder.resolve(file)), verdict);
      if (!ours.equals(verdict)) {
        wrong.add(file + ": Helm " + verdict + ", ours " + ours);
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** The expected verdict if ours amounts to the same. */
  private static String verdict(byte[] bytes, String expected) {
    try {
      Node ours = YamlReader.read(SourceText.decode("values.yaml", bytes)).values();
      boolean same = !expected.startsWith("ERROR") && ours.sameValue(GoJson.read(expected));
      return same ? expected : ours.toString();
    } catch (SourceException e) {
      return expected.startsWith("ERROR") ? expected : "refused: " + e.getMessage();
    }
  }
}
