package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.Documents.Read;
import dev.esslint.model.base.Embedded;
import dev.esslint.model.base.State;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.GivenAddress.Source;
import dev.esslint.tree.Document;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.Optional;

/**
 * Which address the SFU tells clients, and what decides it, by release (templates and configuration of the SFU in every
 * release, and LiveKit's {@code Validate} of the RTC settings): STUN was always on up to 25.9.0 and has a setting from 25.9.1 on;
 * fragments went over the chart's word up to 25.11.1; the addresses of 25.9.1 and 25.9.2 never reach the SFU, which then announces
 * a fixed address of documentation.
 *
 * @param mode {@link AddressMode#UNKNOWN} if a placeholder or a Secret decides it
 * @param about the value that decides it
 * @param place where in a fragment it is decided; empty if none has a say
 */
record SfuAddressing(AddressMode mode, ValuePath about, Optional<Configs.Place> place) {
  private static final ValuePath SFU = ValuePath.of("matrixRTC", "sfu");
  private static final ValuePath STUN = SFU.key("useStunToDiscoverPublicIP");
  private static final ValuePath MANUAL = SFU.key("manualIP");
  private static final ValuePath SOURCE = SFU.key("nodeIPSource");

  /** What 25.9.1 and 25.9.2 write in the place of a manual address. */
  private static final String NOT_PASSED_ON = "198.51.100.1";

  /** From here on there are fragments; before, the setting of that name was the text of one. */
  private static final Release FRAGMENTS = new Release(25, 6, 1);

  private static final Release STUN_SETTING = new Release(25, 9, 1);
  private static final Release PASSED_ON = new Release(25, 9, 3);
  private static final Release OVERRIDES = new Release(25, 12, 0);
  private static final Release NODE_IP_SOURCE = new Release(26, 7, 1);

  /** How an SFU that is on finds its address. */
  public static SfuAddressing of(Chosen chosen, Configs configs, Release release) {
    if (release.compareTo(FRAGMENTS) < 0 && !keepsStun(chosen)) {
      return unknown(SFU.key("additional"));
    }
    boolean fragments = release.compareTo(FRAGMENTS) >= 0 && release.compareTo(OVERRIDES) < 0;
    Optional<Value> external = fragments ? configs.at(key("use_external_ip")) : Optional.empty();
    Optional<Value> node = fragments ? configs.at(key("node_ip")) : Optional.empty();
    if (external.isPresent()) {
      return switch (truth(external.get())) {
        case UNKNOWN -> unknown(place(configs, "use_external_ip"));
        case ON -> in(AddressMode.STUN, configs, "use_external_ip");
        case OFF -> withoutStun(chosen, configs, release, node);
      };
    }
    if (release.compareTo(STUN_SETTING) < 0) {
      return new SfuAddressing(AddressMode.STUN, SFU, Optional.empty());
    }
    if (chosen.on(STUN.toString())) {
      return new SfuAddressing(AddressMode.STUN, STUN, Optional.empty());
    }
    return hides(chosen, STUN) ? unknown(STUN) : withoutStun(chosen, configs, release, node);
  }

  /**
   * The address that somebody wrote for an SFU that is on, if it is known. With STUN on, it is in the SFU's configuration all the
   * same.
   */
  static Optional<GivenAddress> given(Chosen chosen, Configs configs, Release release) {
    Optional<Configs.Place> fragment =
        release.compareTo(FRAGMENTS) < 0 ? Optional.empty() : place(configs, "node_ip");
    boolean manual = release.compareTo(STUN_SETTING) >= 0 && chosen.text(MANUAL.toString()).isPresent();
    if (manual && (fragment.isEmpty() || release.compareTo(OVERRIDES) >= 0)) {
      return release.compareTo(PASSED_ON) < 0
          ? Optional.of(new GivenAddress(NOT_PASSED_ON, Source.CHART, MANUAL, Optional.empty()))
          : chosen
              .known(MANUAL.toString())
              .map(text -> new GivenAddress(text, Source.VALUE, MANUAL, Optional.empty()));
    }
    boolean overwritten = release.compareTo(OVERRIDES) >= 0 && !chosen.on(STUN.toString());
    return fragment
        .filter(place -> !overwritten && !Documents.isUnknown(place.value()))
        .flatMap(
            place ->
                place
                    .value()
                    .text()
                    .filter(text -> !text.isEmpty() && Placeholder.in(text).isEmpty())
                    .map(text -> new GivenAddress(text, Source.FRAGMENT, place.path(), Optional.of(place.origin()))));
  }

