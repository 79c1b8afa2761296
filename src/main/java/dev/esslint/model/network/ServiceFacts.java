package dev.esslint.model.network;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.rtc.ExposedService;
import dev.esslint.net.HostName;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the services and pods of the enabled components ask of the network.
 *
 * <p>{@code services[]}: the services that can be given a type, with {@code name} (their path in the values) and
 * {@code type}; {@code externalIPs[]}: the addresses of these services, with {@code service} and {@code ip};
 * {@code podAliases[]}: the host aliases of pods other than the RTC authoriser's, with {@code component} and
 * {@code ip}; {@code aliasNames[]}: the {@code name} in an alias of a {@code component} that Kubernetes takes for none, with its
 * {@code fault}.
 */
public final class ServiceFacts {
  public static Set<String> names() {
    return Set.of(
        "services",
        "services[]",
        "services[].name",
        "services[].type",
        "externalIPs",
        "externalIPs[]",
        "externalIPs[].service",
        "externalIPs[].ip",
        "podAliases",
        "podAliases[]",
        "podAliases[].component",
        "podAliases[].ip",
        "aliasNames",
        "aliasNames[]",
        "aliasNames[].component",
        "aliasNames[].name",
        "aliasNames[].fault");
  }

  /** What is wrong with a name without Kubernetes minding it in an alias, or is told as a placeholder. */
  private static final Set<String> TAKEN = Set.of("blank", "address", "long-label");

  private static final List<String> WITH_ALIASES =
      List.of("synapse", "matrixAuthenticationService", "hookshot");

  private ServiceFacts() {}

  public static void state(Chosen chosen, Release release, Facts facts) {
    int services = 0;
    int ips = 0;
    for (ValuePath service : services(chosen, release)) {
      Block block = chosen.block(service.toString());
      boolean exposed = service.steps().contains(new Key("exposedServices"));
      String key = exposed ? "portType" : "type";
      Optional<String> own = block.text(key);
      boolean global = !exposed && own.isEmpty();
      String given =
          own.or(() -> global ? chosen.text("ingress.service.type") : Optional.empty())
              .orElse("ClusterIP");
      String item = "services[" + services++ + "]";
      facts.put(item + ".name", block.path(), service);
      facts.put(
          item + ".type", given, global ? ValuePath.parse("ingress.service.type") : block.at(key));
      if (given.equals("HostPort")) {
        continue;
      }
      List<Value> addresses = block.items("externalIPs");
      for (int i = 0; i < addresses.size(); i++) {
        if (addresses.get(i) instanceof ScalarValue(Scalar.Str(String ip), var origin)) {
          String address = "externalIPs[" + ips++ + "]";
          facts.put(address + ".service", block.path(), service);
          facts.put(address + ".ip", ip, block.at("externalIPs").index(i));
        }
      }
    }
    stateAliases(chosen, facts);
  }

  private static List<ValuePath> services(Chosen chosen, Release release) {
    List<ValuePath> services = new ArrayList<>();
    for (String component : Parts.HOSTED) {
      if (chosen.on(component + ".enabled")) {
        services.add(ValuePath.of(component, "ingress", "service"));
      }
    }
    if (chosen.on("wellKnownDelegation.enabled")) {
      services.add(ValuePath.of("wellKnownDelegation", "ingress", "service"));
    }
    ExposedService.of(chosen, release).forEach(exposed -> services.add(exposed.path()));
    return services;
  }

  private static void stateAliases(Chosen chosen, Facts facts) {
    int aliases = 0;
    for (String component : WITH_ALIASES) {
      if (!chosen.on(component + ".enabled")) {
        continue;
      }
      ValuePath list = ValuePath.of(component, "hostAliases");
      List<Value> items = chosen.items(list.toString());
      for (int i = 0; i < items.size(); i++) {
        stateNames(component, items.get(i), list.index(i), facts);
        if (items.get(i) instanceof MapValue alias
            && alias.entries().get("ip")
                instanceof ScalarValue(Scalar.Str(String ip), var origin)) {
          String item = "podAliases[" + aliases++ + "]";
          facts.put(item + ".component", component, list);
          facts.put(item + ".ip", ip, list.index(i).key("ip"));
        }
      }
    }
    if (chosen.on("matrixRTC.enabled")) {
      ValuePath list = ValuePath.of("matrixRTC", "hostAliases");
      List<Value> items = chosen.items(list.toString());
      for (int i = 0; i < items.size(); i++) {
        stateNames("matrixRTC", items.get(i), list.index(i), facts);
      }
    }
  }

  private static void stateNames(String component, Value alias, ValuePath path, Facts facts) {
    if (!(alias instanceof MapValue map
        && map.entries().get("hostnames") instanceof ListValue(var names, var at))) {
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) instanceof ScalarValue(Scalar.Str(String name), var origin)
          && Placeholder.in(name).isEmpty()) {
        Optional<String> fault = HostName.fault(name).filter(word -> !TAKEN.contains(word));
        if (fault.isPresent()) {
          String item = facts.next("aliasNames");
          ValuePath place = path.key("hostnames").index(i);
          facts.put(item + ".component", component, place);
          facts.put(item + ".name", name, place);
          facts.put(item + ".fault", fault.get(), place);
        }
      }
    }
  }
}
