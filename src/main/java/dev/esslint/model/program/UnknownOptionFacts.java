package dev.esslint.model.program;

import dev.esslint.embedded.Option;
import dev.esslint.embedded.OptionMistake;
import dev.esslint.embedded.OptionMistake.Advised;
import dev.esslint.embedded.OptionMistake.ByChoice;
import dev.esslint.embedded.OptionMistake.Close;
import dev.esslint.embedded.OptionMistake.Elsewhere;
import dev.esslint.embedded.OptionMistake.Misspelt;
import dev.esslint.embedded.OptionMistake.Nothing;
import dev.esslint.embedded.OptionMistake.OfAnother;
import dev.esslint.embedded.OptionMistake.Reshaped;
import dev.esslint.embedded.OptionMistake.Spot;
import dev.esslint.embedded.OptionMistake.Wrapper;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.model.base.Facts;
import dev.esslint.text.CodeNames;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/** States what options that a program does not know were meant to be. */
final class UnknownOptionFacts {
  private final OptionItems items;
  private final OwnedRows rows;

  UnknownOptionFacts(OptionItems items, OwnedRows rows) {
    this.items = items;
    this.rows = rows;
  }

  /** What is to be done about a key, if that may be the same for others beside it; else the mistake itself. */
  Object remedy(OptionMistake.Unknown mistake) {
    ValuePath around = mistake.spot().path().parent();
    return switch (mistake.meaning()) {
      case Advised(String use) when !around.isRoot() && mistake.lacks().isEmpty() -> List.of(around, use);
      case Elsewhere(List<String> paths)
          when !around.isRoot() && mistake.lacks().isEmpty() && advice(mistake.spot(), paths.getFirst()).isEmpty() ->
          sections(mistake.spot(), paths).<Object>map(sections -> List.of(around, sections)).orElse(mistake);
      default -> mistake;
    };
  }

  /** The mappings in which options have the name of the key that stands elsewhere; empty if one has another name. */
  private static Optional<List<String>> sections(Spot spot, List<String> paths) {
    String end = "." + (spot.path().last() instanceof ValuePath.Key(String name) ? name : "");
    return paths.stream().allMatch(path -> path.endsWith(end))
        ? Optional.of(paths.stream().map(path -> path.substring(0, path.length() - end.length())).toList())
        : Optional.empty();
  }

  /**
   * States a key.
   *
   * @param others keys beside it with the same remedy
   */
  void state(OptionMistake.Unknown mistake, List<Spot> others) {
    Spot spot = mistake.spot();
    Facts item = items.add("unknown", spot, false, mistake.stops(), others);
    if (!mistake.lacks().isEmpty()) {
      item.put("lacks", mistake.lacks(), items.about(spot));
    }
    switch (mistake.meaning()) {
      case Misspelt(String name) when items.isBeside(spot, name) -> twin(item, spot, name);
      case Reshaped(Option option, boolean ofItems) when items.isBeside(spot, option.name()) -> twin(item, spot, option.name());
      case Misspelt(String name) when advice(spot, beside(spot, name)).isPresent() -> own(item, spot, beside(spot, name));
      case Reshaped(Option option, boolean ofItems) when advice(spot, beside(spot, option.name())).isPresent() ->
          own(item, spot, beside(spot, option.name()));
      case Misspelt(String name) -> {
        meaning(item, spot, "misspelt", name);
        item.put("rename", name, items.about(spot));
      }
      case Reshaped(Option option, boolean ofItems) -> {
        meaning(item, spot, "reshaped", option.name());
        item.put("expected", items.expected(option, ofItems), items.about(spot));
      }
      case Elsewhere(List<String> paths) when others.isEmpty() && owned(spot, paths).isPresent() ->
          own(item, spot, owned(spot, paths).orElseThrow());
      case Elsewhere(List<String> paths) when !others.isEmpty() ->
          meaning(item, spot, "below", any(sections(spot, paths).orElseThrow()));
      case Elsewhere(List<String> paths) -> meaning(item, spot, "elsewhere", any(paths));
      case Wrapper(List<String> paths) when wrapped(spot).isPresent() -> own(item, spot, paths.getFirst(), wrapped(spot).orElseThrow());
      case Wrapper(List<String> paths) ->
          meaning(item, spot, "wrapper", CodeNames.within(paths, "and"));
      case ByChoice(String option, String choice) ->
          meaning(item, spot, "choice", beside(spot, option) + ": " + choice);
      case OfAnother(Program other, String path, String instead) when !instead.isEmpty() && (!rows.isDeployed(other) || isWritten(other, path, spot.value())) -> advised(item, spot, instead, others);
      case OfAnother(Program other, String path, String instead) when isWritten(other, path, spot.value()) -> {
        meaning(item, spot, "nothing", "");
        item.put("removable", true, items.about(spot));
      }
      case OfAnother(Program other, String path, String instead) -> {
        Optional<String> advice = rows.advice(other, path, spot.value()).or(() -> rows.adviceElsewhere(other, path));
        boolean same = spot.path().toString().equals(path) && rows.isDeployed(other);
        meaning(item, spot, advice.isPresent() ? "owned" : same ? "another" : "namesake", path);
        item.put("other", other.title(), items.about(spot));
        item.put("component", other.component(), items.about(spot));
        advice.ifPresent(use -> item.put("advice", use, items.about(spot)));
      }
      case Close(List<String> paths) when adviceFor(spot, paths.getFirst()).isPresent() ->
          own(item, spot, paths.getFirst(), adviceFor(spot, paths.getFirst()).orElseThrow());
      case Close(List<String> paths) -> meaning(item, spot, "close", any(paths));
      case Advised(String use) -> advised(item, spot, use, others);
      case Nothing nothing -> {
        meaning(item, spot, "nothing", "");
        item.put("removable", true, items.about(spot));
      }
    }
  }

