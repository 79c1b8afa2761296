package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.State;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.ExposedService.Ports;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What LiveKit opens for media and TURN: the ports of the exposed services, which the chart writes over everything; else what a
 * fragment gives; else LiveKit's own defaults (its {@code Validate} of the RTC settings: a range of UDP ports wins over a single
 * one, and without either it takes 50000 to 60000).
 *
 * @param tcp who says where media over TCP goes
 * @param udp who says where media over UDP goes
 * @param range whether that is a range, beside which LiveKit leaves a single port closed
 * @param turn whether LiveKit serves TURN
 * @param portless where a fragment switches TURN on although nothing gives it a port, with which LiveKit does not start
 * @param uncertified where a fragment opens TURN over TLS without a domain or a certificate, with which LiveKit does not start either
 * @param all the sockets, as far as they are known
 */
public record SfuListeners(
    From tcp,
    From udp,
    boolean range,
    State turn,
    Optional<Configs.Place> portless,
    Optional<Configs.Place> uncertified,
    List<Listener> all) {
  private static final Release FRAGMENTS = new Release(25, 6, 1);

  /** From here on TURN over TLS listens on 5349 in the pod, unless it has a host port. */
  private static final Release INTERNAL_TURN_TLS_PORT = new Release(26, 3, 0);

  private static final Ports INTERNAL = new Ports(5349, 5349);
  private static final Ports DEFAULT_TCP = new Ports(7881, 7881);
  private static final Ports DEFAULT_UDP = new Ports(50_000, 60_000);

  /** Who gives a port. */
  public enum From {
    SERVICE,
    FRAGMENT,
    DEFAULT,
    /** Nobody: a fragment keeps LiveKit from opening any. */
    NONE,
    /** A Secret, or a fragment that cannot be read. */
    UNKNOWN
  }

  /** What a port is for. */
  public enum Use {
    TCP("media over TCP"),
    UDP("media over UDP"),
    TURN("TURN"),
    TURN_TLS("TURN over TLS");

    private final String words;

    Use(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String protocol() {
      return this == UDP || this == TURN ? "UDP" : "TCP";
    }
  }

  /**
   * An open port, or a range of which LiveKit takes free ones.
   *
   * @param service the exposed service; empty if it is none's
   * @param place where a fragment gives it
   */
  public record Listener(
      Use use,
      Ports ports,
      From from,
      Optional<ExposedService> service,
      Optional<Configs.Place> place) {

    /** Such as {@code UDP 50000-60000}. */
    String text() {
      return use.protocol() + " " + Exposure.text(ports);
    }
  }

  /** What an SFU that is on opens. */
  public static SfuListeners of(Chosen chosen, Configs configs, Release release) {
    return new Making(chosen, configs, release).listeners();
  }

  /** The sockets that a fragment or LiveKit itself decides. */
  List<Listener> from(From from) {
    return all.stream().filter(listener -> listener.from == from).toList();
  }

  private static final class Making {
    private final Configs configs;
    private final Release release;
    private final List<ExposedService> services;
    private final boolean readable;
    private final List<Listener> all = new ArrayList<>();

    Making(Chosen chosen, Configs configs, Release release) {
      this.configs = configs;
      this.release = release;
      this.services = ExposedService.of(chosen, release);
      this.readable =
          release.compareTo(FRAGMENTS) >= 0 || !chosen.given("matrixRTC.sfu.additional");
    }

    SfuListeners listeners() {
      From tcp = one(Use.TCP, "rtcTcp", "rtc.tcp_port", DEFAULT_TCP);
      boolean range = service("rtcUdp").isPresent() || fragment("rtc.port_range_start").isPresent();
      From udp = udp(range);
      State turn = turn();
      boolean port =
          all.stream().anyMatch(open -> open.use == Use.TURN || open.use == Use.TURN_TLS)
              || hidden("turn.udp_port")
              || hidden("turn.tls_port");
      return new SfuListeners(
          tcp,
          udp,
          range,
          turn,
          turn == State.ON && !port ? place("turn.enabled") : Optional.empty(),
          isUncertified() ? place("turn.tls_port") : Optional.empty(),
          List.copyOf(all));
    }

    private From udp(boolean range) {
      if (fragment("rtc.force_tcp").flatMap(Chosen::flag).orElse(false)) {
        return From.NONE;
      }
      return range ? range() : one(Use.UDP, "rtcMuxedUdp", "rtc.udp_port", DEFAULT_UDP);
    }

    private boolean isUncertified() {
      boolean elsewhere = fragment("turn.external_tls").flatMap(Chosen::flag).orElse(false) || hidden("turn.external_tls");
      return all.stream().anyMatch(open -> open.use == Use.TURN_TLS && open.from == From.FRAGMENT)
          && (isMissing("turn.domain")
              || (!elsewhere && (isMissing("turn.cert_file") || isMissing("turn.key_file"))));
    }

    private boolean isMissing(String key) {
      return !hidden(key) && fragment(key).flatMap(Value::text).orElse("").isEmpty();
    }

    private From one(Use use, String name, String key, Ports otherwise) {
      Optional<ExposedService> service = service(name);
      if (service.isPresent()) {
        open(use, service.get().ports(), From.SERVICE, service, Optional.empty());
        return From.SERVICE;
      }
      Optional<Value> given = fragment(key);
      if (given.isPresent()) {
        open(use, ports(given.get()), From.FRAGMENT, Optional.empty(), place(key));
        return From.FRAGMENT;
      }
      if (hidden(key)) {
        return From.UNKNOWN;
      }
      open(use, Optional.of(otherwise), From.DEFAULT, Optional.empty(), Optional.empty());
      return From.DEFAULT;
    }

    private From range() {
      Optional<ExposedService> service = service("rtcUdp");
      if (service.isPresent()) {
        open(Use.UDP, service.get().ports(), From.SERVICE, service, Optional.empty());
        return From.SERVICE;
      }
      Optional<Ports> first = fragment("rtc.port_range_start").flatMap(Making::ports);
      Optional<Ports> last = fragment("rtc.port_range_end").flatMap(Making::ports);
      open(
          Use.UDP,
          first.flatMap(f -> last.map(l -> new Ports(f.first(), l.first()))),
          From.FRAGMENT,
          Optional.empty(),
          place("rtc.port_range_start"));
      return From.FRAGMENT;
    }

    private State turn() {
      Optional<ExposedService> udp = service("turn");
      Optional<ExposedService> tls = service("turnTLS");
      boolean on =
          udp.isPresent()
              || tls.isPresent()
              || fragment("turn.enabled").flatMap(Chosen::flag).orElse(false);
      if (!on) {
        return hidden("turn.enabled") ? State.UNKNOWN : State.OFF;
      }
      if (udp.isPresent()) {
        open(Use.TURN, udp.get().ports(), From.SERVICE, udp, Optional.empty());
      } else {
        byFragment(Use.TURN, "turn.udp_port");
      }
      if (tls.isPresent()) {
        boolean internal =
            !tls.get().portType().equals("HostPort")
                && release.compareTo(INTERNAL_TURN_TLS_PORT) >= 0;
        open(
            Use.TURN_TLS,
            internal ? Optional.of(INTERNAL) : tls.get().ports(),
            From.SERVICE,
            tls,
            Optional.empty());
      } else {
        byFragment(Use.TURN_TLS, "turn.tls_port");
      }
      return State.ON;
    }

    private void byFragment(Use use, String key) {
      fragment(key)
          .ifPresent(
              port -> open(use, ports(port), From.FRAGMENT, Optional.empty(), place(key)));
    }

    private void open(
        Use use,
        Optional<Ports> ports,
        From from,
        Optional<ExposedService> service,
        Optional<Configs.Place> place) {
      ports
          .filter(given -> given.first() > 0)
          .ifPresent(given -> all.add(new Listener(use, given, from, service, place)));
    }

    private Optional<ExposedService> service(String name) {
      return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    private static ValuePath path(String key) {
      return ValuePath.of(Component.SFU.label()).then(ValuePath.parse(key));
    }

    private Optional<Value> fragment(String key) {
      return configs.at(path(key)).filter(value -> !Documents.isUnknown(value));
    }

    /** Whether it cannot be known if a fragment gives something. */
    private boolean hidden(String key) {
      return !readable || configs.at(path(key)).filter(Documents::isUnknown).isPresent();
    }

    private Optional<Configs.Place> place(String key) {
      return configs.place(path(key));
    }

    /** A port, or a range such as {@code 30000-30010}. */
    private static Optional<Ports> ports(Value value) {
      String[] ends = value.text().orElse("").split("-", -1);
      for (String end : ends) {
        if (!ExposedService.NUMBER.fits(end.strip())) {
          return Optional.empty();
        }
      }
      return Optional.of(
          new Ports(
              Double.parseDouble(ends[0].strip()),
              Double.parseDouble(ends[ends.length - 1].strip())));
    }
  }
}
