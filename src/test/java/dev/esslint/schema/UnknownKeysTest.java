package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.finding.Fix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that the chart does not have: what the user is told. */
class UnknownKeysTest {
  @Test
  void the_name_of_a_secret_needs_the_key_in_it() throws Exception {
    assertEquals(
        """
        1.yaml:1:11 [schema.unknown-key] `synapse` has no key `signingKeySecret`. The chart calls it `synapse.signingKey.secret`. -> Remove `synapse.signingKeySecret` and write instead:

        ```yaml
        synapse:
          signingKey:
            secret: keys
            secretKey: "<the key in it>"
        ```
        """,
        Values.explained("synapse: {signingKeySecret: keys}\n"));
  }

  @Test
  void a_credential_below_a_mapping_is_named_with_its_path() throws Exception {
    for (String[] said :
        new String[][] {
          {"synapse: {postgresPassword: a}", "The chart calls it `synapse.postgres.password`."},
          {"matrixRTC: {livekitAuthSecret: a}", "The chart calls it `matrixRTC.livekitAuth.secret`."},
          {"hookshotPasskey: a", "The chart calls it `hookshot.passkey`."},
        }) {
      String told = Values.explained(said[0] + "\n");
      assertTrue(told.contains(said[1]), told);
    }
  }

  @Test
  void a_text_that_is_no_document_does_not_go_where_one_is_needed() throws Exception {
    for (String[] said :
        new String[][] {
          {"wellKnownDelegation: {server: 'matrix.example.org:443'}", "port 443. -> Remove `wellKnownDelegation.server`."},
          {"wellKnownDelegation: {support: me@example.org}", "-> Write it as JSON into `wellKnownDelegation.additional.support`"},
          {"client: 'https://matrix.example.org'", "The top level has no key `client`. -> Remove `client`."},
          {"elementWeb: {config: 'brand: Acme'}", "set `elementWeb.additional` instead"},
          {"synapse: {config: just words}", "set `synapse.additional` instead"},
          {"synapse: {config: '{{ .Values.labels.text }}'}", "-> Remove `synapse.config` and write instead"},
          {"wellKnownDelegation: {server: '{\"a\": 1}'}", "-> Remove `wellKnownDelegation.server` and write instead"},
        }) {
      String told = Values.explained(said[0] + "\n");
      assertTrue(told.contains(said[1]), told);
    }
  }

  @Test
  void what_other_values_refer_to_is_not_simply_removed() throws Exception {
    String told = Values.explained("x-res: &small {limits: {memory: 1Gi}}\nsynapse: {resources: *small}\n");
    assertTrue(told.contains("-> Write what has an anchor (`&`) in it at the first place that uses it, and remove `x-res`."), told);
  }

  @Test
  void what_is_already_where_it_belongs_needs_no_decision() throws Exception {
    String told = Values.explained("synapse: {ingress: {host: m.example.org, tls: [{secretName: s, hosts: [m.example.org]}]}}\n");
    assertTrue(told.contains("tlsSecret: s") && !told.contains("already exists"), told);
    String without = Values.explained("synapse: {ingress: {tls: [{secretName: s, hosts: [m.example.org]}]}}\n");
    assertTrue(without.contains("host: m.example.org"), without);
  }

  @Test
  void a_size_without_its_unit_gets_one() throws Exception {
    for (String name : new String[] {"maxUploadSizeMb", "maxUploadsize"}) {
      String told = Values.explained("synapse: {media: {" + name + ": 100}}\n");
      assertTrue(told.contains("maxUploadSize: \"100M\""), told);
    }
  }

  @Test
  void a_value_that_stops_the_program_is_not_written_into_a_fragment() throws Exception {
    String told = Values.explained("synapse: {trustedKeyServers: [matrix.org]}\n");
    assertTrue(told.contains("-> Remove `synapse.trustedKeyServers`. Synapse does not start with this value."), told);
  }

  @Test
  void what_excludes_another_key_is_not_written_beside_it() throws Exception {
    String told = Values.explained("certManager: {clusterIssuer: a, issuerName: b}\n");
    assertTrue(
        Values.explained("certManager: {clusterIssuer: a}\nsynapse: {ingress: {certManager: {issuer: b}}}\n").contains("or write its value as `certManager.issuer`"));
    assertTrue(
        told.contains("-> Remove `certManager.issuerName`, or write its value as `certManager.issuer` and remove `certManager.clusterIssuer`."), told);
  }

  @Test
  void a_slip_for_a_key_of_another_type_names_that_key() throws Exception {
    String told = Values.explained("synapse: {ingres: matrix.example.org, worker: 4}\n");
    assertTrue(told.contains("-> Write `synapse.ingress`, which must be a mapping, and remove `synapse.ingres`."), told);
    assertTrue(told.contains("-> Write `synapse.workers`, which must be a mapping, and remove `synapse.worker`."), told);
  }

