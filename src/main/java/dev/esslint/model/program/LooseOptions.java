package dev.esslint.model.program;

import dev.esslint.embedded.OptionSections;
import dev.esslint.embedded.Options;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A fragment with the options of one section at its top, where the program does not look for them.
 *
 * @param name of the section
 * @param named whether the fragment is called like it
 * @param options what stands at the top, by key
 */
record LooseOptions(String name, boolean named, Map<String, Value> options) {

  /** The name of the setting that has the text, where the fragment is a mapping. */
  private static final Key TEXT = new Key("config");

  /**
   * Those of a configuration, by the path of their text.
   *
   * @param given whether the chart sets the option of a path by itself
   */
  static Map<ValuePath, LooseOptions> of(ProgramConfig config, Predicate<String> given) {
    Options known = Options.of(config.program());
    if (config.tree().entries().keySet().stream().allMatch(key -> known.top().child(key).isPresent())) {
      return Map.of(); // as in most configurations
    }
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
    OptionSections table = known.sections();
    Map<ValuePath, LooseOptions> sections = new LinkedHashMap<>();
    texts.forEach(
        (text, options) -> {
          String fragment = fragment(text);
          table
              .of(fragment, options.keySet())
              .filter(section -> !given.test(section.path()))
              .filter(
                  section ->
                      options.keySet().stream().noneMatch(key -> given.test(section.path() + "." + key)))
              .ifPresent(
                  section ->
                      sections.put(
                          text, new LooseOptions(section.path(), table.isNamed(fragment, section), options)));
        });
    return sections;
  }

  private static String fragment(ValuePath text) {
    return (text.last().equals(TEXT) ? text.parent() : text).last() instanceof Key(String name) ? name : "";
  }
}
