package dev.esslint.model.secrets;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.values.ValuePath;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The registrations of application services that Synapse reads. */
public final class RegistrationFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        registrations.repeated[]: an entry of `synapse.appservices` with the registration of an earlier one
          name: the ConfigMap or the Secret
          earlier: the earlier entry
        """);
  }

  private static final String LIST = "synapse.appservices";

  private RegistrationFacts() {}

  public static void state(Chosen chosen, Facts facts) {
    Map<String, ValuePath> earlier = new HashMap<>();
    for (int i = 0; i < chosen.items(LIST).size(); i++) {
      ValuePath entry = ValuePath.parse(LIST).index(i);
      Optional<String> registration =
          registration(chosen, entry, "configMap").or(() -> registration(chosen, entry, "secret"));
      ValuePath same = registration.map(place -> earlier.putIfAbsent(place, entry)).orElse(null);
      if (same != null) {
        String kind = chosen.has(entry + ".configMap") ? "configMap" : "secret";
        Facts item = facts.item("registrations.repeated");
        item.put("name", chosen.known(entry + "." + kind).orElseThrow(), entry.key(kind));
        item.put("earlier", same.toString(), same);
      }
    }
  }

  /** What an entry reads; empty if that is not known. */
  private static Optional<String> registration(Chosen chosen, ValuePath entry, String kind) {
    return chosen
        .known(entry + "." + kind)
        .flatMap(name -> chosen.known(entry + "." + kind + "Key").map(key -> kind + " " + name + " " + key));
  }
}
