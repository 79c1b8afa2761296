package dev.esslint;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Helm itself as the judge, with a chart that prints its values.
 *
 * <p>Of the options that set values, helm-java gives {@code --set} and {@code --set-file}. It joins the key that it is
 * given, as it is, with {@code =} and the value, in which it escapes what would be grammar; so any argument can be passed
 * whose last {@code =} and what follows it is plain.
 */
public final class RealHelm implements AutoCloseable {
  private static final String MARK = "values: ";

  private final Path chart;

  /** A chart that takes any values. */
  public RealHelm() throws IOException {
    chart = Files.createTempDirectory("esslint-helm");
    Files.createDirectory(chart.resolve("templates"));
    write("Chart.yaml", "apiVersion: v2\nname: p\nversion: 1.0.0\n");
    write("templates/v.yaml", MARK + "{{ .Values | toJson }}\n");
    defaults("{}");
  }

  /** How many times as many cases a property tries with {@code -Dlong=true}. */
  public static int scaled(int cases) {
    return Boolean.getBoolean("long") ? 40 * cases : cases;
  }

  /**
   * What Helm says.
   *
   * @param json the values that the chart gets; empty if Helm refuses them
   * @param message why it refuses them
   */
  public record Verdict(Optional<String> json, String message) {}

  /**
   * Lets the chart print something else.
   *
   * @param pipeline whose result is printed, on one line
   */
  public void printing(String pipeline) {
    write("templates/v.yaml", MARK + "{{ " + pipeline + " }}\n");
  }

  /** Gives the chart other defaults. */
  public void defaults(String yaml) {
    write("values.yaml", yaml);
  }

  /** Gives the chart a schema. */
  public void schema(String json) {
    write("values.schema.json", json);
  }

  /** Renders the chart with values files. */
  public Verdict render(List<String> layers) {
    return verdict(command(layers));
  }

  /**
   * Renders the chart with values files and one {@code --set}.
   *
   * @param head the argument up to its last {@code =}
   * @param tail what follows it; nothing that the grammar knows
   */
  public Verdict render(List<String> layers, String head, String tail) {
    return verdict(command(layers).set(head, tail));
  }

  private TemplateCommand command(List<String> layers) {
    TemplateCommand command = new Helm(chart).template();
    for (int i = 0; i < layers.size(); i++) {
      command = command.withValuesFile(write("layer" + i + ".yaml", layers.get(i)));
    }
    return command;
  }

  private static Verdict verdict(TemplateCommand command) {
    try {
      return new Verdict(
          command
              .call()
              .lines()
              .filter(line -> line.startsWith(MARK))
              .map(line -> line.substring(MARK.length()))
              .findFirst(),
          "");
    } catch (IllegalStateException e) {
      return new Verdict(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(chart.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.walk(chart)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
