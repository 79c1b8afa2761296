package dev.esslint.model.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.Deployments;
import dev.esslint.tree.Node.MapNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateFactsTest {
  private static final String FAILS = "'{{ .Values.nothing.below }}'";

  /** What is disabled unless a test says something of it. */
  private static final List<String> OTHERS =
      List.of("matrixAuthenticationService", "matrixRTC", "elementWeb", "elementAdmin", "wellKnownDelegation");

  @Test
  void the_secret_for_all_ingresses_is_evaluated_where_one_ingress_has_no_own() throws Exception {
    String shared = "ingress: {tlsSecret: " + FAILS + "}\n";
    for (Release release : Charts.builtIn().releases()) {
      assertEquals("ingress.tlsSecret", failing(release, shared), release::toString);
      for (String without :
          List.of(
              "synapse: {ingress: {tlsSecret: own}}\n",
              "synapse: {ingress: {tlsEnabled: false}}\n",
              "synapse: {enabled: false}\n")) {
        assertEquals("", failing(release, shared + without), () -> release + " " + without);
      }
    }
  }

  @Test
  void the_pull_secrets_for_all_pods_are_evaluated_where_one_pod_runs() throws Exception {
    for (Release release : Charts.builtIn().releases()) {
      boolean old = Charts.builtIn().load(release).defaults() instanceof MapNode map && map.get("imagePullSecrets") != null;
      String list = old ? "imagePullSecrets" : "image.pullSecrets";
      String shared =
          old
              ? "imagePullSecrets: [{name: " + FAILS + "}]\n"
              : "image: {pullSecrets: [{name: " + FAILS + "}]}\n";
      String none = shared + "initSecrets: {enabled: false}\nsynapse: {enabled: false}\n";
      for (String running : List.of("elementWeb", "hookshot", "matrixAuthenticationService")) {
        String values = none + running + ": {enabled: true}\n";
        assertEquals(list + "[0].name", failing(release, values), () -> release + " " + running);
      }
      assertEquals("", failing(release, none), release::toString);
    }
  }

  @Test
  void the_server_name_is_evaluated_for_each_component_that_asks_for_it() throws Exception {
    for (Release release : Charts.builtIn().releases()) {
      if (release.compareTo(new Release(25, 9, 2)) < 0) {
        continue;
      }
      String none = "serverName: " + FAILS + "\nsynapse: {enabled: false}\n";
      for (String running : List.of("elementAdmin", "elementWeb", "matrixRTC", "wellKnownDelegation")) {
        String values = none + running + ": {enabled: true}\n";
        assertEquals("serverName", failing(release, values), () -> release + " " + running);
      }
    }
  }

  @Test
  void a_quote_in_a_template_that_goes_into_quoted_yaml_is_doubled_there() throws Exception {
    Release release = new Release(25, 12, 1);
    String alias = "synapse: {hostAliases: [{ip: 10.0.0.1, hostnames: [\"%s\"]}]}\n";
    assertEquals("synapse.hostAliases[0].hostnames[0]", failing(release, alias.formatted("{{ 'a' }}.example.org")));
    assertEquals("", failing(release, alias.formatted("{{ .Values.serverName }}")));
  }

  @Test
  void what_a_text_says_beside_a_template_decides_whether_yaml_quotes_it() throws Exception {
    Release release = new Release(26, 1, 0);
    String volume = "matrixRTC: {extraVolumes: [{name: a, secret: {secretName: \"%s{{ 'a' | printf `%%c` }}\"}}]}\n";
    for (String before : List.of("a: ", "{", "# ", " ")) {
      assertEquals("matrixRTC.extraVolumes[0].secret.secretName", failing(release, volume.formatted(before)), before);
    }
    assertEquals("", failing(release, volume.formatted("a:")));
  }

  private static String failing(Release release, String values) throws Exception {
    StringBuilder all = new StringBuilder(values);
    OTHERS.stream()
        .filter(other -> !values.contains(other + ":"))
        .forEach(other -> all.append(other).append(": {enabled: false}\n"));
    return Deployments.fact(Deployments.of(all.toString(), release), "texts.templates[0].path");
  }

  @Test
  void the_secret_of_element_web_is_evaluated_for_the_redirect_where_its_ingress_has_no_tls() throws Exception {
    String web = "elementWeb: {ingress: {host: chat.example.org, tlsEnabled: false, tlsSecret: " + FAILS + "}}\n";
    String shared = "ingress: {tlsEnabled: false, tlsSecret: " + FAILS + "}\nelementWeb: {ingress: {host: chat.example.org}}\n";
    String wellKnown = "serverName: example.org\nwellKnownDelegation: {enabled: true}\n";
    String url = "serverName: example.org\nwellKnownDelegation: {baseDomainRedirect: {url: 'https://example.com'}}\n";
    String none = "serverName: example.org\nwellKnownDelegation: {baseDomainRedirect: {enabled: false}}\n";
    for (Release release : Charts.builtIn().releases()) {
      boolean old = release.compareTo(new Release(25, 10, 3)) < 0;
      assertEquals("elementWeb.ingress.tlsSecret", failing(release, web + wellKnown), release::toString);
      assertEquals("ingress.tlsSecret", failing(release, shared + wellKnown), release::toString);
      assertEquals(old ? "ingress.tlsSecret" : "", failing(release, shared + url), release::toString);
      assertEquals("", failing(release, web + none), release::toString);
    }
  }

  @Test
  void the_fragments_of_hookshot_are_evaluated_since_a_release() throws Exception {
    String fragment = "hookshot: {enabled: true, additional: {a: {config: 'a: {{ include \"none\" . }}'}}}\n";
    for (Release release : Charts.builtIn().releases()) {
      if (release.compareTo(new Release(26, 1, 1)) > 0) {
        boolean evaluated = release.compareTo(new Release(26, 2, 0)) >= 0;
        assertEquals(evaluated ? "hookshot.additional.a.config" : "", failing(release, fragment), release::toString);
      }
    }
  }

  @Test
  void the_secret_of_hookshot_is_evaluated_where_it_has_an_ingress() throws Exception {
    Release release = Charts.builtIn().newest();
    String secret = "synapse: {enabled: false}\nhookshot: {enabled: true, ingress: {tlsSecret: " + FAILS + "%s}}\n";
    assertEquals("", failing(release, secret.formatted("")));
    assertEquals("hookshot.ingress.tlsSecret", failing(release, secret.formatted(", host: hook.example.org")));
  }

  @ParameterizedTest
  @CsvSource({
    "{{ .Chart.name }}, elementWeb.ingress.tlsSecret",
    "{{ .Chart.Name }}, ''",
    "{{ .Capabilities.kubeVersion }}, elementWeb.ingress.tlsSecret",
    "{{ .Capabilities.KubeVersion.version }}, elementWeb.ingress.tlsSecret",
    "{{ .Capabilities.KubeVersion.Version }}, ''",
    "{{ .Capabilities.KubeVersion }}, ''",
    "{{ range .Chart }}a{{ end }}, elementWeb.ingress.tlsSecret",
    "{{ with .Chart }}{{ .Version }}{{ end }}, ''",
    "{{ .Release.name }}, ''",
    "{{ .Template.name }}, ''",
  })
  void the_names_of_what_a_structure_of_go_has_begin_with_a_capital(String text, String path) throws Exception {
    String values = "elementWeb: {ingress: {host: chat.example.org, tlsSecret: '" + text + "'}}\n";
    assertEquals(path, failing(Charts.builtIn().newest(), values));
  }
}
