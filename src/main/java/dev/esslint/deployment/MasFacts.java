package dev.esslint.deployment;

import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether Matrix Authentication Service knows its homeserver (catalogue 10). {@code mas.homeserver}: whether, without the
 * Synapse of this chart, the additional configuration says all about another one; not there if a Secret may say it.
 */
final class MasFacts {
  static final Set<String> NAMES = Set.of("mas.homeserver");

  private MasFacts() {}

  static void state(Chosen chosen, Documents documents, Facts facts) {
    Parts parts = new Parts(chosen);
    if (!parts.mas() || parts.synapse()) {
      return;
    }
    ValuePath additional = ValuePath.of("matrixAuthenticationService", "additional");
    Set<String> keys = new HashSet<>();
    for (String fragment : chosen.entries(additional.toString()).keySet()) {
      ValuePath config = additional.key(fragment).key("config");
      Value matrix = documents.at(config.key("matrix")).orElse(null);
      if (chosen.text(config.toString()).isEmpty() || matrix instanceof ScalarValue) {
        return;
      }
      if (matrix instanceof MapValue block) {
        keys.addAll(block.entries().keySet());
      }
    }
    boolean complete =
        keys.containsAll(List.of("homeserver", "endpoint"))
            && (keys.contains("secret") || keys.contains("secret_file"));
    facts.put("mas.homeserver", complete, additional);
  }
}
