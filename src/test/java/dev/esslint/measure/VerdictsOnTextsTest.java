package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.marcnuri.helm.Helm;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.TextUses;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rules;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A finding of class {@code rejected} is there exactly where Helm refuses the real chart: strange texts and nulls at any
 * place, over the chart's own examples, for any release. On demand: {@code -Dcharts=FOLDER}, and {@code -Dcases=N},
 * {@code -Dseed=N} and {@code -Dreleases=A,B}.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class VerdictsOnTextsTest {
  private static final List<String> STRANGE =
      List.of(
          "a: b", "a #b", "*x", "&x", "{x", "[x", "x]", "- a", "? a", "a:", ": a", "'a", "\"a", "a\"b",
          "a\\qb", "a\\", "%a", "@a", "`a", "!a", "!!int a", "|", ">", "123", "1e3", "true", "null", "~",
          "2020-01-01", "0x1F", "a\nb", "a\nb: c", "a\n  b", "a\n- b", "\ta", "a\tb", " a", "a ",
          "a\u0007b", "a\u007fb", "a\u0085b", "a\u2028b", "\u00e9", "---", "a\n---\nb", "a\rb", ",a", "#a",
          "<<", "=", "\ufeffa", "a'b", "a, b", "a}b", "plain", "\ud83d\ude00", "a\u0000b");

  @TempDir private Path folder;

  @Test
  void esslint_rejects_the_texts_and_nulls_that_helm_refuses() throws Exception {
    Path charts = Path.of(System.getProperty("charts"));
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<Release> releases = releases();
    List<String> disagreements = new ArrayList<>();
    int cases = Integer.getInteger("cases", 200);
    int perRelease = Math.min(cases, 25);
    int refused = 0;
    for (int done = 0; done < cases; ) {
      Release release = releases.get(random.nextInt(releases.size()));
      Chart chart = Charts.load(release);
      Analyzer linter = new Analyzer(Targets.all(chart, ""), Rules::usual, null);
      Sampler sampler = new Sampler(chart);
      List<String> sites = sampler.sorted();
      TextUses uses = TextUses.of(release);
      List<String> used = sites.stream().filter(site -> isUsed(uses, site)).toList();
      List<String> defaults = new ArrayList<>();
      paths("", sampler.defaults(), defaults);
      Path copy = copy(charts.resolve(release.toString()), folder.resolve(release.toString()));
      List<Path> examples = examples(charts.resolve(release.toString()).resolve("ci"));
      for (int i = 0; i < perRelease && done < cases; i++, done++) {
        Path example = examples.get(random.nextInt(examples.size()));
        String what;
        Map<String, @Nullable Object> layer = new LinkedHashMap<>();
        if (random.nextInt(3) == 0) {
          what = defaults.get(random.nextInt(defaults.size()));
          Trees.put(layer, List.of(what.split("\\.", -1)), null);
        } else {
          String text = STRANGE.get(random.nextInt(STRANGE.size()));
          List<String> among = random.nextBoolean() ? sites : used;
          what = among.get(random.nextInt(among.size()));
          put(layer, what, text);
        }
        String json = ascii(Trees.json(layer));
        Path given = Files.writeString(folder.resolve("given.yaml"), json);
        String helm = verdict(copy, example, given);
        boolean rejected =
            (linter.analyze(new Request(List.of(example.toString(), given.toString()), false),
                        new SourceReader(folder, InputStream.nullInputStream(), "<stdin>")))
                .findings().stream().anyMatch(f -> f.rule().kind() == RuleClass.REJECTED);
        refused += helm.isEmpty() ? 0 : 1;
        // there are releases whose schema refuses the chart's own defaults
        if (rejected == helm.isEmpty()
            && (rejected || verdict(copy, example, example).isEmpty())) {
          String line =
              release + " " + example.getFileName() + " " + json + (rejected ? " is rejected" : "")
                  + " Helm: " + helm.lines().findFirst().orElse("accepts");
          disagreements.add(line);
          System.out.println(line);
        }
      }
    }
    System.out.println(
        cases + " cases with seed " + seed + ", " + refused + " refused, " + disagreements.size() + " wrong");
    assertEquals(List.of(), disagreements, "seed " + seed);
  }

  private static List<Release> releases() {
    String named = System.getProperty("releases", "");
    return named.isEmpty()
        ? Charts.releases()
        : Stream.of(named.split(",", -1)).map(r -> Release.parse(r).orElseThrow()).toList();
  }

  private static void paths(String prefix, Map<?, ?> defaults, List<String> paths) {
    defaults.forEach(
        (key, value) -> {
          paths.add(prefix + key);
          if (value instanceof Map<?, ?> map) {
            paths(prefix + key + ".", map, paths);
          }
        });
  }

  /** JSON that YAML reads as well, with no character that it would take for a line break. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder();
    json.codePoints()
        .forEach(
            c -> {
              if (c < 0x7F) {
                ascii.appendCodePoint(c);
              } else {
                ascii.append(String.format(Locale.ROOT, "\\U%08X", c));
              }
            });
    return ascii.toString();
  }

  /** Whether anything is known to be done with the text at a site. */
  private static boolean isUsed(TextUses uses, String site) {
    boolean key = site.endsWith(Sampler.KEY);
    ValuePath path = ValuePath.ROOT;
    for (String step : (key ? site.substring(0, site.length() - 1) : site).split("\\.", -1)) {
      path = step.equals("[]") ? path.index(0) : path.key(step);
    }
    return !(key ? uses.ofKey(path) : uses.at(path)).isEmpty();
  }

  /** Values with a text at a site and nothing else. */
  private static void put(Map<String, @Nullable Object> layer, String site, String text) {
    boolean key = site.endsWith(Sampler.KEY);
    String path = key ? site.substring(0, site.length() - 1) : site;
    Object value = key ? (Object) "v" : text;
    String[] steps = path.split("\\.", -1);
    for (int i = steps.length - 1; i > 0; i--) {
      String step = steps[i];
      if (step.equals("[]")) {
        value = List.of(value);
      } else {
        String name = !step.equals("*") ? step : key && i == steps.length - 1 ? text : "k";
        value = Map.of(steps[i - 1].equals("workers") && step.equals("*") ? "sso-login" : name, value);
      }
    }
    layer.put(steps[0], value);
  }

  private static List<Path> examples(Path ci) throws IOException {
    try (Stream<Path> files = Files.list(ci)) {
      return files.filter(file -> file.toString().endsWith("values.yaml")).sorted().toList();
    }
  }

  /** Why Helm refuses values; empty if it does not. */
  private static String verdict(Path chart, Path example, Path given) {
    try {
      new Helm(chart).template().withValuesFile(example).withValuesFile(given).call();
      return "";
    } catch (IllegalStateException e) {
      return "refuses: " + e.getMessage();
    }
  }

  /** A copy for which {@code template} needs no cluster of a certain version, and none at all, as with the program. */
  private static Path copy(Path chart, Path to) throws IOException {
    if (Files.isDirectory(to)) {
      return to;
    }
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = chart.relativize(file).toString();
        if (!name.matches("(Chart.yaml|values.*|(templates|configs)/.*)")) {
          continue;
        }
        Path copied = to.resolve(name);
        Files.createDirectories(copied.getParent());
        Files.writeString(
            copied,
            Files.readString(file)
                .replaceAll(name.equals("Chart.yaml") ? "(?m)^kubeVersion:.*$" : "\\blookup (?=\")",
                    name.equals("Chart.yaml") ? "" : "omit dict "));
      }
    }
    return to;
  }
}
