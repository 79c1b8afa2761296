package dev.esslint.probe;

import dev.esslint.probe.Verdict.Broken;
import dev.esslint.probe.Verdict.Kept;
import dev.esslint.probe.Verdict.Suspicious;
import dev.esslint.probe.Verdict.Undecidable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One cause, one result: what follows from another failure is told there. */
final class Consequences {
  /** What an older release does not have. */
  private static final Set<Cause> OF_OLDER_RELEASES =
      EnumSet.of(Cause.AUTHORISER_OLDER, Cause.AUTHENTICATION_MISSING, Cause.TRANSPORTS_OFF, Cause.NOT_LIVEKIT);

  private static final Set<Promise> OF_AUTHORISER = EnumSet.of(Promise.R2, Promise.R3, Promise.R4, Promise.R5);
  /** What a user's homeserver is found and asked by. */
  private static final Set<Promise> OF_LOOKUP = EnumSet.of(Promise.N1, Promise.T1, Promise.W5, Promise.S4, Promise.R1);

  private static final Set<Promise> SHARED = EnumSet.of(Promise.N4, Promise.T2, Promise.T3, Promise.T4, Promise.W7);
  private static final Set<Promise> OF_SFU = EnumSet.of(Promise.R8, Promise.R9, Promise.R10);

  private final List<Result> results;

  private Consequences(List<Result> results) {
    this.results = new ArrayList<>(results);
  }

  static List<Result> of(List<Result> results) {
    Consequences consequences = new Consequences(results);
    consequences.findOlderRelease();
    consequences.findWrongAddress();
    consequences.findUnroutedHost();
    consequences.explain(result -> result.check().promise() == Promise.R1, (_, other) -> OF_AUTHORISER.contains(other.check().promise()));
    consequences.explain(result -> result.check().promise() == Promise.R7, (_, other) -> OF_SFU.contains(other.check().promise()));
    consequences.explain(
        result -> result.check().promise() != Promise.T1,
        (one, other) -> one.check().promise() != other.check().promise() && sameHost(one, other) && cause(one) == cause(other));
    consequences.explain(
        result -> result.check().promise() == Promise.T1,
        (one, other) ->
            other.check().promise() == Promise.T1 && one.address().equals(other.address()) && (one.verdict().equals(other.verdict()) || sameConnection(one, other)));
    consequences.explainDoubts();
    consequences.tellOnce();
    consequences.calm();
    return List.copyOf(consequences.results);
  }

  private static boolean sameHost(Result one, Result other) {
    return one.check().ask().host().equals(other.check().ask().host());
  }

  private static @org.jspecify.annotations.Nullable Cause cause(Result result) {
    return result.verdict() instanceof Broken broken ? broken.causes().getFirst() : null;
  }

  /** Whether both fail for the same cause that has nothing to do with the name. */
  private static boolean sameConnection(Result one, Result other) {
    Cause cause = cause(one);
    return cause != null && cause == cause(other) && cause.fault() != Fault.CERTIFICATE && cause != Cause.NOT_ROUTED;
  }

  /** Lets failures that satisfy a condition explain later ones. */
  private void explain(Predicate<Result> explaining, BiPredicate<Result, Result> explained) {
    for (int i = 0; i < results.size(); i++) {
      Result one = results.get(i);
      if (!(one.verdict() instanceof Broken) || !explaining.test(one)) {
        continue;
      }
      List<String> follows = new ArrayList<>(one.follows());
      for (int j = i + 1; j < results.size(); j++) {
        Result other = results.get(j);
        if (other.verdict() instanceof Broken && explained.test(one, other)) {
          follow(j, one, follows);
        }
      }
      results.set(i, one.followedBy(follows));
    }
  }

