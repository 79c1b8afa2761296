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
 * {@code external} or {@code internal}; it {@code was} one and {@code is} another.
 */
final class DatabaseChanges {
  private DatabaseChanges() {}

  static Set<String> names() {
    return Facts.list("databases", "component", "by", "was", "is");
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
        state(facts, component, "external", postgres, "the chart's PostgreSQL", name(change.chosen(), postgres));
      } else if (was && !is && change.chosen().on("postgres.enabled")) {
        state(facts, component, "internal", postgres, name(change.old(), postgres), "the chart's PostgreSQL");
      } else if (was && is) {
        boolean named = change.differs(postgres + ".database");
        boolean moved =
            change.differs(postgres + ".host")
                && !Change.text(change.old(), postgres + ".host")
                    .equalsIgnoreCase(Change.text(change.chosen(), postgres + ".host"));
        if (named || moved) {
          state(
              facts,
              component,
              named ? "name" : "host",
              postgres + (named ? ".database" : ".host"),
              name(change.old(), postgres),
              name(change.chosen(), postgres));
        }
      }
    }
  }

  private static String name(Chosen chosen, String postgres) {
    return Change.text(chosen, postgres + ".database") + " at " + Change.text(chosen, postgres + ".host");
  }

  private static void state(
      Facts facts, String component, String by, String path, String was, String is) {
    ValuePath about = ValuePath.parse(path);
    String item = facts.next("databases");
    facts.put(item + ".component", component, about);
    facts.put(item + ".by", by, about);
    facts.put(item + ".was", was, about);
    facts.put(item + ".is", is, about);
  }
}
