package dev.esslint.model.change;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.values.ValuePath;
import java.util.List;

/** What happens to the databases of components that run before and after. */
final class DatabaseChanges {
  private DatabaseChanges() {}

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        databases[]: a database that is another one
          component: whose it is
          by: how it differs: `host`, `name`, `external` or `internal`
          was: whose server it was, `chart` or `own`
          is: whose server it is to be, `chart` or `own`
          oldName: the name of an own one before
          oldHost: the host of an own one before
          name: the name of an own one
          host: the host of an own one
        """);
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
    Facts item = facts.item("databases");
    item.put("component", component, about);
    item.put("by", by, about);
    String postgres = component + ".postgres";
    state(change.old(), item, postgres, about, "was", "oldName", "oldHost");
    state(change.chosen(), item, postgres, about, "is", "name", "host");
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
