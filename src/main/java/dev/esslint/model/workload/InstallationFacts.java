package dev.esslint.model.workload;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.ObjectNames.Named;
import dev.esslint.model.base.Parts;
import dev.esslint.values.Installation;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * What is installed, and what Helm calls it.
 *
 * <p>{@code parts.postgres}, {@code parts.redis}, {@code parts.haproxy}: whether the chart's own is deployed.
 *
 * <p>{@code installation.release} and {@code installation.namespace}, for messages about names of objects, which are {@code <release>} and {@code <namespace>} where nothing is stated.
 *
 * <p>{@code installation.tooLong[]}: the {@code name} of an object of a {@code kind}, with its {@code length}, that is over the {@code limit}, and
 * the {@code longest} name of a release with which it is not.
 */
public final class InstallationFacts {
  /** Kubernetes makes a label of the name of a StatefulSet with a hash of ten characters behind it. */
  private static final int LONGEST_OF_A_SET = 52;

  /** All others end up in a label as they are. */
  private static final int LONGEST = 63;

  private InstallationFacts() {}

  public static Set<String> names() {
    return Facts.names(
        Set.of("parts.postgres", "parts.redis", "parts.haproxy"),
        Set.of("installation.release", "installation.namespace"),
        Facts.list("installation.tooLong", "kind", "name", "length", "limit", "longest"));
  }

  public static void state(Chosen chosen, Release release, List<String> running, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("parts.postgres", parts.postgres(), ValuePath.of("postgres"));
    facts.put("parts.redis", parts.redis(), ValuePath.of("redis"));
    facts.put("parts.haproxy", parts.haproxy(), ValuePath.of("haproxy"));
    Installation installation = chosen.values().installation();
    facts.put("installation.release", installation.shownName(), ValuePath.ROOT);
    facts.put("installation.namespace", installation.shownNamespace(), ValuePath.ROOT);
    if (!installation.name().isEmpty()) {
      tooLong(new ObjectNames(installation, release), running, facts);
    }
  }

  /** The one that is the furthest over its limit is enough. */
  private static void tooLong(ObjectNames names, List<String> running, Facts facts) {
    Named worst = null;
    for (String workload : running) {
      for (Named object : names.running(workload)) {
        if (excess(object) > (worst == null ? 0 : excess(worst))) {
          worst = object;
        }
      }
    }
    if (worst != null) {
      String item = facts.next("installation.tooLong");
      facts.put(item + ".kind", worst.kind(), ValuePath.ROOT);
      facts.put(item + ".name", worst.name(), ValuePath.ROOT);
      facts.put(item + ".length", worst.name().length(), ValuePath.ROOT);
      facts.put(item + ".limit", limit(worst), ValuePath.ROOT);
      int longest = names.installation().name().length() - excess(worst);
      facts.put(item + ".longest", longest, ValuePath.ROOT);
    }
  }

  private static int excess(Named object) {
    return object.name().length() - limit(object);
  }

  private static int limit(Named object) {
    return object.kind().equals("StatefulSet") ? LONGEST_OF_A_SET : LONGEST;
  }
}
