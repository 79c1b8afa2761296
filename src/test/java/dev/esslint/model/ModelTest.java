package dev.esslint.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.model.base.Basis;
import dev.esslint.model.base.State;
import dev.esslint.model.base.Stated;
import dev.esslint.model.base.Stated.Known;
import dev.esslint.model.base.Stated.Unknown;
import dev.esslint.model.ingress.Backend;
import dev.esslint.model.ingress.Certificate;
import dev.esslint.model.ingress.Route;
import dev.esslint.model.ingress.TlsSource;
import dev.esslint.model.network.OpenPort;
import dev.esslint.model.rtc.AddressMode;
import dev.esslint.model.secrets.SecretUse;
import dev.esslint.model.secrets.ValueOf;
import dev.esslint.model.wellknown.WellKnown;
import dev.esslint.model.workload.Part;
import dev.esslint.model.workload.Reason;
import dev.esslint.model.workload.Total;
import dev.esslint.model.workload.Workload;
import dev.esslint.text.SourceText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.yaml.YamlReader;
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
    return of(Charts.builtIn().newest().toString(), values);
  }

  private static Model of(String release, String values) throws Exception {
    Chart chart = Charts.builtIn().load(Release.parse(release).orElseThrow());
    return Model.of(
        ResolvedValues.of(
            List.of(file("hosts.yaml", HOSTS), file("values.yaml", values)),
            new Layer.Defaults(chart.release(), chart.defaults())),
        Release.parse(release).orElseThrow(),
        null);
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
    assertEquals("not enabled", part.why().getFirst().text());
    assertEquals("values.yaml:2:14", place(part.why().getFirst().basis()));
    Part whole = part(of("elementWeb: null\n"), "elementWeb");
    assertEquals("values.yaml:1:1", place(whole.why().getFirst().basis()));
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
    assertEquals("whether Synapse is enabled", reason(model.documents().getFirst().text()));
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
    assertEquals("it is a template", reason(route(model, "elementWeb").host()));
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
    assertEquals("/_syn /_matrix /x", paths(model, "synapse"));
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
        "node port 31000, to which 30001 must be forwarded",
        port(of(exposed.formatted("nodePort: \"31000\"")), "rtcTcp").how());
    assertEquals(
        "a node port that the cluster chooses, to which 30001 must be forwarded",
        port(of(exposed.formatted("nodePort: \"\"")), "rtcTcp").how());
    assertEquals(
        "it is filled in later",
        reason(port(of(exposed.formatted("portType: \"${TYPE}\"")), "rtcTcp").to()));
  }

  @Test
  void stun_comes_before_an_address_given_by_hand() throws Exception {
    String manual = "matrixRTC: {sfu: {manualIP: 93.184.215.14, useStunToDiscoverPublicIP: %s}}\n";
    assertEquals(AddressMode.STUN, mode(of(manual.formatted("true"))));
    assertEquals(AddressMode.MANUAL_IP, mode(of(manual.formatted("false"))));
    assertEquals(AddressMode.UNKNOWN, mode(of(manual.formatted("\"${STUN}\""))));
    assertEquals(AddressMode.STUN, mode(of("25.9.0", "{}\n")));
    assertEquals(
        AddressMode.POD_IP,
        mode(of("matrixRTC: {sfu: {nodeIPSource: podIP, useStunToDiscoverPublicIP: false}}\n")));
  }

  @Test
  void releases_25_9_1_and_25_9_2_pass_no_address_on() throws Exception {
    String manual = "matrixRTC: {sfu: {manualIP: %s, useStunToDiscoverPublicIP: false}}\n";
    for (String release : new String[] {"25.9.1", "25.9.2"}) {
      Model model = of(release, manual.formatted("93.184.215.14"));
      assertEquals(AddressMode.MANUAL_IP, mode(model));
      assertEquals("198.51.100.1", model.address().orElseThrow().address().text());
      assertEquals(AddressMode.POD_IP, mode(of(release, manual.formatted("\"\""))));
    }
    assertEquals(AddressMode.HOST_IP, mode(of("25.9.3", manual.formatted("\"\""))));
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
    assertInstanceOf(Unknown.class, hidden.address().orElseThrow().stunServers().getFirst());
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
    assertTrue(model.documents().getFirst().text().text().contains("\"my_token\": \"***\""));
  }

  @Test
  void the_names_are_those_of_the_ingresses_and_one_that_somebody_else_has_to_serve()
      throws Exception {
    Model model = of("wellKnownDelegation: {enabled: false}\nelementAdmin: {enabled: false}\n");
    assertEquals("example.org", model.names().getFirst().host().text());
    assertEquals("your own web server", model.names().getFirst().pointsTo());
    assertEquals(List.of("matrixAuthenticationService", "synapse"), model.names().get(1).serves());
    assertEquals(5, model.names().size());
  }

  @Test
  void an_additional_document_that_is_no_json_leaves_its_document_unknown() throws Exception {
    Model model = of("wellKnownDelegation: {additional: {support: 'contacts: []'}}\n");
    assertInstanceOf(Unknown.class, model.documents().getLast().text());
    assertInstanceOf(Known.class, model.documents().getFirst().text());
  }

  @Test
  void a_name_needs_a_certificate_in_front_where_its_ingress_is_plain_http() throws Exception {
    Model model =
        of(
            """
            ingress: {tlsSecret: all}
            elementWeb: {ingress: {tlsEnabled: false}}
            """);
    Certificate outside =
        model.certificates().stream()
            .filter(certificate -> certificate.source() == TlsSource.OUTSIDE)
            .findFirst()
            .orElseThrow();
    assertEquals("chat.example.org", outside.covers().getFirst().text());
    assertEquals("values.yaml:2:24", place(outside.name().basis()));
    assertEquals("the Ingress uses plain HTTP, but all URLs use https", outside.remark());
    assertEquals(2, model.certificates().size());
  }

  @Test
  void the_charts_database_has_a_generated_password_only_for_whom_it_serves() throws Exception {
    String elsewhere = "%s: {postgres: {host: db, user: u, database: d, password: {value: x}}}\n";
    String synapse = "postgres.essPasswords.synapse";
    String mas = "postgres.essPasswords.matrixAuthenticationService";
    Model model = of(elsewhere.formatted("synapse"));
    assertEquals(ValueOf.GENERATED, secret(model, mas).given());
    assertTrue(!paths(model).contains(synapse), paths(model).toString());
    Model mirrored = of(elsewhere.formatted("matrixAuthenticationService"));
    assertEquals(ValueOf.GENERATED, secret(mirrored, synapse).given());
    assertTrue(!paths(mirrored).contains(mas), paths(mirrored).toString());
    Model refused = of(elsewhere.formatted("synapse") + "initSecrets: {enabled: false}\n");
    assertEquals(ValueOf.MISSING, secret(refused, synapse).given());
  }

  private static List<String> paths(Model model) {
    return model.secrets().stream().map(s -> s.detail().basis().path().toString()).toList();
  }

  @Test
  void external_addresses_take_the_port_itself_beside_what_the_port_type_brings() throws Exception {
    String exposed =
        "matrixRTC: {sfu: {exposedServices: {rtcTcp: {portType: %s, externalIPs: [%s]}}}}\n";
    OpenPort inside = port(of(exposed.formatted("ClusterIP", "93.184.215.14")), "rtcTcp");
    assertEquals("93.184.215.14", inside.to().text());
    assertEquals("values.yaml:1:67", place(inside.to().basis()));
    assertEquals("external address, port 30001", inside.how());
    OpenPort nodes = port(of(exposed.formatted("NodePort", "a, b")), "rtcTcp");
    assertEquals("a, b, or every node", nodes.to().text());
    assertEquals("external address, port 30001; or node port 30001", nodes.how());
    assertEquals(
        "the node of the SFU", port(of(exposed.formatted("HostPort", "a")), "rtcTcp").to().text());
    assertEquals(
        "only the cluster", port(of(exposed.formatted("ClusterIP", "")), "rtcTcp").to().text());
    assertEquals(
        "it is filled in later",
        reason(port(of(exposed.formatted("ClusterIP", "\"${IP}\"")), "rtcTcp").to()));
    assertEquals(
        "only the cluster",
        port(of("26.1.1", exposed.formatted("ClusterIP", "a")), "rtcTcp").to().text());
  }

  @Test
  void services_behind_an_ingress_that_are_published_tell_their_ports() throws Exception {
    Model model =
        of(
            """
            synapse: {ingress: {service: {externalIPs: [93.184.215.14]}}}
            matrixRTC: {ingress: {service: {type: LoadBalancer}}}
            matrixAuthenticationService: {ingress: {service: {type: NodePort}}}
            hookshot: {enabled: true, ingress: {service: {type: LoadBalancer}}}
            """);
    assertEquals(
        List.of(
            "Synapse bypassing the Ingress: 8008, 8009 at 93.184.215.14, external address",
            "Matrix Authentication Service bypassing the Ingress:  at every node,"
                + " node ports that the cluster chooses for 8080, 8081",
            "Matrix RTC authoriser bypassing the Ingress: 8080 at its load balancer, LoadBalancer",
            "Matrix RTC SFU bypassing the Ingress: 7880, 6789 at its load balancer, LoadBalancer",
            "Hookshot bypassing the Ingress: 9993, 7775, 7777, 7778 at its load balancer, LoadBalancer"),
        model.ports().stream()
            .filter(port -> port.remark().equals("plain HTTP"))
            .map(
                port ->
                    port.what()
                        + ": "
                        + port.ports().text()
                        + " at "
                        + port.to().text()
                        + ", "
                        + port.how())
            .toList());
  }

  @Test
  void only_what_speaks_for_a_part_is_a_reason_that_it_is_there() throws Exception {
    String elsewhere = "postgres: {host: db, user: u, database: d, password: {value: x}}";
    Model mixed = of("synapse: {" + elsewhere + "}\nhookshot: {enabled: true}\n");
    assertEquals(
        List.of("Matrix Authentication Service has no `postgres` of its own"),
        reasons(mixed, "postgres"));
    assertEquals(List.of("Hookshot has no `redis` of its own"), reasons(mixed, "redis"));
    Model none =
        of(
            "synapse: {%s, redis: {host: r}, workers: {pusher: {enabled: true}}}\n"
                    .formatted(elsewhere)
                + "matrixAuthenticationService: {%s}\n".formatted(elsewhere)
                + "hookshot: {enabled: true, redis: {host: r}}\n");
    assertEquals(
        List.of(
            "Synapse uses `synapse.postgres`",
            "Matrix Authentication Service uses `matrixAuthenticationService.postgres`"),
        reasons(none, "postgres"));
    assertEquals(
        List.of("Synapse uses `synapse.redis`", "Hookshot uses `hookshot.redis`"),
        reasons(none, "redis"));
  }

  private static List<String> reasons(Model model, String path) {
    return part(model, path).why().stream().map(Reason::text).toList();
  }

  @Test
  void the_switch_that_is_written_decides_the_address_where_no_source_is_named() throws Exception {
    String off = "matrixRTC: {sfu: {useStunToDiscoverPublicIP: false%s}}\n";
    assertEquals(
        "matrixRTC.sfu.useStunToDiscoverPublicIP",
        of(off.formatted("")).address().orElseThrow().address().basis().path().toString());
    assertEquals(
        "matrixRTC.sfu.nodeIPSource",
        of(off.formatted(", nodeIPSource: podIP"))
            .address()
            .orElseThrow()
            .address()
            .basis()
            .path()
            .toString());
  }

  @Test
  void documents_tell_what_a_homeserver_elsewhere_has_to_add() throws Exception {
    assertEquals(List.of("", "", ""), lacking(of("{}\n")));
    assertEquals(
        List.of("m.homeserver", "m.server", ""), lacking(of("synapse: {enabled: false}\n")));
    assertEquals(
        List.of("m.homeserver", "", ""),
        lacking(
            of(
                """
                synapse: {enabled: false}
                wellKnownDelegation: {additional: {server: '{"m.server": "x.example.org:443"}'}}
                """)));
  }

  private static List<String> lacking(Model model) {
    return model.documents().stream().map(WellKnown::lacking).toList();
  }

  @Test
  void the_domain_of_turn_leads_to_what_takes_443() throws Exception {
    assertEquals("whatever forwards 443 to TURN over TLS", turn("portType: NodePort"));
    assertEquals("the load balancer of TURN over TLS", turn("portType: LoadBalancer, port: 443"));
    assertEquals("the node of the SFU", turn("portType: HostPort, port: 443"));
    assertEquals("whatever forwards 443 to TURN over TLS", turn("portType: HostPort"));
    assertEquals("10.1.2.3", turn("portType: ClusterIP, port: 443, externalIPs: [10.1.2.3]"));
    assertEquals("whatever accepts TURN over TLS on 443", turn("portType: \"${TYPE}\""));
    assertEquals(
        "whatever terminates TLS for TURN",
        turn("portType: HostPort, port: 443, tlsTerminationOnPod: false"));
  }

  private static String turn(String settings) throws Exception {
    return of("matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, domain: t, %s}}}}\n"
            .formatted(settings))
        .names()
        .getLast()
        .pointsTo();
  }

  @Test
  void a_component_that_the_release_does_not_have_is_not_there_though_values_name_it()
      throws Exception {
    String admin = "elementAdmin: {enabled: true, ingress: {host: admin.example.org}}\n";
    Model old = of("25.5.1", admin);
    assertTrue(old.parts().stream().noneMatch(p -> p.path().equals("elementAdmin")));
    assertTrue(old.routes().stream().noneMatch(r -> r.component().equals("elementAdmin")));
    assertEquals(State.ON, part(of(admin), "elementAdmin").state());
  }

  @Test
  void a_redirect_to_a_host_that_is_not_set_says_so() throws Exception {
    Model model = of("elementWeb: {ingress: {host: null}}\n");
    assertEquals(
        "redirected to the host of Element Web, which is not set",
        route(model, "wellKnownDelegation").backends().getLast().remark());
  }

  @Test
  void what_the_chart_makes_only_beside_synapse_is_off_without_it() throws Exception {
    Model model = of("synapse: {enabled: false}\n");
    for (String path : new String[] {"deploymentMarkers", "matrixAuthenticationService.syn2mas"}) {
      assertEquals(
          State.OFF,
          model.parts().stream().filter(p -> p.path().equals(path)).findFirst().orElseThrow().state());
    }
  }

  @Test
  void secrets_of_volumes_and_of_images_are_listed() throws Exception {
    Model model =
        of(
            """
            imagePullSecrets: [{name: registry}]
            elementWeb:
              image: {pullSecrets: [{name: web-registry}]}
            matrixRTC:
              extraVolumes: [{name: ca, secret: {secretName: own-ca}}]
            """);
    List<String> names = model.secrets().stream().map(use -> use.detail().text()).toList();
    assertTrue(names.containsAll(List.of("registry", "web-registry", "own-ca")), names.toString());
  }

  @Test
  void synapse_and_the_authentication_service_shared_a_client_secret_up_to_25_8_2()
      throws Exception {
    for (String release : new String[] {"25.5.1", "25.8.2", "25.8.3"}) {
      assertEquals(
          !release.equals("25.8.3"),
          of(release, "{}\n").secrets().stream()
              .anyMatch(
                  use ->
                      use.detail().basis().path().toString().endsWith("synapseOIDCClientSecret")));
    }
  }

  @Test
  void ports_that_a_fragment_gives_are_shown() throws Exception {
    Model model =
        of(
            """
            matrixRTC:
              sfu:
                exposedServices: {rtcMuxedUdp: {enabled: false}}
                additional:
                  a:
                    config: |
                      rtc: {udp_port: 40000}
                      turn: {enabled: true, udp_port: 3478}
            """);
    assertTrue(
        model.ports().stream()
            .map(port -> port.what() + " " + port.protocol() + " " + port.ports().text())
            .toList()
            .containsAll(List.of("media over UDP UDP 40000", "TURN UDP 3478")));
  }

  @Test
  void the_service_of_a_range_ended_one_port_early_up_to_25_6_1() throws Exception {
    String range =
        "matrixRTC: {sfu: {exposedServices: {rtcMuxedUdp: {enabled: false}, rtcUdp: {enabled: true}}}}\n";
    assertEquals("node port 31000-31999", port(of("25.6.1", range), "rtcUdp").how());
    assertEquals("node port 31000-32000", port(of("25.6.2", range), "rtcUdp").how());
  }

  @Test
  void an_annotation_takes_the_place_of_the_issuer() throws Exception {
    Model model =
        of(
            """
            certManager: {clusterIssuer: one}
            elementWeb: {ingress: {annotations: {cert-manager.io/cluster-issuer: two}}}
            """);
    assertEquals("two", route(model, "elementWeb").tls().name().text());
    assertEquals("one", route(model, "synapse").tls().name().text());
  }

  @Test
  void documents_are_read_as_go_reads_json() throws Exception {
    assertEquals(
        "{\n  \"a\": -0,\n  \"b\": \"/\",\n  \"c\": \"\ud83d\ude00\"\n}\n",
        support("'{\"a\": -0, \"b\": \"\\/\", \"c\": \"\\ud83d\\ude00\"}'"));
    assertEquals("{\n  \"Error\": \"unexpected end of JSON input\"\n}\n", support("''"));
  }

  private static String support(String text) throws Exception {
    return of("wellKnownDelegation: {additional: {support: " + text + "}}\n").documents().stream()
        .filter(document -> document.name().equals("support"))
        .findFirst()
        .orElseThrow()
        .text()
        .text();
  }

  @Test
  void a_certificate_for_turn_that_nothing_uses_is_asked_for_nevertheless() throws Exception {
    String values =
        """
        certManager: {clusterIssuer: one}
        matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, domain: turn.example.org, tlsSecret: own}}}}
        """;
    assertEquals(
        List.of("SECRET own", "CERT_MANAGER one"), certificatesOf(of(values), "turn.example.org"));
    assertEquals(
        List.of("CERT_MANAGER one"),
        certificatesOf(of(values.replace(", tlsSecret: own", "")), "turn.example.org"));
  }

  private static List<String> certificatesOf(Model model, String host) {
    return model.certificates().stream()
        .filter(certificate -> certificate.covers().stream().anyMatch(h -> h.text().equals(host)))
        .map(certificate -> certificate.source() + " " + certificate.name().text())
        .toList();
  }

  @Test
  void a_class_and_an_annotation_at_odds_are_not_one_class() throws Exception {
    Model model =
        of(
            """
            ingress: {annotations: {kubernetes.io/ingress.class: traefik}}
            elementWeb: {ingress: {className: nginx}}
            elementAdmin: {ingress: {className: traefik}}
            """);
    assertEquals(
        "the class is `nginx`, but an annotation has `traefik`",
        reason(route(model, "elementWeb").className()));
    assertEquals("traefik", route(model, "elementAdmin").className().text());
    assertEquals("traefik", route(model, "synapse").className().text());
  }

  @Test
  void mail_and_logins_elsewhere_are_ways_that_have_to_be_open() throws Exception {
    Model model =
        of(
            """
            synapse:
              additional:
                mail: {config: "email: {smtp_host: one.example.org, smtp_port: 587}"}
            matrixAuthenticationService:
              additional:
                mail:
                  config: |
                    email: {transport: smtp, hostname: two.example.org, port: 465}
                    upstream_oauth2:
                      providers:
                        - {id: A, issuer: "https://id.example.org/realm"}
                        - {id: B, issuer: "https://other.example.org:8443"}
            """);
    assertEquals(
        List.of(
            "Synapse: one.example.org 587",
            "Matrix Authentication Service: two.example.org 465",
            "Matrix Authentication Service: https://id.example.org/realm 443",
            "Matrix Authentication Service: https://other.example.org:8443 8443"),
        model.ports().stream()
            .filter(port -> port.what().equals("mail") || port.what().startsWith("logins"))
            .map(port -> port.from() + ": " + port.to().text() + " " + port.ports().text())
            .toList());
  }

  @Test
  void mail_goes_to_the_port_that_synapse_takes_without_one() throws Exception {
    assertEquals(
        List.of("25"),
        of("synapse: {additional: {m: {config: \"email: {smtp_host: one.example.org}\"}}}\n").ports().stream()
            .filter(port -> port.what().equals("mail"))
            .map(port -> port.ports().text())
            .toList());
  }

  @Test
  void random_settings_of_synapse_are_generated_from_25_12_2_on_whatever_is_given() throws Exception {
    for (String release : List.of("25.12.1", "25.12.2")) {
      boolean extra =
          of(release, "").secrets().stream()
              .anyMatch(use -> use.detail().text().equals("<release>-generated, key SYNAPSE_EXTRA"));
      assertEquals(release.equals("25.12.2"), extra, release);
    }
  }

  @Test
  void what_runs_has_an_image_replicas_and_sums() throws Exception {
    Model model = of("elementWeb: {replicas: 3, image: {registry: r.example.org, tag: t}}\n");
    Workload web =
        model.workloads().stream()
            .filter(w -> w.component().equals("elementWeb"))
            .findFirst()
            .orElseThrow();
    assertEquals("3", web.replicas().text());
    assertTrue(web.image().text().startsWith("r.example.org/"), web.image().text());
    assertTrue(web.image().text().endsWith(":t"), web.image().text());
    assertEquals(
        List.of("requests.cpu", "requests.memory", "limits.memory"),
        model.totals().stream().map(Total::what).toList());
    assertEquals("10Gi", model.volumes().getFirst().size().text());
  }

  /** Why something cannot be known. */
  private static String reason(Stated stated) {
    return assertInstanceOf(Unknown.class, stated).reason();
  }
}
