package dev.esslint.probe.wire;

import java.net.InetAddress;
import java.util.List;

/** What comes of asking for the records of a name; {@code aliases} are the names that CNAME records led to, in order. */
public sealed interface DnsAnswer {

  /** Records of the type that was asked for, at least one. */
  record Found(List<DnsRecord> records, List<String> aliases) implements DnsAnswer {

    /** The addresses among the records, in the order of the answer. */
    public List<InetAddress> addresses() {
      return records.stream().filter(DnsRecord.Address.class::isInstance).map(r -> ((DnsRecord.Address) r).address()).toList();
    }
  }

  /** The name does not exist (NXDOMAIN), or what it is an alias for. */
  record NoSuchName(List<String> aliases) implements DnsAnswer {}

  /** The name exists, without records of this type. */
  record NoData(List<String> aliases) implements DnsAnswer {}

  /** The name server could or would not answer: {@code SERVFAIL}, {@code REFUSED} and others, or an answer that makes no sense. */
  record ServerFailure(String reason) implements DnsAnswer {}

  /** No name server answered in time. */
  record TimedOut() implements DnsAnswer {}

  /** No name server could be reached, or there is none. */
  record Unreachable(String reason) implements DnsAnswer {}
}
