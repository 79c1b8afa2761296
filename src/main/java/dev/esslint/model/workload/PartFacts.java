package dev.esslint.model.workload;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.values.ValuePath;
import java.util.Set;

/**
 * Which parts the chart deploys because of others.
 *
 * <p>{@code parts.postgres}, {@code parts.redis}, {@code parts.haproxy}: whether the chart's own is deployed;
 * {@code parts.mas}: whether Synapse leaves authentication to MAS, which it does not during a dry run of a migration.
 */
public final class PartFacts {
  public static Set<String> names() {
    return Set.of("parts.postgres", "parts.redis", "parts.haproxy", "parts.mas");
  }

  private PartFacts() {}

  public static void state(Chosen chosen, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("parts.postgres", parts.postgres(), ValuePath.of("postgres"));
    facts.put("parts.redis", parts.redis(), ValuePath.of("redis"));
    facts.put("parts.haproxy", parts.haproxy(), ValuePath.of("haproxy"));
    facts.put("parts.mas", chosen.isDelegated(), ValuePath.of("matrixAuthenticationService"));
  }
}
