package dev.esslint.probe;

import dev.esslint.model.Model;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.ingress.DnsName;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.probe.Ask.Media;
import dev.esslint.probe.Ask.Media.Kind;
import dev.esslint.probe.Ask.Nat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Works out what to ask of the ports of calls, at the address and the ports that clients are told. */
final class MediaPlanner {
  private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");

  private final Model model;
  private final Plan.Standpoint stated;
  private final List<Check> checks;
  private final List<Omitted> omitted;

  MediaPlanner(Model model, Plan.Standpoint stated, List<Check> checks, List<Omitted> omitted) {
    this.model = model;
    this.stated = stated;
    this.checks = checks;
    this.omitted = omitted;
  }

  void plan() {
    Optional<SfuAddress> address = model.address().filter(sfu -> sfu.mode() != AddressMode.EXTERNAL);
    if (address.isEmpty()) {
      return;
    }
    stun(address.get());
    for (OpenPort port : model.ports()) {
      if (!port.service().isEmpty()) {
        port(port, address.get());
      }
    }
  }

  private void stun(SfuAddress address) {
    if (address.mode() != AddressMode.STUN) {
      return;
    }
    for (OpenPort port : model.ports()) {
      if (port.what().equals("own address") && port.to() instanceof Known(String server, Basis basis) && PORT.matcher(port.ports().text()).matches()) {
        add(Promise.M1, Kind.STUN, server, Integer.parseInt(port.ports().text()), SeenAddress.expected(web(), stated.nodeAddresses()), basis);
      }
    }
    List<Media> servers = checks.stream().filter(check -> check.promise() == Promise.M1).map(check -> (Media) check.ask()).toList();
    if (stated.from() != Vantage.CLIENT && servers.size() > 1) { // that of a client says nothing about the SFU
      checks.add(new Check(Promise.M6, new Nat(servers), "", address.address().basis()));
    }
  }

  private void add(Promise promise, Kind kind, String host, int port, String expected, Basis basis) {
    if (port < 1 << 16) {
      checks.add(new Check(promise, new Media(kind, host, port), expected, basis));
    }
  }

  private void port(OpenPort port, SfuAddress sfu) {
    String what = port.service() + " (" + port.protocol() + ")";
    if (port.state() != State.ON || port.ports() instanceof Unknown) {
      omitted.add(new Omitted(what, "the values do not tell whether it is enabled, or its port"));
      return;
    }
    if (!PORT.matcher(port.ports().text()).matches()) {
      omitted.add(new Omitted(what, "the ports of a range are open only during calls"));
      return;
    }
    int number = Integer.parseInt(port.ports().text());
    if (port.service().equals("turnTLS")) {
      turnDomain()
          .ifPresentOrElse(
              name -> add(Promise.M5, Kind.TURN_TLS, name.host().text(), number, "", name.host().basis()),
              () -> omitted.add(new Omitted(what, "its domain is unknown")));
      return;
    }
    Optional<String> target = target(port, sfu);
    String certain = target.isPresent() ? "certain" : "";
    String host = target.or(this::web).orElse("");
    if (host.isEmpty()) {
      omitted.add(new Omitted(what, "the address that the SFU tells clients is known only in the cluster; use `--media-address`"));
      return;
    }
    Basis basis = port.ports().basis();
    switch (port.service()) {
      case "rtcTcp" -> add(Promise.M2, Kind.ICE_TCP, host, number, certain, basis);
      case "rtcMuxedUdp" -> {
        if (port.remark().contains("not used")) {
          omitted.add(new Omitted(what, "the SFU does not use it beside `rtcUdp`"));
        } else {
          add(Promise.M3, Kind.ICE_UDP, host, number, certain, basis);
        }
      }
      case "turn" -> add(Promise.M4, Kind.TURN, host, number, certain, basis);
      default -> omitted.add(new Omitted(what, "esslint does not know how to ask it"));
    }
  }

  private Optional<DnsName> turnDomain() {
    return model.names().stream()
        .filter(name -> name.serves().equals(List.of("matrixRTC.sfu")) && name.state() == State.ON)
        .filter(name -> name.host() instanceof Known(String host, _) && Planner.isName(host))
        .findFirst();
  }

  /** The address that clients are told, if the values or the user know it. */
  private Optional<String> target(OpenPort port, SfuAddress sfu) {
    Stated manual = sfu.address();
    String given =
        !stated.mediaAddress().isEmpty()
            ? stated.mediaAddress()
            : sfu.mode() == AddressMode.MANUAL_IP && manual instanceof Known(String address, _) ? address : port.to().text();
    return Optional.of(given).filter(Reach::isLiteral);
  }

  /** Where one node serves all, it is where the signalling is. */
  private Optional<String> web() {
    return model.routes().stream()
        .filter(route -> route.component().equals("matrixRTC"))
        .map(Route::host)
        .filter(host -> Planner.reason(State.ON, host, stated).isEmpty())
        .map(Stated::text)
        .findFirst();
  }
}
