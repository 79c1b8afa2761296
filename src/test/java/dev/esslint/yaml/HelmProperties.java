package dev.esslint.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.marcnuri.helm.Helm;
import dev.esslint.RealHelm;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Helm itself as the judge. One call of Helm judges many documents: a chart parses them with {@code fromYaml}, which is the
 * function that reads values files. With {@code -Dlong=true} it judges some thousand documents.
 */
class HelmProperties {
  private static @Nullable Path chart;

  @BeforeContainer
  static void writeChart() throws IOException {
    chart = Files.createTempDirectory("chart");
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: judge\nversion: 1.0.0\n");
    Files.writeString(
        chart.resolve("templates/verdicts.yaml"),
        "out:\n{{ range .Values.docs }}- {{ fromYaml . | toJson | b64enc }}\n{{ end }}");
  }

  @AfterContainer
  static void removeChart() throws IOException {
    if (chart != null) {
      try (var files = Files.walk(chart)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<String>> documents() {
    return YamlTexts.documents().list().ofSize(RealHelm.scaled(60));
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "26")
  void documents_are_read_as_helm_reads_them(@ForAll("documents") List<String> texts)
      throws IOException {
    assertEquals(List.of(), disagreements(texts));
  }

  @Provide
  Arbitrary<List<String>> oddBreaks() {
    return YamlTexts.documentsWithOddBreaks().list().ofSize(RealHelm.scaled(60));
  }

  @Property(tries = 15, shrinking = ShrinkingMode.OFF, seed = "26")
  void line_breaks_that_no_editor_shows_are_read_as_helm_reads_them(
      @ForAll("oddBreaks") List<String> texts) throws IOException {
    assertEquals(List.of(), disagreements(texts));
  }

  private static List<String> disagreements(List<String> texts) throws IOException {
    List<String> verdicts = judge(texts);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String ours = disagreement(texts.get(i), verdicts.get(i));
      if (!ours.isEmpty()) {
        found.add("\n" + texts.get(i) + "\nHelm: " + verdicts.get(i) + "\nours: " + ours + "\n");
      }
    }
    return found;
  }

  /** What we make of a text, if that is not what Helm makes of it. */
  private static String disagreement(String text, String helm) {
    boolean refused = helm.startsWith("{\"Error\":");
    try {
      Node ours = YamlReader.read(decoded(text)).values();
      return !refused && ours.sameValue(GoJson.read(helm)) ? "" : ours.toString();
    } catch (SourceException e) {
      return refused ? "" : String.valueOf(e.getMessage());
    }
  }

  /** As a file, where a byte order mark at its start is none of the text. */
  private static SourceText decoded(String text) throws SourceException {
    return SourceText.decode("f", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> judge(List<String> texts) throws IOException {
    Path folder = Objects.requireNonNull(chart);
    Path values = folder.resolve("docs.yaml");
    Files.writeString(
        values, "docs:\n" + String.join("", texts.stream().map(HelmProperties::item).toList()));
    String out = new Helm(folder).template().withValuesFile(values).call();
    return out.lines()
        .filter(line -> line.startsWith("- "))
        .map(
            line ->
                new String(Base64.getDecoder().decode(line.substring(2)), StandardCharsets.UTF_8))
        .toList();
  }

  private static String item(String text) {
    var item = new StringBuilder("- \"");
    text.codePoints().forEach(c -> item.append(String.format(Locale.ROOT, "\\U%08X", c)));
    return item.append("\"\n").toString();
  }
}
