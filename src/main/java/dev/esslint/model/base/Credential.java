package dev.esslint.model.base;

import dev.esslint.chart.Release;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A credential that the chart looks at.
 *
 * @param checked whether the chart checks its form, rather than only using what it needs of it
 */
public record Credential(String path, Absent absent, boolean checked) {

  /** What the chart does about a credential that is left out. */
  public enum Absent {
    GENERATED,
    /** It is not used, and yet asked for where nothing is generated. */
    ASKED,
    REFUSED,
    FINE
  }

  /** What is written about a credential: its value, or the name of a Secret and a key in it. */
  public enum Given {
    NOTHING,
    /** There is something, and yet neither a value nor a part of a reference. */
    HOLLOW,
    VALUE,
    REFERENCE,
    /** A value and at least a part of a reference. */
    TWICE,
    NO_SECRET,
    NO_KEY
  }

  /** What is written about the credential at a path. */
  public static Given given(Chosen chosen, String path) {
    if (chosen.entries(path).isEmpty()) {
      return Given.NOTHING;
    }
    boolean secret = chosen.given(path + ".secret");
    boolean key = chosen.given(path + ".secretKey");
    if (chosen.given(path + ".value")) {
      return secret || key ? Given.TWICE : Given.VALUE;
    }
    return secret
        ? key ? Given.REFERENCE : Given.NO_KEY
        : key ? Given.NO_SECRET : Given.HOLLOW;
  }

  private static final Release CLIENT_SECRET_REMOVED = Release.parse("25.8.3").orElseThrow();
  private static final Release EXTRA_ADDED = Release.parse("25.12.2").orElseThrow();
  private static final Release BRIDGE_CHECKED = Release.parse("26.4.0").orElseThrow();
  private static final Release KEYS_FILE_REMOVED = Release.parse("26.8.1").orElseThrow();

  private static final Release PRIVATE_KEYS_FOUND = Release.parse("25.12.0").orElseThrow();

  /** Whether a credential works as a reference to a Secret: MAS does not find its private keys there before a release. */
  public static boolean isFoundInSecret(String path, Release release) {
    return !path.startsWith("matrixAuthenticationService.privateKeys.")
        || release.compareTo(PRIVATE_KEYS_FOUND) >= 0;
  }

  /** Whether the key of LiveKit has no default, so that the schema asks for it where its secret is given. */
  public static boolean needsKey(String path, Release release) {
    return path.equals("matrixRTC.livekitAuth.secret") && release.compareTo(KEYS_FILE_REMOVED) < 0;
  }

  /** Whether the chart would generate a credential, so that it runs a job for it. */
  public static boolean generates(Chosen chosen, Release release) {
    return generatesExtra(chosen, release)
        || (chosen.on("initSecrets.enabled")
            && needed(chosen, release).stream()
                .anyMatch(c -> c.absent == Absent.GENERATED && !chosen.given(c.path)));
  }

  /** Whether the chart makes settings of Synapse at random, whatever credentials are given. */
  public static boolean generatesExtra(Chosen chosen, Release release) {
    return release.compareTo(EXTRA_ADDED) >= 0
        && chosen.on("initSecrets.enabled")
        && new Parts(chosen).synapse();
  }

  /** The credentials of running components. */
  public static List<Credential> needed(Chosen chosen, Release release) {
    Parts parts = new Parts(chosen);
    List<Credential> needed = new ArrayList<>();
    if (parts.postgres()) {
      add(needed, Absent.GENERATED, "postgres.", "adminPassword");
      // also for a component whose database is elsewhere
      if (parts.synapse()) {
        add(needed, Absent.GENERATED, "postgres.essPasswords.", "synapse");
      }
      if (parts.mas()) {
        add(needed, Absent.GENERATED, "postgres.essPasswords.", "matrixAuthenticationService");
      }
    }
    if (parts.synapse()) {
      add(
          needed,
          Absent.GENERATED,
          "synapse.",
          "macaroon",
          "registrationSharedSecret",
          "signingKey");
      if (chosen.given("synapse.postgres")) {
        add(needed, Absent.REFUSED, "synapse.postgres.", "password");
      }
      add(needed, Absent.FINE, "synapse.redis.", "password");
    }
    if (parts.mas()) {
      String mas = "matrixAuthenticationService.";
      add(needed, Absent.GENERATED, mas, "encryptionSecret");
      if (chosen.values().at(ValuePath.parse(mas + "privateKeys")).isPresent()) {
        add(needed, Absent.GENERATED, mas + "privateKeys.", "rsa", "ecdsaPrime256v1");
        add(needed, Absent.FINE, mas + "privateKeys.", "ecdsaSecp256k1", "ecdsaSecp384r1");
      }
      if (parts.synapse()) {
        add(needed, Absent.GENERATED, mas, "synapseSharedSecret");
        if (release.compareTo(CLIENT_SECRET_REMOVED) < 0) {
          add(needed, Absent.GENERATED, mas, "synapseOIDCClientSecret");
        }
      }
      if (chosen.given(mas + "postgres")) {
        add(needed, Absent.REFUSED, mas + "postgres.", "password");
      }
    }
    if (parts.rtc()) {
      String livekit = "matrixRTC.livekitAuth.";
      boolean keysFile = release.compareTo(KEYS_FILE_REMOVED) < 0;
      if (!keysFile) {
        add(needed, parts.sfu() ? Absent.GENERATED : Absent.REFUSED, livekit, "secret");
      } else {
        // the chart looks for the file in a wrong place and checks the secret in its stead
        boolean given = chosen.given(livekit + "keysYaml");
        if (given) {
          needed.add(new Credential(livekit + "keysYaml", Absent.FINE, false));
        }
        // the schema asks for the secret of a mapping that is there
        boolean asked = chosen.has("matrixRTC.livekitAuth") && !chosen.has(livekit + "secret");
        if (given ? parts.sfu() : !asked) {
          needed.add(
              new Credential(
                  livekit + "secret", given ? Absent.ASKED : Absent.GENERATED, parts.sfu()));
        }
      }
    }
    if (parts.hookshot()) {
      boolean checked = release.compareTo(BRIDGE_CHECKED) >= 0;
      needed.add(new Credential("hookshot.appserviceRegistration", Absent.GENERATED, checked));
      needed.add(new Credential("hookshot.passkey", Absent.GENERATED, checked));
      add(needed, Absent.FINE, "hookshot.redis.", "password");
    }
    return needed;
  }

  private static void add(List<Credential> needed, Absent absent, String below, String... names) {
    for (String name : names) {
      needed.add(new Credential(below + name, absent, true));
    }
  }
}
