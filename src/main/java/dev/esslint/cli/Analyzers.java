package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Targets;
import dev.esslint.input.Inputs.Request;
import dev.esslint.rule.Rule;
import dev.esslint.values.Installation;
import dev.esslint.values.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who analyses which deployment.
 *
 * @param own by name, those of deployments that the configuration has settings for
 */
record Analyzers(Analyzer usual, Map<String, Analyzer> own) {
  /**
   * @param cluster what is stated for all deployments, or null
   * @param beside runs what the usual one can do at the same time
   */
  static Analyzers of(
      Targets targets,
      Supplier<List<Rule>> rules,
      @Nullable Value cluster,
      Installation installation,
      Ignoring ignoring,
      Executor beside,
      DeploymentSettings settings) {
    return new Analyzers(
        new Analyzer(targets, rules, cluster, installation, ignoring, beside),
        settings.analyzers(
            rules,
            (some, facts) ->
                new Analyzer(
                    targets,
                    some,
                    facts == null ? cluster : facts,
                    installation,
                    ignoring,
                    Runnable::run)));
  }

  Analyzer of(Request request) {
    return own.isEmpty() || request.found() == null
        ? usual
        : own.getOrDefault(request.found().id(), usual);
  }
}
