package dev.esslint.probe.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * A call that got no answer of its protocol.
 *
 * @param kind what happened
 * @param detail what was seen, in the words of the system or the first bytes of the peer; untrusted text, may be empty
 * @param elapsed how long it took
 */
public record Failure(Kind kind, String detail, Duration elapsed)
    implements Opening,
        Tls.Outcome,
        HttpOutcome,
        WebSocket.Upgrade,
        WebSocket.Received,
        Stun.Outcome,
        IceTcp.Outcome,
        OldTls.Outcome,
        Turn.Outcome,
        Signalling.Joining,
        Signalling.Received {

  /** What can come in the place of an answer. */
  public enum Kind {
    /** TCP was refused, or a datagram came back as undeliverable: nothing listens, or a firewall rejects. */
    REFUSED,
    /** Nothing came in time: filtered, lost, or a peer that hangs. */
    TIMED_OUT,
    /** The connection was broken off by the peer or something between. */
    RESET,
    /** The peer ended the connection before its answer was whole. */
    CLOSED,
    /** This machine has no route there, or no address of that family. */
    UNREACHABLE,
    /** What came is nothing of the protocol that was asked for. */
    MALFORMED,
    /** What came on the connection is no TLS; the detail has the first bytes. */
    NOT_TLS,
    /** The TLS handshake failed, mostly by an alert of the peer. */
    HANDSHAKE,
    /** The peer speaks no version of TLS that is still in use: it chose an older one, or said so by an alert. */
    OLD_TLS
  }

  static Failure of(Kind kind, String detail, Deadline deadline) {
    return new Failure(kind, detail, deadline.elapsed());
  }

  static Failure of(IOException thrown, Deadline deadline) {
    return of(kind(thrown, deadline), words(thrown), deadline);
  }

  private static Kind kind(IOException thrown, Deadline deadline) {
    String words = words(thrown).toLowerCase(Locale.ROOT);
    return switch (thrown) {
      case SocketTimeoutException _ -> Kind.TIMED_OUT;
      case PortUnreachableException _ -> Kind.REFUSED;
      case NoRouteToHostException _ -> Kind.UNREACHABLE;
      case ConnectException _ when words.contains("refused") -> Kind.REFUSED;
      case ConnectException _ when words.contains("timed out") -> Kind.TIMED_OUT;
      case EOFException _ -> Kind.CLOSED;
      // The alarm closes the socket under a call that is late, which then says something else.
      default -> deadline.over() ? Kind.TIMED_OUT : kind(thrown, words);
    };
  }

  private static Kind kind(IOException thrown, String words) {
    if (words.contains("unreachable") || words.contains("cannot assign") || words.contains("not supported") || words.contains("not permitted")) {
      return Kind.UNREACHABLE;
    }
    return thrown instanceof SocketException || words.contains("reset") || words.contains("broken pipe") ? Kind.RESET : Kind.CLOSED;
  }

  static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }
}
