package dev.esslint.workspace.configured;

import dev.esslint.chart.Charts;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Installation;
import dev.esslint.values.set.SetExpression.Kind;
import dev.esslint.workspace.ChartDefaults;
import dev.esslint.workspace.ChartUse;
import dev.esslint.workspace.ChartUse.Newest;
import dev.esslint.workspace.ChartUse.Version;
import dev.esslint.workspace.Deployment;
import dev.esslint.workspace.Deployment.Trait;
import dev.esslint.workspace.DeploymentLayer;
import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Folder;
import dev.esslint.workspace.Index;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.Sops;
import dev.esslint.workspace.Umbrella;
import dev.esslint.workspace.Umbrellas;
import dev.esslint.workspace.flux.Variables;
import dev.esslint.workspace.kustomize.Patches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The deployments under {@code deployments} in the configuration. */
public final class ConfiguredDeployments {
  /** What a layer can be. */
  private static final Set<String> KINDS = Set.of("file", "opaque", "set", "set-string", "set-json");

  private static final Regex NAME = new Regex("[A-Za-z_]\\w*");

  private final Located all;
  private final Folder folder;
  private final LayerNames names;
  private final ChartDefaults defaults;
  private final Draft.Findings findings;
  private final Map<String, SourceException> problems = new LinkedHashMap<>();

  /**
   * @param all the mapping of deployments by name
   * @param folder the folder of the configuration, which paths are relative to
   * @param charts the releases that are known to all of them
   */
  public ConfiguredDeployments(Located all, Folder folder, Charts charts) {
    this.all = all;
    this.folder = folder;
    this.names = new LayerNames(folder);
    this.defaults = ChartDefaults.of(charts);
    this.findings = new Draft.Findings(defaults);
  }

  /**
   * The deployments in the order of the file, as far as there are no problems with them.
   *
   * @see #problems()
   */
  public List<Deployment> deployments() {
    List<Deployment> found = new ArrayList<>();
    for (String name : all.keys()) {
      try {
        found.add(deployment(name).shownIn(folder));
      } catch (SourceException e) {
        problem(e);
      }
    }
    return found;
  }

  /**
   * What cannot be, with its place in the configuration or in a file that it names: a cycle, a file that is not there, a pattern
   * that matches nothing. Each is told once, however many deployments extend the one that has it.
   */
  public List<SourceException> problems() {
    return List.copyOf(problems.values());
  }

  private void problem(SourceException problem) {
    String at = problem.place().map(place -> place.source().name() + place.span().start()).orElse(problem.sourceName());
    problems.putIfAbsent(at, problem);
  }

  /** A deployment and those that it extends, the first one last. */
  private List<Located> levels(String name) throws SourceException {
    List<Located> levels = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    Located at = all.get(name);
    String next = name;
    while (true) {
      if (!seen.add(next)) {
        throw wrong(first(seen).get("extends"), "the deployments extend each other in a circle");
      }
      levels.addFirst(at);
      Located base = at.get("extends");
      if (!base.isThere()) {
        return levels;
      }
      next = base.text();
      if (!all.get(next).isThere()) {
        throw wrong(base, "there is no deployment `" + next + "`");
      }
      at = all.get(next);
    }
  }

  /** The first of some deployments in the file. */
  private Located first(Set<String> names) {
    return all.get(all.keys().stream().filter(names::contains).findFirst().orElseThrow());
  }

  private static SourceException wrong(Located at, String why) {
    return new SourceException(why, at.source(), at.span());
  }

  private static Located last(List<Located> levels, String key) {
    for (Located level : levels.reversed()) {
      if (level.get(key).isThere()) {
        return level.get(key);
      }
    }
    return levels.getLast().get(key);
  }

