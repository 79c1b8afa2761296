package dev.esslint.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.embedded.Options.Place;
import dev.esslint.values.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of the tables, right and wrong, at every version where something changes. */
final class OptionsTest {

  @TestFactory
  Stream<DynamicTest> every_option_is_taken_by_the_versions_that_have_it() {
    return eachProgram(
        options -> {
          List<String> wrong = new ArrayList<>();
          for (Place place : OptionSamples.places(options)) {
            for (Version version : boundaries(options, place)) {
              OptionSamples samples = new OptionSamples(options, version);
              List<OptionMistake> verdicts =
                  verdicts(options, version, samples.around(place, samples.valid(place)));
              boolean there = isThere(options, place, version);
              if (there ? !verdicts.isEmpty() : !isOneOfVersions(verdicts)) {
                wrong.add(place.path() + " at " + version + ": " + told(verdicts));
              }
            }
          }
          return wrong;
        });
  }

  @TestFactory
  Stream<DynamicTest> every_value_of_the_wrong_type_is_one_verdict() {
    return eachProgram(options -> wrong(options, OptionSamples::ofWrongType));
  }

  @TestFactory
  Stream<DynamicTest> every_value_that_is_not_taken_is_one_verdict() {
    return eachProgram(options -> wrong(options, OptionSamples::ofWrongValue));
  }

  @TestFactory
  Stream<DynamicTest> every_option_with_one_letter_too_many_is_one_verdict_that_names_it() {
    return eachProgram(
        options -> {
          List<String> wrong = new ArrayList<>();
          Version version = options.newest();
          for (Place place : OptionSamples.places(options)) {
            String name = place.path().substring(place.path().lastIndexOf('.') + 1);
            if (!isThere(options, place, version) || name.endsWith("[]") || name.equals("*")
                || name.length() < 5) {
              continue;
            }
            String slip = name.substring(0, 2) + name.charAt(1) + name.substring(2);
            OptionSamples samples = new OptionSamples(options, version);
            Object tree = samples.around(place, samples.valid(place));
            StringBuilder text = new StringBuilder(OptionSamples.read(tree).origin().layer().source().orElseThrow().text());
            int at = text.lastIndexOf("\"" + name + "\":");
            if (at < 0) {
              continue;
            }
            text.replace(at + 1, at + 1 + name.length(), slip);
            List<OptionMistake> verdicts =
                verdicts(options, version, OptionSamples.parse(text.toString()), false);
            boolean named =
                verdicts.size() == 1
                    && verdicts.getFirst() instanceof OptionMistake.Unknown(var spot, OptionMistake.Meaning meaning, var stops, var lacks)
                    && switch (meaning) {
                      case OptionMistake.Misspelt(String meant) -> meant.equals(name) || name.startsWith(meant) || name.contains(".");
                      // what took the place of an option is as good as its name
                      case OptionMistake.Elsewhere(List<String> paths) -> paths.equals(place.replacements());
                      default -> false;
                    };
            if (!named && !verdicts.isEmpty()) {
              wrong.add(place.path() + ": " + told(verdicts));
            }
          }
          return wrong;
        });
  }

  private interface Wrong {
    Optional<Object> of(Option option);
  }

  private static List<String> wrong(Options options, Wrong value) {
    List<String> wrong = new ArrayList<>();
    for (Place place : OptionSamples.places(options)) {
      Optional<Object> broken = value.of(place.option());
      if (broken.isEmpty()) {
        continue;
      }
      for (Version version : boundaries(options, place)) {
        if (!isThere(options, place, version)) {
          continue;
        }
        Object tree = new OptionSamples(options, version).around(place, broken.get());
        List<OptionMistake> verdicts = verdicts(options, version, tree);
        if (verdicts.size() != 1) {
          wrong.add(place.path() + " at " + version + ": " + told(verdicts));
        }
      }
    }
    return wrong;
  }

  private interface Check {
    List<String> of(Options options);
  }

  private static Stream<DynamicTest> eachProgram(Check check) {
    return Stream.of(Program.values())
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.id(),
                    () -> {
                      Options options = Options.of(program);
                      assertTrue(OptionSamples.places(options).size() > 100, "options");
                      assertEquals(List.of(), check.of(options));
                    }));
  }

  /** The newest version, and those around each one in which the option, or one around it, comes or goes. */
  private static Iterable<Version> boundaries(Options options, Place place) {
    TreeSet<Version> versions = new TreeSet<>();
    versions.add(options.newest());
    for (Place around : around(options, place)) {
      around.option().since().ifPresent(since -> {
        versions.add(since);
        versions.add(new Version(since.major(), Math.max(0, since.minor() - 1), 0));
      });
      around.option().until().ifPresent(until -> {
        versions.add(until);
        versions.add(new Version(until.major(), until.minor() + 1, 0));
      });
    }
    return versions;
  }

  /** The places on the way to one, with itself. */
  private static List<Place> around(Options options, Place place) {
    List<Place> around = new ArrayList<>();
    String path = place.path();
    for (int end = 1; end <= path.length(); end++) {
      if (end == path.length() || path.charAt(end) == '.' || path.charAt(end) == '[') {
        options.at(path.substring(0, end)).ifPresent(around::add);
      }
    }
    return around;
  }

  private static boolean isThere(Options options, Place place, Version version) {
    Optional<Version> at = Optional.of(version);
    return around(options, place).stream()
        .noneMatch(p -> p.option().isAfter(at) || p.option().isGone(at));
  }

  private static boolean isOneOfVersions(List<OptionMistake> verdicts) {
    return verdicts.size() == 1
        && (verdicts.getFirst() instanceof OptionMistake.Early
            || verdicts.getFirst() instanceof OptionMistake.Gone);
  }

  private static List<OptionMistake> verdicts(Options options, Version version, Object tree) {
    return verdicts(options, version, OptionSamples.read(tree), true);
  }

  private static List<OptionMistake> verdicts(
      Options options, Version version, MapValue tree, boolean complete) {
    return Judge.verdicts(options.program(), Optional.of(version), tree, complete, key -> false)
        .stream()
        .filter(verdict -> !(verdict instanceof OptionMistake.Outdated))
        .toList();
  }

  private static List<String> told(List<OptionMistake> verdicts) {
    return verdicts.stream()
        .map(verdict -> verdict.getClass().getSimpleName() + " " + verdict.spot().path())
        .toList();
  }
}
