package dev.esslint.probe;

import dev.esslint.probe.Ask.Media;
import dev.esslint.probe.Ask.Nat;
import dev.esslint.probe.Requester.Asked;
import dev.esslint.probe.Requester.Spent;
import dev.esslint.probe.wire.Dns;
import dev.esslint.probe.wire.DnsAnswer;
import dev.esslint.probe.wire.DnsRecord;
import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.HttpOutcome;
import dev.esslint.probe.wire.HttpResponse;
import dev.esslint.probe.wire.Tls;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks what a plan has. Each address of a name is asked by itself, with the first request to that name; all others go to the first
 * address that works. The order of the results is that of the plan, whatever comes first.
 */
public final class Prober {
  /** More addresses of one name tell nothing new. */
  private static final int MOST_ADDRESSES = 4;

  /** With these the server document names a server, if not the right one. */
  private static final Set<Cause> NAMING = EnumSet.of(Cause.SERVER_DIFFERS, Cause.SERVER_WITHOUT_PORT);

  private final Asking asking;
  private final Requester requester;
  private final NameProber nameProber;
  private final Consumer<String> progress;
  private final Map<String, DnsAnswer> names = new ConcurrentHashMap<>();

  /**
   * @param progress hears what was just asked, from several threads
   */
  public Prober(Asking asking, Consumer<String> progress) {
    this.asking = asking;
    this.requester = new Requester(asking);
    this.nameProber = new NameProber(requester);
    this.progress = progress;
  }

