package dev.esslint.map;

import dev.esslint.model.Model;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.data.Volume;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.network.Service;
import dev.esslint.model.secrets.SecretUse;
import dev.esslint.model.secrets.ValueOf;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a map says, as the lines that {@link ManifestFacts} makes of manifests. */
final class MapFacts {
  private static final Pattern NODE_PORT = Pattern.compile("node port (\\d+(?:-\\d+)?)");
  private static final Pattern HOST_PORT = Pattern.compile("host port (\\d+)(?:-(\\d+))?");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?= ?\\(|,|$)|\\d+(?=,)");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}");

  private final Model model;
  private final boolean onNode;
  private final SortedSet<String> facts = new TreeSet<>();

  private MapFacts(Model model, boolean onNode) {
    this.model = model;
    this.onNode = onNode;
  }

  /**
   * The facts.
   *
   * @param onNode whether the SFU is on the network of its node, so that host ports say nothing
   */
  static SortedSet<String> of(Model model, boolean onNode) {
    MapFacts making = new MapFacts(model, onNode);
    making.workloads();
    model.routes().forEach(making::route);
    model.services().forEach(making::service);
    model.ports().forEach(making::port);
    model.volumes().forEach(making::volume);
    model.secrets().forEach(making::secret);
    model.documents().stream()
        .filter(document -> document.byChart() != State.OFF)
        .forEach(making::document);
    return making.facts;
  }

  private void workloads() {
    for (Workload workload : model.workloads()) {
      for (String object : workload.objects()) {
        boolean beside = workload.component().endsWith("Exporter");
        if (!beside) {
          facts.add(
              ("workload " + workload.kind() + " " + object + " " + text(workload.replicas()))
                  .strip());
        }
        facts.add("image " + object + " " + text(workload.image()));
      }
    }
    for (Workload workload : model.workloads()) {
      if (workload.component().endsWith("Exporter")) {
        continue;
      }
      List<Integer> ports = new ArrayList<>();
      model.internalPorts().stream()
          .filter(port -> port.component().equals(workload.component()))
          .forEach(
              port ->
                  NUMBER
                      .matcher(port.ports())
                      .results()
                      .map(MatchResult::group)
                      .forEach(number -> ports.add(Integer.valueOf(number))));
      for (String object : workload.objects()) {
        facts.add("pod-ports " + object + " " + new TreeSet<>(ports));
      }
    }
  }

  private void route(Route route) {
    String tls =
        switch (route.tls().source()) {
          case OFF -> "off";
          case SECRET, GLOBAL_SECRET -> "secret " + text(route.tls().name());
          case CERT_MANAGER -> "issuer " + text(route.tls().name());
          case ANNOTATION, CONTROLLER, NONE, OUTSIDE, UNKNOWN -> "default";
        };
    facts.add(
        "ingress "
            + route.object()
            + " "
            + text(route.host())
            + " class "
            + (route.className().isMissing() ? "-" : text(route.className()))
            + " tls "
            + tls);
    for (Backend backend : route.backends()) {
      if (backend.remark().contains("inside the cluster")) {
        continue; // not by the Ingress
      }
      for (String path : paths(route, backend)) {
        facts.add("path " + text(route.host()) + " " + path + " " + target(backend, route));
      }
    }
  }

  private static List<String> paths(Route route, Backend backend) {
    if (!route.component().equals("wellKnownDelegation")) {
      return expanded(backend.path());
    }
    // a redirect of the rest is made where the documents are
    boolean redirects = route.backends().getLast().path().equals("/");
    return List.of(redirects ? "/" : backend.path().replaceFirst("/\\{.*", ""));
  }

  private String target(Backend backend, Route route) {
    String component = backend.component().isEmpty() ? route.component() : backend.component();
    String service =
        model.services().stream()
            .filter(s -> s.component().equals(component))
            .map(Service::name)
            .findFirst()
            .orElse("?");
    return backend.remark().startsWith("service ")
        ? backend.remark().replaceAll("service |,.*", "")
        : backend.remark().equals("blocked") ? service + " blocked" : service;
  }

  private static List<String> expanded(String path) {
    var matcher = BRACES.matcher(path);
    return matcher.find()
        ? Stream.of(matcher.group(1).split(",", -1))
            .flatMap(
                one ->
                    expanded(
                        path.substring(0, matcher.start()) + one + path.substring(matcher.end()))
                        .stream())
            .toList()
        : List.of(path);
  }

  private void service(Service service) {
    List<Integer> ports = new ArrayList<>();
    for (String part : text(service.ports()).split(", ", -1)) {
      ports.addAll(range(part));
    }
    facts.add(
        "service "
            + service.name()
            + " "
            + text(service.type())
            + " "
            + service.protocol()
            + " "
            + ManifestFacts.ranges(ports));
  }

  private static List<Integer> range(String text) {
    String[] ends = text.split("-", -1);
    List<Integer> ports = new ArrayList<>();
    for (int port = Integer.parseInt(ends[0]); port <= Integer.parseInt(ends[ends.length - 1]); port++) {
      ports.add(port);
    }
    return ports;
  }

  private void port(OpenPort port) {
    HOST_PORT
        .matcher(port.how())
        .results()
        .filter(found -> !port.remark().contains("opens none") && !onNode)
        .forEach(found -> hostPorts(port, found));
    if (port.how().startsWith("external address")) {
      Stream.of(text(port.to()).replaceFirst(", or .*", "").split(", ", -1))
          .forEach(address -> facts.add("external " + address));
    }
    NODE_PORT
        .matcher(port.how())
        .results()
        .forEach(
            found ->
                model.services().stream()
                    .filter(service -> isOf(service, port))
                    .forEach(
                        service ->
                            facts.add(
                                "node-port "
                                    + service.name()
                                    + " "
                                    + port.protocol()
                                    + " "
                                    + nodePorts(found.group(1), service))));
  }

  private void hostPorts(OpenPort port, MatchResult found) {
    int first = Integer.parseInt(found.group(1));
    int last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
    int opened = port.remark().contains("leaves out the last") ? last - 1 : last;
    String protocol = port.remark().contains("does not open it for UDP") ? "TCP" : port.protocol();
    for (int number = first; number <= opened; number++) {
      facts.add("host-port " + protocol + " " + number);
    }
  }

  /** Of node ports that are the ports themselves, those of one Service. */
  private static String nodePorts(String nodePorts, Service service) {
    return nodePorts.contains("-") ? text(service.ports()) : nodePorts;
  }

  private static boolean isOf(Service service, OpenPort port) {
    return service.name().contains(
        switch (port.service()) {
          case "rtcTcp" -> "-sfu-tcp";
          case "rtcMuxedUdp" -> "-sfu-muxed-udp";
          case "rtcUdp" -> "-sfu-udp-range";
          case "turn" -> "-sfu-turn";
          case "turnTLS" -> "-sfu-turn-tls";
          default -> "?";
        })
        && (!port.service().equals("turn") || service.name().endsWith("-turn"));
  }

  private void volume(Volume volume) {
    if (volume.claim().isMissing()) {
      facts.add(
          "claim "
              + volume.object()
              + " "
              + text(volume.size())
              + " "
              + (volume.storageClass().isMissing() ? "-" : text(volume.storageClass())));
    }
  }

  private void secret(SecretUse use) {
    if (use.given() == ValueOf.SECRET) {
      facts.add("secret " + text(use.detail()).replaceFirst(",.*", ""));
    } else if (use.given() == ValueOf.GENERATED) {
      facts.add("generated " + text(use.detail()).replace(", key", ""));
    }
  }

  private void document(WellKnown document) {
    facts.add("well-known " + document.name() + " " + text(document.text()));
  }

  private static String text(Stated stated) {
    return stated instanceof Unknown(String reason, _) ? "(unknown: " + reason + ")" : stated.text();
  }
}
