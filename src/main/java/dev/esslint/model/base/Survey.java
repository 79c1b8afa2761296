package dev.esslint.model.base;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.model.Model;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.secret.Mask;
import dev.esslint.secret.MaskedValues;
import dev.esslint.text.Regex;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * Values as the makers of a {@link Model} ask for them; secrets are masked in them. A switch that a
 * placeholder hides may be on or off; as nothing goes away by switching a component on, what is
 * there with all of them off is surely there.
 *
 * @param chosen with all such switches on
 * @param certain with all of them off
 */
public record Survey(Chosen chosen, Chosen certain, Release release) {
  private static final Set<String> COMPONENTS = Set.copyOf(ChartComponent.keys());

  private static final Regex USER_IN_URL = new Regex("(?<=//)[^/@\\s]*@");

  public static Survey of(ResolvedValues values, Release release) {
    MapValue masked = known((MapValue) MaskedValues.of(values.root()));
    return new Survey(
        new Chosen(values.with((MapValue) switchedOn(masked))),
        new Chosen(values.with(masked)),
        release);
  }

  /** A tree without the components that the release does not have: it does not read them. */
  private static MapValue known(MapValue root) {
    SequencedMap<String, Value> known = new LinkedHashMap<>(root.entries());
    known.keySet().removeIf(key -> COMPONENTS.contains(key) && !has(root, key));
    return new MapValue(known, root.deleted(), root.origin());
  }

  /** Whether the release has a component: its settings are among the defaults. */
  public boolean has(String path) {
    return has(chosen.values().root(), path);
  }

  private static boolean has(MapValue root, String path) {
    Origin origin = root.origin();
    while (origin.overridden() != null) {
      origin = origin.overridden();
    }
    return origin.layer() instanceof Layer.Defaults defaults
        && Embedded.node(defaults.root(), ValuePath.parse(path)) instanceof MapNode;
  }

  /** A tree in which every {@code enabled} that cannot be known is true. */
  private static Value switchedOn(Value value) {
    return switch (value) {
      case MapValue(var entries, var deleted, var origin) -> {
        SequencedMap<String, Value> on = LinkedHashMap.newLinkedHashMap(entries.size());
        entries.forEach(
            (key, child) ->
                on.put(
                    key,
                    key.equals("enabled") && placeholder(child).isPresent()
                        ? new ScalarValue(Scalar.TRUE, child.origin())
                        : switchedOn(child)));
        yield new MapValue(on, deleted, origin);
      }
      case ListValue(var items, var origin) ->
          new ListValue(items.stream().map(Survey::switchedOn).toList(), origin);
      case ScalarValue scalar -> scalar;
    };
  }

  private static Optional<Placeholder> placeholder(Value value) {
    return value instanceof ScalarValue(Scalar.Str(String text), var origin)
        ? Placeholder.in(text)
        : Optional.empty();
  }

  public Parts parts() {
    return new Parts(chosen);
  }

  /** What the objects are called. */
  public ObjectNames objects() {
    return new ObjectNames(chosen.values().installation(), release);
  }

  /** The name by which the cluster knows a Service. */
  public String hostOf(String service) {
    Stated domain = text("clusterDomain");
    return service
        + "."
        + chosen.values().installation().shownNamespace()
        + ".svc."
        + switch (domain) {
          case Known(String text, _) -> text;
          case Missing _ -> "cluster.local";
          case Unknown _ -> "<clusterDomain>";
        };
  }

  /** Whether something is so, whatever the hidden switches are. */
  public State state(Predicate<Chosen> holds) {
    return holds.test(certain) ? State.ON : holds.test(chosen) ? State.UNKNOWN : State.OFF;
  }

  /** The state of a component. */
  public State component(String path) {
    return state(values -> isOn(values, path));
  }

  /** The workloads that run, or may run. */
  public List<String> running() {
    return parts().running(release);
  }

  /** The state of a workload. */
  public State workload(String path) {
    return state(values -> new Parts(values).isRunning(path, release));
  }

