package dev.esslint.probe.account;

import dev.esslint.probe.Cause;
import dev.esslint.probe.Dialing;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Vantage;
import dev.esslint.probe.Verdict;
import dev.esslint.probe.wire.Connection;
import dev.esslint.probe.wire.Deadline;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.Ice;
import dev.esslint.probe.wire.IceCandidate;
import dev.esslint.probe.wire.StunClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Checks every address that an SFU offers, all at once. */
final class MediaPaths {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Negotiation negotiation;
  private final Dialing dialing;
  private final String expected;

  MediaPaths(Negotiation negotiation, Dialing dialing, String expected) {
    this.negotiation = negotiation;
    this.dialing = dialing;
    this.expected = expected;
  }

  /** What came of an address; nothing if it was not asked. */
  private record Path(IceCandidate candidate, Optional<Ice.Outcome> outcome) {
    boolean proven() {
      return outcome.filter(Ice.Proven.class::isInstance).isPresent();
    }

    String words() {
      String place = (candidate.address().contains(":") ? "[" + candidate.address() + "]" : candidate.address()) + ":" + candidate.port();
      return place
          + outcome
              .map(
                  one ->
                      switch (one) {
                        case Ice.Proven _ -> " answers";
                        case Ice.Unproven _ -> " is something else";
                        case Ice.NoAnswer(Failure failure) -> failure.kind() == Failure.Kind.REFUSED ? " is closed" : " does not answer";
                      })
              .orElse(" was not asked, as it is not public");
    }
  }

  /** The verdicts on what is offered, and on both transports. */
  Map<Promise, Verdict> verdicts() {
    List<Path> paths = paths();
    Map<Promise, Verdict> verdicts = new EnumMap<>(Promise.class);
    verdicts.put(Promise.P4, offered());
    List<Path> udp = paths.stream().filter(path -> !path.candidate.tcp()).toList();
    List<Path> tcp = paths.stream().filter(path -> path.candidate.tcp()).toList();
    verdicts.put(Promise.P5, transport(udp, works(tcp), Cause.MEDIA_OVER_TCP_ONLY));
    verdicts.put(Promise.P6, transport(tcp, works(udp), refused(tcp) ? Cause.MEDIA_PORT_CLOSED : Cause.MEDIA_PORT_FILTERED));
    if (verdicts.get(Promise.P5) instanceof Verdict.Broken && verdicts.get(Promise.P6) instanceof Verdict.Broken(List<Cause> _, String evidence)) {
      verdicts.put(Promise.P6, new Verdict.Undecidable("same cause: " + evidence, Promise.P5.name()));
    }
    return verdicts;
  }

  private static boolean works(List<Path> paths) {
    return paths.stream().anyMatch(Path::proven);
  }

  private static boolean refused(List<Path> paths) {
    return paths.stream()
        .anyMatch(path -> path.outcome.orElse(null) instanceof Ice.NoAnswer(Failure failure) && failure.kind() == Failure.Kind.REFUSED);
  }

  private Verdict offered() {
    List<String> words = negotiation.candidates().stream().map(c -> c.address() + ":" + c.port() + (c.tcp() ? " TCP" : " UDP")).toList();
    String evidence = words.isEmpty() ? "none" : String.join(", ", words);
    if (words.isEmpty()) {
      return Verdict.broken(Cause.NO_OFFER, evidence);
    }
    if (!expected.isEmpty() && negotiation.candidates().stream().noneMatch(c -> c.address().equals(expected))) {
      return Verdict.broken(Cause.OTHER_OFFER, evidence);
    }
    boolean some = negotiation.candidates().stream().anyMatch(c -> address(c).filter(dialing::isPublic).isPresent());
    return some || dialing.from() != Vantage.CLIENT ? new Verdict.Kept(evidence) : Verdict.broken(Cause.PRIVATE_OFFER, evidence);
  }

  /** One that works is enough, as for clients; where only the other transport works, that is not a failure. */
  private static Verdict transport(List<Path> paths, boolean otherWorks, Cause alone) {
    String evidence = String.join(", ", paths.stream().map(Path::words).toList());
    if (paths.isEmpty()) {
      return Verdict.undecidable("the SFU offers no address for it");
    }
    if (works(paths)) {
      return new Verdict.Kept(evidence);
    }
    if (paths.stream().noneMatch(path -> path.outcome.isPresent())) {
      return new Verdict.Undecidable("the addresses are not public, and are asked only with --allow-local", Promise.P4.name());
    }
    return otherWorks ? Verdict.suspicious(alone, evidence) : Verdict.broken(Cause.MEDIA_UNPROVEN, evidence);
  }

  private List<Path> paths() {
    List<Future<Path>> running = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      negotiation.candidates().forEach(candidate -> running.add(threads.submit(() -> path(candidate))));
      for (Future<Path> one : running) {
        paths.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return paths;
  }

  private Path path(IceCandidate candidate) {
    Optional<InetAddress> address = address(candidate).filter(dialing::mayAsk);
    if (address.isEmpty()) {
      return new Path(candidate, Optional.empty());
    }
    InetSocketAddress place = new InetSocketAddress(address.get(), candidate.port());
    Deadline deadline = dialing.patience().atMost(PATIENCE);
    if (!candidate.tcp()) {
      try (StunClient client = StunClient.udp(dialing.socket(place))) {
        return new Path(candidate, Optional.of(check(client, deadline)));
      }
    }
    return switch (dialing.tcp(place, deadline)) {
      case Failure failure -> new Path(candidate, Optional.of(new Ice.NoAnswer(failure)));
      case Connection connection -> {
        try (StunClient client = StunClient.framed(connection)) {
          yield new Path(candidate, Optional.of(check(client, deadline)));
        }
      }
    };
  }

  private Ice.Outcome check(StunClient client, Deadline deadline) {
    Ice.Credentials theirs = negotiation.offer().flatMap(offer -> offer.credentials()).orElseThrow();
    return Ice.check(client, theirs, negotiation.ours(), negotiation.role(), deadline);
  }

  /** Only what is an address: names that a peer invents are not looked up. */
  private static Optional<InetAddress> address(IceCandidate candidate) {
    try {
      return Optional.of(InetAddress.ofLiteral(candidate.address()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
