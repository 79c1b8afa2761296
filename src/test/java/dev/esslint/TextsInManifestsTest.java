package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.chart.Release;
import dev.esslint.finding.Level;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.tree.Node.MapNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that the chart writes into manifests: what real Helm has said of each, and how often esslint tells it. */
final class TextsInManifestsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "26.4.0 | synapse: {postgres: {host: h.ess.org, user: \"a\\nb\", database: d, sslMode: require, password: {secret: s, secretKey: k}}}",
        "26.1.3 | clusterDomain: \"clu\\nster.local\"",
        "26.8.1 | elementAdmin: {ingress: {host: '{\"a\": \"b\"}'}}",
        "26.7.2 | postgres: {essPasswords: {synapse: {secret: \"{{ .Release.Name }}-x\", secretKey: k}}}",
        "25.9.2 | matrixRTC: {ingress: {service: null}}",
        "26.8.1 | synapse: {additional: {\"x # y\": {config: \"a: b\"}}}",
        "25.10.0 | synapse: {image: {tag: \"a\\n---\\nb\"}}",
        "26.8.1 | matrixRTC: {livekitAuth: {key: \"a\\n- name: x\"}}",
        "26.8.1 | matrixRTC: {livekitAuth: {key: \"a: b\"}}",
        "26.8.1 | {storage: {storageClassName: \"{a\"}, synapse: {media: {storage: {storageClassName: b}}}, postgres: {storage: {storageClassName: c}}}",
        "26.2.1 | synapse: {checkConfigHook: {enabled: false}, extraVolumes: [{name: \"{{ nofunc }}\", mountContext: hook}]}",
        "26.7.1 | {priorityClassName: \"{a\", synapse: {enabled: false}, matrixAuthenticationService: {enabled: false}, matrixRTC: {enabled: false},"
            + " elementAdmin: {enabled: false}, elementWeb: {priorityClassName: b}, wellKnownDelegation: {enabled: false}}",
        "26.8.1 | {initSecrets: {serviceAccount: {name: \"{a\"}}, synapse: {enabled: false}, matrixRTC: {enabled: false}, matrixAuthenticationService: {enabled: false}}",
        "26.8.1 | image: {pullSecrets: [{name: \"a{{ `b` }}\"}]}",
        "26.4.0 | {synapse: {media: {storage: {size: \"5Gi\\f\"}}}, postgres: {storage: {size: \"5Gi\\v\\n\"}}}",
        "26.8.1 | synapse: {image: {tag: \".nan\"}, priorityClassName: \".nil\", additional: {\".nan\": {config: \"a: b\"}}}",
        "25.5.1 | matrixAuthenticationService: {postgres: {host: h, user: u, database: d, sslMode: require, password: {secret: \"a\\n# b\", secretKey: k}}}",
        "26.8.1 | synapse: {hostAliases: [{ip: 10.0.0.1, hostnames: [\"a: {{ \\\"\\\\n---\\\\n\\\" }}\"]}]}",
        "26.1.3 | matrixAuthenticationService: {additional: {\"x # y\": {config: \"a: b\"}, z: {configSecret: s, configSecretKey: k}}}",
      })
  void a_text_that_helm_takes_is_not_refused(String release, String layer) throws Exception {
    assertEquals(List.of(), rejections(release, layer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "26.8.1 | synapse: {additional: {\"a: b\": {config: \"a: b\"}}}",
        "26.8.1 | synapse: {serviceAccount: {name: \".inf\"}}",
        "26.8.1 | synapse: {media: {storage: {size: \"\\f5Gi\"}}}",
        "26.8.1 | synapse: {priorityClassName: \".NaN\"}",
        "26.8.1 | synapse: {image: {tag: \"a\\\"b\"}}",
        "25.5.1 | initSecrets: {serviceAccount: {name: \"a\\nb\"}}",
        "25.5.1 | matrixAuthenticationService: {postgres: {host: h, user: u, database: d, sslMode: require, password: {secret: \"a\\nb: c\", secretKey: k}}}",
        "25.11.0 | initSecrets: {serviceAccount: {name: \"a: b\"}}",
        "25.9.2 | {matrixTools: {image: {tag: \"a\\\"b\"}}, synapse: {enabled: false}, matrixAuthenticationService: {enabled: false},"
            + " elementAdmin: {enabled: false}, elementWeb: {enabled: false}, wellKnownDelegation: {enabled: false}}",
        "25.10.0 | {matrixTools: {image: {repository: \"a\\\"b\"}}, synapse: {enabled: false}, matrixAuthenticationService: {enabled: false},"
            + " elementAdmin: {enabled: false}, elementWeb: {enabled: false}, wellKnownDelegation: {enabled: false}}",
        "26.5.1 | {storage: {storageClassName: \"{a\"}, synapse: {media: {storage: {storageClassName: b}}}}",
        "26.8.1 | synapse: {hostAliases: [{ip: 10.0.0.1, hostnames: [\"a{{ \\\"\\\\n---\\\\n\\\" }}\"]}]}",
        "26.8.1 | image: {pullSecrets: [{name: \"a{{ \\\"\\\\nb\\\" }}\"}]}",
        "26.8.1 | synapse: {extraVolumes: [{name: a, configMap: {name: \"a{{ \\\"\\\\n- b\\\" }}\"}}]}",
        "25.10.0 | haproxy: {image: {tag: \"a\\n---\\nb\"}}",
        "26.8.1 | matrixRTC: {livekitAuth: {key: \"a\\n- b\"}}",
        "25.12.2 | matrixRTC: {ingress: {host: \"a\\n- b\"}}",
        "26.8.1 | clusterDomain: \"a\\u0007b\"",
        "26.7.2 | postgres: {essPasswords: {synapse: {secret: \"a: {{ .Release.Name }}\", secretKey: k}}}",
        "26.5.1 | hookshot: {enabled: true, passkey: {secret: \"a: {{ .Chart.Name }}\", secretKey: k}}",
        "26.1.1 | synapse: {media: {storage: {existingClaim: \"{{ `{{ x }}` }}{{ if .Release.IsInstall }}a{{ end }}\"}}}",
        "26.7.0 | {priorityClassName: \"`a\", synapse: {enabled: false}, matrixAuthenticationService: {enabled: false},"
            + " matrixRTC: {enabled: false}, elementWeb: {enabled: false}, wellKnownDelegation: {enabled: false}}",
        "26.3.1 | {matrixTools: {image: {digest: \"a\\u007fb\"}}, synapse: {enabled: false}, matrixAuthenticationService: {enabled: false},"
            + " elementAdmin: {enabled: false}, elementWeb: {enabled: false}, wellKnownDelegation: {enabled: false}}",
        "26.8.1 | {initSecrets: {serviceAccount: {name: '\"a'}}, synapse: {enabled: false}, matrixAuthenticationService: {enabled: false},"
            + " elementAdmin: {enabled: false}, elementWeb: {enabled: false}, wellKnownDelegation: {enabled: false}}",
      })
  void a_text_that_helm_refuses_is_told_once(String release, String layer) throws Exception {
    assertEquals(List.of("CHT006"), rejections(release, layer));
    assertEquals(List.of("CHT006"), errors(release, layer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHT005 | 26.6.2 | synapse: {additional: {a: {configSecret: \"{{ if .Release.IsInstall }}a{{ end }}{{ `{{ nofunc }}` }}\", configSecretKey: k}}}",
        "CHT005 | 26.6.2 | synapse: {additional: {a: {configSecret: \"{{ .Release.Name }}{{ `{{ nofunc }}` }}\", configSecretKey: k}}}",
        "CHT002 | 26.5.1 | hookshot: {enabled: true, additional: {a: {config: \"{{ .Values.nope }}{{ if eq .Release.Revision 1 }}a{{ end }}\"}}}",
        "WEB001 | 26.8.1 | elementWeb: {additional: {a: \"{{ semverCompare `>=1.20-0` .Capabilities.KubeVersion.Version }}\"}}",
        "WEB001 | 26.8.1 | elementWeb: {additional: {a: \"a: {{ regexReplaceAll `^([a-z]+)` .Values.serverName `${1}: ` }}\"}}",
        "CHT006 | 26.2.2 | synapse: {macaroon: {secret: '{\"a\": \"{{ if eq .Release.Revision 1 }}a{{ end }}\"}', secretKey: k}}",
        " | 26.1.1 | synapse: {extraVolumes: [{name: a, secret: {secretName: \"a: {{ .Values.a\\n}}\"}}]}",
        "CHT005 | 26.2.2 | matrixRTC: {sfu: {exposedServices: {rtcTcp: {nodePort: \"{{ .Template.Name }}\"}}}}",
        "CHT006 | 26.1.1 | synapse: {appservices: [{secret: '{\"a\": \"{{ .Files.Get `x` }}\"}', secretKey: k}]}",
        "CHT006 | 26.2.1 | synapse: {signingKey: {secret: '{\"a\": \"{{ .Capabilities.APIVersions.Has `v1` }}\"}', secretKey: k}}",
        "CHT006 | 25.11.1 | postgres: {essPasswords: {synapse: {secret: '{\"a\": \"{{ .Template.Name }}\"}', secretKey: k}}}",
        "CHT006 | 26.5.0 | matrixAuthenticationService: {encryptionSecret: {secret: \"a: {{ .Template.Name }}\", secretKey: k}}",
        " | 26.2.1 | synapse: {signingKey: {secret: \"{{ .Capabilities.APIVersions.Has `v1` }}-x\", secretKey: k}}",
        " | 26.5.0 | matrixAuthenticationService: {encryptionSecret: {secret: \"{{ .Template.BasePath }}\", secretKey: k}}",
        "CHT006 | 25.10.1 | synapse: {macaroon: {secret: '{\"a\": \"{{ semverCompare `>=1.20-0` .Capabilities.KubeVersion.Version }}\"}', secretKey: k}}",
        "CHT006 | 25.11.0 | postgres: {essPasswords: {synapse: {secret: \"a: {{ (urlParse .Values.serverName).host }}\", secretKey: k}}}",
        "CHT006 | 26.5.0 | hookshot: {enabled: true, additional: {a: {config: \"a: b\", configSecret: \"a: {{ regexReplaceAll `^www` .Values.serverName `a` }}\"}}}",
        "CHT005 | 26.4.1 | synapse: {redis: {host: \"a.{{ repeat (int (sub 1 2)) `a` }}\", port: 1}}",
        " | 26.8.1 | elementWeb: {ingress: {host: \"{{ if .Release.IsUpgrade }}{{ fail `x` }}{{ end }}chat.example.org\"}}",
        "CHT005 | 26.8.1 | elementWeb: {ingress: {host: \"{{ if .Release.IsInstall }}{{ fail `x` }}{{ end }}chat.example.org\"}}",
      })
  void a_template_is_judged_as_at_an_installation_in_any_cluster(String rules, String release, String layer) throws Exception {
    assertEquals(rules == null ? List.of() : List.of(rules), rejections(release, layer));
  }

  /** As Helm has said, whatever was drawn. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"a: {{ randAlphaNum 5 }}\", secretKey: k}}",
        " ; 26.8.1 ; synapse: {macaroon: {secret: \"a{{ randAlphaNum 5 | quote }}\", secretKey: k}}",
        "CHT006 ; 26.2.3 ; synapse: {signingKey: {secret: '\"{{ randAlphaNum 32 | quote }}\"', secretKey: k}}",
        "CHT006 ; 26.2.2 ; postgres: {essPasswords: {synapse: {secret: \"{{ randAlphaNum 5 }}\\n{{ randAlphaNum 5 }}: a\", secretKey: k}}}",
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ $r := randAlphaNum 5 }}{{ if .Values.synapse.enabled }}a: {{ $r }}{{ end }}\", secretKey: k}}",
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ or .Values.nope (randAlphaNum 5) }}: a\", secretKey: k}}",
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ tpl `{{ randAlpha 3 }}: b` . | quote }}\", secretKey: k}}",
        " ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ if contains `x` (randAlpha 30) }}a: b{{ end }}\", secretKey: k}}",
        " ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ index (list `a` `b` `c`) (randInt 0 3) }}\", secretKey: k}}",
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ if randAlpha 5 }}a: {{ end }}b\", secretKey: k}}",
        "CHT006 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ with uuidv4 }}{{ . | replace `-` `` }}: b{{ end }}\", secretKey: k}}",
        " ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ uuidv4 | replace `-` `` | substr 0 8 }}\", secretKey: k}}",
        " ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ randAlpha 30 | replace `q` `: ` }}\", secretKey: k}}",
        "WEB001 ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ uuidv4 | trimSuffix `-` }}}'}}",
        " ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ genPrivateKey `ed25519` | replace \"\\n\" `` }}\"}'}}",
        "CHT006 ; 25.11.0 ; synapse: {media: {storage: {existingClaim: \"{{ now | date `15: 04` }}\"}}}",
        " ; 26.8.1 ; synapse: {media: {storage: {existingClaim: \"{{ now | date `15:04` }}\"}}}",
        "CHT006 ; 26.8.1 ; synapse: {media: {storage: {existingClaim: \"[{{ now }}\"}}}",
        "CHT006 ; 26.8.1 ; synapse: {media: {storage: {existingClaim: \"{{ now | dateModify `1h` | unixEpoch }}: a\"}}}",
        "WEB001 ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ uuidv4 }}}'}}",
        " ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ uuidv4 }}\"}'}}",
        "WEB001 ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": {{ randAlpha 5 }}}'}}",
        " ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": {{ randInt 1 5 }}}'}}",
        "WEB001 ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ genPrivateKey `ed25519` }}\"}'}}",
        " ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": {{ genPrivateKey `ed25519` | toJson }}}'}}",
        "WEB001 ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ (genCA `a` 1).Key }}\"}'}}",
        " ; 26.8.1 ; elementWeb: {additional: {a: '{\"a\": \"{{ (genCA `a` 1).Cert | b64enc }}\"}'}}",
        "CHT002 ; 26.5.1 ; hookshot: {enabled: true, additional: {a: {config: \"a: b: {{ randAlphaNum 5 }}\"}}}",
        "CHT002 ; 26.5.1 ; hookshot: {enabled: true, additional: {a: {config: \"{{ shuffle `abc` }}\"}}}",
        " ; 26.5.1 ; hookshot: {enabled: true, additional: {a: {config: \"a: {{ shuffle `ab: ` }}\"}}}",
        " ; 26.5.1 ; hookshot: {enabled: true, additional: {a: {config: \"a: {{ randBytes 16 }}{{ htpasswd `u` `p` }}\"}}}",
        "CHT005 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ now | upper }}\", secretKey: k}}",
        "CHT005 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ now.year }}\", secretKey: k}}",
        "CHT005 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ lt now now }}\", secretKey: k}}",
        "CHT005 ; 26.8.1 ; synapse: {macaroon: {secret: \"{{ call .Files.Get `a` }}\", secretKey: k}}",
      })
  void what_is_drawn_or_read_from_the_clock_is_judged_by_what_it_comes_to_in_any_case(String rules, String release, String layer) throws Exception {
    assertEquals(rules == null ? List.of() : List.of(rules), rejections(release, layer));
  }

  /** A carriage return, as at the end of a line of Windows, breaks a line of a block that goes on behind the text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHT006 | 26.8.1 | synapse: {macaroon: {secret: \"a\\r\", secretKey: k}}",
        " | 26.8.1 | synapse: {macaroon: {secret: \"a\\r\\n\", secretKey: k}}",
        " | 26.8.1 | synapse: {macaroon: {secret: a, secretKey: \"k\\r\"}}",
        "CHT006 | 25.11.0 | wellKnownDelegation: {baseDomainRedirect: {url: \"\\r\"}}",
        "CHT006 | 25.11.0 | wellKnownDelegation: {baseDomainRedirect: {url: \"\\u2028\"}}",
        "CHT006 | 26.8.1 | clusterDomain: \"a\\r\"",
        "CHT006 | 26.8.1 | serverName: \"a\\r\"",
        " | 26.8.1 | {serverName: \"a\\r\", matrixAuthenticationService: {enabled: false}}",
        "CHT006 | 26.8.1 | {serverName: \"a\\r\", matrixAuthenticationService: {enabled: false}, hookshot: {enabled: true}}",
        " | 26.8.1 | {clusterDomain: \"a\\r\", synapse: {enabled: false}, matrixRTC: {enabled: false}}",
        "CHT006 | 26.8.1 | {clusterDomain: \"a\\r\", synapse: {enabled: false}, matrixAuthenticationService: {enabled: false}}",
        "CHT006 | 26.6.2 | {clusterDomain: \"a\\r\", synapse: {enabled: false}}",
        "CHT006 | 25.11.0 | {elementWeb: {ingress: {host: \"a\\r\"}}, synapse: {enabled: false}}",
        " | 26.8.1 | {elementWeb: {ingress: {host: \"a\\r\"}}, synapse: {enabled: false}, wellKnownDelegation: {enabled: false}}",
        "CHT006 | 26.8.1 | matrixAuthenticationService: {ingress: {host: \"a\\r\"}}",
        "CHT006 | 25.5.1 | matrixAuthenticationService: {encryptionSecret: {secretKey: \"a\\n\", secret: s}}",
        "CHT006 | 26.8.1 | synapse: {logging: {levelOverrides: {\"a\\r\": INFO}}}",
        "CHT006 | 26.8.1 | wellKnownDelegation: {headers: {\"a\\r\": b}}",
        " | 26.8.1 | wellKnownDelegation: {headers: {a: \"b\\r\"}}",
        " | 26.8.1 | matrixRTC: {livekitAuth: {secret: {secret: \"a\\r\", secretKey: k}}}",
        " | 26.8.1 | elementAdmin: {ingress: {host: \"a\\r\"}}",
        " | 26.8.1 | matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, tlsSecret: t, domain: \"a\\r\"}}}}",
      })
  void a_line_break_of_another_kind_at_the_end_of_a_text_breaks_what_goes_on_behind_it(String rules, String release, String layer) throws Exception {
    assertEquals(rules == null ? List.of() : List.of(rules), rejections(release, layer));
  }

  @Test
  void a_comment_in_the_name_of_a_fragment_breaks_a_secret_that_has_another() throws Exception {
    assertEquals(
        List.of("CHT006"),
        rejections("26.4.1", "matrixRTC: {sfu: {additional: {\"x # y\": {config: \"a: b\"}, z: {config: \"a: b\"}}}}"));
  }

  private List<String> rejections(String release, String layer) throws Exception {
    return analysis(release, layer).findings().stream()
        .filter(f -> f.rule().kind() == RuleClass.REJECTED)
        .map(f -> f.rule().id())
        .toList();
  }

  private List<String> errors(String release, String layer) throws Exception {
    return analysis(release, layer).findings().stream()
        .filter(f -> f.rule().level() == Level.ERROR)
        .map(f -> f.rule().id())
        .toList();
  }

  private Path base(String release) throws Exception {
    Path base = Path.of("testdata/base.yaml");
    boolean admin = Charts.builtIn().load(Release.parse(release).orElseThrow()).defaults() instanceof MapNode map && map.get("elementAdmin") != null;
    return admin ? base : Files.writeString(folder.resolve("base.yaml"), Files.readString(base).replaceAll("(?s)elementAdmin:.*", ""));
  }

  private Analysis analysis(String release, String layer) throws Exception {
    Path written = Files.writeString(folder.resolve("layer.yaml"), layer + "\n");
    return new Analyzer(
            Targets.all(Charts.builtIn(), Release.parse(release).orElseThrow()), BuiltInRules::usual, null)
        .analyze(
            new Request(List.of(base(release).toString(), written.toString()), false),
            new SourceReader(Path.of("").toAbsolutePath(), InputStream.nullInputStream(), "<stdin>"));
  }
}
