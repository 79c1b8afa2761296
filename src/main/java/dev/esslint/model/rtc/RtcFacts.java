package dev.esslint.model.rtc;

import dev.esslint.chart.Release;
import dev.esslint.embedded.Version;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Templates;
import dev.esslint.model.fragment.Configs;
import dev.esslint.model.rtc.GivenAddress.Use;
import dev.esslint.net.Address;
import dev.esslint.net.Address.Kind;
import dev.esslint.net.HostName;
import dev.esslint.text.Regex;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** How the SFU advertises itself and where TURN gets its name and certificate (catalogue 11). */
public final class RtcFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        rtc.addressMode: how the SFU learns its address: `stun`, `manual-ip`, `host-ip` or `pod-ip`
        rtc.address: the address that is given by hand; with STUN, it is not the one that clients are told
        rtc.addressSource: who wrote that address: a `value`, a `fragment` or the `chart`
        rtc.addressUse: what that address is good for, as the deployed LiveKit reads it: `unreadable`, `unreachable`, `private` or `public`
        rtc.addressFits: whether the clients of this deployment may reach that address
        rtc.meantAddress: what to write for the address that is given by hand
        rtc.local: whether the names of this deployment are local, so that clients may be, too
        rtc.localName: the name of this deployment that is local
        rtc.turnDomain: the domain of TURN over TLS
        rtc.turnDomainOwner: who answers at the domain of TURN over TLS already
        rtc.turnCertificate: where the certificate of TURN over TLS comes from: `secret`, `outside` of the pod, `issuer` or `none`
        rtc.sfuSettings: what is set for an SFU that is off
        """);
  }

  private static final String SFU = "matrixRTC.sfu.";
  private static final String TURN_TLS = SFU + "exposedServices.turnTLS.";

  /** An address with what does not belong to it: a scheme, brackets, a port, a prefix for one address, blanks. */
  private static final Regex WRAPPED =
      new Regex("(?:[a-z]{1,10}://)?\\[?([0-9.]{7,15}|[0-9a-fA-F:]{2,39})]?(?::[0-9]{1,5})?(?:/|/32|/128)?");

  /** Names of services that answer with the address that the name holds. */
  private static final Regex ADDRESS_IN_NAME =
      new Regex("(?:^|[.-])(\\d{1,3}(?:[.-]\\d{1,3}){3})\\.(?:nip|sslip)\\.io$");

  private RtcFacts() {}

  public static void state(Chosen chosen, Configs configs, Release release, Facts facts) {
    if (!chosen.on("matrixRTC.enabled")) {
      return;
    }
    if (!chosen.on(SFU + "enabled")) {
      stateSfuSettings(chosen, facts);
      return;
    }
    stateAddressing(SfuAddressing.of(chosen, configs, release), facts);
    Optional<Boolean> local = chosen.host("matrixRTC.ingress.host").map(rtc -> stateLocal(rtc, chosen, facts));
    SfuAddressing.given(chosen, configs, release)
        .ifPresent(address -> stateAddress(address, chosen.version(SFU + "image.tag"), local.orElse(true), facts));
    if (chosen.on(TURN_TLS + "enabled")) {
      stateTurn(chosen, release, facts);
    }
  }

  private static void stateAddressing(SfuAddressing addressing, Facts facts) {
    if (addressing.mode() != AddressMode.UNKNOWN) {
      String mode = addressing.mode().name().toLowerCase(Locale.ROOT).replace('_', '-');
      addressing
          .place()
          .ifPresentOrElse(
              place -> facts.put("rtc.addressMode", mode, place.path(), place.origin()),
              () -> facts.put("rtc.addressMode", mode, addressing.about()));
    }
  }

  /** States whether names are local, and gives it. */
  private static boolean stateLocal(HostName rtc, Chosen chosen, Facts facts) {
    ValuePath own = ValuePath.of("matrixRTC", "ingress", "host");
    HostName name = isLocal(rtc) ? rtc : chosen.host("serverName").orElse(rtc);
    boolean local = isLocal(name);
    facts.put("rtc.local", local, own);
    if (local) {
      facts.put("rtc.localName", name.name(), isLocal(rtc) ? own : ValuePath.of("serverName"));
    }
    return local;
  }

  /**
   * States the address that is given by hand.
   *
   * @param local whether clients may be in the network of the deployment
   */
  private static void stateAddress(GivenAddress address, Optional<Version> livekit, boolean local, Facts facts) {
    ValuePath about = address.about();
    address
        .origin()
        .ifPresentOrElse(
            origin -> facts.put("rtc.address", address.text(), about, origin),
            () -> facts.put("rtc.address", address.text(), about));
    facts.put("rtc.addressSource", address.source().label(), about);
    address
        .use(livekit)
        .ifPresent(
            use -> {
              facts.put("rtc.addressUse", use.label(), about);
              facts.put("rtc.addressFits", use == Use.PUBLIC || (use == Use.PRIVATE && local), about);
            });
    facts.put("rtc.meantAddress", meant(address.text()), about);
  }

  /** The one address in a text with what does not belong there, such as a port; or else what is to be written. */
  private static String meant(String text) {
    Matcher wrapped = WRAPPED.matcher(text.strip());
    return wrapped.matches() && Address.parse(wrapped.group(1)).isPresent()
        ? wrapped.group(1)
        : "<IP address where clients reach the SFU>";
  }

  private static boolean isLocal(HostName host) {
    return host.isLocal() || (host.name().endsWith(".io") && hasLocalAddress(host.name()));
  }

  /** Whether a name is one that stands for an address of a local network, at a service that answers with it. */
  private static boolean hasLocalAddress(String host) {
    Matcher name = ADDRESS_IN_NAME.matcher(host);
    return name.find()
        && Address.parse(name.group(1).replace('-', '.'))
            .filter(a -> a.is(Kind.PRIVATE) || a.is(Kind.LOOPBACK))
            .isPresent();
  }

  private static void stateTurn(Chosen chosen, Release release, Facts facts) {
    ValuePath path = ValuePath.parse(TURN_TLS + "domain");
    chosen
        .text(path.toString())
        .flatMap(text -> chosen.templates().expanded(text))
        .ifPresent(
            domain -> facts.put("rtc.turnDomain", domain.strip().toLowerCase(Locale.ROOT), path));
    Stream.concat(
            Parts.HOSTED.stream()
                .filter(component -> chosen.on(component + ".enabled"))
                .map(component -> component + ".ingress.host"),
            Stream.of("serverName").filter(at -> chosen.on("wellKnownDelegation.enabled")))
        .filter(
            at ->
                chosen.host(at).isPresent() && chosen.host(at).equals(chosen.host(path.toString())))
        .findFirst()
        .ifPresent(at -> facts.put("rtc.turnDomainOwner", at, ValuePath.parse(at)));
    boolean outside = !new Parts(chosen).endsTurn(release);
    facts.put(
        "rtc.turnCertificate",
        outside
            ? "outside"
            : chosen.text(TURN_TLS + "tlsSecret").isPresent()
                ? "secret"
                : isFilled(chosen, "certManager") ? "issuer" : "none",
        ValuePath.parse(TURN_TLS + (outside ? "tlsTerminationOnPod" : "tlsSecret")));
  }

  private static boolean isFilled(Chosen chosen, String path) {
    return chosen.values().at(ValuePath.parse(path)).orElse(null) instanceof MapValue map
        && !map.entries().isEmpty();
  }

  private static void stateSfuSettings(Chosen chosen, Facts facts) {
    ValuePath sfu = ValuePath.of("matrixRTC", "sfu");
    if (chosen.values().writtenAt(sfu).orElse(null) instanceof MapValue written) {
      List<String> settings =
          written.entries().keySet().stream()
              .filter(key -> !key.equals("enabled") && chosen.changes(sfu.key(key)))
              .toList();
      if (!settings.isEmpty()) {
        facts.put("rtc.sfuSettings", settings, sfu.key(settings.getFirst()));
      }
    }
  }
}
