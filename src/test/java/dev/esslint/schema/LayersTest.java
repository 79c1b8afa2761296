package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Where findings point when values come from several files. */
class LayersTest {
  @Test
  void the_key_that_is_written_last_is_the_one_to_mend() throws Exception {
    assertEquals(
        """
        2.yaml:2:25 [schema.conflict] `synapse.macaroon` has both `value` and `secret` with \
        `secretKey`, which exclude each other. -> Keep `value` or `secret` with `secretKey` and \
        remove the other.
          1.yaml:2:14 `value` is here
        """,
        Values.explained(
            """
            synapse:
              macaroon: {value: a}
            """,
            """
            synapse:
              macaroon: {secret: b, secretKey: c}
            """));
  }

  @Test
  void a_mapping_that_lacks_a_key_is_the_last_one_written() throws Exception {
    assertEquals(
        """
        1.yaml:2:3 [schema.missing-key] `synapse.postgres` is missing `user` and `database`. Your own database needs all of them. -> Add `user` and `database` to `synapse.postgres`, or remove `synapse.postgres` to use the chart's database.
        """,
        Values.explained(
            """
            synapse:
              postgres: {host: db}
            """,
            """
            serverName: example.org
            """));
  }

  @Test
  void a_misspelt_key_is_renamed_where_a_lower_layer_has_the_key_that_was_meant() throws Exception {
    assertEquals(
        """
        2.yaml:1:19 [schema.unknown-key] `synapse.media` has no key `maxUploadSiz`. Did you mean `maxUploadSize`? -> Remove `synapse.media.maxUploadSiz` and write instead:

        ```yaml
        synapse:
          media:
            maxUploadSize: "1024M"
        ```
        """,
        Values.explained(
            """
            synapse: {media: {maxUploadSize: 20M}}
            """,
            """
            synapse: {media: {maxUploadSiz: 1G}}
            """));
  }

  @Test
  void a_misspelt_key_in_a_lower_layer_is_overridden_by_what_a_higher_one_has() throws Exception {
    assertEquals(
        """
        1.yaml:1:19 [schema.unknown-key] `synapse.media` has no key `maxUploadSiz`. Did you mean `maxUploadSize`? -> Remove `synapse.media.maxUploadSiz`, and keep the value that you want in `synapse.media.maxUploadSize`, which already exists.
        """,
        Values.explained(
            """
            synapse: {media: {maxUploadSiz: 10M}}
            """,
            """
            synapse: {media: {maxUploadSize: 20M}}
            """));
  }

  @Test
  void every_file_gets_its_own_findings() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `mas`. The chart calls it \
        `matrixAuthenticationService`. -> Remove `mas` and write instead:

        ```yaml
        matrixAuthenticationService: {}
        ```
        2.yaml:1:13 [schema.wrong-type] `serverName` must be a string, but Helm reads the unquoted \
        `1` as a number. -> Quote it:

        ```yaml
        serverName: "1"
        ```
        """,
        Values.explained(
            """
            mas: {}
            """,
            """
            serverName: 1
            """));
  }
}
