package dev.esslint.model.secrets;

import dev.esslint.chart.Release;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Credential;
import dev.esslint.model.base.Credential.Absent;
import dev.esslint.model.base.Credential.Given;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Pasted;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * What is wrong with the credentials that the deployment needs (catalogue 5 and 18.9). A credential is a mapping with
 * {@code value}, or with {@code secret} and {@code secretKey}; the chart generates most of those that are left out.
 */
public final class CredentialFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        given.twice[]: a credential in clear text and as a reference
          path: its path
          value: the key of the text
          reference: the key of the reference
        given.half[]: a reference without its other half
          path: its path
          patch: values with a reference
        given.hollow[]: nothing but empty strings
          path: its path
        given.blank[]: nothing but empty strings, where the chart takes them for a reference
          path: its path
        given.lacking[]: one that is left out and never generated
          path: its path
          patch: values with a reference
        given.ungenerated: the paths of the credentials that are left out while generating is off
        given.patch: values with references for the credentials that are left out
        """);
  }

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final boolean generating;
  private final List<String> ungenerated = new ArrayList<>();

  private CredentialFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
    // that there is nothing at all is told as such
    this.generating = chosen.on("initSecrets.enabled") || !chosen.has("initSecrets");
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    CredentialFacts credentials = new CredentialFacts(chosen, release, facts);
    Credential.needed(chosen, release).forEach(credentials::check);
    if (!credentials.ungenerated.isEmpty()) {
      facts.put("given.ungenerated", credentials.ungenerated, ValuePath.of("initSecrets", "enabled"));
      Pasted patch = new Pasted();
      credentials.ungenerated.stream()
          .sorted()
          .forEach(path -> credentials.give(path, patch));
      facts.put("given.patch", patch.text(), ValuePath.of("initSecrets", "enabled"));
    }
  }

  private void check(Credential credential) {
    ValuePath path = ValuePath.parse(credential.path());
    Given given = Credential.given(chosen, credential.path());
    if (given == Given.NOTHING ? isNoMapping(path) : holdsNull(credential)) {
      return; // the schema refuses that, whatever else is there
    }
    if (chosen.values().at(path).flatMap(Value::text).flatMap(Placeholder::in).isPresent()) {
      return; // what is filled in there is not known
    }
    switch (given) {
      case NOTHING -> leftOut(credential, path);
      case VALUE, REFERENCE -> {
        // all is well
      }
      case TWICE -> {
        if (credential.checked()) {
          Facts item = state("given.twice", credential.path(), path);
          item.put("value", "value", path.key("value"));
          String reference = chosen.given(credential.path() + ".secretKey") ? "secretKey" : "secret";
          item.put("reference", reference, path.key(reference));
        }
      }
      case NO_KEY, NO_SECRET -> {
        // of a reference that is not checked both parts have to be there, be they empty
        if (!credential.checked() && isReference(credential)) {
          state("given.blank", credential.path(), path);
        } else {
          patched("given.half", credential.path(), path);
        }
      }
      case HOLLOW ->
          state(isBlank(credential) ? "given.blank" : "given.hollow", credential.path(), path);
    }
  }

  /** Whether something is written where a mapping has to be. */
  private boolean isNoMapping(ValuePath path) {
    Value value = chosen.values().at(path).orElse(null);
    return value instanceof ListValue
        || (value instanceof ScalarValue(Scalar scalar, var origin) && !scalar.equals(Scalar.NULL));
  }

  private boolean holdsNull(Credential credential) {
    return chosen.entries(credential.path()).values().stream()
        .anyMatch(value -> value instanceof ScalarValue(Scalar.Null nothing, var origin));
  }

  private void leftOut(Credential credential, ValuePath path) {
    switch (credential.absent()) {
      case REFUSED -> patched("given.lacking", credential.path(), path);
      case GENERATED, ASKED -> {
        if (!generating) {
          ungenerated.add(credential.path());
        }
      }
      case FINE -> {
        // nothing asks for it
      }
    }
  }

  /** Whether the chart takes empty texts for a reference. */
  private boolean isBlank(Credential credential) {
    if (!credential.checked()) {
      return isReference(credential);
    }
    SequencedMap<String, Value> given = chosen.entries(credential.path());
    return credential.absent() == Absent.GENERATED
        && generating
        && !credential.path().equals("postgres.adminPassword")
        && given.containsKey("secret")
        && given.containsKey("secretKey");
  }

  /** Whether both parts of a reference are there, be they empty. */
  private boolean isReference(Credential credential) {
    return chosen.has(credential.path() + ".secret") && chosen.has(credential.path() + ".secretKey");
  }

  private void patched(String list, String credential, ValuePath path) {
    Facts item = state(list, credential, path);
    Pasted patch = new Pasted();
    give(credential, patch);
    item.put("patch", patch.text(), path);
  }

  /** Writes what gives a credential, with what it cannot do without. */
  private void give(String credential, Pasted patch) {
    ValuePath path = ValuePath.parse(credential);
    if (Credential.needsKey(credential, release) && !chosen.given("matrixRTC.livekitAuth.key")) {
      patch.add(path.parent(), List.of("key: matrix-rtc"));
    }
    patch.add(path, reference(credential));
  }

  /** A reference to a Secret, with what is known of it; the key itself where it would not be found in one. */
  private List<String> reference(String credential) {
    String name = name(credential);
    if (!Credential.isFoundInSecret(credential, release)) {
      return List.of(
          "value: |", "  -----BEGIN PRIVATE KEY-----", "  ... " + name, "  -----END PRIVATE KEY-----");
    }
    String it = name.indexOf('.') < 0 ? "the " + name : name;
    return List.of(
        "secret: "
            + chosen.known(credential + ".secret").map(YamlText::scalar).orElse("<the Secret with " + it + ">"),
        "secretKey: "
            + chosen.known(credential + ".secretKey").map(YamlText::scalar).orElse("<the key of " + it + ">"));
  }

  /** What a credential is called beside others: by the end of its path, and by two keys where one says too little. */
  private static String name(String credential) {
    int last = credential.lastIndexOf('.');
    boolean telling = !credential.endsWith(".secret") && !credential.startsWith("postgres.essPasswords.");
    int start = telling ? last : credential.lastIndexOf('.', last - 1);
    return credential.substring(start + 1);
  }

  /** Adds an item to a list of facts and gives its path. */
  private Facts state(String list, String credential, ValuePath path) {
    Facts item = facts.item(list);
    item.put("path", credential, path);
    return item;
  }
}
