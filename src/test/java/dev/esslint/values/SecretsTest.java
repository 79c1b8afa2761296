package dev.esslint.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.source.Document;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse.macaroon.value",
        "synapse.registrationSharedSecret.value",
        "synapse.signingKey.value",
        "synapse.postgres.password.value",
        "synapse.postgres.password",
        "synapse.postgres.passwrod",
        "synapse.postgres.pasword.value",
        "postgres.adminPassword.value",
        "postgres.essPasswords.synapse.value",
        "matrixAuthenticationService.encryptionSecret.value",
        "matrixAuthenticationService.privateKeys.rsa.value",
        "matrixAuthenticationService.synapseSharedSecret.value",
        "matrixRTC.livekitAuth.secret.value",
        "matrixRTC.livekitAuth.keysYaml.value",
        "hookshot.passkey.value",
        "hookshot.appserviceRegistration.value",
        "synapse.redis.password.value"
      })
  void the_value_of_a_credential_is_secret(String path) {
    assertTrue(Secrets.isSecret(ValuePath.parse(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse.macaroon.secret",
        "synapse.macaroon.secretKey",
        "ingress.tlsSecret",
        "synapse.additional.a.configSecret",
        "synapse.additional.a.configSecretKey",
        "image.pullSecrets[0].name",
        "initSecrets.enabled",
        "initSecrets.image.tag",
        "serverName",
        "matrixRTC.sfu.manualIP"
      })
  void the_name_of_a_secret_is_not(String path) {
    assertFalse(Secrets.isSecret(ValuePath.parse(path)));
  }

  @Test
  void spans_cover_what_must_not_be_shown_and_nothing_else() {
    Document document =
        Trees.document(
            """
            synapse:
              macaroon: {value: hush}
              additional:
                a.yaml:
                  config: |
                    email:
                      smtp_host: mail.example.org
                      smtp_pass: hush
                      client_secret: "hush"
              extraEnv:
                - {name: API_TOKEN, value: hush}
                - {name: LEVEL, value: shown}
            """);
    List<String> hidden =
        Secrets.in(document).stream().map(span -> document.source().slice(span)).toList();
    assertEquals(List.of("hush", "hush", "\"hush\"", "hush"), hidden);
  }

  @Test
  void masked_values_hold_no_secret_and_are_else_the_same() {
    Value root =
        Trees.resolve(
                "{}",
                List.of(
                    """
                    postgres: {adminPassword: {value: hush}}
                    serverName: example.org
                    e: [{name: X_SECRET, value: hush}]
                    f: "password: hush\\nhost: db"
                    """))
            .root();
    assertEquals(
        """
        postgres:
          adminPassword:
            value: "(secret)"
        serverName: example.org
        e:
          - name: X_SECRET
            value: "(secret)"
        f: |-
          password: (secret)
          host: db
        """,
        YamlText.of(Secrets.masked(root)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://synapse:Zx8pw@pg.internal",
        "redis://:Zx8pw@redis",
        "see postgres://u:Zx8@Zx8pw@h/d?a=b and https://a.org",
        "uri: \"postgres://u:Zx8pw@h/d\"",
        "keys:\n  devkey: Zx8pw\n  # other\n  other: Zx8\nport: 7880\n",
        "a: 1\nkeys: {devkey: Zx8pw, b: Zx8}\n"
      })
  void passwords_in_urls_and_keys_of_livekit_are_secret_wherever_they_stand(String text) {
    String values = "synapse: {additional: {a: {config: " + JsonText.quote(text) + "}}}";
    Value value = Trees.resolve("{}", List.of(values)).root();
    assertFalse(JsonText.of(Secrets.masked(value)).contains("Zx8"));
  }

  @Test
  void a_text_about_values_holds_no_password_of_a_url() {
    assertEquals(
        "`postgres://u:(secret)@h` is no host; `https://a.org:8443/x` is one.",
        Secrets.withoutPasswords("`postgres://u:pw@h` is no host; `https://a.org:8443/x` is one."));
  }
}
