package dev.esslint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.esslint.chart.Release;
import dev.esslint.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Helm over the real charts, {@code -Dcharts=DIR} with a folder of each release, judges templates in values: such that can
 * be read and such that cannot, in keys that are evaluated and in keys that are not. {@code -Dcases=N} and {@code -Dseed=N} say how many
 * and which, {@code -Dreleases=A,B} keeps to some releases.
 */
@EnabledIfSystemProperty(named = "charts", matches = ".+")
final class TemplatesAsHelmTest {
  private static final int CASES = Integer.getInteger("cases", 200);
  private static final long SEED = Long.getLong("seed", 20261128L);

  private static final List<String> TEMPLATES =
      List.of(
          "{{ .Values.serverName }}",
          "{{ $.Values.serverName }}",
          "{{ .Release.Name }}",
          "{{ .Release.Namespace }}",
          "{{ .Chart.Name }}",
          "{{ .Values.synapse.ingress.host }}",
          "{{ .Values.serverName | upper }}",
          "{{ .Values.serverName | quote }}",
          "{{ quote }}",
          "{{ printf \"a-%s\" .Values.serverName }}",
          "{{ printf `a-%s` .Values.serverName }}",
          "{{ .Values.nope }}",
          "{{ .Values.nope.deep }}",
          "{{ (.Values.nope).deep }}",
          "{{ .Values.global.x }}",
          "{{ .Values.serverName.deep }}",
          "{{ required \"r\" .Values.nope }}",
          "{{ required `r` .Values.nope }}",
          "{{ required `r` .Values.serverName }}",
          "{{ fail `x` }}",
          "{{ index .Values.tolerations 3 }}",
          "{{ index .Values `serverName` }}",
          "{{ include `nope` . }}",
          "{{ include \"nope\" . }}",
          "{{ .Values.serverName | nofunc }}",
          "{{ Values.x }}",
          "{{ end }}",
          "{{ if true }}b",
          "{{ if true }}b{{ end }}",
          "{{ if .Values.synapse.enabled }}b{{ else }}{{ fail `x` }}{{ end }}",
          "{{ }}",
          "{{ .Values..a }}",
          "{{ .Values.my-key }}",
          "{{ $x }}",
          "{{ $x := .Values.serverName }}{{ $x }}",
          "{{ {{ .x }} }}",
          "{{",
          "}}",
          "{{ .Values.serverName",
          "{{ \"{{ nofunc }}\" }}",
          "{{ `{{ nofunc }}` }}",
          "{{ `{{` }}x}}",
          "{{/* nofunc */}}",
          "{{ /* nofunc */ }}",
          "{{ 'a' }}",
          "{{ \"it's\" }}",
          "{{ with .Values.nope }}x{{ end }}",
          "{{ range .Values.nope }}x{{ end }}",
          "{{ .Values.serverName | trunc 3 }}",
          "{{ .Values.synapse.replicas | trunc 3 }}",
          "{{ env `A` }}",
          "{{ .context.port }}",
          "{{ .root.Values.serverName }}",
          "{{- .Values.serverName -}}",
          "{{ if .Release.IsInstall }}a{{ end }}",
          "{{ .Capabilities.KubeVersion.Version }}",
          "{{ if gt 1 0 }}a{{ end }}",
          "{{ .Values.serverName | replace `.` `&` }}",
          "{{ b64enc .Values.serverName }}",
          "{{ tpl `{{ .Values.serverName }}` . }}",
          "{{ tpl \"{{ nofunc }}\" . }}",
          "{{ default `x` .Values.nope }}",
          "{{ .Values.a\n}}",
          "{{ lower\n  .Values.serverName }}",
          "{{ regexReplaceAll `^(?!www)` .Values.serverName `a` }}",
          "{{ regexReplaceAll `^www` .Values.serverName `a` }}",
          "{{ dig `synapse` `enabled` false .Values }}",
          "{{ dig `ingress` `host` `h` .Values.synapse }}",
          "{{ dig `enabled` `x` `h` .Values.synapse }}",
          "{{ (urlParse .Values.serverName).host }}",
          "{{ urlParse `10.0.0.1:80` }}",
          "{{ mustFromJson .Values.serverName }}",
          "{{ slice .Values.tolerations 1 }}",
          "{{ index (splitList `.` .Values.serverName) 1 }}",
          "{{ index (splitList `.` .Values.serverName) 5 }}",
          "{{ has `x` .Values.tolerations }}",
          "{{ has `x` .Values.serverName }}",
          "{{ concat .Values.tolerations .Values.nope | len }}",
          "{{ semverCompare `>=1.x.` .Capabilities.KubeVersion.Version }}",
          "{{ semverCompare `>=1.20-0` .Capabilities.KubeVersion.Version }}",
          "{{ if eq .Release.IsInstall `true` }}a{{ end }}",
          "{{ if .Release.IsUpgrade }}a{{ else }}b{{ end }}",
          "{{ if eq .Release.Revision 1 }}a{{ end }}",
          "{{ until (add .Values.synapse.replicas 1) | len }}",
          "{{ repeat (sub 1 2 | int) `a` }}",
          "{{ indent -2 .Values.serverName }}",
          "{{ divf 1 .Values.nope }}",
          "{{ deepCopy .Values.nope }}",
          "{{ unixEpoch .Release.Name }}",
          "{{ mustDateModify `1d` now | date `2006` }}",
          "{{ call .Values.serverName }}",
          "{{ randInt 5 5 }}",
          "{{ genCAWithKey .Values.serverName 1 `k` }}",
          "{{ .Values.serverName | trimSuffix `.org` }}",
          "{{ .Values.serverName | splitList `.` | first }}",
          "{{ printf `%d` .Values.synapse.replicas }}",
          "{{ .Values.serverName | regexFind `[a-z]+` }}",
          "{{ regexFind `[a-z]+` .Values.serverName }}",
          "{{ regexSplit `\\.` .Values.serverName -1 | first }}",
          "{{ regexReplaceAll `\\W+` .Values.serverName `-` }}",
          "{{ regexReplaceAll `^([a-z]+)\\.` .Values.serverName `${1}: ` }}",
          "{{ ternary `a` `b` .Values.synapse.enabled }}",
          "{{ .Values.synapse.enabled | ternary `a` }}",
          "{{ range $i, $x := .Values.tolerations }}{{ $x.key }}{{ end }}",
          "{{ with .Values.synapse }}{{ .ingress.host }}{{ end }}",
          "{{ with $x := .Values.serverName }}{{ $x }}{{ end }}",
          "{{ .Values.synapse | toJson }}",
          "{{ .Values.labels | toYaml }}",
          "{{ .Values.labels }}",
          "{{ now | date `2006-01-02` }}",
          "{{ randAlphaNum 5 }}",
          "{{ uuidv4 }}",
          "{{ .Files.Get `x` }}",
          "{{ .Template.Name }}",
          "{{ .Chart.Version }}",
          "{{ .Capabilities.APIVersions.Has `v1` }}",
          "{{ .Release.Service }}",
          "{{ add 1 2 }}",
          "{{ add .Values.synapse.replicas 1 }}",
          "{{ div 1 0 }}",
          "{{ int `12` | until | len }}",
          "{{ sub 5 3 | until }}",
          "{{ coalesce .Values.nope .Values.serverName }}",
          "{{ empty .Values.nope }}",
          "{{ kindOf .Values.synapse }}",
          "{{ get .Values.synapse `enabled` }}",
          "{{ hasKey .Values `serverName` }}",
          "{{ $x := dict `a` 1 }}{{ $_ := set $x `b` 2 }}{{ $x.b }}",
          "{{ keys .Values.labels | join `,` }}",
          "{{ list 1 2 | toString }}",
          "{{ dict `a` 1 | toYaml }}",
          "{{ not .Values.synapse.enabled }}",
          "{{ and .Values.serverName .Values.nope }}",
          "{{ or .Values.nope `x` }}",
          "{{ eq .Values.serverName `example.org` }}",
          "{{ ne 1 `a` }}",
          "{{ lt 1 2.0 }}",
          "{{ len .Values.serverName }}",
          "{{ len .Values.nope }}",
          "{{ index .Values `synapse` `ingress` `host` }}",
          "{{ index .Values `a` `b` }}",
          "{{ slice .Values.serverName 0 3 }}",
          "{{ substr 0 3 .Values.serverName }}",
          "{{ b64dec `!!` }}",
          "{{ (fromYaml `a: b`).a }}",
          "{{ (fromJson `{`).Error }}",
          "{{ block `a` . }}x{{ end }}",
          "{{ define `a` }}x{{ end }}{{ template `a` }}",
          "{{ template `nope` }}",
          "{{ break }}",
          "{{ range until 3 }}{{ if eq . 1 }}{{ break }}{{ end }}{{ . }}{{ end }}",
          "{{ print `{{` }}",
          "{{ printf `%s` }}",
          "{{ printf `%[1]s` `a` }}",
          "{{ `a\\nb` }}",
          "{{ \"a\\nb: c\" }}",
          "{{ \"\\u00e9\" }}",
          "{{ 'a' | printf `%c` }}",
          "{{ 1_000 }}",
          "{{ 1e3 }}",
          "{{ nil }}",
          "{{ .Values.synapse.enabled.x }}",
          "{{ .Values.synapse.nope.x }}",
          "{{ (index .Values.tolerations 0).key }}",
          "{{ (first .Values.tolerations).key }}",
          "{{ .Values.image.tag }}",
          "{{ required `` .Values.serverName | upper }}",
          "{{ if and (eq 1 1) (fail `x`) }}{{ end }}",
          "{{ if or true (fail `x`) }}{{ end }}",
          "{{ .Values.serverName | quote | nindent 4 }}",
          "{{ toJson (list `a` `b`) }}",
          "{{ if semverCompare `<1.0` .Capabilities.KubeVersion.Version }}{{ fail `old` }}{{ end }}a",
          "{{ .Values.serverName | title | nospace }}",
          "{{ .Values.serverName | sha256sum | trunc 8 }}",
          "{{ printf `%s-%d` .Release.Name .Release.Revision }}",
          "{{ if .Release.IsUpgrade }}{{ fail `x` }}{{ end }}",
          "{{ if .Release.IsInstall }}{{ fail `x` }}{{ end }}");

