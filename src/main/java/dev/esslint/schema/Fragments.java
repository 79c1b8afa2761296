package dev.esslint.schema;

import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Options of a program that stand in {@code additional} as if they were settings of the chart, and not in the text of a fragment. */
record Fragments(Places places) {

  /**
   * What was meant.
   *
   * @param sentence what there is to know
   * @param remedy the fragment to write instead
   */
  record Meant(String sentence, String remedy) {}

  /** What other charts call a Secret or a ConfigMap. */
  private static final Set<String> REFERENCES =
      Set.of("secret", "secretname", "secretref", "secretkeyref", "existingsecret", "fromsecret", "valuefrom", "configmap", "configmapname", "configmapref", "existingconfigmap");

  /** What was meant where a fragment has to be; empty if there is no option of the program. */
  Optional<Meant> at(ValuePath path) {
    for (Program program : Program.values()) {
      ValuePath additional = ValuePath.parse(program.component()).key("additional");
      if (!path.isRoot() && path.parent().equals(additional) && path.last() instanceof Key(String name)) {
        return configuration(Options.of(program), name, places.shown(path))
            .flatMap(configuration -> fragment(program, path, configuration));
      }
    }
    return Optional.empty();
  }

  /** What was meant by keys that name a Secret, or a ConfigMap, where the chart has other names for them; empty if these are not such. */
  static Optional<Meant> ofSecret(List<Set<String>> forms, Set<String> given) {
    boolean fragment = forms.stream().anyMatch(form -> form.contains("configSecret"));
    return fragment && given.stream().anyMatch(key -> REFERENCES.contains(Spelling.fold(key)))
        ? Optional.of(
            new Meant(
                "A fragment can be in a Secret, which has these names here, but not in a ConfigMap.",
                "Write `configSecret: <the name of the Secret>` and `configSecretKey: <the key in it>` instead of " + Phrases.list(given, "and") + "."))
        : Optional.empty();
  }

  /** The part of the configuration that a value is, or that it is under its name. */
  private static Optional<MapValue> configuration(Options options, String name, Value value) {
    boolean isOption = options.top().names().contains(name);
    return switch (value) {
      case MapValue map when map.entries().isEmpty() -> Optional.empty();
      case MapValue map when options.top().names().containsAll(map.entries().keySet()) -> Optional.of(map);
      case MapValue map ->
          options
              .sections()
              .of(name, map.entries().keySet())
              .map(section -> ValueForm.mapping(section.path(), map));
      case ScalarValue(Scalar.Null nothing, var origin) -> Optional.empty();
      default -> isOption ? Optional.of(ValueForm.mapping(name, value)) : Optional.empty();
    };
  }

  private static Optional<Meant> fragment(Program program, ValuePath path, MapValue configuration) {
    boolean json = program == Program.ELEMENT_WEB;
    PastedYaml patch = new PastedYaml(configuration.origin());
    (json ? ValueForm.JSON : ValueForm.YAML)
        .of(configuration)
        .ifPresent(text -> patch.put(json ? path : path.key("config"), text));
    return patch.isShort()
        ? Optional.of(
            new Meant(
                "Options of " + program.title() + " belong into the " + (json ? "JSON" : "text") + " of a fragment.",
                "Write instead:\n\n" + patch.markdown()))
        : Optional.empty();
  }
}
