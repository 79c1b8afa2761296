package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.values.ResolvedValues;
import dev.esslint.values.YamlText;
import dev.esslint.chart.Release;
import dev.esslint.chart.Charts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the wrong type: what the user is told. */
class WrongTypesTest {
  @Test
  void a_switch_and_a_list_of_names_become_mappings() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.wrong-type] `synapse.workers` must be a mapping, but this is a list. -> Write instead:

        ```yaml
        synapse:
          workers:
            synchrotron:
              enabled: true
            federation-sender:
              enabled: true
        ```
        1.yaml:3:15 [schema.wrong-type] `elementAdmin` must be a mapping, but this is a boolean. -> Write instead:

        ```yaml
        elementAdmin:
          enabled: false
        ```
        1.yaml:4:24 [schema.wrong-type] `elementWeb.ingress.host` must be a string, but this is a list. -> Write instead:

        ```yaml
        elementWeb:
          ingress:
            host: chat.example.org
        ```
        1.yaml:5:11 [schema.wrong-type] `ingress.annotations` must be a mapping, but this is a list. \
        An annotation is a key with a value. -> Write instead:

        ```yaml
        ingress:
          annotations:
            a: b
        ```
        """,
        Values.explained(
            """
            synapse:
              workers: [synchrotron, federation-sender]
            elementAdmin: false
            elementWeb: {ingress: {host: [chat.example.org]}}
            ingress: {annotations: ["a: b"]}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "synapse: {media: {storage: 50Gi}} | size: ~\"50Gi\"~",
        "hookshot: {user: bot} | localpart: bot",
      })
  void a_value_goes_one_level_deeper_where_it_is_the_only_thing_or_a_size(String values, String written) throws Exception {
    String told = Values.explained(values + "\n");
    assertTrue(told.contains("Write instead:") && told.contains(written.replace("~", "")), told);
  }

  @Test
  void a_colon_without_a_space_is_told_and_not_taken_for_a_part_of_the_value() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.wrong-type] `synapse.ingress` must be a mapping, but this is a string, because there is no space behind the colon. \
        -> Put a space behind each colon that ends a key, as in `host: <value>`.
        """,
        Values.explained("synapse:\n  ingress:\n    host:matrix.example.org\n"));
  }

  @Test
  void the_documents_of_the_well_known_delegation_are_named() throws Exception {
    String told = Values.explained("wellKnownDelegation: {additional: '{}'}\n");
    assertTrue(told.contains("write `client: |`, `server: |` or `support: |`"), told);
  }

  @Test
  void a_key_with_a_domain_is_one_key() throws Exception {
    String told = Values.explained("synapse: {ingress: {annotations: {nginx: {ingress.kubernetes.io/proxy-body-size: 10m}}}}\n");
    assertTrue(told.contains("Write the whole key in one piece"), told);
  }

  @Test
  void a_fragment_in_a_secret_has_names_of_its_own() throws Exception {
    String told = Values.explained("synapse: {additional: {a: {existingSecret: s}}}\n");
    assertTrue(told.contains("Write `configSecret: <the name of the Secret>` and `configSecretKey: <the key in it>` instead of `existingSecret`."), told);
  }

  /** The SFU had one text without a name before 25.7.0. */
  @Test
  void the_only_fragment_becomes_the_text_that_an_older_release_takes() throws Exception {
    SchemaCheck older = new SchemaCheck(Charts.builtIn().load(Release.parse("25.6.0").orElseThrow()));
    ResolvedValues values = Values.of("matrixRTC: {sfu: {additional: {room.yaml: {config: \"room:\\n  empty_timeout: 300\\n\"}}}}\n");
    assertEquals(
        List.of(
            """
            Write instead:

            ```yaml
            matrixRTC:
              sfu:
                additional: |
                  room:
                    empty_timeout: 300
            ```"""),
        older.violations(values).stream().map(found -> found.remedy().strip()).toList());
  }

  @Test
  void synapse_scales_with_workers() throws Exception {
    assertEquals(
        """
        1.yaml:1:21 [schema.out-of-range] `synapse.replicas` must be at most 1, not `2`. Synapse has one main process and \
        scales with workers. -> Remove `replicas`, and enable the workers that you need, such as \
        `synapse.workers.synchrotron`, with `replicas` of their own.
        """,
        Values.explained("synapse: {replicas: 2}\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          synapse: {media: {storage: {size: 20}}} | size: "20Gi"
          redis: {maxMemory: 40}                  | maxMemory: "40mb"
          synapse: {media: {maxUploadSize: 100}} | maxUploadSize: "100M"
          synapse: {media: {maxUploadSize: 104857600}} | maxUploadSize: "100M"
          synapse: {media: {maxUploadSize: "100"}} | maxUploadSize: "100M"
          """)
  void a_size_without_a_unit_gets_one(String values, String size) throws Exception {
    String explained = Values.explained(values);
    assertTrue(explained.contains(size), explained);
  }

  @Test
  void what_yaml_makes_of_unquoted_scalars_is_explained() throws Exception {
    assertEquals(
        """
        1.yaml:1:13 [schema.wrong-type] `serverName` must be a string, but Helm reads the unquoted \
        `y` as the boolean true. -> Quote it:

        ```yaml
        serverName: "y"
        ```
        1.yaml:6:19 [schema.wrong-type] `matrixRTC.sfu.exposedServices.rtcTcp.nodePort` must be a \
        string, but Helm reads the unquoted `30001` as a number. -> Quote it:

        ```yaml
        matrixRTC:
          sfu:
            exposedServices:
              rtcTcp:
                nodePort: "30001"
        ```
        1.yaml:8:15 [schema.wrong-type] `elementWeb.labels.a` must be a string, but Helm reads the \
        unquoted `off` as the boolean false. -> Quote it:

        ```yaml
        elementWeb:
          labels:
            a: "off"
        ```
        """,
        Values.explained(
            """
            serverName: y
            matrixRTC:
              sfu:
                exposedServices:
                  rtcTcp:
                    nodePort: 30001
            elementWeb:
              labels: {a: off}
            """));
  }

  @Test
  void quotes_around_numbers_and_booleans() throws Exception {
    assertEquals(
        """
        1.yaml:1:25 [schema.wrong-type] `elementAdmin.enabled` must be `true` or `false`, but the quotes make it a string. -> Remove the quotes:

        ```yaml
        elementAdmin:
          enabled: true
        ```
        1.yaml:2:21 [schema.wrong-type] `haproxy.replicas` must be a whole number, but the quotes make it a string. -> Remove the quotes:

        ```yaml
        haproxy:
          replicas: 2
        ```
        1.yaml:3:19 [schema.wrong-type] `redis.replicas` must be a whole number, not `1.5`. -> Write a whole number, without a unit and without quotes.
        """,
        Values.explained(
            """
            elementAdmin: {enabled: "true"}
            haproxy: {replicas: "2"}
            redis: {replicas: 1.5}
            """));
  }

  @Test
  void an_empty_value_is_null() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.null] `serverName` has no value. Helm reads that as null, but the chart expects a string. -> Give it a value, or remove the line.
        1.yaml:4:5 [schema.null] `matrixRTC.sfu.annotations` has no value. Helm reads that as \
        null, but the chart expects a mapping. -> Remove `matrixRTC`, or write `annotations: {}`.
        1.yaml:6:3 [schema.null] `synapse.registrationSharedSecret` has no value. Helm reads that \
        as null, but the chart expects a mapping. -> Give it a value, or remove the line.
        1.yaml:7:24 [schema.null] `synapse.extraEnv[0].value` has no value. Helm reads that as \
        null, but the chart expects a string. -> Give it a value.
        """,
        Values.explained(
            """
            serverName:
            matrixRTC:
              sfu:
                annotations:
            synapse:
              registrationSharedSecret:
              extraEnv: [{name: A, value: }]
            """));
  }

  /** What is printed of it goes through the mask. */
  @Test
  void a_credential_of_another_type_is_told() throws Exception {
    assertEquals(
        """
        1.yaml:2:23 [schema.wrong-type] `synapse.signingKey.value` must be a string, but Helm reads the unquoted `1234567` as a number. -> Quote it:

        ```yaml
        synapse:
          signingKey:
            value: "1234567"
        ```
        1.yaml:3:56 [schema.wrong-type] `synapse.postgres.password` must be a mapping, but this is a \
        string. -> Write the text itself as `password: {value: <the text>}`, or, if it is in a Secret, write \
        `password: {secret: <the name of the Secret>, secretKey: <the key in it>}`.
        1.yaml:4:21 [schema.wrong-type] `synapse.macaroon.value` must be a string, but Helm reads the unquoted `true` as the boolean true. -> Quote it:

        ```yaml
        synapse:
          macaroon:
            value: "true"
        ```
        """,
        Values.explained(
            """
            synapse:
              signingKey: {value: 1234567}
              postgres: {host: db, user: u, database: d, password: hunter2}
              macaroon: {value: true}
            """));
  }

  @Test
  void texts_of_element_web_and_of_the_others() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.wrong-type] `elementWeb.additional["a.json"]` must be a string, but this is a mapping. Element Web needs the JSON itself here. `config` and `configSecret` are for \
        Synapse, MAS, the SFU and Hookshot. -> Write instead:

        ```yaml
        elementWeb:
          additional:
            a.json: "{}"
        ```
        1.yaml:7:10 [schema.wrong-type] `matrixRTC.sfu.additional.a` must be a mapping, but this is a \
        string. Only Element Web needs the text itself here. -> Put the text one level deeper: \
        `config: |` and the text below it.
        1.yaml:9:15 [schema.wrong-type] `synapse.additional` must be a mapping, but this is a string. \
        Each fragment of the configuration needs a name. -> Below `synapse.additional`, write a name \
        of your choice, such as `options.yaml:`, below it `config: |`, and below that this text.
        """,
        Values.explained(
            """
            elementWeb:
              additional:
                a.json: {config: "{}"}
            matrixRTC:
              sfu:
                additional:
                  a: "port: 1"
            synapse:
              additional: "a: b"
            """));
  }

  @Test
  void a_dash_too_many_and_typographic_quotes_are_to_be_removed() throws Exception {
    assertEquals(
        """
        1.yaml:1:15 [schema.wrong-type] `elementWeb.ingress` must be a mapping, but this is a list. -> Write its keys directly below `ingress:`, without a `-` or brackets around them.
        1.yaml:2:21 [schema.wrong-type] `hookshot.enabled` must be `true` or `false`, but the quotes make it a string. -> Remove the quotes:

        ```yaml
        hookshot:
          enabled: true
        ```
        """,
        Values.explained("elementWeb: { ingress: [{host: a.org}] }\nhookshot: {enabled: “true”}\n"));
  }

  @Test
  void mappings_lists_and_scalars_in_place_of_each_other() throws Exception {
    assertEquals(
        """
        1.yaml:1:25 [schema.wrong-type] `elementAdmin.ingress` must be a mapping, but this is a \
        string. The host belongs one level deeper. -> Write `ingress: {host: admin.example.org}`.
        1.yaml:3:25 [schema.wrong-type] `elementWeb.image.pullSecrets[0]` must be a mapping, but this is a string. Each entry is a mapping. -> Write `- name: regcred`.
        1.yaml:4:3 [schema.wrong-type] `elementWeb.tolerations` must be a list, but this is a mapping. \
        -> Write a list, with each entry on its own line after `- `.
        1.yaml:5:3 [schema.wrong-type] `elementWeb.extraEnv` must be a list, but this is a mapping. \
        Environment variables are a list. -> Write a list:

        ```yaml
        elementWeb:
          extraEnv:
            - name: A
              value: b
        ```
        1.yaml:6:1 [schema.wrong-type] `hookshot` must be a mapping, but this is a list. -> \
        Write a mapping, with each key on its own line below `hookshot:`.
        """,
        Values.explained(
            """
            elementAdmin: {ingress: admin.example.org}
            elementWeb:
              image: {pullSecrets: [regcred]}
              tolerations: {}
              extraEnv: {A: b}
            hookshot: []
            """));
  }

  @Test
  void a_value_tagged_as_something_else_than_it_looks() throws Exception {
    assertEquals(
        """
        1.yaml:1:19 [schema.wrong-type] `serverName` must be a string, but Helm reads this value as a number. -> Put it in quotes.
        """,
        Values.explained(
            """
            serverName: !!int '3'
            """));
  }

  @Test
  void workers_as_a_list_become_keys() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.wrong-type] `synapse.workers` must be a mapping, but this is a list. -> Write instead:

        ```yaml
        synapse:
          workers:
            client-reader:
              enabled: true
              replicas: 2
            pusher:
              enabled: true
        ```
        """,
        Values.explained(
            """
            synapse:
              workers:
                - {name: client-reader, replicas: 2}
                - type: pusher
            """));
  }

  @Test
  void a_mapping_that_is_a_text_is_told_with_its_keys() throws Exception {
    assertEquals(
        """
        1.yaml:1:18 [schema.wrong-type] `synapse.media` must be a mapping, but this is a string. -> \
        Write a mapping, with each key on its own line below `media:`. It can have `maxUploadSize` and `storage`.
        1.yaml:2:28 [schema.wrong-type] `postgres.serviceAccount` must be a mapping, but this is a string. \
        The name belongs one level deeper. -> Write `serviceAccount: {create: false, name: db}` for an account that exists.
        """,
        Values.explained(
            """
            synapse: {media: 50Gi}
            postgres: {serviceAccount: db}
            """));
  }

  /** What is written in one line, with a sign between a key and its value, or without the key that it belongs to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          synapse: {extraEnv: "A=b c"} | synapse: {extraEnv: [{name: A, value: b c}]}
          synapse: {extraEnv: [A=b, C=d=e]} | -
          synapse: {nodeSelector: kubernetes.io/hostname=node1} | synapse: {nodeSelector: {kubernetes.io/hostname: node1}}
          synapse: {labels: ["team=a", "b: c"]} | synapse: {labels: {team: a, b: c}}
          synapse: {annotations: "a: b"} | synapse: {annotations: {a: b}}
          synapse: {annotations: "no pair"} | -
          synapse: {logging: {levelOverrides: [{synapse.storage: DEBUG}]}} | synapse: {logging: {levelOverrides: {synapse.storage: DEBUG}}}
          synapse: {logging: debug} | synapse: {logging: {rootLevel: DEBUG}}
          matrixRTC: {sfu: {logging: info}} | matrixRTC: {sfu: {logging: {level: info}}}
          synapse: {ingress: {service: LoadBalancer}} | synapse: {ingress: {service: {type: LoadBalancer}}}
          synapse: {workers: {synchrotron: 2}} | synapse: {workers: {synchrotron: {enabled: true, replicas: 2}}}
          matrixRTC: {sfu: {exposedServices: {rtcTcp: 30881}}} | matrixRTC: {sfu: {exposedServices: {rtcTcp: {enabled: true, port: 30881}}}}
          synapse: {extraVolumes: {a: {emptyDir: {}}}} | synapse: {extraVolumes: [{name: a, emptyDir: {}}]}
          synapse: {extraVolumeMounts: {a: /srv}} | synapse: {extraVolumeMounts: [{name: a, mountPath: /srv}]}
          synapse: {additional: "a: b"} | -
          """)
  void what_the_value_itself_tells_is_written_out(String values, String meant) throws Exception {
    String told = Values.explained(values + "\n");
    if (meant.equals("-")) {
      assertFalse(told.contains("```"), told);
    } else {
      String written = told.substring(told.indexOf("```yaml\n") + "```yaml\n".length(), told.lastIndexOf("```"));
      assertEquals(YamlText.of(Values.of(meant + "\n").written()), YamlText.of(Values.of(written).written()));
    }
  }
}
