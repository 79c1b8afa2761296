package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * What the chart insists on (catalogue 2 and 11): {@code required.hosts[]} with {@code component}, those whose host name is
 * missing; {@code required.turnCertificate}: whether a certificate for TURN over TLS is needed and none is given;
 * {@code required.nothing}: no component is switched on.
 */
final class RequiredFacts {
  static final Set<String> NAMES =
      Set.of(
          "required.hosts",
          "required.hosts[]",
          "required.hosts[].component",
          "required.turnCertificate",
          "required.nothing");

  private static final String TURN = "matrixRTC.sfu.exposedServices.turnTLS.";

  /** From here on the load balancer may terminate TLS instead of the pod. */
  private static final Release TERMINATION = Release.parse("26.2.3").orElseThrow();

  private RequiredFacts() {}

  static void state(Chosen chosen, Release release, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("required.nothing", !parts.any(), ValuePath.ROOT);
    for (String component :
        List.of("synapse", "matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin")) {
      stateHost(chosen, facts, component, chosen.on(component + ".enabled"));
    }
    stateHost(chosen, facts, "hookshot", parts.hookshot() && !parts.synapse());
    if (parts.rtc() && chosen.on(TURN + "enabled")) {
      boolean onPod =
          release.compareTo(TERMINATION) < 0 || chosen.on(TURN + "tlsTerminationOnPod");
      facts.put(
          "required.turnCertificate",
          onPod && !chosen.given(TURN + "tlsSecret"),
          ValuePath.parse(TURN + "tlsSecret"));
    }
  }

  private static void stateHost(Chosen chosen, Facts facts, String component, boolean required) {
    ValuePath ingress = ValuePath.of(component, "ingress");
    if (required
        && chosen.values().at(ingress).orElse(null) instanceof MapValue
        && !chosen.given(ingress + ".host")) {
      String item = facts.next("required.hosts");
      facts.put(item + ".component", component, ingress.key("host"));
    }
  }
}
