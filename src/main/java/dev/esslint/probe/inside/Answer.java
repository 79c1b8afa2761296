package dev.esslint.probe.inside;

import dev.esslint.probe.Ask;
import dev.esslint.probe.Cause;
import dev.esslint.probe.Check;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Verdict;
import dev.esslint.probe.wire.Stun;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one line of the script's output means. */
final class Answer {
  private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+ ([1-5][0-9][0-9])");
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** The exit statuses of curl that tell what happened. */
  private static final int NO_NAME = 6;

  private static final int NO_CONNECTION = 7;
  private static final int TIMED_OUT = 28;
  private static final int NO_HANDSHAKE = 35;
  private static final int EMPTY = 52;
  private static final int BROKEN_OFF = 56;

  private Answer() {}

  static Verdict verdict(Check check, Said said) {
    if (said.get("tool").equals("none")) {
      return Verdict.undecidable("the pod has no program that can ask this");
    }
    return switch (check.promise()) {
      case I4 -> stun(said);
      case I5, I9 -> tcp(check, said);
      default -> https(check, said);
    };
  }

  private static Verdict stun(Said said) {
    Optional<InetSocketAddress> mapped = mapped(said);
    return mapped.isPresent()
        ? new Verdict.Kept("the pod is seen as " + mapped.get().getAddress().getHostAddress())
        : Verdict.broken(Cause.STUN_BLOCKED, said.get("reply").isEmpty() ? "no answer in 4 s" : "an answer that is not STUN");
  }

  /** The address that a STUN server sees the pod with. */
  static Optional<InetSocketAddress> mapped(Said said) {
    return Stun.mapped(said.bytes("reply"), Script.TRANSACTION.getBytes(StandardCharsets.US_ASCII));
  }

  private static Verdict tcp(Check check, Said said) {
    return said.number("exit") == 0
        ? new Verdict.Kept("connected")
        : Verdict.broken(
            InsidePlan.POD.equals(check.expected()) ? Cause.POD_UNREACHABLE : Cause.EGRESS_BLOCKED, "no connection: " + said.get("tool") + " ended with " + said.get("exit"));
  }

  private static Verdict https(Check check, Said said) {
    if (said.get("tool").equals("nc")) {
      return said.number("exit") == 0
          ? Verdict.undecidable("the port is open, but the pod has neither curl nor wget to ask further")
          : unreachable(check, "no connection to its port");
    }
    int status = status(said);
    return status > 0 ? answered(check, said, status) : unanswered(check, said);
  }

  private static int status(Said said) {
    if (said.get("tool").equals("curl")) {
      return said.number("exit") == 0 ? said.number("status") : 0;
    }
    int status = 0;
    Matcher matcher = STATUS.matcher(said.text("said"));
    while (matcher.find()) {
      status = Integer.parseInt(matcher.group(1));
    }
    return status;
  }

  private static Verdict answered(Check check, Said said, int status) {
    String from = said.get("remote").isEmpty() ? "" : " from " + said.get("remote");
    String seen = status + from;
    String server = InsidePlan.server(said.text("body"));
    boolean inner = check.ask() instanceof Ask.Inner;
    boolean other = !inner && !check.expected().isEmpty() && !said.get("body").isEmpty() && !server.equals(check.expected());
    if (said.get("verify").equals("failed")) {
      return new Verdict.Broken(List.of(Cause.CERTIFICATE_REFUSED_INSIDE, Cause.OTHER_SERVER_INSIDE), seen + ", with a certificate that is not valid");
    }
    if (status != expected(check)) {
      Cause cause =
          status >= 502 && status <= 504
              ? Cause.BACKEND_DOWN
              : check.promise() == Promise.I7 && status == 429 ? Cause.SYNAPSE_DOWN : inner ? Cause.OTHER_STATUS : Cause.OTHER_SERVER_INSIDE;
      return Verdict.broken(cause, seen + " instead of " + expected(check));
    }
    if (other) {
      return Verdict.broken(Cause.OTHER_SERVER_INSIDE, seen + ", m.server: " + (server.isEmpty() ? "none" : server));
    }
    if (said.time().compareTo(SLOW) > 0) {
      return Verdict.suspicious(Cause.SLOW_INSIDE, seen + " after " + said.time().toSeconds() + " s");
    }
    return new Verdict.Kept(said.get("verify").equals("unknown") ? seen + "; wget did not check the certificate" : seen);
  }

  private static int expected(Check check) {
    return switch (check.promise()) {
      case I2 -> 401;
      default -> 200;
    };
  }

  private static Verdict unanswered(Check check, Said said) {
    Cause unknown = check.ask() instanceof Ask.Inner ? Cause.SERVICE_UNKNOWN : Cause.NAME_UNKNOWN_INSIDE;
    if (said.get("tool").equals("curl")) {
      int exit = said.number("exit");
      String seen = "curl ended with " + exit;
      return switch (exit) {
        case NO_NAME -> Verdict.broken(unknown, seen);
        case NO_CONNECTION -> unreachable(check, seen + ": refused");
        case TIMED_OUT -> unreachable(check, seen + ": no answer in 10 s");
        case NO_HANDSHAKE -> Verdict.broken(Cause.HANDSHAKE_REFUSED, seen);
        case EMPTY, BROKEN_OFF -> Verdict.broken(Cause.CONNECTION_BROKEN, seen);
        default -> Verdict.undecidable(seen);
      };
    }
    String words = said.text("said").replaceAll("\\s+", " ").strip();
    String seen = words.length() > 200 ? words.substring(words.length() - 200) : words;
    if (words.matches("(?i).*(bad address|unable to resolve|not known|not resolve|no address).*")) {
      return Verdict.broken(unknown, seen);
    }
    if (words.matches("(?i).*(refused|timed out|timeout|unreachable|no route).*")) {
      return unreachable(check, seen);
    }
    return Verdict.undecidable(seen.isEmpty() ? "wget ended with " + said.get("exit") : "wget: " + seen);
  }

  private static Verdict unreachable(Check check, String seen) {
    return check.ask() instanceof Ask.Inner
        ? Verdict.broken(Cause.POD_UNREACHABLE, seen)
        : new Verdict.Broken(List.of(Cause.UNREACHABLE_INSIDE, Cause.EGRESS_BLOCKED), seen);
  }
}
