package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code esslint fix} as a whole. */
final class FixTest {
  private static final String HOSTS =
      """
      certManager: {clusterIssuer: letsencrypt}
      synapse: {ingress: {host: matrix.example.org}}
      matrixAuthenticationService: {ingress: {host: account.example.org}}
      elementWeb: {ingress: {host: chat.example.org}}
      elementAdmin: {ingress: {host: admin.example.org}}
      """;

  /** Values without a mistake, up to the fragments of MAS. */
  private static final String WITH_MAS =
      HOSTS.replace("matrixAuthenticationService: {ingress: {host: account.example.org}}\n", "")
          + """
          serverName: example.org
          matrixRTC: {ingress: {host: mrtc.example.org}}
          matrixAuthenticationService:
            ingress: {host: account.example.org}
            additional:
          """;

  @TempDir private Path temp;

  private Path folder;

  @BeforeEach
  void in_a_folder_of_its_own() throws IOException {
    folder = Files.createDirectory(temp.resolve("work"));
  }

  private Run fix(String... args) {
    return Run.in(folder, Stream.concat(Stream.of("fix"), Stream.of(args)).toArray(String[]::new));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private void expect(String before, String after, String... args) throws IOException {
    write("values.yaml", before);
    Run run =
        fix(Stream.concat(Stream.of(args), Stream.of("values.yaml")).toArray(String[]::new));
    assertEquals(after, read("values.yaml"), run.out() + run.err());
    assertEquals(0, run.status());
    fix(Stream.concat(Stream.of(args), Stream.of("values.yaml")).toArray(String[]::new));
    assertEquals(after, read("values.yaml"), "a second run changes something");
  }

  @Test
  void what_is_refused_is_repaired_and_all_else_stays() throws Exception {
    expect(
        HOSTS
            + """
            # the name
            servername: example.org   # ours
            matrixRTC:
              ingress: {host: mrtc.example.org}
              sfu:
                exposedServices:
                  rtcTcp:
                    portType: nodeport   # open in the firewall
              replicas: "1"
            labels: {"team": 5, other: 'x'}
            """,
        HOSTS
            + """
            # the name
            serverName: example.org   # ours
            matrixRTC:
              ingress: {host: mrtc.example.org}
              sfu:
                exposedServices:
                  rtcTcp:
                    portType: NodePort   # open in the firewall
              replicas: 1
            labels: {"team": "5", other: 'x'}
            """);
  }

  @Test
  void what_is_wrong_besides_the_quotes_is_told_before_they_are_put_right() throws Exception {
    String before = WITH_MAS.replace("  additional:\n", "  syn2mas: {enabled: true, dryRun: 'false'}\n");
    write(
        "values.yaml",
        before.replace("mrtc.example.org}", "mrtc.example.org}, sfu: {exposedServices: {rtcTcp: {nodePort: 7881}, rtcMuxedUdp: {port: '30500'}, turn: {enabled: true, port: '30500'}}}"));
    List<String> told = rules();
    assertTrue(told.containsAll(List.of("SCH002", "RTC030", "RTC031", "MAS040")), told.toString());
    fix("values.yaml");
    told.removeIf("SCH002"::equals);
    assertEquals(told, rules());
  }

  private List<String> rules() {
    List<String> rules = new ArrayList<>();
    Run.in(folder, "--concise", "values.yaml").out().lines()
        .filter(line -> line.startsWith("values.yaml:"))
        .forEach(line -> rules.add(line.split(" ", -1)[2]));
    return rules;
  }

  @Test
  void the_only_entry_of_a_mapping_in_one_line_is_replaced_in_it() throws Exception {
    String before = WITH_MAS.replace("  additional:\n", "");
    expect(
        before + "wellKnownDelegation: {ingress: {tls: [{secretName: well-known}]}}\n",
        before + "wellKnownDelegation: {ingress: {tlsSecret: well-known}}\n");
    expect(
        before + "wellKnownDelegation:\n  ingress: {\n    tls: {secretName: well-known}, # ours\n  }\n",
        before + "wellKnownDelegation:\n  ingress: {\n    tlsSecret: well-known, # ours\n  }\n");
    expect(
        before + "wellKnownDelegation: {ingress: {tls: [{secretName: well-known}], annotations: {a: b}}}\n",
        before + "wellKnownDelegation: {ingress: {annotations: {a: b}, tlsSecret: well-known}}\n");
  }

  @Test
  void keys_for_one_new_mapping_all_get_there() throws Exception {
    String before = HOSTS + "matrixRTC: {ingress: {host: mrtc.example.org}}\nserverName: example.org\n";
    expect(
        before.replace("synapse: {ingress: {host: matrix.example.org}}\n", "")
            + """
            synapse:
              ingress: {host: matrix.example.org}
              postgres:
                host: db
                user: u
                database: d
                existingSecret: pg
                existingSecretPasswordKey: pw
              macaroon:
                secretRef: {name: syn, key: mac}
            """,
        before.replace("synapse: {ingress: {host: matrix.example.org}}\n", "")
            + """
            synapse:
              ingress: {host: matrix.example.org}
              postgres:
                host: db
                user: u
                database: d
                password:
                  secret: pg
                  secretKey: pw
              macaroon:
                secret: syn
                secretKey: mac
            """);
  }

  @Test
  void a_mapping_of_another_name_and_the_keys_in_it_are_renamed_one_after_another() throws Exception {
    expect(
        """
        serverName: example.org
        mas:
          # the name
          hostname: account.example.org
          replicaCount: 2 # two
          resources: {limits: {memory: 1Gi}}
        """,
        """
        serverName: example.org
        matrixAuthenticationService:
          ingress:
            # the name
            host: account.example.org
          replicas: 2 # two
          resources: {limits: {memory: 1Gi}}
        """,
        "--select",
        "SCH");
  }

  @Test
  void of_two_values_for_one_place_none_is_lost() throws Exception {
    String before =
        HOSTS
            + "matrixRTC: {ingress: {host: mrtc.example.org}}\nserverName: example.org\npostgres:\n  replicaCount: 1\n  instances: 3\n";
    write("values.yaml", before);
    fix("values.yaml");
    assertEquals(before.replace("replicaCount: 1", "replicas: 1"), read("values.yaml"));
  }

  @Test
  void items_of_a_list_are_taken_away_one_after_another() throws Exception {
    String before = HOSTS + "serverName: example.org\nmatrixRTC:\n  ingress: {host: mrtc.example.org}\n";
    expect(
        before
            + """
              extraEnv:
                - {name: LIVEKIT_JWT_PORT, value: "8081"}
                - {name: LIVEKIT_JWT_BIND, value: ":8081"}
                - {name: TZ, value: UTC}
            """,
        before
            + """
              extraEnv:
                - {name: TZ, value: UTC}
            """);
  }

  @Test
  void of_items_that_are_equal_the_last_one_stays() throws Exception {
    String start = HOSTS + "serverName: example.org\nhaproxy:\n  extraEnv:\n";
    String item = "  - {name: TZ, value: UTC}\n";
    expect(start + item.repeat(4), start + item, "--unsafe", "--select", "K8S048");
  }

  @Test
  void what_only_a_person_knows_is_a_gap_and_all_else_of_a_new_mapping_stays() throws Exception {
    String before = "serverName: example.org\nsynapse:\n  ingress: {host: matrix.example.org}\n  postgres:\n    host: db # ours\n    user: u\n    database: d\n    existingSecret: pg\n";
    expect(before, before);
    expect(before, before.replace("existingSecret: pg", "password:\n      secret: pg\n      secretKey: \"<the key in it>\""), "--unsafe");
  }

  @Test
  void what_changes_the_deployment_is_left_unless_it_is_asked_for() throws Exception {
    String before =
        HOSTS
            + """
            serverName: example.org
            matrixRTC:
              ingress: {host: mrtc.example.org}
              sfu:
                # the address of the router
                manualIP: 93.184.215.14
                # below
            """;
    expect(before, before);
    Run run = fix("values.yaml");
    assertEquals("Fixed 0 findings; there was 1, of which --unsafe can fix 1 more.\n", run.out());
    expect(
        before,
        HOSTS
            + """
            serverName: example.org
            matrixRTC:
              ingress: {host: mrtc.example.org}
              sfu:
                # the address of the router
                manualIP: 93.184.215.14
                useStunToDiscoverPublicIP: false
                # below
            """,
        "--unsafe");
  }

  @Test
  void only_what_is_selected_is_repaired() throws Exception {
    String before = HOSTS + "serverName: example.org\nlabels: {team: 5}\nmatrixRTC: {replicas: \"1\", ingress: {host: mrtc.example.org}}\nlabel: {}\n";
    expect(before, before, "--select", "RTC");
    expect(before, before.replace("5", "\"5\"").replace("\"1\"", "1"), "--select", "SCH002");
  }

  @Test
  void the_losing_one_of_a_duplicate_key_goes_and_its_comments_stay() throws Exception {
    expect(
        HOSTS + "matrixRTC: {ingress: {host: a.example.org}}\nserverName: example.net # old\n# new\nserverName: example.org\n",
        HOSTS + "matrixRTC: {ingress: {host: a.example.org}}\n# old\n# new\nserverName: example.org\n");
  }

  @Test
  void what_stood_in_the_way_of_a_repair_is_tried_again_without_it() throws Exception {
    String mrtc = HOSTS + "matrixRTC: {ingress: {host: a.example.org}}\n";
    expect(mrtc + "servername: a.org # earlier\nservername: example.org\n", mrtc + "# earlier\nserverName: example.org\n");
  }

  @Test
  void a_duplicate_key_with_something_that_the_last_one_has_not_is_left_for_a_person_to_merge() throws Exception {
    for (String values :
        List.of(
            "matrixRTC: {ingress: {host: a.example.org}}\nmatrixRTC: {replicas: 1}\n",
            "matrixRTC: {ingress: {host: a.example.org}}\nmatrixRTC:\n",
            "matrixRTC: {ingress: {host: a.example.org}, imagePullSecrets: [{name: a}], imagePullSecrets: []}\n")) {
      expect(HOSTS + "serverName: example.org\n" + values, HOSTS + "serverName: example.org\n" + values, "--select", "YAML");
    }
  }

  @Test
  void an_option_in_a_text_is_repaired_there() throws Exception {
    expect(
        HOSTS
            + """
            serverName: example.org
            matrixRTC: {ingress: {host: mrtc.example.org}}
            """
                .concat("postgres: {enabled: true}\n")
            + "synapse:\n".replace("synapse", "haproxy")
            + "  labels: {a: b}\n",
        HOSTS
            + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\npostgres: {enabled: true}\nhaproxy:\n  labels: {a: b}\n");
    String text =
        """
        serverName: example.org
        certManager: {clusterIssuer: letsencrypt}
        matrixRTC: {ingress: {host: mrtc.example.org}}
        matrixAuthenticationService: {ingress: {host: account.example.org}}
        elementWeb: {ingress: {host: chat.example.org}}
        elementAdmin: {ingress: {host: admin.example.org}}
        synapse:
          ingress: {host: matrix.example.org}
          additional:
            user.yaml:
              config: |
                # one process for media
                enable_media_repo: false%s
                presence: {enabled: true}
        """;
    expect(
        text.formatted(" # for now"),
        text.formatted("").replace("        enable_media_repo: false\n", "        # for now\n"));
  }

  @Test
  void no_option_is_renamed_to_one_that_is_there_or_that_refuses_its_value() throws Exception {
    String text =
        WITH_MAS
            + """
                user.yaml:
                  config: |
                    account:
                      pasword_change_allowed: false
                      password_change_alowed: true
                    upstream_oauth2:
                      providers:
                        - id: 01HFVBY12TMNTYTBV8W921M5FA
                          issuer: https://sso.example.org
                          client_id: matrix
                          auth_method: none
                          token_endpoint_auth_method: none
                          on_backchanel_logout: true
                    email:
                      transport: smtp
                      mode: tls
                      host: mail.example.org
                      from: a@example.org
            """;
    expect(
        text,
        text.replace("pasword_change_allowed", "password_change_allowed").replace(" host: mail", " hostname: mail"),
        "--unsafe");
  }

  @Test
  void the_same_mistake_in_many_files_is_repaired_in_all_of_them() throws Exception {
    String text = "serverName: kyra.chat\nmas: {ingress: {host: account.kyra.chat}}\n";
    List<String> arguments = new ArrayList<>(List.of("--unsafe"));
    for (int i = 0; i < 20; i++) {
      write("d" + i + "/values.yaml", text);
      arguments.add("d" + i + "/values.yaml");
    }
    fix(arguments.toArray(String[]::new));
    for (int i = 0; i < 20; i++) {
      assertEquals(text.replace("mas:", "matrixAuthenticationService:"), read("d" + i + "/values.yaml"));
    }
  }

  @Test
  void a_change_that_would_do_harm_in_one_file_does_not_keep_many_others_from_theirs() throws Exception {
    String harm =
        WITH_MAS
            + """
                a.yaml: {config: 'email: {transport: smtp, mode: tls, hostname: m.example.org, from: a@example.org, usrname: a}'}
            """;
    String text = "serverName: kyra.chat\nmas: {ingress: {host: account.kyra.chat}}\n";
    List<String> arguments = new ArrayList<>(List.of("--unsafe"));
    for (int i = 0; i < 150; i++) {
      write("d" + i + "/values.yaml", i == 10 ? harm : text);
      arguments.add("d" + i + "/values.yaml");
    }
    fix(arguments.toArray(String[]::new));
    for (int i = 0; i < 150; i++) {
      String mended = i == 10 ? harm : text.replace("mas:", "matrixAuthenticationService:");
      assertEquals(mended, read("d" + i + "/values.yaml"), "d" + i);
    }
  }

  @Test
  void what_the_chart_has_another_place_for_is_left_for_a_person_to_move() throws Exception {
    for (String option :
        List.of(
            "max_upload_size: 200M",
            "oidc_providers: [{idp_id: keycloak, idp_name: Keycloak}]",
            "database: {args: {host: db.example.org}}",
            "enable_registration: true")) {
      String text = withFragment("user.yaml:\n  config: |\n    " + option + "\n");
      expect(text, text);
    }
  }

  @Test
  void layers_are_repaired_where_each_value_is() throws Exception {
    write("base.yaml", HOSTS + "matrixRTC: {ingress: {host: mrtc.example.org}}\nlabels: {a: 1}\n");
    write("prod.yaml", "servername: example.org\nlabels:\n  b: 2\n");
    Run run = fix("-f", "base.yaml", "-f", "prod.yaml");
    assertEquals(HOSTS + "matrixRTC: {ingress: {host: mrtc.example.org}}\nlabels: {a: \"1\"}\n", read("base.yaml"), run.err());
    assertEquals("serverName: example.org\nlabels:\n  b: \"2\"\n", read("prod.yaml"));
  }

  /** Values without a mistake but for what is in a fragment of Synapse. */
  private static String withFragment(String fragment) {
    return HOSTS.replace("synapse: {ingress: {host: matrix.example.org}}\n", "")
        + """
        serverName: example.org
        matrixRTC: {ingress: {host: mrtc.example.org}}
        synapse:
          ingress: {host: matrix.example.org}
          additional:
        """
        + fragment.indent(4);
  }

  @Test
  void what_a_lower_layer_has_is_not_replaced_by_a_part_of_a_key_in_a_higher_one() throws Exception {
    write("base.yaml", HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\n");
    write("prod.yaml", "matrixRTC: {ingress: {sfu: {host: sfu.example.org}}}\n");
    String base = read("base.yaml");
    Run run = fix("--unsafe", "-f", "base.yaml", "-f", "prod.yaml");
    assertEquals(base, read("base.yaml"), run.out());
    assertEquals("matrixRTC: {ingress: {sfu: {host: sfu.example.org}}}\n", read("prod.yaml"));
    assertEquals("Fixed 0 findings; there was 1.\n", run.out());
  }

  @Test
  void an_option_is_written_into_the_text_that_a_later_layer_has() throws Exception {
    String base = withFragment("a.yaml: {config: \"email: {force_tls: true}\"}\n");
    write("base.yaml", base);
    write(
        "prod.yaml",
        """
        synapse:
          additional:
            b.yaml:
              config: |
                email: {notif_from: m@example.org, smtp_host: mail.example.org, smtp_port: 25, enable_notifs: true}
        """);
    Run run = fix("--unsafe", "--select", "SYN048", "-f", "base.yaml", "-f", "prod.yaml");
    assertEquals(base.replace("force_tls: true", "force_tls: false"), read("base.yaml"), run.err());
    assertTrue(read("prod.yaml").contains("require_transport_security: true"), read("prod.yaml"));
  }

  @Test
  void values_in_manifests_are_repaired() throws Exception {
    String flux =
        """
        # who we are
        apiVersion: v1
        kind: Namespace
        metadata: {name: ess}
        ---
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: ess, namespace: ess}
        spec:
          interval: 1h
          chart:
            spec:
              chart: matrix-stack
              version: 26.8.1
              sourceRef: {kind: HelmRepository, name: ess}
          values:
            serverName: example.org
            labels:
              team: %s # ours
        """;
    write("flux/release.yaml", flux.formatted("5"));
    String argo =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: ess}
        spec:
          destination: {namespace: ess}
          source:
            chart: matrix-stack
            repoURL: ghcr.io/element-hq/ess-helm
            targetRevision: 26.8.1
            helm:
              %s
        """;
    String values =
        """
        values: |
                # the values
                %s: example.org

                labels: {a: %s}\
        """;
    write("argo/text.yaml", argo.formatted(values.formatted("servername", "1")));
    String object =
        """
        valuesObject:
                serverName: example.org
                labels: {a: %s} # x\
        """;
    write("argo/object.yaml", argo.formatted(object.formatted("1")).replace("name: ess}", "name: other}"));
    Run run = fix("--select", "SCH", ".");
    assertEquals(flux.formatted("\"5\""), read("flux/release.yaml"), run.out() + run.err());
    assertEquals(argo.formatted(values.formatted("serverName", "\"1\"")), read("argo/text.yaml"));
    assertEquals(
        argo.formatted(object.formatted("\"1\"")).replace("name: ess}", "name: other}"), read("argo/object.yaml"));
  }

  @Test
  void a_script_changes_only_if_it_is_named() throws Exception {
    String script =
        """
        cat > v.yaml <<'EOF'
        serverName: example.org
        %s:
          replicas: 2
        EOF
        helm install ess oci://ghcr.io/element-hq/ess-helm/matrix-stack --version 26.8.1 -f v.yaml
        """;
    write("deploy.sh", script.formatted("mas"));
    assertEquals(
        """
        deploy.sh:3:1: SCH001 unknown-key stays: only YAML and JSON files are changed, unless you name the file
        Fixed 0 findings; there was 1.
        """,
        fix("--select", "SCH", ".").out());
    assertEquals(script.formatted("mas"), read("deploy.sh"));
    fix("--select", "SCH", "deploy.sh");
    assertEquals(script.formatted("matrixAuthenticationService"), read("deploy.sh"));
  }

  @Test
  void a_file_that_two_deployments_share_changes_only_as_both_want_it() throws Exception {
    write(".esslint.yaml", "deployments:\n  old: {chart: 25.9.0, values: [base.yaml]}\n  new: {chart: 26.8.1, values: [base.yaml]}\n");
    write("base.yaml", "serverName: example.org\nlabels: {a: 1}\n");
    Run run = fix("--select", "SCH");
    assertEquals("serverName: example.org\nlabels: {a: \"1\"}\n", read("base.yaml"), run.out() + run.err());
    String moved = "serverName: example.org\nimagePullSecrets: [{name: x}]\n"; // the old release has no other place for it
    write("base.yaml", moved);
    assertTrue(fix().out().contains("stays: the change would do more than it is meant to"));
    assertEquals(moved, read("base.yaml"));
  }

  @Test
  void a_name_in_json_keeps_its_quotes() throws Exception {
    String values =
        """
        serverName: example.org
        certManager: {clusterIssuer: letsencrypt}
        synapse: {ingress: {host: matrix.example.org}}
        matrixAuthenticationService: {ingress: {host: account.example.org}}
        matrixRTC: {ingress: {host: mrtc.example.org}}
        elementAdmin: {ingress: {host: admin.example.org}}
        elementWeb:
          ingress: {host: chat.example.org}
          additional:
            a.json: |
              {"%s": "https://tiles.example.org/style.json"}
            b.json: "{\\"%s\\": \\"dark\\"}"
        """;
    expect(
        values.formatted("map_style_uri", "default_themes"),
        values.formatted("map_style_url", "default_theme"),
        "--unsafe");
  }

  @Test
  void what_has_to_be_there_is_not_taken_away() throws Exception {
    write(
        "values.yaml",
        """
        matrixAuthenticationService:
          additional:
            a.yaml:
              config: |
                email: {transport: smtp, mode: ssl, hostname: mail.example.org}
                rate_limiting: {registration: {burst: 0, per_second: 1}}
        """);
    String before = read("values.yaml");
    fix("--unsafe", "values.yaml");
    assertEquals(before, read("values.yaml"));
    write(
        "values.yaml",
        """
        hookshot:
          enabled: true
          ingress: {host: hooks.example.org}
          additional:
            a.yaml:
              config: |
                permissions: [{actor: [a], services: [{service: "*", level: admin}]}]
        """);
    Run told = Run.in(folder, "--select", "OPT010", "--format", "json", "values.yaml");
    assertTrue(told.out().contains("`permissions[0].actor` must be `*`, a server name"), told.out());
    assertFalse(told.out().contains("\"edits\""), told.out());
  }

  @Test
  void what_is_left_to_be_filled_in_stays_and_an_optional_key_without_a_value_goes() throws Exception {
    String before = HOSTS + "serverName:\nmatrixRTC:\n  ingress:\n    host:\n    className:\n    annotations: {a: b}\n";
    expect(before, before.replace("    className:\n", ""));
  }

  @Test
  void the_values_of_a_dependency_are_repaired_below_its_key() throws Exception {
    write(
        "Chart.yaml",
        "apiVersion: v2\nname: ours\nversion: 1.0.0\ndependencies:\n  - {name: matrix-stack, alias: ess, version: 26.8.1, repository: \"oci://ghcr.io/element-hq/ess-helm\"}\n");
    write("values.yaml", "# ours\nother: {labels: {a: 1}}\ness:\n  servername: example.org # name\n  labels: {a: 1}\n");
    Run run = fix("--select", "SCH", "values.yaml");
    assertEquals(
        "# ours\nother: {labels: {a: 1}}\ness:\n  serverName: example.org # name\n  labels: {a: \"1\"}\n",
        read("values.yaml"),
        run.out() + run.err());
  }

  @Test
  void a_difference_is_a_patch_and_nothing_is_written() throws Exception {
    String before = HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\nlabels: {a: 1}";
    write("values.yaml", before);
    Run run = fix("--diff", "values.yaml");
    assertEquals(
        """
        --- a/values.yaml
        +++ b/values.yaml
        @@ -5,4 +5,4 @@
         elementAdmin: {ingress: {host: admin.example.org}}
         serverName: example.org
         matrixRTC: {ingress: {host: mrtc.example.org}}
        -labels: {a: 1}
        \\ No newline at end of file
        +labels: {a: "1"}
        \\ No newline at end of file
        """,
        run.out());
    assertEquals(1, run.status());
    assertEquals(before, read("values.yaml"));
    write("values.yaml", before.replace("1}", "x}"));
    assertEquals("", fix("--diff", "values.yaml").out());
    assertEquals(0, fix("--diff", "values.yaml").status());
  }

  @Test
  void a_key_without_a_value_stays_where_others_need_it() throws Exception {
    String secret = "matrixRTC:\n  livekitAuth:\n    key: rtc\n    secret: {secret: livekit, secretKey: ~}\n";
    write("values.yaml", secret);
    fix("--select", "SCH", "values.yaml");
    assertEquals(secret, read("values.yaml"));
    String told = Run.in(folder, "--select", "SCH", "values.yaml").told();
    assertTrue(told.contains("= fix: Give it a value. Checked"), told);
    write("values.yaml", "synapse:\n  macaroon:\n    value: ~\n  replicas: 1\n");
    fix("--select", "SCH", "values.yaml");
    assertEquals("synapse:\n  replicas: 1\n", read("values.yaml"));
  }

  @Test
  void a_difference_in_a_text_of_a_manifest_is_shown() throws Exception {
    write(
        "argo.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: ess}
        spec:
          destination: {namespace: ess}
          source:
            chart: matrix-stack
            repoURL: ghcr.io/element-hq/ess-helm
            targetRevision: 26.8.1
            helm:
              values: |
                serverName: example.org
                labels: {a: 1}
                synapse: {macaroon: {value: s3cr3tMac4roon}}
        """);
    Run run = fix("--diff", "--select", "SCH", "argo.yaml");
    assertTrue(run.out().contains("-        labels: {a: 1}\n+        labels: {a: \"1\"}\n"), run.out());
    assertTrue(!run.out().contains("s3cr3t"), run.out());
  }

  @Test
  void of_more_comments_than_are_told_all_are_taken_away() throws Exception {
    expect(HOSTS + "# esslint: ignore-file[SCH001]\n".repeat(350), HOSTS);
  }

  @Test
  void secrets_are_masked_in_a_difference() throws Exception {
    write("values.yaml", HOSTS + "serverName: example.org\nsynapse2: {}\nlabels: {a: 1}\nmatrixRTC: {livekitAuth: {secret: {value: correct-horse-battery}}}\n");
    Run run = fix("--diff", "values.yaml");
    assertFalse((run.out() + run.err()).contains("correct-horse"), run.out());
    assertTrue(run.out().contains("+labels: {a: \"1\"}"), run.out());
  }

  @Test
  void standard_input_is_given_back() throws Exception {
    String text = "\uFEFF" + HOSTS + "serverName: example.org\r\nlabels: {a: 1}\r\n";
    Run run = Run.with(folder, text, "fix", "-");
    assertEquals(text.replace("1}", "\"1\"}"), run.out());
    assertTrue(run.err().contains("<stdin>:7:13: SCH002 wrong-type fixed"), run.err());
    assertEquals(0, run.status());
    assertEquals("serverName: a.org\n", Run.with(folder, "serverName: a.org\n", "fix", "--select", "SCH", "-").out());
    Run diff = Run.with(folder, "labels: {a: 1}\n", "fix", "--diff", "--select", "SCH", "--stdin-filename", "v.yaml", "-");
    assertTrue(diff.out().startsWith("--- a/v.yaml\n"), diff.out());
    assertEquals(
        """
        esslint: v.yaml:1:13: SCH002 wrong-type would be fixed
        esslint: Would fix 1 finding in 1 file; there is 1.
        """,
        diff.err());
  }

  @Test
  void line_breaks_the_mark_at_the_start_and_the_end_stay() throws Exception {
    byte[] before = ("\uFEFF" + HOSTS + "labels: {a: 1} # x\nservername: example.org").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_16LE);
    Files.write(folder.resolve("values.yaml"), before);
    fix("values.yaml");
    assertArrayEquals(
        ("\uFEFF" + HOSTS + "labels: {a: \"1\"} # x\nserverName: example.org").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_16LE),
        Files.readAllBytes(folder.resolve("values.yaml")));
  }

  @Test
  void what_an_anchor_gives_elsewhere_is_not_changed() throws Exception {
    String before = HOSTS + "serverName: &name example.org\nlabels: {a: &five 5, b: *five}\nannotations: {c: x}\n";
    write("values.yaml", before);
    fix("values.yaml");
    String after = read("values.yaml");
    assertTrue(
        after.equals(before) || after.contains("labels: {a: &five \"5\", b: *five}") || after.contains("b: \"5\"}"),
        after);
    String merged = HOSTS + "serverName: example.org\nlabels: &l {a: 5}\nannotations: {<<: *l}\n";
    write("values.yaml", merged);
    fix("values.yaml");
    assertTrue(
        read("values.yaml").equals(merged) || read("values.yaml").equals(merged.replace("5", "\"5\"")),
        read("values.yaml"));
  }

  @Test
  void what_cannot_be_written_is_said_and_nothing_is_written() throws Exception {
    String text = "labels: {a: 1}\n";
    write("values.yaml", text);
    write("other.yaml", text);
    Files.setPosixFilePermissions(folder.resolve("values.yaml"), PosixFilePermissions.fromString("r--r--r--"));
    Run run = fix("-f", "other.yaml", "-f", "values.yaml");
    assertEquals("esslint: values.yaml cannot be rewritten: it is read-only\n", run.err());
    assertEquals(2, run.status());
    assertEquals(text, read("other.yaml"));
    Files.setPosixFilePermissions(folder.resolve("values.yaml"), PosixFilePermissions.fromString("rw-r--r--"));
    write("broken.yaml", "a: [1\n");
    run = fix("values.yaml", "broken.yaml");
    assertEquals(3, run.status());
    assertTrue(run.err().startsWith("esslint: broken.yaml:"), run.err());
    assertEquals(text, read("values.yaml"));
    assertEquals(3, fix("missing.yaml").status());
    Files.writeString(temp.resolve("outside.yaml"), text);
    Files.createSymbolicLink(folder.resolve("link.yaml"), temp.resolve("outside.yaml"));
    run = fix("link.yaml");
    assertEquals("esslint: link.yaml cannot be rewritten: it is a link that leads out of this folder\n", run.err());
    assertEquals(text, Files.readString(temp.resolve("outside.yaml")));
  }

  @Test
  void what_sops_has_encrypted_stays() throws Exception {
    String text =
        "labels: {a: 1}\nsynapse: {macaroon: {value: \"ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\"}}\nsops: {mac: \"ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]\", version: 3.9.0}\n";
    write("values.yaml", text);
    fix("values.yaml");
    assertEquals(text, read("values.yaml"));
  }

  @Test
  void what_an_argument_sets_is_left_to_who_sets_it() throws Exception {
    String text = HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\nlabels: {a: x}\n";
    write("values.yaml", text);
    fix("values.yaml", "--set", "labels.a=5");
    assertEquals(text, read("values.yaml"));
  }

  @Test
  void a_comment_that_hides_nothing_goes() throws Exception {
    expect(
        HOSTS
            + """
            # esslint: ignore[RTC003] once
            serverName: example.org # esslint: ignore[PG001, RTC005] no more # the name
            # esslint: ignore[SCH002, PG001] the team
            labels: {a: 1}
            matrixRTC: {ingress: {host: mrtc.example.org}} # esslint: ignore[NET001] x
            """,
        HOSTS
            + """
            serverName: example.org # the name
            # esslint: ignore[SCH002] the team
            labels: {a: 1}
            matrixRTC: {ingress: {host: mrtc.example.org}}
            """);
  }

  @Test
  void of_very_many_findings_of_one_rule_the_first_are_told_and_then_how_many_more() throws Exception {
    StringBuilder values = new StringBuilder(HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\nlabels:\n");
    for (int i = 0; i < 250; i++) {
      values.append("  l").append(i).append(": ").append(i).append('\n');
    }
    write("values.yaml", values.toString());
    List<String> told = fix("values.yaml").out().lines().toList();
    assertEquals(102, told.size());
    assertEquals("values.yaml: 150 more of SCH002 fixed", told.get(100));
    assertEquals("Fixed 250 findings in 1 file; there were 250.", told.get(101));
  }

  @Test
  void a_run_that_leaves_more_to_fix_says_so_and_the_next_one_goes_on() throws Exception {
    StringBuilder labels = new StringBuilder(HOSTS + "serverName: example.org\nlabels:\n");
    for (int i = 0; i < 1_210; i++) {
      labels.append("  label-").append(i).append(": ").append(i).append('\n');
    }
    write("values.yaml", labels.toString());
    String first = fix("values.yaml").out();
    assertTrue(first.contains("Fixed 1200 findings in 1 file; there were 12"), first);
    assertTrue(first.endsWith(" There is more to fix: run the same command again.\n"), first);
    String second = fix("values.yaml").out();
    assertTrue(second.contains("Fixed 10 findings in 1 file; there were 1"), second);
    assertFalse(second.contains("There is more to fix"), second);
  }

  @Test
  void reports_tell_what_can_be_fixed() throws Exception {
    write("values.yaml", HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}, sfu: {manualIP: 93.184.215.14}}\nlabels: {a: 1}\n");
    String text = Run.in(folder, "values.yaml").told();
    assertTrue(text.contains("; `esslint fix` can fix 1, and 1 more with --unsafe. "), text);
    String json = Run.in(folder, "--format", "json", "values.yaml").out();
    assertTrue(json.contains("\"fix\": \"safe\"") && json.contains("\"fix\": \"unsafe\""), json);
    assertTrue(json.contains("\"text\": \"\\\"1\\\"\""), json);
    String sarif = Run.in(folder, "--format", "sarif", "values.yaml").out();
    assertTrue(sarif.contains("The change that esslint fix makes."), sarif);
    assertTrue(sarif.contains("The change that esslint fix --unsafe makes. It changes what is deployed."), sarif);
    assertTrue(Run.in(folder, "--format", "rdjson", "values.yaml").out().contains("\"suggestions\""));
  }

  @Test
  void a_null_is_taken_away_where_it_is_and_what_a_lower_layer_has_there_comes_back() throws Exception {
    write("base.yaml", HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\nlabels:\n  team: chat # ours\n");
    write("prod.yaml", "# prod\nlabels:\n");
    Run run = fix("-f", "base.yaml", "-f", "prod.yaml");
    assertEquals("# prod\n", read("prod.yaml"), run.out() + run.err());
    assertTrue(read("base.yaml").endsWith("labels:\n  team: chat # ours\n"), read("base.yaml"));
  }

  @Test
  void a_limit_in_megabytes_is_not_made_one_in_mebibytes_of_which_nothing_starts() throws Exception {
    String before = HOSTS + "serverName: example.org\nmatrixRTC: {ingress: {host: mrtc.example.org}}\npostgres: {resources: {limits: {memory: 2048M}}}\n";
    expect(before, before, "--select", "PG002");
  }

  @Test
  void repairs_of_a_file_that_is_mostly_comments_are_in_its_report() throws Exception {
    Files.writeString(
        temp.resolve("values.yaml"),
        "# a line of the values that were copied\n".repeat(4_000) + "serverName: example.org\nsinapse: {replicas: 1}\n");
    assertTrue(Run.in(temp, "--format", "json", "values.yaml").out().contains("\"text\": \"synapse\""));
  }

  @Test
  void a_comment_behind_a_quoted_text_that_goes_is_kept_once() throws Exception {
    expect(
        """
        serverName: example.org
        elementWeb:
          additional:
            a.json: '{"mobile_guide_toast": false}' # why
            b.json: '{"brand": "Example"}'
        """,
        """
        serverName: example.org
        elementWeb:
          additional:
            # why
            b.json: '{"brand": "Example"}'
        """);
  }

  @Test
  void of_files_that_belong_together_only_those_that_are_named_change() throws Exception {
    String first = "serverName: example.org\nsynapse:\n  additional:\n    a:\n      config: 'daemonize: true'\n";
    String second = "elementWeb:\n  replicas: \"2\"\n";
    write("a.yaml", first);
    write("b.yaml", second);
    Run run = fix("./b.yaml");
    assertEquals(first, read("a.yaml"), run.out());
    assertEquals("elementWeb:\n  replicas: 2\n", read("b.yaml"), run.out());
    assertTrue(run.out().contains("a.yaml:5:27: SYN088 synapse-in-the-background stays: name the file to change it, too"), run.out());
    fix(folder.resolve("a.yaml").toString());
    assertFalse(read("a.yaml").contains("daemonize"));
    write("a.yaml", first);
    fix(".");
    assertFalse(read("a.yaml").contains("daemonize"));
    write("a.yaml", first);
    fix();
    assertFalse(read("a.yaml").contains("daemonize"));
  }

  @Test
  void who_names_what_declares_a_deployment_means_its_values_files_too() throws Exception {
    write("values.yaml", "serverName: example.org\nelementWeb:\n  replicas: \"2\"\n");
    write(
        "helmfile.yaml",
        """
        releases:
          - name: ess
            chart: oci://ghcr.io/element-hq/ess-helm/matrix-stack
            version: 26.8.1
            values: [values.yaml]
        """);
    Run run = fix("helmfile.yaml");
    assertTrue(read("values.yaml").contains("replicas: 2"), run.out() + run.err());
  }

  @Test
  void a_repair_that_brings_another_error_is_not_made_whatever_else_is_repaired() throws Exception {
    String values =
        WITH_MAS.replace("matrixRTC: {ingress: {host: mrtc.example.org}}\n", "").replace("  additional:\n", "")
            + """
            labels: {team: %s}
            matrixRTC:
              ingress: {host: mrtc.example.org}
              sfu:
                exposedServices:
                  rtcMuxedUdp: {enabled: false, port: 30001}
                  rtcUdp:
                    enabled: true
                    portType: HostPort
            """;
    expect(values.formatted("5"), values.formatted("\"5\""), "--unsafe");
    assertTrue(fix("--unsafe", "values.yaml").out().contains("RTC035 range-without-host-ports stays"));
  }
}
