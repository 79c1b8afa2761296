package dev.esslint.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The components of the chart: every block of values that becomes pods or documents, but for the workers of Synapse, which have
 * names of their own. In this order maps show them.
 */
public enum ChartComponent {
  SYNAPSE(
      "synapse", "Synapse", "matrix", "synapse",
      Trait.SWITCHED, Trait.RARE_KEY, Trait.BY_DEFAULT, Trait.ALIASES),
  MAS(
      "matrixAuthenticationService", "Matrix Authentication Service", "account", "matrix-authentication-service",
      Trait.SWITCHED, Trait.UNIQUE_KEY, Trait.BY_DEFAULT, Trait.ALIASES, Trait.STOPPABLE),
  SYN2MAS(
      "matrixAuthenticationService.syn2mas", "Migration to it (syn2mas)", "", "syn2mas",
      Trait.SWITCHED, Trait.ONCE),
  RTC(
      "matrixRTC", "Matrix RTC authoriser", "mrtc", "matrix-rtc-authorisation-service",
      Trait.SWITCHED, Trait.UNIQUE_KEY, Trait.BY_DEFAULT, Trait.ALIASES, Trait.STOPPABLE),
  SFU("matrixRTC.sfu", "Matrix RTC SFU", "", "matrix-rtc-sfu", Trait.SWITCHED, Trait.STOPPABLE),
  ELEMENT_WEB(
      "elementWeb", "Element Web", "chat", "element-web",
      Trait.SWITCHED, Trait.UNIQUE_KEY, Trait.BY_DEFAULT, Trait.STOPPABLE),
  ELEMENT_ADMIN(
      "elementAdmin", "Element Admin", "admin", "element-admin",
      Trait.SWITCHED, Trait.UNIQUE_KEY, Trait.BY_DEFAULT, Trait.STOPPABLE),
  HOOKSHOT(
      "hookshot", "Hookshot", "hookshot", "hookshot",
      Trait.SWITCHED, Trait.RARE_KEY, Trait.ALIASES, Trait.STOPPABLE),
  WELL_KNOWN(
      "wellKnownDelegation", "Well-known delegation", "", "well-known",
      Trait.SWITCHED, Trait.UNIQUE_KEY),
  HAPROXY("haproxy", "HAProxy", "", "haproxy", Trait.STOPPABLE),
  POSTGRES("postgres", "PostgreSQL", "", "postgres", Trait.STOPPABLE),
  REDIS("redis", "Redis", "", "redis", Trait.STOPPABLE),
  /** Until 26.1.0 its settings were below those of Synapse. */
  SYNAPSE_REDIS("synapse.redis", "Redis", "", "synapse-redis"),
  INIT_SECRETS("initSecrets", "Secret generator", "", "init-secrets", Trait.RARE_KEY, Trait.ONCE),
  DEPLOYMENT_MARKERS("deploymentMarkers", "Deployment markers", "", "deployment-markers", Trait.ONCE);

  /** What is so of some of them. */
  public enum Trait {
    /** A switch of its own decides whether it is there, beside those of what it belongs to. */
    SWITCHED,
    /** It has a host, and is there unless it is disabled. */
    BY_DEFAULT,
    /** No other chart has its key. */
    UNIQUE_KEY,
    /** Hardly any other chart has its key. */
    RARE_KEY,
    /** Its pods may have host aliases. */
    ALIASES,
    /** Without replicas it leaves its routes behind. */
    STOPPABLE,
    /** It is a job and not a server. */
    ONCE
  }

  private final String path;
  private final String title;
  private final String label;
  private final String object;

  @SuppressWarnings("ImmutableEnumChecker") // the set is one that cannot be changed
  private final Set<Trait> traits;

  ChartComponent(String path, String title, String label, String object, Trait... traits) {
    this.path = path;
    this.title = title;
    this.label = label;
    this.object = object;
    this.traits = Set.of(traits);
  }

  /** Where its settings are in the values. */
  public String path() {
    return path;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** What the chart's documentation calls its host below the server name; empty if it has none of its own. */
  public String label() {
    return label;
  }

  /** What its Service, or else its Job, is called after the name of the release. */
  public String object() {
    return object;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** It, and before it what it belongs to, of which a switch decides whether it is there. */
  public List<ChartComponent> switched() {
    List<ChartComponent> switched = new ArrayList<>();
    for (ChartComponent component : values()) {
      if (component.has(Trait.SWITCHED) && isIn(component)) {
        switched.add(component);
      }
    }
    return List.copyOf(switched);
  }

  private boolean isIn(ChartComponent around) {
    int end = around.path.length();
    return path.startsWith(around.path) && (path.length() == end || path.charAt(end) == '.');
  }

  /** The component at a path; empty for what is none, such as a worker of Synapse. */
  public static Optional<ChartComponent> at(String path) {
    for (ChartComponent component : values()) {
      if (component.path.equals(path)) {
        return Optional.of(component);
      }
    }
    return Optional.empty();
  }

  /** What people call the component at a path; the path where there is none. */
  public static String titleAt(String path) {
    return at(path).map(ChartComponent::title).orElse(path);
  }

  /** The paths of those that have something, in order. */
  public static List<String> paths(Trait trait) {
    List<String> paths = new ArrayList<>();
    for (ChartComponent component : values()) {
      if (component.has(trait)) {
        paths.add(component.path);
      }
    }
    return List.copyOf(paths);
  }

  /** The paths of those that have a host of their own, in order. */
  public static List<String> hosted() {
    List<String> paths = new ArrayList<>();
    for (ChartComponent component : values()) {
      if (!component.label.isEmpty()) {
        paths.add(component.path);
      }
    }
    return List.copyOf(paths);
  }

  /** Keys at the top of the values that hardly any other chart has. */
  public static Set<String> unmistakable() {
    List<String> keys = new ArrayList<>(List.of("matrixTools", "serverName"));
    keys.addAll(paths(Trait.UNIQUE_KEY));
    keys.addAll(paths(Trait.RARE_KEY));
    return Set.of(keys.toArray(new String[0]));
  }

  /** The keys at the top of the values, in order. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (ChartComponent component : values()) {
      if (component.path.indexOf('.') < 0) {
        keys.add(component.path);
      }
    }
    return List.copyOf(keys);
  }
}
