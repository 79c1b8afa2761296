package dev.esslint.deployment;

import dev.esslint.values.ValuePath;
import java.util.Set;

/**
 * Which parts the chart deploys because of others.
 *
 * <p>{@code parts.postgres}, {@code parts.redis}, {@code parts.haproxy}: whether the chart's own is deployed;
 * {@code parts.mas}: whether Synapse leaves authentication to MAS, which it does not during a dry run of a migration.
 */
final class PartFacts {
  static Set<String> names() {
    return Set.of("parts.postgres", "parts.redis", "parts.haproxy", "parts.mas");
  }

  private PartFacts() {}

  static void state(Chosen chosen, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("parts.postgres", parts.postgres(), ValuePath.of("postgres"));
    facts.put("parts.redis", parts.redis(), ValuePath.of("redis"));
    facts.put("parts.haproxy", parts.haproxy(), ValuePath.of("haproxy"));
    facts.put("parts.mas", chosen.isDelegated(), ValuePath.of("matrixAuthenticationService"));
  }
}
