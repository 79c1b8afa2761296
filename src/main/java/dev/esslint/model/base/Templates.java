package dev.esslint.model.base;

import dev.esslint.gotemplate.Chance;
import dev.esslint.gotemplate.Datum;
import dev.esslint.gotemplate.Datum.Entries;
import dev.esslint.gotemplate.Datum.Items;
import dev.esslint.gotemplate.Datum.Nothing;
import dev.esslint.gotemplate.Datum.Unknown;
import dev.esslint.gotemplate.GoTemplate;
import dev.esslint.gotemplate.Outcome;
import dev.esslint.gotemplate.Outcome.Rendered;
import dev.esslint.net.HostName;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Installation;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Templates in values, evaluated with the values as the chart's templates have them. What one comes to is remembered: the facts ask for
 * the same over and over.
 */
public final class Templates {
  private static final String APIS = "APIVersions";
  private static final String FILES = "Files";
  private static final String TEMPLATE = "Template";

  /** What the names of all templates of the chart begin with. */
  private static final String OF_CHART = "element-io.";

  /** The methods that Helm's type for values has in Go; a template that asks for one gets no value of that key. */
  private static final Set<String> METHODS =
      Set.of("AsMap", "Encode", "PathValue", "Table", "YAML");

  /**
   * What else may be so at an installation.
   *
   * @param name of the deployment, its namespace and its chart, where none is stated; unlike each other to a reader of YAML
   * @param cluster the version of the cluster
   * @param version that of the chart
   * @param serves whether the cluster has what a template asks for
   * @param chance what functions of chance give
   */
  private record Assumed(String name, String cluster, String version, boolean serves, Chance chance) {
    /** What the template that evaluates a text is called, what the cluster has, and files: the chart has none whose name is a plain word. */
    Map<String, Datum> others() {
      Datum template = new Fields(Map.of("Name", new Datum.Text(name + "/templates/a.yaml"), "BasePath", new Datum.Text(name + "/templates")), Set.of());
      return Map.of(
          TEMPLATE,
          template,
          APIS,
          new Methods("Has", argument -> argument instanceof Datum.Text ? new Datum.Bool(serves) : null),
          FILES,
          new Methods("Get", argument -> argument instanceof Datum.Text(String file) && file.chars().allMatch(Character::isLowerCase) ? new Datum.Text("") : null));
    }
  }

  private static final List<Assumed> ASSUMED =
      List.of(
          new Assumed("a", "v1.20.0", "25.5.1", false, Chance.WORDS),
          new Assumed("1", "v1.34.1", "26.8.1", true, Chance.NUMBERS),
          new Assumed("a.b", "v1.99.0", "27.1.0-dev", true, Chance.BOTH));

  private final ResolvedValues values;
  private final Datum release;
  private final Datum chart;
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Datum version;
  private final Map<String, Datum> others;
  private final @Nullable Chance chance;
  private @Nullable Datum root;
  private @Nullable Templates installing;

  public Templates(ResolvedValues values) {
    this(values, release(values.installation(), false), new Structure(Map.of()), new Structure(Map.of()), Map.of(), null);
  }

  /**
   * @param others what else is assumed: of the capabilities of the cluster, and at the top
   * @param chance what functions of chance give; null if nobody knows
   */
  private Templates(ResolvedValues values, Datum release, Datum chart, Datum version, Map<String, Datum> others, @Nullable Chance chance) {
    this.others = others;
    this.chance = chance;
    this.values = values;
    this.release = release;
    this.chart = chart;
    this.version = version;
  }

  /** The same as {@code helm template} evaluates them: at an installation, and not at an upgrade. */
  public Templates installing() {
    Templates made = installing;
    if (made == null) {
      made = new Templates(values, release(values.installation(), true), chart, version, others, chance);
      installing = made;
    }
    return made;
  }

  /** What the dot is; the same for all templates of a deployment. */
  private Datum root() {
    Datum made = root;
    if (made == null) {
      Map<String, Datum> entries =
          new HashMap<>(
              Map.of("Values", new Values(values.root(), METHODS), "Release", release));
      entries.put("Chart", chart);
      Map<String, Datum> capabilities = new HashMap<>(Map.of("KubeVersion", version, "HelmVersion", new Structure(Map.of())));
      capabilities.put(APIS, others.getOrDefault(APIS, Unknown.ANYTHING));
      entries.put("Capabilities", new Structure(capabilities));
      for (String name : List.of(FILES, "Subcharts", TEMPLATE)) {
        entries.put(name, others.getOrDefault(name, Unknown.ANYTHING));
      }
      made = new Fields(entries, METHODS);
      root = made;
    }
    return made;
  }

  /** What Helm calls the deployment, and how often it did anything with it. */
  private static Datum release(Installation installation, boolean first) {
    return new Fields(
        Map.of(
            "Name",
            stated(installation.name()),
            "Namespace",
            stated(installation.namespace()),
            "Service",
            new Datum.Text("Helm"),
            "Revision",
            first ? new Datum.Int(1) : Unknown.INT,
            "IsInstall",
            first ? new Datum.Bool(true) : Unknown.BOOL,
            "IsUpgrade",
            first ? new Datum.Bool(false) : Unknown.BOOL),
        Set.of());
  }

  private static Datum stated(String name) {
    return name.isEmpty() ? Unknown.SOME_TEXT : new Datum.Text(name);
  }

  /** Entries with the methods beside them. */
  private record Fields(Map<String, Datum> entries, Set<String> methods) implements Datum.Listed {
    @Override
    public boolean hasMethod(String name) {
      return methods.contains(name);
    }
  }

