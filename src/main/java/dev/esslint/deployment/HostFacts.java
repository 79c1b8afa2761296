package dev.esslint.deployment;

import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * The host names of the enabled components.
 *
 * <p>{@code serverName.host}, {@code serverName.local}; {@code hosts[]} with {@code component}, {@code host} and
 * {@code local}.
 */
final class HostFacts {
  static Set<String> names() {
    return Set.of(
        "serverName.host",
        "serverName.local",
        "hosts",
        "hosts[]",
        "hosts[].component",
        "hosts[].host",
        "hosts[].local");
  }

  static final List<String> COMPONENTS =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "elementWeb",
          "elementAdmin",
          "hookshot");

  private HostFacts() {}

  static void state(Chosen chosen, Facts facts) {
    chosen
        .host("serverName")
        .ifPresent(
            host -> {
              facts.put("serverName.host", host.name(), ValuePath.of("serverName"));
              facts.put("serverName.local", host.isLocal(), ValuePath.of("serverName"));
            });
    int i = 0;
    for (String component : COMPONENTS) {
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
