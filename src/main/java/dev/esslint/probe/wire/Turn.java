package dev.esslint.probe.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** TURN (RFC 8656), as far as it shows that a server would relay. */
public final class Turn {
  private static final int UDP = 17 << 24;
  private static final int UNAUTHORIZED = 401;
  private static final int STALE_NONCE = 438;

  /** What comes of asking for an allocation. */
  public sealed interface Outcome permits Wanted, Allocated, Refused, Failure {}

  /** The server wants credentials for a realm, and with {@code nonce} proves that it means to check them. */
  public record Wanted(String realm, Optional<String> software, Duration elapsed) implements Outcome {}

  /** The server relays: the credentials are right. The allocation was given back. */
  public record Allocated(InetSocketAddress relayed, Optional<InetSocketAddress> mapped, Duration elapsed) implements Outcome {}

  /** The server refused for another reason, or refused the credentials. */
  public record Refused(StunMessage.Refusal refusal, Duration elapsed) implements Outcome {}

  /** A user and a password; its text does not show them. */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "credentials";
    }
  }

  private Turn() {}

  /** Asks without credentials, which a server answers with its realm. */
  public static Outcome allocate(StunClient client, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    return switch (client.ask(request().fingerprint().done(), own)) {
      case Failure failure -> failure;
      case Stun.Answer answer -> outcome(answer.message(), own);
    };
  }

  /** Asks with credentials, as a client does: first without, then with what the server wants them for. */
  public static Outcome allocate(StunClient client, Credentials credentials, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    Stun.Outcome first = client.ask(request().fingerprint().done(), own);
    for (int tries = 0; tries < 2; tries++) {
      if (!(first instanceof Stun.Answer(StunMessage message, InetSocketAddress _, Duration _))) {
        return (Failure) first;
      }
      int code = message.refusal().map(StunMessage.Refusal::code).orElse(0);
      Optional<byte[]> nonce = message.nonce();
      Optional<String> realm = message.realm();
      boolean again = code == STALE_NONCE || (code == UNAUTHORIZED && tries == 0);
      if (!again || nonce.isEmpty() || realm.isEmpty()) {
        return tries == 0 ? outcome(message, own) : refused(message, own);
      }
      byte[] key = StunMessage.longTermKey(credentials.user, realm.get(), credentials.password);
      first = client.ask(signed(request(), credentials.user, realm.get(), nonce.get(), key), own);
      if (first instanceof Stun.Answer(StunMessage granted, InetSocketAddress _, Duration _) && granted.granted()) {
        StunMessage.Draft end = StunMessage.request(StunMessage.REFRESH).with(StunMessage.LIFETIME, 0);
        client.ask(signed(end, credentials.user, realm.get(), nonce.get(), key), own.atMost(Duration.ofSeconds(1)));
        return granted.hasIntegrity(key)
            ? outcome(granted, own)
            : Failure.of(Failure.Kind.MALFORMED, "an allocation without the integrity of the credentials", own);
      }
    }
    return first instanceof Stun.Answer answer ? refused(answer.message(), own) : (Failure) first;
  }

  private static StunMessage.Draft request() {
    return StunMessage.request(StunMessage.ALLOCATE).with(StunMessage.REQUESTED_TRANSPORT, UDP);
  }

  private static StunMessage signed(StunMessage.Draft draft, String user, String realm, byte[] nonce, byte[] key) {
    return draft
        .with(StunMessage.USERNAME, user)
        .with(StunMessage.REALM, realm)
        .with(StunMessage.NONCE, nonce)
        .integrity(key)
        .fingerprint()
        .done();
  }

  private static Outcome outcome(StunMessage message, Deadline deadline) {
    if (message.granted()) {
      Optional<InetSocketAddress> relayed = message.relayed();
      return relayed.isPresent()
          ? new Allocated(relayed.get(), message.mapped(), deadline.elapsed())
          : Failure.of(Failure.Kind.MALFORMED, "an allocation without an address", deadline);
    }
    int code = message.refusal().map(StunMessage.Refusal::code).orElse(0);
    return code == UNAUTHORIZED && message.realm().isPresent()
        ? new Wanted(message.realm().get(), message.software(), deadline.elapsed())
        : refused(message, deadline);
  }

  private static Outcome refused(StunMessage message, Deadline deadline) {
    return new Refused(message.refusal().orElse(new StunMessage.Refusal(0, "")), deadline.elapsed());
  }
}
