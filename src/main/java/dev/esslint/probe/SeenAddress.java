package dev.esslint.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The address that STUN servers see the SFU with is the one that clients are told: compared with what DNS has for the name for calls and
 * with the nodes of the cluster.
 */
public final class SeenAddress {
  private static final Set<Promise> OF_STUN = Set.of(Promise.M1, Promise.I4);

  private SeenAddress() {}

  /**
   * What such an address is compared with, as a check has it.
   *
   * @param first the name for calls, or the address that is stated for them
   */
  static String expected(Optional<String> first, List<String> nodeAddresses) {
    return String.join(" ", Stream.concat(first.stream(), nodeAddresses.stream().map(SeenAddress::canonical)).toList());
  }

  private static String canonical(String address) {
    return Reach.literal(address).map(InetAddress::getHostAddress).orElse(address);
  }

  /** The name or the stated address, if there is one, and the addresses of the nodes. */
  static List<String> words(Check check) {
    return check.expected().isEmpty() ? List.of() : List.of(check.expected().split(" ", -1));
  }

  static String expectation(Check check) {
    List<String> words = words(check);
    Stream<String> names = words.stream().filter(word -> !Reach.isLiteral(word));
    Stream<String> nodes = words.stream().filter(Reach::isLiteral).limit(1).map(_ -> "a node");
    String whose = Stream.concat(names, nodes).collect(Collectors.joining(" or of "));
    String seen = check.promise() == Promise.M1 ? "the own address" : "the address of the cluster";
    return whose.isEmpty() ? seen : seen + (check.promise() == Promise.M1 ? "; from a node" : ",") + " that of " + whose;
  }

  /** The names whose addresses are needed to judge the checks that are wanted. */
  public static Set<String> names(Plan plan, Set<Promise> wanted) {
    return plan.checks().stream()
        .filter(check -> check.promise() == Promise.M1 && (wanted.contains(Promise.M1) || wanted.contains(Promise.I4)))
        .flatMap(check -> words(check).stream())
        .collect(Collectors.toSet());
  }

  /** The results, with what the addresses are that machines of the cluster are seen with, each told with the first server that sees it. */
  public static List<Result> compared(List<Result> results) {
    Set<InetAddress> told = new HashSet<>();
    return results.stream()
        .map(
            result ->
                OF_STUN.contains(result.check().promise()) && result.verdict() instanceof Verdict.Kept(String evidence) && told.addAll(result.told())
                    ? result.with(compared(result, evidence, results))
                    : result)
        .toList();
  }

  private static Verdict compared(Result result, String evidence, List<Result> results) {
    InetAddress seen = result.told().getFirst();
    List<String> words = words(result.check());
    String name = words.stream().filter(word -> !Reach.isLiteral(word)).findFirst().orElse("");
    List<InetAddress> named =
        results.stream()
            .filter(other -> other.check().promise() == Promise.N1 && other.check().ask().host().equals(name))
            .flatMap(other -> other.told().stream())
            .filter(address -> isAlike(address, seen))
            .toList();
    List<InetAddress> nodes = words.stream().flatMap(word -> Reach.literal(word).stream()).filter(address -> isAlike(address, seen)).toList();
    boolean ofNode = nodes.contains(seen);
    if (named.contains(seen)) {
      return new Verdict.Kept(evidence + ", the address of " + (ofNode ? "a node and of " : "") + name);
    }
    String led = named.isEmpty() ? "" : name + " leads to " + NameJudge.words(named);
    if (ofNode) {
      return new Verdict.Kept(evidence + ", the address of a node" + (led.isEmpty() ? "" : "; " + led));
    }
    String have = nodes.isEmpty() ? "" : "the nodes have " + NameJudge.words(nodes);
    String others = String.join(", ", Stream.of(led, have).filter(text -> !text.isEmpty()).toList());
    String all = others.isEmpty() ? evidence : evidence + "; " + others;
    // private nodes are behind a router, whose address is the right one; and of a name that is not known nothing can be said
    return !named.isEmpty() && nodes.stream().anyMatch(Reach::isPublic) ? Verdict.suspicious(Cause.SEEN_ELSEWHERE, all) : new Verdict.Kept(all);
  }

  private static boolean isAlike(InetAddress one, InetAddress other) {
    return one instanceof Inet6Address == other instanceof Inet6Address;
  }
}
