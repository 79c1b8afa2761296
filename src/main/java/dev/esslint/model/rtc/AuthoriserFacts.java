package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Templates;
import dev.esslint.net.HostName;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that the authoriser of Matrix RTC looks up, and how the host aliases serve them (catalogue 18.7). */
public final class AuthoriserFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        authoriser.nameless: whether there is no server name of which users could be
        authoriser.unaliased: the hosts of this deployment that the host aliases leave out, if there are any
        authoriser.localUnaliased: those hosts that only a local network resolves and that no alias has
        authoriser.hosts: all names that need an alias once there is one
        authoriser.completed: the aliases with what they leave out, as a flow sequence
        authoriser.aliases[]: an alias
          ip: its address
          is: whether that is a `text` or `missing`
          needed: whether it has one of the names
          patch: the aliases with another address in its place
        authoriser.variables: the environment variables that the chart gives the authoriser over the user's
        authoriser.overridden[]: a variable that the user sets and the chart gives the authoriser
          name: its name
          use: what it is for
        authoriser.repeated[]: a host name that is given a second time
          host: the name
          ip: its address
          earlierIp: the address that it has before
          same: whether the two addresses are the same
        """);
  }

  /** Of more aliases none is written anew: each patch has all of them. */
  private static final int MOST_PATCHED = 100;

  /** The release that tells the authoriser whose users may create rooms, and whose authoriser creates them itself, at the SFU. */
  private static final Release FULL_ACCESS = new Release(25, 8, 0);

  /** The release that takes {@code livekitAuth.keysYaml} away and tells the authoriser where Synapse is. */
  private static final Release WITHOUT_KEYS_YAML = new Release(26, 8, 1);

  /** What variables of the chart are for, where that can be set elsewhere or is decided elsewhere. */
  private static final Map<String, String> USES =
      Map.of(
          "LIVEKIT_KEY", "key",
          "LIVEKIT_SECRET", "secret",
          "LIVEKIT_SECRET_FROM_FILE", "secret",
          "LIVEKIT_KEY_FILE", "key-file",
          "LIVEKIT_URL", "sfu",
          "LIVEKIT_FULL_ACCESS_HOMESERVERS", "rooms");

  private static final ValuePath ALIASES = ValuePath.of("matrixRTC", "hostAliases");

  /** What the reader is to fill in. */
  private static final String CONTROLLER = "<IP address of the ingress controller's Service>";

  private AuthoriserFacts() {}

  /**
   * A name that the authoriser needs.
   *
   * @param served whether an Ingress of this deployment answers there
   */
  private record Name(HostName host, boolean served) {}

  public static void state(Chosen chosen, Release release, Facts facts) {
    if (!chosen.on("matrixRTC.enabled")) {
      return;
    }
    facts.put("authoriser.nameless", !chosen.given("serverName"), ValuePath.of("serverName"));
    stateVariables(chosen, release, facts);
    Optional<Map<String, String>> aliases = aliases(chosen, facts);
    List<String> unaliased = new ArrayList<>();
    List<String> local = new ArrayList<>();
    Set<String> hosts = new LinkedHashSet<>();
    for (Name name : names(chosen, release)) {
      if (name.served || name.host.isLocal()) {
        hosts.add(name.host.name());
      }
      if (aliases.isPresent()) {
        boolean aliased = aliases.get().containsKey(name.host.name());
        if (!aliased && name.served && !unaliased.contains(name.host.name())) {
          unaliased.add(name.host.name());
        }
        if (!aliased && name.host.isLocal() && !local.contains(name.host.name())) {
          local.add(name.host.name());
        }
      }
    }
    facts.put("authoriser.hosts", List.copyOf(hosts), ALIASES);
    if (aliases.isPresent()) {
      facts.put("authoriser.localUnaliased", local, ValuePath.of("serverName"));
      if (!chosen.items(ALIASES.toString()).isEmpty()) {
        facts.put("authoriser.unaliased", unaliased, ALIASES);
        facts.put("authoriser.completed", completed(chosen, unaliased, hosts), ALIASES);
      }
    }
    stateAliases(chosen, hosts, facts);
  }

  private static void stateVariables(Chosen chosen, Release release, Facts facts) {
    ValuePath path = ValuePath.of("matrixRTC", "extraEnv");
    List<String> own = variables(chosen, release);
    facts.put("authoriser.variables", own, path);
    List<Value> variables = chosen.items(path.toString());
    for (int i = 0; i < variables.size(); i++) {
      String name = variables.get(i).text("name");
      String use = USES.get(name);
      // the file that the chart names goes before a secret in a variable
      if (use != null && (own.contains(name) || name.equals("LIVEKIT_SECRET"))) {
        Facts item = facts.item("authoriser.overridden");
        item.put("name", name, path.index(i).key("name"));
        item.put("use", use, path.index(i).key("name"));
      }
    }
  }

  private static void stateAliases(Chosen chosen, Set<String> hosts, Facts facts) {
    List<Value> aliases = chosen.items(ALIASES.toString());
    for (int i = 0; i < aliases.size(); i++) {
      ValuePath path = ALIASES.index(i).key("ip");
      if (!(aliases.get(i) instanceof MapValue)) {
        continue; // it is refused as such
      }
      Facts item = facts.item("authoriser.aliases");
      item.put("ip", aliases.get(i).text("ip"), path);
      item.put("is", isGiven(aliases.get(i)) ? "text" : "missing", path);
      item.put("needed", isNeeded(chosen, aliases.get(i), hosts), path);
      if (aliases.size() <= MOST_PATCHED) {
        List<String> all = new ArrayList<>();
        for (Value alias : aliases) {
          all.add(alias(all.size() == i || !isGiven(alias) ? CONTROLLER : alias.text("ip"), hostnames(alias)));
        }
        item.put("patch", "[" + String.join(", ", all) + "]", path);
      }
    }
  }

  /** The aliases, each on one line, with more names in the one that leads to the ingress controller. */
  private static String completed(Chosen chosen, List<String> more, Set<String> hosts) {
    List<String> all = new ArrayList<>();
    boolean added = false;
    for (Value alias : chosen.items(ALIASES.toString())) {
      List<String> names = new ArrayList<>(hostnames(alias));
      if (!added && isNeeded(chosen, alias, hosts)) {
        names.addAll(more);
        added = true;
      }
      all.add(alias(isGiven(alias) ? alias.text("ip") : CONTROLLER, names));
    }
    if (!added) {
      all.add(alias(CONTROLLER, more));
    }
    return "[" + String.join(", ", all) + "]";
  }

  private static boolean isGiven(Value alias) {
    return !alias.text("ip").isEmpty();
  }

  private static String alias(String ip, List<String> hostnames) {
    return "{ip: "
        + YamlText.scalar(ip)
        + ", hostnames: ["
        + hostnames.stream().map(YamlText::scalar).collect(Collectors.joining(", "))
        + "]}";
  }

  /** Whether an alias has one of these names: others may be at any address. */
  private static boolean isNeeded(Chosen chosen, Value alias, Set<String> hosts) {
    return hostnames(alias).stream()
        .flatMap(name -> chosen.templates().host(name).stream())
        .anyMatch(host -> hosts.contains(host.name()));
  }

  private static List<String> hostnames(Value alias) {
    List<String> names = new ArrayList<>();
    if (ResolvedValues.below(alias, ValuePath.of("hostnames")).orElse(null) instanceof ListValue list) {
      list.items().forEach(name -> name.text().ifPresent(names::add));
    }
    return names;
  }

  /** What the chart sets, by release; a variable of the user's with such a name is dropped. */
  private static List<String> variables(Chosen chosen, Release release) {
    List<String> names = new ArrayList<>();
    boolean keys =
        release.compareTo(WITHOUT_KEYS_YAML) < 0
            && chosen.given("matrixRTC.livekitAuth.keysYaml");
    names.addAll(
        keys ? List.of("LIVEKIT_KEY_FILE") : List.of("LIVEKIT_KEY", "LIVEKIT_SECRET_FROM_FILE"));
    if (chosen.on("matrixRTC.sfu.enabled")) {
      names.add("LIVEKIT_URL");
    }
    if (release.compareTo(FULL_ACCESS) >= 0) {
      names.add("LIVEKIT_FULL_ACCESS_HOMESERVERS");
    }
    if (release.compareTo(WITHOUT_KEYS_YAML) >= 0 && chosen.on("synapse.enabled")) {
      names.add("LIVEKIT_CS_API_URL_OVERRIDES");
    }
    return names;
  }

  private static List<Name> names(Chosen chosen, Release release) {
    List<Name> names = new ArrayList<>();
    add(chosen, names, "serverName", chosen.on("wellKnownDelegation.enabled"));
    if (chosen.on("synapse.enabled")) {
      add(chosen, names, "synapse.ingress.host", true);
    }
    if (chosen.on("matrixRTC.sfu.enabled") && release.compareTo(FULL_ACCESS) >= 0) {
      add(chosen, names, "matrixRTC.ingress.host", true);
    }
    return names;
  }

  private static void add(Chosen chosen, List<Name> names, String path, boolean served) {
    chosen.host(path).ifPresent(host -> names.add(new Name(host, served)));
  }

  /** The address of every aliased host name; empty if a placeholder hides one. */
  private static Optional<Map<String, String>> aliases(Chosen chosen, Facts facts) {
    Map<String, String> aliases = new LinkedHashMap<>();
    boolean known = true;
    List<Value> items = chosen.items(ALIASES.toString());
    for (int i = 0; i < items.size(); i++) {
      String ip = items.get(i).text("ip");
      List<Value> hostnames = List.of();
      if (ResolvedValues.below(items.get(i), ValuePath.of("hostnames")).orElse(null) instanceof ListValue list) {
        hostnames = list.items();
      } else if (!(items.get(i) instanceof MapValue alias) || !alias.entries().keySet().equals(Set.of("ip"))) {
        known = false; // they are written in a form that is refused
      }
      for (int j = 0; j < hostnames.size(); j++) {
        Optional<HostName> host =
            hostnames.get(j).text().flatMap(t -> chosen.templates().host(t));
        if (host.isEmpty()) {
          known = false;
          continue;
        }
        String earlier = aliases.putIfAbsent(host.get().name(), ip);
        if (earlier != null) {
          ValuePath path = ALIASES.index(i).key("hostnames").index(j);
          Facts item = facts.item("authoriser.repeated");
          item.put("host", host.get().name(), path);
          item.put("ip", ip, path);
          item.put("earlierIp", earlier, path);
          item.put("same", ip.equals(earlier), path);
        }
      }
    }
    return known ? Optional.of(aliases) : Optional.empty();
  }
}
