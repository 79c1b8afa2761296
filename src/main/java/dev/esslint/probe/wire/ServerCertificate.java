package dev.esslint.probe.wire;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * What a server proved itself with, each question judged by itself: an expired certificate may still be of a public authority and for the right
 * name.
 *
 * @param chain the certificates as the server sent them, its own first
 * @param trust by whom it is vouched for, whatever the time is
 * @param gap where the chain ends, if nobody vouches for it
 */
public record ServerCertificate(List<X509Certificate> chain, Trust trust, Gap gap) {
  private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";
  private static final String FOR_ANYTHING = "2.5.29.37.0";
  private static final String ISSUER_ADDRESS = "1.3.6.1.5.5.7.1.1";

  /** By whom a certificate is vouched for. */
  public enum Trust {
    /** By a public authority, with what the server sent. */
    PUBLIC,
    /** Only by an authority that the user added. */
    ADDED,
    /** By nobody that is known. */
    NOBODY
  }

  /** Where a chain that nobody vouches for ends. */
  public enum Gap {
    /** It does not; or what is wrong lies elsewhere, such as in the purpose of the certificate or a signature. */
    NONE,
    /** The certificate is its own issuer. */
    SELF_SIGNED,
    /** At a root that is not known. */
    UNKNOWN_ROOT,
    /** The next issuer was not sent and is not known: an intermediate that is missing, or a private authority that sends no root. */
    ISSUER_NOT_SENT
  }

  /** What ingress controllers show if they have no certificate for a name. */
  public enum Controller {
    TRAEFIK("TRAEFIK DEFAULT CERT"),
    INGRESS_NGINX("Kubernetes Ingress Controller Fake Certificate");

    private final String commonName;

    Controller(String commonName) {
      this.commonName = commonName;
    }
  }

  /** Copies the chain, which has at least one certificate. */
  public ServerCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain without a certificate");
    }
  }

  static ServerCertificate of(List<X509Certificate> chain, Authorities authorities) {
    if (vouchedFor(chain, authorities.system())) {
      return new ServerCertificate(chain, Trust.PUBLIC, Gap.NONE);
    }
    if (vouchedFor(chain, authorities.all())) {
      return new ServerCertificate(chain, Trust.ADDED, Gap.NONE);
    }
    return new ServerCertificate(chain, Trust.NOBODY, gap(chain, authorities.all()));
  }

  private static boolean vouchedFor(List<X509Certificate> chain, Collection<X509Certificate> authorities) {
    X509Certificate own = chain.getFirst();
    if (authorities.contains(own)) {
      return true;
    }
    if (authorities.isEmpty() || !isForServers(own)) {
      return false;
    }
    try {
      Set<TrustAnchor> anchors = new HashSet<>();
      for (X509Certificate authority : authorities) {
        anchors.add(new TrustAnchor(authority, null));
      }
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(own);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
      parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(momentOf(own));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The moment closest to now at which the certificate itself is valid, since its dates are judged by themselves. */
  private static Date momentOf(X509Certificate own) {
    Instant now = Instant.now();
    if (now.isBefore(own.getNotBefore().toInstant())) {
      return own.getNotBefore();
    }
    return now.isAfter(own.getNotAfter().toInstant()) ? Date.from(own.getNotAfter().toInstant().minusSeconds(1)) : Date.from(now);
  }

  private static boolean isForServers(X509Certificate own) {
    try {
      List<String> purposes = own.getExtendedKeyUsage();
      return purposes == null || purposes.contains(FOR_SERVERS) || purposes.contains(FOR_ANYTHING);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static Gap gap(List<X509Certificate> chain, Collection<X509Certificate> authorities) {
    X509Certificate own = chain.getFirst();
    if (isItsOwnIssuer(own)) {
      return Gap.SELF_SIGNED;
    }
    X509Certificate last = own;
    for (int i = 0; i < chain.size(); i++) {
      Optional<X509Certificate> issuer = withSubject(chain, last.getIssuerX500Principal());
      if (issuer.isEmpty()) {
        return withSubject(authorities, last.getIssuerX500Principal()).isPresent() ? Gap.NONE : Gap.ISSUER_NOT_SENT;
      }
      last = issuer.get();
      if (isItsOwnIssuer(last)) {
        return authorities.contains(last) ? Gap.NONE : Gap.UNKNOWN_ROOT;
      }
    }
    return Gap.NONE;
  }

  private static boolean isItsOwnIssuer(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static Optional<X509Certificate> withSubject(Collection<X509Certificate> certificates, X500Principal subject) {
    return certificates.stream().filter(c -> c.getSubjectX500Principal().equals(subject)).findFirst();
  }

  /** The certificate of the server itself. */
  public X509Certificate own() {
    return chain.getFirst();
  }

  /** Since when it is valid. */
  public Instant notBefore() {
    return own().getNotBefore().toInstant();
  }

  /** Until when it is valid. */
  public Instant notAfter() {
    return own().getNotAfter().toInstant();
  }

  /** The time that it is still valid at a moment; negative if it has expired. */
  public Duration left(Instant now) {
    return Duration.between(now, notAfter());
  }

  /** An intermediate certificate of the chain that has expired, or is not valid yet. */
  public Optional<X509Certificate> outdatedIntermediate(Instant now) {
    return chain.stream()
        .skip(1)
        .filter(c -> now.isAfter(c.getNotAfter().toInstant()) || now.isBefore(c.getNotBefore().toInstant()))
        .findFirst();
  }

  /** The DNS names that it is for, as they are written in it. Its common name counts for nobody. */
  public List<String> names() {
    return names(2);
  }

  /** The addresses that it is for. */
  public List<String> addresses() {
    return names(7);
  }

  private List<String> names(int kind) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = own().getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> one : alternatives) {
          if (one.get(0).equals(kind) && one.get(1) instanceof String name) {
            names.add(name);
          }
        }
      }
    } catch (CertificateParsingException e) {
      // Names that cannot be read are for nobody.
      return List.of();
    }
    return names;
  }

  /** Whether it is for a DNS name, as RFC 9525 has it: `*` stands for one whole label, the first one. */
  public boolean isFor(String name) {
    String wanted = DnsMessage.plain(name);
    int dot = wanted.indexOf('.');
    for (String one : names()) {
      String written = DnsMessage.plain(one);
      boolean wildcard = written.startsWith("*.") && dot > 0 && written.indexOf('.', 2) > 0 && written.substring(1).equals(wanted.substring(dot));
      if (wildcard || written.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The controller whose default certificate this is. */
  public Optional<Controller> defaultOf() {
    String subject = own().getSubjectX500Principal().getName();
    for (Controller controller : Controller.values()) {
      if (subject.contains(controller.commonName)) {
        return Optional.of(controller);
      }
    }
    return Optional.empty();
  }

  /** Whether it says where its issuer can be fetched. Browsers do that, Go and the JDK do not: works there, and fails here. */
  public boolean saysWhereItsIssuerIs() {
    return own().getExtensionValue(ISSUER_ADDRESS) != null;
  }
}
