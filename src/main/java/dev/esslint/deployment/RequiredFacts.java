package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the chart insists on (catalogue 2 and 11): {@code required.hosts[]}: each {@code component} whose
 * host name is missing, {@code required.hostless}: all of them, {@code required.hostPatch}: values that give them hosts; {@code required.turnCertificate}: whether a certificate for TURN over TLS is needed and none is given;
 * {@code required.nothing}: no component is switched on.
 */
final class RequiredFacts {
  static Set<String> names() {
    return Set.of(
        "required.hosts",
        "required.hosts[]",
        "required.hosts[].component",
        "required.hostless",
        "required.hostPatch",
        "required.turnCertificate",
        "required.nothing");
  }

  private static final List<String> COMPONENTS =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "elementWeb",
          "elementAdmin",
          "hookshot");

  private static final String TURN = "matrixRTC.sfu.exposedServices.turnTLS.";

  /** From here on the load balancer may terminate TLS instead of the pod. */
  private static final Release TERMINATION = Release.parse("26.2.3").orElseThrow();

  private RequiredFacts() {}

  static void state(Chosen chosen, Release release, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("required.nothing", !parts.any(), ValuePath.ROOT);
    stateHosts(chosen, facts);
    if (parts.rtc() && chosen.on(TURN + "enabled")) {
      boolean onPod = release.compareTo(TERMINATION) < 0 || chosen.on(TURN + "tlsTerminationOnPod");
      facts.put(
          "required.turnCertificate",
          onPod && !chosen.given(TURN + "tlsSecret"),
          ValuePath.parse(TURN + "tlsSecret"));
    }
  }

  /** Those of which something is written come first. */
  private static void stateHosts(Chosen chosen, Facts facts) {
    List<String> hostless = new ArrayList<>();
    for (String component : COMPONENTS) {
      ValuePath ingress = ValuePath.of(component, "ingress");
      boolean required =
          chosen.on(component + ".enabled")
              && !(component.equals("hookshot") && chosen.on("synapse.enabled"))
              && chosen.values().at(ingress).orElse(null) instanceof MapValue;
      if (required && !chosen.given(ingress + ".host")) {
        hostless.add(component);
      }
    }
    hostless.stream().filter(chosen::isWritten).forEach(c -> stateHost(chosen, facts, c));
    hostless.stream().filter(c -> !chosen.isWritten(c)).forEach(c -> stateHost(chosen, facts, c));
    if (!hostless.isEmpty()) {
      facts.put("required.hostless", hostless.stream().map(c -> "`" + c + "`").toList(), ValuePath.ROOT);
      facts.put("required.hostPatch", HostFacts.ownHosts(chosen, hostless), ValuePath.ROOT);
    }
  }

  private static void stateHost(Chosen chosen, Facts facts, String component) {
    ValuePath host = ValuePath.of(component, "ingress", "host");
    facts.put(
        facts.next("required.hosts") + ".component",
        component,
        chosen.isWritten(component) ? host : ValuePath.ROOT);
  }
}
