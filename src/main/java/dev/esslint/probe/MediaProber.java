package dev.esslint.probe;

import dev.esslint.probe.Ask.Media;
import dev.esslint.probe.Ask.Nat;
import dev.esslint.probe.Requester.Spent;
import dev.esslint.probe.wire.Connection;
import dev.esslint.probe.wire.Deadline;
import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.IceTcp;
import dev.esslint.probe.wire.NatMapping;
import dev.esslint.probe.wire.Stun;
import dev.esslint.probe.wire.StunClient;
import dev.esslint.probe.wire.Tls;
import dev.esslint.probe.wire.Turn;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the ports of calls. */
final class MediaProber {
  private static final Duration CLOSING = Duration.ofSeconds(3);

  private final Asking asking;
  private final Requester requester;

  MediaProber(Asking asking, Requester requester) {
    this.asking = asking;
    this.requester = requester;
  }

  List<Result> ask(Check check) {
    return check.ask() instanceof Nat nat ? List.of(result(check, "", mapping(nat), Duration.ZERO)) : ask(check, (Media) check.ask());
  }

  /** Whether one port of this network looks the same to all servers. */
  private Verdict mapping(Nat nat) {
    List<InetSocketAddress> servers = new ArrayList<>();
    for (Media server : nat.servers()) {
      if (requester.lookup(server.host(), server.port()) instanceof DnsAnswer.Found found) {
        found.addresses().stream()
            .filter(address -> !(address instanceof Inet6Address) && (asking.allowLocal() || Reach.isPublic(address)))
            .findFirst()
            .ifPresent(address -> servers.add(requester.socket(address, server.port())));
      }
    }
    try {
      NatMapping mapping = requester.held(() -> NatMapping.ask(servers, udp()));
      return mapping.symmetric()
          .map(symmetric -> symmetric ? Verdict.suspicious(Cause.SYMMETRIC_NAT, "each server sees another port") : new Verdict.Kept("all servers see the same port"))
          .orElseGet(() -> Verdict.undecidable("fewer than two servers answer"));
    } catch (Spent e) {
      return Verdict.undecidable(String.valueOf(e.getMessage()));
    }
  }

  private List<Result> ask(Check check, Media media) {
    DnsAnswer answer = requester.lookup(media.host(), media.port());
    if (!(answer instanceof DnsAnswer.Found found)) {
      return List.of(result(check, "", NameJudge.address(answer, asking.from(), true), Duration.ZERO));
    }
    boolean given = asking.resolved().containsKey(media.host() + ":" + media.port());
    boolean stun = media.kind() == Media.Kind.STUN;
    List<Result> results = new ArrayList<>();
    for (InetAddress address : found.addresses().stream().distinct().toList()) {
      if (!asking.allowLocal() && !given && !Reach.isPublic(address)) {
        String reason = address.getHostAddress() + " is not public, and is asked only with --allow-local";
        results.add(result(check, address.getHostAddress(), Verdict.undecidable(reason), Duration.ZERO));
      } else if (!stun || !(address instanceof Inet6Address)) {
        long start = System.nanoTime();
        if (stun) {
          results.add(seen(check, address, start));
        } else {
          Verdict verdict = asked(check, media, address);
          results.add(result(check, address.getHostAddress(), verdict, Duration.ofNanos(System.nanoTime() - start)));
        }
      }
      if (stun && !results.isEmpty()) {
        break; // one address of a server is enough
      }
    }
    return results;
  }

  /** What a STUN server tells. The address of a client says nothing about the SFU. */
  private Result seen(Check check, InetAddress address, long start) {
    Verdict verdict;
    List<InetAddress> seen = List.of();
    try {
      InetSocketAddress server = requester.socket(address, ((Media) check.ask()).port());
      Stun.Outcome outcome = requester.held(() -> Stun.binding(server, udp()));
      verdict = new MediaJudge(check).stun(outcome, asking.from());
      if (outcome instanceof Stun.Answer answer && asking.from() != Vantage.CLIENT) {
        seen = answer.message().mapped().stream().map(InetSocketAddress::getAddress).toList();
      }
    } catch (Spent e) {
      verdict = Verdict.undecidable(String.valueOf(e.getMessage()));
    }
    return Result.told(check, address.getHostAddress(), verdict, Duration.ofNanos(System.nanoTime() - start), seen);
  }

  private Verdict asked(Check check, Media media, InetAddress address) {
    MediaJudge judge = new MediaJudge(check);
    InetSocketAddress to = requester.socket(address, media.port());
    try {
      return switch (media.kind()) {
        case STUN -> throw new IllegalArgumentException(media.words());
        case ICE_UDP -> judge.udp(requester.held(() -> Stun.binding(to, udp())));
        case TURN ->
            judge.turn(
                requester.held(
                    () -> {
                      try (StunClient client = StunClient.udp(to)) {
                        return Turn.allocate(client, udp());
                      }
                    }));
        case ICE_TCP ->
            requester.inTcp(
                address,
                media.port(),
                opening ->
                    switch (opening) {
                      case Connection connection -> judge.tcp(IceTcp.knock(connection, Deadline.in(CLOSING)));
                      case Failure failure -> judge.unopened(failure);
                    });
        case TURN_TLS -> requester.inTls(address, media.port(), media.host(), outcome -> turnInTls(judge, media.host(), address, outcome));
      };
    } catch (Spent e) {
      return Verdict.undecidable(String.valueOf(e.getMessage()));
    }
  }

  private Verdict turnInTls(MediaJudge judge, String host, InetAddress address, Tls.Outcome outcome) {
    Verdict tls = TlsJudge.judge(outcome, host, address, asking.from(), false, false, asking.clock().instant());
    if (!(outcome instanceof Tls.Session session)) {
      return tls;
    }
    Verdict turn = judge.turnInTls(Turn.allocate(StunClient.over(session.connection()), Deadline.in(CLOSING)));
    // whose certificate it is follows from who ends the TLS
    return turn instanceof Verdict.Kept && !(tls instanceof Verdict.Kept) ? tls : turn;
  }

  private Deadline udp() {
    return Deadline.in(asking.silence());
  }

  private static Result result(Check check, String address, Verdict verdict, Duration elapsed) {
    return new Result(check, address, verdict, elapsed, List.of());
  }
}
