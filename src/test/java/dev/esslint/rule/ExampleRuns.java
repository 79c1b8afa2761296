package dev.esslint.rule;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Targets;
import dev.esslint.analysis.Upgrade;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.config.ClusterFile;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.source.Document;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Value;
import dev.esslint.values.Installation;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lints the examples of rules.
 *
 * @param folder where the layers of an example are written to
 */
record ExampleRuns(Path folder) {
  /** Rules about what a release lacks, whatever the values are: no example of another rule is about that. */
  private static final Set<String> ABOUT_RELEASES = Set.of("RTC088");

  private static final Path BASE = Path.of("testdata/base.yaml").toAbsolutePath();

  List<Finding> findings(Rule rule, Example example, List<String> layers) throws Exception {
    return rule.isAboutUpgrades()
        ? upgradeFindings(rule.info(), example, layers)
        : findings(rule.info(), example, layers);
  }

  List<Finding> upgradeFindings(RuleInfo rule, Example example, List<String> layers)
      throws Exception {
    Upgrade upgrade =
        new Upgrade(
            Charts.load(Release.parse(example.from()).orElseThrow()),
            Charts.load(release(example)),
            Rules.builtIn(),
            cluster(example),
            Installation.UNSTATED);
    return upgrade
        .advise(
            upgrade
                .read(
                    new Request(layers, false),
                    new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"))
                .reading())
        .findings()
        .stream()
        .filter(finding -> finding.rule().id().equals(rule.id()))
        .toList();
  }

  List<Finding> findings(RuleInfo rule, Example example, List<String> layers)
      throws Exception {
    Targets targets =
        example.release().isEmpty()
            ? Targets.asDeploymentsSay()
            : Targets.all(Charts.load(release(example)), "");
    Analyzer linter = new Analyzer(
            targets,
            () -> with(rule),
            cluster(example),
            Installation.UNSTATED,
            new Ignoring(true, () -> LocalDate.of(2026, 1, 1)),
            Runnable::run);
    Analysis linted =
        linter.analyze(new Request(layers, false),
                new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    List<Finding> findings = new ArrayList<>(linted.findings());
    if (example.release().isEmpty()) {
      linted.notices().stream()
          .filter(notice -> notice.rule().id().equals(rule.id()))
          .forEach(findings::add);
    }
    return findings;
  }

  /** The rules that take part if one is asked for. */
  private static List<Rule> with(RuleInfo rule) {
    return Rules.builtIn().stream()
        .filter(
            r ->
                (!r.info().optional() && !ABOUT_RELEASES.contains(r.info().id()))
                    || r.info().id().equals(rule.id()))
        .toList();
  }

  static Release release(Example example) {
    return example.release().isEmpty()
        ? Charts.newest()
        : Release.parse(example.release()).orElseThrow();
  }

  List<String> layers(Example example) throws Exception {
    List<String> layers = new ArrayList<>();
    if (!example.alone()) {
      layers.add(BASE.toString());
    }
    if (!example.layer().isEmpty()) {
      layers.add(file("layer.yaml", example.layer()));
    }
    layers.add(file("values.yaml", example.values()));
    return layers;
  }

  private static @Nullable Value cluster(Example example) throws Exception {
    return example.cluster().isEmpty()
        ? null
        : ClusterFile.read(
            new SourceText("cluster.yaml", example.cluster()));
  }

  String file(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }
}
