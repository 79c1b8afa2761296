package dev.esslint.probe.wire;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/** The connectivity check of ICE (RFC 8445): the one answer that proves that media would flow both ways. */
public final class Ice {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Priority of a candidate that the peer learns from the check itself. */
  private static final int PEER_REFLEXIVE = (110 << 24) + (65535 << 8) + 255;

  /** What comes of a check. */
  public sealed interface Outcome permits Proven, Unproven, NoAnswer {}

  /** The peer of the call answered. {@code mapped} is the own address as it saw it. */
  public record Proven(Optional<InetSocketAddress> mapped, Duration elapsed) implements Outcome {}

  /** Something answered that does not know the password of the call. */
  public record Unproven(StunMessage message, Duration elapsed) implements Outcome {}

  /** Nothing answered. */
  public record NoAnswer(Failure failure) implements Outcome {}

  /** Name and password that one side made for a call; its text does not show them. */
  public record Credentials(String fragment, String password) {

    /** Fresh ones. */
    public static Credentials fresh() {
      return new Credentials(letters(8), letters(24));
    }

    private static String letters(int count) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return "credentials";
    }
  }

  /** Who decides which path is taken. */
  public enum Role {
    CONTROLLING(StunMessage.ICE_CONTROLLING),
    CONTROLLED(StunMessage.ICE_CONTROLLED);

    private final int attribute;

    Role(int attribute) {
      this.attribute = attribute;
    }
  }

  private Ice() {}

  /**
   * Checks one path.
   *
   * @param client to a candidate of the peer, {@link StunClient#udp} or {@link StunClient#framed}
   * @param role the own one: who made the offer controls, unless it is a lite agent
   */
  public static Outcome check(StunClient client, Credentials theirs, Credentials ours, Role role, Deadline deadline) {
    byte[] tieBreaker = ByteBuffer.allocate(8).putLong(RANDOM.nextLong()).array();
    byte[] key = theirs.password.getBytes(StandardCharsets.UTF_8);
    StunMessage request =
        StunMessage.request(StunMessage.BINDING)
            .with(StunMessage.USERNAME, theirs.fragment + ":" + ours.fragment)
            .with(role.attribute, tieBreaker)
            .with(StunMessage.PRIORITY, PEER_REFLEXIVE)
            .integrity(key)
            .fingerprint()
            .done();
    return switch (client.ask(request, deadline)) {
      case Failure failure -> new NoAnswer(failure);
      // A refusal that has the integrity, such as for the role, proves the path just as well.
      case Stun.Answer answer when answer.message().hasIntegrity(key) -> new Proven(answer.message().mapped(), answer.elapsed());
      case Stun.Answer answer -> new Unproven(answer.message(), answer.elapsed());
    };
  }
}
