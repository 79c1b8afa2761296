package dev.esslint.cli;

import dev.esslint.chart.Charts;
import dev.esslint.json.JsonString;
import dev.esslint.secret.Mask;
import dev.esslint.secret.SecretPlace;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.set.SetExpression;
import dev.esslint.values.set.SetExpression.Assignment;
import dev.esslint.values.set.SetExpression.At;
import dev.esslint.values.set.SetExpression.Name;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.UserValues;
import dev.esslint.workspace.configured.ConfiguredDeployments;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The configuration to begin with: what was found, as entries that come to the same values. */
final class InitialConfiguration {
  private static final String INTRODUCTION =
      """
      # Configuration of esslint. Each key is an option; the command-line option overrides it.
      # What else there is: https://github.com/esslint/esslint/blob/main/docs/guides/configuration.md
      #fail-on: warning
      #cluster: cluster.yaml      # facts about the cluster, from `esslint cluster`

      """;

  private static final String FOUND =
      """
      # These deployments were found below this folder. Without entries here, esslint checks all that it finds.
      # Remove the # to use an entry. Then esslint checks only the entries here, unless you name a file.
      """;

  private static final String NOTHING =
      """
      # No deployment of the chart was found below this folder. This is what an entry looks like:
      #deployments:
      #  prod:
      #    release: ess
      #    namespace: ess
      #    values:
      #      - values.yaml
      """;

  private final Folder folder;
  private final Charts charts;
  private final Set<String> names = new HashSet<>();

  /**
   * @param folder the folder of the configuration
   * @param charts the releases that are known
   */
  InitialConfiguration(Folder folder, Charts charts) {
    this.folder = folder;
    this.charts = charts;
  }

  /** The text, in which all is a comment. */
  String text(Found found) throws SourceException {
    StringBuilder entries = new StringBuilder();
    StringBuilder others = new StringBuilder();
    for (Deployment one : found.deployments()) {
      Mask mask = UserValues.of(one).mask(one, found.texts(one));
      String entry = entry(one, mask);
      if (isSame(one, entry)) {
        entry.lines().forEach(line -> entries.append('#').append(line).append('\n'));
      } else {
        others.append("# ").append(line(one.id())).append(" is found, but its values cannot be put together in an entry.\n");
      }
    }
    StringBuilder text = new StringBuilder(INTRODUCTION);
    if (found.deployments().isEmpty()) {
      return text.append(NOTHING).toString();
    }
    text.append(FOUND).append(others);
    return entries.isEmpty() ? text.toString() : text.append("#deployments:\n").append(entries).toString();
  }

  private String entry(Deployment one, Mask mask) {
    StringBuilder text = new StringBuilder();
    text.append("  ").append(quoted(name(one))).append(": # ").append(line(one.id())).append('\n');
    String version = one.chart().exact().orElse(one.chart().constraint());
    line(text, "chart", version);
    line(text, "release", one.release());
    line(text, "namespace", one.namespace());
    line(text, "under", one.key());
    List<String> layers = new ArrayList<>();
    if (one.traits().contains(Trait.REUSES_VALUES)) {
      layers.add("{opaque: values of the installed release}");
    }
    for (DeploymentLayer layer : one.layers()) {
      if (!layer.name().equals("(/global)")) {
        layers.add(layer(layer, one.key(), mask));
      }
    }
    text.append("    values:").append(layers.isEmpty() ? " []\n" : "\n");
    layers.forEach(layer -> text.append("      - ").append(layer).append('\n'));
    if (one.traits().contains(Trait.UNCHECKED)) {
      text.append("    schema-checked: false\n");
    }
    return text.toString();
  }

  private String name(Deployment one) {
    String release = one.release().isEmpty() ? "deployment" : one.release();
    List<String> candidates = new ArrayList<>(List.of(release));
    for (String more : List.of(FileNames.base(FileNames.folder(one.id().split(" ", 2)[0])), one.namespace())) {
      if (!more.isEmpty()) {
        candidates.add(release + "-" + more);
      }
    }
    for (int number = 2; ; number++) {
      Optional<String> free = candidates.stream().filter(names::add).findFirst();
      if (free.isPresent()) {
        return free.get();
      }
      candidates.add(release + "-" + number);
    }
  }

  private static void line(StringBuilder text, String key, String value) {
    if (!value.isEmpty()) {
      text.append("    ").append(key).append(": ").append(quoted(value)).append('\n');
    }
  }

