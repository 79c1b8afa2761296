package dev.esslint.model.ingress;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Patch;
import dev.esslint.net.HostName;
import dev.esslint.values.ValuePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The host names of the enabled components.
 *
 * <p>{@code serverName.host}, {@code serverName.local}; {@code hosts[]} with {@code component}, {@code host} and
 * {@code local}.
 */
public final class HostFacts {
  public static Set<String> names() {
    return Set.of(
        "serverName.host",
        "serverName.local",
        "hosts",
        "hosts[]",
        "hosts[].component",
        "hosts[].host",
        "hosts[].local");
  }

  /** What the chart's documentation calls the hosts below the server name. */
  private static final Map<String, String> LABELS =
      Map.of(
          "synapse", "matrix",
          "matrixAuthenticationService", "account",
          "matrixRTC", "mrtc",
          "elementWeb", "chat",
          "elementAdmin", "admin",
          "hookshot", "hookshot");

  private HostFacts() {}

  /** Values that give components hosts below the server name that no other component has. */
  static String ownHosts(Chosen chosen, List<String> components) {
    String domain = chosen.host("serverName").map(HostName::name).orElse("<your domain>");
    Set<String> taken = new LinkedHashSet<>(Set.of(domain));
    Parts.HOSTED.forEach(
        component ->
            chosen.host(component + ".ingress.host").ifPresent(host -> taken.add(host.name())));
    Patch patch = new Patch(chosen);
    for (String component : components) {
      String label = LABELS.getOrDefault(component, component);
      String host = label + "." + domain;
      for (int i = 2; !taken.add(host); i++) {
        host = label + i + "." + domain;
      }
      patch.with(component + ".ingress.host", host);
    }
    return patch.yaml();
  }

  public static void state(Chosen chosen, Facts facts) {
    chosen
        .host("serverName")
        .ifPresent(
            host -> {
              facts.put("serverName.host", host.name(), ValuePath.of("serverName"));
              facts.put("serverName.local", host.isLocal(), ValuePath.of("serverName"));
            });
    int i = 0;
    for (String component : Parts.HOSTED) {
      ValuePath path = ValuePath.of(component, "ingress", "host");
      HostName host =
          chosen.on(component + ".enabled") ? chosen.host(path.toString()).orElse(null) : null;
      if (host != null) {
        String item = "hosts[" + i++ + "]";
        facts.put(item + ".component", component, path);
        facts.put(item + ".host", host.name(), path);
        facts.put(item + ".local", host.isLocal(), path);
      }
    }
  }
}
