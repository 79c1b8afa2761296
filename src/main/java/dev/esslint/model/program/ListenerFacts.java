package dev.esslint.model.program;

import dev.esslint.embedded.Program;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ports on which Hookshot would listen twice, so that it stops. */
public final class ListenerFacts {
  private static final ValuePath WEBHOOK = ValuePath.of("webhook");
  private static final String LIST = "hookshot.takenPorts";

  /** Webhooks, metrics, widgets and Synapse; the chart listens there on all addresses. */
  private static final Set<Integer> OF_THE_CHART = Set.of(7775, 7777, 7778, 9993);

  /** Where Hookshot listens if nothing is said. */
  private static final String STANDARD = "127.0.0.1";

  private static final String ALL = "0.0.0.0";
  private static final String ALL_OF_BOTH = "::";

  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        hookshot.takenPorts[]: a port on which Hookshot would listen twice, so that it stops
          port: the port
          option: the option that names it
          by: what has it: the `chart`, a `listener` of the fragments, or Hookshot itself, which opens the port of an option `twice`
          other: the option of the listener
        """);
  }

  /** A listener, with the option and the place of its port. */
  private record Listener(ValuePath option, int port, String address, Origin place) {

    /** Whether the system refuses the second one of both; an address that is not known is none. */
    boolean excludes(Listener other) {
      return port == other.port && (covers(other.address) || other.covers(address));
    }

    private boolean covers(String one) {
      return address.equals(one)
          || address.equals(ALL_OF_BOTH)
          || (address.equals(ALL) && !one.contains(":"));
    }
  }

  private final ProgramConfig config;
  private final Facts facts;
  private final Set<String> stated;
  private final List<Listener> open = new ArrayList<>();

  private ListenerFacts(ProgramConfig config, Facts facts, Set<String> stated) {
    this.config = config;
    this.facts = facts;
    this.stated = stated;
  }

  /**
   * States them.
   *
   * @return the label of Hookshot, with a colon and an option of which nothing else need be said: that it is deprecated
   */
  public static Set<String> state(List<ProgramConfig> configs, Facts facts) {
    Set<String> stated = new HashSet<>();
    for (ProgramConfig config : configs) {
      if (config.program() == Program.HOOKSHOT) {
        new ListenerFacts(config, facts, stated).state();
      }
    }
    return stated;
  }

  private void state() {
    if (at(ValuePath.of("listeners")).orElse(null) instanceof ListValue(var items, var origin)) {
      for (int i = 0; i < items.size(); i++) {
        ValuePath item = ValuePath.of("listeners").index(i);
        listen(item, items.get(i), item.key("bindAddress"));
      }
    }
    for (String section : List.of("webhook", "widgets", "metrics")) {
      ValuePath path = ValuePath.of(section);
      at(path).ifPresent(value -> listen(path, value, path.key("bindAddress")));
    }
  }

  private void listen(ValuePath section, Value value, ValuePath address) {
    if (value instanceof MapValue map
        && map.entries().get("port") instanceof ScalarValue(Scalar.Num(double number), var origin)
        && number > 0) {
      boolean ofWidgets = section.equals(ValuePath.of("widgets"));
      String bind =
          ofWidgets ? STANDARD : at(address).flatMap(Value::text).filter(a -> !a.isEmpty()).orElse(STANDARD);
      Listener listener = new Listener(section.key("port"), (int) number, bind, origin);
      Optional<Listener> other = open.stream().filter(listener::excludes).findFirst();
      if (OF_THE_CHART.contains(listener.port)
          && listener.excludes(new Listener(listener.option, listener.port, ALL, origin))) {
        add(listener, "chart", "");
      } else if (other.isPresent()) {
        add(listener, "listener", other.get().option.toString());
      } else if (ofWidgets) {
        add(listener, "twice", "");
      }
      open.add(listener);
    }
  }

  private Optional<Value> at(ValuePath path) {
    return ResolvedValues.below(config.tree(), path);
  }

  private void add(Listener listener, String by, String other) {
    Origin place = listener.place;
    stated.add(config.label() + ":" + listener.option);
    if (listener.option.equals(WEBHOOK.key("port"))) {
      stated.add(config.label() + ":" + WEBHOOK);
    }
    ValuePath about =
        config
            .text()
            .apply(place)
            .map(text -> text.then(listener.option))
            .orElseGet(() -> ValuePath.of("hookshot", "additional"));
    Facts item =
        facts.item(LIST, about, new Origin(place.layer(), place.value(), place.value(), null));
    item.put("port", listener.port, about);
    item.put("option", listener.option.toString(), about);
    item.put("by", by, about);
    item.put("other", other, about);
  }
}
