package dev.esslint.model.rtc;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.rtc.ExposedService.Mapping;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.tree.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How clients reach an exposed service (catalogue 18.4); its port type has to be known. External
 * addresses take the ports of the service itself, beside whatever the port type brings.
 */
public record Exposure(Survey survey, ExposedService service) {

  /** Ports as {@code 30001} or {@code 31000-32000}. */
  public static String text(Ports ports) {
    String first = number(ports.first());
    return ports.first() == ports.last() ? first : first + "-" + number(ports.last());
  }

  private static String number(double number) {
    return Scalar.text(new Scalar.Num(number));
  }

  /** Who is connected to. */
  public Stated target() {
    return switch (external()) {
      case Missing _ -> Stated.of(byType(), survey.basis(service.path().key("portType").toString()));
      case Known(String addresses, Basis basis) when !service.portType().equals("ClusterIP") ->
          Stated.of(addresses + ", or " + byType(), basis);
      case Known addresses -> addresses;
      case Unknown addresses -> addresses;
    };
  }

  private String byType() {
    if (!survey.since("26.1.1") && !service.portType().equals("NodePort")) {
      return "nobody";
    }
    return switch (service.portType()) {
      case "HostPort" -> "the node of the SFU";
      case "LoadBalancer" -> "its load balancer";
      case "ClusterIP" -> "only the cluster";
      default -> "every node";
    };
  }

  /** The external addresses; a host port has no service that could have any. */
  private Stated external() {
    String path = service.path().key("externalIPs").toString();
    return service.portType().equals("HostPort")
        ? Stated.of("", survey.basis(path))
        : survey.externalIps(path);
  }

  /**
   * How the port is exposed, and what has to be forwarded since clients ask for another one.
   *
   * @param ports the ports of the service
   * @param wanted what clients ask for
   */
  public String how(Stated ports, String wanted) {
    String own = own(ports);
    List<String> ways = new ArrayList<>();
    if (!external().isMissing()) {
      ways.add("external address, port " + own + forward(own, wanted));
      if (service.portType().equals("ClusterIP")) {
        return ways.getFirst();
      }
    }
    if (!survey.since("26.1.1") && !service.portType().equals("NodePort")) {
      return "not at all, because this release exposes only node ports";
    }
    ways.add(
        switch (service.portType()) {
          case "HostPort" -> "host port " + own + forward(own, wanted);
          case "LoadBalancer" -> "load balancer, port " + own + forward(own, wanted);
          case "ClusterIP" ->
              "ClusterIP, port " + own + ", which you must expose yourself";
          default ->
              service
                  .mapping()
                  .map(mapping -> nodePort(mapping, wanted))
                  .orElse("an unknown node port");
        });
    return String.join("; or ", ways);
  }

  /** The ports of a service, as far as they are known. */
  public static String own(Stated ports) {
    return ports instanceof Unknown ? "..." : ports.text();
  }

  private static String forward(String port, String wanted) {
    return port.equals(wanted) ? "" : ", to which " + wanted + " must be forwarded";
  }

  private String nodePort(Mapping mapping, String wanted) {
    return switch (mapping) {
      case AUTOMATIC -> "a node port that the cluster chooses" + forward("", wanted);
      case ONE -> "one node port for the whole range, which Kubernetes refuses";
      case SAME, OTHER -> {
        String port = service.nodePorts().map(Exposure::text).orElse("...");
        boolean own = service.ports().map(Exposure::text).filter(wanted::equals).isPresent();
        yield "node port " + port + (own && mapping == Mapping.SAME ? "" : forward(port, wanted));
      }
    };
  }

  /**
   * Whether its port type and its ports are known, and its node ports where clients ask for those.
   */
  public boolean isKnown() {
    boolean nodePort = service.portType().equals("NodePort");
    return !(survey.text(service.path().key("portType").toString()) instanceof Unknown)
        && service.ports().isPresent()
        && (!nodePort || service.mapping().isPresent());
  }

  /** Who takes connections to a port without anything that forwards them; empty if nobody does. */
  public Optional<String> at(int port) {
    Ports wanted = new Ports(port, port);
    boolean own = service.ports().filter(wanted::equals).isPresent();
    boolean nodes = service.nodePorts().filter(wanted::equals).isPresent();
    Stated external = external();
    if (own && !external.isMissing()) {
      return Optional.of(external instanceof Unknown ? "its external address" : external.text());
    }
    return switch (service.portType()) {
      case "HostPort", "LoadBalancer" -> own ? Optional.of(byType()) : Optional.empty();
      case "ClusterIP" -> Optional.empty();
      default -> nodes ? Optional.of(byType()) : Optional.empty();
    };
  }
}
