package dev.esslint.model.change;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.net.HostName;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/** What happens to the names under which a deployment is reached. */
final class HostChanges {
  private HostChanges() {}

  /** The facts that there can be. */
  static FactNames names() {
    return FactNames.of(
        """
        hosts[]: a component that gets another host
          component: its name
          was: the host that it has
          is: the host that it is to have
        webhooks.was: where others send webhooks to now
        webhooks.is: where others are to send webhooks to
        """);
  }

  static void state(Change change, Facts facts) {
    for (String component :
        List.of("synapse", "matrixAuthenticationService", "elementWeb", "hookshot")) {
      String host = component + ".ingress.host";
      Optional<HostName> was = change.old().host(host);
      Optional<HostName> is = change.chosen().host(host);
      if (change.stays(component)
          && was.isPresent()
          && is.isPresent()
          && !was.get().name().equalsIgnoreCase(is.get().name())) {
        ValuePath about = ValuePath.parse(host);
        Facts item = facts.item("hosts");
        item.put("component", component, about);
        item.put("was", was.get().name(), about);
        item.put("is", is.get().name(), about);
      }
    }
    webhooks(change, facts);
  }

  private static void webhooks(Change change, Facts facts) {
    Optional<String> was = webhooks(change.old());
    Optional<String> is = webhooks(change.chosen());
    if (change.stays("hookshot") && was.isPresent() && is.isPresent() && !was.equals(is)) {
      ValuePath about =
          ValuePath.parse(
              change.chosen().isWritten("hookshot.ingress.host") || !change.stays("synapse")
                  ? "hookshot.ingress.host"
                  : "synapse.ingress.host");
      facts.put("webhooks.was", was.get(), about);
      facts.put("webhooks.is", is.get(), about);
    }
  }

  /** Without a host of its own the bridge is below a path of Synapse's. */
  private static Optional<String> webhooks(Chosen chosen) {
    boolean own = chosen.given("hookshot.ingress.host");
    return chosen
        .host(own ? "hookshot.ingress.host" : "synapse.ingress.host")
        .map(host -> "https://" + host.name() + (own ? "/webhook" : "/_matrix/hookshot/webhook"));
  }
}
