package dev.esslint.model.change;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.net.Quantity;
import dev.esslint.values.Installation;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * What happens to persistent volumes. The chart makes a claim for each; Kubernetes refuses nearly every change of its
 * specification.
 */
final class ClaimChanges {
  private static final Release CLASS_NAME = Release.parse("25.7.0").orElseThrow();

  private final Change change;
  private final Facts facts;

  private ClaimChanges(Change change, Facts facts) {
    this.change = change;
    this.facts = facts;
  }

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        claims[]: a claim of the chart that changes
          storage: its mapping in the values
          setting: the path of what changes
          field: what Kubernetes calls that: `class`, also `class-given` where none was rendered before, `size` where it shrinks, \
              `volume`, also `volume-given`, or `selector`
          how: `changed`, `removed`, or `other` for a mapping
          was: what it is now
          is: what it is to be
        volumes[]: a component that gets another volume
          storage: its mapping in the values
          was: the claim that it has
          is: the claim that it is to have
        deleted[]: a claim that Helm deletes
          storage: its mapping in the values
          policy: the policy by which it goes
        """);
  }

  static void state(Change change, Facts facts) {
    ClaimChanges claims = new ClaimChanges(change, facts);
    Parts old = new Parts(change.old());
    Parts now = new Parts(change.chosen());
    boolean switches =
        change.isKnown("synapse.enabled")
            && change.isKnown("hookshot.enabled")
            && change.isKnown("matrixAuthenticationService.enabled")
            && change.isKnown("postgres.enabled");
    if (switches) {
      claims.storage("synapse.media.storage", "synapse-media", old.synapse(), now.synapse());
      claims.storage("postgres.storage", "postgres-data", old.postgres(), now.postgres());
      claims.storage("hookshot.storage", "hookshot", bridges(change.old()), bridges(change.chosen()));
    }
  }

  /** Whether the bridge has a volume: for its keys only, since there is a setting for them. */
  private static boolean bridges(Chosen chosen) {
    String encryption = "hookshot.enableEncryption";
    return chosen.on("hookshot.enabled") && (chosen.on(encryption) || !chosen.has(encryption));
  }

  private void storage(String storage, String suffix, boolean was, boolean is) {
    String claim = storage + ".existingClaim";
    if (!was || !change.isKnown(claim)) {
      return;
    }
    Optional<String> old = change.old().text(claim);
    Optional<String> now = is ? change.chosen().text(claim) : Optional.empty();
    if (old.isEmpty() && (!is || now.isPresent())) {
      deleted(storage, is ? claim : storage);
    }
    if (!is) {
      return;
    }
    if (old.isEmpty() && now.isEmpty()) {
      claim(storage);
    } else if (!old.equals(now) && !storage.startsWith("postgres.")) {
      // the chart mounts its own volume for PostgreSQL whatever claim is given
      volume(claim, suffix, old, now);
    }
  }

  private void volume(
      String claim, String suffix, Optional<String> old, Optional<String> now) {
    Installation before = change.before().values().installation();
    Installation after = change.now().values().installation();
    String was = old.orElse(before.object(suffix));
    String is = now.orElse(after.object(suffix));
    // the very claim of the chart may be given, by a release of any name
    boolean mayBeTheSame =
        (old.isEmpty() && before.name().isEmpty() && is.endsWith("-" + suffix))
            || (now.isEmpty() && after.name().isEmpty() && was.endsWith("-" + suffix));
    if (!was.equals(is) && !mayBeTheSame) {
      ValuePath about = ValuePath.parse(claim);
      Facts item = facts.item("volumes");
      item.put("storage", about.parent().toString(), about);
      item.put("was", was, about);
      item.put("is", is, about);
    }
  }

  private void deleted(String storage, String about) {
    String policy = policy(change.old(), storage);
    if (policy.equals("delete")) {
      Facts item = facts.item("deleted");
      item.put("storage", storage, ValuePath.parse(about));
      item.put("policy", policy, ValuePath.parse(about));
    }
  }

  private static String policy(Chosen chosen, String storage) {
    return chosen
        .known(storage + ".resourcePolicy")
        .or(() -> chosen.known("storage.resourcePolicy"))
        .orElse("");
  }

  private void claim(String storage) {
    size(storage + ".size");
    storageClass(storage);
    // Kubernetes writes there which volume it bound
    setting(storage + ".volumeName", change.old().given(storage + ".volumeName") ? "volume" : "volume-given");
    setting(storage + ".selector", "selector");
  }

  private void size(String path) {
    Optional<Quantity> old = change.old().known(path).flatMap(Quantity::parse);
    Optional<Quantity> now = change.chosen().known(path).flatMap(Quantity::parse);
    if (old.isPresent() && now.isPresent() && now.get().compareTo(old.get()) < 0) {
      state(path, "size", path, Change.text(change.old(), path), Change.text(change.chosen(), path));
    }
  }

  private void storageClass(String storage) {
    String own = storage + ".storageClassName";
    String global = "storage.storageClassName";
    if (!change.isKnown(own) || !change.isKnown(global)) {
      return;
    }
    String was = storageClass(change.old(), change.before().release(), storage);
    String is = storageClass(change.chosen(), change.release(), storage);
    boolean byGlobal = change.chosen().text(own).isEmpty() && !change.differs(own);
    String setting = byGlobal ? global : own;
    if (!was.equals(is)) {
      state(setting, was.isEmpty() ? "class-given" : "class", setting, was, is);
    }
  }

  /** The class that the chart writes into a claim; the release before had another name for it, and did nothing with that. */
  private static String storageClass(Chosen chosen, Release release, String storage) {
    return release.compareTo(CLASS_NAME) < 0
        ? ""
        : chosen
            .text(storage + ".storageClassName")
            .or(() -> chosen.text("storage.storageClassName"))
            .orElse("");
  }

  private void setting(String path, String field) {
    if (change.differs(path)) {
      state(path, field, path, Change.text(change.old(), path), Change.text(change.chosen(), path));
    }
  }

  private void state(String about, String field, String setting, String was, String is) {
    ValuePath path = ValuePath.parse(about);
    Facts item = facts.item("claims");
    item.put("storage", path.parent().toString(), path);
    item.put("setting", setting, path);
    item.put("field", field, path);
    item.put("how", was.isEmpty() ? "other" : is.isEmpty() ? "removed" : "changed", path);
    item.put("was", was, path);
    item.put("is", is, path);
  }
}
