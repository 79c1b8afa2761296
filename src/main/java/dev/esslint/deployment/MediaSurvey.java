package dev.esslint.deployment;

import dev.esslint.deployment.Model.AddressMode;
import dev.esslint.deployment.Model.SfuAddress;
import dev.esslint.source.Scalar;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How clients get to the SFU (catalogue 11 and 17.3). */
final class MediaSurvey {
  private static final String SFU = "matrixRTC.sfu";
  private static final String STUN = SFU + ".useStunToDiscoverPublicIP";
  private static final String MANUAL = SFU + ".manualIP";

  private final Survey survey;
  private final Configs configs;

  private MediaSurvey(Survey survey, ResolvedValues values) {
    this.survey = survey;
    this.configs = new Configs(new Chosen(values));
  }

  /**
   * How clients get to the SFU; empty if Matrix RTC is off.
   *
   * @param values the values with what embedded documents hold, which masking would spoil
   */
  static Optional<SfuAddress> address(Survey survey, ResolvedValues values) {
    return survey.component("matrixRTC") == State.OFF
        ? Optional.empty()
        : Optional.of(new MediaSurvey(survey, values).address());
  }

  private SfuAddress address() {
    State state = survey.component(SFU);
    if (state == State.OFF) {
      return new SfuAddress(
          survey.component("matrixRTC"), AddressMode.EXTERNAL, livekitUrl(), List.of());
    }
    Optional<Configs.Place> node = fragment("node_ip");
    Optional<Configs.Place> external = fragment("use_external_ip");
    if (!survey.since("25.12.0") && (node.isPresent() || external.isPresent())) {
      return fromFragment(state, node, external);
    }
    if (!survey.since("25.9.1")) {
      return unknown(
          state, Stated.unknown("this release has no setting for it", survey.basis(SFU)));
    }
    Stated manual = survey.text(MANUAL);
    return switch (survey.flag(STUN)) {
      case UNKNOWN -> unknown(state, survey.text(STUN));
      case ON ->
          new SfuAddress(state, AddressMode.STUN, Stated.of("", survey.basis(STUN)), stunServers());
      case OFF ->
          !manual.isMissing() && survey.since("25.9.3")
              ? new SfuAddress(state, AddressMode.MANUAL_IP, manual, List.of())
              : own(state);
    };
  }

  /** The address of the node or of the pod. */
  private SfuAddress own(State state) {
    Stated source = survey.text(SFU + ".nodeIPSource");
    if (!source.isKnown()) {
      return unknown(state, source);
    }
    AddressMode mode = source.text().equals("podIP") ? AddressMode.POD_IP : AddressMode.HOST_IP;
    boolean asked = survey.since("26.7.1") && source.basis().place().isPresent();
    return new SfuAddress(
        state, mode, Stated.of("", asked ? source.basis() : survey.basis(STUN)), List.of());
  }

  private SfuAddress fromFragment(
      State state, Optional<Configs.Place> node, Optional<Configs.Place> external) {
    if (external.isPresent() && isTrue(external.get().value())) {
      return new SfuAddress(
          state, AddressMode.STUN, Stated.of("", basis(external.get())), stunServers());
    }
    return node.map(
            place ->
                new SfuAddress(
                    state,
                    AddressMode.MANUAL_IP,
                    Survey.stated(place.value(), basis(place)),
                    List.of()))
        .orElseGet(() -> own(state));
  }

  private static SfuAddress unknown(State state, Stated why) {
    return new SfuAddress(state, AddressMode.UNKNOWN, why, List.of());
  }

  private static boolean isTrue(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin) && scalar.equals(Scalar.TRUE);
  }

  /** What the fragments of the SFU say about a key of {@code rtc}. */
  private Optional<Configs.Place> fragment(String key) {
    ValuePath path = ValuePath.of(Component.SFU.label(), "rtc", key);
    return configs
        .at(path)
        .filter(value -> !Documents.isUnknown(value))
        .flatMap(value -> configs.place(path));
  }

  private static Basis basis(Configs.Place place) {
    return Basis.of(place.path(), place.origin());
  }

  private List<Stated> stunServers() {
    List<Stated> servers = new ArrayList<>();
    Optional<Configs.Place> place = fragment("stun_servers");
    if (place.isPresent() && place.get().value() instanceof ListValue list) {
      for (int i = 0; i < list.items().size(); i++) {
        Value item = list.items().get(i);
        if (!Documents.isUnknown(item)) {
          servers.add(Survey.stated(item, Basis.of(place.get().path().index(i), item.origin())));
        }
      }
    } else if (configs.at(ValuePath.of(Component.SFU.label(), "rtc", "stun_servers")).isPresent()) {
      servers.add(
          Stated.unknown(
              "a fragment of the configuration cannot be read here",
              survey.basis(SFU + ".additional")));
    }
    return servers;
  }

  /** The LiveKit that takes the place of the SFU. */
  private Stated livekitUrl() {
    String list = "matrixRTC.extraEnv";
    for (int i = survey.chosen().items(list).size() - 1; i >= 0; i--) {
      String item = list + "[" + i + "]";
      if (survey.chosen().text(item + ".name").filter("LIVEKIT_URL"::equals).isPresent()) {
        return survey.text(item + ".value");
      }
    }
    return Stated.of("", survey.basis(list));
  }
}
