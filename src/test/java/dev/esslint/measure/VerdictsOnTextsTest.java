package dev.esslint.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.RealCharts;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.chart.TextUses;
import dev.esslint.values.ValuePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A finding of class {@code rejected} is there exactly where Helm refuses the real chart: strange texts, nulls, values of other
 * types and switches at any place, in layers over the chart's own examples, for any release. On demand: {@code -Dcharts=FOLDER}, and {@code -Dcases=N},
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
    RealCharts charts = new RealCharts(folder);
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<Release> releases = RealCharts.releases();
    List<String> disagreements = new ArrayList<>();
    int cases = Integer.getInteger("cases", 200);
    int refused = 0;
    for (int done = 0; done < cases; ) {
      Release release = releases.get(random.nextInt(releases.size()));
      Places places = new Places(release);
      for (int i = 0; i < Math.min(cases, 25) && done < cases; i++, done++) {
        Path example = pick(charts.examples(release), random);
        List<String> layers = new ArrayList<>(List.of(Files.readString(example)));
        for (int layer = random.nextInt(5) / 2; layer >= 0; layer--) {
          layers.add(ascii(Trees.json(places.layer(random))) + "\n");
        }
        String helm = charts.helm(release, layers);
        List<String> rejections = charts.rejections(release, layers);
        refused += helm.isEmpty() ? 0 : 1;
        if (rejections.isEmpty() != helm.isEmpty()) {
          String line =
              release
                  + " "
                  + example.getFileName()
                  + "\n"
                  + String.join("", layers.subList(1, layers.size()))
                  + rejections
                  + " Helm: "
                  + helm.lines().findFirst().orElse("accepts");
          disagreements.add(line);
          System.out.println(line);
        }
      }
    }
    System.out.println(
        cases + " cases with seed " + seed + ", " + refused + " refused, " + disagreements.size() + " wrong");
    assertEquals(List.of(), disagreements, "seed " + seed);
  }

  /** Where there can be texts, nulls and switches in the values of a release. */
  private static final class Places {
    private final List<String> sites;
    private final List<String> used;
    private final List<String> defaults = new ArrayList<>();
    private final List<String> switches;

    Places(Release release) {
      Sampler sampler = new Sampler(Charts.builtIn().load(release));
      TextUses uses = TextUses.of(release);
      sites = sampler.sorted();
      used = sites.stream().filter(site -> isUsed(uses, site)).toList();
      paths("", sampler.defaults(), defaults);
      switches = defaults.stream().filter(path -> path.endsWith("nabled")).toList();
    }

    Map<String, @Nullable Object> layer(Random random) {
      Map<String, @Nullable Object> layer = new LinkedHashMap<>();
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> Trees.put(layer, path(pick(defaults, random)), null);
        case 3 ->
            Trees.put(
                layer,
                path(pick(defaults, random)),
                pick(List.of("", "x", 1, true, List.of(), Map.of(), Map.of("k", "v")), random));
        case 4 -> {
          for (int i = 0; i < 3; i++) {
            Trees.put(layer, path(pick(switches, random)), random.nextInt(3) > 0);
          }
        }
        default ->
            put(layer, pick(random.nextBoolean() ? sites : used, random), pick(STRANGE, random));
      }
      return layer;
    }

    private static List<String> path(String path) {
      return List.of(path.split("\\.", -1));
    }
  }

  private static <T> T pick(List<T> choice, Random random) {
    return choice.get(random.nextInt(choice.size()));
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
}
