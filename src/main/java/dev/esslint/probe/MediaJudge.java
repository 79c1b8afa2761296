package dev.esslint.probe;

import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.IceTcp;
import dev.esslint.probe.wire.Stun;
import dev.esslint.probe.wire.Turn;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Judges what the ports of calls do. Where the address is a guess, only what proves something counts.
 *
 * @param check what was asked
 */
record MediaJudge(Check check) {
  private static final String REALM = "livekit";

  private boolean isCertain() {
    return !check.expected().isEmpty() || check.promise() == Promise.M5;
  }

  private Verdict broken(Cause cause, String evidence) {
    return isCertain()
        ? Verdict.broken(cause, evidence)
        : Verdict.undecidable(
            evidence + " at " + check.ask().host() + ", but the address that the SFU tells clients is known only in the cluster; use `--media-address`");
  }

  /** A server that tells addresses. */
  Verdict stun(Stun.Outcome outcome, Vantage from) {
    return switch (outcome) {
      case Stun.Answer answer ->
          answer.message().mapped().<Verdict>map(mapped -> new Verdict.Kept("this machine is seen as " + words(mapped)))
              .orElseGet(() -> Verdict.broken(Cause.STUN_BLOCKED, "an answer without an address"));
      case Failure failure ->
          from == Vantage.CLIENT
              ? Verdict.suspicious(Cause.STUN_BLOCKED, TlsJudge.words(failure) + " from this machine; what counts is the node of the SFU")
              : Verdict.broken(Cause.STUN_BLOCKED, TlsJudge.words(failure));
    };
  }

  private static String words(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** A TCP port that could not be connected to. */
  Verdict unopened(Failure failure) {
    return switch (failure.kind()) {
      case REFUSED -> broken(Cause.MEDIA_PORT_CLOSED, TlsJudge.words(failure));
      case UNREACHABLE -> Verdict.undecidable("this machine has no route there");
      default -> broken(Cause.MEDIA_PORT_FILTERED, TlsJudge.words(failure));
    };
  }

  /** Media over TCP. */
  Verdict tcp(IceTcp.Outcome outcome) {
    return switch (outcome) {
      case IceTcp.Ended _ -> new Verdict.Kept("accepts, and closes on a request of no call, as LiveKit does");
      case IceTcp.Spoke spoke -> broken(Cause.MEDIA_OTHER_SERVICE, "it says " + AnswerJudge.excerpt(spoke.first()));
      case IceTcp.Silent _ -> broken(Cause.MEDIA_OTHER_SERVICE, "it accepts and stays silent");
      case Failure failure -> unopened(failure);
    };
  }

  /** Media over UDP, which answers only to devices in a call. */
  Verdict udp(Stun.Outcome outcome) {
    return switch (outcome) {
      case Failure failure when failure.kind() == Failure.Kind.REFUSED -> broken(Cause.MEDIA_PORT_CLOSED, "ICMP says that the port is unreachable");
      case Failure failure when failure.kind() == Failure.Kind.UNREACHABLE -> Verdict.undecidable("this machine has no route there");
      case Failure _ ->
          Verdict.undecidable(
              "it is open or filtered, since LiveKit answers only in calls. For a proof set `matrixRTC.sfu.logging.pionLevel: warn`, probe again and"
                  + " look for the address of this machine in the log of the SFU");
      case Stun.Answer _ -> broken(Cause.MEDIA_OTHER_SERVICE, "it answers STUN without a call, which LiveKit does not");
    };
  }

  /** TURN over UDP, or in a TLS connection that is open. */
  Verdict turn(Turn.Outcome outcome) {
    return switch (outcome) {
      case Turn.Wanted wanted when wanted.realm().equals(REALM) -> new Verdict.Kept("realm livekit");
      case Turn.Wanted wanted -> broken(Cause.TURN_OF_OTHERS, "realm " + AnswerJudge.excerpt(wanted.realm()));
      case Turn.Allocated _ -> broken(Cause.TURN_OF_OTHERS, "it relays for anybody");
      case Turn.Refused refused -> broken(Cause.TURN_OF_OTHERS, "error " + refused.refusal().code());
      case Failure failure when failure.kind() == Failure.Kind.UNREACHABLE -> Verdict.undecidable("this machine has no route there");
      case Failure failure -> broken(Cause.TURN_SILENT, TlsJudge.words(failure));
    };
  }

  /** What came in a TLS connection to the domain of TURN, whose certificate is in order. */
  Verdict turnInTls(Turn.Outcome outcome) {
    return outcome instanceof Failure failure
        ? failure.kind() == Failure.Kind.REFUSED || failure.kind() == Failure.Kind.UNREACHABLE
            ? turn(outcome)
            : new Verdict.Broken(List.of(Cause.TURN_BEHIND_INGRESS, Cause.TURN_SILENT), TlsJudge.words(failure))
        : turn(outcome);
  }
}
