package dev.esslint.probe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** What a port for ICE over TCP does with a request that belongs to no call; LiveKit then closes without a word. */
public final class IceTcp {

  /** What comes of it. */
  public sealed interface Outcome permits Ended, Spoke, Silent, Failure {}

  /** The peer closed without a word. */
  public record Ended(Duration elapsed) implements Outcome {}

  /** The peer sent something: another program. */
  public record Spoke(String first, Duration elapsed) implements Outcome {}

  /** The peer kept the connection and sent nothing. */
  public record Silent(Duration elapsed) implements Outcome {}

  private IceTcp() {}

  /** Sends one framed binding request without a user name over a plain connection, which is of no use afterwards. */
  public static Outcome knock(Connection connection, Deadline deadline) {
    Deadline own = deadline.atMost(deadline.left());
    try (Alarm _ = connection.alarm(own)) {
      connection.timeout(own);
      connection.out().write(StunClient.frame(StunMessage.request(StunMessage.BINDING).done().bytes()));
      connection.out().flush();
      InputStream in = connection.in();
      byte[] first = new byte[64];
      int count = in.read(first);
      return count < 0
          ? new Ended(own.elapsed())
          : new Spoke(StunClient.firstOf(Arrays.copyOf(first, count)), own.elapsed());
    } catch (IOException e) {
      Failure failure = Failure.of(e, own);
      return switch (failure.kind()) {
        case TIMED_OUT -> new Silent(own.elapsed());
        // A server that closes with bytes unread resets; it is the same to us.
        case RESET, CLOSED -> new Ended(own.elapsed());
        default -> failure;
      };
    }
  }
}
