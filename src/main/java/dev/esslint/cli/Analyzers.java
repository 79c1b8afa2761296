package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.input.Inputs.Request;
import dev.esslint.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Who analyses which deployment.
 *
 * @param own by name, those of deployments that the configuration has settings for
 */
record Analyzers(Analyzer usual, Map<String, Analyzer> own) {
  /**
   * @param rules gives those that take part
   * @param beside runs what the usual one can do at the same time
   * @param settings those that are for one deployment
   */
  static Analyzers of(
      Targets targets,
      Supplier<List<Rule>> rules,
      Criteria criteria,
      Executor beside,
      DeploymentSettings settings) {
    return new Analyzers(
        criteria.analyzer(targets, rules, beside),
        settings.analyzers(
            rules, (some, cluster) -> criteria.stating(cluster).analyzer(targets, some)));
  }

  Analyzer of(Request request) {
    return own.isEmpty() || request.found() == null
        ? usual
        : own.getOrDefault(request.found().id(), usual);
  }
}
