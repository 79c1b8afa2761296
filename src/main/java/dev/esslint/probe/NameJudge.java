package dev.esslint.probe;

import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.DnsRecord;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges what DNS says. */
final class NameJudge {
  private NameJudge() {}

  /** Whether a name has addresses that can be asked. */
  static Verdict address(DnsAnswer answer, Vantage from, boolean allowLocal) {
    return switch (answer) {
      case DnsAnswer.Found found -> {
        List<InetAddress> local = found.addresses().stream().filter(address -> !Reach.isPublic(address)).toList();
        yield local.isEmpty() || allowLocal
            ? new Verdict.Kept(words(found.addresses()))
            : from == Vantage.CLIENT
                ? Verdict.suspicious(Cause.ADDRESS_IS_LOCAL, words(local))
                : Verdict.undecidable("it leads to " + words(local) + ", which is asked only with --allow-local");
      }
      case DnsAnswer.NoSuchName none -> Verdict.broken(Cause.NAME_UNKNOWN, "NXDOMAIN" + aliases(none.aliases()));
      case DnsAnswer.NoData none -> Verdict.broken(Cause.NAME_WITHOUT_ADDRESS, "no A and no AAAA record" + aliases(none.aliases()));
      case DnsAnswer.ServerFailure failure -> Verdict.broken(Cause.NAME_SERVER_FAILS, failure.reason());
      case DnsAnswer.TimedOut _ -> Verdict.undecidable("no name server answers this machine");
      case DnsAnswer.Unreachable unreachable ->
          Verdict.undecidable("this machine reaches no name server" + (unreachable.reason().isEmpty() ? "" : ": " + unreachable.reason()));
    };
  }

  private static String aliases(List<String> aliases) {
    return aliases.isEmpty() ? "" : " for the alias " + aliases.getLast();
  }

  /**
   * Whether a name leads where it should.
   *
   * @param ingress the address of the ingress controller as the user states it; empty if not
   * @param others the addresses of the other names
   */
  static Verdict target(List<InetAddress> addresses, String ingress, Collection<List<InetAddress>> others) {
    String seen = words(addresses);
    if (!ingress.isEmpty()) {
      InetAddress wanted = InetAddress.ofLiteral(ingress);
      boolean other = addresses.stream().filter(a -> a.getClass() == wanted.getClass()).anyMatch(a -> !a.equals(wanted));
      return other || !addresses.contains(wanted)
          ? Verdict.broken(Cause.ADDRESS_IS_NOT_THE_INGRESS, seen + " and not " + ingress)
          : new Verdict.Kept(seen);
    }
    Map<Set<String>, Integer> counts = new HashMap<>();
    others.forEach(some -> counts.merge(set(some), 1, Integer::sum));
    Set<String> own = set(addresses);
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1 && !own.containsAll(entry.getKey()) && counts.getOrDefault(own, 0) == 0)
        .max(Map.Entry.comparingByValue())
        .map(entry -> Verdict.suspicious(Cause.ADDRESS_DIFFERS, seen + "; the others lead to " + String.join(", ", entry.getKey())))
        .orElseGet(() -> new Verdict.Kept(seen));
  }

  /**
   * Whether a name that nobody has made leads to the same addresses, which is no fault.
   *
   * @param made the answer for a made-up name
   */
  static Verdict wildcard(DnsAnswer made, List<InetAddress> addresses, String domain) {
    return switch (made) {
      case DnsAnswer.Found found when addresses.containsAll(found.addresses()) ->
          new Verdict.Kept("every name in " + domain + " leads to " + words(found.addresses()) + ", also a misspelt one");
      case DnsAnswer.Found _, DnsAnswer.NoSuchName _, DnsAnswer.NoData _ -> new Verdict.Kept("no wildcard that leads there");
      case DnsAnswer.ServerFailure _, DnsAnswer.TimedOut _, DnsAnswer.Unreachable _ -> Verdict.undecidable("no name server tells it");
    };
  }

  /**
   * Whether a host alias leads pods to another address than DNS.
   *
   * @param alias its address
   */
  static Verdict alias(String alias, List<InetAddress> addresses, Vantage from) {
    if (addresses.stream().noneMatch(address -> address.getHostAddress().equals(alias))) {
      return new Verdict.Kept("pods are led to " + alias + ", and DNS to " + words(addresses));
    }
    InetAddress address = InetAddress.ofLiteral(alias);
    // a private one is that of an internal zone, which the internet does not see
    return from == Vantage.CLIENT && Reach.isPublic(address)
        ? Verdict.suspicious(Cause.ALIAS_USELESS, "both lead to " + alias)
        : new Verdict.Kept("both lead to " + alias + ", as this machine sees it");
  }

  /**
   * What DNS leads clients to beside the address that the SFU tells them; both are right where several machines serve a deployment.
   *
   * @param given that address, and those of the nodes
   */
  static Verdict media(List<String> given, List<InetAddress> addresses) {
    String media = given.getFirst();
    boolean same = addresses.stream().anyMatch(address -> address.getHostAddress().equals(media));
    String node = given.lastIndexOf(media) > 0 ? ", an address of a node" : "";
    return new Verdict.Kept("media goes to " + media + node + (same ? ", too" : ", and the name leads to " + words(addresses)));
  }

  /**
   * Whether an authority may issue certificates.
   *
   * @param authority as CAA records name it
   * @param domain where the records are that count
   */
  static Verdict authority(String authority, String domain, List<DnsRecord> records) {
    List<String> issuers =
        records.stream()
            .filter(DnsRecord.Authorization.class::isInstance)
            .map(DnsRecord.Authorization.class::cast)
            .filter(record -> record.tag().equals("issue"))
            .map(DnsRecord.Authorization::value)
            .toList();
    String seen = domain + ": " + issuers.stream().map(issuer -> "issue \"" + AnswerJudge.excerpt(issuer) + "\"").collect(Collectors.joining(", "));
    if (issuers.isEmpty()) {
      return new Verdict.Kept("no CAA record restricts it");
    }
    return issuers.stream().anyMatch(issuer -> issuer.replaceFirst(";.*", "").strip().equalsIgnoreCase(authority))
        ? new Verdict.Kept(seen)
        : Verdict.suspicious(Cause.AUTHORITY_FORBIDDEN, seen);
  }

  private static Set<String> set(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
  }

  static String words(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).distinct().sorted().collect(Collectors.joining(", "));
  }
}
