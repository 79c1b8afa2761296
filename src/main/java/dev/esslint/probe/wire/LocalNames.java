package dev.esslint.probe.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What this machine makes of names: its hosts file, its search list, its resolver with all caches. */
public final class LocalNames {
  private LocalNames() {}

  /** The addresses that programs of this machine would connect to. It cannot tell why there is none. */
  public static DnsAnswer addresses(String name, Deadline deadline) {
    CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();
    // The system call takes as long as it likes and would hold the carrier of a virtual thread.
    Thread.ofPlatform().daemon().start(() -> answer.complete(addresses(name)));
    try {
      return answer.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new DnsAnswer.TimedOut();
    } catch (ExecutionException e) {
      return new DnsAnswer.ServerFailure(Failure.words(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DnsAnswer.TimedOut();
    }
  }

  private static DnsAnswer addresses(String name) {
    try {
      List<DnsRecord> records = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(DnsMessage.plain(name))) {
        records.add(new DnsRecord.Address(DnsMessage.plain(name), 0, address));
      }
      return new DnsAnswer.Found(records, List.of());
    } catch (UnknownHostException | SecurityException e) {
      return new DnsAnswer.NoData(List.of());
    }
  }

  /** The addresses that a text in the form of {@code /etc/hosts} gives a name; none if it does not have it. */
  public static List<InetAddress> inHosts(String hosts, String name) {
    String wanted = DnsMessage.plain(name);
    List<InetAddress> addresses = new ArrayList<>();
    for (String line : hosts.lines().toList()) {
      List<String> words = Arrays.asList(line.replaceFirst("#.*", "").strip().split("\\s+", -1));
      if (words.subList(1, words.size()).stream().anyMatch(w -> w.toLowerCase(Locale.ROOT).equals(wanted))) {
        // A line of another form does not count for the resolver either.
        Dns.literal(words.getFirst()).ifPresent(addresses::add);
      }
    }
    return addresses;
  }
}