  private static boolean isOn(Chosen values, String path) {
    return values.on(path + ".enabled")
        && (!path.startsWith("matrixRTC.") || values.on("matrixRTC.enabled"));
  }

  /** The state of a flag that is not called {@code enabled}, or of one by itself. */
  public State flag(String path) {
    return certain.on(path)
        ? State.ON
        : certain.text(path).flatMap(Placeholder::in).isPresent() ? State.UNKNOWN : State.OFF;
  }

  /** Whether Matrix Authentication Service does the logins of Synapse. */
  public State delegated() {
    if (component("matrixAuthenticationService") == State.OFF) {
      return State.OFF;
    }
    String mas = "matrixAuthenticationService.";
    for (String path :
        List.of("preMigrationSynapseHandlesAuth", "syn2mas.enabled", "syn2mas.dryRun")) {
      if (flag(mas + path) == State.UNKNOWN) {
        return State.UNKNOWN;
      }
    }
    return state(Chosen::isDelegated);
  }

  /** Whether the SFU itself ends the TLS of TURN, so that it needs the certificate. */
  public State endsTurn() {
    return release.compareTo(Parts.TURN_ENDS_ELSEWHERE) < 0
        ? State.ON
        : flag(Parts.TURN_ENDS_ON_POD);
  }

  /** What cert-manager takes certificates from. */
  public Stated issuer() {
    return text("certManager.clusterIssuer").or(text("certManager.issuer"));
  }

  public boolean since(String first) {
    return release.compareTo(Release.parse(first).orElseThrow()) >= 0;
  }

  public Basis basis(String path) {
    return Basis.of(certain.values(), ValuePath.parse(path));
  }

  /** The text at a path that the chart takes as it is. */
  public Stated text(String path) {
    return certain
        .values()
        .at(ValuePath.parse(path))
        .map(value -> stated(value, Basis.of(ValuePath.parse(path), value.origin())))
        .orElseGet(() -> Stated.of("", basis(path)));
  }

  /**
   * The external addresses of a service, joined; missing if it has none. Only the service's own
   * count: the chart has none for all, and none at all before 26.1.2.
   */
  public Stated externalIps(String path) {
    Stated list = text(path);
    List<String> addresses = new ArrayList<>();
    for (Value item : since("26.1.2") ? certain.items(path) : List.<Value>of()) {
      switch (stated(item, list.basis())) {
        case Known(String address, _) -> addresses.add(address);
        case Missing _ -> {
          // says nothing
        }
        case Unknown address -> {
          return address;
        }
      }
    }
    return list instanceof Unknown ? list : Stated.of(String.join(", ", addresses), list.basis());
  }

  /**
   * The text at a path that the chart evaluates as a template; one that only inserts another value
   * is filled in.
   */
  public Stated template(String path) {
    Optional<String> filled =
        certain.text(path).flatMap(text -> certain.templates().expanded(text));
    return filled.map(text -> Stated.of(shown(text), basis(path))).orElseGet(() -> text(path));
  }

  /** What a value says; a mapping or a list says nothing. */
  public static Stated stated(Value value, Basis basis) {
    Optional<Placeholder> placeholder = placeholder(value);
    if (placeholder.isPresent()) {
      return new Unknown(reason(placeholder.get()), basis);
    }
    return Stated.of(
        value instanceof ScalarValue(Scalar scalar, var origin) && !scalar.equals(Scalar.NULL)
            ? shown(Scalar.text(scalar))
            : "",
        basis);
  }

  /** A text without the user and password that a URL may hold. */
  private static String shown(String text) {
    return USER_IN_URL.matcher(text).replaceAll(Matcher.quoteReplacement(Mask.MASK + "@"));
  }

  /** Why a value cannot be known. */
  static String reason(Placeholder placeholder) {
    return switch (placeholder) {
      case TEMPLATE -> "it is a template";
      case SUBSTITUTION -> "it is filled in later";
      case ENCRYPTED -> "it is encrypted";
      case REFERENCE, VAULT, MISWRITTEN -> "it is in a secret manager";
    };
  }
}
