package dev.esslint.probe;

import dev.esslint.probe.wire.Connection;
import dev.esslint.probe.wire.Deadline;
import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.Opening;
import dev.esslint.probe.wire.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Connections for what takes several steps, to the same addresses and under the same rules as single questions. */
public final class Dialing {
  private final Asking asking;
  private final Requester requester;

  /** Time runs from here. */
  public Dialing(Asking asking) {
    this.asking = asking;
    this.requester = new Requester(asking);
  }

  /**
   * Connects to a name over TLS, at the first of its addresses that may be asked and answers. A server that cannot prove who it is gets nothing, since
   * what is asked here is secret.
   */
  public Tls.Outcome tls(String host, int port) {
    Tls.Outcome last = new Failure(Failure.Kind.UNREACHABLE, "no address of " + host + " may be asked", Duration.ZERO);
    if (requester.lookup(host, port) instanceof DnsAnswer.Found found) {
      boolean given = asking.resolved().containsKey(host + ":" + port);
      for (InetAddress address : found.addresses().stream().distinct().limit(4).toList()) {
        if (given || mayAsk(address)) {
          last = Tls.handshake(requester.socket(address, port), host, Tls.HTTP, asking.authorities(), requester.patience());
          if (last instanceof Tls.Session session) {
            if (TlsJudge.isValid(session.certificate(), host, asking.clock().instant())) {
              return last;
            }
            session.close();
            last = new Failure(Failure.Kind.UNREACHABLE, "the certificate of " + host + " is not valid, so no token is sent there", session.elapsed());
          }
        }
      }
    }
    return last;
  }

  /** Connects to an address over TCP. */
  public Opening tcp(InetSocketAddress address, Deadline deadline) {
    return Connection.open(socket(address), deadline);
  }

  /** Whether an address may be asked that a server names. */
  public boolean mayAsk(InetAddress address) {
    return asking.allowLocal() || Reach.isPublic(address);
  }

  /** Whether an address is of use to clients in the internet. */
  public boolean isPublic(InetAddress address) {
    return Reach.isPublic(address);
  }

  /** Where an address is asked. */
  public InetSocketAddress socket(InetSocketAddress address) {
    return requester.socket(address.getAddress(), address.getPort());
  }

  /** Where is asked from. */
  public Vantage from() {
    return asking.from();
  }

  /** The end of one step. */
  public Deadline patience() {
    return requester.patience();
  }

  /** What requests call themselves. */
  public String agent() {
    return "esslint/" + asking.version();
  }
}
