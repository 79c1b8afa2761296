package dev.esslint.schema;

import dev.esslint.embedded.Judge;
import dev.esslint.embedded.OptionMistake.WrongType;
import dev.esslint.embedded.OptionMistake.WrongValue;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.finding.Meant.Moved;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains keys that are options of a program: they belong into a fragment of its configuration. */
final class MisplacedOptions {
  private final SchemaTree tree;

  MisplacedOptions(SchemaTree tree) {
    this.tree = tree;
  }

  /** An option at the top of a program's configuration, which belongs into a piece of it. */
  Optional<KeyMeaning> option(ValuePath path, String name, Value value) {
    List<Program> programs = new ArrayList<>();
    for (Program program : Program.values()) {
      if (isBelow(program.component(), path.parent()) && hasOption(program, name)) {
        programs.add(program);
      }
    }
    if (programs.size() != 1) {
      return Optional.empty();
    }
    Program program = programs.getFirst();
    if (knowsNothingOf(program, name, value)) {
      String keys = Phrases.list(List.copyOf(((MapValue) value).entries().keySet()), "or");
      return Optional.of(
          explained(path, program, name, program.title() + " does not have " + keys + " in " + Phrases.code(name) + ", and what it does have there goes"));
    }
    return Options.of(program).takes(placeOf(program, name), value) || value instanceof MapValue
        ? piece(path, program, List.of(name), value)
        : Optional.of(explained(path, program, name, program.title() + " takes no " + Phrases.shape(value) + " for it. What it takes goes"));
  }

  /** An option whose value cannot be taken as it is. */
  private static KeyMeaning explained(ValuePath path, Program program, String name, String what) {
    return new KeyMeaning(
        path,
        isAnOption(name, program),
        KeyMeaning.removal(path) + " " + what + " into a fragment of " + Phrases.code(program.component() + ".additional") + ".");
  }

  private static Options.Place placeOf(Program program, String name) {
    return Options.of(program).top().child(name).orElseThrow();
  }

  /** Whether a section of a program's configuration has nothing of what is written, so that it would have no effect there. */
  private static boolean knowsNothingOf(Program program, String section, Value value) {
    Options.Place place = placeOf(program, section);
    return value instanceof MapValue map
        && !map.entries().isEmpty()
        && !place.names().isEmpty()
        && map.entries().keySet().stream().allMatch(key -> place.child(key).isEmpty());
  }

  private static String isAnOption(String option, Program program) {
    return Phrases.code(option)
        + " is an option of "
        + program.title()
        + ", not of the chart. It belongs into a fragment of "
        + Phrases.code(program.component() + ".additional")
        + ".";
  }

  /** An option of the program around a key that is further down in its configuration, or that stands further down here. */
  Optional<KeyMeaning> optionBelow(ValuePath path, String name, Value value) {
    Optional<KeyMeaning> only = Optional.empty();
    for (Program program : Program.values()) {
      if (!path.startsWith(ValuePath.parse(program.component()))
          || KnownMistakes.get().isVague(name)
          || KnownMistakes.get().isUnoffered(program.component(), name)) {
        continue;
      }
      Options options = Options.of(program);
      Optional<KeyMeaning> meaning =
          options
              .only(name, value)
              .flatMap(place -> piece(path, program, options.steps(place.path()), value));
      if (meaning.isPresent() && only.isPresent()) {
        return Optional.empty();
      }
      only = only.or(() -> meaning);
    }
    return only;
  }

  /**
   * A piece of configuration.
   *
   * @param keys what leads to the option in it
   */
  private Optional<KeyMeaning> piece(ValuePath path, Program program, List<String> keys, Value value) {
    String component = program.component();
    ValuePath piece = ValuePath.parse(component).key("additional").key(keys.getLast());
    Value mapping = value;
    for (String key : keys.reversed()) {
      mapping = ValueForm.mapping(key, mapping);
    }
    Value whole = mapping;
    if (stopsAt(program, (MapValue) whole)) {
      return Optional.of(explained(path, program, String.join(".", keys), program.title() + " does not start with this value. What it takes goes"));
    }
    Optional<Moved> moved =
        ValueForm.YAML
            .of(whole)
            .flatMap(text -> tree.taken(piece.key("config"), text))
            .map(text -> new Moved(path, piece.key("config"), text))
            .or(
                () ->
                    ValueForm.JSON
                        .of(whole)
                        .flatMap(text -> tree.taken(piece, text))
                        .map(text -> new Moved(path, piece, text)));
    return moved.map(
        move ->
            new KeyMeaning(
                path,
                isAnOption(String.join(".", keys), program),
                List.of(move),
                "",
                false));
  }

  /** Whether a program does not start with an option that stands alone, whatever else there is. */
  private static boolean stopsAt(Program program, MapValue configuration) {
    return Judge.verdicts(program, Optional.empty(), configuration, false, option -> true).stream()
        .anyMatch(
            mistake ->
                switch (mistake) {
                  case WrongType wrong -> wrong.stops();
                  case WrongValue wrong -> wrong.stops();
                  default -> false;
                });
  }

  /** Whether a component may be meant where a key stands: at the top, in the component, or in what is around it. */
  private static boolean isBelow(String component, ValuePath around) {
    String path = around.toString();
    return path.isEmpty() || component.equals(path) || component.startsWith(path + ".");
  }

  private static boolean hasOption(Program program, String name) {
    return !KnownMistakes.get().isUnoffered(program.component(), name)
        && Options.of(program)
            .top()
            .child(name)
            .filter(place -> place.path().equals(name) && place.option().deprecated().isEmpty())
            .isPresent();
  }

  /** A name such as {@code enableRegistration} with the words apart as in the configuration of programs. */
  static String underscored(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
        words.append('_');
      }
      words.append(Character.toLowerCase(c));
    }
    return words.toString();
  }
}