  @Test
  void a_variable_of_the_playbook_is_a_key_of_its_component() throws Exception {
    String told = Values.explained("matrix_element_enabled: false\n");
    assertTrue(told.contains("The chart calls it `elementWeb.enabled`."), told);
  }

  @Test
  void an_option_with_nothing_of_the_program_in_it_is_not_written_into_a_fragment() throws Exception {
    assertEquals(
        """
        1.yaml:1:11 [schema.unknown-key] `synapse` has no key `federation`. `federation` is an option of Synapse, not of \
        the chart. It belongs into a fragment of `synapse.additional`. -> Remove `synapse.federation`. Synapse does not \
        have `enabled` in `federation`, and what it does have there goes into a fragment of `synapse.additional`.
        """,
        Values.explained("synapse: {federation: {enabled: false}}\n"));
  }

  @Test
  void what_stands_in_a_mapping_of_another_name_goes_where_the_chart_has_it() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `mas`. The chart calls it `matrixAuthenticationService`. -> Remove `mas` and write instead:

        ```yaml
        matrixAuthenticationService:
          ingress:
            host: account.example.org
            className: x
          replicas: 2
        ```
        1.yaml:2:1 [schema.unknown-key] The top level has no key `wellKnown`. The chart calls it `wellKnownDelegation`. -> Remove `wellKnown` and write instead:

        ```yaml
        wellKnownDelegation:
          labels:
            a: b
        ```

        Decide what becomes of `wellKnown.ingress.host`.
        1.yaml:3:1 [schema.unknown-key] The top level has no key `postgresql`. The chart calls it `postgres`. `postgres` is the chart's own database. Configure your own in `synapse.postgres` and `matrixAuthenticationService.postgres`. -> Rename `postgresql` to `postgres`, and decide what becomes of `postgresql.architecture`.
        """,
        Values.explained(
            """
            mas: {hostname: account.example.org, ingress: {className: x}, replicaCount: 2}
            wellKnown: {ingress: {host: example.org}, labels: {a: b}}
            postgresql: {architecture: standalone}
            """));
  }

  @Test
  void a_credential_in_the_chart_s_own_form_goes_where_the_chart_has_it() throws Exception {
    assertEquals(
        """
        1.yaml:1:11 [schema.unknown-key] `synapse` has no key `macaroonSecretKey`. The key is in `synapse.macaroon`. -> Remove `synapse.macaroonSecretKey` and write instead:

        ```yaml
        synapse:
          macaroon:
            secret: old
            secretKey: macaroon
        ```
        """,
        Values.explained("synapse: {macaroonSecretKey: {secret: old, secretKey: macaroon}}\n"));
  }

  @Test
  void a_number_that_the_chart_does_not_allow_there_is_not_written_there() throws Exception {
    assertEquals(
        """
        1.yaml:1:11 [schema.unknown-key] `synapse` has no key `replicaCount`. Synapse has one main process and scales with workers. -> Remove `synapse.replicaCount`, and enable the workers that you need, such as `synapse.workers.synchrotron`, with `replicas` of their own.
        1.yaml:2:14 [schema.unknown-key] `elementWeb` has no key `replicaCount`. The chart calls it `elementWeb.replicas`. -> Remove `elementWeb.replicaCount` and write instead:

