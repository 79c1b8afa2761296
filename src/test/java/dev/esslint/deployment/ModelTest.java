package dev.esslint.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.deployment.Model.AddressMode;
import dev.esslint.deployment.Model.Backend;
import dev.esslint.deployment.Model.OpenPort;
import dev.esslint.deployment.Model.Part;
import dev.esslint.deployment.Model.Route;
import dev.esslint.deployment.Model.SecretUse;
import dev.esslint.deployment.Model.TlsSource;
import dev.esslint.deployment.Model.ValueOf;
import dev.esslint.source.SourceText;
import dev.esslint.source.YamlReader;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  private static final String HOSTS =
      """
      serverName: example.org
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      matrixRTC: {ingress: {host: mrtc.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      """;

  private static Model of(String values) throws Exception {
    return of(Charts.newest().toString(), values);
  }

  private static Model of(String release, String values) throws Exception {
    Chart chart = Charts.load(Release.parse(release).orElseThrow());
    return Model.of(
        ResolvedValues.of(
            List.of(file("hosts.yaml", HOSTS), file("values.yaml", values)),
            new Layer.Defaults(chart.release(), chart.defaults())),
        Release.parse(release).orElseThrow());
  }

  private static Layer file(String name, String text) throws Exception {
    return new Layer.File(YamlReader.read(new SourceText(name, text)));
  }

  private static Part part(Model model, String path) {
    return model.parts().stream().filter(p -> p.path().equals(path)).findFirst().orElseThrow();
  }

  private static Route route(Model model, String component) {
    return model.routes().stream()
        .filter(r -> r.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  private static OpenPort port(Model model, String service) {
    return model.ports().stream()
        .filter(p -> p.service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private static SecretUse secret(Model model, String path) {
    return model.secrets().stream()
        .filter(s -> s.detail().basis().path().toString().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String place(Basis basis) {
    return basis.place().map(p -> p.file() + ":" + p.position()).orElse("");
  }

  @Test
  void a_component_tells_which_line_switches_it() throws Exception {
    Model model = of("elementWeb:\n  enabled: false\n");
    assertEquals(State.OFF, part(model, "elementWeb").state());
    assertEquals("values.yaml:2:3", place(part(model, "elementWeb").why().getFirst().basis()));
    assertTrue(part(model, "synapse").why().getFirst().basis().preset());
  }

  @Test
  void a_null_that_takes_a_default_away_is_the_reason() throws Exception {
    Part part = part(of("hookshot: {enabled: true}\nelementWeb: {enabled: null}\n"), "elementWeb");
    assertEquals(State.OFF, part.state());
    assertEquals("not switched on", part.why().getFirst().text());
    assertEquals("values.yaml:2:14", place(part.why().getFirst().basis()));
  }

  @Test
  void the_charts_redis_is_there_for_workers_also_where_its_settings_were_those_of_synapse()
      throws Exception {
    String workers = "synapse: {workers: {federation-sender: {enabled: true}}}\n";
    assertEquals(State.ON, part(of(workers), "redis").state());
    assertEquals(State.ON, part(of("25.5.1", workers), "synapse.redis").state());
    assertEquals(State.OFF, part(of("25.5.1", "{}\n"), "synapse.redis").state());
  }

  @Test
  void what_follows_from_a_hidden_switch_is_as_unknown_as_the_switch() throws Exception {
    Model model =
        of(
            """
            synapse:
              enabled: ${SYNAPSE}
              workers: {pusher: {enabled: true}}
            matrixAuthenticationService: {enabled: false}
            """);
    assertEquals(State.UNKNOWN, part(model, "synapse").state());
    assertEquals(State.UNKNOWN, part(model, "postgres").state());
    assertEquals(State.UNKNOWN, part(model, "redis").state());
    assertEquals(State.ON, part(model, "haproxy").state());
    assertEquals(State.UNKNOWN, route(model, "synapse").state());
    assertEquals(State.UNKNOWN, model.workers().getFirst().state());
    assertEquals(State.UNKNOWN, secret(model, "synapse.macaroon").state());
    assertEquals(State.ON, route(model, "wellKnownDelegation").state());
    assertEquals("whether Synapse is on", model.documents().getFirst().text().unknown());
  }

  @Test
  void a_template_that_only_inserts_a_value_is_filled_in_and_any_other_is_not_guessed()
      throws Exception {
    Model model =
        of(
            """
            synapse: {ingress: {host: "matrix.{{ .Values.serverName }}"}}
            elementWeb: {ingress: {host: "{{ include \\"x\\" . }}"}}
            """);
    assertEquals("matrix.example.org", route(model, "synapse").host().text());
    assertEquals("it is a template", route(model, "elementWeb").host().unknown());
  }

  @Test
  void the_certificate_of_an_ingress_comes_from_its_own_secret_before_all_others()
      throws Exception {
    Model model =
        of(
            """
            certManager: {clusterIssuer: letsencrypt}
            ingress: {tlsSecret: all}
            synapse: {ingress: {tlsSecret: own}}
            elementWeb: {ingress: {tlsEnabled: false}}
            matrixRTC: {ingress: {tlsEnabled: "${TLS}"}}
            """);
    assertEquals(TlsSource.SECRET, route(model, "synapse").tls().source());
    assertEquals("own", route(model, "synapse").tls().name().text());
    assertEquals(
        TlsSource.GLOBAL_SECRET, route(model, "matrixAuthenticationService").tls().source());
    assertEquals(TlsSource.OFF, route(model, "elementWeb").tls().source());
    assertEquals(TlsSource.UNKNOWN, route(model, "matrixRTC").tls().source());
  }

  @Test
  void paths_of_matrix_rtc_are_those_of_the_release() throws Exception {
    assertEquals("/sfu/get /", paths(of("26.2.0", "{}\n"), "matrixRTC"));
    assertEquals("/sfu/get /get_token /", paths(of("26.8.0", "{}\n"), "matrixRTC"));
    assertEquals(
        "/sfu/get /get_token /delegate_delayed_leave /sfu_webhook",
        paths(of("matrixRTC: {sfu: {enabled: false}}\n"), "matrixRTC"));
  }

  @Test
  void a_path_of_ones_own_can_hide_those_of_synapse() throws Exception {
    Model model =
        of(
            """
            matrixAuthenticationService: {enabled: false}
            synapse:
              ingress:
                additionalPaths:
                  - {path: /_syn, availability: blocked}
                  - {path: /x, availability: internally_and_externally, service: {name: x, port: {number: 1}}}
            """);
    assertEquals("/_syn /_matrix", paths(model, "synapse"));
  }

  private static String paths(Model model, String component) {
    return String.join(
        " ", route(model, component).backends().stream().map(Backend::path).toList());
  }

  @Test
  void a_node_port_that_is_not_the_port_of_clients_has_to_be_forwarded_to() throws Exception {
    String exposed = "matrixRTC: {sfu: {exposedServices: {rtcTcp: {%s}}}}\n";
    assertEquals("node port 30001", port(of("{}\n"), "rtcTcp").how());
    assertEquals("node port 30881", port(of("25.5.1", "{}\n"), "rtcTcp").how());
    assertEquals(
        "node port 31000, to which 30001 has to be forwarded",
        port(of(exposed.formatted("nodePort: \"31000\"")), "rtcTcp").how());
    assertEquals(
        "a node port that the cluster chooses, to which 30001 has to be forwarded",
        port(of(exposed.formatted("nodePort: \"\"")), "rtcTcp").how());
    assertEquals(
        "it is filled in later",
        port(of(exposed.formatted("portType: \"${TYPE}\"")), "rtcTcp").to().unknown());
  }

  @Test
  void stun_comes_before_an_address_given_by_hand() throws Exception {
    String manual = "matrixRTC: {sfu: {manualIP: 93.184.215.14, useStunToDiscoverPublicIP: %s}}\n";
    assertEquals(AddressMode.STUN, mode(of(manual.formatted("true"))));
    assertEquals(AddressMode.MANUAL_IP, mode(of(manual.formatted("false"))));
    assertEquals(AddressMode.UNKNOWN, mode(of(manual.formatted("\"${STUN}\""))));
    assertEquals(AddressMode.HOST_IP, mode(of("25.9.1", manual.formatted("false"))));
    assertEquals(AddressMode.UNKNOWN, mode(of("25.9.0", "{}\n")));
    assertEquals(
        AddressMode.POD_IP,
        mode(of("matrixRTC: {sfu: {nodeIPSource: podIP, useStunToDiscoverPublicIP: false}}\n")));
  }

  @Test
  void a_fragment_decides_about_the_address_until_the_chart_overwrites_it() throws Exception {
    String fragment =
        """
        matrixRTC:
          sfu:
            additional:
              rtc:
                config: |
                  rtc:
                    use_external_ip: false
                    node_ip: 93.184.215.14
        """;
    Model before = of("25.11.0", fragment);
    assertEquals(AddressMode.MANUAL_IP, mode(before));
    assertEquals("values.yaml:8:13", place(before.address().orElseThrow().address().basis()));
    assertEquals(AddressMode.STUN, mode(of("25.12.0", fragment)));
  }

  @Test
  void stun_servers_of_a_fragment_are_told_and_one_in_a_secret_is_not_known() throws Exception {
    String fragment = "matrixRTC: {sfu: {additional: {x: {%s}}}}\n";
    Model known =
        of(fragment.formatted("config: \"rtc: {stun_servers: ['stun.example.org:3478']}\""));
    assertEquals(
        "stun.example.org:3478", known.address().orElseThrow().stunServers().getFirst().text());
    Model hidden = of(fragment.formatted("configSecret: s, configSecretKey: k"));
    assertEquals(1, hidden.address().orElseThrow().stunServers().size());
    assertTrue(!hidden.address().orElseThrow().stunServers().getFirst().isKnown());
  }

  private static AddressMode mode(Model model) {
    return model.address().orElseThrow().mode();
  }

  @Test
  void a_secret_is_given_generated_or_missing() throws Exception {
    Model model =
        of(
            """
            synapse:
              macaroon: {value: hidden}
              signingKey: {secret: keys, secretKey: signing}
              registrationSharedSecret: {secret: keys}
              postgres: {host: db, user: u, database: d}
            """);
    assertEquals(ValueOf.VALUES, secret(model, "synapse.macaroon").given());
    assertEquals(ValueOf.SECRET, secret(model, "synapse.signingKey").given());
    assertEquals("keys, key signing", secret(model, "synapse.signingKey").detail().text());
    assertEquals(ValueOf.INCOMPLETE, secret(model, "synapse.registrationSharedSecret").given());
    assertEquals(ValueOf.MISSING, secret(model, "synapse.postgres.password").given());
    assertEquals(
        ValueOf.GENERATED, secret(model, "matrixAuthenticationService.encryptionSecret").given());
    assertEquals(
        ValueOf.UNKNOWN,
        secret(of("initSecrets: {enabled: \"${INIT}\"}\n"), "synapse.macaroon").given());
  }

  @Test
  void a_secret_that_a_template_would_insert_elsewhere_stays_hidden() throws Exception {
    Model model =
        of(
            """
            synapse:
              macaroon: {value: hidden-away}
              ingress: {host: "{{ .Values.synapse.macaroon.value }}.example.org"}
            wellKnownDelegation:
              additional: {client: '{"x": "{{ .Values.synapse.macaroon.value }}", "my_token": "hidden-away"}'}
            """);
    assertTrue(!model.toString().contains("hidden-away"), model.toString());
    assertTrue(model.documents().getFirst().text().text().contains("\"my_token\": \"(secret)\""));
  }

  @Test
  void the_names_are_those_of_the_ingresses_and_one_that_somebody_else_has_to_serve()
      throws Exception {
    Model model = of("wellKnownDelegation: {enabled: false}\nelementAdmin: {enabled: false}\n");
    assertEquals("example.org", model.names().getFirst().host().text());
    assertEquals("a web server of your own", model.names().getFirst().pointsTo());
    assertEquals(List.of("matrixAuthenticationService", "synapse"), model.names().get(1).serves());
    assertEquals(5, model.names().size());
  }

  @Test
  void an_additional_document_that_is_no_json_leaves_its_document_unknown() throws Exception {
    Model model = of("wellKnownDelegation: {additional: {support: 'contacts: []'}}\n");
    assertTrue(!model.documents().getLast().text().isKnown());
    assertTrue(model.documents().getFirst().text().isKnown());
  }
}
