package dev.esslint.probe;

import dev.esslint.probe.wire.Failure;
import dev.esslint.probe.wire.OldTls;
import dev.esslint.probe.wire.ServerCertificate;
import dev.esslint.probe.wire.ServerCertificate.Trust;
import dev.esslint.probe.wire.Tls;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Judges connections and certificates. */
final class TlsJudge {
  private static final Duration SOON = Duration.ofDays(14);

  /** Failures of which the system tells nothing more. */
  private static final Set<Failure.Kind> SAID = EnumSet.of(Failure.Kind.TIMED_OUT, Failure.Kind.REFUSED);

  /** What a check expects if the values decide whose certificates the authoriser trusts. */
  static final String OWN_AUTHORITY = "own authority";

  private TlsJudge() {}

  /**
   * Judges a handshake.
   *
   * @param another whether another address of the name answers
   * @param authoriser whether the authoriser has to accept the certificate, too
   */
  static Verdict judge(
      Tls.Outcome outcome, String host, InetAddress address, Vantage from, boolean another, boolean authoriser, Instant now) {
    return switch (outcome) {
      case Tls.Session session -> certificate(session.certificate(), session.version(), host, authoriser, now);
      case Failure failure -> failure(failure, address, from, another);
    };
  }

  /** Judges a connection that failed. */
  static Verdict failure(Failure failure, InetAddress address, Vantage from, boolean another) {
    boolean v6 = address instanceof Inet6Address;
    Cause dead = v6 ? Cause.IPV6_DEAD : Cause.ADDRESS_DEAD;
    String seen = words(failure);
    return switch (failure.kind()) {
      case REFUSED -> another ? new Verdict.Broken(List.of(dead, Cause.PORT_CLOSED), seen) : Verdict.broken(Cause.PORT_CLOSED, seen);
      case TIMED_OUT ->
          failure.detail().startsWith("Read") // and not the connecting
              ? Verdict.broken(Cause.TLS_SILENT, seen)
              : another
              ? new Verdict.Broken(List.of(dead, Cause.PORT_FILTERED), seen)
              : from == Vantage.CLIENT
                  ? Verdict.broken(Cause.PORT_FILTERED, seen)
                  : new Verdict.Broken(List.of(Cause.NO_HAIRPIN, Cause.PORT_FILTERED), seen);
      case UNREACHABLE -> Verdict.undecidable("this machine has no route to " + address.getHostAddress() + (v6 ? ": it may have no IPv6" : ""));
      case NOT_TLS -> Verdict.broken(Cause.NOT_TLS, seen);
      case HANDSHAKE -> Verdict.broken(Cause.HANDSHAKE_REFUSED, seen);
      case OLD_TLS -> Verdict.broken(Cause.TLS_OUTDATED, seen);
      case RESET, CLOSED, MALFORMED ->
          another ? new Verdict.Broken(List.of(dead, Cause.CONNECTION_BROKEN), seen) : Verdict.broken(Cause.CONNECTION_BROKEN, seen);
    };
  }

  /** What comes of an offer of TLS 1.1. */
  static Verdict old(OldTls.Outcome outcome) {
    return switch (outcome) {
      case OldTls.Chosen chosen -> Verdict.suspicious(Cause.TLS_OLD_OFFERED, "it accepts " + chosen.version());
      case OldTls.Refused _ -> new Verdict.Kept("refused");
      case Failure failure -> Verdict.undecidable(words(failure));
    };
  }

  static String words(Failure failure) {
    String kind =
        switch (failure.kind()) {
          case REFUSED -> "connection refused";
          case TIMED_OUT -> "no answer in time";
          case RESET -> "connection reset";
          case CLOSED -> "connection closed";
          case UNREACHABLE -> "no route";
          case MALFORMED -> "not the protocol";
          case NOT_TLS -> "not TLS";
          case HANDSHAKE -> "handshake failed";
          case OLD_TLS -> "TLS is older than 1.2";
        };
    return failure.detail().isEmpty() || SAID.contains(failure.kind()) ? kind : kind + ": " + AnswerJudge.excerpt(failure.detail());
  }

  private static Verdict certificate(ServerCertificate certificate, String version, String host, boolean authoriser, Instant now) {
    String seen = seen(certificate, now);
    List<Cause> wrong = wrong(certificate, host, now);
    if (!wrong.isEmpty()) {
      return new Verdict.Broken(wrong, seen);
    }
    if (certificate.left(now).compareTo(SOON) < 0 && isLongLived(certificate)) {
      return Verdict.suspicious(Cause.CERTIFICATE_EXPIRES_SOON, seen);
    }
    return certificate.trust() == Trust.ADDED && authoriser
        ? Verdict.suspicious(Cause.AUTHORITY_PRIVATE, seen)
        : new Verdict.Kept(version + ", " + seen);
  }

  /** Certificates of a few days are always about to expire. */
  private static boolean isLongLived(ServerCertificate certificate) {
    return Duration.between(certificate.notBefore(), certificate.notAfter()).compareTo(SOON.multipliedBy(2)) > 0;
  }

  /** Whether a certificate proves a name to a client. */
  static boolean isValid(ServerCertificate certificate, String host, Instant now) {
    return wrong(certificate, host, now).isEmpty();
  }

  private static List<Cause> wrong(ServerCertificate certificate, String host, Instant now) {
    if (certificate.defaultOf().isPresent()) {
      return List.of(Cause.CERTIFICATE_OF_CONTROLLER);
    }
    if (certificate.left(now).isNegative()) {
      return List.of(Cause.CERTIFICATE_EXPIRED);
    }
    if (now.isBefore(certificate.notBefore())) {
      return List.of(Cause.CERTIFICATE_NOT_YET_VALID);
    }
    if (!certificate.isFor(host)) {
      return List.of(Cause.CERTIFICATE_FOR_OTHER_NAME);
    }
    if (certificate.outdatedIntermediate(now).isPresent()) {
      return List.of(Cause.INTERMEDIATE_EXPIRED);
    }
    return certificate.trust() == Trust.NOBODY ? untrusted(certificate) : List.of();
  }

  private static List<Cause> untrusted(ServerCertificate certificate) {
    return switch (certificate.gap()) {
      case SELF_SIGNED -> List.of(Cause.CERTIFICATE_SELF_SIGNED);
      // public authorities say where their intermediate ones are, private ones seldom do
      case ISSUER_NOT_SENT ->
          certificate.saysWhereItsIssuerIs()
              ? List.of(Cause.INTERMEDIATE_MISSING, Cause.AUTHORITY_UNKNOWN)
              : List.of(Cause.AUTHORITY_UNKNOWN, Cause.INTERMEDIATE_MISSING);
      case UNKNOWN_ROOT, NONE -> List.of(Cause.AUTHORITY_UNKNOWN);
    };
  }

  private static String seen(ServerCertificate certificate, Instant now) {
    List<String> names = certificate.names();
    String shown = names.isEmpty() ? "no DNS name" : String.join(", ", names.subList(0, Math.min(3, names.size()))) + (names.size() > 3 ? ", ..." : "");
    long days = certificate.left(now).toDays();
    return "certificate for " + shown + ", " + (days < 0 || certificate.left(now).isNegative() ? "expired " + -days + " days ago" : days + " days left")
        + ", issued by " + issuer(certificate.own().getIssuerX500Principal().getName());
  }

  private static String issuer(String name) {
    String common = name.replaceFirst("(?s).*?\\bCN=((?:[^,\\\\]|\\\\.)*).*", "$1");
    return AnswerJudge.excerpt(common);
  }
}
