package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.config.ClusterFile;
import dev.esslint.finding.Finding;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceText;
import dev.esslint.values.Value;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;


/** What is said of Ingresses follows from what each carries and from who serves it. */
final class IngressControllersTest {
  private static final Path BASE = Path.of("testdata/base.yaml").toAbsolutePath();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingress: {className: none}",
        "ingress: {className: disabled, controllerType: ingress-nginx}",
        "ingress: {className: none, tlsEnabled: false, tlsSecret: x}",
        "ingress: {className: none, service: {type: ClusterIP}}",
        "ingress: {annotations: {kubernetes.io/ingress.class: none}}",
        "ingress: {className: none, annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 1m}}",
        "ingress: {className: none, annotations: {cert-manager.io/cluster-issuer: x}}",
        "{ingress: {className: none}, certManager: {clusterIssuer: x}}",
        "{ingress: {className: none, tlsSecret: x}, certManager: {clusterIssuer: x}}",
      })
  void where_no_controller_serves_only_the_routes_are_told(String values) throws Exception {
    String without = values.contains("certManager") ? values : values + "\n" + "certManager: null";
    assertEquals(List.of("ING059"), ids(values.contains("certManager") ? values : without, ""));
  }

  @Test
  void the_cluster_file_can_say_that_nobody_serves() throws Exception {
    assertEquals(
        List.of("ING059"),
        ids("certManager: null\ningress: {className: nginx}", "ingressController: {name: none}"));
  }

  @Test
  void the_routes_to_be_made_name_host_path_service_and_port() throws Exception {
    String message = findings("ingress: {className: none}", "", Charts.builtIn().newest()).getFirst().message();
    assertTrue(message.contains("`example.org/` -> `<release>-well-known:8010`"), message);
    assertTrue(message.contains("`matrix.example.org/_matrix` -> `<release>-synapse:8008`"), message);
    assertTrue(message.contains("`mrtc.example.org/` -> `<release>-matrix-rtc-sfu:7880`"), message);
    assertTrue(
        message.contains("`account.example.org/` -> `<release>-matrix-authentication-service:8080`"),
        message);
    assertTrue(message.contains("`chat.example.org/` -> `<release>-element-web:80`"), message);
  }

  @Test
  void only_the_ingresses_that_nobody_serves_are_left_out() throws Exception {
    List<Finding> findings =
        findings(
            "certManager: null\nsynapse: {ingress: {className: none}}", "", Charts.builtIn().newest());
    assertEquals(
        List.of("ING032", "ING059"),
        findings.stream().map(finding -> finding.rule().id()).sorted().toList());
    Finding certificate =
        findings.stream().filter(f -> f.rule().id().equals("ING032")).findFirst().orElseThrow();
    assertTrue(!certificate.message().contains("matrix.example.org"), certificate.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traefik.ingress.kubernetes.io/router.tls.certresolver: le",
        "networking.gke.io/managed-certificates: ess",
        "networking.gke.io/certmap: ess",
        "ingress.gcp.kubernetes.io/pre-shared-cert: ess",
        "alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:x",
        "appgw.ingress.kubernetes.io/appgw-ssl-certificate: ess",
        "kubernetes.azure.com/tls-cert-keyvault-uri: https://x.vault.azure.net/certificates/x",
        "oci-native-ingress.oraclecloud.com/certificate-ocid: ocid1.certificate.x",
        "route.openshift.io/termination: edge",
      })
  void a_certificate_by_annotation_is_one(String annotation) throws Exception {
    assertEquals(
        List.of(), ids("certManager: null\ningress: {annotations: {" + annotation + "}}", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx.ingress.kubernetes.io/auth-tls-pass-certificate-to-upstream: \"true\"",
        "appgw.ingress.kubernetes.io/appgw-trusted-root-certificate: x",
        "route.openshift.io/destination-ca-certificate-secret: x",
      })
  void certificates_of_others_are_not_that_of_the_ingress(String annotation) throws Exception {
    List<String> ids = ids("certManager: null\ningress: {annotations: {" + annotation + "}}", "");
    assertTrue(ids.contains("ING032"), ids.toString());
  }

  @Test
  void what_stands_under_an_unknown_key_tls_is_no_missing_certificate() throws Exception {
    List<String> ids = ids("certManager: null\ningress: {tls: [{secretName: x}]}", "");
    assertTrue(!ids.contains("ING032"), ids.toString());
  }

  @Test
  void the_effects_at_ingress_nginx_are_those_of_the_ingresses_that_there_are() throws Exception {
    Finding finding =
        findings(
                """
                ingress: {className: nginx}
                synapse:
                  ingress:
                    annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 100m}
                """,
                "",
                Charts.builtIn().newest())
            .getFirst();
    assertEquals("ING041", finding.rule().id());
    assertTrue(finding.message().contains("mrtc.example.org"), finding.message());
    assertTrue(!finding.message().contains("413"), finding.message());
    assertTrue(!finding.message().contains(".well-known"), finding.message());
  }

  @Test
  void an_own_annotation_without_a_value_takes_the_common_one_away() throws Exception {
    assertEquals(
        List.of("ING041"),
        ids(
            """
            ingress:
              className: nginx
              annotations:
                nginx.ingress.kubernetes.io/proxy-body-size: 100m
                nginx.ingress.kubernetes.io/proxy-read-timeout: "120"
                nginx.ingress.kubernetes.io/proxy-send-timeout: "120"
            synapse: {ingress: {annotations: {nginx.ingress.kubernetes.io/proxy-body-size: ""}}}
            """,
            ""));
  }

  @Test
  void the_release_decides_what_the_chart_would_set() throws Exception {
    assertEquals(
        List.of(),
        findings(
                """
                ingress: {className: nginx}
                synapse:
                  ingress:
                    annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 100m}
                """,
                "",
                Release.parse("25.5.1").orElseThrow())
            .stream()
            .filter(finding -> finding.rule().id().startsWith("ING04"))
            .toList());
  }

  @Test
  void the_stated_controller_goes_before_the_class() throws Exception {
    String nginx =
        "ingress: {annotations: {nginx.ingress.kubernetes.io/proxy-body-size: 100m}}";
    assertEquals(List.of("ING057"), ids(nginx, "ingressController: {name: traefik}"));
    assertEquals(List.of("ING057", "ING058"), ids(nginx, "ingressController: {name: nginx}"));
    assertEquals(List.of("ING041"), ids("labels: {a: b}", "ingressController: {name: ingress-nginx}"));
    assertEquals(List.of(), ids("ingress: {className: nginx}", "ingressController: {name: traefik}"));
  }

  @Test
  void one_setting_for_all_is_one_finding() throws Exception {
    String off = "ingress: {tlsEnabled: false}";
    assertEquals(
        List.of("ING035"),
        ids(
            "certManager: {clusterIssuer: x}\n"
                + "synapse: {" + off + "}\nmatrixRTC: {" + off + "}\nelementWeb: {" + off + "}",
            ""));
  }

  @Test
  void a_published_port_is_the_way_of_a_proxy_where_tls_is_off() throws Exception {
    assertEquals(
        List.of("ING035", "ING063"),
        ids("certManager: null\ningress: {tlsEnabled: false, service: {type: NodePort}}", ""));
  }

  @Test
  void matrix_rtc_has_no_service_type_before_26_1_1() throws Exception {
    String values = "matrixRTC: {ingress: {service: {type: NodePort}}}";
    assertEquals(
        List.of("ING064"),
        findings(values, "", Release.parse("26.1.0").orElseThrow()).stream()
            .map(finding -> finding.rule().id())
            .filter(id -> id.equals("ING047") || id.equals("ING064"))
            .toList());
    assertEquals(List.of("ING047"), ids(values, ""));
  }

  @Test
  void a_runtime_volume_is_enough_for_init_containers_where_nothing_checks_the_configuration()
      throws Exception {
    String values =
        """
        synapse:
          checkConfigHook: {enabled: %s}
          extraVolumes: [{name: m, mountContext: runtime, emptyDir: {}}]
          extraVolumeMounts: [{name: m, mountContext: runtime, mountPath: /m}]
          extraInitContainers:
            - {name: f, image: "registry.example.org/f:1", volumeMounts: [{name: m, mountPath: /m}]}
        """;
    assertTrue(!ids(values.formatted("false"), "").contains("K8S052"));
    assertTrue(ids(values.formatted("true"), "").contains("K8S052"));
  }

  private List<String> ids(String values, String cluster) throws Exception {
    return findings(values, cluster, Charts.builtIn().newest()).stream()
        .map(finding -> finding.rule().id())
        .sorted()
        .toList();
  }

  private List<Finding> findings(String values, String cluster, Release release) throws Exception {
    Path file = folder.resolve("values.yaml");
    Files.writeString(file, values);
    Value facts =
        cluster.isEmpty()
            ? null
            : ClusterFile.read(new SourceText("cluster.yaml", cluster));
    Analyzer linter =
        new Analyzer(
            Targets.all(Charts.builtIn(), release),
            () -> BuiltInRules.all().stream().filter(rule -> !rule.info().optional()).toList(),
            facts);
    Analysis linted =
        linter.analyze(new Request(List.of(BASE.toString(), file.toString()), false),
                new SourceReader(folder, InputStream.nullInputStream(), "<stdin>"));
    return linted.findings();
  }
}
