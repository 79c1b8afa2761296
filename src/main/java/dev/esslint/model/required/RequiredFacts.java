package dev.esslint.model.required;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Patch;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the chart insists on (catalogue 2 and 11). */
public final class RequiredFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        required.hosts[]: a component that is on and has no host
          component: the component
          place: where something of its host is written
        required.components: the components that are on and have no host
        required.patch: values with a host for each, but for Element Admin that nobody can sign in to
        required.serverName: whether the server name is missing
        required.turnCertificate: whether a certificate for TURN over TLS is needed and none is given
        required.nothing: whether no component is on
        """);
  }

  /** Before it no component asks for its host itself; what goes wrong is where the chart uses it. */
  private static final Release ASKING = Release.parse("25.6.0").orElseThrow();

  /** Its sign-in is that of Matrix Authentication Service. */
  private static final String ADMIN = "elementAdmin";

  private static final String TURN = "matrixRTC.sfu.exposedServices.turnTLS.";

  private RequiredFacts() {}

  public static void state(Chosen chosen, Release release, Facts facts) {
    Parts parts = new Parts(chosen);
    facts.put("required.nothing", !parts.any(), ValuePath.ROOT);
    boolean asking = release.compareTo(ASKING) >= 0;
    if (asking ? lacksServerName(parts) : lackedServerName(parts)) {
      facts.put("required.serverName", true, ValuePath.of("serverName"));
    }
    stateHosts(parts, asking, facts);
    if (parts.rtc() && chosen.on(TURN + "enabled")) {
      facts.put(
          "required.turnCertificate",
          parts.endsTurn(release) && !chosen.given(TURN + "tlsSecret"),
          ValuePath.parse(TURN + "tlsSecret"));
    }
  }

  private static boolean lacksServerName(Parts parts) {
    return (parts.synapse() || parts.wellKnown()) && !parts.chosen().given("serverName");
  }

  /** An empty one was good enough for the well-known documents, but not for the certificate of their Ingress. */
  private static boolean lackedServerName(Parts parts) {
    Chosen chosen = parts.chosen();
    boolean certificate =
        chosen.on("ingress.tlsEnabled") && chosen.on("wellKnownDelegation.ingress.tlsEnabled");
    return (parts.synapse() && !chosen.given("serverName"))
        || (parts.wellKnown()
            && (certificate ? !chosen.given("serverName") : !chosen.has("serverName")));
  }

  /** Whether an empty host name, which an Ingress takes, is refused where the chart uses it elsewhere. */
  private static boolean usedElsewhere(Parts parts, String component) {
    Chosen chosen = parts.chosen();
    return parts.wellKnown()
        && switch (component) {
          case "synapse" -> true;
          case "matrixAuthenticationService" -> chosen.isDelegated();
          case "elementWeb" -> chosen.on("wellKnownDelegation.baseDomainRedirect.enabled");
          default -> false;
        };
  }

  private static void stateHosts(Parts parts, boolean asking, Facts facts) {
    Chosen chosen = parts.chosen();
    List<String> written = new ArrayList<>();
    List<String> unwritten = new ArrayList<>();
    for (String component : Parts.HOSTED) {
      ValuePath ingress = ValuePath.of(component, "ingress");
      boolean required =
          chosen.on(component + ".enabled")
              && !(component.equals("hookshot") && chosen.on("synapse.enabled"))
              && chosen.values().at(ingress).orElse(null) instanceof MapValue;
      String host = ingress.key("host").toString();
      boolean emptyWillDo = !asking && !usedElsewhere(parts, component);
      boolean missing = emptyWillDo ? !chosen.has(host) : !chosen.given(host);
      if (required && missing) {
        (chosen.isWritten(component) ? written : unwritten).add(component);
      }
    }
    // what is written of a component is the place to look at
    List<String> all = Stream.concat(written.stream(), unwritten.stream()).toList();
    for (String component : all) {
      ValuePath host = ValuePath.of(component, "ingress", "host");
      Facts item = facts.item("required.hosts");
      item.put("component", component, host);
      Stream.of(host, host.parent(), host.parent().parent())
          .filter(path -> chosen.isWritten(path.toString()))
          .findFirst()
          .ifPresent(path -> item.put("place", component, path));
    }
    if (!all.isEmpty()) {
      facts.put("required.components", all, ValuePath.ROOT);
      facts.put("required.patch", patch(chosen, all).yaml(), ValuePath.ROOT);
    }
  }

  private static Patch patch(Chosen chosen, List<String> components) {
    boolean idle = components.contains(ADMIN) && chosen.on("synapse.enabled") && !chosen.on("matrixAuthenticationService.enabled");
    Patch hosts = Patch.ofHosts(chosen, components.stream().filter(component -> !idle || !component.equals(ADMIN)).toList());
    return idle ? hosts.with(ADMIN + ".enabled", Scalar.FALSE) : hosts;
  }
}
