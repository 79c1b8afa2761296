package dev.esslint.deployment;

import dev.esslint.values.JsonText;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the chart puts into the well-known documents (catalogue 18.1), for those who serve them elsewhere.
 *
 * <p>{@code wellKnown.client} and {@code wellKnown.server}: the JSON that has to be served;
 * {@code wellKnown.foci}: the part of it that clients find calls by.
 */
final class WellKnownFacts {
  static final Set<String> NAMES =
      Set.of(
          "wellKnown.client",
          "wellKnown.server",
          "wellKnown.foci");

  private WellKnownFacts() {}

  static void state(Chosen chosen, Facts facts) {
    ValuePath about = ValuePath.of("wellKnownDelegation");
    Optional<HostName> synapse = enabledHost(chosen, "synapse");
    Optional<HostName> rtc = enabledHost(chosen, "matrixRTC");
    Facts documents = new Facts(chosen.values().root().origin());
    synapse.ifPresent(
        host -> {
          documents.put("client[\"m.homeserver\"].base_url", "https://" + host.name(), about);
          documents.put("server[\"m.server\"]", host.name() + ":443", about);
        });
    rtc.ifPresent(
        host -> {
          for (String document : List.of("client", "foci")) {
            String focus = document + "[\"org.matrix.msc4143.rtc_foci\"][0].";
            documents.put(focus + "type", "livekit", about);
            documents.put(focus + "livekit_service_url", "https://" + host.name(), about);
          }
        });
    documents
        .root()
        .entries()
        .forEach((name, json) -> facts.put("wellKnown." + name, JsonText.of(json), about));
  }

  private static Optional<HostName> enabledHost(Chosen chosen, String component) {
    return chosen.on(component + ".enabled")
        ? chosen.host(component + ".ingress.host")
        : Optional.empty();
  }
}