  private static String layer(DeploymentLayer layer, String key, Mask mask) {
    return switch (layer) {
      case DeploymentLayer.Mapping mapping -> {
        int pointer = mapping.name().indexOf(":/");
        String at = pointer < 0 ? "" : mapping.name().substring(pointer + 1).replaceAll(" \\(.*$", "");
        String file = quoted(mapping.source().name());
        String above = !key.isEmpty() && at.endsWith("/" + key) ? at.substring(0, at.length() - key.length() - 1) : at;
        yield above.isEmpty() ? file : "{file: " + file + ", at: " + quoted(above) + "}";
      }
      case DeploymentLayer.Setting setting -> {
        String set = set(setting.argument().expression(), key);
        yield set == null || !mask.shown(set).toString().equals(set)
            ? opaque(setting.name(), mask)
            : set;
      }
      case DeploymentLayer.Opaque opaque -> opaque(opaque.name(), mask);
    };
  }

  /** A layer of which only the name is known; values may stand where the name of a file belongs. */
  private static String opaque(String name, Mask mask) {
    return "{opaque: " + quoted(mask.shown(name.lines().findFirst().orElse("")).toString()) + "}";
  }

  /** What an argument sets, as one layer; null if that is more than single values, or a secret. */
  private static @Nullable String set(SetExpression expression, String key) {
    List<String> arguments = new ArrayList<>();
    for (Assignment assignment : expression.assignments()) {
      String value = json(assignment.value());
      if (value == null || assignment.steps().isEmpty() || assignment.cut()) {
        return null;
      }
      StringBuilder path = new StringBuilder(key);
      ValuePath place = ValuePath.ROOT;
      for (SetExpression.Step step : assignment.steps()) {
        switch (step) {
          case Name(String name, var span) -> {
            path.append(path.isEmpty() ? "" : ".").append(name.replaceAll("[.,=\\[\\]\\\\]", "\\\\$0"));
            place = place.key(name);
          }
          case At(int index, var span) -> {
            path.append('[').append(index).append(']');
            place = place.index(index);
          }
        }
      }
      if (SecretPlace.isCredential(place)) {
        return null; // it would be written down once more
      }
      arguments.add(JsonString.quote(path + "=" + value));
    }
    return arguments.isEmpty() ? null : "{set-json: [" + String.join(", ", arguments) + "]}";
  }

  /** The JSON of a value that is not more than a list of single ones; null for any other. */
  private static @Nullable String json(Node value) {
    if (value instanceof ListNode list) {
      List<String> items = new ArrayList<>();
      for (Node item : list.items()) {
        String json = item instanceof ListNode ? null : json(item);
        if (json == null) {
          return null;
        }
        items.add(json);
      }
      return "[" + String.join(",", items) + "]";
    }
    if (!(value instanceof ScalarNode scalar) || scalar.isNull()) {
      return null;
    }
    String string = scalar.string();
    return string == null ? Scalar.text(scalar.value()) : JsonString.quote(string);
  }

  /** Whether an entry comes to the same values as what was found, as far as they are known, and says as much about the rest. */
  private boolean isSame(Deployment one, String entry) {
    if (one.traits().contains(Trait.LOST) || one.traits().contains(Trait.COMPUTED) || one.traits().contains(Trait.TEST)) {
      return false; // no entry can say so
    }
    try {
      Located top = Located.top(YamlReader.read(new SourceText("", "deployments:\n" + entry)));
      ConfiguredDeployments stated = new ConfiguredDeployments(top.get("deployments"), folder, charts);
      List<Deployment> deployments = stated.deployments();
      return stated.problems().isEmpty()
          && deployments.size() == 1
          && isSame(UserValues.of(one).values(), UserValues.of(deployments.getFirst()).values());
    } catch (SourceException e) {
      return false;
    }
  }

  private static boolean isSame(Value one, @Nullable Value other) {
    return switch (one) {
      case MapValue map ->
          other instanceof MapValue others
              && map.entries().keySet().equals(others.entries().keySet())
              && map.entries().entrySet().stream()
                  .allMatch((Map.Entry<String, Value> entry) -> isSame(entry.getValue(), others.entries().get(entry.getKey())));
      case ListValue list -> other instanceof ListValue others && isSame(list.items(), others.items());
      case ScalarValue scalar -> other instanceof ScalarValue value && value.scalar().equals(scalar.scalar());
    };
  }

  private static boolean isSame(List<Value> some, List<Value> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = isSame(some.get(i), others.get(i));
    }
    return same;
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_./-]*") ? text : JsonString.quote(text);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
