package dev.esslint.map;

import dev.esslint.model.Model;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.data.Server;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.workload.Part;
import dev.esslint.model.workload.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A deployment as boxes and arrows. Arrows lead from a column to the next one; a box of {@link
 * Column#MEDIA} stands between devices and components, in place of a name and an Ingress.
 *
 * @param boxes in the order of columns, and from top to bottom in each
 */
record Diagram(List<Box> boxes, List<Arrow> arrows) {
  /** Longer texts are cut: no name that works is as long. */
  private static final int MAX_TEXT = 800;

  /** Where a box stands. */
  enum Column {
    DEVICES("Devices"),
    NAMES("Names in DNS"),
    INGRESSES("Ingresses"),
    MEDIA("Ports for calls"),
    COMPONENTS("Components"),
    SERVERS("Databases and others");

    private final String title;

    Column(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * A box.
   *
   * @param details lines below the title
   * @param sure whether it is surely there
   */
  record Box(Column column, String title, List<String> details, boolean sure) {}

  /**
   * An arrow.
   *
   * @param from the index of a box
   * @param to the index of a box further right
   */
  record Arrow(int from, int to) {}

  /** The boxes of a column. */
  List<Box> in(Column column) {
    return boxes.stream().filter(box -> box.column() == column).toList();
  }

  static Diagram of(DeploymentMap map) {
    return of(map, Map.of());
  }

  /**
   * The same with something more to say about components.
   *
   * @param remarks by the paths of the components
   */
  static Diagram of(DeploymentMap map, Map<String, String> remarks) {
    return new Maker(map.model(), remarks, map.shown()).diagram();
  }

  private static final class Maker {
    private final Model model;
    private final Map<String, String> remarks;
    private final UnaryOperator<String> shown;

    /** Boxes by what they stand for. */
    private final Map<Object, Box> boxes = new LinkedHashMap<>();

    /** Pairs of what boxes stand for. */
    private final Set<List<Object>> arrows = new LinkedHashSet<>();

    Maker(Model model, Map<String, String> remarks, UnaryOperator<String> shown) {
      this.model = model;
      this.remarks = remarks;
      this.shown = shown;
    }

    Diagram diagram() {
      model.routes().forEach(this::route);
      model.names().forEach(this::name);
      model.ports().forEach(this::media);
      model.parts().forEach(this::part);
      model.servers().forEach(this::server);
      model.ports().forEach(this::outgoing);
      List<Object> order = new ArrayList<>();
      for (Column column : Column.values()) {
        boxes.forEach(
            (key, box) -> {
              if (box.column() == column) {
                order.add(key);
              }
            });
      }
      return new Diagram(
          order.stream().map(boxes::get).toList(),
          arrows.stream()
              .filter(pair -> order.containsAll(pair))
              .map(pair -> new Arrow(order.indexOf(pair.getFirst()), order.indexOf(pair.getLast())))
              .toList());
    }

    private void put(Object key, Column column, State state, String title, String... details) {
      List<String> lines = new ArrayList<>();
      for (String detail : details) {
        if (!detail.isEmpty()) {
          lines.add(cut(detail));
        }
      }
      boxes.putIfAbsent(key, new Box(column, cut(title), lines, state == State.ON));
    }

    private String cut(String whole) {
      String text = shown.apply(whole);
      return text.codePointCount(0, text.length()) <= MAX_TEXT
          ? text
          : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + "...";
    }

    private void arrow(Object from, Object to) {
      arrows.add(List.of(from, to));
    }

    private static Object host(Stated host) {
      return List.of("host", host.text().isEmpty() ? host.basis().path() : host.text());
    }

    private void route(Route route) {
      Object name = host(route.host());
      put("browsers", Column.DEVICES, State.ON, "Browsers and apps");
      put(name, Column.NAMES, route.state(), FactWords.host(route.host()));
      put(
          route,
          Column.INGRESSES,
          route.state(),
          "Ingress " + FactWords.visible(route.object()),
          FactWords.of(route.className(), "default class"),
          "TLS: " + FactWords.of(route.tls()));
      arrow("browsers", name);
      arrow(name, route);
      if (Set.of("wellKnownDelegation", "synapse").contains(route.component())) {
        put("homeservers", Column.DEVICES, State.ON, "Other homeservers");
        arrow("homeservers", name);
      }
      for (Backend backend : route.backends()) {
        if (!backend.component().isEmpty()) {
          arrow(route, backend.component());
        }
      }
    }

    /** A name that no Ingress of the chart serves. */
    private void name(DnsName name) {
      if (name.serves().isEmpty() && !boxes.containsKey(host(name.host()))) {
        put(host(name.host()), Column.NAMES, name.state(), FactWords.host(name.host()));
        put(name, Column.INGRESSES, name.state(), "Your own web server", "well-known documents");
        arrow("browsers", host(name.host()));
        arrow("homeservers", host(name.host()));
        arrow(host(name.host()), name);
      }
    }

    private void media(OpenPort port) {
      if (!port.service().isEmpty()) {
        put("calls", Column.DEVICES, State.ON, "Devices in calls");
        String domain =
            port.service().equals("turnTLS")
                ? model.names().stream()
                    .filter(name -> name.serves().equals(List.of("matrixRTC.sfu")))
                    .map(name -> " of " + FactWords.host(name.host()))
                    .collect(Collectors.joining())
                : "";
        put(
            port,
            Column.MEDIA,
            port.state(),
            port.protocol() + " " + FactWords.of(port.ports()) + domain,
            port.what() + " (" + port.service() + ")",
            port.how().isEmpty() ? FactWords.of(port.to()) : port.how(),
            port.remark());
        arrow("calls", port);
        arrow(port, "matrixRTC.sfu");
      }
    }

    private void part(Part part) {
      if (part.state() == State.OFF) {
        return;
      }
      switch (part.path()) {
        case "synapse" -> component(part, "behind HAProxy", workers());
        case "wellKnownDelegation" -> component(part, "served by HAProxy");
        case "matrixRTC.sfu" -> component(part, model.address().map(FactWords::brief).orElse(""));
        case "matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin", "hookshot" ->
            component(part);
        default -> {}
      }
    }

    private void component(Part part, String... details) {
      List<String> lines = new ArrayList<>(List.of(details));
      lines.add(remarks.getOrDefault(part.path(), ""));
      put(part.path(), Column.COMPONENTS, part.state(), part.title(), lines.toArray(String[]::new));
    }

    private String workers() {
      List<Worker> workers = model.workers();
      return workers.isEmpty()
          ? "no workers"
          : (workers.size() == 1 ? "1 worker: " : workers.size() + " workers: ")
              + workers.stream().map(Maker::worker).collect(Collectors.joining(", "));
    }

    private static String worker(Worker worker) {
      String replicas = FactWords.of(worker.replicas());
      return FactWords.perhaps(worker.state(), FactWords.visible(worker.type()))
          + (replicas.equals("1") ? "" : " x " + replicas);
    }

    private void server(Server server) {
      String kind = server.kind().equals("postgres") ? "PostgreSQL" : "Redis";
      Object key =
          List.of(
              server.kind(),
              server.own(),
              server.host() instanceof Unknown(_, Basis basis) ? basis : server.host().text(),
              server.port().text());
      put(
          key,
          Column.SERVERS,
          server.state(),
          kind,
          server.own() ? "of the chart" : FactWords.of(server.host()),
          server.own() ? "" : "TCP " + FactWords.of(server.port()));
      arrow(server.component(), key);
    }

    private void outgoing(OpenPort port) {
      boolean sfu = port.from().equals("the SFU");
      boolean livekit =
          model.address().filter(a -> a.mode() == AddressMode.EXTERNAL).isPresent()
              && port.to().equals(model.address().orElseThrow().address());
      if (sfu) {
        put(port, Column.SERVERS, port.state(), "STUN", FactWords.of(port.to()));
        arrow("matrixRTC.sfu", port);
      } else if (livekit) {
        put(port, Column.SERVERS, port.state(), "Another LiveKit", FactWords.of(port.to()));
        arrow("matrixRTC", port);
      }
    }
  }
}
