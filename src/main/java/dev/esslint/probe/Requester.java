package dev.esslint.probe;

import dev.esslint.probe.Ask.Request;
import dev.esslint.probe.Ask.Upgrade;
import dev.esslint.probe.wire.Connection;
import dev.esslint.probe.wire.Deadline;
import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.Dns;
import dev.esslint.probe.wire.DnsRecord;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.Http;
import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpRequest;
import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.probe.wire.LocalNames;
import dev.esslint.probe.wire.Opening;
import dev.esslint.probe.wire.Tls;
import dev.esslint.probe.wire.WebSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** The network, politely: few connections at a time, few requests, one retry, and an end. */
final class Requester {
  private static final int AT_A_TIME = 8;
  private static final int REQUESTS = 60;

  private final Asking asking;
  private final Deadline end;
  private final Semaphore free = new Semaphore(AT_A_TIME);
  private final AtomicInteger left = new AtomicInteger(REQUESTS);

  Requester(Asking asking) {
    this.asking = asking;
    this.end = Deadline.in(asking.time());
  }

  /** Why nothing was asked: what is allowed was used up. Everything else is an answer. */
  static final class Spent extends Exception {
    private static final long serialVersionUID = 1L;

    Spent(String reason) {
      super(reason, null, false, false);
    }
  }

  /** The end of one call. */
  Deadline patience() {
    return end.atMost(asking.patience());
  }

  /** Holds a line while something is asked. */
  <T> T held(Supplier<T> call) throws Spent {
    try {
      if (!free.tryAcquire(end.left().toMillis(), TimeUnit.MILLISECONDS) || end.over()) {
        throw new Spent("the time of " + asking.time().toSeconds() + " s was over before it was asked");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Spent("interrupted");
    }
    try {
      return call.get();
    } finally {
      free.release();
    }
  }

  private void count() throws Spent {
    if (left.getAndDecrement() <= 0) {
      throw new Spent("esslint sends no more than " + REQUESTS + " requests");
    }
  }

  /** The addresses of a name, and if there are none, why. */
  DnsAnswer lookup(String host, int port) {
    List<InetAddress> given = asking.resolved().get(host + ":" + port);
    if (given != null) {
      return found(host, given);
    }
    if (host.matches("[0-9.]+") || host.contains(":")) {
      return literal(host);
    }
    if (asking.resolver().isPresent()) {
      return both(asking.resolver().get(), host);
    }
    DnsAnswer local = LocalNames.addresses(host, patience());
    return local instanceof DnsAnswer.Found || asking.servers().isEmpty() ? local : reason(both(new Dns(asking.servers()), host), local);
  }

  /** What this machine itself makes of a name counts; the name servers only say why that is nothing. */
  private static DnsAnswer reason(DnsAnswer servers, DnsAnswer local) {
    return servers instanceof DnsAnswer.Found ? local : servers;
  }

  private static DnsAnswer literal(String address) {
    try {
      return found(address, List.of(InetAddress.ofLiteral(address)));
    } catch (IllegalArgumentException e) {
      return new DnsAnswer.NoSuchName(List.of());
    }
  }

  /** The records of a name of another type than addresses, if there is a name server that can be asked. */
  DnsAnswer records(String name, Dns.Type type) {
    Dns dns = asking.resolver().orElseGet(() -> new Dns(asking.servers()));
    return dns.ask(name, type, patience());
  }

  private static DnsAnswer found(String host, List<InetAddress> addresses) {
    List<DnsRecord> records = new ArrayList<>();
    addresses.forEach(address -> records.add(new DnsRecord.Address(host, 0, address)));
    return new DnsAnswer.Found(records, List.of());
  }

  private DnsAnswer both(Dns dns, String host) {
    DnsAnswer v4 = dns.ask(host, Dns.Type.A, patience());
    if (v4 instanceof DnsAnswer.NoSuchName || v4 instanceof DnsAnswer.TimedOut || v4 instanceof DnsAnswer.Unreachable) {
      return v4;
    }
    DnsAnswer v6 = dns.ask(host, Dns.Type.AAAA, patience());
    if (v4 instanceof DnsAnswer.Found one && v6 instanceof DnsAnswer.Found other) {
      List<DnsRecord> records = new ArrayList<>(one.records());
      records.addAll(other.records());
      return new DnsAnswer.Found(records, one.aliases());
    }
    return v6 instanceof DnsAnswer.Found ? v6 : v4;
  }

  /** Where an address is asked. */
  InetSocketAddress socket(InetAddress address, int port) {
    return asking.route().apply(new InetSocketAddress(address, port));
  }

  /**
   * What comes of a connection with TLS and a request in it.
   *
   * @param answer empty if there was no request, or no connection
   */
  record Asked(Tls.Outcome tls, Optional<HttpOutcome> answer) {}

  /** Connects to an address of a name and asks for something there; a connection that breaks off is tried once more. */
  Asked ask(InetAddress address, String host, Optional<Ask> request) throws Spent {
    Asked first = once(address, host, request);
    return isBroken(first) ? once(address, host, request) : first;
  }

  private static boolean isBroken(Asked asked) {
    Object last = asked.answer().isPresent() ? asked.answer().get() : asked.tls();
    return last instanceof Failure failure && (failure.kind() == Failure.Kind.RESET || failure.kind() == Failure.Kind.CLOSED);
  }

  private Asked once(InetAddress address, String host, Optional<Ask> request) throws Spent {
    count();
    return held(
        () -> {
          Deadline deadline = patience();
          Tls.Outcome outcome = Tls.handshake(socket(address, Ask.HTTPS), host, Tls.HTTP, asking.authorities(), deadline);
          if (!(outcome instanceof Tls.Session session)) {
            return new Asked(outcome, Optional.empty());
          }
          try (session) {
            return new Asked(session, request.map(ask -> exchange(session, ask, patience())));
          }
        });
  }

  /** Opens a TLS connection and does something in it. */
  <T> T inTls(InetAddress address, int port, String host, Function<Tls.Outcome, T> use) throws Spent {
    count();
    return held(
        () -> {
          Tls.Outcome outcome = Tls.handshake(socket(address, port), host, List.of(), asking.authorities(), patience());
          try {
            return use.apply(outcome);
          } finally {
            if (outcome instanceof Tls.Session session) {
              session.close();
            }
          }
        });
  }

  /** Opens a TCP connection and does something with it. */
  <T> T inTcp(InetAddress address, int port, Function<Opening, T> use) throws Spent {
    count();
    return held(
        () -> {
          Opening opening = Connection.open(socket(address, port), patience());
          try {
            return use.apply(opening);
          } finally {
            if (opening instanceof Connection connection) {
              connection.close();
            }
          }
        });
  }

  private HttpOutcome exchange(Tls.Session session, Ask ask, Deadline deadline) {
    if (ask instanceof Upgrade upgrade) {
      return switch (WebSocket.open(session.connection(), signed(HttpRequest.get(upgrade.host(), upgrade.target())), deadline)) {
        case Failure failure -> failure;
        case HttpResponse response -> response;
        case WebSocket.Opened _ -> new HttpResponse("HTTP/1.1", 101, "", List.of(), new byte[0], HttpResponse.End.WHOLE, Duration.ZERO);
      };
    }
    Request request = (Request) ask;
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    return Http.exchange(
        session.connection(), signed(new HttpRequest(request.method(), request.host(), request.target(), request.headers(), body)), deadline);
  }

  private HttpRequest signed(HttpRequest request) {
    return request.with("User-Agent", "esslint/" + asking.version());
  }
}