        ```yaml
        elementWeb:
          replicas: 2
        ```
        1.yaml:3:12 [schema.unknown-key] `hookshot` has no key `replicaCount`. The chart does not allow so many here. -> Remove `hookshot.replicaCount`.
        """,
        Values.explained("synapse: {replicaCount: 2}\nelementWeb: {replicaCount: 2}\nhookshot: {replicaCount: 2}\n"));
  }

  @Test
  void a_name_that_may_stand_in_any_mapping_of_names_is_not_set_per_entry() throws Exception {
    assertEquals(
        """
        1.yaml:1:14 [schema.unknown-key] `elementWeb` has no key `theme`. The look is an option of Element Web, such as \
        `brand`, `branding` and `default_theme`, for a fragment of `elementWeb.additional`. -> Remove `elementWeb.theme`. If that is what it is for, write it there.
        """,
        Values.explained("elementWeb: {theme: dark}\n"));
  }

  @Test
  void all_of_them_are_reported_in_one_run() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `mas`. The chart calls it `matrixAuthenticationService`. -> Remove `mas` and write instead:

        ```yaml
        matrixAuthenticationService:
          enabled: true
        ```
        1.yaml:3:1 [schema.unknown-key] The top level has no key `mrtc`. The chart calls it `matrixRTC`. -> Remove `mrtc` and write instead:

        ```yaml
        matrixRTC: {}
        ```
        1.yaml:4:1 [schema.unknown-key] The top level has no key `element-web`. Did you mean `elementWeb`? -> Remove `element-web` and write instead:

        ```yaml
        elementWeb: {}
        ```
        1.yaml:5:1 [schema.unknown-key] The top level has no key `wellKnown`. The chart calls it `wellKnownDelegation`. -> Remove `wellKnown` and write instead:

        ```yaml
        wellKnownDelegation: {}
        ```
        1.yaml:6:1 [schema.unknown-key] The top level has no key `postgresql`. The chart calls it `postgres`. `postgres` is the chart's own database. Configure your own in `synapse.postgres` and `matrixAuthenticationService.postgres`. -> Remove `postgresql` and write instead:

        ```yaml
        postgres: {}
        ```
        1.yaml:7:1 [schema.unknown-key] The top level has no key `matrixRTX`. Did you mean `matrixRTC`? -> Remove `matrixRTX` and write instead:

        ```yaml
        matrixRTC: {}
        ```
        """,
        Values.explained(
            """
            mas:
              enabled: true
            mrtc: {}
            element-web: {}
            wellKnown: {}
            postgresql: {}
            matrixRTX: {}
            """));
  }

  @Test
  void a_key_of_another_release_tells_since_when() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `imagePullSecrets`. It was removed in 25.12.0. The chart calls it `image.pullSecrets`. -> Remove `imagePullSecrets` and write instead:

        ```yaml
        image:
          pullSecrets: []
        ```
        1.yaml:4:5 [schema.unknown-key] `synapse.workers` has no key `receipts-account`. It was removed in 25.8.0. The workers `account-data` and `receipts` replace it. -> Write `synapse.workers.account-data`, `synapse.workers.receipts` or both, and remove `synapse.workers.receipts-account`.
        1.yaml:5:11 [schema.unknown-key] `synapse.redis` has no key `image`. It was removed in 26.1.1. `image` belongs under `redis`. `synapse.redis` is now for your own Redis. The chart's Redis is `redis` at the top level. -> Remove `synapse.redis.image` and write instead:

        ```yaml
        redis:
          image: {}
        ```
        1.yaml:8:7 [schema.unknown-key] `synapse.media.storage` has no key `storageClass`. It was removed in 25.7.0. The chart calls it `synapse.media.storage.storageClassName`. Older releases ignored it. Set it only to the class of the existing volume, because that class cannot be changed. -> Remove `synapse.media.storage.storageClass` and write instead:

        ```yaml
        synapse:
          media:
            storage:
              storageClassName: fast
        ```
        1.yaml:11:5 [schema.unknown-key] `matrixRTC.sfu` has no key `hostAliases`. It was removed in 25.7.0. `hostAliases` belongs under `matrixRTC`. The SFU never needed it. `matrixRTC.hostAliases` is for the RTC authoriser. -> Remove `matrixRTC.sfu.hostAliases` and write instead:

        ```yaml
        matrixRTC:
          hostAliases: []
        ```
        1.yaml:14:5 [schema.unknown-key] `wellKnownDelegation.ingress` has no key `host`. Releases from 25.5.1 on refuse it. The host of the well-known documents is always `serverName`. -> Remove `wellKnownDelegation.ingress.host`.
        """,
        Values.explained(
            """
            imagePullSecrets: []
            synapse:
              workers:
                receipts-account: {enabled: true}
              redis: {image: {}}
              media:
                storage:
                  storageClass: fast
            matrixRTC:
              sfu:
                hostAliases: []
            wellKnownDelegation:
              ingress:
                host: example.org
            """));
  }

  @Test
  void a_key_of_another_product_or_edition_says_so() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `sygnal`. ESS Community does not contain the push gateway Sygnal. -> Remove `sygnal`.
        1.yaml:2:1 [schema.unknown-key] The top level has no key `coturn`. The chart does not run coturn. Calls of Element Call use `matrixRTC.sfu`, which has its own TURN in `exposedServices.turn` and `.turnTLS`. -> Remove `coturn`. For legacy calls run coturn yourself and set `turn_uris` in `synapse.additional`.
        1.yaml:5:5 [schema.unknown-key] `synapse.media` has no key `s3`. ESS Community does not support media in S3. -> Remove `synapse.media.s3`. Media are stored on the volume of `synapse.media.storage`.
        """,
        Values.explained(
            """
            sygnal: {}
            coturn: {}
            synapse:
              media:
                s3: {}
            """));
  }

  @Test
  void names_of_the_server_that_are_remembered_from_elsewhere() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `matrixServer`. The server name is `serverName`, and the homeserver is `synapse`. -> Remove `matrixServer` and write instead:

        ```yaml
        serverName: example.org
        ```
        1.yaml:2:1 [schema.unknown-key] The top level has no key `matrix`. The server name is `serverName`, and the homeserver is `synapse`. -> Remove `matrix` and write instead:

        ```yaml
        serverName: example.org
        ```
        """,
        Values.explained(
            """
            matrixServer: example.org
            matrix:
              server: example.org
            """));
  }

  @Test
  void keys_in_global_that_the_chart_reads_at_the_top_only_have_no_effect() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.global-ignored] `global.serverName` has no effect, because the chart reads `serverName` only at the top level. -> Remove `global.serverName` and write instead:

        ```yaml
        serverName: example.org
        ```
        1.yaml:3:3 [schema.global-unused] `global.imageRegistry` has no effect, because the chart reads nothing under `global`. Each image has its own registry. -> Set `registry` under the `image` of each component, such as `synapse.image.registry`, and remove `global.imageRegistry`.
        """,
        Values.explained(
            """
            global:
              serverName: example.org
              imageRegistry: registry.example.org
            """));
  }

  @Test
  void quotes_and_spaces_that_yaml_takes_for_a_part_of_a_key_are_named() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.unknown-key] `elementWeb` has no key `“replicas”`. YAML takes the typographic quotes for a part of the key. -> Remove `elementWeb["“replicas”"]` and write instead:

        ```yaml
        elementWeb:
          replicas: 2
        ```
        1.yaml:3:3 [schema.unknown-key] `elementWeb` has no key `\u00a0host`. YAML takes the no-break spaces for a part of the key. -> Write this line again, with normal spaces and straight quotes.
        """,
        Values.explained("elementWeb:\n  “replicas”: 2\n  \u00a0host: a.org\n"));
  }

  @Test
  void a_key_in_global_is_not_to_be_moved_where_another_one_belongs() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.global-ignored] `global.serverName` has no effect, because the chart reads `serverName` only at the top level. -> Remove `global.serverName` and write instead:

        ```yaml
        serverName: example.org
        ```
        1.yaml:3:3 [schema.global-unused] `global.domain` has no effect, because the chart reads nothing under `global`. The chart calls it `serverName`. -> Remove `global.domain`.
        """,
        Values.explained(
            """
            global:
              serverName: example.org
              domain: example.net
            """));
  }

  @Test
  void keys_of_an_ingress_that_other_charts_have() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.unknown-key] `synapse.ingress` has no key `enabled`. A single Ingress cannot be disabled. -> Remove `synapse.ingress.enabled`. Nothing else is needed to keep the Ingress. For other routes (Gateway API, your own proxy), also write `synapse.ingress.className: none`, a class that no controller serves.
        1.yaml:4:5 [schema.unknown-key] `synapse.ingress` has no key `hosts`. A component has one host. -> Remove `synapse.ingress.hosts` and write instead:

        ```yaml
        synapse:
          ingress:
            host: matrix.example.org
        ```
        1.yaml:5:5 [schema.unknown-key] `synapse.ingress` has no key `ingressClassName`. The chart calls it `synapse.ingress.className`. -> Remove `synapse.ingress.ingressClassName` and write instead:

        ```yaml
        synapse:
          ingress:
            className: nginx
        ```
        1.yaml:6:5 [schema.unknown-key] `synapse.ingress` has no key `tls`. TLS is enabled by default. -> Name the Secret with the certificate in `synapse.ingress.tlsSecret`, or let cert-manager issue one with `certManager.clusterIssuer` at the top level, or write `synapse.ingress.tlsEnabled: false` if a proxy in front terminates TLS. In each case remove `synapse.ingress.tls`.
        """,
        Values.explained(
            """
            synapse:
              ingress:
                enabled: false
                hosts: [matrix.example.org]
                ingressClassName: nginx
                tls: []
            """));
  }

  @Test
  void the_same_key_in_several_mappings_is_one_mistake() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.unknown-key] `synapse.ingress` and `elementWeb.ingress` have no key `enabled`. A single Ingress cannot be disabled. -> Remove `synapse.ingress.enabled`. Nothing else is needed to keep the Ingress. For other routes (Gateway API, your own proxy), also write `synapse.ingress.className: none`, a class that no controller serves.

        Do the same for `elementWeb.ingress.enabled`.
          1.yaml:7:5 also this
        1.yaml:4:5 [schema.unknown-key] `synapse.ingress` has no key `fqdn`. The chart calls it `synapse.ingress.host`. -> Remove `synapse.ingress.fqdn` and write instead:

        ```yaml
        synapse:
          ingress:
            host: matrix.example.org
        ```
        1.yaml:8:5 [schema.unknown-key] `elementWeb.ingress` has no key `fqdn`. The chart calls it `elementWeb.ingress.host`. -> Remove `elementWeb.ingress.fqdn` and write instead:

        ```yaml
        elementWeb:
          ingress:
            host: chat.example.org
        ```
        """,
        Values.explained(
            """
            synapse:
              ingress:
                enabled: false
                fqdn: matrix.example.org
            elementWeb:
              ingress:
                enabled: true
                fqdn: chat.example.org
            """));
  }

  @Test
  void keys_of_the_top_in_a_mapping_of_no_name() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `matrixServer`. Its keys belong at the top level. -> Remove `matrixServer` and write instead:

        ```yaml
        serverName: example.org
        ```

        Decide what becomes of `matrixServer.ingress.host`.
        """,
        Values.explained(
            """
            matrixServer:
              serverName: example.org
              ingress: {host: matrix.example.org}
            """));
  }

  @Test
  void a_key_that_belongs_deeper_or_higher() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.unknown-key] `matrixRTC` has no key `manualIP`. `manualIP` belongs under `matrixRTC.sfu`. -> Remove `matrixRTC.manualIP` and write instead:

        ```yaml
        matrixRTC:
          sfu:
            manualIP: "203.0.113.4"
        ```
        1.yaml:4:3 [schema.unknown-key] `synapse` has no key `maxUploadSize`. `maxUploadSize` belongs under `synapse.media`. -> Remove `synapse.maxUploadSize` and write instead:

        ```yaml
        synapse:
          media:
            maxUploadSize: "100M"
        ```
        1.yaml:5:3 [schema.unknown-key] `synapse` has no key `serverName`. `serverName` belongs at the top level. -> Remove `synapse.serverName` and write instead:

        ```yaml
        serverName: example.org
        ```
        """,
        Values.explained(
            """
            matrixRTC:
              manualIP: 203.0.113.4
            synapse:
              maxUploadSize: 100M
              serverName: example.org
            """));
  }

  @Test
  void a_typing_error_in_a_key() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.unknown-key] `synapse` has no key `ingreess`. Did you mean `ingress`? -> Remove `synapse.ingreess` and write instead:

        ```yaml
        synapse:
          ingress: {}
        ```
        1.yaml:3:13 [schema.unknown-key] `synapse.ingress` has no key `ost`. Did you mean `host`? -> Remove `synapse.ingress.ost` and write instead:

        ```yaml
        synapse:
          ingress:
            host: matrix.example.org
        ```
        """,
        Values.explained(
            """
            synapse:
              ingreess: {}
              ingress: {ost: matrix.example.org}
            """));
  }

  @Test
  void without_a_likely_key_the_allowed_ones_are_listed_if_they_are_few() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.unknown-key] `networking` has no key `unknownKey`. Allowed here: `ipFamily`. -> Remove `networking.unknownKey`.
        1.yaml:3:1 [schema.unknown-key] The top level has no key `unknownKey`. -> Remove `unknownKey`.
        """,
        Values.explained(
            """
            networking:
              unknownKey: 1
            unknownKey: 1
            """));
  }

  @Test
  void what_is_missing_because_of_an_unknown_key_is_not_told_twice() throws Exception {
    assertEquals(
        """
        1.yaml:2:14 [schema.unknown-key] `synapse.postgres` has no key `databaseUrl`. The chart has a key for each part of a database URL. -> Set `synapse.postgres.host`, `.port`, `.user`, `.database` and `.password` instead of `synapse.postgres.databaseUrl`.
        1.yaml:3:14 [schema.unknown-key] `synapse.macaroon` has no key `existingSecret`. The chart calls it `synapse.macaroon.secret`. -> Remove `synapse.macaroon.existingSecret` and write instead:

        ```yaml
        synapse:
          macaroon:
            secret: s
        ```
        1.yaml:3:33 [schema.unknown-key] `synapse.macaroon` has no key `key`. The chart calls it `synapse.macaroon.secretKey`. -> Remove `synapse.macaroon.key` and write instead:

        ```yaml
        synapse:
          macaroon:
            secretKey: k
        ```
        1.yaml:5:11 [schema.unknown-key] `hookshot.redis` has no key `hots`. Did you mean `host`? -> Remove `hookshot.redis.hots` and write instead:

        ```yaml
        hookshot:
          redis:
            host: a
        ```
        """,
        Values.explained(
            """
            synapse:
              postgres: {databaseUrl: "postgres://user:hunter2@db/synapse"}
              macaroon: {existingSecret: s, key: k}
            hookshot:
              redis: {hots: a}
            """));
  }

  @Test
  void nothing_is_lost_where_the_right_place_has_something_already() throws Exception {
    String told =
        Values.explained(
            """
            synapse:
              env: [{name: A, value: b}]
              extraEnv: [{name: C, value: d}]
              persistence: {size: 20Gi, storageClass: fast, accessModes: [ReadWriteOnce]}
              media: {storage: {size: 40Gi}}
              config: {admin_contact: "mailto:a@example.org"}
              additional: {config: {config: "presence: {enabled: false}"}}
            """);
    assertTrue(told.contains("-> Move the entries of `synapse.env` to `synapse.extraEnv`, which already exists."), told);
    assertTrue(told.contains("    storage:\n      storageClassName: fast\n"), told);
    assertTrue(told.contains("`synapse.media.storage.size` already exists: keep the value that you want there."), told);
    assertTrue(told.contains("Decide what becomes of `accessModes`."), told);
    assertTrue(told.contains("    config-2:\n      config: |\n        admin_contact:"), told);
  }

  @Test
  void all_of_a_mapping_goes_to_the_mapping_around_it() throws Exception {
    String told =
        Values.explained("matrixRTC: {jwtService: {replicas: 1, labels: {a: b}}}");
    assertTrue(told.contains("matrixRTC:\n  replicas: 1\n  labels:\n    a: b\n"), told);
  }

  @Test
  void a_word_is_taken_in_another_case() throws Exception {
    assertTrue(Values.explained("synapse: {logging: {level: info}}").contains("    rootLevel: INFO\n"));
  }

  @Test
  void a_key_whose_right_name_is_there_already_is_to_be_removed() throws Exception {
    String told =
        Values.explained(
            """
            elementWeb: {ingress: {host: a.org, hostname: a.org}}
            synapse: {postgres: {host: db, user: u, database: d, existingSecret: pg}}
            """);
    assertTrue(told.contains("-> Remove `elementWeb.ingress.hostname`: `elementWeb.ingress.host` already exists."), told);
    assertTrue(told.contains("password:\n      secret: pg\n"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "synapse: {smtp_host: mail.example.org} | synapse.additional | email: smtp_host: mail.example.org",
        "synapse: {media: {url_preview_enabled: true}} | synapse.additional | url_preview_enabled: true",
        "matrixAuthenticationService: {password_registration_enabled: true} | matrixAuthenticationService.additional"
            + " | account: password_registration_enabled: true",
        "matrixRTC: {sfu: {empty_timeout: 300}} | matrixRTC.sfu.additional | room: empty_timeout: 300",
        "hookshot: {pollIntervalSeconds: 60} | hookshot.additional | feeds: pollIntervalSeconds: 60",
        "elementWeb: {use_exclusively: true} | elementWeb.additional | { \"element_call\": { \"use_exclusively\": true",
        "elementWeb: {UIFeature.voip: false} | elementWeb.additional | { \"setting_defaults\": { \"UIFeature.voip\": false",
      })
  void an_option_of_a_program_is_offered_as_a_piece_wherever_it_belongs_in_there(
      String values, String additional, String piece) throws Exception {
    String told = Values.explained(values);
    assertTrue(told.contains("It belongs into a fragment of `" + additional + "`."), told);
    assertTrue(told.replaceAll("\\s+", " ").contains(piece), told);
  }

  @Test
  void an_option_that_several_places_have_is_not_offered() throws Exception {
    String told = Values.explained("synapse: {per_second: 5, issuer: a}");
    assertTrue(!told.contains("and write instead"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "server_name: example.org | Did you mean `serverName`?",
        "element_web: {replicas: 2} | Did you mean `elementWeb`?",
        "serverDomain: example.org | The chart calls it `serverName`.",
        "synapse: {allowPublicRoomsWithoutAuth: true} | `allow_public_rooms_without_auth` is an option of Synapse",
        "synapse: {enableRegistration: true} | MAS handles registration, if it is enabled.",
        "synapse: {max_upload_size: 50M} | The chart calls it `synapse.media.maxUploadSize`.",
        "matrixAuthenticationService: {upstreamOauth2: {providers: []}} | `upstream_oauth2` is an option of Matrix Authentication Service",
        "synapse: {regstrationSharedSecret: abc} | Did you mean `registrationSharedSecret`?",
      })
  void a_name_in_another_way_of_writing_is_the_key_of_the_chart_before_it_is_an_option(String values, String said)
      throws Exception {
    String told = Values.explained(values.strip() + "\n");
    assertTrue(told.contains(said.strip()), told);
  }

  @Test
  void a_mapping_is_not_moved_to_a_key_with_a_longer_name_that_has_none_of_its_keys() throws Exception {
    String told = Values.explained("synapse: {registrationShared: {enabled: true}}\n");
    assertTrue(!told.contains("write instead"), told);
  }

  @Test
  void a_credential_in_the_place_of_its_mapping_is_kept_as_its_value() throws Exception {
    String told = Values.explained("synapse: {macaron: hush}\n");
    assertTrue(told.contains("macaroon:\n    value:"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodeSelector: {a: b} | nodeSelector | component | synapse.nodeSelector",
        "resources: {limits: {cpu: 1}} | resources | component | synapse.resources",
        "matrixRTC: {sfu: {exposedServices: {portType: NodePort}}} | matrixRTC.sfu.exposedServices.portType | entry | matrixRTC.sfu.exposedServices.rtcMuxedUdp.portType",
      })
  void what_each_component_has_for_itself_is_moved_to_each_and_not_just_removed(
      String values, String key, String part, String example) throws Exception {
    String told = Values.explained(values + "\n");
    assertTrue(told.contains("It is set per " + part + ", such as `" + example + "`."), told);
    assertTrue(
        told.contains("Move `" + key + "` to each " + part + " that needs it, such as `" + example + "`."), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "synapse: {config: {registrationSharedSecret: hush}} | Its keys belong in `synapse` itself. | Write what is in `synapse.config` in `synapse` itself, and remove `synapse.config`.",
        "synapse: {k8s: {ingress: {fqdn: m.example.org}}} | Its keys belong in `synapse` itself. | ingress:\\n    host: m.example.org",
        "elementWeb: {podTemplate: {spec: {priorityClassName: high}}} | Its keys belong in `elementWeb` itself. | elementWeb:\\n  priorityClassName: high",
        "postgres: {primary: {persistence: {size: 20Gi}}} | Its keys belong in `postgres` itself. | storage:\\n    size: \"20Gi\"",
        "hookshot: {config: {logging: {level: debug}}} | Its keys belong in `hookshot` itself. | hookshot:\\n  logging:\\n    level: debug",
        "synapse: {config: {presence: {enabled: false}}} | belongs into a fragment of `additional`, as text. | presence:",
        "synapse: {deployment: {strategy: {type: Recreate}}} | has no key `deployment`. | Remove `synapse.deployment`.",
        "haproxy: {ingress: {enabled: true}} | has no key `ingress`. | Remove `haproxy.ingress`.",
        "synapse: {environment: [LANG=C]} | has no key `environment`. | - name: LANG\\n      value: C",
        "haproxy: {env: {LANG: C}} | has no key `env`. | - name: LANG\\n      value: C",
        "imagePullSecrets: [registry] | It was removed in 25.12.0. | Write `- name: <name>` for each Secret below `image.pullSecrets`",
        "logging: {level: debug} | `logging` belongs under `hookshot` or `synapse`. | Move `logging` to `hookshot.logging` or `synapse.logging`.",
        "redis: {environment: [LANG]} | has no key `environment`. | Remove `redis.environment`. If that is what it is for, set `redis.extraEnv` instead.",
        "elementWeb: {volumes: ['./a:/b']} | has no key `volumes`. | Write each volume into `elementWeb.extraVolumes`",
        "synapse: {extraEnv: [{LANG: C}]} | Each variable is a mapping with a name and a value. | Write `- {name: LANG, value: \"<value>\"}`.",
        "global: {image: {registry: r.example.org}} | Each image has its own registry. | Set `registry` under the `image` of each component",
        "global: {ingress: {className: nginx}} | only at the top level. | ingress:\\n  className: nginx",
        "synapse: {env: [{name: A, value: b}]} | The chart calls it `synapse.extraEnv`. | extraEnv:",
        "synapse: {media: {persistence: {size: 5Gi, storageClass: nfs}}} | The chart's keys for it are `synapse.media.storage.size` and `synapse.media.storage.storageClassName`. | storageClassName: nfs",
        "homeserver: {name: example.org} | The server name is `serverName`, and the homeserver is `synapse`. | serverName: example.org",
        "synapse: {appserviceRegistrations: [{secret: s, secretKey: k}]} | The chart calls it `synapse.appservices`. | synapse:",
        "synapse: {additionalVolumes: [{name: a, emptyDir: {}}]} | The chart calls it `synapse.extraVolumes`. | extraVolumes:",
        "synapse: {ingress: {extraAnnotations: {a: b}}} | The chart calls it `synapse.ingress.annotations`. | annotations:",
        "synapse: {ingress: {extraPaths: [{path: /a, availability: blocked}]}} | The chart calls it `synapse.ingress.additionalPaths`. | additionalPaths:",
        "synapse: {postgres: {passwordRef: {name: s, key: k}}} | The chart's keys for it are `synapse.postgres.password.secret` and `synapse.postgres.password.secretKey`. | secretKey: k",
        "ingress: {ssl: false} | The chart calls it `ingress.tlsEnabled`. | tlsEnabled: false",
        "livekitServer: {enabled: true} | The chart calls it `matrixRTC.sfu`. | matrixRTC:",
        "synapse: {ingressAnnotations: {a: b}} | The chart calls it `synapse.ingress.annotations`. | annotations:",
        "synapse: {postgresHost: db.example.org} | The chart calls it `synapse.postgres.host`. | host: db.example.org",
        "synapse: {mediaStorageSize: 5Gi} | The chart calls it `synapse.media.storage.size`. | size:",
        "ingressController: {enabled: true} | The chart installs no ingress controller. | name its class as `ingress.className`",
        "adminPanel: {enabled: true} | Did you mean `elementAdmin`? | elementAdmin:",
        "myHookshot: {enabled: true} | Did you mean `hookshot`? | hookshot:",
        "synapse: {matrixServerName: example.org} | The chart calls it `serverName`. | serverName: example.org",
        "synapse: {extraHosts: ['db:10.0.0.7']} | Names that a pod knows without DNS are `hostAliases`. | Write `synapse.hostAliases` as a list",
        "replicaCount: 2 | How many pods run is set per component | Remove `replicaCount`. If that is what it is for, write it there.",
        "adminPassword: {value: aecoo3eiThie4ahp} | The chart creates no users. | For the database, set `postgres.adminPassword`.",
        "synapse: {media: {storage: {accessModes: [ReadWriteMany]}}} | The chart always claims `ReadWriteOnce` | name it as `synapse.media.storage.existingClaim`.",
        "matrixRTC: {sfu: {exposedServices: {udp: {port: 30012}}}} | `rtcMuxedUdp` is one port for UDP, and `rtcUdp` a range of them. | rtcMuxedUdp:\\n        port: 30012",
        "global: {timezone: Europe/Paris} | Variables such as `TZ` and `HTTPS_PROXY` are set per component | Remove `global.timezone`. If that is what it is for, write it there.",
        "synapse: {signingkey: {existingSecret: s, existingSecretKey: k}} | Did you mean `signingKey`? | secret: s\\n    secretKey: k",
        "synapse: {homeserver: {config: {presence: {enabled: false}}}} | belongs into a fragment of `additional`, as text. | config: |\\n        presence:",
        "elementWeb: {config: {config.json: {brand: Our}}} | belongs into a fragment of `additional`, as text. | {\\n        \"brand\": \"Our\"",
        "synapse: {postgres: {sslmode: required}} | Did you mean `sslMode`? | `verify-full`, and remove `synapse.postgres.sslmode`.",
        "synapse: {appservices: [{configMap: m, key: k}]} | An entry names a Secret or a ConfigMap | `configMap` and `configMapKey`",
        "synapse: {mediaStore: {size: 10Gi}} | The chart calls it `synapse.media.storage`. | storage:\\n      size: \"10Gi\"",
        "elementWeb: {probes: {liveness: {}}} | Each probe has its own key | write it there.",
        "ingress: {controller: ingress-nginx} | The chart calls it `ingress.controllerType`. | controllerType: ingress-nginx",
        "workers: {pusher: {enabled: true}} | `workers` belongs under `synapse`. | synapse:\\n  workers:\\n    pusher:",
        "extraConfig: {presence: {enabled: false}} | Each component has its own options. | such as one of `synapse.additional`, and remove `extraConfig`.",
        "ingress: {csHosts: [matrix.example.org]} | Each component has its own host. | Write a host for each component",
        "matrixRTC: {LIVEKIT_JWT_PORT: 8080} | The chart sets the port of the RTC authoriser itself. | Remove `matrixRTC.LIVEKIT_JWT_PORT`.",
        "matrixRTC: {LIVEKIT_INSECURE_SKIP_VERIFY_TLS: 'yes'} | They belong in `matrixRTC.extraEnv`. | If the program reads that variable, write it there.",
        "matrixRTC: {livekitAuth: {secret: s, secretKey: k}} | must be a mapping, but this is a string. `secretKey` belongs in that mapping. | Move `matrixRTC.livekitAuth.secretKey` into it.",
      })
  void what_other_charts_call_otherwise_is_written_where_it_belongs(String values, String sentence, String remedy) throws Exception {
    String told = Values.explained(values + "\n");
    assertTrue(told.contains(sentence), told);
    assertTrue(told.contains(remedy.replace("\\n", "\n")), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sygnal: {enabled: true} | true",
        "synapse: {furtherThings: 1} | false",
        "elementAdmin: {furtherThings: 1} | true",
        "haproxy: {maxconn: 5000} | true",
        "synapse: {ldap: {host: ldap.example.org}} | false",
        "timezone: Europe/Paris | false",
        "homeserver: {labels: {}, tea: 1} | false",
        "homeserver: {tea: 1} | false",
        "global: {timezone: Europe/Paris} | false",
        "global: {imageRegistry: r.example.org} | false",
        "global: {sygnal: {enabled: true}} | true",
      })
  void a_machine_removes_a_key_only_if_nothing_is_to_be_written_for_it(String values, boolean removed) throws Exception {
    boolean removes =
        Values.CHECK.violations(Values.of(values + "\n")).stream()
            .flatMap(found -> found.repair().fixes().stream())
            .anyMatch(fix -> fix instanceof Fix.Remove);
    assertEquals(removed, removes);
  }

  @Test
  void a_key_beside_the_text_in_the_place_of_its_mapping_is_the_same_mistake() throws Exception {
    assertEquals(
        """
        1.yaml:1:35 [schema.wrong-type] `matrixRTC.livekitAuth.secret` must be a mapping, but this is a string. `secretKey` belongs in that mapping. \
        -> Write the text itself as `secret: {value: <the text>}`, or, if it is in a Secret, write `secret: {secret: <the name of the Secret>, secretKey: <the key in it>}`. \
        Move `matrixRTC.livekitAuth.secretKey` into it.
          1.yaml:1:38 also this
        """,
        Values.explained("matrixRTC: {livekitAuth: {secret: s, secretKey: k}}\n"));
  }
}