  /** Whether the one text that goes over the chart's configuration leaves STUN on. */
  private static boolean keepsStun(Chosen chosen) {
    ValuePath path = SFU.key("additional");
    if (!chosen.given(path.toString())) {
      return true;
    }
    return chosen.values().at(path).orElse(null) instanceof ScalarValue(Scalar.Str(String yaml), Origin origin)
        && Documents.read(Embedded.of(path, yaml, origin)) instanceof Read.Yaml(Embedded text, Document document)
        && Value.of(text.layer(), document.root(), text.place()) instanceof MapValue map
        && ResolvedValues.below(map, ValuePath.of("rtc", "use_external_ip"))
            .map(external -> truth(external) == State.ON)
            .orElse(true);
  }

  private static SfuAddressing withoutStun(
      Chosen chosen, Configs configs, Release release, Optional<Value> node) {
    if (node.isPresent()) {
      return Documents.isUnknown(node.get())
          ? unknown(place(configs, "node_ip"))
          : in(AddressMode.MANUAL_IP, configs, "node_ip");
    }
    if (release.compareTo(STUN_SETTING) >= 0 && chosen.text(MANUAL.toString()).isPresent()) {
      return new SfuAddressing(AddressMode.MANUAL_IP, MANUAL, Optional.empty());
    }
    if (release.compareTo(PASSED_ON) < 0 || chosen.on(STUN.toString())) {
      // LiveKit takes an address of its own network interfaces, also where only a fragment disables STUN
      boolean onNode = chosen.on(SFU.key("hostNetwork").toString());
      ValuePath about = release.compareTo(STUN_SETTING) < 0 ? SFU : STUN;
      return new SfuAddressing(
          onNode ? AddressMode.HOST_IP : AddressMode.POD_IP,
          about,
          place(configs, "use_external_ip"));
    }
    if (release.compareTo(NODE_IP_SOURCE) >= 0) {
      if (hides(chosen, SOURCE)) {
        return unknown(SOURCE);
      }
      if (chosen.text(SOURCE.toString()).filter("podIP"::equals).isPresent()) {
        return new SfuAddressing(AddressMode.POD_IP, SOURCE, Optional.empty());
      }
    }
    return new SfuAddressing(AddressMode.HOST_IP, STUN, place(configs, "use_external_ip"));
  }

  private static boolean hides(Chosen chosen, ValuePath path) {
    return chosen.text(path.toString()).flatMap(Placeholder::in).isPresent();
  }

  private static State truth(Value value) {
    return Documents.isUnknown(value)
        ? State.UNKNOWN
        : value instanceof ScalarValue(Scalar scalar, var origin) && scalar.equals(Scalar.TRUE)
            ? State.ON
            : State.OFF;
  }

  private static SfuAddressing unknown(ValuePath about) {
    return new SfuAddressing(AddressMode.UNKNOWN, about, Optional.empty());
  }

  private static SfuAddressing unknown(Optional<Configs.Place> place) {
    return new SfuAddressing(AddressMode.UNKNOWN, SFU.key("additional"), place);
  }

  private static SfuAddressing in(AddressMode mode, Configs configs, String key) {
    Optional<Configs.Place> place = place(configs, key);
    return new SfuAddressing(mode, place.map(Configs.Place::path).orElse(SFU.key("additional")), place);
  }

  private static Optional<Configs.Place> place(Configs configs, String key) {
    return configs.place(key(key)).filter(place -> place.path().last().equals(key(key).last()));
  }

  private static ValuePath key(String key) {
    return ValuePath.of(Component.SFU.label(), "rtc", key);
  }
}
