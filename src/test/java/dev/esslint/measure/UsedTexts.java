package dev.esslint.measure;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.measure.MeasuredChart.Rendered;
import dev.esslint.measure.Sampler.Density;
import dev.esslint.measure.Sampler.Made;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.texts.ManifestFacts;
import dev.esslint.model.texts.TemplateFacts;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the texts in random values are evaluated as templates, and which are written as they are so that they can break a manifest.
 *
 * @param evaluated their sites
 * @param written likewise
 */
record UsedTexts(Set<String> evaluated, Set<String> written) {
  /** No template: there is no such function. */
  private static final String NO_TEMPLATE = "{{ nofunc }}";

  /** No line of YAML, whatever is around it. */
  private static final String NO_YAML = ": {[z\": {[z\n- ]: {";

  private static final List<Density> DENSITIES =
      List.of(new Density(0.5, 0.5, 0.6), new Density(0.7, 0.6, 0.8), new Density(0.3, 0.4, 0.5), new Density(0.9, 0.9, 0.9));

  /** Random values with a probe in the place of each text. */
  record Sample(Release release, Made made, Probe probe) {}

  static Sample sample(Release release, long seed) {
    Random random = new Random(seed);
    Probe probe = new Probe();
    Density density = DENSITIES.get(random.nextInt(DENSITIES.size()));
    Made made = new Sampler(Charts.builtIn().load(release)).sample(density, random, probe::text);
    // without it the chart may refuse all
    Trees.put(made.values(), List.of("postgres", "enabled"), true);
    return new Sample(release, made, probe);
  }

  /** What the chart made of a sample. */
  static UsedTexts of(Sample sample, Rendered rendered) {
    UsedTexts used = new UsedTexts(new TreeSet<>(), new TreeSet<>());
    for (Probe.Use use : sample.probe().uses(rendered)) {
      switch (use) {
        case Probe.Evaluated evaluated -> used.evaluated.add(evaluated.site());
        case Probe.Written written when harms(written) -> used.written.add(written.site());
        case Probe.Written harmless -> {}
      }
    }
    return used;
  }

  private static boolean harms(Probe.Written use) {
    return switch (use.encoding()) {
      case "safe" -> false;
      case "json" -> !use.frame().equals("|") && !use.frame().contains("\"");
      case "raw" -> !use.frame().equals("|");
      default -> true;
    };
  }

  /** What esslint says of a sample. */
  static UsedTexts told(Sample sample) throws SourceException {
    UsedTexts told = new UsedTexts(told(sample, Mode.TEMPLATES), told(sample, Mode.TEXTS));
    told.written.addAll(told(sample, Mode.KEYS));
    return told;
  }

  /** What is put in the place of the probes. */
  private enum Mode {
    TEMPLATES(NO_TEMPLATE, false),
    TEXTS(NO_YAML, false),
    KEYS(NO_YAML, true);

    private final String text;
    private final boolean keys;

    Mode(String text, boolean keys) {
      this.text = text;
      this.keys = keys;
    }
  }

  private static Set<String> told(Sample sample, Mode mode) throws SourceException {
    Map<String, String> sites = new LinkedHashMap<>();
    Object bad = replaced(sample, sample.made().values(), ValuePath.ROOT, mode, sites);
    ResolvedValues values =
        ResolvedValues.of(
            List.of(new Layer.File(YamlReader.read(new SourceText("values.yaml", Trees.json(bad))))),
            new Layer.Defaults(sample.release().toString(), Charts.builtIn().load(sample.release()).defaults()));
    Chosen chosen = new Chosen(values);
    Facts facts = new Facts(values.root().origin());
    if (mode == Mode.TEMPLATES) {
      TemplateFacts.state(chosen, sample.release(), facts);
    } else {
      ManifestFacts.state(chosen, sample.release(), facts);
    }
    Set<String> told = new TreeSet<>();
    collect(facts.tree().root(), sites, told);
    return told;
  }

  private static void collect(Value value, Map<String, String> sites, Set<String> told) {
    switch (value) {
      case MapValue map when map.entries().get("path") instanceof ScalarValue -> {
        String site = sites.get(map.text("path"));
        if (site != null) {
          told.add(site);
        }
      }
      case MapValue map -> map.entries().values().forEach(entry -> collect(entry, sites, told));
      case ListValue list -> list.items().forEach(item -> collect(item, sites, told));
      case ScalarValue scalar -> {}
    }
  }

  /** Values with another text in the place of each probe; notes which path is which site. */
  private static @Nullable Object replaced(
      Sample sample, @Nullable Object tree, ValuePath path, Mode mode, Map<String, String> sites) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> replaced = new LinkedHashMap<>();
        map.forEach(
            (key, value) -> {
              boolean probed = Probe.isText(key.toString());
              String name = !probed ? key.toString() : mode.keys ? mode.text : "v";
              if (probed && mode.keys) {
                sites.put(path.key(name).toString(), sample.probe().site(key.toString()));
              }
              replaced.put(name, replaced(sample, value, path.key(name), mode, sites));
            });
        yield replaced;
      }
      case List<?> list -> {
        List<@Nullable Object> replaced = new ArrayList<>();
        list.forEach(item -> replaced.add(replaced(sample, item, path.index(replaced.size()), mode, sites)));
        yield replaced;
      }
      case String text when Probe.isText(text) && mode.keys -> "v";
      case String text when Probe.isText(text) -> {
        sites.put(path.toString(), sample.probe().site(text));
        yield mode.text;
      }
      case null, default -> tree;
    };
  }
}
