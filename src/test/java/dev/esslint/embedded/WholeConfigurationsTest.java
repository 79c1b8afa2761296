package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Configurations that set nearly all that the documentation of a program shows, of its oldest and newest known version, under
 * {@code testdata/programs/PROGRAM-VERSION.yaml}: the keys are those of the documentation, the values are not.
 */
final class WholeConfigurationsTest {
  private static final String NOBODYS = "zebra_crossing_of_nobody";

  private record Sample(String name, Program program, Version version, MapValue tree) {
    List<OptionMistake> verdicts(MapValue other) {
      return Judge.verdicts(program, Optional.of(version), other, true, key -> false).stream()
          .filter(verdict -> !(verdict instanceof OptionMistake.Outdated))
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> nothing_is_told_of_a_whole_configuration() throws Exception {
    return each(
        sample -> {
          List<String> told = told(sample.verdicts(sample.tree()));
          Conflicts.of(sample.program(), Optional.of(sample.version()), sample.tree(), true)
              .forEach(conflict -> told.add(conflict.option() + " " + conflict.kind()));
          return told;
        });
  }

  @TestFactory
  Stream<DynamicTest> every_key_with_one_letter_too_many_is_told_with_its_name() throws Exception {
    return each(
        sample -> {
          List<String> missed = new ArrayList<>();
          int tried = 0;
          for (ValuePath path : keys(ValuePath.ROOT, sample.tree())) {
            String name = ((ValuePath.Key) path.last()).name();
            if (name.length() < 6 || sample.verdicts(renamed(sample.tree(), path, NOBODYS)).isEmpty()) {
              continue;
            }
            tried++;
            String slip = name.substring(0, 3) + name.charAt(2) + name.substring(3);
            List<OptionMistake> verdicts = sample.verdicts(renamed(sample.tree(), path, slip));
            boolean named =
                verdicts.size() == 1
                    && verdicts.getFirst() instanceof OptionMistake.Unknown(var spot, OptionMistake.Meaning meaning, var stops, var lacks)
                    && switch (meaning) {
                      case Misspelt(String meant) -> meant.equals(name);
                      // what took the place of an option is as good as its name
                      case OptionMistake.Elsewhere(List<String> paths) -> place(sample, path).filter(place -> paths.equals(place.replacements())).isPresent();
                      default -> false;
                    }
                    && spot.path().equals(path.parent().key(slip));
            if (!named) {
              missed.add(path + ": " + told(verdicts));
            }
          }
          assertTrue(tried > 30, "tried " + tried);
          return missed;
        });
  }

  @TestFactory
  Stream<DynamicTest> every_value_of_another_kind_is_told() throws Exception {
    return each(
        sample -> {
          List<String> missed = new ArrayList<>();
          int tried = 0;
          for (ValuePath path : keys(ValuePath.ROOT, sample.tree())) {
            if (place(sample, path).filter(p -> !p.option().types().contains(Type.ANY)).isEmpty()) {
              continue;
            }
            tried++;
            MapValue broken = changed(sample.tree(), path, WholeConfigurationsTest::ofAnotherKind);
            List<OptionMistake> verdicts = sample.verdicts(broken);
            boolean right =
                verdicts.size() == 1
                    && verdicts.getFirst() instanceof OptionMistake.WrongType(var spot, var option, var stops)
                    && spot.path().startsWith(path);
            if (!right) {
              missed.add(path + ": " + told(verdicts));
            }
          }
          assertTrue(tried > 30, "tried " + tried);
          return missed;
        });
  }

  /** The place in the tables of what stands at a path. */
  private static Optional<Options.Place> place(Sample sample, ValuePath path) {
    Optional<Options.Place> place = Optional.of(Options.of(sample.program()).top());
    for (ValuePath.Step step : path.steps()) {
      place =
          switch (step) {
            case ValuePath.Key(String name) -> place.flatMap(p -> p.child(name));
            case ValuePath.Index index -> place.flatMap(Options.Place::items);
          };
    }
    return place;
  }

  /** A list of lists is nowhere taken, and a mapping not for a list. */
  private static Value ofAnotherKind(Value value) {
    SequencedMap<String, Value> zebra = new LinkedHashMap<>();
    zebra.put(NOBODYS, new ScalarValue(Scalar.TRUE, value.origin()));
    MapValue map = new MapValue(zebra, Value.NONE_DELETED, value.origin());
    return value instanceof ListValue ? map : new ListValue(List.of(map), value.origin());
  }

  private static List<ValuePath> keys(ValuePath path, Value value) {
    List<ValuePath> keys = new ArrayList<>();
    switch (value) {
      case MapValue map ->
          map.entries()
              .forEach(
                  (key, below) -> {
                    keys.add(path.key(key));
                    keys.addAll(keys(path.key(key), below));
                  });
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          keys.addAll(keys(path.index(i), list.items().get(i)));
        }
      }
      case ScalarValue scalar -> {}
    }
    return keys;
  }

  private static MapValue renamed(MapValue tree, ValuePath path, String name) {
    return (MapValue) with(tree, path.steps(), value -> value, name);
  }

  private static MapValue changed(MapValue tree, ValuePath path, UnaryOperator<Value> change) {
    return (MapValue) with(tree, path.steps(), change, ((ValuePath.Key) path.last()).name());
  }

  private static Value with(
      Value value, List<ValuePath.Step> steps, UnaryOperator<Value> change, String name) {
    List<ValuePath.Step> below = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case ValuePath.Key(String key) -> {
        SequencedMap<String, Value> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : ((MapValue) value).entries().entrySet()) {
          boolean here = entry.getKey().equals(key);
          if (here && below.isEmpty()) {
            entries.put(name, change.apply(entry.getValue()));
          } else {
            entries.put(
                entry.getKey(),
                here ? with(entry.getValue(), below, change, name) : entry.getValue());
          }
        }
        yield new MapValue(entries, Value.NONE_DELETED, value.origin());
      }
      case ValuePath.Index(int index) -> {
        List<Value> items = new ArrayList<>(((ListValue) value).items());
        items.set(index, with(items.get(index), below, change, name));
        yield new ListValue(items, value.origin());
      }
    };
  }

  private interface Check {
    List<String> of(Sample sample);
  }

  private static Stream<DynamicTest> each(Check check) throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("testdata/programs"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".yaml", "");
        int dash = name.lastIndexOf('-');
        samples.add(
            new Sample(
                name,
                Program.of(name.substring(0, dash)).orElseThrow(),
                Version.parse(name.substring(dash + 1)).orElseThrow(),
                OptionSamples.parse(Files.readString(file))));
      }
    }
    assertEquals(2 * Program.values().length, samples.size());
    return samples.stream()
        .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> assertEquals(List.of(), check.of(sample))));
  }

  private static List<String> told(List<OptionMistake> verdicts) {
    List<String> told = new ArrayList<>();
    for (OptionMistake verdict : verdicts) {
      told.add(verdict.getClass().getSimpleName() + " " + verdict.spot().path());
    }
    return told;
  }
}
