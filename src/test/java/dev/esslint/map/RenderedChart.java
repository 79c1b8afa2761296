package dev.esslint.map;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A copy of a real chart that real Helm renders. It is changed so that nothing is looked up in a cluster, of which there is
 * none, and so that what Helm runs before an installation is printed, too.
 */
final class RenderedChart implements AutoCloseable {
  /** What Helm calls what it installs. */
  static final String NAME = "ess";

  static final String NAMESPACE = "chat";

  private final Path folder;

  RenderedChart(Path chart) throws IOException {
    folder = Files.createTempDirectory("rendered");
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path below = chart.relativize(file);
        if (below.getNameCount() == 1
            || below.startsWith("templates")
            || below.startsWith("configs")) {
          Path copy = folder.resolve(below);
          Files.createDirectories(copy.getParent());
          Files.writeString(copy, offline(Files.readString(file)));
        }
      }
    }
  }

  private static String offline(String text) {
    return text.replaceAll("\\blookup (?=\")", "omit dict ")
        .replace("helm.sh/hook", "helm.sh/otherwise-hook");
  }

  /** The manifests for values; empty if Helm refuses them. */
  Optional<List<Map<?, ?>>> render(Path values) {
    String out;
    try {
      out =
          new Helm(folder)
              .template()
              .withKubeVersion("1.34.0")
              .withName(NAME)
              .withNamespace(NAMESPACE)
              .withValuesFile(values)
              .call();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
    Load load = new Load(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build());
    return Optional.of(
        // Helm takes blanks on the empty lines at the start of a block
        StreamSupport.stream(
                load.loadAllFromString(out == null ? "" : out.replaceAll("(?m)^ +$", ""))
                    .spliterator(),
                false)
            .<Map<?, ?>>mapMulti(
                (document, sink) -> {
                  if (document instanceof Map<?, ?> manifest) {
                    sink.accept(manifest);
                  }
                })
            .toList());
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
