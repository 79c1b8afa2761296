package dev.esslint.model.rtc;

import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.State;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.ExposedService.Mapping;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.model.rtc.SfuListeners.From;
import dev.esslint.model.rtc.SfuListeners.Listener;
import dev.esslint.model.rtc.SfuListeners.Use;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the SFU listens, by its exposed services and its fragments (catalogue 11 and 18.4). */
public final class SfuListenerFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        rtc.tcp: who says where media over TCP goes: a `service`, a `fragment` or LiveKit's `default`
        rtc.udp: who says where media over UDP goes: a `service`, a `fragment`, LiveKit's `default`, or `none` where `rtc.force_tcp` forbids it
        rtc.fallback: the ports of LiveKit's own that it opens, as nobody says where media goes
        rtc.rangeByFragment: the range of UDP ports that a fragment gives
        rtc.turn: whether there is TURN at all, unless a Secret hides that
        rtc.turnByFragment: the ports of TURN that a fragment opens
        rtc.turnWithoutPort: the option with which a fragment switches TURN on where nothing gives it a port
        rtc.turnWithoutCertificate: the option with which a fragment opens TURN over TLS without a domain or a certificate
        rtc.podPortConflicts[]: a port that is taken in the pod; told where node ports do not conflict already
          service: what wants it
          port: the port
          setting: the path of that
          other: what has it
        """);
  }

  private static final ValuePath EXPOSED = ValuePath.of("matrixRTC", "sfu", "exposedServices");

  private final SfuListeners listeners;
  private final Facts facts;

  private SfuListenerFacts(SfuListeners listeners, Facts facts) {
    this.listeners = listeners;
    this.facts = facts;
  }

  static void state(SfuListeners listeners, Facts facts) {
    SfuListenerFacts stating = new SfuListenerFacts(listeners, facts);
    stating.stateListeners();
    stating.statePodPortConflicts();
  }

  private void stateListeners() {
    stateFrom("rtc.tcp", listeners.tcp());
    stateFrom("rtc.udp", listeners.udp());
    if (listeners.turn() != State.UNKNOWN) {
      facts.put("rtc.turn", listeners.turn() == State.ON, EXPOSED);
    }
    listeners
        .portless()
        .ifPresent(
            place ->
                facts.put("rtc.turnWithoutPort", "turn.enabled", place.path(), place.origin()));
    listeners
        .uncertified()
        .ifPresent(
            place ->
                facts.put("rtc.turnWithoutCertificate", "turn.tls_port", place.path(), place.origin()));
    List<Listener> defaults = listeners.from(From.DEFAULT);
    if (!defaults.isEmpty()) {
      facts.put("rtc.fallback", defaults.stream().map(Listener::text).toList(), EXPOSED);
    }
    for (Listener listener : listeners.from(From.FRAGMENT)) {
      if (listener.place().isPresent()) {
        Configs.Place place = listener.place().get();
        switch (listener.use()) {
          case TCP -> {}
          case UDP -> {
            if (listeners.range()) {
              facts.put("rtc.rangeByFragment", listener.text(), place.path(), place.origin());
            }
          }
          case TURN, TURN_TLS -> {
            if (listeners.uncertified().isEmpty()) {
              facts.put("rtc.turnByFragment", turnByFragment(), place.path(), place.origin());
            }
          }
        }
      }
    }
  }

  private String turnByFragment() {
    return listeners.from(From.FRAGMENT).stream()
        .filter(l -> l.use() == Use.TURN || l.use() == Use.TURN_TLS)
        .map(l -> l.text() + (l.use() == Use.TURN_TLS ? " (TLS)" : ""))
        .collect(Collectors.joining(" and "));
  }

  private void stateFrom(String fact, From from) {
    if (from != From.UNKNOWN) {
      facts.put(fact, from.name().toLowerCase(Locale.ROOT), EXPOSED);
    }
  }

  /** A port that is taken in the pod. */
  private record Socket(String name, String protocol, Ports ports) {}

  private void statePodPortConflicts() {
    List<Socket> taken = new ArrayList<>();
    taken.add(new Socket("the signalling port", "TCP", new Ports(7880, 7880)));
    taken.add(new Socket("the metrics port", "TCP", new Ports(6789, 6789)));
    for (Listener listener : listeners.all()) {
      // LiveKit looks for free ports in a range
      if (listener.ports().first() != listener.ports().last()) {
        continue;
      }
      Socket socket =
          new Socket(name(listener), listener.use().protocol(), listener.ports());
      boolean nodePort =
          listener.service().flatMap(ExposedService::mapping).filter(Mapping.SAME::equals).isPresent();
      for (Socket other : taken) {
        if (!nodePort
            && other.protocol.equals(socket.protocol)
            && other.ports.overlaps(socket.ports)) {
          statePodPortConflict(listener, socket, other);
        }
      }
      taken.add(socket);
    }
  }

  private void statePodPortConflict(Listener listener, Socket socket, Socket other) {
    ValuePath about =
        listener
            .service()
            .map(ExposedService::firstPath)
            .or(() -> listener.place().map(Configs.Place::path))
            .orElse(EXPOSED);
    Facts item =
        listener
            .place()
            .map(place -> facts.item("rtc.podPortConflicts", about, place.origin()))
            .orElseGet(() -> facts.item("rtc.podPortConflicts"));
    item.put("service", socket.name, about);
    item.put("port", socket.ports.first(), about);
    item.put("setting", about.toString(), about);
    item.put("other", other.name, about);
  }

  private static String name(Listener listener) {
    return listener.service().isEmpty()
        ? listener.use().words() + (listener.from() == From.DEFAULT ? " by LiveKit's default" : "")
        : listener.use() == Use.TURN_TLS && listener.ports().first() == 5349
            ? "TURN over TLS in the pod"
            : "`" + listener.service().get().name() + "`";
  }
}
