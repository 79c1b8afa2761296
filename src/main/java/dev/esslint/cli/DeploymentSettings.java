package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.chart.ChartException;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceException.Place;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.values.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says for single deployments: facts about their cluster, levels of rules, rules that are not applied.
 *
 * @param own by the name of the deployment
 */
record DeploymentSettings(Map<String, Own> own) {
  private static final DeploymentSettings NONE = new DeploymentSettings(Map.of());

  /**
   * The settings of one deployment.
   *
   * @param cluster what is stated about its cluster, or null
   * @param levels by the id of the rule
   * @param ignored rules that are not applied
   */
  record Own(@Nullable Value cluster, Map<String, Level> levels, Predicate<RuleInfo> ignored) {}

  /** Makes an analyzer for some rules and a cluster, which may be null. */
  @FunctionalInterface
  interface Maker {
    Analyzer make(Supplier<List<Rule>> rules, @Nullable Value cluster);
  }

  /**
   * Reads them.
   *
   * @throws UsageException if one names a rule that is not there, or a cluster that cannot be
   */
  static DeploymentSettings of(Settings settings, RuleSelection selection, SourceReader reader)
      throws UsageException, ChartException {
    ConfigurationFile file = settings.configuration();
    if (file == null || !(file.get("deployments") instanceof MapNode all)) {
      return NONE;
    }
    Map<String, Own> own = new LinkedHashMap<>();
    for (String name : all.entries().keySet()) {
      @Nullable Node cluster = inherited(all, name, "cluster");
      @Nullable Node severity = inherited(all, name, "severity");
      @Nullable Node ignore = inherited(all, name, "ignore");
      if (cluster != null || severity != null || ignore != null) {
        List<RuleInfo> rules = selection.all().stream().map(Rule::info).toList();
        own.put(
            name,
            new Own(
                cluster == null ? null : ClusterOption.read(beside(file, cluster), reader),
                Policy.levels(severity, file, rules),
                Policy.named(ignore, file, rules)));
      }
    }
    return new DeploymentSettings(own);
  }

  /** What a deployment says, or the nearest of those that it extends; null if none says anything. */
  static @Nullable Node inherited(MapNode all, String name, String key) {
    Set<String> seen = new LinkedHashSet<>();
    String at = name;
    while (seen.add(at) && all.get(at) instanceof MapNode deployment) {
      Node value = deployment.get(key);
      if (value != null) {
        return value;
      }
      at = deployment.get("extends") instanceof ScalarNode base ? String.valueOf(base.string()) : "";
    }
    return null;
  }

  private static Setting beside(ConfigurationFile file, Node node) {
    String text = node instanceof ScalarNode scalar ? String.valueOf(scalar.string()) : "";
    return new Setting(
        ConfigurationFile.beside(file.source().name(), text),
        Optional.of(new Place(file.source(), node.span())));
  }

  /** An analyzer for each deployment with settings of its own. */
  Map<String, Analyzer> analyzers(Supplier<List<Rule>> rules, Maker maker) {
    if (own.isEmpty()) {
      return Map.of();
    }
    Map<String, Analyzer> analyzers = new HashMap<>();
    own.forEach(
        (name, settings) -> {
          Supplier<List<Rule>> left =
              () ->
                  rules.get().stream()
                      .filter(rule -> !settings.ignored.test(rule.info()))
                      .toList();
          analyzers.put(
              name, maker.make(Policy.leveled(left, settings.levels), settings.cluster));
        });
    return analyzers;
  }
}
