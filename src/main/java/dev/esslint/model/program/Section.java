package dev.esslint.model.program;

import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Type;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A fragment with the options of one section at the top, where the program does not look for them: who writes it often takes the name
 * of the fragment for that of the section.
 *
 * @param name of the section
 * @param named whether the fragment is called like it
 * @param options what stands at the top, by key
 */
record Section(String name, boolean named, Map<String, Value> options) {

  /** The name of the setting that has the text, where the fragment is a mapping. */
  private static final Key TEXT = new Key("config");

  /** What names of fragments have before and behind them: a number for their order, and the ending of a file. */
  private static final Regex BESIDE = new Regex("^\\d{1,4}[-_.]|\\.(?:ya?ml|json)$");

  /** So many options of one section say which one is meant, whatever the fragment is called. */
  private static final int TELLING = 2;

  /**
   * Those of a configuration, by the path of their text.
   *
   * @param given whether the chart sets the option of a path by itself
   */
  static Map<ValuePath, Section> of(ProgramConfig config, Predicate<String> given) {
    Options table = Options.of(config.program());
    Map<ValuePath, Map<String, Value>> texts = new LinkedHashMap<>();
    config
        .tree()
        .entries()
        .forEach(
            (key, value) ->
                config
                    .text()
                    .apply(value.origin())
                    .ifPresent(text -> texts.computeIfAbsent(text, path -> new LinkedHashMap<>()).put(key, value)));
    Map<ValuePath, Section> sections = new LinkedHashMap<>();
    texts.forEach(
        (text, options) -> {
          if (options.keySet().stream().allMatch(key -> table.top().child(key).isEmpty())) {
            place(table, text, options)
                .filter(place -> !given.test(place.path()))
                .filter(place -> options.keySet().stream().noneMatch(key -> given.test(place.path() + "." + key)))
                .ifPresent(
                    place ->
                        sections.put(text, new Section(place.path(), isNamed(text, place), options)));
          }
        });
    return sections;
  }

  private static Optional<Place> place(Options table, ValuePath text, Map<String, Value> options) {
    List<Place> fitting = new ArrayList<>();
    for (String name : table.top().names()) {
      Place place = table.top().child(name).orElseThrow();
      if (place.option().types().contains(Type.OBJECT)) {
        long known = options.keySet().stream().filter(place.names()::contains).count();
        boolean open = place.names().isEmpty() || place.isExperimental();
        if (isNamed(text, place) && (known > 0 || open)) {
          return Optional.of(place);
        }
        if (known == options.size() && known >= TELLING) {
          fitting.add(place);
        }
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean isNamed(ValuePath text, Place place) {
    ValuePath fragment = text.last().equals(TEXT) ? text.parent() : text;
    if (!(fragment.last() instanceof Key(String name))) {
      return false;
    }
    return Spelling.fold(BESIDE.matcher(name).replaceAll("")).equals(Spelling.fold(place.path()));
  }
}
