package dev.esslint.model.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.DeploymentFacts;
import dev.esslint.model.Deployments;
import dev.esslint.text.SourceText;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a credential in each form that it can have. */
final class CredentialFactsTest {
  private static final String OFF =
      """
      elementWeb: {enabled: false}
      elementAdmin: {enabled: false}
      wellKnownDelegation: {enabled: false}
      matrixAuthenticationService: {enabled: false}
      synapse: {enabled: false}
      """;

  /** The one credential of a deployment that has nothing but Matrix RTC and its SFU. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                    | true  | ",
        "                                    | false | ungenerated",
        "value: x                            | false | ",
        "value: ''                           | true  | hollow",
        "value: '', secret: ''               | true  | hollow",
        "secret: '', secretKey: ''           | true  | blank",
        "secret: '', secretKey: ''           | false | hollow",
        "secret: s, secretKey: k             | false | ",
        "secret: s                           | true  | half",
        "secretKey: k, secret: ''            | true  | half",
        "value: x, secret: s                 | true  | twice",
        "value: x, secret: s, secretKey: k   | true  | twice",
        "value: x, secret: '', secretKey: '' | false | ",
      })
  void a_credential_is_judged_by_what_stands_in_it(
      String credential, boolean generating, String wrong) throws Exception {
    String secret =
        credential == null ? "" : "matrixRTC: {livekitAuth: {secret: {" + credential + "}}}\n";
    assertEquals(
        wrong == null ? List.of() : List.of(wrong),
        wrong(OFF + secret + "initSecrets: {enabled: " + generating + "}\n"));
  }

  /** The schema refuses it, and what is there is not missing. */
  @ParameterizedTest
  @ValueSource(strings = {"abc", "[abc]", "12"})
  void what_is_no_mapping_is_not_said_to_be_missing(String secret) throws Exception {
    assertEquals(
        List.of(),
        wrong(OFF + "matrixRTC: {livekitAuth: {secret: " + secret + "}}\ninitSecrets: {enabled: false}\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synapse | postgres.adminPassword,postgres.essPasswords.synapse,synapse.macaroon,"
            + "synapse.registrationSharedSecret,synapse.signingKey",
        "matrixAuthenticationService | postgres.adminPassword,postgres.essPasswords.matrixAuthenticationService,"
            + "matrixAuthenticationService.encryptionSecret,matrixAuthenticationService.privateKeys.rsa,"
            + "matrixAuthenticationService.privateKeys.ecdsaPrime256v1",
        "hookshot | hookshot.appserviceRegistration,hookshot.passkey",
        "elementWeb | ",
      })
  void each_component_needs_its_own_credentials(String component, String credentials)
      throws Exception {
    String values =
        "initSecrets: {enabled: false}\n"
            + "matrixRTC: {enabled: false}\n"
            + OFF.replaceAll("(?m)^" + component + ":.*\n", "")
            + component
            + ": {enabled: true}\n";
    Value missing =
        ResolvedValues.below(facts(values), ValuePath.parse("given.ungenerated")).orElse(null);
    assertEquals(
        credentials, missing == null ? null : JsonText.of(missing).replaceAll("[\\s\"\\[\\]]", ""));
  }

  @ParameterizedTest
  @CsvSource({"26.1.2, passkey, ''", "26.3.2, appserviceRegistration, ''", "26.4.0, appserviceRegistration, hookshot.appserviceRegistration", "26.8.1, passkey, hookshot.passkey"})
  void the_credentials_of_hookshot_are_checked_since_a_release(String release, String name, String twice) throws Exception {
    String values = "hookshot: {enabled: true, " + name + ": {value: x, secret: s, secretKey: k}}\n";
    assertEquals(
        twice, Deployments.fact(Deployments.of(values, Release.parse(release).orElseThrow()), "given.twice[0].path"));
  }

  /** The names of the facts that are stated. */
  private static List<String> wrong(String values) throws Exception {
    return ResolvedValues.below(facts(values), ValuePath.of("given"))
        .map(given -> ((Value.MapValue) given).entries().keySet().stream())
        .orElse(Stream.of())
        .filter(name -> !name.equals("patch")) // what the remedy pastes
        .toList();
  }

  private static Value facts(String values) throws Exception {
    Layer.Defaults defaults =
        new Layer.Defaults(Charts.builtIn().newest().toString(), Charts.builtIn().loadNewest().defaults());
    return DeploymentFacts.of(ResolvedValues.of(List.of(file(values)), defaults), Charts.builtIn().newest())
        .facts();
  }

  private static Layer.File file(String values) throws Exception {
    return new Layer.File(YamlReader.read(new SourceText("values.yaml", values)));
  }
}
