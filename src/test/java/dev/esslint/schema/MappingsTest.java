package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Keys that are missing or exclude each other: what the user is told. */
class MappingsTest {
  @Test
  void the_parts_of_a_credential() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.missing-key] `synapse.macaroon` needs either `value`, or `secret` with \
        `secretKey`. -> Write one of them, or remove `macaroon:`.
        1.yaml:3:3 [schema.missing-key] `synapse.signingKey` has `secret`, which also needs `secretKey`. -> Add:

        ```yaml
        synapse:
          signingKey:
            secretKey: "<the key in the Secret>"
        ```
          1.yaml:3:16 `secret` is here
        1.yaml:4:51 [schema.conflict] `synapse.registrationSharedSecret` has both `value` and \
        `secret` with `secretKey`, which exclude each other. -> Keep `value` or `secret` with \
        `secretKey` and remove the other.
          1.yaml:4:30 `value` is here
        """,
        Values.explained(
            """
            synapse:
              macaroon: {}
              signingKey: {secret: a}
              registrationSharedSecret: {value: a, secret: b, secretKey: c}
            """));
  }

  @Test
  void registrations_of_application_services() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.missing-key] `synapse.appservices[0]` has `secret`, which also needs \
        `secretKey`. -> Add `secretKey:`.
          1.yaml:3:6 `secret` is here
        1.yaml:4:48 [schema.conflict] `synapse.appservices[1]` has both `configMap` with \
        `configMapKey` and `secret` with `secretKey`, which exclude each other. -> Keep \
        `configMap` with `configMapKey` or `secret` with `secretKey` and remove the other.
          1.yaml:4:6 `configMap` is here
          1.yaml:4:20 `configMapKey` is here
        1.yaml:5:5 [schema.missing-key] `synapse.appservices[2]` needs either `configMap` with \
        `configMapKey`, or `secret` with `secretKey`. -> Write one of them, or remove the entry.
        """,
        Values.explained(
            """
            synapse:
              appservices:
              - {secret: a}
              - {configMap: a, configMapKey: b, secret: c, secretKey: d}
              - {}
            """));
  }

  @Test
  void options_that_are_not_in_the_text_of_a_fragment() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.missing-key] `synapse.additional.presence` needs either `config`, or \
        `configSecret` with `configSecretKey`. Options of Synapse belong into the text of a fragment. -> Write instead:

        ```yaml
        synapse:
          additional:
            presence:
              config: |
                presence:
                  enabled: false
        ```
        1.yaml:4:5 [schema.missing-key] `synapse.additional.user` needs either `config`, or \
        `configSecret` with `configSecretKey`. Each fragment has a name, and its options are a text in `config`. -> \
        Below `synapse.additional`, write a name of your choice, such as `options.yaml:`, below it `config: |`, and below that \
        the options as in the program's own configuration.
        1.yaml:5:22 [schema.wrong-type] `synapse.additional.max_upload_size` must be a mapping, but this is a string. \
        Options of Synapse belong into the text of a fragment. -> Write instead:

        ```yaml
        synapse:
          additional:
            max_upload_size:
              config: |
                max_upload_size: "10M"
        ```
        1.yaml:7:36 [schema.wrong-type] `elementWeb.additional.show_labs_settings` must be a string, but this is a boolean. \
        Options of Element Web belong into the JSON of a fragment. -> Write instead:

        ```yaml
        elementWeb:
          additional:
            show_labs_settings: |
              {
                "show_labs_settings": true
              }
        ```
        """,
        Values.explained(
            """
            synapse:
              additional:
                presence: {enabled: false}
                user: {limits: 5}
                max_upload_size: 10M
            elementWeb:
              additional: {show_labs_settings: true}
            """));
  }

  @Test
  void additional_configuration() throws Exception {
    assertEquals(
        """
        1.yaml:3:5 [schema.missing-key] `synapse.additional["a.yaml"]` has `configSecret`, which also \
        needs `configSecretKey`. -> Add:

        ```yaml
        synapse:
          additional:
            a.yaml:
              configSecretKey: "<the key in the Secret>"
        ```
          1.yaml:3:14 `configSecret` is here
        1.yaml:4:5 [schema.missing-key] `synapse.additional["b.yaml"]` needs either `config`, or \
        `configSecret` with `configSecretKey`. -> Write one of them, or remove `b.yaml:`.
        1.yaml:5:42 [schema.conflict] `synapse.additional["c.yaml"]` has both `config` and \
        `configSecret` with `configSecretKey`, which exclude each other. -> Keep `config` or \
        `configSecret` with `configSecretKey` and remove the other.
          1.yaml:5:14 `config` is here
        """,
        Values.explained(
            """
            synapse:
              additional:
                a.yaml: {configSecret: a}
                b.yaml: {}
                c.yaml: {config: a, configSecret: a, configSecretKey: b}
            """));
  }

  @Test
  void a_slip_in_the_key_of_a_fragment() throws Exception {
    assertEquals(
        """
        1.yaml:3:9 [schema.missing-key] `synapse.additional.a` is missing `config`. Did you mean that by `conf`? -> \
        Rename `synapse.additional.a.conf` to `synapse.additional.a.config`.
        """,
        Values.explained(
            """
            synapse:
              additional:
                a: {conf: "max_upload_size: 1M"}
            """));
  }

  @Test
  void a_port_by_name_and_by_number() throws Exception {
    assertEquals(
        """
        1.yaml:6:45 [schema.conflict] `synapse.ingress.additionalPaths[0].service.port` has both \
        `name` and `number`, which exclude each other. -> Keep `name` or `number` and remove the \
        other.
          1.yaml:6:33 `name` is here
        """,
        Values.explained(
            """
            synapse:
              ingress:
                additionalPaths:
                - path: /a
                  availability: only_externally
                  service: {name: a, port: {name: http, number: 80}}
            """));
  }

  @Test
  void an_external_database() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.missing-key] `synapse.postgres` is missing `user` and `database`. Your own database needs all of them. -> Add `user` and `database` to `synapse.postgres`, or remove `synapse.postgres` to use the chart's database.
        """,
        Values.explained(
            """
            synapse:
              postgres: {host: db}
            """));
  }

  @Test
  void both_issuers() throws Exception {
    assertEquals(
        """
        1.yaml:1:26 [schema.conflict] `certManager` has both `issuer` and `clusterIssuer`, which \
        exclude each other. -> Keep `issuer` or `clusterIssuer` and remove the other.
          1.yaml:1:15 `issuer` is here
        """,
        Values.explained(
            """
            certManager: {issuer: a, clusterIssuer: b}
            """));
  }

  @Test
  void what_a_condition_makes_necessary() throws Exception {
    assertEquals(
        """
        1.yaml:3:19 [schema.missing-key] `haproxy.serviceMonitors.relabelings[0]` is missing \
        `targetLabel`. It is required because `action` is `replace`. -> Add `targetLabel:`.
        1.yaml:3:38 [schema.missing-key] `haproxy.serviceMonitors.relabelings[1]` is missing \
        `targetLabel`. It is required unless `action` is different from `replace`. -> Add \
        `targetLabel:`.
        """,
        Values.explained(
            """
            haproxy:
              serviceMonitors:
                relabelings: [{action: replace}, {}, {action: drop}]
            """));
  }

  @Test
  void a_null_that_takes_away_what_the_chart_requires() throws Exception {
    assertEquals(
        """
        1.yaml:2:11 [schema.null] `synapse.image.tag` has no value. Helm reads that as null and removes the chart's default, but the chart requires one. -> Remove the line to get the \
        default back, or give it a value.
        """,
        Values.explained(
            """
            synapse:
              image: {tag: null}
            """));
  }

  @Test
  void a_key_that_the_chart_does_not_have_is_not_said_to_exclude_another_one() throws Exception {
    String told = Values.explained("certManager: {clusterIssuer: a, clusterissuer: b, issuer: c}\n");
    assertTrue(told.contains("`certManager` has both `clusterIssuer` and `issuer`, which exclude"), told);
  }
}
