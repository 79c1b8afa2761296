package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Upgrade.Advice;
import dev.esslint.chart.Charts;
import dev.esslint.check.FileChecks;
import dev.esslint.edit.LayerTexts;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the values are, linting ends with findings that point into the text, and never with an exception. */
final class AnalyzerProperties {
  private static final Analyzer LINTER = new Analyzer(Targets.asDeploymentsSay(Charts.builtIn()), BuiltInRules::all, null);

  private static final Upgrade UPGRADE =
      new Upgrade(
          Charts.builtIn(),
          Charts.builtIn().load(Charts.builtIn().releases().getFirst()),
          Charts.builtIn().loadNewest(),
          BuiltInRules.all(),
          null,
          Installation.UNSTATED);

  /** What no template or fact expects. */
  private static final List<String> ODDITIES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e300",
          "\"\"",
          "x",
          "[]",
          "{}",
          "[x]",
          "[{}]",
          "[[1]]",
          "{a: 1}",
          "{a: {b: [1]}}",
          "\"{{ .Values.x }}\"",
          "\"{{\"",
          "\"${X}\"",
          "\"a: [\"",
          "\"- 1\"",
          "\"{}\"",
          "\"x: &a [*a]\"",
          "\"\\n\\t \\u0001\"",
          "\"1.2.3.4\"",
          "\"::\"",
          "\"*.x\"",
          "\"https://a:1/b\"",
          "99999999999999999999",
          "{enabled: true}",
          "[null]",
          "{config: {a: 1}}",
          "{config: \"a: b: c\"}",
          "{config: \"[1, 2]\"}",
          "{value: 1, secret: {}}");

  private final List<Value> bases = bases();

  @Property(tries = 1000)
  void whatever_is_changed_in_real_values_linting_ends(@ForAll long seed) {
    Random random = new Random(seed);
    Value mutated = bases.get(random.nextInt(bases.size()));
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated = mutate(mutated, random);
    }
    check(YamlText.of(mutated));
  }

  @Property(tries = 300)
  void whatever_is_changed_in_real_values_upgrading_ends(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Reading reading =
        UPGRADE
            .read(
                new Request(List.of("-"), false),
                reader(YamlText.of(mutate(bases.get(random.nextInt(bases.size())), random))))
            .reading();
    if (!reading.isComplete()) {
      return; // no upgrade is asked for what no release takes
    }
    Advice advice = UPGRADE.advise(reading);
    assertTrue(advice.mended() <= advice.findings().size());
    SourceText before = reading.documents().getFirst().source();
    SourceText after = LayerTexts.changed(advice.edits()).getOrDefault(before, before);
    assertTrue(FileChecks.isMappingOrEmpty(YamlReader.read(after).root()));
  }

  private static SourceReader reader(String yaml) {
    return new SourceReader(
        Path.of(""),
        new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
        "values.yaml");
  }

  private static void check(String yaml) {
    Analysis linted;
    try {
      linted = LINTER.analyze(new Request(List.of("-"), false), reader(yaml));
    } catch (Exception e) {
      throw new IllegalStateException(yaml, e);
    }
    for (Finding finding : linted.findings()) {
      List<Location> places = new ArrayList<>(finding.related());
      places.add(finding.primary());
      for (Location place : places) {
        assertTrue(place.span().end() <= yaml.length(), finding.rule().id() + " in\n" + yaml);
      }
      assertTrue(!finding.message().isBlank(), finding.rule().id());
    }
  }

  /** Puts something odd in the place of a random value, or beside it. */
  private static Value mutate(Value value, Random random) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin)
          when !entries.isEmpty() && random.nextInt(6) > 0 -> {
        var entry = new ArrayList<>(entries.entrySet()).get(random.nextInt(entries.size()));
        var changed = new LinkedHashMap<>(entries);
        if (random.nextInt(10) == 0) {
          changed.put(entry.getKey() + "x", odd(random));
        } else {
          changed.put(entry.getKey(), mutate(entry.getValue(), random));
        }
        yield new MapValue(changed, deleted, origin);
      }
      case ListValue(var items, var origin) when !items.isEmpty() && random.nextInt(3) > 0 -> {
        List<Value> changed = new ArrayList<>(items);
        int i = random.nextInt(items.size());
        changed.set(i, mutate(items.get(i), random));
        yield new ListValue(changed, origin);
      }
      default -> odd(random);
    };
  }

  private static Value odd(Random random) {
    return values(ODDITIES.get(random.nextInt(ODDITIES.size())));
  }

  private static List<Value> bases() {
    List<Value> bases = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("testdata"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        addIfReadable(bases, Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BuiltInRules.all().stream()
        .flatMap(rule -> rule.info().examples().stream())
        .map(example -> example.values())
        .filter(yaml -> !yaml.contains("\t"))
        .forEach(yaml -> addIfReadable(bases, yaml));
    return bases;
  }

  private static void addIfReadable(List<Value> bases, String yaml) {
    try {
      bases.add(values(yaml));
    } catch (IllegalArgumentException e) {
      // an example of a rule about files that are no YAML
    }
  }

  private static Value values(String yaml) {
    try {
      Layer layer = new Layer.File(YamlReader.read(new SourceText("values.yaml", yaml)));
      return Value.of(layer, ((Layer.File) layer).document().root(), UnaryOperator.identity());
    } catch (SourceException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
