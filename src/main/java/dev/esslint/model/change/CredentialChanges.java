package dev.esslint.model.change;

import dev.esslint.model.base.Credential;
import dev.esslint.model.base.Credential.Absent;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What happens to the credentials of components that run before and after; what they are is never a fact. */
final class CredentialChanges {
  private CredentialChanges() {}

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        credentials[]: a credential that changes; one that moves into a Secret, or out of one, may well be the same
          name: its path in the values
          becomes: `replaced`, a value by another one; `elsewhere`, a reference by another one; `generated`, given before and now made \
              by the chart; `given`, made by the chart before
        """);
  }

  static void state(Change change, Facts facts) {
    Map<String, Absent> before = new LinkedHashMap<>();
    for (Credential credential : Credential.needed(change.old(), change.before().release())) {
      before.put(credential.path(), credential.absent());
    }
    for (Credential credential : Credential.needed(change.chosen(), change.release())) {
      Absent absent = before.get(credential.path());
      if (absent != null && change.isKnown(credential.path())) {
        becomes(change, credential.path(), absent == Absent.GENERATED)
            .ifPresent(
                becomes -> {
                  ValuePath about = about(change, credential.path());
                  Facts item = facts.item("credentials");
                  item.put("name", credential.path(), about);
                  item.put("becomes", becomes, about);
                });
      }
    }
  }

  private static ValuePath about(Change change, String name) {
    ValuePath path = ValuePath.parse(name);
    for (String key : new String[] {"value", "secret", "secretKey"}) {
      if (change.chosen().isWritten(name + "." + key)) {
        return path.key(key);
      }
    }
    return path;
  }

  private static Optional<String> becomes(Change change, String name, boolean generated) {
    boolean was = change.old().given(name);
    boolean is = change.chosen().given(name);
    if (was && !is) {
      return generated && change.chosen().on("initSecrets.enabled")
          ? Optional.of("generated")
          : Optional.empty();
    }
    if (!was && is) {
      return generated && change.old().on("initSecrets.enabled")
          ? Optional.of("given")
          : Optional.empty();
    }
    if (both(change, name, "value")) {
      String old = Change.text(change.old(), name + ".value").strip();
      return old.equals(Change.text(change.chosen(), name + ".value").strip())
          ? Optional.empty()
          : Optional.of("replaced");
    }
    return both(change, name, "secret")
            && (change.differs(name + ".secret") || change.differs(name + ".secretKey"))
        ? Optional.of("elsewhere")
        : Optional.empty();
  }

  private static boolean both(Change change, String name, String key) {
    return change.old().text(name + "." + key).isPresent()
        && change.chosen().text(name + "." + key).isPresent();
  }
}
