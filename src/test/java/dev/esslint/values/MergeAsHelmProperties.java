package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Real Helm judges how layers are merged over the defaults of a chart. */
final class MergeAsHelmProperties {
  private static final String MARK = "values: ";

  @Provide
  Arbitrary<String> mappings() {
    return Trees.mappings();
  }

  @Property(tries = 100)
  void layers_come_to_what_helm_makes_of_them(
      @ForAll("mappings") String defaults, @ForAll("mappings") String a, @ForAll("mappings") String b)
      throws IOException {
    String ours = JsonText.of(Trees.resolve(defaults, List.of(a, b)).root());
    String helms = JsonText.of(Trees.resolve("{}", List.of(helm(defaults, a, b))).root());
    assertEquals(helms, ours, () -> "defaults " + defaults + "\nlayers " + a + "\n       " + b);
  }

  private static String helm(String defaults, String a, String b) throws IOException {
    Path chart = Files.createTempDirectory("esslint-helm");
    try {
      Files.createDirectory(chart.resolve("templates"));
      Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: p\nversion: 1.0.0\n");
      Files.writeString(chart.resolve("values.yaml"), defaults);
      Files.writeString(chart.resolve("templates/v.yaml"), MARK + "{{ .Values | toJson }}\n");
      Path first = Files.writeString(chart.resolve("a.yaml"), a);
      Path second = Files.writeString(chart.resolve("b.yaml"), b);
      String rendered =
          new Helm(chart).template().withValuesFile(first).withValuesFile(second).call();
      return rendered.lines().filter(line -> line.startsWith(MARK)).findFirst().orElseThrow().substring(MARK.length());
    } finally {
      try (var files = Files.walk(chart)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
