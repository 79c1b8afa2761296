package dev.esslint.model.network;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
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

/** What the services and pods of the enabled components ask of the network. */
public final class ServiceFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        services[]: a Service that can be given a type
          name: its path in the values
          type: the type
        externalIPs[]: an address of such a Service
          service: its path in the values
          ip: the address
        podAliases[]: a host alias of a pod other than that of the RTC authoriser
          component: whose it is
          ip: its address
        aliasNames[]: a name in a host alias that Kubernetes refuses
          component: whose it is
          name: the name
          fault: why it is none
        """);
  }

  /** What is wrong with a name without Kubernetes minding it in an alias, or is told as a placeholder. */
  private static final Set<String> TAKEN = Set.of("blank", "address", "long-label");

  private static final List<String> WITH_ALIASES =
      List.of("synapse", "matrixAuthenticationService", "hookshot");

  private ServiceFacts() {}

  public static void state(Chosen chosen, Release release, Facts facts) {
    for (ValuePath service : services(chosen, release)) {
      Block block = chosen.block(service.toString());
      boolean exposed = service.steps().contains(new Key("exposedServices"));
      String key = exposed ? "portType" : "type";
      Optional<String> own = block.text(key);
      boolean global = !exposed && own.isEmpty();
      String given =
          own.or(() -> global ? chosen.text("ingress.service.type") : Optional.empty())
              .orElse("ClusterIP");
      Facts item = facts.item("services");
      item.put("name", block.path(), service);
      item.put("type", given, global ? ValuePath.parse("ingress.service.type") : block.at(key));
      if (given.equals("HostPort")) {
        continue;
      }
      List<Value> addresses = block.items("externalIPs");
      for (int i = 0; i < addresses.size(); i++) {
        if (addresses.get(i) instanceof ScalarValue(Scalar.Str(String ip), var origin)) {
          Facts address = facts.item("externalIPs");
          address.put("service", block.path(), service);
          address.put("ip", ip, block.at("externalIPs").index(i));
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
          Facts item = facts.item("podAliases");
          item.put("component", component, list);
          item.put("ip", ip, list.index(i).key("ip"));
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
          Facts item = facts.item("aliasNames");
          ValuePath place = path.key("hostnames").index(i);
          item.put("component", component, place);
          item.put("name", name, place);
          item.put("fault", fault.get(), place);
        }
      }
    }
  }
}
