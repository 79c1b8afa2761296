package dev.esslint.deployment;

import dev.esslint.values.Installation;
import dev.esslint.values.ValuePath;
import java.util.Set;

/**
 * What Helm calls the deployment, for messages about names of objects: {@code installation.release} and {@code
 * installation.namespace}, which are {@code <release>} and {@code <namespace>} where nothing is stated.
 */
final class InstallationFacts {
  private InstallationFacts() {}

  static Set<String> names() {
    return Set.of("installation.release", "installation.namespace");
  }

  static void state(Installation installation, Facts facts) {
    facts.put("installation.release", installation.shownName(), ValuePath.ROOT);
    facts.put("installation.namespace", installation.shownNamespace(), ValuePath.ROOT);
  }
}
