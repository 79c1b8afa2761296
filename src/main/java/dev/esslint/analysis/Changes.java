package dev.esslint.analysis;

import dev.esslint.analysis.Target.Subject;
import dev.esslint.finding.BuiltInCheck;
import dev.esslint.finding.Detection;
import dev.esslint.finding.Finding;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.rule.Before;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleEngine;
import dev.esslint.values.Installation;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what the change from one deployment to another brings, of its values and of its release. */
final class Changes {
  private final Supplier<List<Rule>> rules;
  private final CheckRules checks;
  private final @Nullable Value cluster;

  /**
   * @param rules gives the rules that take part
   * @param cluster what is stated about the cluster, or null
   */
  Changes(Supplier<List<Rule>> rules, @Nullable Value cluster) {
    this.rules = rules;
    this.checks = new CheckRules(rules);
    this.cluster = cluster;
  }

  List<Finding> of(Former former, Reading now, DeploymentFacts deployment) {
    if (!former.isCertain()) {
      return List.of();
    }
    Optional<Detection> second = otherRelease(former.reading(), now);
    List<Finding> changes = new ArrayList<>();
    if (second.isPresent()) {
      checks.told(second.get()).ifPresent(changes::add); // what is deployed stays as it is
    } else {
      changes.addAll(
          RuleEngine.changeFindings(rules.get(), former.before(cluster), deployment, cluster));
    }
    Subject subject = former.subject();
    if (subject.release().compareTo(now.subject().release()) < 0) {
      DeploymentFacts before =
          DeploymentFacts.of(now.values(subject), subject.release(), cluster);
      changes.addAll(
          RuleEngine.upgradeFindings(rules.get(), new Before(before), deployment, cluster));
    }
    return changes;
  }

  /** Helm knows a release by its name and its namespace: under others it makes a second one. */
  private static Optional<Detection> otherRelease(Reading before, Reading now) {
    Installation was = before.installation();
    Installation is = now.installation();
    boolean renamed =
        !was.name().isEmpty() && !is.name().isEmpty() && !was.name().equals(is.name());
    boolean moved =
        !was.namespace().isEmpty()
            && !is.namespace().isEmpty()
            && !was.namespace().equals(is.namespace());
    if (!renamed && !moved) {
      return Optional.empty();
    }
    return Optional.of(
        new Detection(
            BuiltInCheck.CHANGE_OTHER_RELEASE,
            "The deployment is the release `"
                + was.shownName()
                + "` in the namespace `"
                + was.shownNamespace()
                + "` and is to be `"
                + is.shownName()
                + "` in `"
                + is.shownNamespace()
                + "`. Helm makes a second release with an empty database, new keys and new volumes.",
            now.declared(),
            List.of(),
            List.of(),
            ""));
  }
}
