package dev.esslint.probe.wire;

import java.net.InetAddress;

/** A record that a name server gave. */
public sealed interface DnsRecord {

  /** The name that it belongs to, in lower case, without the dot at the end. */
  String name();

  /** How many seconds it may be kept. */
  long ttl();

  /** {@code A} or {@code AAAA}. */
  record Address(String name, long ttl, InetAddress address) implements DnsRecord {}

  /** {@code CNAME}. */
  record Alias(String name, long ttl, String target) implements DnsRecord {}

  /** {@code SRV}; the target is empty where the service is said not to be offered. */
  record Service(String name, long ttl, int priority, int weight, int port, String target) implements DnsRecord {}

  /** {@code CAA}: tag {@code issue}, {@code issuewild}, {@code iodef} or another one, and its value. */
  record Authorization(String name, long ttl, boolean critical, String tag, String value) implements DnsRecord {}
}
