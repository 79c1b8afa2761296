package dev.esslint;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Helm itself over the real charts as the judge, beside esslint. The charts are in {@code -Dcharts=DIR}, in a folder for each
 * release; {@code -Dreleases=A,B} keeps to some.
 */
public final class RealCharts {
  /** Values under which all parts of the chart are in use. */
  public static final String EVERYTHING =
      """
      serverName: example.org
      synapse:
        ingress: {host: matrix.example.org}
        workers: {client-reader: {enabled: true}}
      matrixAuthenticationService:
        ingress: {host: account.example.org}
        syn2mas: {enabled: true}
      matrixRTC:
        ingress: {host: mrtc.example.org}
        sfu:
          exposedServices:
            rtcUdp: {enabled: true, portRange: {startPort: 31000, endPort: 31001}}
            turnTLS: {enabled: true, domain: turn.example.org}
            turn: {enabled: true}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      hookshot:
        enabled: true
        ingress: {host: hookshot.example.org}
      certManager: {clusterIssuer: letsencrypt}
      """;

  /** Helm of today refuses their schema. */
  private static final ReleaseRange REFUSED = ReleaseRange.parse(">=25.6.0 <25.8.2");

  private final Path charts = Path.of(System.getProperty("charts"));
  private final Path folder;
  private final Map<Release, Analyzer> linters = new HashMap<>();

  /**
   * Prepares to judge.
   *
   * @param folder an empty one for copies of charts and for values
   */
  public RealCharts(Path folder) {
    this.folder = folder;
  }

  /** The releases to be tried. */
  public static List<Release> releases() {
    List<String> named = List.of(System.getProperty("releases", "").split(",", -1));
    return Charts.builtIn().releases().stream()
        .filter(release -> !REFUSED.contains(release))
        .filter(release -> named.contains("") || named.contains(release.toString()))
        .toList();
  }

  /** The chart's own examples. */
  public List<Path> examples(Release release) throws IOException {
    try (Stream<Path> files = Files.list(charts.resolve(release.toString()).resolve("ci"))) {
      return files.filter(file -> file.toString().endsWith("values.yaml")).sorted().toList();
    }
  }

  /** Why Helm refuses values, given as the texts of their layers; empty if it does not. */
  public String helm(Release release, List<String> layers) throws IOException {
    TemplateCommand command = new Helm(copy(release)).template();
    for (Path file : files(layers)) {
      command = command.withValuesFile(file);
    }
    try {
      command.call();
      return "";
    } catch (IllegalStateException e) {
      return "refuses: " + e.getMessage();
    }
  }

  /** What esslint says that Helm will refuse. */
  public List<String> rejections(Release release, List<String> layers) throws Exception {
    Analyzer linter = linters.get(release);
    if (linter == null) {
      linter = new Analyzer(Targets.all(Charts.builtIn(), release), BuiltInRules::usual, null);
      linters.put(release, linter);
    }
    Analysis linted =
        linter.analyze(
                new Request(files(layers).stream().map(Path::toString).toList(), false),
                new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    return linted.findings().stream()
        .filter(finding -> finding.rule().kind() == RuleClass.REJECTED)
        .map(f -> f.rule().id() + " " + f.primary().path() + ": " + f.message())
        .toList();
  }

  private List<Path> files(List<String> layers) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String text : layers) {
      files.add(Files.writeString(folder.resolve("layer" + files.size() + ".yaml"), text));
    }
    return files;
  }

  /** A chart that needs no cluster of a certain version, and that looks into none, as with the program {@code helm}. */
  private Path copy(Release release) throws IOException {
    Path to = folder.resolve(release.toString());
    if (Files.isDirectory(to)) {
      return to;
    }
    Path chart = charts.resolve(release.toString());
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = chart.relativize(file).toString();
        if (!name.matches("(Chart.yaml|values.*|(templates|configs)/.*)")) {
          continue;
        }
        Path copied = to.resolve(name);
        Files.createDirectories(copied.getParent());
        String text = Files.readString(file);
        Files.writeString(
            copied,
            name.equals("Chart.yaml")
                ? text.replaceAll("(?m)^kubeVersion:.*$", "")
                : text.replaceAll("\\blookup (?=\")", "omit dict "));
      }
    }
    return to;
  }
}
