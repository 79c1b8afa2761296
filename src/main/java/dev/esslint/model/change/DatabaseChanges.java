package dev.esslint.model.change;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * What happens to the databases of components that run before and after.
 *
 * <p>{@code databases[]}: the database of a {@code component} that is another one, {@code by}: {@code host}, {@code name},
 * {@code external} or {@code internal}; whose it {@code was} and {@code is}, {@code chart} or {@code own}; of an own one its
 * {@code oldName} and {@code oldHost}, and its {@code name} and {@code host}.
 */
final class DatabaseChanges {
  private DatabaseChanges() {}

  static Set<String> names() {
    return Facts.list(
        "databases", "component", "by", "was", "is", "oldName", "oldHost", "name", "host");
  }

  static void state(Change change, Facts facts) {
    for (String component : List.of("synapse", "matrixAuthenticationService")) {
      String postgres = component + ".postgres";
      if (!change.stays(component)) {
        continue;
      }
      boolean was = change.old().given(postgres);
      boolean is = change.chosen().given(postgres);
      if (!was && is && change.old().on("postgres.enabled")) {
        state(change, facts, component, "external", postgres);
      } else if (was && !is && change.chosen().on("postgres.enabled")) {
        state(change, facts, component, "internal", postgres);
      } else if (was && is) {
        boolean named = change.differs(postgres + ".database");
        boolean moved =
            change.differs(postgres + ".host")
                && !Change.text(change.old(), postgres + ".host")
                    .equalsIgnoreCase(Change.text(change.chosen(), postgres + ".host"));
        if (named || moved) {
          state(
              change,
              facts,
              component,
              named ? "name" : "host",
              postgres + (named ? ".database" : ".host"));
        }
      }
    }
  }

  private static void state(Change change, Facts facts, String component, String by, String path) {
    ValuePath about = ValuePath.parse(path);
    String item = facts.next("databases");
    facts.put(item + ".component", component, about);
    facts.put(item + ".by", by, about);
    String postgres = component + ".postgres";
    state(change.old(), facts, postgres, about, item + ".was", item + ".oldName", item + ".oldHost");
    state(change.chosen(), facts, postgres, about, item + ".is", item + ".name", item + ".host");
  }

  /** States whose a database is, and of one that is not the chart's what it is called and where it is. */
  private static void state(
      Chosen chosen, Facts facts, String postgres, ValuePath about, String whose, String name, String host) {
    boolean own = chosen.given(postgres);
    facts.put(whose, own ? "own" : "chart", about);
    if (own) {
      facts.put(name, Change.text(chosen, postgres + ".database"), about);
      facts.put(host, Change.text(chosen, postgres + ".host"), about);
    }
  }
}
