package dev.esslint.map;

import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Missing;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.RouteTls;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.rtc.SfuAddress;
import dev.esslint.text.Visible;

/** Facts in words; what the input holds is made visible. */
final class FactWords {
  private FactWords() {}

  static String of(Stated stated) {
    return of(stated, "not set");
  }

  /**
   * @param missing what to say if nothing is there
   */
  static String of(Stated stated, String missing) {
    return switch (stated) {
      case Known(String text, _) -> Visible.of(text);
      case Missing _ -> missing;
      case Unknown(String reason, _) -> "unknown: " + reason;
    };
  }

  /** The host of an Ingress or the domain of TURN; where it would be set if it is not. */
  static String host(Stated host) {
    String path = " (" + host.basis().path() + ")";
    return host instanceof Known ? of(host) : of(host) + path;
  }

  static String visible(String text) {
    return Visible.of(text);
  }

  /** What may be there or not, said so. */
  static String perhaps(State state, String text) {
    return state == State.UNKNOWN ? text + " (perhaps)" : text;
  }

  static String of(State state) {
    return switch (state) {
      case ON -> "on";
      case OFF -> "off";
      case UNKNOWN -> "unknown";
    };
  }

  /** Where the certificate of an Ingress comes from, in a few words. */
  static String of(RouteTls tls) {
    return certificate(tls.source(), tls.name());
  }

  static String of(Certificate certificate) {
    String text = certificate(certificate.source(), certificate.name());
    return certificate.remark().isEmpty() ? text : text + "; " + certificate.remark();
  }

  private static String certificate(TlsSource source, Stated name) {
    return switch (source) {
      case OFF -> "off";
      case SECRET, GLOBAL_SECRET -> "Secret " + of(name);
      case CERT_MANAGER -> "cert-manager, issuer " + of(name);
      case ANNOTATION -> "annotation, issuer " + of(name);
      case CONTROLLER, NONE -> "default of the controller";
      case OUTSIDE -> "of the proxy that terminates TLS";
      case UNKNOWN -> of(name);
    };
  }

  /** How clients get to the SFU, in a sentence. */
  static String of(SfuAddress address) {
    return switch (address.mode()) {
      case STUN -> "The SFU asks a STUN server for its public address and advertises it";
      case MANUAL_IP -> "The SFU advertises the address " + of(address.address());
      case HOST_IP -> "The SFU advertises the address of its node";
      case POD_IP -> "The SFU advertises the address of its pod";
      case EXTERNAL ->
          "The SFU is disabled. Calls use the LiveKit at "
              + of(address.address(), "an address that is not set");
      case UNKNOWN -> of(address.address());
    };
  }

  /** The same for a picture. */
  static String brief(SfuAddress address) {
    return address.mode() == AddressMode.STUN
        ? "address found by STUN"
        : address.mode() == AddressMode.MANUAL_IP
            ? "address " + of(address.address())
            : address.mode() == AddressMode.HOST_IP
                ? "address of its node"
                : address.mode() == AddressMode.POD_IP ? "address of its pod" : "address unknown";
  }
}
