package dev.esslint.model.change;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.net.HostName;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to the names under which a deployment is reached.
 *
 * <p>{@code hosts[]}: the {@code component} that runs before and after under another host, {@code was} and {@code is};
 * {@code webhooks.was} and {@code webhooks.is}: where others send webhooks to, if that changes.
 */
final class HostChanges {
  private HostChanges() {}

  static Set<String> names() {
    return Facts.names(
        Facts.list("hosts", "component", "was", "is"),
        Set.of("webhooks.was", "webhooks.is"));
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
        String item = facts.next("hosts");
        facts.put(item + ".component", component, about);
        facts.put(item + ".was", was.get().name(), about);
        facts.put(item + ".is", is.get().name(), about);
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
