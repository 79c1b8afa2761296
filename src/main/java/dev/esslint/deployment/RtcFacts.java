package dev.esslint.deployment;

import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Set;

/**
 * How the SFU advertises itself and where it listens (catalogue 11 and 18.4).
 *
 * <p>{@code rtc.addressMode}: {@code stun}, {@code manual-ip}, {@code host-ip} or {@code pod-ip}; {@code rtc.local}:
 * whether the names of this deployment are local, so that clients may be, too; {@code rtc.ports[]}: the enabled
 * exposed services with {@code service}, {@code protocol}, {@code portType}, {@code first} and {@code last}, and the
 * node ports {@code firstNodePort} and {@code lastNodePort} that are asked for.
 */
final class RtcFacts {
  static final Set<String> NAMES =
      Set.of(
          "rtc.addressMode",
          "rtc.local",
          "rtc.ports",
          "rtc.ports[]",
          "rtc.ports[].service",
          "rtc.ports[].protocol",
          "rtc.ports[].portType",
          "rtc.ports[].first",
          "rtc.ports[].last",
          "rtc.ports[].firstNodePort",
          "rtc.ports[].lastNodePort");

  private static final String SFU = "matrixRTC.sfu.";

  /** An exposed service of the SFU; a range has its ports under {@code portRange}. */
  private record Service(String name, String protocol, boolean range) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("rtcTcp", "TCP", false),
          new Service("rtcMuxedUdp", "UDP", false),
          new Service("rtcUdp", "UDP", true),
          new Service("turnTLS", "TCP", false),
          new Service("turn", "UDP", false));

  private RtcFacts() {}

  static void state(Chosen chosen, Facts facts) {
    if (!chosen.on("matrixRTC.enabled") || !chosen.on(SFU + "enabled")) {
      return;
    }
    facts.put("rtc.addressMode", addressMode(chosen), ValuePath.parse(SFU + "useStunToDiscoverPublicIP"));
    chosen
        .host("matrixRTC.ingress.host")
        .ifPresent(
            rtc ->
                facts.put(
                    "rtc.local",
                    rtc.isLocal() || chosen.host("serverName").filter(HostName::isLocal).isPresent(),
                    ValuePath.of("matrixRTC", "ingress", "host")));
    int i = 0;
    for (Service service : SERVICES) {
      if (chosen.on(SFU + "exposedServices." + service.name + ".enabled")) {
        statePorts(chosen, facts, service, "rtc.ports[" + i++ + "]");
      }
    }
  }

  private static String addressMode(Chosen chosen) {
    if (chosen.on(SFU + "useStunToDiscoverPublicIP")) {
      return "stun";
    }
    return chosen.text(SFU + "manualIP").isPresent()
        ? "manual-ip"
        : chosen.text(SFU + "nodeIPSource").filter("podIP"::equals).isPresent() ? "pod-ip" : "host-ip";
  }

  private static void statePorts(Chosen chosen, Facts facts, Service service, String item) {
    String path = SFU + "exposedServices." + service.name;
    String ports = service.range ? path + ".portRange" : path;
    String first = ports + (service.range ? ".startPort" : ".port");
    String last = ports + (service.range ? ".endPort" : ".port");
    ValuePath about = ValuePath.parse(first);
    String portType = chosen.text(path + ".portType").orElse("NodePort");
    facts.put(item + ".service", service.name, ValuePath.parse(path));
    facts.put(item + ".protocol", service.protocol, about);
    facts.put(item + ".portType", portType, ValuePath.parse(path + ".portType"));
    chosen.number(first).ifPresent(port -> facts.put(item + ".first", port, about));
    chosen.number(last).ifPresent(port -> facts.put(item + ".last", port, ValuePath.parse(last)));
    if (portType.equals("NodePort") || portType.equals("LoadBalancer")) {
      String nodePort = chosen.text(ports + ".nodePort").orElse("");
      if (nodePort.matches("\\{\\{-?\\s*\\.context\\.port\\s*-?}}")) {
        chosen.number(first).ifPresent(port -> facts.put(item + ".firstNodePort", port, about));
        chosen
            .number(last)
            .ifPresent(port -> facts.put(item + ".lastNodePort", port, ValuePath.parse(last)));
      } else if (nodePort.matches("\\d{1,9}") && !service.range) {
        ValuePath given = ValuePath.parse(ports + ".nodePort");
        facts.put(item + ".firstNodePort", Double.parseDouble(nodePort), given);
        facts.put(item + ".lastNodePort", Double.parseDouble(nodePort), given);
      }
    }
  }
}
