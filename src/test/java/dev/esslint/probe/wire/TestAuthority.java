package dev.esslint.probe.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.security.auth.x500.X500Principal;

/** An authority with an intermediate, and certificates of it. They are written by hand, since the JDK has a tool for that but no API. */
public final class TestAuthority {
  public static final String HOST = "matrix.example.test";
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Map<String, One> ALL = new LinkedHashMap<>();
  private static final Map<String, KeyManager[]> KEYS = new ConcurrentHashMap<>();

  private record One(PrivateKey key, List<X509Certificate> chain) {}

  static {
    make("root", "CN=Test Root", "", authority());
    make("intermediate", "CN=Test Intermediate", "root", authority());
    make("good", "CN=good", "intermediate", names(HOST));
    make("wildcard", "CN=" + HOST, "intermediate", names("*.example.test"));
    make("client", "CN=client", "intermediate", names(HOST), extension(new int[] {2, 5, 29, 37}, der(0x30, oid(1, 3, 6, 1, 5, 5, 7, 3, 2))));
    make("fetchable", "CN=fetchable", "intermediate", names(HOST), issuerAt("http://example.test/intermediate.crt"));
    make("self-signed", "CN=self", "", names(HOST));
    make("traefik", "CN=TRAEFIK DEFAULT CERT", "", names("1a2b.3c4d.traefik.default"));
    makeExpired();
  }

  private TestAuthority() {}

  private static byte[] authority() {
    return extension(new int[] {2, 5, 29, 19}, der(0x30, der(1, new byte[] {(byte) 0xff})));
  }

  private static byte[] names(String name) {
    return extension(new int[] {2, 5, 29, 17}, der(0x30, der(0x82, name.getBytes(StandardCharsets.US_ASCII))));
  }

  private static byte[] issuerAt(String address) {
    byte[] place = der(0x86, address.getBytes(StandardCharsets.US_ASCII));
    return extension(new int[] {1, 3, 6, 1, 5, 5, 7, 1, 1}, der(0x30, der(0x30, oid(1, 3, 6, 1, 5, 5, 7, 48, 2), place)));
  }

  private static byte[] extension(int[] oid, byte[] value) {
    return der(0x30, oid(oid), der(4, value));
  }

  private static void makeExpired() {
    make("expired", "CN=expired", "intermediate", Instant.now().minus(Duration.ofDays(40)), Duration.ofDays(30), names(HOST));
  }

  private static void make(String alias, String subject, String signer, byte[]... extensions) {
    make(alias, subject, signer, Instant.now().minus(Duration.ofDays(50)), YEAR, extensions);
  }

  private static void make(String alias, String subject, String signer, Instant from, Duration life, byte[]... extensions) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      One by = ALL.getOrDefault(signer, new One(pair.getPrivate(), List.of()));
      byte[] name = new X500Principal(subject).getEncoded();
      byte[] issuer = by.chain.isEmpty() ? name : by.chain.getFirst().getSubjectX500Principal().getEncoded();
      byte[] algorithm = der(0x30, oid(1, 2, 840, 10045, 4, 3, 2));
      byte[] version = der(0xa0, der(2, new byte[] {2}));
      byte[] serial = der(2, BigInteger.valueOf(ALL.size() + 1L).toByteArray());
      byte[] validity = der(0x30, time(from), time(from.plus(life)));
      byte[] more = der(0xa3, der(0x30, extensions));
      byte[] body = der(0x30, version, serial, algorithm, issuer, validity, name, pair.getPublic().getEncoded(), more);
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(by.key);
      signature.update(body);
      byte[] whole = der(0x30, body, algorithm, der(3, new byte[1], signature.sign()));
      List<X509Certificate> chain = new ArrayList<>();
      chain.add((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)));
      chain.addAll(by.chain);
      ALL.put(alias, new One(pair.getPrivate(), chain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(Instant moment) {
    String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(moment);
    return der(0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] oid(int... numbers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(numbers[0] * 40 + numbers[1]);
    for (int i = 2; i < numbers.length; i++) {
      for (int shift = 28; shift >= 0; shift -= 7) {
        if (shift == 0 || numbers[i] >>> shift != 0) {
          out.write((numbers[i] >>> shift & 0x7f) | (shift == 0 ? 0 : 0x80));
        }
      }
    }
    return der(6, out.toByteArray());
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 256) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 128) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static One one(String alias) {
    return Objects.requireNonNull(ALL.get(alias), alias);
  }

  /** The root as the only public authority. */
  public static Authorities asPublic() {
    return Authorities.of(Set.of(certificate("root")));
  }

  /** No public authority. */
  public static Authorities none() {
    return Authorities.of(Set.of());
  }

  public static X509Certificate certificate(String alias) {
    return one(alias).chain.getFirst();
  }

  /** The certificate as a file for {@code --ca}. */
  public static String pem(String alias) {
    try {
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate(alias).getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Key and chain for a server: {@code good}, {@code wildcard}, {@code expired}, {@code client}, {@code fetchable}, {@code self-signed} or
   * {@code traefik}. They are kept, because a store hides each key behind ten thousand rounds.
   *
   * @param length how many certificates of the chain are sent
   */
  public static KeyManager[] keys(String alias, int length) {
    return KEYS.computeIfAbsent(alias + " " + length, _ -> keys(one(alias), length));
  }

  /** Key and chain of a new certificate for a name of one's own. */
  public static KeyManager[] keysFor(String name) {
    synchronized (ALL) {
      if (!ALL.containsKey(name)) {
        make(name, "CN=" + name, "intermediate", names(name));
      }
      return keys(name, 2);
    }
  }

  private static KeyManager[] keys(One one, int length) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("one", one.key, new char[0], one.chain.stream().limit(length).toArray(Certificate[]::new));
      KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
