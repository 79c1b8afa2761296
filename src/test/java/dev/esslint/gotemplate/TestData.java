package dev.esslint.gotemplate;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.yaml.YamlReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What templates of tests are evaluated with. */
final class TestData {
  private TestData() {}

  private static final Set<String> METHODS = Set.of("AsMap", "Encode", "PathValue", "Table", "YAML");

  private record Mapping(Map<String, Datum> entries, Set<String> methods) implements Datum.Listed {
    @Override
    public boolean hasMethod(String name) {
      return methods.contains(name);
    }
  }

  /** The root that Helm gives to the templates of a chart with these values. */
  static Datum root(String values, String template) throws SourceException {
    Map<String, Datum> all = new HashMap<>();
    if (datum(YamlReader.read(new SourceText("", values)).root()) instanceof Mapping mapping) {
      all.putAll(mapping.entries());
    }
    all.put("template", new Datum.Text(template));
    return new Mapping(
        Map.of(
            "Values",
            new Mapping(all, METHODS),
            "Release",
            new Mapping(
                Map.of(
                    "Name",
                    Datum.Unknown.SOME_TEXT,
                    "Revision",
                    Datum.Unknown.INT,
                    "IsInstall",
                    Datum.Unknown.BOOL,
                    "IsUpgrade",
                    Datum.Unknown.BOOL),
                Set.of()),
            "Chart",
            Datum.Unknown.ANYTHING,
            "Capabilities",
            Datum.Unknown.ANYTHING,
            "Files",
            Datum.Unknown.ANYTHING,
            "Subcharts",
            Datum.Unknown.ANYTHING,
            "Template",
            Datum.Unknown.ANYTHING),
        METHODS);
  }

  private static Datum datum(Node node) {
    return switch (node) {
      case MapNode map -> {
        Map<String, Datum> entries = new HashMap<>();
        map.entries().forEach((key, entry) -> entries.put(key, datum(entry.value())));
        yield new Mapping(entries, Set.of());
      }
      case ListNode list -> new Datum.Items(list.items().stream().map(TestData::datum).toList());
      case ScalarNode scalar ->
          switch (scalar.value()) {
            case Scalar.Null nothing -> Datum.Nothing.NULL;
            case Scalar.Bool(boolean value) -> new Datum.Bool(value);
            case Scalar.Num(double value) -> new Datum.Real(value);
            case Scalar.Str(String value) -> new Datum.Text(value);
          };
    };
  }
}
