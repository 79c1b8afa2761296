package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An exposed service of the SFU that is switched on (catalogue 18.4).
 *
 * @param name its key under {@code exposedServices}
 * @param protocol {@code TCP} or {@code UDP}
 * @param portType {@code NodePort}, {@code HostPort}, {@code LoadBalancer} or {@code ClusterIP}
 * @param path where it is
 * @param firstPath where its first port is; for a service with one port this is also {@code lastPath}
 * @param lastPath where its last port is
 * @param ports its ports, if they are numbers
 * @param mapping how its node ports come about; empty if there are none or a template hides them
 * @param nodePorts the node ports that are asked for; empty also if the cluster chooses them
 */
public record ExposedService(
    String name,
    String protocol,
    String portType,
    ValuePath path,
    ValuePath firstPath,
    ValuePath lastPath,
    Optional<Ports> ports,
    Optional<Mapping> mapping,
    Optional<Ports> nodePorts) {

  /** Ports from the first to the last, both included. */
  public record Ports(double first, double last) {

    boolean overlaps(Ports other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** How node ports follow from ports. */
  enum Mapping {
    SAME,
    OTHER,
    AUTOMATIC,
    /** All ports of a range ask for one and the same. */
    ONE
  }

  /** From here on a port type is what it says; before, a type other than NodePort opened nothing at all. */
  static final Release PORT_TYPES = new Release(26, 1, 1);

  /** From here on the Service of a range has its last port, too. */
  private static final Release WHOLE_RANGE = new Release(25, 6, 2);

  /** The release that brought {@code nodePort}; until then the port itself was asked for. */
  static final Release NODE_PORT_KEY = new Release(26, 1, 2);

  private static final int MAX_PORT = 65_535;

  /** What the chart has there, so that most runs need no expression. */
  private static final String DEFAULT_NODE_PORT = "{{ .context.port }}";

  private static final Regex PORT_ITSELF = new Regex("\\{\\{-?\\s*\\.context\\.port\\s*-?}}");

  /** A template that writes nothing, because the chart gives it only {@code context} and {@code root}. */
  private static final Regex UNSET = new Regex("\\{\\{-?\\s*\\.(?!(?:context|root)\\b)[A-Za-z_]\\w*\\s*-?}}");

  public static final Regex NUMBER = new Regex("\\d{1,9}");
  private static final List<String> NAMES =
      List.of("rtcTcp", "rtcMuxedUdp", "rtcUdp", "turnTLS", "turn");

  /** The services that are switched on, if there is an SFU. */
  public static List<ExposedService> of(Chosen chosen, Release release) {
    List<ExposedService> services = new ArrayList<>();
    if (chosen.on("matrixRTC.enabled") && chosen.on("matrixRTC.sfu.enabled")) {
      Block exposed = chosen.block("matrixRTC.sfu.exposedServices");
      for (String name : NAMES) {
        Block service = exposed.block(name);
        if (service.on("enabled")) {
          services.add(of(name, service, release));
        }
      }
    }
    return services;
  }

  private static ExposedService of(String name, Block service, Release release) {
    boolean several = name.equals("rtcUdp");
    Block ports = several ? service.block("portRange") : service;
    String first = several ? "startPort" : "port";
    String last = several ? "endPort" : "port";
    Optional<Ports> range =
        ports.number(first).flatMap(f -> ports.number(last).map(l -> new Ports(f, l)));
    String portType = service.text("portType").orElse("NodePort");
    Optional<Mapping> mapping =
        takesNodePorts(portType, release) ? mapping(ports, range, release) : Optional.empty();
    Optional<Ports> nodePorts =
        mapping.flatMap(
            m ->
                switch (m) {
                  case SAME -> range.map(given -> served(name, given, release));
                  case AUTOMATIC -> Optional.empty();
                  case OTHER, ONE ->
                      ports
                          .text("nodePort")
                          .map(Double::parseDouble)
                          .map(port -> new Ports(port, port));
                });
    return new ExposedService(
        name,
        name.equals("rtcTcp") || name.equals("turnTLS") ? "TCP" : "UDP",
        portType,
        service.at(),
        ports.at(first),
        ports.at(last),
        range,
        mapping,
        nodePorts);
  }

  /** The ports of its Service, if they are numbers. */
  public Ports served(Release release) {
    return served(name, ports.orElseThrow(), release);
  }

  /** The ports of its Service, which ended one port early up to 25.6.1. */
  private static Ports served(String name, Ports ports, Release release) {
    return name.equals("rtcUdp")
            && ports.last() > ports.first()
            && release.compareTo(WHOLE_RANGE) < 0
        ? new Ports(ports.first(), ports.last() - 1)
        : ports;
  }

  private static Optional<Mapping> mapping(
      Block service, Optional<Ports> ports, Release release) {
    if (release.compareTo(NODE_PORT_KEY) < 0) {
      return Optional.of(Mapping.SAME);
    }
    Value given = service.value("nodePort");
    if (given == null) {
      return Optional.of(Mapping.AUTOMATIC);
    }
    if (!(given instanceof ScalarValue(Scalar.Str(String nodePort), var origin))) {
      return Optional.empty();
    }
    // Kubernetes takes 0 for none
    if (nodePort.isEmpty() || nodePort.equals("0") || UNSET.fits(nodePort)) {
      return Optional.of(Mapping.AUTOMATIC);
    }
    if (nodePort.equals(DEFAULT_NODE_PORT) || PORT_ITSELF.fits(nodePort)) {
      return Optional.of(Mapping.SAME);
    }
    if (!NUMBER.fits(nodePort) || ports.isEmpty()) {
      return Optional.empty();
    }
    if (ports.get().last > ports.get().first) {
      return Optional.of(Mapping.ONE);
    }
    return Optional.of(
        Double.parseDouble(nodePort) == ports.get().first ? Mapping.SAME : Mapping.OTHER);
  }

  /** Whether a number is that of a port. */
  static boolean isPort(double port) {
    return port == Math.rint(port) && port >= 1 && port <= MAX_PORT;
  }

  /** Whether Kubernetes opens a port of every node for it. */
  boolean takesNodePorts(Release release) {
    return takesNodePorts(portType, release);
  }

  private static boolean takesNodePorts(String portType, Release release) {
    return portType.equals("NodePort")
        || (portType.equals("LoadBalancer") && release.compareTo(PORT_TYPES) >= 0);
  }

  /** Settings of this service as a flow mapping below {@code exposedServices}; those of a range have a level of their own. */
  String patch(String settings) {
    return "{"
        + name
        + ": {"
        + (name.equals("rtcUdp") ? "portRange: {" + settings + "}" : settings)
        + "}}";
  }

  /** Where the node port is to be mended: where it is given, or where the port is that it follows. */
  public ValuePath nodePortPath(boolean lastPort) {
    return mapping.filter(Mapping.SAME::equals).isPresent()
        ? lastPort ? lastPath : firstPath
        : firstPath.parent().key("nodePort");
  }
}