  /** Asks and judges, one cause once. */
  public List<Result> run(Plan plan) {
    Map<String, List<Check>> hosts = new LinkedHashMap<>();
    List<Check> media = new ArrayList<>();
    for (Check check : plan.checks()) {
      if (check.ask() instanceof Media || check.ask() instanceof Nat) {
        media.add(check);
      } else {
        hosts.computeIfAbsent(check.ask().host(), _ -> new ArrayList<>()).add(check);
      }
    }
    List<Result> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all(threads, hosts.keySet(), host -> names.put(host, requester.lookup(host, Ask.HTTPS)));
      boolean authoriser = plan.checks().stream().anyMatch(check -> check.promise() == Promise.R1);
      List<Future<List<Result>>> running = new ArrayList<>();
      hosts.forEach((host, checks) -> running.add(threads.submit(() -> new Host(host, checks, threads, authoriser).results())));
      MediaProber mediaProber = new MediaProber(asking, requester);
      media.forEach(check -> running.add(threads.submit(() -> told(check, mediaProber.ask(check)))));
      for (Future<List<Result>> one : running) {
        results.addAll(get(one));
      }
    }
    return Consequences.of(results);
  }

  private List<Result> told(Check check, List<Result> results) {
    progress.accept(check.ask().words());
    return results;
  }

  private static <T> void all(ExecutorService threads, Collection<T> items, Consumer<T> action) {
    List<Future<?>> running = new ArrayList<>();
    items.forEach(item -> running.add(threads.submit(() -> action.accept(item))));
    running.forEach(Prober::get);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The checks of one name. */
  private final class Host {
    private final String host;
    private final List<Check> checks;
    private final ExecutorService threads;
    private final boolean authoriser;
    private final Map<InetAddress, Object> leads = new LinkedHashMap<>();

    Host(String host, List<Check> checks, ExecutorService threads, boolean authoriser) {
      this.host = host;
      this.checks = checks;
      this.threads = threads;
      // it asks the server name and Synapse, and nobody else
      this.authoriser = authoriser && checks.stream().anyMatch(check -> check.promise() == Promise.W1 || check.promise() == Promise.S1);
    }

    List<Result> results() {
      DnsAnswer answer = names.getOrDefault(host, new DnsAnswer.TimedOut());
      boolean given = asking.resolved().containsKey(host + ":" + Ask.HTTPS);
      Verdict named = NameJudge.address(answer, asking.from(), asking.allowLocal() || given);
      List<InetAddress> addresses = answer instanceof DnsAnswer.Found found ? found.addresses().stream().distinct().toList() : List.of();
      List<InetAddress> asked =
          addresses.stream().filter(address -> asking.allowLocal() || given || Reach.isPublic(address)).limit(MOST_ADDRESSES).toList();
      List<Ask> asks = checks.stream().map(Check::ask).filter(Host::isRequest).distinct().toList();
      Optional<Ask> lead = asks.stream().findFirst();
      Map<InetAddress, Future<Object>> running = new LinkedHashMap<>();
      asked.forEach(address -> running.put(address, threads.submit(() -> asked(address, lead))));
      running.forEach((address, future) -> leads.put(address, get(future)));
      Map<Ask, Object> others = others(asks);
      List<Result> results = new ArrayList<>();
      for (Check check : checks) {
        switch (check.promise()) {
          case N1 -> results.add(Result.told(check, "", named, Duration.ZERO, addresses));
          case N2 -> {
            if (!addresses.isEmpty()) {
              results.add(result(check, "", NameJudge.target(addresses, check.expected(), otherNames()), Duration.ZERO));
            }
          }
          case N3 -> {
            if (!addresses.isEmpty() && !given && check.ask() instanceof Ask.Beside beside) {
              results.add(result(check, "", nameProber.wildcard(beside, addresses), Duration.ZERO));
            }
          }
          case N4 -> {
            if (!addresses.isEmpty()) {
              results.add(result(check, "", NameJudge.alias(check.expected(), addresses, asking.from()), Duration.ZERO));
            }
          }
          case N5 -> {
            if (!addresses.isEmpty()) {
              results.add(result(check, "", NameJudge.media(SeenAddress.words(check), addresses), Duration.ZERO));
            }
          }
          case T2 -> results.add(result(check, "", nameProber.authority(check), Duration.ZERO));
          case T3 -> results.addAll(connected(check, nameProber::port80));
          case T4 -> results.addAll(connected(check, address -> nameProber.oldTls(address, host)));
          case F1 -> results.add(result(check, "", found(results), Duration.ZERO));
          case T1 -> leads.forEach((address, one) -> results.add(handshake(check, address, one)));
          default -> results.addAll(web(check, lead, others, asked.isEmpty()));
        }
      }
      return results;
    }

    private static boolean isRequest(Ask ask) {
      return ask instanceof Ask.Request || ask instanceof Ask.Upgrade;
    }

    /** Asks only where something listens at 443: why nothing does is told there. */
    private List<Result> connected(Check check, Function<InetAddress, Verdict> asking) {
      List<Result> results = new ArrayList<>();
      leads.forEach(
          (address, one) -> {
            if (isConnected(one)) {
              results.add(result(check, address.getHostAddress(), asking.apply(address), Duration.ZERO));
            }
          });
      return results;
    }

    /** How other servers find this one: by its document, by SRV records, or not at all. */
    private Verdict found(List<Result> before) {
      Optional<Verdict> document = before.stream().filter(result -> result.check().promise() == Promise.W5).map(Result::verdict).findFirst();
      if (document.isPresent() && document.get() instanceof Verdict.Kept(String server)) {
        return new Verdict.Kept("by the server document at " + server);
      }
      if (document.isPresent() && document.get() instanceof Verdict.Broken(List<Cause> causes, String _) && NAMING.contains(causes.getFirst())) {
        return new Verdict.Undecidable("the server document leads elsewhere", Promise.W5.name());
      }
      for (String service : List.of("_matrix-fed._tcp.", "_matrix._tcp.")) {
        if (requester.records(service + host, Dns.Type.SRV) instanceof DnsAnswer.Found(List<DnsRecord> records, List<String> _)
            && records.getFirst() instanceof DnsRecord.Service record) {
          return new Verdict.Kept("by the SRV record " + service + host + " at " + record.target() + ":" + record.port());
        }
      }
      return new Verdict.Undecidable("other servers ask " + host + ":8448", Promise.W5.name());
    }

    /** What came, or a text that says why nothing was asked. */
    private Object asked(InetAddress address, Optional<Ask> request) {
      try {
        progress.accept(request.map(Ask::words).orElse(host));
        return requester.ask(address, host, request);
      } catch (Spent e) {
        return String.valueOf(e.getMessage());
      }
    }

    private Optional<InetAddress> working() {
      Optional<InetAddress> answering =
          leads.entrySet().stream()
              .filter(entry -> entry.getValue() instanceof Asked lead && lead.answer().filter(HttpResponse.class::isInstance).isPresent())
              .map(Map.Entry::getKey)
              .findFirst();
      return answering.or(() -> leads.entrySet().stream().filter(entry -> isConnected(entry.getValue())).map(Map.Entry::getKey).findFirst());
    }

    private Map<Ask, Object> others(List<Ask> asks) {
      Map<Ask, Object> answers = new LinkedHashMap<>();
      Optional<InetAddress> address = working();
      if (address.isPresent() && asks.size() > 1) {
        Map<Ask, Future<Object>> running = new LinkedHashMap<>();
        asks.subList(1, asks.size()).forEach(ask -> running.put(ask, threads.submit(() -> asked(address.get(), Optional.of(ask)))));
        running.forEach((ask, future) -> answers.put(ask, get(future)));
      }
      return answers;
    }

    private List<List<InetAddress>> otherNames() {
      return names.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(host) && entry.getValue() instanceof DnsAnswer.Found)
          .map(entry -> ((DnsAnswer.Found) entry.getValue()).addresses())
          .toList();
    }

    private Result handshake(Check check, InetAddress address, Object one) {
      if (!(one instanceof Asked asked)) {
        return result(check, address.getHostAddress(), Verdict.undecidable((String) one), Duration.ZERO);
      }
      boolean another =
          leads.entrySet().stream().anyMatch(other -> !other.getKey().equals(address) && isConnected(other.getValue()));
      Verdict verdict = TlsJudge.judge(asked.tls(), host, address, asking.from(), another, authoriser && check.expected().isEmpty(), asking.clock().instant());
      Duration elapsed =
          switch (asked.tls()) {
            case Tls.Session session -> session.elapsed();
            case Failure failure -> failure.elapsed();
          };
      return result(check, address.getHostAddress(), verdict, elapsed);
    }

    private static boolean isConnected(Object lead) {
      return lead instanceof Asked asked && asked.tls() instanceof Tls.Session;
    }

    private List<Result> web(Check check, Optional<Ask> lead, Map<Ask, Object> others, boolean unasked) {
      if (unasked) {
        return List.of(result(check, "", new Verdict.Undecidable("there is no address to ask", Promise.N1.name()), Duration.ZERO));
      }
      Optional<InetAddress> working = working();
      if (working.isEmpty()) {
        return List.of(result(check, "", new Verdict.Undecidable("there is no connection", Promise.T1.name()), Duration.ZERO));
      }
      if (!lead.filter(check.ask()::equals).isPresent()) {
        return List.of(judged(check, "", others.getOrDefault(check.ask(), "it was not asked")));
      }
      List<Result> each = new ArrayList<>();
      leads.forEach(
          (address, one) -> {
            if (isConnected(one)) {
              each.add(judged(check, address.getHostAddress(), one));
            }
          });
      boolean alike = each.stream().map(result -> result.verdict().getClass()).distinct().count() == 1;
      return alike ? List.of(judged(check, "", leads.getOrDefault(working.get(), ""))) : each;
    }

    private Result judged(Check check, String address, Object one) {
      if (!(one instanceof Asked asked)) {
        return result(check, address, Verdict.undecidable(String.valueOf(one)), Duration.ZERO);
      }
      HttpOutcome answer = asked.answer().orElseGet(() -> (Failure) asked.tls());
      Duration elapsed =
          switch (answer) {
            case HttpResponse response -> response.elapsed();
            case Failure failure -> failure.elapsed();
          };
      Verdict verdict = WebJudge.judge(check, answer, asking.clock().instant());
      List<Difference> differences = ProbeReport.causes(verdict).isEmpty() ? List.of() : DocumentDifferences.of(check, answer);
      return new Result(check, address, verdict, elapsed, List.of(), differences, List.of());
    }

    private static Result result(Check check, String address, Verdict verdict, Duration elapsed) {
      return new Result(check, address, verdict, elapsed, List.of());
    }
  }
}
