package dev.esslint.cli;

import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Ignoring;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.ChartException;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rule;
import dev.esslint.values.Installation;
import dev.esslint.values.Value;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run judges values by.
 *
 * @param selection which rules are asked for
 * @param policy their levels, and what is hidden where
 * @param rules gives the rules that are asked for, with their levels
 * @param cluster what is stated about the cluster, or null
 * @param installation what Helm calls the deployments
 * @param ignoring what hides findings
 */
record Criteria(
    RuleSelection selection,
    Policy policy,
    Supplier<List<Rule>> rules,
    @Nullable Value cluster,
    Installation installation,
    Ignoring ignoring) {

  /**
   * What the command line and the configuration say.
   *
   * @param hides whether comments and the configuration hide findings
   * @throws UsageException if a rule is asked for that is not there, or nothing can be read of the cluster
   */
  static Criteria of(boolean hides, Settings settings, SourceReader reader, Terminal terminal)
      throws UsageException, ChartException {
    List<Rule> own = OwnRules.of(settings, reader, terminal).rules();
    return of(RuleSelection.of(settings, own), hides, settings, reader, terminal);
  }

  /** The same for an upgrade. */
  static Criteria forUpgrade(boolean hides, Settings settings, SourceReader reader, Terminal terminal)
      throws UsageException, ChartException {
    List<Rule> own = OwnRules.of(settings, reader, terminal).rules();
    return of(RuleSelection.forUpgrade(settings, own), hides, settings, reader, terminal);
  }

  private static Criteria of(
      RuleSelection selection,
      boolean hides,
      Settings settings,
      SourceReader reader,
      Terminal terminal)
      throws UsageException, ChartException {
    Policy policy = Policy.of(settings, selection::all, terminal.folder());
    return new Criteria(
        selection,
        policy,
        policy.leveled(selection.rules()),
        ClusterOption.read(settings, reader),
        InstallationOptions.of(settings),
        new Ignoring(hides, policy.exemptions(), selection::all, LocalDate::now));
  }

  /** The same with what one deployment states about its cluster; null if it states nothing of its own. */
  Criteria stating(@Nullable Value own) {
    return own == null ? this : new Criteria(selection, policy, rules, own, installation, ignoring);
  }

  /** An analyzer that does one thing after the other. */
  Analyzer analyzer(Targets targets, Supplier<List<Rule>> taking) {
    return analyzer(targets, taking, Runnable::run);
  }

  /**
   * An analyzer.
   *
   * @param taking gives the rules that take part
   * @param beside runs what can be done at the same time
   */
  Analyzer analyzer(Targets targets, Supplier<List<Rule>> taking, Executor beside) {
    return new Analyzer(targets, taking, cluster, installation, ignoring, beside);
  }
}
