package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fragments that are not what anybody would write. */
final class OptionBadInputTest {
  @TempDir private Path folder;

  @Test
  void a_whole_configuration_of_synapse_is_one_finding() throws Exception {
    List<String> findings =
        findings(
            """
            synapse:
              additional:
                homeserver.yaml:
                  config: |
                    server_name: "example.net"
                    pid_file: /data/homeserver.pid
                    listeners:
                      - port: 8008
                        resources:
                          - compress: false
                            names: [client, federation]
                        tls: false
                        type: http
                        x_forwarded: true
                    database:
                      name: psycopg2
                      args: {user: synapse, dbname: synapse, host: localhost, cp_min: 5, cp_max: 10}
                    log_config: /data/example.net.log.config
                    media_store_path: /data/media_store
                    report_stats: true
                    signing_key_path: /data/example.net.signing.key
                    trusted_key_servers:
                      - server_name: matrix.org
                    enable_registration: false
                    max_upload_size: 50M
            """);
    findings.removeIf(line -> line.contains(": note "));
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("5:9: error OPT030"), findings::toString);
  }

  @Test
  void a_whole_configuration_of_hookshot_is_one_finding() throws Exception {
    List<String> findings =
        findings(
            """
            hookshot:
              enabled: true
              additional:
                config.yaml:
                  config: |
                    bridge: {domain: example.net, url: "http://localhost:8008", port: 9993, bindAddress: 127.0.0.1}
                    passFile: ./passkey.pem
                    logging: {level: info, colorize: true}
                    listeners:
                      - {port: 9000, bindAddress: 0.0.0.0, resources: [webhooks]}
                      - {port: 9001, bindAddress: 127.0.0.1, resources: [metrics]}
                    feeds: {enabled: true}
            """);
    findings.removeIf(line -> line.contains(": note "));
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("error OPT030"), findings::toString);
  }

  @Test
  void a_whole_configuration_of_livekit_is_one_finding() throws Exception {
    List<String> findings =
        findings(
            """
            matrixRTC:
              sfu:
                additional:
                  livekit.yaml:
                    config: |
                      port: 7880
                      rtc: {tcp_port: 7881, use_external_ip: true}
                      keys: {devkey: "${SECRET}"}
                      room: {auto_create: true, empty_timeout: 300}
                extraEnv: [{name: SECRET, value: a}]
            """);
    findings.removeIf(line -> line.contains(": note "));
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("error OPT030"), findings::toString);
  }

  @Test
  void a_whole_configuration_of_the_authentication_service_is_one_finding() throws Exception {
    List<String> findings =
        findings(
            """
            matrixAuthenticationService:
              additional:
                config.yaml:
                  config: |
                    http: {public_base: "https://account.example.net/"}
                    database: {uri: "postgresql://mas@localhost/mas"}
                    matrix: {kind: synapse, homeserver: example.net, endpoint: "http://localhost:8008/"}
                    secrets: {encryption_file: /keys/encryption}
                    email: {from: a@example.net, reply_to: a@example.net, transport: blackhole}
                    passwords: {enabled: true, schemes: [{version: 1, algorithm: argon2id}]}
            """);
    findings.removeIf(line -> line.contains(": note "));
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("error OPT030"), findings::toString);
  }

  @Test
  void five_thousand_keys_are_counted() throws Exception {
    String keys =
        IntStream.range(0, 5000)
            .mapToObj(i -> "        zebra_" + i + ": 1\n")
            .collect(Collectors.joining());
    List<String> findings =
        findings("synapse:\n  additional:\n    user.yaml:\n      config: |\n" + keys);
    assertTrue(findings.getLast().startsWith("and 4,900 more of OPT004"), findings.getLast());
  }

  @Test
  void keys_that_are_no_strings_are_notes() throws Exception {
    List<String> findings =
        findings(
            """
            synapse:
              additional:
                user.yaml:
                  config: |
                    1: a
                    2.5: c
            """);
    assertEquals(2, findings.size(), findings::toString);
    assertTrue(findings.stream().allMatch(line -> line.contains("note OPT004")), findings::toString);
  }

  @Test
  void what_merge_keys_and_anchors_bring_is_judged_where_it_counts() throws Exception {
    List<String> findings =
        findings(
            """
            synapse:
              additional:
                user.yaml:
                  config: |
                    x-base: &base
                      per_second: 10
                      burst_count: 50
                    rc_message:
                      <<: *base
                    rc_registration:
                      <<: *base
                      burst_cuont: 3
                    rc_joins:
                      local: *base
            """);
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains(":12:11: warning OPT001"), findings::toString);
  }

  @Test
  void what_is_filled_in_later_or_is_free_is_not_judged() throws Exception {
    List<String> findings =
        findings(
            """
            synapse:
              extraEnv:
                - {name: SIZE, value: 10M}
              additional:
                user.yaml:
                  config: |
                    x-defaults: &limits {per_second: 1, burst_count: 5}
                    max_upload_size: ${SIZE}
                    url_preview_enabled: "${SIZE}"
                    media_retention: {local_media_lifetime: "${SIZE}d"}
                    rc_message: *limits
                    rc_login:
                      address: {<<: *limits, burst_count: 7}
                    modules:
                      - module: example.Module
                        config: {smtp_hosts: [a], nested: {url_preview_enable: yes please, 5: a}}
                    io.element.own: {federation_domain_whitelst: []}
            hookshot:
              enabled: true
              additional:
                user.yaml:
                  config: |
                    generic: {enabled: {{ .Values.hookshot.enabled }}, userIdPrefix: "{{ .Release.Name }}_"}
                    feeds:
                      enabled: true
                      pollIntervalSeconds: {{ 600 }}
            matrixAuthenticationService:
              additional:
                user.yaml:
                  config: |
                    policy: {data: {admin_users: [a], anything: {else: 1}}}
                    account: &account {password_change_allowed: true}
                secret.yaml: {configSecret: mas, configSecretKey: config}
            """);
    findings.removeIf(line -> !line.contains(" OPT"));
    assertEquals(List.of(), findings);
  }

  @Test
  void json_with_comments_is_no_json_and_nothing_else_is_told_of_it() throws Exception {
    List<String> findings =
        findings(
            """
            elementWeb:
              additional:
                user.json: |
                  {
                    // a comment
                    "brandd": "Chat"
                  }
            """);
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("WEB001"), findings::toString);
  }

  private List<String> findings(String values) throws Exception {
    Files.copy(Path.of("testdata/base.yaml"), folder.resolve("base.yaml"));
    Files.writeString(folder.resolve("values.yaml"), values);
    Run run = Run.in(folder, "-q", "-f", "base.yaml", "-f", "values.yaml");
    assertEquals("", run.err());
    return new ArrayList<>(run.out().lines().toList());
  }
}