  private Deployment deployment(String name) throws SourceException {
    List<Located> levels = levels(name);
    Draft draft = new Draft(name, Deployment.CONFIGURED, all.get(name), findings);
    draft.release(named(last(levels, "release"), Installation::isName));
    draft.namespace(named(last(levels, "namespace"), Installation::isNamespace));
    chart(last(levels, "chart"), draft);
    String under = last(levels, "under").text();
    if (!under.isEmpty()) {
      draft.key(under);
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Located level : levels) {
      for (Located file : level.get("substitute-from").items()) {
        variables.putAll(variables(file, draft));
      }
      Located given = level.get("substitute");
      given.keys().forEach(key -> variables.put(key, given.get(key).scalar()));
    }
    int first = 0;
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).get("values").isThere()) {
        first = i;
      }
    }
    for (Located level : levels.subList(first, levels.size())) {
      for (String field : List.of("values", "values+")) {
        for (Located item : level.get(field).items()) {
          try {
            layer(item, variables, draft);
          } catch (SourceException e) {
            problem(e);
          }
        }
      }
    }
    if (!under.isEmpty() && isNowhere(under, draft)) {
      throw wrong(last(levels, "under"), "no layer has the key `" + under + "`");
    }
    Located checked = last(levels, "schema-checked");
    if (checked.isThere() && !checked.isTrue()) {
      draft.trait(Trait.UNCHECKED);
    }
    return draft.done();
  }

  /** A name that Kubernetes takes; empty where none is given. */
  private static String named(Located at, Predicate<String> isValid) throws SourceException {
    if (at.isThere() && !isValid.test(at.text())) {
      throw wrong(at, "`" + at.text() + "` is not a valid name; names have lower-case letters, digits and `-`");
    }
    return at.text();
  }

  /** Whether all layers can be seen and none of them has a key. */
  private static boolean isNowhere(String key, Draft draft) {
    for (DeploymentLayer layer : draft.layers()) {
      if (!(layer instanceof DeploymentLayer.Mapping mapping)
          || Located.top(mapping.document()).get(key).isThere()) {
        return false;
      }
    }
    return !draft.layers().isEmpty();
  }

  /** The names and values in a file: a mapping of them, a ConfigMap, or lines as a shell reads them. */
  private Map<String, String> variables(Located named, Draft draft) throws SourceException {
    List<String> files = names.of(named);
    if (files.isEmpty()) {
      throw names.missing(named);
    }
    String file = files.getFirst();
    draft.file(file);
    Map<String, String> variables = new LinkedHashMap<>();
    if (!FileNames.isYaml(file)) {
      for (String line : folder.read(file).text().lines().toList()) {
        String set = line.strip();
        set = set.startsWith("export ") ? set.substring("export ".length()).strip() : set;
        int equals = set.indexOf('=');
        if (equals > 0 && NAME.fits(set.substring(0, equals))) {
          variables.put(set.substring(0, equals), unquoted(set.substring(equals + 1).strip()));
        }
      }
      return variables;
    }
    Located top = Located.top(folder.yaml(file));
    Located data = top.get("kind").text().equals("ConfigMap") ? top.get("data") : top;
    data.keys().forEach(key -> variables.put(key, data.get(key).scalar()));
    return variables;
  }

  private static String unquoted(String value) {
    return value.replaceFirst("^([\"'])(.*)\\1$", "$2");
  }

  private void chart(Located chart, Draft draft) throws SourceException {
    if (!chart.isThere()) {
      return;
    }
    if (chart.get("path").isThere()) {
      Umbrellas charts = new Umbrellas(Index.of(folder, defaults));
      List<Umbrella> uses = charts.of(chart.get("path").text());
      if (uses.isEmpty()) {
        throw wrong(chart.get("path"), "there is no chart with matrix-stack as a dependency");
      }
      charts.under(uses.getFirst(), draft);
      return;
    }
    Located asked = chart.isMap() ? chart.get("version") : chart;
    String ref = chart.get("ref").text();
    Version version = asked.isThere() ? ChartUse.range(asked.written()) : new Newest();
    draft.chart(
        new ChartUse(
            ref.isEmpty() ? ChartUse.OFFICIAL : ref, version, asked.source(), asked.span()));
  }

  private void layer(Located item, Map<String, String> variables, Draft draft)
      throws SourceException {
    whole(item);
    if (item.node() instanceof ScalarNode) {
      files(item, item, variables, draft);
    } else if (item.get("file").isThere()) {
      files(item, item.get("file"), variables, draft);
    } else if (item.get("opaque").isThere()) {
      draft.opaque(item.get("opaque").text(), "the configuration says so", false, item);
    } else {
      for (Kind kind : List.of(Kind.JSON, Kind.SET, Kind.STRING)) {
        for (Located argument : item.get(kind.option().substring(2)).items()) {
          Variables.argument(draft, kind, Excerpt.of(argument), variables, argument.span());
        }
      }
    }
  }

  /** A layer is one thing, and the other keys say more about it. */
  private static void whole(Located item) throws SourceException {
    List<String> kinds = item.keys().stream().filter(KINDS::contains).toList();
    boolean isSet = kinds.stream().allMatch(kind -> kind.startsWith("set"));
    if (kinds.size() > 1 && !isSet) {
      throw wrong(item, "this is `" + String.join("` and `", kinds) + "`, but a layer is only one of them");
    }
    if (item.isMap() && !kinds.contains("file") && (isSet || kinds.isEmpty()) && kinds.size() < item.keys().size()) {
      String other = item.keys().stream().filter(key -> !KINDS.contains(key)).findFirst().orElseThrow();
      throw wrong(item.get(other), "`" + other + "` needs a `file` beside it");
    }
  }

  private void files(Located item, Located name, Map<String, String> variables, Draft draft)
      throws SourceException {
    List<String> files = names.of(name);
    if (files.isEmpty()) {
      if (item.get("optional").isTrue()) {
        draft.opaque(name.text(), "not among these files", true, item);
        return;
      }
      throw names.missing(name);
    }
    for (String file : files) {
      file(file, item, variables, draft);
    }
  }

  private void file(String file, Located item, Map<String, String> variables, Draft draft)
      throws SourceException {
    draft.file(file);
    SourceText source = folder.read(file);
    String pointer = item.get("at").text();
    if (pointer.isEmpty()) {
      Excerpt text = Excerpt.of(source);
      if (item.get("sops").isTrue() || source.text().contains("sops:")) {
        Document document = text.yaml();
        if (Sops.isEncrypted(document.root())) {
          draft.mapping(file, document, Sops.decrypted(document, draft));
          return;
        }
      }
      Document document = Variables.document(draft, text, variables);
      Located top = Located.top(document);
      String kind = top.get("kind").text();
      if (!top.get("apiVersion").text().isEmpty() && !kind.isEmpty()) {
        throw wrong(item, "`" + file + "` is a manifest (" + kind + "); say with `at` where the values are in it" + place(kind, file));
      }
      draft.mapping(file, document, document.root());
      return;
    }
    if (!pointer.startsWith("/")) {
      throw wrong(item.get("at"), "`at` must begin with `/`, as in `/spec/values`");
    }
    List<String> keys = Patches.pointer(pointer);
    for (Span part : YamlStream.documents(source.text())) {
      Located found = Located.top(Variables.document(draft, Excerpt.of(source, part), variables));
      for (String key : keys) {
        boolean number = !found.items().isEmpty() && key.matches("\\d{1,6}");
        found = number ? found.item(Integer.parseInt(key)) : found.get(key);
      }
      Node node = found.node();
      if (node instanceof MapNode) {
        draft.mapping(file + ":" + pointer, found.document(), node);
        return;
      }
      if (node instanceof ScalarNode && !found.text().isEmpty()) {
        Variables.layer(draft, Excerpt.of(found), variables, file + ":" + pointer, item);
        return;
      }
    }
    throw wrong(item.get("at"), "there are no values at `" + pointer + "` in " + file);
  }

  private static String place(String kind, String file) {
    return kind.equals("HelmRelease") ? ": `{file: " + file + ", at: /spec/values}`" : "";
  }

  /** What is wrong with the charts that are named. */
  public Draft.Findings findings() {
    return findings;
  }
}
