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
      case Misspelt(String name) -> misspelt(item, spot, name);
      case Reshaped reshaped -> reshaped(item, spot, reshaped);
      case Elsewhere(List<String> paths) -> elsewhere(item, spot, paths, others);
      case Wrapper(List<String> paths) -> wrapper(item, spot, paths);
      case ByChoice(String option, String choice) ->
          meaning(item, spot, "choice", beside(spot, option) + ": " + choice);
      case OfAnother another -> ofAnother(item, spot, another, others);
      case Close(List<String> paths) -> close(item, spot, paths);
      case Advised(String use) -> advised(item, spot, use, others);
      case Nothing nothing -> nothing(item, spot);
    }
  }

  private void misspelt(Facts item, Spot spot, String name) {
    if (!ofOthers(item, spot, name)) {
      meaning(item, spot, "misspelt", name);
      item.put("rename", name, items.about(spot));
    }
  }

  private void reshaped(Facts item, Spot spot, Reshaped meant) {
    if (!ofOthers(item, spot, meant.option().name())) {
      meaning(item, spot, "reshaped", meant.option().name());
      item.put("expected", items.expected(meant.option(), meant.items()), items.about(spot));
    }
  }

  /** States that the option with a name, which was meant, is there already or is not the user's to set; false if neither is so. */
  private boolean ofOthers(Facts item, Spot spot, String name) {
    if (items.isBeside(spot, name)) {
      twin(item, spot, name);
      return true;
    }
    Optional<String> advice = advice(spot, beside(spot, name));
    advice.ifPresent(use -> own(item, spot, beside(spot, name), use));
    return advice.isPresent();
  }

  private void elsewhere(Facts item, Spot spot, List<String> paths, List<Spot> others) {
    Optional<String> owned = others.isEmpty() ? owned(spot, paths) : Optional.empty();
    if (owned.isPresent()) {
      own(item, spot, owned.get(), advice(spot, owned.get()).orElseThrow());
    } else if (others.isEmpty()) {
      meaning(item, spot, "elsewhere", any(paths));
    } else {
      meaning(item, spot, "below", any(sections(spot, paths).orElseThrow()));
    }
  }

  private void wrapper(Facts item, Spot spot, List<String> paths) {
    wrapped(spot)
        .ifPresentOrElse(
            use -> own(item, spot, paths.getFirst(), use),
            () -> meaning(item, spot, "wrapper", CodeNames.within(paths, "and")));
  }

  private void ofAnother(Facts item, Spot spot, OfAnother meant, List<Spot> others) {
    Program other = meant.program();
    String path = meant.path();
    boolean written = isWritten(other, path, spot.value());
    if (!meant.instead().isEmpty() && (written || !rows.isDeployed(other))) {
      advised(item, spot, meant.instead(), others);
    } else if (written) {
      nothing(item, spot);
    } else {
      Optional<String> advice = rows.advice(other, path, spot.value()).or(() -> rows.adviceElsewhere(other, path));
      boolean same = spot.path().toString().equals(path) && rows.isDeployed(other);
      meaning(item, spot, advice.isPresent() ? "owned" : same ? "another" : "namesake", path);
      item.put("other", other.title(), items.about(spot));
      item.put("component", other.component(), items.about(spot));
      advice.ifPresent(use -> item.put("advice", use, items.about(spot)));
    }
  }

  private void close(Facts item, Spot spot, List<String> paths) {
    adviceFor(spot, paths.getFirst())
        .ifPresentOrElse(
            use -> own(item, spot, paths.getFirst(), use),
            () -> meaning(item, spot, "close", any(paths)));
  }

  private void nothing(Facts item, Spot spot) {
    meaning(item, spot, "nothing", "");
    item.put("removable", true, items.about(spot));
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
