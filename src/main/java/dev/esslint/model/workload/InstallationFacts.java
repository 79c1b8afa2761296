package dev.esslint.model.workload;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.ObjectNames;
import dev.esslint.model.base.ObjectNames.Named;
import dev.esslint.model.base.Parts;
import dev.esslint.values.Installation;
import dev.esslint.values.ValuePath;
import java.util.List;

/** What is installed, and what Helm calls it. */
public final class InstallationFacts {
  /** Kubernetes makes a label of the name of a StatefulSet with a hash of ten characters behind it. */
  private static final int LONGEST_OF_A_SET = 52;

  /** All others end up in a label as they are. */
  private static final int LONGEST = 63;

  private InstallationFacts() {}

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        parts.postgres: whether the chart's own PostgreSQL is deployed
        parts.redis: whether the chart's own Redis is deployed
        parts.haproxy: whether the chart's own HAProxy is deployed
        installation.release: the name of the release; `<release>` where nothing is stated
        installation.namespace: the namespace; `<namespace>` where nothing is stated
        installation.tooLong[]: the name of an object that is too long
          kind: the kind of the object
          name: the name
          length: its length
          limit: the longest that there may be
          longest: the longest name of a release with which it is not
        """);
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
      Facts item = facts.item("installation.tooLong");
      item.put("kind", worst.kind(), ValuePath.ROOT);
      item.put("name", worst.name(), ValuePath.ROOT);
      item.put("length", worst.name().length(), ValuePath.ROOT);
      item.put("limit", limit(worst), ValuePath.ROOT);
      int longest = names.installation().name().length() - excess(worst);
      item.put("longest", longest, ValuePath.ROOT);
    }
  }

  private static int excess(Named object) {
    return object.name().length() - limit(object);
  }

  private static int limit(Named object) {
    return object.kind().equals("StatefulSet") ? LONGEST_OF_A_SET : LONGEST;
  }
}
