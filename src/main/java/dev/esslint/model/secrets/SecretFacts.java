package dev.esslint.model.secrets;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Credential;
import dev.esslint.model.base.Documents;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.model.base.Pasted;
import dev.esslint.model.base.Sample;
import dev.esslint.secret.SecretPlace;
import dev.esslint.text.Regex;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials of running components (catalogue 18.9); what they are is never a fact. */
public final class SecretFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        keys[]: a credential of a running component; what it is is never a fact
          name: its path in the values
          pem: values with the form of a private key
          kind: which private key of MAS it is
          inline: whether it is written in the values and has no other fault
          unused: why nothing uses it: `off` if its component is, `elsewhere` if that has a database of its own
          component: the component
          twin: another one that is the same
          notHex: whether it is not the hexadecimal text that it has to be
          notPem: whether it is not the private key that it has to be
          notRsa: whether it is not an RSA key
          notSigningKey: whether it is not a signing key
          oldSigningKey: whether a generator of chart versions with little randomness made it
          newline: whether a line break at its end changes it
          dollar: whether a `$` in it is expanded
          quote: whether it has a quote that ends the text around it
          brief: whether it is shorter than it should be
          unsafe: whether it has characters that change it on its way
        embedded[]: an embedded document with credentials
          secrets[]: a credential in it
            name: its path in the document
            all: the paths of all, or of the first ones
            config: the path of the document
            patch: values with the document in a Secret
        livekit.keyless: whether the name of the SFU's key is empty
        livekit.numericKey: whether that name is read as something other than text
        livekit.spoiltKey: whether that name is another text, or none, where the chart writes it without quotes
        inline.values: the paths of all credentials in the values
        inline.patch: values with references in their place
        """);
  }

  /** What the chart writes itself, in all releases: other rules say where its value is set instead, and what is not to stay needs no Secret. */
  private static final Set<ValuePath> OF_THE_CHART =
      Set.of(
          ValuePath.of("matrix", "secret"),
          ValuePath.of("matrix_authentication_service", "secret"),
          ValuePath.of("registration_shared_secret"),
          ValuePath.of("macaroon_secret_key"),
          ValuePath.of("database", "args", "password"),
          ValuePath.of("database", "uri"),
          ValuePath.of("database", "password"),
          ValuePath.of("secrets", "encryption"));

  private static final String LIVEKIT = "matrixRTC.livekitAuth.secret";
  private static final Regex HEX = new Regex("[0-9a-fA-F]{64}");
  private static final Regex PEM =
      new Regex(
          "\\s*-----BEGIN (?:(?:RSA|EC) )?PRIVATE KEY-----\\s[^-]*\\s-----END (?:(?:RSA|EC) )?PRIVATE"
              + " KEY-----\\s*");
  private static final Regex RSA_KEY = new Regex("-----BEGIN (?:RSA )?PRIVATE KEY-----");
  private static final Regex SIGNING_KEY = new Regex("ed25519 \\S+ [A-Za-z0-9+/]{43}=?\\s*");
  private static final Regex DOLLAR = new Regex("\\$[\\w{$]");

  /** What is not a plain string in YAML, or not only one. */
  private static final Regex UNSAFE =
      new Regex(
          "(?s)[+-]?[\\d._]++(?:[eE][+-]?\\d+)?|0[xob][\\da-fA-F]+|(?i:true|false|null|yes|no|on|off|y|n)|~|.*(?::"
              + " | #).*|.*:|[!&*?|>@%{\\['\"`#,\\]}].*|- .*");

  private static final Regex NOT_A_STRING =
      new Regex(
          "[+-]?(?:\\d[\\d_]*+\\.?\\d*+|\\.\\d+)(?:[eE][+-]?\\d+)?|0[xob][\\da-fA-F]+|(?i:true|false|null|yes|no|on|off|y|n)|~");

  /** Those that a program takes with the line end after it. */
  private static final Set<String> UNTRIMMED =
      Set.of(
          "synapse.postgres.password",
          "postgres.essPasswords.synapse",
          "synapse.redis.password",
          "hookshot.redis.password",
          "matrixAuthenticationService.encryptionSecret");

  /** Those that go through the renderer that expands dollars. */
  private static final Set<String> EXPANDED =
      Set.of(
          "synapse.postgres.password",
          "postgres.essPasswords.synapse",
          "synapse.redis.password",
          LIVEKIT);

  /** Who has more of them in one document knows what is meant. */
  private static final int MOST_NAMES = 8;

  private static final String ESS_PASSWORDS = "postgres.essPasswords.";

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final Parts parts;
  private final List<ValuePath> inline = new ArrayList<>();

  private SecretFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    this.parts = new Parts(chosen);
  }

  public static void state(
      Chosen chosen, Release release, List<String> running, Documents documents, Facts facts) {
    SecretFacts state = new SecretFacts(chosen, release, facts);
    Map<String, String> seen = new LinkedHashMap<>();
    for (String credential : state.given()) {
      state.credential(credential, seen);
    }
    state.inline();
    state.livekitKey();
    for (String component :
        List.of("synapse", "matrixAuthenticationService", "matrixRTC.sfu", "hookshot")) {
      if (running.contains(component)) {
        for (String name : chosen.entries(component + ".additional").keySet()) {
          ValuePath config = ValuePath.parse(component + ".additional").key(name).key("config");
          documents
              .document(config)
              .ifPresent(document -> state.embedded(config, document));
        }
      }
    }
  }

  /** The credentials of running components that are given. */
  private List<String> given() {
    List<String> all = new ArrayList<>();
    if (parts.on("synapse")) {
      all.addAll(
          List.of(
              "synapse.macaroon",
              "synapse.registrationSharedSecret",
              "synapse.signingKey",
              "synapse.postgres.password",
              "synapse.redis.password"));
    }
    if (parts.on("matrixAuthenticationService")) {
      String mas = "matrixAuthenticationService.";
      all.addAll(
          List.of(
              mas + "synapseSharedSecret",
              mas + "encryptionSecret",
              mas + "privateKeys.rsa",
              mas + "privateKeys.ecdsaPrime256v1",
              mas + "privateKeys.ecdsaSecp256k1",
              mas + "privateKeys.ecdsaSecp384r1",
              mas + "postgres.password"));
    }
    if (parts.on("matrixRTC")) {
      all.add(LIVEKIT);
    }
    if (parts.on("hookshot")) {
      all.addAll(
          List.of(
              "hookshot.appserviceRegistration", "hookshot.passkey", "hookshot.redis.password"));
    }
    if (parts.postgres()) {
      all.addAll(
          List.of(
              "postgres.adminPassword",
              "postgres.essPasswords.synapse",
              "postgres.essPasswords.matrixAuthenticationService"));
    }
    return all.stream().filter(c -> !chosen.entries(c).isEmpty()).toList();
  }

  private void credential(String name, Map<String, String> seen) {
    Facts item = facts.item("keys");
    ValuePath path = ValuePath.parse(name);
    item.put("name", name, path);
    if (name.startsWith(ESS_PASSWORDS)) {
      String component = name.substring(ESS_PASSWORDS.length());
      unused(component).ifPresent(reason -> item.put("unused", reason, path));
      item.put("component", component, path);
    }
    Optional<String> same = identity(name);
    if (same.isPresent()) {
      String twin = seen.putIfAbsent(same.get(), name);
      if (twin != null) {
        item.put("twin", twin, chosen.has(name + ".value") ? path.key("value") : path.key("secretKey"));
      }
    }
    Optional<String> value =
        chosen
            .known(name + ".value")
            .filter(v -> Sample.in(v).isEmpty() && !isReference(name));
    value.ifPresent(text -> value(item, name, text));
  }

  private boolean isReference(String name) {
    return chosen.has(name + ".secret") || chosen.has(name + ".secretKey");
  }

  /** What makes a credential the same as another one; a password may well be that of one account. */
  private Optional<String> identity(String name) {
    if (name.endsWith(".password")) {
      return Optional.empty();
    }
    Optional<String> secret = chosen.known(name + ".secret");
    Optional<String> key = chosen.known(name + ".secretKey");
    return secret.isPresent() && key.isPresent()
        ? Optional.of("secret " + secret.get() + "/" + key.get())
        : chosen
            .known(name + ".value")
            .filter(value -> Sample.in(value).isEmpty())
            .map(value -> "value " + value.strip());
  }

  /** Why nothing uses the password of a component at the chart's PostgreSQL; empty if something does. */
  private Optional<String> unused(String component) {
    if (!parts.on(component)) {
      return Optional.of("off");
    }
    // without generating, the chart wants it nevertheless; without a password there, it is the one
    // meant for there
    boolean wanted =
        !chosen.on("initSecrets.enabled") || !chosen.given(component + ".postgres.password");
    return parts.internal(component, "postgres") || wanted
        ? Optional.empty()
        : Optional.of("elsewhere");
  }

  private void value(Facts item, String name, String text) {
    boolean signingKey = name.equals("synapse.signingKey");
    boolean livekit = name.equals(LIVEKIT);
    boolean encryption = name.endsWith("encryptionSecret");
    boolean privateKey = name.contains(".privateKeys.");
    boolean newline = UNTRIMMED.contains(name) && text.endsWith("\n");
    boolean free = !privateKey && !signingKey && !encryption && !name.startsWith("hookshot.");
    Map<String, Boolean> faults = new LinkedHashMap<>();
    faults.put("newline", newline);
    faults.put("notHex", encryption && !newline && !HEX.fits(text));
    faults.put("notPem", privateKey && !PEM.fits(text));
    faults.put("notRsa", name.equals("hookshot.passkey") && !RSA_KEY.isIn(text));
    faults.put(
        "notSigningKey",
        signingKey && text.lines().noneMatch(line -> SIGNING_KEY.fits(line.strip())));
    faults.put("oldSigningKey", signingKey && text.startsWith("ed25519 0 "));
    faults.put("dollar", EXPANDED.contains(name) && DOLLAR.isIn(text));
    faults.put(
        "quote", name.startsWith("postgres.") && (text.contains("'") || text.contains("\\\n")));
    faults.put(
        "unsafe", livekit && chosen.on("matrixRTC.sfu.enabled") && UNSAFE.fits(text.strip()));
    faults.put("brief", free && !newline && text.strip().length() < (livekit ? 32 : 16));
    ValuePath path = ValuePath.parse(name).key("value");
    faults.forEach((fault, holds) -> item.put(fault, holds, path));
    boolean movable = !faults.containsValue(true) && Credential.isFoundInSecret(name, release);
    item.put("inline", movable, path);
    if (movable) {
      inline.add(path.parent());
    }
    if (privateKey) {
      List<String> pem =
          List.of(
              "value: |",
              "  -----BEGIN PRIVATE KEY-----",
              "  ...",
              "  -----END PRIVATE KEY-----");
      item.put("pem", new Pasted().add(path.parent(), pem).text(), path);
      item.put("kind", name.substring(name.lastIndexOf('.') + 1), path);
    }
  }

  private void inline() {
    if (!inline.isEmpty()) {
      ValuePath about = inline.getFirst().key("value");
      List<String> values = inline.stream().map(path -> "`" + path.key("value") + "`").toList();
      facts.put("inline.values", values, about);
      Pasted patch = new Pasted();
      inline.stream()
          .map(ValuePath::toString)
          .sorted()
          .forEach(
              path ->
                  patch.add(
                      ValuePath.parse(path),
                      List.of(
                          "secret: <the name of a Secret>",
                          "secretKey: " + path.substring(path.lastIndexOf('.') + 1))));
      facts.put("inline.patch", patch.text(), about);
    }
  }

  private void livekitKey() {
    ValuePath path = ValuePath.of("matrixRTC", "livekitAuth", "key");
    Optional<String> key =
        parts.on("matrixRTC") ? chosen.values().at(path).flatMap(Value::text) : Optional.empty();
    if (key.isPresent() && Placeholder.in(key.get()).isEmpty()) {
      facts.put("livekit.keyless", key.get().isEmpty(), path);
      facts.put("livekit.numericKey", NOT_A_STRING.fits(key.get()), path);
      facts.put("livekit.spoiltKey", chosen.isWritten(path.toString()) && !isPlain(key.get()), path);
    }
  }

  /** Whether a text is the same one where it is written into YAML without quotes. */
  private static boolean isPlain(String text) {
    try {
      return YamlReader.read(new SourceText("", "text: " + text + "\n")).root() instanceof MapNode map
          && map.entries().size() == 1
          && map.get("text") instanceof ScalarNode scalar
          && Scalar.text(scalar.value()).equals(text);
    } catch (SourceException e) {
      return false;
    }
  }

  private void embedded(ValuePath config, Value document) {
    List<ValuePath> found = new ArrayList<>();
    collect(config, ValuePath.ROOT, document, found);
    if (found.isEmpty()) {
      return;
    }
    String name = ((Key) config.parent().last()).name();
    List<String> reference =
        List.of("configSecret: <the name of the Secret>", "configSecretKey: " + YamlText.scalar(name));
    String patch = new Pasted().add(config.parent(), reference).text();
    List<String> all = found.stream().limit(MOST_NAMES).map(inner -> "`" + inner + "`").toList();
    Facts embedded = facts.item("embedded");
    for (ValuePath inner : found) {
      Facts item = embedded.item("secrets");
      ValuePath about = config.then(inner);
      item.put("name", inner.toString(), about);
      item.put("all", all, about);
      item.put("config", config.toString(), about);
      item.put("patch", patch, about);
    }
  }

  private static void collect(ValuePath config, ValuePath inner, Value value, List<ValuePath> found) {
    switch (value) {
      case MapValue map ->
          map.entries().forEach((key, child) -> collect(config, inner.key(key), child, found));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          collect(config, inner.index(i), list.items().get(i), found);
        }
      }
      case ScalarValue(Scalar.Str(String text), var origin) -> {
        if (!text.isEmpty()
            && !inner.isRoot()
            && !OF_THE_CHART.contains(inner)
            && SecretPlace.isCredential(config, inner)
            && Placeholder.in(text).isEmpty()
            && Sample.in(text).isEmpty()) {
          found.add(inner);
        }
      }
      case ScalarValue scalar -> {}
    }
  }
}