  /** Where a text goes; {@code ¤} stands for it. */
  private static final List<String> PLACES =
      List.of(
          "serverName: ¤",
          "synapse: {ingress: {host: ¤}}",
          "matrixRTC: {ingress: {host: ¤}}",
          "elementWeb: {ingress: {host: ¤}}",
          "elementAdmin: {ingress: {host: ¤}}",
          "matrixAuthenticationService: {ingress: {host: ¤}}",
          "hookshot: {enabled: true, ingress: {host: ¤}}",
          "ingress: {tlsSecret: ¤}",
          "synapse: {ingress: {tlsSecret: ¤}}",
          "ingress: {className: ¤}",
          "synapse: {ingress: {className: ¤}}",
          "ingress: {annotations: {a: ¤}}",
          "labels: {a: ¤}",
          "synapse: {labels: {a: ¤}}",
          "synapse: {annotations: {a: ¤}}",
          "imagePullSecrets: [{name: ¤}]",
          "synapse: {postgres: {host: ¤, user: u, database: d, password: {value: v}}}",
          "synapse: {postgres: {host: h, user: ¤, database: d, password: {value: v}}}",
          "synapse: {postgres: {host: h, user: u, database: ¤, password: {value: v}}}",
          "synapse: {postgres: {host: h, user: u, database: d, password: {secret: ¤, secretKey: k}}}",
          "synapse: {postgres: {host: h, user: u, database: d, password: {secret: s, secretKey: ¤}}}",
          "matrixAuthenticationService: {postgres: {host: ¤, user: u, database: d, password: {value: v}}}",
          "synapse: {macaroon: {secret: ¤, secretKey: k}}",
          "synapse: {macaroon: {secret: s, secretKey: ¤}}",
          "synapse: {macaroon: {value: ¤}}",
          "synapse: {signingKey: {secret: ¤, secretKey: k}}",
          "synapse: {registrationSharedSecret: {secret: ¤, secretKey: k}}",
          "matrixAuthenticationService: {encryptionSecret: {secret: ¤, secretKey: k}}",
          "matrixRTC: {livekitAuth: {secret: {secret: ¤, secretKey: k}}}",
          "matrixRTC: {livekitAuth: {key: ¤}}",
          "postgres: {adminPassword: {secret: ¤, secretKey: k}}",
          "postgres: {essPasswords: {synapse: {secret: ¤, secretKey: k}}}",
          "synapse: {additional: {a: {config: ¤}}}",
          "synapse: {additional: {a: {configSecret: ¤, configSecretKey: k}}}",
          "synapse: {additional: {a: {configSecret: s, configSecretKey: ¤}}}",
          "matrixAuthenticationService: {additional: {a: {config: ¤}}}",
          "matrixRTC: {sfu: {additional: {a: {config: ¤}}}}",
          "matrixRTC: {sfu: {additional: {a: {configSecret: ¤, configSecretKey: k}}}}",
          "hookshot: {enabled: true, additional: {a: {config: ¤}}}",
          "hookshot: {enabled: true, additional: {a: {config: \"a: b\", configSecret: ¤}}}",
          "hookshot: {enabled: true, passkey: {secret: ¤, secretKey: k}}",
          "elementWeb: {additional: {a: ¤}}",
          "wellKnownDelegation: {additional: {client: ¤}}",
          "wellKnownDelegation: {additional: {server: ¤}}",
          "wellKnownDelegation: {additional: {support: ¤}}",
          "wellKnownDelegation: {baseDomainRedirect: {url: ¤}}",
          "synapse: {media: {storage: {existingClaim: ¤}}}",
          "synapse: {extraVolumes: [{name: a, configMap: {name: ¤}}]}",
          "synapse: {extraVolumes: [{name: a, secret: {secretName: ¤}}]}",
          "matrixRTC: {extraVolumes: [{name: a, secret: {secretName: ¤}}]}",
          "matrixRTC: {sfu: {extraVolumes: [{name: a, secret: {secretName: ¤}}]}}",
          "elementWeb: {extraVolumes: [{name: a, secret: {secretName: ¤}}]}",
          "synapse: {extraVolumeMounts: [{name: a, mountPath: ¤}]}",
          "synapse: {extraInitContainers: [{name: a, image: ¤}]}",
          "synapse: {extraEnv: [{name: A, value: ¤}]}",
          "elementWeb: {extraEnv: [{name: A, value: ¤}]}",
          "synapse: {appservices: [{secret: ¤, secretKey: k}]}",
          "synapse: {appservices: [{configMap: ¤, configMapKey: k}]}",
          "synapse: {hostAliases: [{ip: 10.0.0.1, hostnames: [¤]}]}",
          "synapse: {image: {tag: ¤}}",
          "image: {repository: ¤}",
          "synapse: {serviceAccount: {name: ¤}}",
          "synapse: {serviceAccount: {annotations: {a: ¤}}}",
          "synapse: {ingress: {additionalPaths: [{path: /a, availability: only_externally, service: {name: ¤, port: {name: p}}}]}}",
          "synapse: {ingress: {additionalPaths: [{path: ¤, availability: only_externally, service: {name: s, port: {name: p}}}]}}",
          "synapse: {logging: {levelOverrides: {a: ¤}}}",
          "synapse: {podSecurityContext: {seccompProfile: {type: ¤}}}",
          "synapse: {workers: {client-reader: {enabled: true, extraVolumes: [{name: a, secret: {secretName: ¤}}]}}}",
          "synapse: {redis: {host: ¤, port: 1}}",
          "hookshot: {enabled: true, redis: {host: ¤, port: 1}}",
          "matrixRTC: {sfu: {exposedServices: {rtcTcp: {nodePort: ¤}}}}",
          "matrixRTC: {sfu: {exposedServices: {turn: {enabled: true, domain: ¤}}}}",
          "matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, domain: ¤, tlsSecret: x}}}}",
          "matrixRTC: {sfu: {exposedServices: {turnTLS: {enabled: true, domain: d, tlsSecret: ¤}}}}",
          "matrixRTC: {sfu: {manualIP: ¤, useStunToDiscoverPublicIP: false}}",
          "matrixRTC: {restrictRoomCreationToLocalUsers: true, extraEnv: [{name: A, value: ¤}]}",
          "certManager: {clusterIssuer: ¤}",
          "clusterDomain: ¤",
          "tolerations: [{key: ¤}]",
          "postgres: {storage: {existingClaim: ¤}}",
          "hookshot: {enabled: true, storage: {existingClaim: ¤}}",
          "hookshot: {enabled: true, user: {localpart: ¤}}");

