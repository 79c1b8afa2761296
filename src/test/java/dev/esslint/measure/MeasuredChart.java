package dev.esslint.measure;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of a real chart, changed so that Helm tells more of it in one run: what its templates come to is printed as it
 * is, without being read as YAML, and refusals of the chart's own ({@code fail}) are passed over. Without the schema and
 * the words in the files, it is also quick.
 */
final class MeasuredChart implements AutoCloseable {
  /** In the root context, the name of a mapping whose keys are the texts that were evaluated. */
  private static final String LOG = "esslintLog";

  private static final Pattern DEFINE = Pattern.compile("\\{\\{-?\\s*define\\b");

  /**
   * Instead of {@code tpl}, for which Helm copies all templates each time: logs the text and its context, and marks the
   * probes in it as evaluated again. What has templates of another kind in it is evaluated, but for the name of the release.
   */
  private static final String TPL =
      """
      {{ define "esslint/tpl" -}}
      {{ $text := index . 0 | replace "{{ .Release.Name }}" "r" | replace "{{ $.Release.Name }}" "r" -}}
      {{ $context := index . 1 -}}
      {{ if contains "zq" $text -}}
      {{ $isRoot := hasKey $context "Values" -}}
      {{ $root := $isRoot | ternary $context (get $context "root") -}}
      {{ $_ := set $root.LOG (printf "%s %s" ($isRoot | ternary "root" "other") $text) 1 -}}
      {{ $text = $text | replace "{{2}}" "{{3}}" | replace "{{1}}" "{{2}}" -}}
      {{ end -}}
      {{ $rest := $text | replace "{{2}}" "" | replace "{{3}}" "" -}}
      {{ if contains "{{" $rest }}{{ tpl $text $context }}{{ else }}{{ $text }}{{ end }}
      {{- end }}
      """
          .replace("LOG", LOG);

  private final Path folder;
  private final Set<String> files = new HashSet<>();

  /** What the chart makes of values. */
  sealed interface Outcome {}

  /**
   * It renders.
   *
   * @param manifests the text of each template file, by its path below {@code templates}
   * @param log the texts that were evaluated, each after {@code root} or {@code other} and a blank
   */
  record Rendered(Map<String, String> manifests, Set<String> log) implements Outcome {}

  /** Helm stops. */
  record Refused(String message) implements Outcome {}

  /**
   * Copies a chart.
   *
   * @param chart the unpacked chart
   * @param apis whether the cluster has all APIs that the chart asks for, or none
   */
  MeasuredChart(Path chart, boolean apis) throws IOException {
    folder = Files.createTempDirectory("measured");
    write(
        "Chart.yaml",
        lines(chart.resolve("Chart.yaml"), line -> !line.startsWith("kubeVersion")));
    write(
        "values.yaml",
        lines(chart.resolve("values.yaml"), line -> !line.stripLeading().startsWith("#")));
    StringBuilder configs = new StringBuilder();
    for (Path file : files(chart.resolve("configs"))) {
      this.files.add(chart.relativize(file).toString());
    }
    for (Path file : files(chart.resolve("configs"))) {
      String name = chart.relativize(file).toString();
      String text = told(Files.readString(file), apis);
      write(name, text);
      configs.append(define(name, text));
    }
    write("templates/_esslint_configs.tpl", configs.toString());
    write("templates/_esslint.tpl", TPL);
    Path templates = chart.resolve("templates");
    List<String> names = new ArrayList<>();
    for (Path file : files(templates)) {
      String name = templates.relativize(file).toString();
      String text = told(Files.readString(file), apis);
      if (file.getFileName().toString().startsWith("_")) {
        write("templates/" + name, text);
      } else if (DEFINE.matcher(text).find()) {
        throw new IOException(file + " defines a template and cannot be measured");
      } else {
        names.add(name);
        write(
            "templates/_" + name.replace('/', '_') + ".tpl",
            define(name, text));
      }
    }
    // the order in which Helm goes through the files of a chart
    names.sort(
        Comparator.<String>comparingLong(name -> name.chars().filter(c -> c == '/').count())
            .thenComparing(Comparator.naturalOrder())
            .reversed());
    StringBuilder out = new StringBuilder("{{ $_ := set . \"" + LOG + "\" (dict \"\" 1) }}files:\n");
    for (String name : names) {
      out.append("- '")
          .append(name)
          .append(":{{ include \"esslint/")
          .append(name)
          .append("\" . | b64enc }}'\n");
    }
    out.append("- ':{{ keys .").append(LOG).append(" | toJson | b64enc }}'\n");
    write("templates/out.yaml", out.toString());
  }

  private static String define(String name, String text) {
    return "{{ define \"esslint/" + name + "\" }}" + text + "{{ end }}";
  }

  private String told(String template, boolean apis) {
    return Tpl.included(template, files)
        .replaceAll("\\bfail (?=[(\"])", "trunc 0 ")
        .replaceAll("\\| *fail\\b", "| trunc 0")
        // values are only read there, and the copies take most of the time
        .replaceAll("\\(mustDeepCopy (\\$root\\.Values)\\)", "$1")
        .replaceAll("\\blookup (?=\")", "omit dict ") // there is no cluster to look into
        .replaceAll("(\\$\\w*)?\\.Capabilities\\.APIVersions\\.Has \"[^\"]*\"", apis ? "true" : "false");
  }

  private static List<Path> files(Path below) throws IOException {
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String lines(Path file, Predicate<String> kept)
      throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return String.join("\n", lines.filter(kept).toList()) + "\n";
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Renders the chart with values over its defaults. */
  Outcome render(Object values) throws IOException {
    Path file = write("given.json", Trees.json(values));
    String out;
    try {
      out = new Helm(folder).template().withValuesFile(file).call();
    } catch (IllegalStateException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
    Map<String, String> manifests = new LinkedHashMap<>();
    Set<String> log = new LinkedHashSet<>();
    for (String line : out.lines().filter(line -> line.startsWith("- '")).toList()) {
      int colon = line.indexOf(':');
      String encoded = line.substring(colon + 1, line.length() - 1);
      String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      if (colon == 3) {
        log.addAll(Trees.texts(text));
      } else {
        manifests.put(line.substring(3, colon), text);
      }
    }
    return new Rendered(manifests, log);
  }

  /** Why Helm stops at values; empty if it does not. */
  Optional<String> refusal(Object values) throws IOException {
    return render(values) instanceof Refused(String message)
        ? Optional.of(message)
        : Optional.empty();
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
