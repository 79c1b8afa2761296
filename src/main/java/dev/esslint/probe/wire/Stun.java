package dev.esslint.probe.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** STUN binding: asks a server which address a request comes from. */
public final class Stun {

  /** How long a server has over UDP; longer than any answer takes, shorter than what the RFC grants. */
  public static final Duration PATIENCE = Duration.ofMillis(7500);

  /** What comes of a request: an {@link Answer} or a {@link Failure}. */
  public sealed interface Outcome permits Answer, Failure {}

  /**
   * An answer of the peer, which may be a refusal.
   *
   * @param local the own address that the request left from; unspecified where the system did not tell
   */
  public record Answer(StunMessage message, InetSocketAddress local, Duration elapsed) implements Outcome {}

  private Stun() {}

  /** Asks over UDP, in up to 4 sends. {@link Failure.Kind#REFUSED} is certain, {@link Failure.Kind#TIMED_OUT} says nothing. */
  public static Outcome binding(InetSocketAddress server, Deadline deadline) {
    try (StunClient client = StunClient.udp(server)) {
      return binding(client, deadline);
    }
  }

  /** Asks over a connection with or without TLS; it is of no use afterwards. */
  public static Outcome binding(Connection connection, Deadline deadline) {
    return binding(StunClient.over(connection), deadline);
  }

  /** The address in an answer that somebody else got; empty if the bytes are no answer to the request with this transaction id. */
  public static Optional<InetSocketAddress> mapped(byte[] answer, byte[] transaction) {
    StunMessage request = new StunMessage.Draft(StunMessage.BINDING, transaction).done();
    return StunMessage.read(answer).filter(m -> m.answers(request)).flatMap(StunMessage::mapped);
  }

  /** Asks through a client. */
  public static Outcome binding(StunClient client, Deadline deadline) {
    return client.ask(StunMessage.request(StunMessage.BINDING).with(StunMessage.SOFTWARE, "esslint").fingerprint().done(), deadline);
  }
}
