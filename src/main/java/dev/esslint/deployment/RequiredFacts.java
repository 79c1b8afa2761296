package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the chart insists on (catalogue 2 and 11): {@code required.hosts[]} with {@code component} and {@code components}, those
 * whose host name is missing, one item for all that nothing is written about; {@code required.turnCertificate}: whether a certificate for TURN over TLS is needed and none is given;
 * {@code required.nothing}: no component is switched on.
 */
final class RequiredFacts {
  static Set<String> names() {
    return Set.of(
        "required.hosts",
        "required.hosts[]",
        "required.hosts[].component",
        "required.hosts[].components",
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

  private static void stateHosts(Chosen chosen, Facts facts) {
    List<String> unwritten = new ArrayList<>();
    for (String component : COMPONENTS) {
      ValuePath ingress = ValuePath.of(component, "ingress");
      boolean required =
          chosen.on(component + ".enabled")
              && !(component.equals("hookshot") && chosen.on("synapse.enabled"))
              && chosen.values().at(ingress).orElse(null) instanceof MapValue;
      if (!required || chosen.given(ingress + ".host")) {
        continue;
      }
      if (chosen.values().writtenAt(ValuePath.of(component)).isPresent()) {
        stateHost(facts, List.of(component), ingress.key("host"));
      } else {
        unwritten.add(component);
      }
    }
    if (!unwritten.isEmpty()) {
      stateHost(facts, unwritten, ValuePath.ROOT);
    }
  }

  private static void stateHost(Facts facts, List<String> components, ValuePath about) {
    String item = facts.next("required.hosts");
    facts.put(item + ".component", components.getFirst(), about);
    facts.put(item + ".components", components, about);
  }
}
