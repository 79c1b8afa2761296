package dev.esslint.model.program;

import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Facts;
import dev.esslint.text.CodeNames;
import dev.esslint.text.Span;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the items of facts about the options of a program, each with its place. */
final class OptionItems {
  private final ProgramConfig config;
  private final Optional<Version> version;
  private final Facts facts;

  OptionItems(ProgramConfig config, Optional<Version> version, Facts facts) {
    this.config = config;
    this.version = version;
    this.facts = facts;
  }

  Program program() {
    return config.program();
  }

  Optional<Version> version() {
    return version;
  }

  /**
   * Adds an item to a list.
   *
   * @param atValue whether it is about the value, where that is a scalar, and not about the key
   * @param stops whether the program does not start with it
   */
  Facts add(String list, Spot spot, boolean atValue, boolean stops) {
    return add(list, spot, atValue, stops, List.of());
  }

  /**
   * The same.
   *
   * @param others options that it is about, too
   */
  Facts add(String list, Spot spot, boolean atValue, boolean stops, List<Spot> others) {
    Facts item = add(list, spot, atValue, others);
    item.put("id", config.program().id(), about(spot));
    item.put("stops", stops, about(spot));
    return item;
  }

  /** The same where the rules need not know whether the program starts. */
  Facts add(String list, Spot spot, boolean atValue) {
    return add(list, spot, atValue, List.of());
  }

  private Facts add(String list, Spot spot, boolean atValue, List<Spot> others) {
    ValuePath about = about(spot);
    Facts item = facts.item("options." + list, about, place(spot, atValue));
    item.put("program", versioned(), about);
    List<String> names = Stream.concat(Stream.of(spot), others.stream()).map(one -> name(one.path())).toList();
    item.put("option", CodeNames.within(names, "and"), about);
    return item;
  }

  /** The program with its version, as far as that is known. */
  String versioned() {
    return config.program().title() + version.map(v -> " " + v).orElse("");
  }

  /** The name of an option; one at the top may have a dot in it. */
  private static String name(ValuePath path) {
    return path.steps().size() == 1 && path.last() instanceof Key(String name) ? name : path.toString();
  }

  /** Whether an option is written beside another one. */
  boolean isBeside(Spot spot, String name) {
    return ResolvedValues.below(config.tree(), spot.path().parent().key(name)).isPresent();
  }

  /**
   * What an option takes, in words.
   *
   * @param ofItems whether it is a list, and its items are what matters
   */
  String expected(Option option, boolean ofItems) {
    return Options.of(program()).at(option.path()).map(place -> place.expected(version, ofItems)).orElseGet(() -> option.expected(version));
  }

  Optional<ValuePath> text(Spot spot) {
    return config.text().apply(spot.value().origin());
  }

  ValuePath about(Spot spot) {
    return text(spot)
        .map(text -> text.then(spot.path()))
        .orElseGet(() -> ValuePath.parse(config.program().component()).key("additional"));
  }

  /** A scalar of the wrong kind is itself the place; of anything else it is the key. */
  static Origin place(Spot spot, boolean atValue) {
    Origin origin = spot.value().origin();
    Span value = origin.value();
    return atValue && spot.value() instanceof ScalarValue && value.end() > value.start()
        ? new Origin(origin.layer(), value, value, null)
        : origin;
  }
}
