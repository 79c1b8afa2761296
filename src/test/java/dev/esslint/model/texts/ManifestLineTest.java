package dev.esslint.model.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.marcnuri.helm.Helm;
import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Frame;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.chart.When;
import dev.esslint.json.JsonString;
import dev.esslint.model.texts.ManifestLine.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Helm itself is the judge of manifests with strange texts in them. */
final class ManifestLineTest {
  private static final List<String> FRAMES =
      List.of("k: ¤", "k: \"¤\"", "- ¤", "- k: ¤", "k: k¤", "- k¤k", "k¤: k", "metadata k: ¤", "|");

  private static final List<String> TEXTS =
      List.of(
          "plain", "a: b", "a #b", "*x", "&x", "{x", "[x", "x]", "- a", "? a", "a:", ": a", "'a", "\"a",
          "a\"b", "a\\qb", "a\\", "%a", "@a", "`a", "!a", "|", ">", "123", "1e3", "true", "null", "~",
          "2020-01-01", "a\nb", "a\nb: c", "a\n  b", "a\n- b", "\ta", " a", "a ", "a\u0007b", "a\u007fb",
          "a\u0085b", "---", "a\n---\nb", "a\rb", ",a", "#a", "<<", "a'b", "a, b", "a}b", "<&>", "{a: b}", "[a]", "\ufeffa", "a\u2028b", "a\r", "\u0085", "a\n", "a\n---");

  @TempDir private Path chart;

  @Test
  void a_manifest_is_readable_where_helm_reads_it() throws IOException {
    Files.createDirectory(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: p\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("templates/m.yaml"), "{{ .Values.manifest }}");
    List<String> disagreements = new ArrayList<>();
    for (String frame : FRAMES) {
      for (Encoding encoding : Encoding.values()) {
        for (String text : TEXTS) {
          Written use = new Written(new Frame(frame), encoding, new When(List.of()));
          for (Rest rest : Rest.values()) {
            boolean refused = ManifestLine.isBrokenBy(use, text, rest);
            if (refused != refuses(ManifestLine.manifest(use, text, rest))) {
              disagreements.add(frame + " " + encoding + " " + JsonString.quote(text) + " " + rest + " " + refused);
            }
          }
        }
      }
    }
    assertEquals(List.of(), disagreements);
  }

  private boolean refuses(String manifest) throws IOException {
    Path values =
        Files.writeString(
            chart.resolve("given.json"), "{\"manifest\":" + JsonString.quote(manifest) + "}");
    try {
      new Helm(chart).template().withValuesFile(values).call();
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