  private void advised(Facts item, Spot spot, String use, List<Spot> others) {
    meaning(item, spot, others.isEmpty() ? "advised" : "advised-all", "");
    item.put("advice", use, items.about(spot));
  }

  private static String beside(Spot spot, String name) {
    return spot.path().parent().key(name).toString();
  }

  /** Paths of options as they are written, where a name may have a dot in it. */
  private String any(List<String> paths) {
    return String.join("` or `", paths.stream().map(Options.of(items.program())::written).toList());
  }

  /** What to do instead of what was meant, where that is not the user's to set, either. */
  private Optional<String> advice(Spot spot, String option) {
    return advice(option, spot.value());
  }

  /** The first of several options that is not the user's to set. */
  private Optional<String> owned(Spot spot, List<String> paths) {
    return paths.stream().filter(path -> advice(spot, path).isPresent()).findFirst();
  }

  /** The same for an option; for a section where that is so for all that is in it. */
  private Optional<String> advice(String option, Value value) {
    Optional<String> advice = rows.advice(items.program(), option, value);
    return advice.isEmpty() && value instanceof MapValue map ? advice(option + ".", map) : advice;
  }

  /** The same for what is in a mapping around options that belong one step further up. */
  private Optional<String> wrapped(Spot spot) {
    ValuePath around = spot.path().parent();
    return spot.value() instanceof MapValue map ? advice(around.isRoot() ? "" : around + ".", map) : Optional.empty();
  }

  private Optional<String> advice(String before, MapValue map) {
    List<Optional<String>> inside = map.entries().entrySet().stream().map(entry -> advice(before + entry.getKey(), entry.getValue())).toList();
    return !inside.isEmpty() && inside.stream().allMatch(Optional::isPresent) ? inside.getFirst() : Optional.empty();
  }

  /** The same where the value may have to be another one. */
  private Optional<String> adviceFor(Spot spot, String option) {
    return advice(spot, option).or(() -> rows.advice(items.program(), option));
  }

  private void own(Facts item, Spot spot, String option) {
    own(item, spot, option, advice(spot, option).orElseThrow());
  }

  private void own(Facts item, Spot spot, String option, String advice) {
    meaning(item, spot, "owned", option);
    item.put("other", items.program().title(), items.about(spot));
    item.put("advice", advice, items.about(spot));
  }

  /** Whether the chart writes all in a section of another program by itself, so that it was hardly meant for that. */
  private static boolean isWritten(Program other, String section, Value value) {
    return value instanceof MapValue map
        && !map.entries().isEmpty()
        && map.entries().keySet().stream()
            .noneMatch(key -> OwnedKeyTable.of(other, section + "." + key).isEmpty());
  }

  /** What was meant is there already, so that there would be two of it. */
  private void twin(Facts item, Spot spot, String name) {
    boolean section = spot.value() instanceof MapValue map && !map.entries().isEmpty();
    meaning(item, spot, section ? "section" : "twin", name);
    if (!section) {
      item.put("removable", true, items.about(spot));
    }
  }

  private void meaning(Facts item, Spot spot, String meaning, String name) {
    item.put("meaning", meaning, items.about(spot));
    item.put("name", name, items.about(spot));
  }
}