  private void follow(int index, Result cause, List<String> follows) {
    Result other = results.get(index);
    boolean near = sameHost(cause, other);
    String told = near ? other.id() : other.id() + " of " + other.check().ask().host();
    if (!follows.contains(told)) {
      follows.add(told);
    }
    results.set(
        index, other.with(new Undecidable(near ? "same cause" : "same cause as for " + cause.check().ask().host(), cause.id())));
  }

  private void findOlderRelease() {
    for (int i = 0; i < results.size(); i++) {
      Result release = results.get(i);
      if (release.verdict() instanceof Suspicious(List<Cause> causes, String evidence) && causes.getFirst() == Cause.OTHER_RELEASE) {
        List<String> follows = new ArrayList<>();
        for (int j = 0; j < results.size(); j++) {
          Cause cause = cause(results.get(j));
          boolean optional = cause != Cause.NOT_LIVEKIT || results.get(j).check().promise() == Promise.R9;
          if (cause != null && OF_OLDER_RELEASES.contains(cause) && optional) {
            follow(j, release, follows);
          }
        }
        results.set(i, follows.isEmpty() ? release : release.with(new Broken(causes, evidence)).followedBy(follows));
      }
    }
  }

  /** A name that leads elsewhere explains whatever is wrong there. */
  private void findWrongAddress() {
    explain(result -> result.check().promise() == Promise.N2, Consequences::sameHost);
  }

  /** Without an Ingress for a host its controller has no certificate and no route: two signs of one cause. */
  private void findUnroutedHost() {
    for (int i = 0; i < results.size(); i++) {
      Result tls = results.get(i);
      if (cause(tls) == Cause.CERTIFICATE_OF_CONTROLLER && tls.verdict() instanceof Broken(List<Cause> causes, String evidence)) {
        List<String> follows = new ArrayList<>();
        for (int j = 0; j < results.size(); j++) {
          if (sameHost(tls, results.get(j)) && cause(results.get(j)) == Cause.NOT_ROUTED) {
            follow(j, tls, follows);
          }
        }
        results.set(
            i, follows.isEmpty() ? tls : tls.with(new Broken(List.of(Cause.NOT_ROUTED, causes.getFirst()), evidence)).followedBy(follows));
      }
    }
  }

  /** Who serves the documents and how fast the authoriser is follows from what is broken there. */
  private void explainDoubts() {
    for (int i = 0; i < results.size(); i++) {
      Result doubt = results.get(i);
      if (!(doubt.verdict() instanceof Suspicious)) {
        continue;
      }
      for (int j = 0; j < results.size(); j++) {
        Result broken = results.get(j);
        boolean explains =
            switch (doubt.check().promise()) {
              case W7 -> sameHost(broken, doubt);
              case R6 -> OF_LOOKUP.contains(broken.check().promise());
              default -> false;
            };
        if (explains && broken.verdict() instanceof Broken) {
          List<String> follows = new ArrayList<>(broken.follows());
          follow(i, broken, follows);
          results.set(j, broken.followedBy(follows));
          break;
        }
      }
    }
  }

  /** What several names have in common is told with the first one. */
  private void tellOnce() {
    for (int i = 0; i < results.size(); i++) {
      Result one = results.get(i);
      if (!(one.verdict() instanceof Suspicious) || !SHARED.contains(one.check().promise())) {
        continue;
      }
      List<String> follows = new ArrayList<>(one.follows());
      for (int j = i + 1; j < results.size(); j++) {
        Result other = results.get(j);
        if (other.check().promise() == one.check().promise() && other.verdict().equals(one.verdict())) {
          follow(j, one, follows);
        }
      }
      results.set(i, one.followedBy(follows));
    }
  }

  /** Names may lead to different addresses if all works there. */
  private void calm() {
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      if (result.check().promise() == Promise.N2 && result.verdict() instanceof Suspicious(List<Cause> _, String evidence)) {
        boolean works = results.stream().noneMatch(other -> sameHost(result, other) && other.verdict() instanceof Broken);
        results.set(i, works ? result.with(new Kept(evidence)) : result);
      }
    }
  }
}
