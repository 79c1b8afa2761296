package dev.esslint.probe.wire;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that certificates are held against: those that esslint brings along, and those that the user adds. */
public final class Authorities {
  private final Set<X509Certificate> system;
  private final Set<X509Certificate> added;

  private Authorities(Set<X509Certificate> system, Set<X509Certificate> added) {
    this.system = system;
    this.added = added;
  }

  /** The public authorities that the JDK knows. It is not what the machine keeps under {@code /etc/ssl}. */
  public static Authorities known() {
    Set<X509Certificate> known = new HashSet<>();
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          known.addAll(List.of(x509.getAcceptedIssuers()));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return new Authorities(known, Set.of());
  }

  /** Only these as the public ones. */
  public static Authorities of(Set<X509Certificate> certificates) {
    return new Authorities(Set.copyOf(certificates), Set.of());
  }

  /** These, and those of a file with certificates, PEM or DER. Throws if it has none or cannot be read. */
  public Authorities with(byte[] file) throws CertificateException {
    Set<X509Certificate> more = new HashSet<>(added);
    for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(file))) {
      more.add((X509Certificate) certificate);
    }
    if (more.size() == added.size()) {
      throw new CertificateException("no certificate in it");
    }
    return new Authorities(system, more);
  }

  Set<X509Certificate> system() {
    return system;
  }

  List<X509Certificate> all() {
    List<X509Certificate> all = new ArrayList<>(system);
    all.addAll(added);
    return all;
  }
}