  /** A mapping of the values. */
  private record Values(MapValue map, Set<String> methods) implements Entries {
    @Override
    public @Nullable Datum get(String key) {
      Value value = map.entries().get(key);
      return value == null ? null : datum(value);
    }

    @Override
    public Set<String> keys() {
      return map.entries().keySet();
    }

    @Override
    public boolean hasMethod(String name) {
      return methods.contains(name);
    }
  }

  /**
   * What Helm says of the chart or of the cluster.
   *
   * @param known what is assumed of it
   */
  private record Structure(Map<String, Datum> known) implements Entries {
    @Override
    public Datum get(String key) {
      return known.getOrDefault(key, Unknown.ANYTHING);
    }

    @Override
    public Set<String> keys() {
      return Set.of("Name");
    }

    @Override
    public boolean isStructure() {
      return true;
    }
  }

  /** Something of which a template asks a question. */
  private record Methods(String method, Function<Datum, @Nullable Datum> answer) implements Entries {
    @Override
    public Datum get(String key) {
      return Unknown.ANYTHING;
    }

    @Override
    public Set<String> keys() {
      return Set.of("");
    }

    @Override
    public @Nullable Datum call(String name, Datum argument) {
      return name.equals(method) ? answer.apply(argument) : null;
    }
  }

  /** The dot of a template of the chart; only what the root has is surely not in it. */
  private record Inner(Datum root) implements Entries {
    private static final Set<String> OF_ROOT =
        Set.of("Values", "Release", "Chart", "Capabilities", FILES, TEMPLATE);

    @Override
    public @Nullable Datum get(String key) {
      return key.equals("root") ? root : OF_ROOT.contains(key) ? null : Unknown.ANYTHING;
    }

    @Override
    public Set<String> keys() {
      return Set.of("root", "context");
    }
  }

  private static Datum datum(Value value) {
    return switch (value) {
      case MapValue map -> new Values(map, Set.of());
      case ListValue list -> new Items(list.items().stream().map(Templates::datum).toList());
      case ScalarValue(Scalar.Null nothing, Origin origin) -> Nothing.NULL;
      case ScalarValue(Scalar.Bool(boolean bool), Origin origin) -> new Datum.Bool(bool);
      // a whole number of an argument has another type in Go
      case ScalarValue(Scalar.Num(double number), Origin origin) ->
          origin.layer() instanceof Layer.Argument
              ? Unknown.ANYTHING
              : new Datum.Real(number);
      case ScalarValue(Scalar.Str(String text), Origin origin) ->
          Placeholder.isFilledInBeforeHelm(text) ? Unknown.ANYTHING : new Datum.Text(text);
    };
  }

  /** What the chart makes of a text that it evaluates with all that its own templates have. */
  public Outcome evaluated(String text) {
    Outcome outcome = outcomes.get(text);
    if (outcome == null) {
      outcome = evaluated(text, root());
      outcomes.put(text, outcome);
    }
    return outcome;
  }

  /**
   * What the chart makes of a text that it evaluates with something else as the dot, in which the root and other things have
   * names of their own.
   */
  public Outcome evaluatedElsewhere(String text) {
    return evaluated(text, new Inner(root()));
  }

  private Outcome evaluated(String text, Datum dot) {
    boolean open =
        GoTemplate.braces(text).stream()
            .anyMatch(braces -> Placeholder.isFilledInBeforeHelm(braces.inside(text)));
    return open ? new Outcome.Unknown() : GoTemplate.evaluate(text, dot, Templates::isElsewhere, chance);
  }

  /** What a text comes to when the chart evaluates it; empty if that cannot be known. */
  public Optional<String> rendered(String text) {
    if (!GoTemplate.isIn(text)) {
      return Optional.of(text);
    }
    return evaluated(text) instanceof Rendered(String result)
        ? Optional.of(result)
        : Optional.empty();
  }

  /**
   * What a text may come to at an installation, whatever Helm calls the deployment and the chart, which may be a dependency with an alias, and in
   * whatever cluster, as far as that makes a difference to who reads it; empty if it depends on more that is not known.
   */
  public List<String> renderedAnyway(String text) {
    Optional<String> known = installing().rendered(text);
    if (known.isPresent()) {
      return List.of(known.get());
    }
    List<String> results = new ArrayList<>();
    for (Assumed assumed : ASSUMED) {
      Optional<String> result = assuming(assumed).rendered(text);
      if (result.isEmpty()) {
        return List.of();
      }
      results.add(result.get());
    }
    return results;
  }

  private Templates assuming(Assumed assumed) {
    Installation stated = values.installation();
    Installation installation =
        new Installation(
            stated.name().isEmpty() ? assumed.name : stated.name(),
            stated.namespace().isEmpty() ? assumed.name : stated.namespace());
    Datum cluster = new Datum.Text(assumed.cluster);
    Datum version = new Datum.Text(assumed.version);
    return new Templates(
        values,
        release(installation, true),
        new Structure(Map.of("Name", new Datum.Text(assumed.name), "Version", version, "AppVersion", version)),
        new Structure(Map.of("Version", cluster, "GitVersion", cluster)),
        assumed.others(),
        assumed.chance);
  }

  /** The host name that a text with templates comes to; empty if that is no host name or cannot be known. */
  public Optional<HostName> host(String text) {
    return expanded(text).flatMap(HostName::parse);
  }

  /** What a text with templates comes to; empty if that cannot be known. */
  public Optional<String> expanded(String text) {
    return rendered(text)
        .filter(rendered -> Placeholder.in(rendered).isEmpty() && !Placeholder.isVariableIn(rendered));
  }

  private static boolean isElsewhere(String name) {
    return name.startsWith(OF_CHART) || name.contains("/") || name.equals("gotpl");
  }
}
