package dev.esslint.model.rtc;

import dev.esslint.model.base.Basis;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.base.Survey;
import dev.esslint.model.fragment.Component;
import dev.esslint.model.fragment.Configs;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How clients get to the SFU (catalogue 11 and 17.3). */
public final class MediaSurvey {
  private static final String SFU = "matrixRTC.sfu";

  /** What decides whose certificates the authoriser trusts. */
  private static final Set<String> OF_AUTHORITIES = Set.of("SSL_CERT_FILE", "SSL_CERT_DIR", "LIVEKIT_INSECURE_SKIP_VERIFY_TLS");

  private final Survey survey;
  private final Configs configs;

  private MediaSurvey(Survey survey, ResolvedValues values) {
    this.survey = survey;
    this.configs = new Configs(new Chosen(values), new Documents(values));
  }

  /**
   * How clients get to the SFU; empty if Matrix RTC is off.
   *
   * @param values the values with what embedded documents hold, which masking would spoil
   */
  public static Optional<SfuAddress> address(Survey survey, ResolvedValues values) {
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
    SfuAddressing found = SfuAddressing.of(survey.certain(), configs, survey.release());
    Basis basis =
        found
            .place()
            .map(MediaSurvey::basis)
            .orElseGet(() -> survey.basis(found.about().toString()));
    Stated address =
        switch (found.mode()) {
          case UNKNOWN -> unknown(found, basis);
          case MANUAL_IP ->
              SfuAddressing.given(survey.certain(), configs, survey.release())
                  .map(given -> Stated.of(given.text(), basis))
                  .orElseGet(
                      () ->
                          found
                              .place()
                              .map(place -> Survey.stated(place.value(), basis))
                              .orElseGet(() -> survey.text(found.about().toString())));
          default -> Stated.of("", basis);
        };
    return new SfuAddress(
        state,
        found.mode(),
        address,
        found.mode() == AddressMode.STUN ? stunServers() : List.of());
  }

  private Stated unknown(SfuAddressing found, Basis basis) {
    Stated hidden = survey.text(found.about().toString());
    return hidden instanceof Unknown
        ? hidden
        : new Unknown("a fragment of the configuration cannot be read here", basis);
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
          new Unknown(
              "a fragment of the configuration cannot be read here",
              survey.basis(SFU + ".additional")));
    }
    return servers;
  }

  /** Whether the values give the authoriser authorities of their own, or let it check no certificate. */
  public static State ownAuthority(Survey survey) {
    for (String list : List.of("matrixRTC.extraEnv", "matrixRTC.extraVolumeMounts")) {
      for (int i = 0; i < survey.chosen().items(list).size(); i++) {
        if (list.endsWith("Mounts") || survey.chosen().text(list + "[" + i + "].name").filter(OF_AUTHORITIES::contains).isPresent()) {
          return State.ON;
        }
      }
    }
    return State.OFF;
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

  /** Whose users may create rooms on the SFU; empty if there is no authoriser, or it does not ask. */
  public static Optional<Stated> homeservers(Survey survey) {
    if (survey.component("matrixRTC") == State.OFF) {
      return Optional.empty();
    }
    String restricted = "matrixRTC.restrictRoomCreationToLocalUsers";
    Stated server = survey.template("serverName");
    return Optional.of(
        !survey.since("25.8.0")
            ? Stated.of("*", survey.basis("matrixRTC"))
            : switch (survey.flag(restricted)) {
              case UNKNOWN -> survey.text(restricted);
              case OFF -> Stated.of("*", survey.basis(restricted));
              case ON -> server.isMissing() ? Stated.of("*", server.basis()) : server;
            });
  }
}
