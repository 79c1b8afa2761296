package dev.esslint.probe.account;

import dev.esslint.probe.Dialing;
import dev.esslint.probe.wire.Deadline;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.Ice;
import dev.esslint.probe.wire.IceCandidate;
import dev.esslint.probe.wire.SessionDescription;
import dev.esslint.probe.wire.Signalling;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an SFU offers to a client that joined, and was answered.
 *
 * @param offer empty if it made none
 * @param ours the name and password that it was answered with
 * @param candidates the addresses that it offers
 * @param seen what else there is to say
 */
record Negotiation(Optional<SessionDescription> offer, Ice.Credentials ours, List<IceCandidate> candidates, String seen, Duration elapsed) {
  private static final int MOST_MESSAGES = 200;
  private static final int MOST_CANDIDATES = 16;

  /** How long the SFU may be silent until all its addresses are known. */
  private static final Duration QUIET = Duration.ofMillis(1500);

  static Negotiation of(Signalling signalling, Dialing dialing) {
    Ice.Credentials ours = Ice.Credentials.fresh();
    Deadline end = dialing.patience();
    Optional<SessionDescription> offer = Optional.empty();
    Set<IceCandidate> candidates = new LinkedHashSet<>();
    String seen = "";
    long start = System.nanoTime();
    boolean more = true;
    for (int i = 0; i < MOST_MESSAGES && more; i++) {
      switch (signalling.receive(offer.isPresent() ? end.atMost(QUIET) : end)) {
        case Signalling.Welcome welcome -> seen = ", LiveKit " + welcome.version();
        case Signalling.Offer(SessionDescription description) when description.credentials().isPresent() -> {
          offer = Optional.of(description);
          candidates.addAll(description.candidates());
          more = signalling.answer(description.answer(ours), end);
        }
        case Signalling.Candidate(IceCandidate candidate, boolean sends) -> {
          if (sends) {
            candidates.add(candidate);
          }
        }
        case Signalling.Offer _, Signalling.Other _ -> {
          continue;
        }
        case Signalling.Leave(int reason) -> {
          seen = seen + ", it ended the call with reason " + reason;
          more = false;
        }
        case Signalling.Ended(int code, String _) -> {
          seen = seen + ", it closed the connection with " + code;
          more = false;
        }
        case Failure failure -> {
          seen = failure.kind() == Failure.Kind.TIMED_OUT ? seen : seen + ", the connection broke off";
          more = false;
        }
      }
    }
    List<IceCandidate> listening = candidates.stream().filter(IceCandidate::listens).limit(MOST_CANDIDATES).toList();
    return new Negotiation(offer, ours, listening, seen, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Who made the offer decides, unless it is a lite agent. */
  Ice.Role role() {
    return offer.filter(SessionDescription::lite).isPresent() ? Ice.Role.CONTROLLING : Ice.Role.CONTROLLED;
  }
}
