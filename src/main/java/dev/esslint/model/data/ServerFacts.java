package dev.esslint.model.data;

import dev.esslint.chart.Release;
import dev.esslint.model.base.ByteSize;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Sample;
import dev.esslint.model.base.Templates;
import dev.esslint.net.Address;
import dev.esslint.net.HostName;
import dev.esslint.net.Quantity;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The databases and caches that components use. */
public final class ServerFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        servers[]: a server outside of the chart
          kind: `postgres` or `redis`
          component: what uses it
          host: its host
          fault: why that is none
          name: the host that was likely meant
          port: the port that was likely meant
          foreign: the program that usually listens on its port, if that is another one
          hostless: whether its host is an empty text
          passwordKey: the key of a Secret that its password is read from, if that is called as something else
          self: whether it is the pod itself
          bare: whether the connection crosses a network without TLS
          unsure: whether it may do so
          rootless: whether its certificate is to be verified against a root that is not given
        database.missing: the components that have no database of their own, where the chart's is disabled
        database.patch: values with one for each of these
        database.shared: whether Synapse and MAS have one database
        database.sameText: whether the database that Synapse and MAS share is written in the same way
        cache.shared: whether Synapse and Hookshot have one Redis database
        cache.tight: whether the memory limit of the chart's Redis leaves no room beside its data
        cache.enough: a memory limit for the chart's Redis that leaves room beside its data
        pool.limit: the memory limit of the chart's PostgreSQL, from which it takes its number of connections
        pool.offered: the connections that the chart's PostgreSQL takes
        pool.wanted: the connections that components may open
        pool.short: whether the chart's PostgreSQL takes fewer connections than components may open
        """);
  }

  private static final Regex PORT = new Regex("[0-9]{1,5}");

  private static final Set<String> SELF =
      Set.of("localhost", "localhost.localdomain", "host.docker.internal");

  /** What operators of databases call the other keys of a Secret with a password in it; in lower case, without separators. */
  private static final Set<String> OTHER_KEYS =
      Set.of(
          "user", "username", "hostname", "dbname", "databasename", "uri", "url", "fqdnuri", "jdbcuri",
          "jdbcurl", "fqdnjdbcuri", "pgpass", "dsn", "connectionstring");

  private static final Regex IN_CLUSTER = new Regex("(?s).*\\.svc(?:\\..*)?");

  /** The chart lets the server take a connection for each of these (catalogue entry 102). */
  private static final Quantity PER_CONNECTION = Quantity.ofMebibytes(16);

  /** From here on the chart has Synapse verify certificates against the roots of the system for {@code verify-full}. */
  private static final Release SYSTEM_ROOTS = new Release(26, 3, 2);

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final Parts parts;

  private ServerFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.parts = new Parts(chosen);
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    ServerFacts state = new ServerFacts(chosen, release, facts);
    state.server("synapse", "postgres");
    state.server("matrixAuthenticationService", "postgres");
    state.server("synapse", "redis");
    state.server("hookshot", "redis");
    state.missing();
    state.sharedDatabase();
    state.sharedCache();
    state.pool();
    state.cache();
  }

  private void server(String component, String kind) {
    String path = component + "." + kind + ".";
    Optional<String> host = host(component, kind);
    if (kind.equals("postgres") && parts.on(component) && chosen.values().at(path + "host").filter(ServerFacts::isEmpty).isPresent()) {
      ValuePath about = ValuePath.parse(path + "host");
      Facts item = facts.item("servers");
      item.put("kind", kind, about);
      item.put("component", component, about);
      item.put("hostless", true, about);
    }
    if (host.isEmpty() || Sample.in(host.get()).isPresent()) {
      return;
    }
    ValuePath hostPath = ValuePath.parse(path + "host");
    Facts item = facts.item("servers");
    item.put("kind", kind, hostPath);
    item.put("component", component, hostPath);
    item.put("host", host.get(), hostPath);
    if (kind.equals("postgres") && host.get().contains(":") && Address.parse(host.get()).isPresent()) {
      item.put("fault", "bare-ipv6", hostPath);
      // the driver of Synapse takes no brackets
      item.put("name", component.equals("synapse") ? "<host>" : "\"[" + host.get() + "]\"", hostPath);
      item.put("port", "5432", hostPath);
      return;
    }
    Optional<String> fault = fault(host.get());
    if (fault.isPresent()) {
      item.put("fault", fault.get(), hostPath);
      String meant = bare(host.get());
      int colon = meant.indexOf(':');
      String name = colon < 0 ? meant : meant.substring(0, colon);
      String port = colon < 0 ? "" : meant.substring(colon + 1);
      boolean plain = HostName.parse(name).isPresent() && (colon < 0 || PORT.fits(port));
      item.put("name", plain ? name : "<host>", hostPath);
      item.put("port", plain && colon >= 0 ? port : kind.equals("redis") ? "6379" : "5432", hostPath);
      return;
    }
    ValuePath key = ValuePath.parse(path + "password.secretKey");
    if (OTHER_KEYS.contains(Spelling.fold(chosen.textAt(key)))) {
      item.put("passwordKey", chosen.textAt(key), key);
    }
    ValuePath port = ValuePath.parse(path + "port");
    chosen.number(path + "port").map(number -> usual(number.intValue())).filter(program -> !program.isEmpty() && !program.equals(kind))
        .ifPresent(program -> item.put("foreign", program, port));
    String name = host.get().toLowerCase(Locale.ROOT);
    boolean sidecar = !chosen.items(component + ".extraInitContainers").isEmpty();
    item.put("self", !sidecar && (SELF.contains(name) || isAddress(name, Address.Kind.LOOPBACK)), hostPath);
    if (kind.equals("postgres")) {
      ValuePath mode = ValuePath.parse(path + "sslMode");
      String chosenMode = chosen.text(path + "sslMode").orElse("prefer");
      boolean bare = Set.of("disable", "allow").contains(chosenMode);
      item.put("bare", bare && isOutside(name), mode);
      item.put("unsure", chosenMode.equals("prefer") && isOutside(name), mode);
      item.put("rootless", component.equals("synapse") && rootMissing(), mode);
    }
  }

  private static boolean isEmpty(Value value) {
    return value.text().filter(String::isEmpty).isPresent();
  }

  /** What usually listens on a port, as far as people take it for a database or a cache; a kind for what is one. */
  private static String usual(int port) {
    return switch (port) {
      case 1433 -> "sql-server";
      case 1521 -> "oracle";
      case 3306, 33060 -> "mysql";
      case 5432 -> "postgres";
      case 6379 -> "redis";
      case 26379 -> "sentinel";
      case 27017 -> "mongodb";
      default -> "";
    };
  }

  /** The host of a server that a running component uses. */
  private Optional<String> host(String component, String kind) {
    return parts.on(component)
        ? chosen
            .text(component + "." + kind + ".host")
            .flatMap(text -> chosen.templates().expanded(text))
        : Optional.empty();
  }

  /** What is left of an address without scheme, user and path. */
  private static String bare(String address) {
    int scheme = address.indexOf("://");
    String rest = scheme < 0 ? address : address.substring(scheme + 3);
    rest = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
    return rest.substring(rest.lastIndexOf('@') + 1);
  }

  private static Optional<String> fault(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (Address.parse(bracketed ? host.substring(1, host.length() - 1) : host).isPresent()) {
      return Optional.empty();
    }
    return host.contains("://")
        ? Optional.of("scheme")
        : host.contains("@")
            ? Optional.of("user")
            : host.contains(",")
                ? Optional.of("list")
                : host.contains("/")
                    ? Optional.of("path")
                    : host.contains(":")
                        ? Optional.of("port")
                        : host.chars().anyMatch(Character::isWhitespace)
                            ? Optional.of("spaces")
                            : Optional.empty();
  }

  private static boolean isAddress(String host, Address.Kind kind) {
    return Address.parse(host).filter(a -> a.is(kind)).isPresent();
  }

  /** Whether a host is surely reached through a network that is not the cluster's or a private one. */
  private boolean isOutside(String host) {
    String domain = withoutDot(chosen.known("clusterDomain").orElse("cluster.local."));
    if (Address.parse(host).isPresent()) {
      return isAddress(host, Address.Kind.PUBLIC);
    }
    String name = withoutDot(host);
    return name.chars().filter(c -> c == '.').count() >= 2
        && !IN_CLUSTER.fits(name)
        && !name.endsWith("." + domain)
        && !new HostName(name).isLocal();
  }

  /** Whether a root certificate is needed and surely not given. */
  private boolean rootMissing() {
    Set<String> verifying =
        release.compareTo(SYSTEM_ROOTS) < 0
            ? Set.of("verify-ca", "verify-full")
            : Set.of("verify-ca");
    if (chosen.known("synapse.postgres.sslMode").filter(verifying::contains).isEmpty()) {
      return false;
    }
    boolean byVariable =
        chosen.items("synapse.extraEnv").stream()
            .anyMatch(v -> v.text("name").equals("PGSSLROOTCERT"));
    return !byVariable && additionalWithout("synapse", "sslrootcert");
  }

  /** Whether the additional configuration of a component is all here and nowhere has a word. */
  private boolean additionalWithout(String component, String word) {
    return chosen.entries(component + ".additional").values().stream()
        .map(item -> item.text("config"))
        .allMatch(
            config ->
                !config.isEmpty() && !config.contains(word) && Placeholder.in(config).isEmpty());
  }

  private void missing() {
    ValuePath about = ValuePath.of("postgres", "enabled");
    if (chosen.values().at(about).flatMap(Chosen::flag).orElse(false)) {
      return; // nearly always: there is the chart's own
    }
    List<String> missing =
        Stream.of("synapse", "matrixAuthenticationService").filter(parts::on).filter(c -> !chosen.given(c + ".postgres")).toList();
    Patch patch = new Patch(chosen);
    for (String component : missing) {
      String path = component + ".postgres.";
      String name = component.equals("synapse") ? "synapse" : "mas";
      patch.with(path + "host", "<host of your database>").with(path + "user", name).with(path + "database", name)
          .with(path + "password.secret", name + "-db").with(path + "password.secretKey", "password");
    }
    facts.put("database.missing", missing, about);
    facts.put("database.patch", patch.yaml(), about);
  }

  private void sharedDatabase() {
    Optional<String> synapse = database("synapse");
    Optional<String> mas = database("matrixAuthenticationService");
    if (synapse.isEmpty() || mas.isEmpty()) {
      return;
    }
    ValuePath path = ValuePath.of("matrixAuthenticationService", "postgres", "database");
    facts.put("database.shared", sameServer(synapse.get(), mas.get()), path);
    facts.put("database.sameText", literal("synapse").equals(literal("matrixAuthenticationService")), path);
  }

  /** A host, a port and a database in a form that can be compared. */
  private Optional<String> database(String component) {
    return host(component, "postgres")
        .filter(host -> fault(host).isEmpty())
        .flatMap(
            host ->
                chosen
                    .known(component + ".postgres.database")
                    .map(
                        database ->
                            normal(host)
                                + " "
                                + chosen.number(component + ".postgres.port").orElse(5432.0)
                                + " "
                                + database));
  }

  private String literal(String component) {
    String path = component + ".postgres.";
    return chosen.text(path + "host")
        + ":"
        + chosen.number(path + "port")
        + "/"
        + chosen.text(path + "database");
  }

  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** A host in lower case, without a dot at the end and without the domain of the cluster. */
  private String normal(String host) {
    String domain = withoutDot(chosen.known("clusterDomain").orElse("cluster.local."));
    String name = withoutDot(host.toLowerCase(Locale.ROOT));
    name =
        name.endsWith(".svc." + domain)
            ? name.substring(0, name.length() - domain.length() - 1)
            : name;
    return name;
  }

  /** Whether two databases are one; the short name of a service means the same as its long one. */
  private static boolean sameServer(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    String[] a = one.split(" ", 2);
    String[] b = other.split(" ", 2);
    return a[1].equals(b[1]) && (isShortFor(a[0], b[0]) || isShortFor(b[0], a[0]));
  }

  private static boolean isShortFor(String name, String full) {
    return full.endsWith(".svc")
        && (full.equals(name + ".svc") || (!name.contains(".") && full.startsWith(name + ".")));
  }

  private void sharedCache() {
    Optional<String> synapse = cache("synapse");
    Optional<String> hookshot = cache("hookshot");
    if (synapse.isPresent() && hookshot.isPresent()) {
      facts.put("cache.shared", synapse.equals(hookshot), ValuePath.of("hookshot", "redis", "host"));
    }
  }

  private Optional<String> cache(String component) {
    return host(component, "redis")
        .map(
            host ->
                normal(host)
                    + " "
                    + chosen.number(component + ".redis.port").orElse(6379.0)
                    + " "
                    + chosen.number(component + ".redis.db").orElse(0.0));
  }

  private void pool() {
    Optional<Quantity> limit =
        chosen.known("postgres.resources.limits.memory").flatMap(Quantity::parse);
    facts.put(
        "pool.limit",
        limit.map(ServerFacts::wholeGibibytes).orElse("4Gi"),
        ValuePath.of("postgres", "resources", "limits", "memory"));
    if (!parts.postgres()
        || limit.isEmpty()
        || !additionalWithout("synapse", "cp_max")
        || !additionalWithout("matrixAuthenticationService", "max_connections")) {
      return;
    }
    double wanted = 6;
    if (parts.internal("synapse", "postgres")) {
      wanted += 10;
      for (String worker : parts.workers()) {
        wanted += 10 * chosen.number(worker + ".replicas").orElse(1.0);
      }
    }
    if (parts.internal("matrixAuthenticationService", "postgres")) {
      wanted += 10 * chosen.number("matrixAuthenticationService.replicas").orElse(1.0);
    }
    double offered = limit.get().wholeTimes(PER_CONNECTION);
    ValuePath path = ValuePath.of("postgres", "resources", "limits", "memory");
    facts.put("pool.offered", offered, path);
    facts.put("pool.wanted", wanted, path);
    facts.put("pool.short", offered < wanted, path);
  }

  /** A limit that the chart can calculate with, and not a lower one. */
  private static String wholeGibibytes(Quantity limit) {
    long whole = 1;
    while (whole < 1024 && Quantity.ofMebibytes(whole << 10).compareTo(limit) < 0) {
      whole++;
    }
    return whole + "Gi";
  }

  private void cache() {
    Optional<Long> data =
        chosen
            .known("redis.maxMemory")
            .map(size -> size.endsWith("b") || size.endsWith("B") ? size.substring(0, size.length() - 1) : size)
            .flatMap(ByteSize::parse);
    Optional<Quantity> limit =
        chosen
            .values()
            .at(ValuePath.of("redis", "resources", "limits", "memory"))
            .flatMap(Value::text)
            .flatMap(Quantity::parse);
    if (parts.redis() && data.isPresent() && limit.isPresent() && limit.get().isPositive()) {
      boolean tight = limit.get().isNearlyFilledBy(Quantity.of(data.get()));
      // a third more than the data
      facts.put(
          "cache.enough",
          ((data.get() + (data.get() >> 2) + (data.get() >> 3)) >> 20) + 1 + "Mi",
          ValuePath.of("redis", "resources", "limits", "memory"));
      facts.put(
          "cache.tight",
          tight,
          chosen.isWritten("redis.maxMemory")
              ? ValuePath.of("redis", "maxMemory")
              : ValuePath.of("redis", "resources", "limits", "memory"));
    }
  }
}
