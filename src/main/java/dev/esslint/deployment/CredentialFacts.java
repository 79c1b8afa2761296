package dev.esslint.deployment;

import dev.esslint.chart.Release;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What is wrong with the credentials that the deployment needs (catalogue 5 and 18.9). A credential is a mapping with
 * {@code value}, or with {@code secret} and {@code secretKey}; the chart generates most of those that are left out.
 *
 * <p>Lists of items with {@code path}: {@code given.twice[]}, in clear text and as a reference, the two at {@code value}
 * and {@code reference}; {@code given.half[]}, a reference without its other half; {@code given.hollow[]}, nothing but empty
 * strings; {@code given.blank[]}, the same where the chart takes it for a reference; {@code given.lacking[]}, left out and
 * never generated. {@code given.ungenerated}: the paths of those that are left out while generating is off. The {@code
 * patch} of an item, and {@code given.patch} for those that are not generated, is YAML that gives a reference.
 */
final class CredentialFacts {
  static Set<String> names() {
    return Facts.names(
        Facts.list("given.twice", "path", "value", "reference"),
        Facts.list("given.half", "path", "patch"),
        Facts.list("given.hollow", "path"),
        Facts.list("given.blank", "path"),
        Facts.list("given.lacking", "path", "patch"),
        Set.of("given.ungenerated", "given.patch"));
  }

  private static final Release CLIENT_SECRET_REMOVED = Release.parse("25.8.3").orElseThrow();
  private static final Release EXTRA_ADDED = Release.parse("25.12.2").orElseThrow();
  private static final Release KEYS_FILE_REMOVED = Release.parse("26.8.1").orElseThrow();

  /** What the chart does about a credential that is left out. */
  enum Absent {
    GENERATED,
    /** It is not used, and yet asked for where nothing is generated. */
    ASKED,
    REFUSED,
    FINE
  }

  /**
   * A credential that the chart looks at.
   *
   * @param checked whether the chart checks its form, rather than only using what it needs of it
   */
  record Credential(String path, Absent absent, boolean checked) {}

  private final Chosen chosen;
  private final Facts facts;
  private final boolean generating;
  private final List<String> ungenerated = new ArrayList<>();

  private CredentialFacts(Chosen chosen, Facts facts) {
    this.chosen = chosen;
    this.facts = facts;
    this.generating = chosen.on("initSecrets.enabled");
  }

  static void state(Chosen chosen, Release release, Facts facts) {
    CredentialFacts credentials = new CredentialFacts(chosen, facts);
    needed(chosen, release).forEach(credentials::check);
    if (!credentials.ungenerated.isEmpty()) {
      facts.put(
          "given.ungenerated", credentials.ungenerated, ValuePath.of("initSecrets", "enabled"));
      Pasted patch = new Pasted();
      credentials.ungenerated.stream()
          .sorted()
          .forEach(path -> patch.add(ValuePath.parse(path), credentials.reference(path)));
      facts.put("given.patch", patch.text(), ValuePath.of("initSecrets", "enabled"));
    }
  }

  /** Whether the chart would generate a credential, so that it runs a job for it. */
  static boolean generates(Chosen chosen, Release release) {
    return generatesExtra(chosen, release)
        || (chosen.on("initSecrets.enabled")
            && needed(chosen, release).stream()
                .anyMatch(c -> c.absent == Absent.GENERATED && !chosen.given(c.path)));
  }

  /** Whether the chart makes settings of Synapse at random, whatever credentials are given. */
  static boolean generatesExtra(Chosen chosen, Release release) {
    return release.compareTo(EXTRA_ADDED) >= 0
        && chosen.on("initSecrets.enabled")
        && new Parts(chosen).synapse();
  }

  /** The credentials of running components. */
  static List<Credential> needed(Chosen chosen, Release release) {
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
        if (parts.sfu() || !given) {
          needed.add(
              new Credential(
                  livekit + "secret", given ? Absent.ASKED : Absent.GENERATED, parts.sfu()));
        }
      }
    }
    if (parts.hookshot()) {
      add(needed, Absent.GENERATED, "hookshot.", "appserviceRegistration", "passkey");
      add(needed, Absent.FINE, "hookshot.redis.", "password");
    }
    return needed;
  }

  private static void add(List<Credential> needed, Absent absent, String below, String... names) {
    for (String name : names) {
      needed.add(new Credential(below + name, absent, true));
    }
  }

  private void check(Credential credential) {
    SequencedMap<String, Value> given = chosen.entries(credential.path);
    ValuePath path = ValuePath.parse(credential.path);
    boolean value = has(given, "value");
    boolean secret = has(given, "secret");
    boolean secretKey = has(given, "secretKey");
    if (!credential.checked && !given.isEmpty()) {
      used(credential, given, path);
    } else if (value && (secret || secretKey)) {
      String item = state("given.twice", credential.path, path);
      facts.put(item + ".value", "value", path.key("value"));
      String reference = secretKey ? "secretKey" : "secret";
      facts.put(item + ".reference", reference, path.key(reference));
    } else if (secret != secretKey) {
      patched("given.half", credential.path, path);
    } else if (!value && !secret && !given.isEmpty()) {
      boolean taken =
          credential.absent == Absent.GENERATED
              && generating
              && !credential.path.equals("postgres.adminPassword")
              && given.containsKey("secret")
              && given.containsKey("secretKey");
      state(taken ? "given.blank" : "given.hollow", credential.path, path);
    } else if (given.isEmpty() && credential.absent == Absent.REFUSED) {
      patched("given.lacking", credential.path, path);
    } else if (given.isEmpty()
        && !generating
        && (credential.absent == Absent.GENERATED || credential.absent == Absent.ASKED)) {
      ungenerated.add(credential.path);
    }
  }

  /** What goes wrong with a credential that is not checked: of a reference both parts have to be there, be they empty. */
  private void used(Credential credential, Map<String, Value> given, ValuePath path) {
    if (has(given, "value")) {
      return;
    }
    if (isThere(given, "secret") && isThere(given, "secretKey")) {
      if (!has(given, "secret") || !has(given, "secretKey")) {
        state("given.blank", credential.path, path);
      }
    } else if (has(given, "secret") || has(given, "secretKey")) {
      patched("given.half", credential.path, path);
    } else {
      state("given.hollow", credential.path, path);
    }
  }

  private static boolean isThere(Map<String, Value> given, String key) {
    return given.get(key) != null
        && !(given.get(key) instanceof Value.ScalarValue(Scalar.Null nothing, var origin));
  }

  private static boolean has(Map<String, Value> given, String key) {
    Value value = given.get(key);
    return value != null && Chosen.given(value);
  }

  private void patched(String list, String credential, ValuePath path) {
    String item = state(list, credential, path);
    facts.put(item + ".patch", new Pasted().add(path, reference(credential)).text(), path);
  }

  /** A reference to a Secret, with what is known of it. */
  private List<String> reference(String credential) {
    String name = credential.substring(credential.lastIndexOf('.') + 1);
    return List.of(
        "secret: "
            + chosen.known(credential + ".secret").map(YamlText::scalar).orElse("<the Secret with the " + name + ">"),
        "secretKey: "
            + chosen.known(credential + ".secretKey").map(YamlText::scalar).orElse("<the key of the " + name + ">"));
  }

  /** Adds an item to a list of facts and gives its path. */
  private String state(String list, String credential, ValuePath path) {
    String item = facts.next(list);
    facts.put(item + ".path", credential, path);
    return item;
  }
}