  @TempDir private Path folder;

  /**
   * Values in layers.
   *
   * @param base the name of what is below them
   */
  private record Case(String base, List<String> layers) {}

  @Test
  void esslint_rejects_what_helm_refuses() throws Exception {
    Random random = new Random(SEED);
    RealCharts charts = new RealCharts(folder);
    List<Release> releases = RealCharts.releases();
    List<String> disagreements = new ArrayList<>();
    int refused = 0;
    int judged = 0;
    while (judged < CASES) {
      Release release = releases.get(random.nextInt(releases.size()));
      Case one = random(charts, release, random);
      String helm = charts.helm(release, one.layers());
      if (helm.contains("additional properties")) {
        continue; // of another release
      }
      judged++;
      refused += helm.isEmpty() ? 0 : 1;
      List<String> rejections = charts.rejections(release, one.layers());
      if (helm.isEmpty() != rejections.isEmpty()) {
        disagreements.add(
            release
                + " "
                + one.base()
                + "\n"
                + String.join("", one.layers().subList(1, one.layers().size()))
                + "Helm: "
                + helm.substring(Math.max(0, helm.length() - 300))
                + "\nesslint: "
                + rejections);
      }
    }
    System.getLogger("templates")
        .log(System.Logger.Level.INFO, "{0} of {1} refused", refused, judged);
    assertEquals(
        "",
        String.join("\n======\n", disagreements.stream().limit(60).toList()),
        disagreements.size() + " disagreements of " + judged + ", " + refused + " refused");
  }

  private static Case random(RealCharts charts, Release release, Random random) throws Exception {
    Path base =
        random.nextInt(3) > 0
            ? Path.of("testdata/base.yaml")
            : pick(charts.examples(release), random);
    List<String> layers = new ArrayList<>(List.of(Files.readString(base)));
    for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--) {
      layers.add(pick(PLACES, random).replace("¤", JsonString.quote(text(random))) + "\n");
    }
    return new Case(base.getFileName().toString(), layers);
  }

  private static String text(Random random) {
    String template = pick(TEMPLATES, random);
    return switch (random.nextInt(6)) {
      case 0 -> "a." + template;
      case 1 -> template + ".example.org";
      case 2 -> template + pick(TEMPLATES, random);
      case 3 -> "a: " + template;
      case 4 -> "{\"a\": " + JsonString.quote(template) + "}";
      default -> template;
    };
  }

  private static <T> T pick(List<T> choice, Random random) {
    return choice.get(random.nextInt(choice.size()));
  }
}
