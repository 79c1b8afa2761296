package dev.esslint.probe;

import dev.esslint.probe.Requester.Spent;
import dev.esslint.probe.wire.Connection;
import dev.esslint.probe.wire.Dns;
import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.OldTls;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Asks what there is about a name beside its addresses and answers. What several names have in common is asked once. */
final class NameProber {
  private static final int HTTP = 80;

  private final Requester requester;
  private final Map<String, DnsAnswer> authorities = new ConcurrentHashMap<>();
  private final Map<InetAddress, Verdict> ports = new ConcurrentHashMap<>();
  private final Map<InetAddress, Verdict> versions = new ConcurrentHashMap<>();

  NameProber(Requester requester) {
    this.requester = requester;
  }

  /** Whether every name in a domain leads to these addresses. */
  Verdict wildcard(Ask.Beside beside, List<InetAddress> addresses) {
    String name = "esslint-probe-" + Long.toHexString(System.nanoTime()) + "." + beside.domain();
    return NameJudge.wildcard(requester.lookup(name, Ask.HTTPS), addresses, beside.domain());
  }

  /** Whether the authority that a check expects may issue certificates: the records of the nearest domain that has some count (RFC 8659). */
  Verdict authority(Check check) {
    String domain = check.ask().host();
    while (domain.indexOf('.') > 0) {
      switch (authorities.computeIfAbsent(domain, name -> requester.records(name, Dns.Type.CAA))) {
        case DnsAnswer.Found found -> {
          return NameJudge.authority(check.expected(), domain, found.records());
        }
        case DnsAnswer.NoSuchName _, DnsAnswer.NoData _ -> domain = domain.substring(domain.indexOf('.') + 1);
        case DnsAnswer.ServerFailure _, DnsAnswer.TimedOut _, DnsAnswer.Unreachable _ -> {
          return Verdict.undecidable("no name server tells it");
        }
      }
    }
    return NameJudge.authority(check.expected(), domain, List.of());
  }

  /** Whether something listens at port 80. That nothing answers may be the doing of the network here. */
  Verdict port80(InetAddress address) {
    return ports.computeIfAbsent(address, this::asked);
  }

  /** Whether a server accepts TLS that is out of use, which is the same for all names that one program serves. */
  Verdict oldTls(InetAddress address, String host) {
    return versions.computeIfAbsent(address, _ -> offered(address, host));
  }

  private Verdict offered(InetAddress address, String host) {
    try {
      return requester.inTcp(
          address,
          Ask.HTTPS,
          opening ->
              switch (opening) {
                case Connection connection -> TlsJudge.old(OldTls.offer(connection, host, requester.patience()));
                case Failure failure -> Verdict.undecidable(TlsJudge.words(failure));
              });
    } catch (Spent e) {
      return Verdict.undecidable(String.valueOf(e.getMessage()));
    }
  }

  private Verdict asked(InetAddress address) {
    try {
      return requester.inTcp(
          address,
          HTTP,
          opening ->
              switch (opening) {
                case Connection _ -> new Verdict.Kept("open");
                case Failure failure when failure.kind() == Failure.Kind.REFUSED ->
                    Verdict.suspicious(Cause.HTTP_PORT_CLOSED, address.getHostAddress() + ": " + TlsJudge.words(failure));
                case Failure failure -> Verdict.undecidable(TlsJudge.words(failure));
              });
    } catch (Spent e) {
      return Verdict.undecidable(String.valueOf(e.getMessage()));
    }
  }
}
