package dev.esslint.cli;

import dev.esslint.config.ClusterFile;
import dev.esslint.input.SourceReader;
import dev.esslint.probe.Asking;
import dev.esslint.probe.Plan;
import dev.esslint.probe.Promise;
import dev.esslint.probe.Vantage;
import dev.esslint.probe.wire.Authorities;
import dev.esslint.probe.wire.Dns;
import dev.esslint.values.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** What a command line says about how to probe. */
final class ProbeOptions {
  static final String DRY_RUN = "--dry-run";
  private static final String ONLY = "--only";
  private static final String TIMEOUT = "--timeout";
  private static final String RESOLVE = "--resolve";
  private static final String RESOLVER = "--resolver";
  private static final String FROM = "--from";
  private static final String CA = "--ca";
  private static final String INGRESS = "--ingress-address";
  private static final String MEDIA = "--media-address";
  private static final String ALLOW_LOCAL = "--allow-local";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final int DEFAULT_SECONDS = 15;
  private static final int MOST_SECONDS = 300;
  private static final Pattern MAPPING = Pattern.compile("^([^:\\s]++):(\\d{1,5}+):(.++)$");
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");

  private ProbeOptions() {}

  static List<OptionSpec> options() {
    return List.of(
        Command.flag("Print what would be asked and what should come, and ask nothing.", DRY_RUN).build(),
        Command.options(
                "CHECKS",
                "Only these checks, by id or group, such as W1,S2 or dns,tls. Groups: dns, tls, well-known, synapse, mas, rtc, web, media, inside, account.",
                ONLY)
            .build(),
        Command.option("SECONDS", "How long all of it may take, without media. Default: 15.", TIMEOUT).build(),
        Command.option("WHERE", "Where this machine is: client, node or pod. Default: client.", FROM)
            .completionCandidates(Choice.words(Vantage.values()))
            .build(),
        Command.options("HOST:PORT:ADDRESS", "Use this address for a name and a port, as in curl. Commas separate several addresses.", RESOLVE)
            .build(),
        Command.option("ADDRESS[:PORT]", "Ask this name server, instead of those of this machine.", RESOLVER).build(),
        Command.option("FILE", "Also accept certificates of the authorities in this PEM file.", CA).build(),
        Command.option("ADDRESS", "The address of the ingress controller or gateway. All names must lead there.", INGRESS).build(),
        Command.option("ADDRESS", "The address that the SFU tells clients, if the values do not have it.", MEDIA).build(),
        Command.flag("Also ask addresses that are only valid in this host or its network.", ALLOW_LOCAL).build());
  }

  /** The checks that are asked for; empty for all. */
  static Set<Promise> only(Arguments parsed) throws UsageException {
    Set<Promise> only = new HashSet<>();
    for (String text : parsed.values(ONLY)) {
      for (String word : text.split(",", -1)) {
        List<Promise> named =
            Arrays.stream(Promise.values())
                .filter(promise -> promise.name().equalsIgnoreCase(word.strip()) || promise.group().word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .toList();
        if (named.isEmpty()) {
          throw new UsageException(ONLY + ": there is no check or group `" + word.strip() + "`");
        }
        only.addAll(named);
      }
    }
    return only;
  }

  /**
   * What the user states about the deployment.
   *
   * @param cluster what is stated about the cluster, or null
   */
  static Plan.Standpoint stated(Arguments parsed, Settings settings, @Nullable Value cluster) throws UsageException {
    return new Plan.Standpoint(
        Choice.of(settings, FROM, Vantage.CLIENT),
        address(INGRESS, parsed.value(INGRESS, "")),
        address(MEDIA, parsed.value(MEDIA, "")),
        cluster == null ? List.of() : ClusterFile.nodeAddresses(cluster),
        parsed.has(RESOLVE) || parsed.has(RESOLVER) || parsed.has(DRY_RUN) || parsed.has(ProbeInside.SCRIPT));
  }

  /**
   * How to ask.
   *
   * @throws UsageException if an option has a value that is none
   */
  static Asking asking(Arguments parsed, Plan.Standpoint stated, SourceReader reader) throws UsageException {
    return new Asking(
        EsslintVersion.current(),
        stated.from(),
        resolved(parsed),
        resolver(parsed.value(RESOLVER, "")),
        servers(),
        authorities(parsed.value(CA, ""), reader.folder()),
        parsed.has(ALLOW_LOCAL),
        seconds(parsed.value(TIMEOUT, "")),
        PATIENCE,
        SILENCE,
        InstantSource.system(),
        UnaryOperator.identity());
  }

  private static String address(String option, String text) throws UsageException {
    return text.isEmpty() ? "" : literal(option, text).getHostAddress();
  }

  private static InetAddress literal(String option, String text) throws UsageException {
    try {
      return InetAddress.ofLiteral(text.strip());
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": `" + text + "` is not an IP address");
    }
  }

  private static Duration seconds(String text) throws UsageException {
    if (text.isEmpty()) {
      return Duration.ofSeconds(DEFAULT_SECONDS);
    }
    int seconds = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new UsageException(TIMEOUT + " must be a number of seconds from 1 to " + MOST_SECONDS + ", not `" + text + "`");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Map<String, List<InetAddress>> resolved(Arguments parsed) throws UsageException {
    Map<String, List<InetAddress>> resolved = new HashMap<>();
    for (String text : parsed.values(RESOLVE)) {
      Matcher parts = MAPPING.matcher(text);
      if (!parts.matches()) {
        throw new UsageException(RESOLVE + " must be a host, a port and an address with `:` between them, not `" + text + "`");
      }
      List<InetAddress> addresses = new ArrayList<>();
      for (String address : parts.group(3).split(",", -1)) {
        addresses.add(literal(RESOLVE, address.replaceAll("^\\[|]$", "")));
      }
      resolved.put(parts.group(1).toLowerCase(Locale.ROOT) + ":" + parts.group(2), List.copyOf(addresses));
    }
    return resolved;
  }

  private static Optional<Dns> resolver(String text) throws UsageException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher port = Pattern.compile("(\\[.*]|[^:]*):(\\d{1,5})").matcher(text);
    boolean has = port.matches();
    int number = has ? Integer.parseInt(port.group(2)) : 53;
    if (number < 1 || number > 65_535) {
      throw new UsageException(RESOLVER + ": " + number + " is not a port");
    }
    InetAddress address = literal(RESOLVER, (has ? port.group(1) : text).replaceAll("^\\[|]$", ""));
    return Optional.of(new Dns(List.of(new InetSocketAddress(address, number))));
  }

  /** Those of this machine; where it keeps them otherwise, only what it makes of names is known. */
  private static List<InetSocketAddress> servers() {
    try {
      return Dns.servers(Files.readString(RESOLV_CONF));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Authorities authorities(String file, Path folder) throws UsageException {
    if (file.isEmpty()) {
      return Authorities.known();
    }
    try {
      return Authorities.known().with(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(CA + ": " + file + " cannot be read: " + Failures.reason(e));
    } catch (CertificateException e) {
      throw new UsageException(CA + ": " + file + " has no certificate in PEM");
    }
  }
}
