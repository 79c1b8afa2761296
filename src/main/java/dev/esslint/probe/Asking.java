package dev.esslint.probe;

import dev.esslint.probe.wire.Authorities;
import dev.esslint.probe.wire.Dns;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How is asked.
 *
 * @param version the version of esslint, which requests name
 * @param from where this machine is
 * @param resolved the addresses that the user gives names, by {@code host:port}
 * @param resolver the name server to ask; empty for those of this machine
 * @param servers the name servers of this machine, which tell why a name has no address
 * @param authorities whose certificates are valid
 * @param allowLocal whether addresses are asked that are valid only in a network
 * @param time how long all of it may take, without media
 * @param patience how long one answer may take
 * @param silence after which time a port that does not answer over UDP is silent
 * @param route where connections to an address really go, which is there for tests
 */
public record Asking(
    String version,
    Vantage from,
    Map<String, List<InetAddress>> resolved,
    Optional<Dns> resolver,
    List<InetSocketAddress> servers,
    Authorities authorities,
    boolean allowLocal,
    Duration time,
    Duration patience,
    Duration silence,
    InstantSource clock,
    UnaryOperator<InetSocketAddress> route) {}
