package dev.esslint.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.json.JsonString;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.values.JsonText;
import dev.esslint.values.Layer;
import dev.esslint.values.ResolvedValues;
import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import dev.esslint.values.YamlText;
import dev.esslint.yaml.YamlReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static List<String> hidden(String text) {
    SourceText source = new SourceText("values.yaml", text);
    return Masks.hidden(Masks.of(source), source);
  }

  private static Value values(String text) throws Exception {
    var document = YamlReader.read(new SourceText("values.yaml", text));
    var defaults = new Layer.Defaults("1", YamlReader.read(new SourceText("", "{}")).root());
    return ResolvedValues.of(List.of(new Layer.File(document)), defaults).written();
  }

  @Test
  void spans_cover_what_must_not_be_shown_and_nothing_else() {
    assertEquals(
        List.of("hush1", "hush2", "\"hush3\"", "hush4"),
        hidden(
            """
            synapse:
              macaroon: {value: hush1}
              additional:
                a.yaml:
                  config: |
                    email:
                      smtp_host: mail.example.org
                      smtp_pass: hush2
                      client_secret: "hush3"
              extraEnv:
                - {name: API_TOKEN, value: hush4}
                - {name: LEVEL, value: shown}
            """));
  }

  @Test
  void names_of_databases_and_users_and_keys_that_are_shared_are_no_secrets() {
    assertEquals(
        List.of("hush1"),
        hidden(
            """
            postgresql: {auth: {username: synapse, database: synapse, password: hush1}}
            matrixRTC:
              sfu:
                exposedServices:
                  rtcTcp:
                    annotations: {lbipam.cilium.io/sharing-key: matrix-rtc}
            affinty: {topologyKey: kubernetes.io/hostname}
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<<EOT", "<<-EOT", "<<'EOT'", "<<- EOT"})
  void in_a_here_document_only_the_secrets_are_hidden(String sign) {
    String text =
        """
        resource "helm_release" "ess" {
          values = [%s
        serverName: example.org
        synapse:
          macaroon: {value: hush1}
          postgres:
            host: db.example.org
            password:
              value: hush2
        matrixRTC:
          ingress: {host: "mrtc.${var.domain}"}
        EOT
          ]
          admin_password = "hush3"
        }
        """
            .formatted(sign);
    List<String> hidden = hidden(text);
    for (String secret : List.of("hush1", "hush2", "hush3")) {
      assertTrue(hidden.stream().anyMatch(span -> span.contains(secret)), secret + " of " + hidden);
    }
    if (!sign.contains(" ")) { // which is no here-document
      assertEquals(
          List.of(),
          hidden.stream().filter(span -> span.contains("erver") || span.contains("host") || span.contains("ingress")).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret = <<EOT", "  password: <<-EOT", "token = base64encode(<<EOT", "  \"api_key\" = <<EOT"})
  void a_here_document_that_is_a_secret_is_hidden_whatever_is_in_it(String opening) {
    String text = "locals {\n" + opening + "\nissued: hush1\nlasting: true\nEOT\n}\nvalues = [<<EOT\nserverName: example.org\nEOT\n]\n";
    List<String> hidden = hidden(text);
    assertTrue(hidden.stream().anyMatch(span -> span.contains("hush1")), hidden.toString());
    assertTrue(hidden.stream().noneMatch(span -> span.contains("example.org")), hidden.toString());
  }

  @Test
  void a_here_document_behind_the_secret_of_an_option_is_not_that_secret() {
    List<String> hidden = hidden("helm upgrade ess chart --set synapse.macaroon.value=hush1 -f - <<'EOF'\nserverName: example.org\nEOF\n");
    assertTrue(hidden.stream().anyMatch(span -> span.contains("hush1")), hidden.toString());
    assertTrue(hidden.stream().noneMatch(span -> span.contains("example.org")), hidden.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse: {macaroon: {value: true}} # was: S3KRold",
        "synapse:\n  macaroon:\n    value: 5 # formerly S3KRold",
        "synapse:\n  macaroon:\n    # S3KR0ld of 2024\n    # and so on\n    value: 5",
        "synapse:\n  macaroon:\n    value: 5\n    # prod S3KR0ld",
        "synapse:\n  additional:\n    a:\n      config: |\n        form_secret: x # S3KR0ld",
        "postgres: {adminPasword: {value: x}} # backup = S3KRold",
        "matrixAuthenticationService:\n  encryptionSecret: # S3KR0ld\n    secret: a",
        "synapse:\n  macaroon:\n    value: 5 # S3KR-words-only",
        "synapse:\n  macaroon:\n    value: 5 # the pw is S3KR",
        "synapse:\n  macaroon:\n    value: 5 # previously S3KR#words{,:more",
        "synapse:\n  macaroon:\n    value: 5 # esslint: ignore[SEC001] it was S3KR0ldWordOfMine",
      })
  void a_comment_beside_a_secret_does_not_tell_the_secret_that_was_there_before(String text) {
    assertTrue(hidden(text).stream().anyMatch(span -> span.contains("S3KR")), hidden(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse: {macaroon: {secret: a, secretKey: b}} # from the vault: see wiki",
        "synapse:\n  macaroon:\n    value: true # rotated by the script of the team",
        "synapse:\n  macaroon:\n    value: true # esslint: ignore[SEC001] reason: rotated2024",
        "synapse:\n  # hosts: matrix1.example.org\n  macaroon:\n    value: true",
        "synapse:\n  macaroon:\n    value: true\n# ports: 1234a567",
        "synapse:\n  macaroon:\n    value: true # see https://wiki.example.org/secrets",
        "synapse:\n  macaroon:\n    value: true # generated",
        "synapse:\n  macaroon:\n    value: true # keep it",
        "synapse:\n  macaroon:\n    value: true\n    # https://docs.example.org/ess/v2/Install#step-3",
        "synapse:\n  macaroon:\n    value: true # name: a, image: registry.example.org/a:v2.5.0",
        "synapse:\n  macaroon:\n    value: true # sizes: 33Gi for media",
        "synapse:\n  macaroon:\n    value: true # ESS-v2_how-to-deploy-On-Cluster3.md",
        "synapse:\n  macaroon:\n    value: true # passwords are in the Secret ess-db",
        "synapse:\n  macaroon:\n    value: true # see docs/install-v2.md",
        "synapse:\n  macaroon:\n    value: true # enable_metrics: true",
        "synapse:\n  macaroon:\n    value: true # since synapse v1.107.0",
        "synapse:\n  macaroon:\n    value: true # on node-3 only, OPS-123",
        "synapse:\n  macaroon:\n    value: true # kubectl get pods -l app=synapse",
      })
  void a_comment_beside_a_secret_that_says_how_it_is_made_is_shown(String text) {
    assertEquals(List.of(), hidden(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse: {additional: {a: {config: 'auto_join_rooms: eyJhbGciOiJIUzI1NiJ9.S3KR.sig'}}}",
        "ingress: {annotations: {snippet: 'proxy_set_header Authorization \"Basic dTpwS3KR=\";'}}",
        "labels: {a: 'Bearer S3KRabc123'}",
        "elementWeb: {extraEnv: [{name: A, value: ghp_S3KRabcdefghijk}]}",
        "x: {{ .Values.password | default \"S3KRabc\" }}",
        "x: '{{ .Values.adminToken | default \"S3KRabc\" }}'",
        "synapse: {media: {s3: {accessKey: a, secretKey: S3KRabc}}}",
        "matrixAuthenticationService: {encryption: S3KRabc}",
        "labels: {a: 'AIzaS3KRabcdefghijklmnop'}",
        "labels: {a: 'https://hooks.slack.com/services/T01/B02/S3KRabcdefgh'}",
        "labels: {a: 'https://api.telegram.org/bot123456789:S3KRabcdefgh/sendMessage'}",
        "elementWeb: {extraEnv: [{name: LDAP_BINDPW, value: S3KR}]}",
        "labels: {a: 'AGE-SECRET-KEY-1S3KRABCDEFGHIJ'}",
        "labels: {a: 'https://example.org/hook?sig=S3KRabc'}",
        "extra: {haproxyCfg: \"userlist a\\n  user b insecure-password S3KR\\n\"}",
        "extra: {haproxyCfg: 'stats auth admin:S3KR'}",
        "extra: {redisConf: 'requirepass S3KRa1'}",
        "extra: {a: 'mysql -u root -pS3KRa1'}",
        "extra: {a: 'sshpass -p S3KRa1 ssh host'}",
        "extra: {a: 'redis-cli -a S3KR ping'}",
        "extra: {a: \"ALTER ROLE u WITH PASSWORD 'S3KRa1'\"}",
        "extra: {a: 'run --db-password S3KR - --keys=b'}",
        "spec: {parameters: [{name: 'synapse.extraEnv[0].value', value: S3KR}]}",
        "dockerconfigjson: S3KR",
        "synapse: {serviceAccount: {annotations: {client-secret: S3KR}}}",
        "synapse: {extraEnv: [{name: DB_PASSWORD, valueFrom: S3KR}]}",
        "synapse.extraEnv[0].value: S3KR",
        "vault: {role_id: a, secret_id: S3KR}",
        "synapse: {extraInitContainers: [{command: [curl, -u, 'me:S3KR']}]}",
        "labels: {a: 'docker login -u a -p S3KRabc1 registry.example.org'}",
        "settings: '<server><password>S3KR</password></server>'",
        "extraObjects: [{stringData: {foo: S3KR}, kind: Secret}]",
        "extraManifests:\n- |\n  kind: Secret\n  data:\n    foo: S3KR\n",
        "elementWeb: {extraEnv: [{name: CERT, value: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tS3KRabcdefghij}]}",
        "labels: {a: 'https://outlook.office.com/webhook/a@b/IncomingWebhook/S3KRabcdefgh/c'}",
        "labels: {a: 'https://mattermost.example.org/hooks/S3KRabcdefgh'}",
        "labels: {a: //user:S3KR@files.example.org/share}",
        "labels: {a: 'proxy_set_header X-Api-Key S3KRabc1;'}",
        "labels: {a: 'set $token S3KRabc1;'}",
        "labels: {a: \"export DB_PASSWORD=S3KRabc; curl -H 'Accept: b'\"}",
        "# the macaroon is S3KRabc1\nserverName: a",
        "# token a-S3KRabc1\nserverName: a",
        "x: '{{ with \"S3KRabcdefghi12\" }}{{ . }}{{ end }}'",
        "synapse:\n  extraArgs:\n    - --db-password=S3KR: x",
        "a: [\n  'password: &p |'\nb: |\n  value: x\n- S3KR",
        "password: |\nbad: [a, b\n  S3KRabc\nport: 1",
        "extra: {a: 'psql <<< S3KR'}",
        "extra: {a: 'echo \"S3KR\" | docker login -u a --password-stdin'}",
        "extra: {a: 'printf %s S3KR > /run/secrets/db'}",
        "extra: {a: 'echo S3KR >/data/password'}",
        "extra: {a: \"sshpass -p'S3KR' ssh host\"}",
        "extra: {a: 'mysql -uroot -pS3KRword db'}",
        "extra: {a: 'curl -uadmin:S3KR https://example.org'}",
        "extra: {a: 'htpasswd -bc file admin S3KR'}",
        "extra: {a: 'vault login S3KR'}",
        "extra: {a: 'redis-cli AUTH S3KR'}",
        "extra: {a: 'register_new_matrix_user -u a -p S3KR -a'}",
        "extra: {a: 'mas-cli manage set-password alice S3KR'}",
        "extra: {a: 'ldapsearch -x -w S3KR'}",
        "extra: {a: 'kubectl create secret generic a --from-literal=b=S3KR'}",
        "extra: {a: \"ALTER USER u PASSWORD 'S3KR words'\"}",
        "extra: {a: \"CREATE USER u IDENTIFIED BY 'S3KR'\"}",
        "extra: {a: \"os.environ['SECRET']='S3KR'\"}",
        "extra: {a: 'proxy_set_header Authorization \"Bearer S3KRword\";'}",
        "# the admin pw was S3KRabc1\nserverName: a",
        "# Kennwort S3KRabc1\nserverName: a",
        "# see S3KRxW8rTq27LmZbV4pN\nserverName: a",
        "synapse: {macaroon: {value: !S3KR}}",
        "synapse:\n  macaroon:\n    value: &S3KR\n",
        "synapse: {macaroon: {secret: S3KRxW8rTq27LmZbV4pN}}",
        "synapse: {macron: {value: S3KR}}",
        "synapse: {regstrationSharedSecrt: S3KR}",
        "synapse: {macaroon: {S3KRxW8rTq27Lm: x}}",
        "extra: {'redis://:S3KR@redis.example.org/0': x}",
        "patches: [{patch: '[{op: add, path: /spec/values/synapse/macaroon/value, value: S3KR}]'}]",
        "synapse: {additional: {a: {config: 'sftp: {key_file_contents: S3KR, keyB64: b}'}}}",
        "synapse: {additional: {a: {config: 'ldap: {kennwort: S3KR}'}}}",
        "x: &x {other: S3KRabc}\nsynapse: {macaroon: {<<: *x}}",
        "x: &x {other: S3KRabc}\nsynapse: {macaroon: {<<: [*x]}}",
        "synapse: {extraEnv: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: S3KRabc}}]}",
        "synapse: {extraEnv: [{env: DB_PASSWORD, val: S3KRabc}]}",
        "synapse: {extraInitContainers: [{args: [mysql, -u, root, -pS3KRabc, db]}]}",
        "synapse: {extraInitContainers: [{args: [redis-cli, -a, S3KRabc, ping]}]}",
        "synapse: {extraInitContainers: [{args: [-p, S3KRabcdefghijk]}]}",
        "extra: {a: 'rclone config create a secret_access_key S3KRabcdefghijk'}",
        "extra: {a: 'keytool -storepass S3KRabcdefghijk -list'}",
        "extra: {a: 'flyctl auth token S3KRabcdefghijk'}",
        "extra: {a: 'echo S3KRabcdefghijk | psql'}",
        "extra:\n  a: |\n    cat > /data/secret <<EOF\n    S3KRabc\n    EOF\n",
        "extra:\n  a: |\n    cat <<EOF > /data/signing.key\n    S3KRabc\n    EOF\n",
        "extra:\n  a: |\n    ess:S3KRabc1@tcp(db.example.org:3306)/ess\n",
        "extra: {a: 'with ess:S3KRabc1@tcp(db.example.org:3306)/ess'}",
        "extra: {url: 'https://s3.example.org/a?X-Amz-Signature=S3KRabc&X-Amz-Expires=3'}",
        "synapse:\n  additional:\n    a: |\n      oidc_config: {clientsecret: S3KRabc}\n",
        "hookshot: {additional: {a: {confg: 'generic: {userIdPrefix: a}\ngithub: {auth: {privateKey: S3KRabc}}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'x: {encryption: S3KRabc}'}}}",
        "synapse:\n  macaroon:\n    value:\n# S3KRabc1\n      a-word\n",
        "x: [\nsynapse:\n  macaroon:\n    ? value # now\n    : a\n      # old: S3KRabc\n",
        "x: [\nsynapse:\n  !!str password:\n    a\n    # old: S3KRabc\n",
        "extra: {a: 'sqlplus ess/S3KR@db'}",
        "extra: {a: 'sqlplus -s \"ess/S3KR@//db:1521/x\"'}",
        "extra: {a: 'smbclient -U ess%S3KR //host/share'}",
        "extra: {a: 'mount.cifs //host/share /mnt -o user=ess%S3KR'}",
        "extra: {a: 'lftp -u ess,S3KR sftp://host'}",
        "extra: {a: 'curl --proxy-user ess:S3KR https://example.org'}",
        "extra: {a: 'http --auth ess:S3KR https://example.org'}",
        "extra: {a: 'sqlcmd -S host -U sa -P S3KR'}",
        "extra: {a: 'keytool -list -storepass S3KR'}",
        "extra: {a: 'xfreerdp /u:ess /p:S3KR /v:host'}",
        "extra: {a: 'rabbitmqctl add_user ess S3KR'}",
        "extra: {a: 'mosquitto_passwd -b file ess S3KR'}",
        "extra: {a: 'vault operator unseal S3KR'}",
        "extra: {a: 'vault kv put secret/ess foo=S3KR'}",
        "extra: {a: 'openssl passwd -6 S3KR'}",
        "extra: {a: 'aws configure set aws_secret_access_key S3KR'}",
        "extra: {a: 'aws ssm put-parameter --name a --value S3KR'}",
        "extra: {a: 'redis-cli config set requirepass S3KR'}",
        "extra: {a: 'nmcli dev wifi connect a password S3KR'}",
        "extra: {a: 'kubectl patch secret a -p {\"stringData\":{\"k\":\"S3KR\"}}'}",
        "extra: {a: 'echo S3KR | kinit admin'}",
        "extra: {a: 'echo -n S3KR | base64'}",
        "extra: {a: \"echo 'root:S3KR' | chpasswd\"}",
        "extra: {a: 'echo machine host password S3KR > ~/.netrc'}",
        "extra: {a: 'psql -f <(echo S3KR)'}",
        "extra: {a: 'livekit-server --keys \"a: S3KR\"'}",
        "extra: {a: 'set $api_key \"S3KR-words\";'}",
        "extra: {a: 'http-request set-header Authorization \"Bearer S3KR^words\"'}",
        "synapse: {extraInitContainers: [{command: [kubectl, create, secret, generic, a, --from-literal, b=S3KR]}]}",
        "redis: {extraArgs: [--masterauth, S3KR]}",
        "x: '{{ b64enc \"S3KR words\" }}'",
        "x: '{{ \"S3KR words\" | b64enc | quote }}'",
        "x: '{{ htpasswd \"ess\" \"S3KR\" }}'",
        "x: '{{ tpl \"{{ \\\"S3KRabcdefghij\\\" }}\" . }}'",
        "x: '{{ if .a }}{{ if .b }}{{ if .c }}{{ b64enc \"S3KR\" }}{{ end }}{{ end }}{{ end }}'",
        "x: '{{ printf \"S3KR/xW8rTq27LmZbV4pN\" | sha256sum }}'",
        "# the macaroon is S3KR1-of-words\nserverName: a",
        "# the password is 'S3KR'\nserverName: a",
        "x: &x\n  # old password: S3KR\n  a: b\n",
        "x: &x # S3KRxW8rTq27LmZbV4pN\n  a: b\n",
        "extra:\n  a: |\n    # see S3KRxW8rTq27LmZbV4pN\n    exit 0\n",
        "x: [\na: b # see S3KRxW8rTq27LmZbV4pN\n",
        "x: [\na: [\"mysql\", \"-u\", \"root\", \"-pS3KR\"]\n",
        "x: [\na: [\"kubectl\", \"create\", \"secret\", \"generic\", \"a\", \"--from-literal\", \"b=S3KR\"]\n",
        "x: [\na:\n  - redis-cli\n  - -a\n  - S3KR\n",
        "x: [\na: \"user:S3KRabc1@example.org\"\n",
        "x: [\na: \"set $api_key \\\"S3KRwords\\\";\"\n",
        "x: [\na: \"{{ htpasswd \\\"ess\\\" \\\"S3KR\\\" }}\"\n",
        "x: [\na: \"b: &b S3KRabc\\npassword: *b\\nc: d\"\n",
        "x: [\nprivate_ky: S3KRabc\n",
        "x: [\n  password: a\n? keys\n:\n  any: S3KR\n",
        "synapse: {extraInitContainers: [{command: [kubectl, patch, secret, a, -p, '{\"stringData\":{\"k\":\"S3KR\"}}']}]}",
        "x: [\nclient_secret 'S3KR words'\n",
        "x: [\nclient_secret !!str \"S3KR\"\n",
        "x: [\nvalue S3KRabcdefghij\n",
        "x: [\npwd >-\n  S3KRabc\n",
        "variable \"db_password\" {\n  type = string\n  default = \"S3KR\"\n}\n",
        "locals {\n  a = 1\n}\nresource \"kubernetes_secret\" \"a\" {\n  data = {\n    a = \"S3KR\"\n  }\n}\n",
        "locals {\n  a = 1\n}\nresource \"kubernetes_secret_v1\" \"a\" {\n  data = {\n    a = <<EOT\nb: S3KR\nEOT\n  }\n}\n",
        "extra: {a: 'smbclient //host/share S3KR -U ess'}",
        "synapse: {extraInitContainers: [{command: [smbclient, //host/share, S3KR]}]}",
        "extra: {a: \"expect -c 'send \\\"S3KR\\\\r\\\"'\"}",
        "extra:\n  a: |\n    expect \"word:\"\n    send -- \"S3KR\\r\"\n",
        "extra:\n  a: |\n    kubectl create secret generic a \\\n      --from-literal=b='S3KR'\n",
        "# kubectl create secret generic a \\\n#   --from-literal b=S3KR\nserverName: a",
        "extra:\n  a: |\n    mysql \\\n      -pS3KR db\n",
        "extra: {a: 'redis://:x@a:6379/0,redis://:S3KR@b:6379/0'}",
        "synapse: {extraInitContainers: [{command: [server, '--user=ess:S3KR']}]}",
        "extra: {mountOptions: 'user=ess%S3KR'}",
        "redis: {extraArgs: [--user, 'ess on >S3KR ~* +@all']}",
        "extra: {a: 'if ($cookie_session != \"S3KR\") { return 403; }'}",
        "extra: {a: 'if ($http_authorization !~ \"Bearer S3KR9$abc\") { return 401; }'}",
        "extra: {a: \"INSERT INTO access_tokens (user_id, token) VALUES ('@a:b.org', 'S3KR');\"}",
        "extra:\n  a: |\n    The token (until May) is: S3KR\n",
        "extra: {userlist.txt: '\"ess\" \"S3KR\"'}",
        "extra: {users: ['ess:S3KR']}",
        "synapse: {extraEnv: [{name: A_TOKEN, valueFrom: {secretKeyRef: {name: a, key: S3KRxW8rTq27LmZb+V4pN}}}]}",
        "matrixRTC:\n  sfu:\n    additional:\n      a:\n        config: |\n          keys:\n          one: S3KR\n          other: S3KR\n",
        "matrixRTC:\n  sfu:\n    additional:\n      a:\n        config: |\n          x: [\n          keys:\n          one: S3KRabc1\n",
        "matrixRTC:\n  sfu:\n    additional:\n      a:\n        config: |\n          x: &x S3KR\n          keys:\n          one: *x\n",
        "x: [\na: &a S3KRabc1\n",
        "x: [\npassword: x # S3KRabc1\n",
        "x: [\na: 'b: {''app_secret'': ''S3KR''}'\n",
        "x: [\nkeys:\n    a:\n  S3KRabc1\n",
        "a: [\nb: |\n S3KRxW8rTq27LmZbV4pN\nc: d\n",
        "kind: ConfigMap\ndata: {values.yaml: \"ecdsaSecp384r1: {value: S3KR}\"}\n",
        "# S3KRabc1\nserverName: a",
        "# S3KRabc1-of-words\nserverName: a",
        "# ess:S3KRabc1\nserverName: a",
        "# Postgres (admin / S3KRabc1)\nserverName: a",
        "# before rotation: S3KRabc1\nserverName: a",
        "# use S3KRabc1 as the password\nserverName: a",
        "# S3KRabc1 (old macaroon)\nserverName: a",
        "x: '{{ tpl \"{{ \\\"S3KR.abc1_D~efgh\\\" }}\" . }}'",
        "x: '{{ printf \"S3KR.abc1_D~efgh\" | sha256sum }}'",
        "a: {clave_api: S3KR}",
        "a: {ClaveMaestra: S3KR}",
        "a: {clé_privée: S3KR}",
        "a: {jeton_acces: S3KR}",
        "a: {hauptschluessel: S3KR, host: a}",
        "a: {Hauptschlüssel: S3KR}",
        "a: {sitzungsgeheimnis: S3KR}",
        "a: {anmeldedaten: S3KR}",
        "a: {access_code: S3KR}",
        "a: {master_key_old: S3KR}",
        "a: {redis_auth_new: S3KR}",
        "synapse: {extraEnv: [{name: ROOTPW_PROD, value: S3KR}]}",
        "# clé_api = S3KR\nserverName: a",
        "users: {alice: S3KR.word}",
        "accounts: ['alice:S3KR']",
        "x: [\nusers:\n  alice: S3KR.word\n",
        "x: [\nlogins:\n  - alice:S3KR-abc\n",
        "ingress: {annotations: {example.org/hook-secret: 'S3KR_9193?'}}",
        "a: {b: 'send to https://discordapp.com/api/webhooks/123456789012345678/S3KRabcdefgh1 please'}",
        "a: {b: xapp-1-S3KR5MAA4-123456789012-0a1cef4db9649fec8f7a}",
        "a: {b: 'send to rk_live_S3KRabcdefghi please'}",
        "a: {b: whsec_S3KRabcdefghi}",
        "a: {b: 'send to SKS3KR1cef4db9649fec8f7adb2488745e80 please'}",
        "a: {b: key-S3KRcef4db9649fec8f7adb2488745e80}",
        "a: {b: '1234567890:AAS3KRabcdefghijklmnopqrstuvwxyz012'}",
        "a: {b: 'send to {SSHA}S3KRabcdefghijklmnop please'}",
        "a: {b: '$argon2id$v=19$m=65536,t=3,p=4$cXpBRkd5$S3KRabcdefgh1'}",
        "a: {b: 'send to MTAyNDk4.GhXyZ1.x1Y2zS3KR4aB5cD6eF7gH8iJ9kL0mN please'}",
        "# the password is S3KR\n# the token lautet S3KR9abc\nserverName: a",
        "# the key \"S3KR9abcd\" goes to the operators\nserverName: a",
        "# -----BEGIN OPENSSH PRIVATE KEY-----\n# S3KRabcd\n# -----END OPENSSH PRIVATE KEY-----\nserverName: a",
        "a:\n  key: x\nwords between:\n    S3KRabcd\n    -----END RSA PRIVATE KEY-----\n",
        "a: {b: \"sed -i 's/PASSWORD_PLACEHOLDER/S3KR/' file\"}",
        "x: [\nkeys:\n\u00a0 a:\n\u00a0   S3KRabcd\n",
        "x: [\nenv:\n  - name: A_TOKEN\n    value S3KR!\n",
      })
  void secrets_are_known_by_their_form_where_no_name_tells_them(String text) {
    assertTrue(hidden(text).stream().anyMatch(span -> span.contains("S3KR")), hidden(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // where nothing tells what it is, but nobody made it up
        "smtp2: {account: 'S3KRxW8rTq27LmZbV4pN'}",
        "modules: {ess: 'S3KR7uXx~9Zq+a1'}",
        "matrixAuthenticationService: S3KRxW8rTq27LmZbV4pN",
        "x: [\nname S3KRxW8rTq27LmZbV4pN end\n",
        // in place of the name of a Secret, or of a mapping with it
        "synapse: {macaroon: {secret: ess, secretKey: S3KRxW8rTq27LmZbV4pN}}",
        "synapse: {macaroon: {secret: 'S3KR!of$ess'}}",
        "synapse: {macaroon: {secret: ess, secretKey: 'S3KRxW8rTq27LmZbV4pN='}}",
        "synapse: {macaroon: [{name: S3KR7uXx1Zq}]}",
        "matrixRTC: {livekitAuth: {secret: \u201cS3KR0a1cef4d\u201c}}",
        "postgres: {adminPassword: {value: {secret: S3KR-of-words}}}",
        "synapse: {additional: {a: {config: S3KRxW8rTq27Lm}}}",
        "synapse: {additional: {a: {config: {email: {smtp_pass: S3KR}}}}}",
        // below what is called as secrets, at the names of components
        "passwords: {synapse: S3KR, hookshot: a}",
        "essPasswords: {matrixAuthenticationService: S3KR}",
        "synapse: {extraEnv: ['MASTER_KEY=S3KR1b: c']}",
        "x: 'redis://:S3KR<b>@redis:6379'",
        // other names and places of them
        "tls: {key: S3KR}",
        "ingress: {tls: {crt: a, key: S3KR}}",
        "rsa: S3KR",
        "ecdsaPrime256v1: S3KR",
        "masEncryption: S3KR",
        "a: {api_koy: S3KR}",
        "synapse: {extraEnv: [{name: DB_PASS, default: S3KR}]}",
        "synapse: {extraEnv: [{name: MAS_CONFIG_ENCRYPTION, value: S3KR}]}",
        "a: {'password:S3KR': b}",
        // told by comments
        "# mot de passe : S3KR\nserverName: a",
        "# generated with pwgen: S3KRxu\nserverName: a",
        "# PIN 4711471147\n# token S3KRabc1\nserverName: a",
        "# the admin password is S3KRfanolodo\nserverName: a",
        "# password was S3KRfano lodoru sitem\nserverName: a",
        "# api key \u2192 S3KR fano\nserverName: a",
        "# user admin, pass S3KRfano\nserverName: a",
        "# pw S3KRfano\nserverName: a",
        "# root:S3KRfano\nserverName: a",
        "# passphrase \"S3KR fano lodo\"\nserverName: a",
        "# db: synapse/S3KRfano1!\nserverName: a",
        "# keycloak client secret:\n# S3KR fano lodo\nserverName: a",
        "# before: S3KRa7Xb2Yc9Zd\nserverName: a",
        "# has\u0142o: S3KR\nserverName: a",
        "# \u043f\u0430\u0440\u043e\u043b\u044c: S3KR\nserverName: a",
        "# \u5bc6\u7801\uff1aS3KR\nserverName: a",
        // in commands
        "synapse: {extraInitContainers: [{args: ['mas-cli manage register-user bob -p S3KR+/x=']}]}",
        "x: 'turnutils_uclient -u a -w S3KR turn.example.org'",
        "x: 'wg set wg0 private-key S3KR'",
        "x: 'gh secret set A --body S3KR'",
        "x: 'swaks; AUTH PLAIN S3KR='",
        "x: \"sed -i 's/CHANGEME/S3KR/' values.yaml\"",
        "x: ['htpasswd', '-bn', \"admin\\n\", S3KR]",
        "x: https://outlook.example.com/webhook/S3KR8426-ab12",
        "x: 'admin:$apr1$hushhush$S3KRabcdefghabcdefghab'",
        "x: [\npassword  47114711 # S3KRabc1\n",
        "synapse: {extraInitContainers: [{command: [wget, '--header=\"Authorization:', Bearer, S3KRabc1, 'x\"', https://example.org]}]}",
        "synapse: {extraInitContainers: [{command: [curl, -H, \"'X-Api-Key:\", \"S3KRabc'\"]}]}",
        "synapse: {extraInitContainers: [{command: [restic, --password-command, \"'echo\", \"S3KRabc'\", backup]}]}",
        "synapse: {extraArgs: '{--password,S3KR}'}",
        // fragments that are no texts
        "matrixRTC: {sfu: {additional: {a: {keys: {one: S3KR}}}}}",
        "mas: {encryption: S3KR}",
        "livekit: {keys: {one: S3KR}}",
        "set: [{name: matrixRTC.sfu.keys.one, value: S3KR}]",
        "# previous: S3KRfUDrTIa1\nserverName: a",
        "matrixRTC: {sfu: {additional: {a: {config: \"\\ufeffkeys: {one: S3KR}\"}}}}",
        "x: 'aws configure set aws_secret_access_key /S3KRxYkXW3VieZNaEP1lXIgQ='",
        "synapse: {extraArgs: [\u201c--client-secret\u201d, S3KR]}",
        "x: [\ndsn2_token S3KRabc,\n",
        "eccdsaPrime256v1: S3KR",
        "registrationSharedSecert: S3KR",
        "> S3KRabc\n>\n",
        "x: [\ncommand: \"sed -i \\\"s|CHANGEME|S3KR|\\\" v.yaml\"\n",
        "postgres: {adminPassword: {secret: S3KRtAC_tKCDOdptPSvEw}}",
        "x: [\nclients:\n  - \"client_secret\"S3KR@a\n",
        "x: |\n  account x\n  user u\n  password S3KR-words!\n",
        "# turn:root:S3KR_words@turn.example.org:3478\nserverName: a",
        "x: \"redis://a:S3KR1/abc\n  def@db.example.org\"",
        "x: [\nkeys\uff1b{main: 'S3KR'}\n",
        "synapse: {additional: {a: {config: {databases: {main: {args: {scram_client_keyText: S3KR}}}}}}}",
        "postgres: {adminPassword: {secret: S3KRnajivi1}}",
        "matrixAuthenticationService: S3KR@dona1",
        "synapse: {extraEnv: [{name: A, valueFrom: {secretKeyRef: {name: a, value: S3KR}}}]}",
        "x: [\n@@ -1,2 +1,2 @@\n+# was: S3KRabc1\n",
        "x: [\n 1:b: \"psql postgres://a:S3KR\\\n 2:  -words@db/x\"\n",
        "x: [\n2024-05-01T10:00:01Z @@ -1,2 +1,2 @@\n2024-05-01T10:00:02Z -  keys:\n2024-05-01T10:00:03Z -    one: S3KR\n",
        "x-a: [&a S3KR-of-words]\nsynapse: {extraInitContainers: [{command: [mysql, --password, *a]}]}",
        "postgres: {adminPassword: {secret: S3KRiwYzgjXfswyzQcipfa}}",
        "postgres: {adminPassword: {secret: SEKRiwYzgjXfswyzQcipfaS3KR!}}",
        "x: [\nredisUrl: \"redis://a:S3KR-of\\\n  -words@db.example.org\n",
        "x: [\nextraArgs: \"--password S3\n  S3KRx --verbose\"\n",
        "x: [\n- --auth-secret \\\n- \"S3KR-of-words\" \\\n",
        "# password for synapse db: S3KRgwPXxJTbq\nserverName: a",
        "x: [\n- name:: X_DB_PW\n  data:\n    \"S3KR\"\n",
        "x: [\n- name: DB_PW\n  valueFrom: S3KR\n",
        "files: {a: '<password>S3KRa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1</password>'}",
        "awsCredentials: {accessKey: a, secretKey: S3KR}",
        "#!/bin/sh\nhelm upgrade --set synapse.macaroon.value=$(echo S3KR-of-words) -f a\n",
        "x: [\n@@ -1,3 +1,4 @@\n-  token:\n     x: a\n-    y: S3KR\n",
        "x: [\nredis:\n  password S3KR two words\n",
        "synapse: {additional: {a: {config: 'redis: {password: &quot;S3KR and more&quot;}'}}}",
        "- {op: add, path: /stringData/a, value: S3KR}",
        "x: [\npassword: *a\n.t: &a\nvalue: S3KR\nhost: b\n",
        "synapse: {extraEnv: [{name: DB_PASSWORD, valueValue: S3KR}]}",
        "synapse: {extraEnv: [{Name: DB_PASSWORD, Value: S3KR}]}",
        "synapse: {extraEnv: [{name: DB_PASSWORD, plainText: S3KR}]}",
        "synapse: {extraEnv: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: a, value: S3KR}}}]}",
        "x: [\n- name: DB_PASSWORD\n  stringValue: S3KR\n",
        "matrixRTC: {livekitAuth_: {secret: {text: S3KR}}}",
        "synapse: {signingKey: {secret: {value: S3KR, name: a}}}",
        "synapse: {redis: {password: {secret: 'S3KR{b(c'}}}",
        "synapse: {redis: {password: {secret: 'S3KR b c'}}}",
        "synapse: {redis: {password: {secret: S3KRb3Cd1e}}}",
        "tokens: {hookshot: [S3KR]}",
        "secrets: {db: S3KR, smtp: x}",
        "users: {alice: S3KRlyx_19}",
        "hookshot: {extraInitContainers: [{command: [curl, -H, 'Authorization:', Bearer, S3KR-bam]}]}",
        "hookshot: {extraInitContainers: [{command: [wget, '--header=\"PRIVATE-TOKEN:', S3KR-bam, b]}]}",
        "x: [\nsmtp_ass: S3KR\n",
        "x: [\nESS_SMTP_PAS: S3KR\n",
        "x: [\n- sec]ret: S3KR\n",
        "x: [\n2024-05-01T10:00:07Z keysYaml:\n2024-05-01T10:00:08Z   one: S3KR\n",
        "x: [\n| keys:\n|   one: S3KR\n",
        "  12\tkeys:\n  13\t  one: S3KR\n  14\t- {\n",
        "> \"keys\":\n>   \"one\": \"S3KR\"\n- {\n",
        "x: [\n{&quot;token&quot;: &quot;S3KR&quot;}\n",
        "x: [\nmatrixAuthenticationService: {config: \"a\\n  smtp_pass: \\\"one\n  S3KR two\\\"\\ndatabase: b\"}\n",
        "x: [\nkind:Secret\ndata:\n  a: S3KR\n",
        "name: a\nvalue: S3KR",
        "\"\\u00a0 encryption\": S3KR1234567890",
        "x: |\n  user=alice:S3KR\n",
        "x: |\n  stats auth admin:987654321\n  stats auth a:S3KR\n",
        "x: |\n  sentinel auth-pass mymaster S3KR\n",
        "x: |\n  db.example.org:5432:synapse:synapse:S3KR\n",
        "x: |\n  [smtp.example.org]:587 user:S3KR\n",
        "x: |\n  machine git.example.org login bot password S3KR\n",
        "x: 'ALTER USER mas PASSWORD ''S3KR'';'",
        "# before rotation: S3KRgwPXQPJgJdTb\nserverName: a",
        "# TODO rotate S3KRgwp34PXQPJgJ\nserverName: a",
        "#!/bin/sh\nhelm upgrade --set livekit.keys.dev=S3KR-of-words\n",
        "resource \"helm_release\" \"a\" {\n  set {\n    name = \"synapse.macaroon.value\"\n    value = \"S3KR\"\n  }\n}\n",
        "module \"a\" {\n  secrets = { a = \"x\" }\n}\nresource \"kubernetes_secret\" \"b\" {\n  data = { a = base64encode(\"S3KR\") }\n}\n",
        // at an anchor that nothing refers to as it should
        "x-shared: [&a S3KRxW8rTq27LmZbV4pN]\nserverName: value *a\n",
        "host: !!binary redis://ci:S3KR@redis.example.org",
        "postgres/adminPassword/value: S3KR",
        "> prometheus:\n>   ? password\n>   : S3KR\n",
        "# the token of the bot is S3KRfanoLodo\nserverName: a",
        "# previous: S3KR92hY_KqW76TJC8ygVsRj1VcVvMuyhhHRlOMQ\nserverName: a",
        "x: [\nclient_secret; \u201cS3KR-of-words\u201d\n",
        // the secret itself where the name of its Secret belongs
        "synapse: {macaroon: {secret: S3KRle_22}}",
        "synapse: {macaroon: {secret: S3KR+cHp}}",
        "synapse: {macaroon: {secret: S3KR.ZQf_XnxDMgmpJOU}}",
        "synapse:\n  macaroon:\n    secret:\n      value S3KRndiji\n",
        "resource \"a\" \"b\" {\n  name = \"ess\"\n  values = [jsonencode({ postgres = { adminPassword =\n  { value = \"S3KR\" } } })]\n}\n",
        "synapse: {macaroon: {secret: S3KR_tdhu2M_8vbJy5CBQyv9F3-CtgGSLRhvP}}",
        // in a block that was commented out
        "# synapse:\n#   macaroon:\n#     value: >-\n#       S3KR!99\nserverName: a",
        "a: 1\n# password: |-\n#   one S3KR\n#   two\nserverName: a",
        "x: [\n# adminPassword: |\n#   S3KR of words\nserverName: a",
        // as a Makefile and letters have it
        "DB_PASSWORD ?= S3KR-of-words\ndeploy:\n\thelm upgrade ess .\n",
        "variable \u201csmtp_password\u201d {\n  default = \"S3KR\"\n}\n",
        "x: [\na: {name: SMTP_PASSWORD, default: S3KR}\n",
        "x: '{\"keys\": \"# created\\nAGE-SECRET-KEY-1S3KR7SDB4J2QVULSIOWZ5\\n\"}'",
        "a: [{name: PROXY, value: 'http://ci:\"S3KR@proxy.example.org:3128'}]",
        "smtp: {lozinka: S3KR}",
        // what a template in the place of a secret gives
        "synapse: {macaroon: {value: '{{ .Values.a | default \"S3KR-of-words\" }}'}}",
      })
  void secrets_are_known_where_something_is_wrong_with_their_place(String text) {
    assertTrue(hidden(text).stream().anyMatch(span -> span.contains("S3KR")), hidden(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Valid values are \"OnRootMismatch\" and \"Always\" for a secret\nserverName: a",
        "# imagePullSecrets:\n# - name: dockerhub\nserverName: a",
        "# the password is required\nserverName: a",
        "# the token is only read at the start\nserverName: a",
        "# the secret is in the cluster\nserverName: a",
        "# password hashing\nserverName: a",
        "# the secret registrationSharedSecret\nserverName: a",
        "a: {client_id: 01H8PKNWKKRPCBW4YGH1RWV279}",
        "a: {mail: Ess+Alerts1@Example.org}",
        "a: {path: /mnt/Data1/ESS2/Media3}",
        "a: {digest: 'sha256:0a1cef4db9649fec8f7adb2488745e800a1cef4db9649fec8f7adb2488745e80'}",
        "a: {name: EssProductionEurope2}",
        "passwords: {synapse: {ingress: {host: matrix.example.org}}}",
        "tls: {secretName: ess-tls, enabled: true}",
        "synapse: {macaroon: {secret: 'My_Secret', secretKey: KEY_1}}",
        "synapse: {macaroon: {secret: '{{ .Release.Name }}-ess', secretKey: key}}",
        "matrixAuthenticationService: {privateKeys: {ecdsaPrime256v1: {secret: ess, secretKey: keysEcdsaPrime256v1}}}",
        "synapse: {additional: {a: {config: {public_baseurl: https://matrix.example.org}}}}",
        "x: \"sed -i 's/info/debug/' values.yaml\"",
        "smtp: {encryption: starttls}",
        "x-db: &db {secret: a-name, secretKey: a-key}\nsynapse: {postgres: {password: *db}}\n",
        "mas: {email: {hostname: mail.example.org}, ingress: {host: account.example.org}}",
        "synapse: {extraInitContainers: [{command: [sh, -c, \"'set\", -e, \"'\"]}]}",
        "synapse: {additional: {email: {config: 'email: {smtp_host: mail.example.org}'}}}",
        "matrixRTC: {sfu: {additional: {rtc: {config: 'rtc: {tcp_port: 7881}'}}}}",
        "# the name of the token is not registrationSharedSecret\nserverName: a",
        "# see ESS-v2_how-to-deploy-On-Cluster3-and-more\nserverName: a",
        "a: [ESS2-Europe-Node1, Matrix2]",
        "synapse: {macaroon: {secret: ESS-Secrets-v2, secretKey: KEY_1}}",
        "# text: |\n#   several lines\nserverName: a",
        "# - \"turns:turn.example.org:5349?transport=tcp\"\nserverName: a",
        "users: {alice: administrator, 'bob.smith': operator, '@c:example.org': level50}",
        "matrixRTC: {sfu: {manualIP: '2001:4860:4860::8888', other: '[2001:4860:4860::8888]:443', more: '2001:4860:4860:0:0:0:0:8888'}}",
        "hookshot: {extraInitContainers: [{command: [curl, -H, 'Content-Type:', application/json]}]}"
      })
  void what_only_stands_where_something_may_be_wrong_is_shown(String text) {
    assertEquals(List.of(), hidden(text));
  }

  @Test
  void a_quote_that_is_not_closed_hides_the_secret_and_not_its_key() {
    SourceText text = new SourceText("values.yaml", "synapse:\n  macaroon:\n    value: \"hush-hush-hushed\n");
    assertEquals("    value: ***", Masks.of(text).shown(text).lineAsShown(3));
  }

  @Test
  void a_word_that_is_a_password_is_masked_behind_a_user_and_on_a_line_of_its_own() {
    Mask mask = Masks.over(Map.of(new SourceText("a", "gezikino"), List.of(new Span(0, 8))));
    assertEquals("`ess:***@db` and \"a:\\n  ***\\n\"\n  ***\n", mask.shown("`ess:gezikino@db` and \"a:\\n  gezikino\\n\"\n  gezikino\n").toString());
    assertEquals("\"a: \\\"***\\\"\" = ***", mask.shown("\"a: \\\"gezikino\\\"\" = gezikino").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {a: 'Basic authentication'}",
        "labels: {a: 'bearer tokens are not used'}",
        "x: '{{ .Values.serverName | default \"example.org\" }}'",
        "labels: {a: eyJhbGciOiJIUzI1NiJ9}",
        "labels: {a: ghp_x}",
        "labels: {a: 'the password is rotated monthly'}",
        "labels: {a: 'docker run -p 8080:80 -p8443:443 image'}",
        "labels: {a: 'auth https://example.org'}",
        "labels: {a: 'SG.short'}",
        "labels: {a: 'git runs hooks/pre-commit'}",
        "synapse: {extraInitContainers: [{command: [setpriv, -u, '1000:1000', --user, root]}]}",
        "labels: {a: 'docker run -p 8080 image1'}",
        "labels: {a: 'redis-cli -a $REDIS ping'}",
        "settings: '<server><id>own</id></server>'",
        "labels: {a: 'a // b:c'}",
        "labels: {a: 'proxy_set_header X-Frame-Options SAMEORIGIN1;'}",
        "# the secret ess-generated has the signing key, and the token expires soon\nserverName: a",
        "x: '{{ include \"element-io.ess-library.labels2\" . }}{{ printf \"a-%s-1\" .b }}'",
        "extraObjects: [{data: {foo: bar}, kind: ConfigMap}]",
        "extra: {a: 'kubectl apply -f - <<< \"$MANIFEST\"'}",
        "extra: {a: 'echo done > /data/log'}",
        "extra: {a: 'echo \"$PW\" | docker login -u a --password-stdin'}",
        "extra: {a: 'mysql -p mydb'}",
        "extra: {a: 'openssl x509 -in a -out b'}",
        "extra: {a: 'proxy_set_header Authorization $http_authorization;'}",
        "extra: {'app.kubernetes.io/managed-by-team2': x}",
        "patches: [{patch: '[{op: add, path: /spec/values/synapse/image/tag, value: v1}]'}]",
        "synapse: {macaroon: {secret: ess-macaroon-v2}, registrationSharedSecret: {secret: ess, secretKey: SYNAPSE_KEY_2}}",
        "# image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nserverName: a",
        "# commit 0123456789abcdef0123456789abcdef01234567 of 2024-11-05\nserverName: a",
        "# see https://github.com/element-hq/ess-helm/issues/1234#issuecomment-2345678901\nserverName: a",
        "# for matrixAuthenticationService and workers.federationReader2\nserverName: a",
        "x: {cookie_domain: example.org}",
        "ingress: {annotations: {haproxy.org/real-ip-header: X-Forwarded-For2}}",
        "ingress: {annotations: {secret.reloader.stakater.com/reload: ess-secret-1}}",
        "ingress: {annotations: {nginx.ingress.kubernetes.io/session-cookie-samesite: Lax}}",
        "ingress: {annotations: {nginx.ingress.kubernetes.io/proxy-cache-bypass: $http_upgrade}}",
        "synapse: {extraEnv: [{name: MONKEY, value: a}, {name: SORT_KEY, value: a}, {name: TOKENIZER, value: a}, {name: MAX_SEC_RETRY, value: a}]}",
        "synapse: {additional: {a: {config: 'modules: [{config: {sort_key: a, public_keys: b, tokens_per_second: 5, search_key: uid}}]'}}}",
        "extra: {a: 'mail root:admin@example.org'}",
        "extra: {a: 'echo ready1 | cat'}",
        "extra: {a: 'docker build -t ess/own-image-2026.11 .'}",
        "extra: {a: 'sqlplus / as sysdba'}",
        "extra: {a: 'sqlplus ess@db'}",
        "extra: {a: 'openssl req -key file.pem -keyout other.pem'}",
        "extra: {a: 'aws configure set region eu-central-1'}",
        "extra: {a: 'smbclient -L host -U ess'}",
        "extra: {a: 'mount -o ro,noexec /dev/sda1 /mnt'}",
        "extra: {a: 'echo ready1 | grep ready1'}",
        "extra: {a: 'helm template . -f <(echo \"$VALUES\") .'}",
        "extra: {a: 'k3d cluster create --port 30882:30882/udp@loadbalancer'}",
        "extra: {a: \"k3d cluster create --port '30882:30882/udp@loadbalancer'\"}",
        "extra: {a: 'set $upstream \"synapse-main-2\";'}",
        "x: '{{ include (print $.Template.BasePath \"/config-map2.yaml\") . | sha256sum }}'",
        "x: '{{ tpl \"{{ \\\"matrix.example.org\\\" }}\" . }}'",
        "x: '{{ token.data |default(cloud) }}'",
        "# see https://wiki.example.org/3f53ca11-8ad0-4d0c-9e5b-0c1f53ca1153\nserverName: a",
        "# the password is base64-encoded\nserverName: a",
        "x: &x\n  # the default of all workers\n  a: b\n",
        "x: [\nserver_tokens off;\nssl_certificate_key /etc/nginx/tls2.key;\nHostKey /etc/ssh/ed25519_key\n",
        "x: [\na: [\"mysql\", \"-u\", \"root\"]\n",
        "variable \"region\" {\n  default = \"eu-central-1\"\n}\n",
        "locals {\n  a = 1\n}\nresource \"kubernetes_config_map\" \"a\" {\n  data = {\n    a = \"b\"\n  }\n}\n",
        "extra: {a: 'smbclient -U ess -L //host/share -c ls'}",
        "extra: {a: 'kubectl create configmap a --from-literal=b=c'}",
        "extra: {a: 'send \"mail\" to the team'}",
        "extra: {a: 'echo on > file'}",
        "extra: {a: 'if ($cookie_session != $other) { return 403; }'}",
        "extra: {a: 'https://example.org/?user=a%40b.org'}",
        "extra: {a: \"INSERT INTO rooms (id, name) VALUES ('a', 'b');\"}",
        "extra: {users: ['@ess:example.org', 'system:serviceaccount:a', '1000:1000']}",
        "matrixRTC:\n  sfu:\n    additional:\n      a:\n        config: |\n          keys:\n          port: 7880\n          rtc: {tcp_port: 7881}\n          development: true\n",
        "# ess.example.org\nserverName: a",
        "# worker2 and federation-reader-2: see docs/workers2.md\nserverName: a",
        "# the token of worker2.example.org is in kv/ess/synapse2 (base64, ed25519)\nserverName: a",
        "# image postgres:17.5-alpine3 and redis:7-alpine\nserverName: a",
        "# ecdsaPrime256v1:\nserverName: a",
        "# the key of worker2node1\nserverName: a",
        "x: [\na: &tag 26.8.1\nb: &name ess-prod2\n",
        "x: [\nserver_tokens off; # see worker2 below\n",
        "a: [\nnet.ipv4.ip_forward=1\nmatched=0\nhost2\n",
        "x: '{{ regexMatch \"\\\\{[A-Za-z_][A-Za-z0-9_]*\\\\}\" .a }}'",
        "users: {alice: alice.example.org, bob: bob@example.com, carol: files.version-1.2}",
        "a: {b: key-rotation-period-of-30-days, c: SKELETON_AND_OTHERS_2, d: s.example.org, e: secret_names-in-2-files}",
        "modules: [{module: s3_storage_provider.S3StorageProviderBackend, file: a.b2c.Http2ServerUpgradeCodecOfTheProxy}]",
        "ingress: {annotations: {vault.hashicorp.com/agent-inject-secret-db: kv/data/ess2}}",
        "a: {room_id: '!aBcDeFgHiJ1KlMnOp2:example.org'}",
        "extra: {a: 'proxy_pass http://upstream2.example.org:8080;'}",
        "extra: {a: 'TOKEN=$(cat /run/secrets/token) run --mode fast'}",
        "synapse: {workers: {max_keys: 20, accessModes: [ReadWriteOnce]}}",
        "# the token is valid for several days after that\nserverName: a",
        "# the key \"signingKey\" goes to the operators\nserverName: a",
      })
  void what_only_begins_as_a_secret_is_shown(String text) {
    assertEquals(List.of(), hidden(text));
  }

  /** Each has a secret, and beside it what is called open. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: [\na: {password: S3KR-1, host: open.example.org}\n",
        "x: [\na: {\"password\": \"S3KR-1\", \"host\": \"open.example.org\"}\n",
        "x: [\na: \"{\\\"password\\\": \\\"S3KR-1\\\", \\\"host\\\": \\\"open.example.org\\\"}\"\n",
        "x: [\na:\n  - {name: b, token: S3KR-1, mode: c}\n  - name: open\n    mode: open_too\n",
        "x: [\na:\n  - name: TOKEN\n    value: S3KR-1\n  - name: HOST\n    value: open.example.org\n",
        "x: [\na: [{name: TOKEN, value: S3KR-1}, {name: HOST, value: open.example.org}]\n",
        "x: [\na: {name: TOKEN, valueFrom: {secretKeyRef: {name: open-name, key: open}}}\npassword: S3KR-1\n",
        "x: [\npassword:\n  secret: open-credentials\n  secretKey: open\nother: {token: S3KR-1}\n",
        "x: [\na: {secret: open-credentials, secretKey: open}\ntoken: S3KR-1\n",
        "x: [\ningress: {tlsSecret: open-tls}\nimagePullSecrets:\n  - name: open-pull\ntoken: S3KR-1\n",
        "x: [\nsecret:\n  secretName: open-name\ntoken: S3KR-1\n",
        "x: [\na: |\n  password=S3KR-1\n  host=open.example.org\n",
        "a: |\n  [smtp]\n  password=S3KR-1\n  host=open.example.org\n",
        "a: |\n  token = [S3KR{-1\n  host = open.example.org\n",
        "a: 'mysql --password=S3KR-1 --host=open.example.org'",
        "a: 'gpg --batch --passphrase S3KR-1 -d /open/file'",
        "a: 'wget --password=S3KR-1 https://open.example.org/'",
        "a: 'openssl pkcs12 -export -passout pass:S3KR-1 -out /open/file'",
        "a: 'echo S3KR-1 | docker login --password-stdin -u a open.example.org'",
        "a: \"curl -d '{\\\"password\\\":\\\"S3KR-1\\\",\\\"host\\\":\\\"open.example.org\\\"}' https://open.example.org\"",
        "x: [\na: {command: [sh, -c, \"smbclient //a/b -U u%S3KR1abc\"]}\nb: \"open\"\n",
        "x: [\nsecrets:\n  token: S3KR-1\nname: |\n  open.example.org\n",
        "x: [\nannotations: {checksum/secret: sha256:0a1cef4db9649fec8f7adb2488745e800a1cef4db9649fec8f7adb2488745e8e, b: open}\ntoken: S3KR-1\n",
        "spec:\n  chart: matrix-stack\n  values: |\n    synapse:\n    x: [\n    token: S3KR-1\n    host: open.example.org\n",
      })
  void beside_a_secret_only_that_is_hidden(String text) {
    List<String> hidden = hidden(text);
    assertTrue(hidden.stream().anyMatch(span -> span.contains("S3KR")), hidden.toString());
    assertTrue(hidden.stream().noneMatch(span -> span.contains("open")), hidden.toString());
  }

  @Test
  void the_server_behind_a_hidden_address_is_no_secret_elsewhere() {
    Mask mask = Masks.of(new SourceText("values.yaml", "x: [\npassword: S3KR-1\n  someone@example.org\n"));
    assertEquals("`chat.example.org`", mask.shown("`chat.example.org`").toString());
  }

  @Test
  void a_uuid_in_a_comment_is_hidden_but_not_in_an_address() {
    assertEquals(
        List.of("3f53ca11-8ad0-4d0c-9e5b-0c1f53ca1153"),
        hidden("# 3f53ca11-8ad0-4d0c-9e5b-0c1f53ca1153\n# https://example.org/3f53ca11-8ad0-4d0c-9e5b-0c1f53ca1154\nserverName: a\n"));
  }

  @Test
  void what_is_said_to_be_secret_is_masked_in_the_names_of_hosts_as_well() throws Exception {
    Mask mask = Mask.none().hiding(List.of((Value.MapValue) values("serverName: HushHush.example.org\n")));
    assertEquals("`matrix.***`", mask.shown("`matrix.hushhush.example.org`").toString());
  }

  @Test
  void commands_in_lists_and_credentials_for_names_are_masked_in_values_of_any_origin() throws Exception {
    Value root =
        values("a: [mysql, -u, root, -phush]\nsynapse: {macaroon: {secret: ess, secretKey: 00112233445566778899aabbccddeeff}}\n");
    assertEquals(
        YamlText.of(values("a: [mysql, -u, root, '-p***']\nsynapse: {macaroon: {secret: ess, secretKey: '***'}}\n")),
        YamlText.of(MaskedValues.of(root)));
  }

  @Test
  void what_is_written_as_base64_is_masked_as_it_is_read() {
    Mask mask = Masks.of(new SourceText("values.yaml", "recaptchaPrivateKey: !!binary UzNLUmFiYw==\n"));
    assertEquals("`***` and `***`", mask.shown("`UzNLUmFiYw==` and `S3KRabc`").toString());
  }

  @Test
  void a_secret_with_breaks_of_lines_in_it_is_masked_where_it_is_quoted_anew() {
    Mask mask = Masks.of(new SourceText("values.yaml", "synapse: {macaroon: {value: \"S3KRabc\u2028S3KRdef\"}}\n"));
    assertEquals("\"***\\u2028***\"", mask.shown("\"S3KRabc\\u2028S3KRdef\"").toString());
  }

  @Test
  void what_a_comment_beside_a_secret_says_is_masked_where_a_change_moves_it() {
    Mask mask = Masks.of(new SourceText("values.yaml", "postgres:\n  adminPassword:\n    value: hush1 # S3KR0ld\n"));
    assertEquals("# ***", mask.shown("# S3KR0ld").toString());
  }

  @Test
  void a_block_that_moves_shows_no_line_of_a_secret() {
    SourceText source = new SourceText("values.yaml", "synapse:\n  macaroon:\n    value: \"hush\n      hushed\n      hush\"\n");
    Mask mask = Masks.of(source);
    assertTrue(mask.hides(source, "value: \"hush\n  hushed\n"));
    assertTrue(mask.hides(source, "  hushed"));
    assertFalse(mask.hides(source, "macaroon: {secret: a}\nunhushed: true\n"));
  }

  @Test
  void what_a_script_assigns_ends_with_the_variable_or_the_quote_and_else_may_go_on() {
    assertEquals(
        List.of("$DO_TOKEN", "\"hush 1\"", "'hush 2'", "hush3", "hush4"),
        hidden(
            """
            token = $DO_TOKEN
              helm upgrade ess oci://ghcr.io/element-hq/ess-helm/matrix-stack
            API_PASSWORD="hush 1" API_SECRET='hush 2' LEVEL=shown run
              --wait
            API_TOKEN=hush3
              hush4
            """));
  }

  @Test
  void what_a_command_is_given_ends_where_the_next_word_of_it_begins() {
    assertEquals(
        List.of("hush1", "hush2", "hush3", "\"hush4\"", "hush5"),
        hidden(
            """
            until PGPASSWORD=hush1 psql -h db.example.org -U synapse; do sleep 2; done
            export SMTP_PASS=hush2
            helm registry login ghcr.io -u ci
            helm upgrade ess ess-helm/matrix-stack --version 26.8.1 \\
              --set synapse.macaroon.value=hush3 \\
              --set-string postgres.adminPassword.value="hush4" \\
              --set serverName=example.org \\
              --wait
            helm upgrade ess ess-helm/matrix-stack --values=v.yaml --atomic --set 'labels.a\\.b=c,labels.d=e' --wait
            curl -H "PRIVATE-TOKEN: hush5" https://git.example.org
            """));
    assertEquals(List.of("hush1"), hidden("script: ['curl -H \"PRIVATE-TOKEN: hush1\" https://git.example.org']"));
  }

  @Test
  void what_an_expression_of_terraform_gives_as_it_is_is_masked() throws Exception {
    assertEquals(
        YamlText.of(values("synapse: {macaroon: {value: '***'}, signingKey: {value: '${var.keys[\"signing\"]}'}, registrationSharedSecret: {value: '${lookup(var.all, \"registration\")}'}}")),
        YamlText.of(MaskedValues.of(values("synapse: {macaroon: {value: '${sensitive(\"hushed\")}'}, signingKey: {value: '${var.keys[\"signing\"]}'}, registrationSharedSecret: {value: '${lookup(var.all, \"registration\")}'}}"))));
  }

  @Test
  void what_values_in_a_secret_have_in_common_with_others_is_shown_there() {
    assertEquals(
        List.of("hush1hush", "synapse:", "enabled: true", "macaroon: {value: hush1hush}"),
        hidden(
            """
            kind: HelmRelease
            spec: {values: {synapse: {
              enabled: true
            }, x: hush1hush}}
            ---
            kind: Secret
            stringData:
              values.yaml: |
                synapse:
                  enabled: true
                  macaroon: {value: hush1hush}
            """).stream().map(String::strip).filter(line -> !line.equals("|")).toList());
  }

  @Test
  void how_often_somebody_may_log_in_is_shown_wherever_it_stands() {
    assertEquals(
        List.of(),
        hidden(
            """
            synapse:
              additional:
                rc_login: {account: {per_second: 1, burst_count: 2}}
                a.yaml:
                  config: |
                    login: {per_address: {burst: 3, per_second: 1}}
            """));
  }

  @Test
  void a_sentence_or_a_header_with_a_secret_shows_all_but_that() {
    assertEquals(
        List.of("hush1hush", "hush2hush", "hush3hush", "$apr1$hush4$hush5hush6hush7"),
        hidden(
            """
            # the mail password is hush1hush, and the token is "hush2hush"
            # the password is base64-encoded, as long as ed25519
            ingress:
              annotations:
                a/snippet: 'proxy_set_header X-Api-Key "hush3hush"; add_header X-Frame-Options "SAMEORIGIN1";'
                a/user: admin:$apr1$hush4$hush5hush6hush7
                a/rewrite: ^/a$ https://$host$request_uri
                a/group: ^/(a)$ https://b/$1$request_uri$is_args$arg2
            """));
  }

  @Test
  void a_key_in_the_place_of_a_secret_is_one_but_not_one_beside_others() {
    assertEquals(
        List.of("hush1hush2hush3", "hush4", "hush5"),
        hidden(
            """
            synapse: {macaroon: {value: {hush1hush2hush3: hush4}}}
            matrixAuthenticationService: {privateKeys: {ecdsaPrime256v2: {value: hush5}}}
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Secret\nmetadata: {name: a}\ndata:\n  a: aHVzaDE=\n  b: [x\n",
        "kind: ConfigMap\ndata: {a: b}\n---\ndata:\n  a: aHVzaDE=\nkind: Secret\nmetadata: {name: a\n",
        "{\"kind\": \"Secret\", \"data\": {\"a\": \"aHVzaDE=\",\n\"b\": \"x\"}, \"c\": [}",
      })
  void the_contents_of_a_secret_that_cannot_be_read_are_hidden(String text) {
    assertTrue(hidden(text).stream().anyMatch(span -> span.contains("aHVzaDE=")), hidden(text).toString());
    assertTrue(hidden(text.replace("Secret", "ConfigMap")).isEmpty());
  }

  @Test
  void a_password_with_the_mark_before_a_server_in_it_is_hidden_as_a_whole() {
    assertEquals(List.of("hush@1"), hidden("extra: {a: 'sqlplus ess/hush@1@db'}"));
  }

  @Test
  void what_follows_the_bracket_that_closes_a_secret_is_shown() {
    String text = "locals {\n  db_password = {\n    a = \"hush1\"\n  }\n}\nmodule \"b\" {\n  source = \"./b\"\n}\n";
    SourceText source = new SourceText("main.tf", text);
    ShownText shown = Masks.of(source).shown(source);
    assertEquals("    ***", shown.lineAsShown(3));
    assertEquals("module \"b\" {", shown.lineAsShown(6));
    assertEquals("  source = \"./b\"", shown.lineAsShown(7));
  }

  @Test
  void a_secret_in_a_template_of_another_program_is_masked_where_only_its_words_are_left() {
    Mask mask = Masks.of(new SourceText("tasks.yaml", "a: '{{ hush_token | default(\"hush1-hush2!\") }}'\n"));
    assertEquals("`${hush_token default ***}`", mask.shown("`${hush_token default hush1 hush2}`").toString());
  }

  @Test
  void what_stands_right_before_a_variable_in_the_place_of_a_secret_is_masked() throws Exception {
    Value root = values("synapse: {macaroon: {value: 'hushHush_HUSH${x}'}, signingKey: {value: '${x}'}}");
    assertEquals(YamlText.of(values("synapse: {macaroon: {value: '***'}, signingKey: {value: '${x}'}}")), YamlText.of(MaskedValues.of(root)));
  }

  @Test
  void secrets_that_overlap_in_a_text_are_masked_as_one() {
    Mask mask = Masks.of(new SourceText("values.yaml", "a: {password: 'hush hush one', token: 'one and two'}"));
    assertEquals("x *** y", mask.shown("x hush hush one and two y").toString());
  }

  @Test
  void a_key_below_that_of_a_secret_is_no_secret_in_a_text_that_breaks_off() {
    Mask mask = Masks.of(new SourceText("values.yaml", "essPasswords:\n  synapse:\n    value: -123456789012\n...\npassword: x\n"));
    assertEquals("synapse:\n  host: a\n`-***`", mask.shown("synapse:\n  host: a\n`-123456789012`").toString());
  }

  @Test
  void the_password_of_a_url_is_masked_in_a_message_however_short_it_is() {
    assertEquals("not `https://u:***@h/x`", Mask.none().shown("not `https://u:abc@h/x`").toString());
    assertEquals("write `redis://:<password>@h`", Mask.none().shown("write `redis://:<password>@h`").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "synapse: {macaroon: {secret: a-name, secretKey: a-key}}",
        "ingress: {tlsSecret: name}",
        "synapse: {additional: {a: {configSecret: name, configSecretKey: key}}}",
        "image: {pullSecrets: [{name: x}]}",
        "synapse: {extraEnv: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: a, key: b, optional: true}}}]}",
        "initSecrets: {enabled: true, image: {tag: v1}, labels: {a: b}}",
        "serverName: example.org",
        "synapse: {tolerations: [{key: a, operator: Equal, value: b}]}",
        "synapse: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In, values: [b]}]}]}}}}",
        "matrixRTC: {livekitAuth: {key: matrix-rtc}}",
        "synapse: {ingress: {annotations: {nginx.ingress.kubernetes.io/auth-secret: basic}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'password_registration_enabled: true'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'account: {password_change_allowed: maybe}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'secrets: {keys: [{kid: a}]}'}}}",
        "synapse: {additional: {a: {config: 'password_config: {policy: {minimum_length: 12}}'}}}",
        "synapse: {additional: {a: {config: 'macaroon_secret_key_path: /secrets/key'}}}",
        "synapse: {additional: {a: {config: 'recaptcha_public_key: public'}}}",
        "synapse: {additional: {a: {config: 'rc_login: {address: {per_second: 0.1, burst_count: 5}}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'rate_limiting: {login: {per_ip: {burst: 3}}}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'passwords: {minimum_complexity: 3}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'upstream_oauth2: {providers: [{additional_authorization_parameters: {prompt: login}}]}'}}}",
        "synapse: {additional: {a: {config: 'email: {subjects: {password_reset: Reset it}}'}}}",
        "matrixAuthenticationService: {additional: {a: {config: 'captcha: {site_key: public}'}}}",
        "matrixRTC: {sfu: {additional: {a: {config: 'webhook: {api_key: name-of-key}'}}}}",
        "synapse: {postgres: {host: db.example.org, port: 5432, user: synapse}}",
        "matrixRTC: {sfu: {additional: {a: {config: 'rtc: {stun_servers: [\"a.org:3478\"]}'}}}}",
        "x: https://example.org:8443/a@b",
        "x: see https://example.org:8443/a for b",
        "elementWeb: chat2.example.org",
        "x: 'https://docs.example.org:$PORT/a1 and me@example.org'",
        "synapse: {extraVolumes: [{name: a, secret: {secretName: b, items: [{key: c.pem, path: d.pem, mode: 256}]}}]}",
        "synapse: {extraVolumes: [{name: a, projected: {sources: [{secret: {name: b, items: [{key: c, path: d}]}}]}}]}",
        "spec: {valuesContent: \"synapse: {macaroon: {secret: a, secretKey: b}}\\ningress: {tlsSecret: c}\"}",
        "matrixRTC: {livekitAuth_: {secret: {name: a, key: b}}}",
        "# ESS-v2_how-to-deploy-On-Cluster3.md\nserverName: a",
        "# see docs/wibora-Setup_v2.md\nserverName: a",
        "# https://docs.example.org/ess/v2/Install#step-3\nserverName: a",
        "# key: tls.crt\nserverName: a",
        "resource \"helm_release\" \"a\" {\n  set {\n    name  = \"matrixRTC.sfu.manualIP\"\n    value = \"192.0.2.4\"\n  }\n}\n",
        "set = [{ name = \"matrixRTC.sfu.manualIP\", value = \"192.0.2.4\" }]\n",
        "# Hysteria2\nserverName: a",
        "# flake8-pytest-style\nserverName: a",
        "serverName: a # Matrix2026"
      })
  void what_is_no_secret_is_shown(String text) {
    assertEquals(List.of(), hidden(text));
  }

  @Test
  void a_secret_is_masked_wherever_it_stands() {
    SourceText source =
        new SourceText(
            "values.yaml", "synapse: {macaroon: {value: s3cretive}} # was s3cretive before\n");
    Mask mask = Masks.of(source);
    assertEquals(List.of("s3cretive", "s3cretive"), Masks.hidden(mask, source));
    assertEquals("`***` is no host", mask.shown("`s3cretive` is no host").toString());
  }

  @Test
  void what_stands_in_place_of_a_mapping_with_a_secret_or_under_a_misspelt_name_of_one_is_masked() {
    assertEquals(
        List.of("hush1", "hush2", "hush3", "hush4", "hush5"),
        hidden(
            """
            hookshot:
              additional:
                a.yaml:
                  config: |
                    gitlab: {webhook: hush1, instances: {a: {url: "https://gitlab.example.org"}}}
                    github: {oauth: [hush2]}
            matrixRTC:
              sfu:
                additional:
                  a.yaml:
                    config: |
                      keyss: {alpha: hush3}
            synapse:
              additional:
                a.yaml:
                  config: |
                    modules: [{module: a.B, config: {hs_tokn: hush4}}]
              extraInitContainers: [{command: [sh, -c, "curl -u ess:hush5 https://example.org"]}]
            """));
  }

  @Test
  void a_part_of_a_hidden_text_is_masked_where_a_message_quotes_it() {
    SourceText source =
        new SourceText(
            "values.yaml",
            """
            x:
              value: |
                client_secret: hush1hush1
                a: '{{ .Values.token | default "hush2hush2hush2" }}'
            """);
    Mask mask = Masks.of(source);
    assertEquals("`***` is short", mask.shown("`hush1hush1` is short").toString());
    assertEquals("default \\\"***\\\"", mask.shown("default \\\"hush2hush2hush2\\\"").toString());
  }

  @Test
  void what_is_filled_in_later_is_no_secret_but_what_stands_beside_it_or_is_its_default_is() throws Exception {
    Value root = values("synapse: {macaroon: {value: '${PASSWORD}'}, signingKey: {value: '${PREFIX}hush1hush1hush1'}, registrationSharedSecret: {value: '${x default hush2hush2hush2}'}}");
    assertEquals(
        YamlText.of(values("synapse: {macaroon: {value: '${PASSWORD}'}, signingKey: {value: '***'}, registrationSharedSecret: {value: '***'}}")),
        YamlText.of(MaskedValues.of(root)));
  }

  @Test
  void a_login_without_a_scheme_is_masked_and_what_only_looks_like_one_is_not() {
    assertEquals(
        List.of("hush1", "hush2"),
        hidden(
            """
            image:
              registry: robot:hush1@registry.example.org
              repository: ess/synapse:1.159.0@sha256:0011223344
            support: mailto:admin@example.org
            remote: git@git.example.org:ess/values.git
            admin: "@alice:example.org"
            address: ess:hush2@tcp(db.example.org:3306)/ess
            """));
  }

  @Test
  void a_word_that_is_a_password_is_masked_as_a_value_and_not_as_a_word() {
    Mask mask = Masks.of(new SourceText("values.yaml", "postgres: {adminPassword: {value: postgres}}"));
    assertEquals(
        "`postgres.adminPassword` is `***`, the name of postgres.",
        mask.shown("`postgres.adminPassword` is `postgres`, the name of postgres.").toString());
  }

  @Test
  void values_in_a_list_of_terraform_are_shown_but_for_their_secrets() {
    SourceText file =
        new SourceText(
            "ess.tf",
            """
            resource "helm_release" "ess" {
              values = [
                yamlencode({
                  serverName = "ess.dev"
                  synapse = {
                    additional = {
                      a = {
                        config = <<-EOT
            database:
              allow_unsafe_locale: true
            EOT
                      }
                    }
                    registrationSharedSecret = {
                      value = "hush1hush"
                    }
                  }
                })
              ]
            }
            """);
    ShownText shown = Masks.of(file).shown(file);
    assertEquals("      serverName = \"ess.dev\"", shown.lineAsShown(4).toString());
    assertEquals("            config = <<-EOT", shown.lineAsShown(8).toString());
    assertEquals("          ***", shown.lineAsShown(15).toString());
  }

  @Test
  void a_password_that_is_called_like_a_key_hides_no_key() {
    Mask mask = Masks.of(new SourceText("values.yaml", "synapse: {postgres: {password: {value: synapse}}}"));
    assertEquals(
        "`synapse` has no key `ingres`. Write `ingress`. `synapse` is a component.",
        mask.shown("`synapse` has no key `ingres`. Write `ingress`. `synapse` is a component.").toString());
    assertEquals("synapse.ingres", mask.shown(ValuePath.parse("synapse.ingres")).toString());
    assertEquals("the value `***`", mask.shown("the value `synapse`").toString());
  }

  @Test
  void masked_values_hold_no_secret_and_are_else_the_same() throws Exception {
    Value root =
        values(
            """
            postgres: {adminPassword: {value: hush}}
            serverName: example.org
            e: [{name: X_SECRET, value: hush}]
            f: "password: hush\\nhost: db"
            """);
    assertEquals(
        """
        postgres:
          adminPassword:
            value: "***"
        serverName: example.org
        e:
          - name: X_SECRET
            value: "***"
        f: |-
          password: ***
          host: db
        """,
        YamlText.of(MaskedValues.of(root)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://synapse:Zx8pw@pg.internal",
        "redis://:Zx8pw@redis",
        "see postgres://u:Zx8@Zx8pw@h/d?a=b and https://a.org",
        "uri: \"postgres://u:Zx8pw@h/d\"",
        "https://Zx8Zx8Zx8Zx8Zx8Zx8@sentry.example.org/1",
        "keys:\n  devkey: Zx8pw\n  # other\n  other: Zx8\nport: 7880\n",
        "a: 1\nkeys: {devkey: Zx8pw, b: Zx8}\n"
      })
  void passwords_in_urls_and_keys_of_livekit_are_secret_wherever_they_stand(String text)
      throws Exception {
    Value value = values("synapse: {additional: {a: {config: " + JsonString.quote(text) + "}}}");
    assertFalse(JsonText.of(MaskedValues.of(value)).contains("Zx8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sett=synapse.macaron.value=Zx8pw",
        "synapse.macaroon.value=Zx8pw",
        "matrixRTC.sfu.keys.one=Zx8pw",
        "--password Zx8pw",
        "--set synapse.macaroon.value= Zx8pw",
        "--deployment secrets.db=Zx8pw",
        "--name secrets.db=Zx8pw",
        "--set synapse.macaroon.value=Zx8pw Zx8pw values.yaml"
      })
  void an_argument_that_may_be_a_secret_is_masked(String line) {
    Mask mask = Mask.ofArguments(List.of(line.split(" ")));
    assertEquals(
        line.replace("Zx8pw", "***"),
        String.join(" ", List.of(line.split(" ")).stream().map(mask::shown).map(Shown::toString).toList()));
  }

  @Test
  void what_commas_make_of_an_argument_that_may_be_a_secret_is_masked() {
    Mask mask = Mask.ofArguments(List.of("synapse.macaroon.value={hushhush,hush-hushed.hush1hush},serverName=example.org"));
    assertEquals("`***`, `***` and `example.org`", mask.shown("`hushhush`, `hush1hush` and `example.org`").toString());
  }

  @Test
  void a_reason_that_tells_a_secret_is_masked() {
    String reason = "password is lanahornetna";
    assertEquals("***", Mask.ofArguments(List.of("--add-ignore", reason)).shown(reason).toString());
  }

  @Test
  void a_uuid_is_no_name_of_a_secret() {
    assertEquals(List.of("89ae623c-b85f-10a3-1449-f17f16775326"), hidden("matrix-rtc: {livekitAuth: {secret: 89ae623c-b85f-10a3-1449-f17f16775326, secretKey: a}}"));
  }

  @Test
  void a_secret_with_escapes_in_a_document_is_masked_as_it_stands_there() {
    Mask mask = Masks.of(new SourceText("values.yaml", "x: {config: '{\"password\": \"hush\\u00e4hush\"}'}\n"));
    assertEquals("password: \"***\" and `***`", mask.shown("password: \"hush\\u00e4hush\" and `hush\u00e4hush`").toString());
  }

  @Test
  void the_password_of_an_address_that_was_read_as_a_path_is_masked() {
    assertEquals("no folder `https:/ess:***@git.example.org/rules`", Mask.none().shown("no folder `https:/ess:hush@git.example.org/rules`").toString());
  }

  @Test
  void a_text_in_a_template_that_is_only_in_the_values_is_masked() throws Exception {
    assertEquals(
        "synapse:\n  macaroon:\n    value: '{{ printf \"%s\" \"***\" }}'\n",
        YamlText.of(MaskedValues.of(values("synapse: {macaroon: {value: '{{ printf \"%s\" \"hush-hush-hushed\" }}'}}"))));
  }

  @Test
  void what_a_variable_is_set_to_is_masked() {
    Mask mask = Masks.of(new SourceText("values.yaml", "password: '${X:=hush_hush_hushed}'\n"));
    assertFalse(mask.shown("x: ${X:=hush_hush_hushed}").toString().contains("hush"));
  }

  @Test
  void half_a_secret_that_an_error_of_a_template_quotes_is_masked() {
    Mask mask = Masks.of(new SourceText("values.yaml", "password: 'hush{{hush1hush'\nx: {token: 'a{{ .Values.hush2hush }}'}\n"));
    assertEquals("`'` cannot follow `***`, `.Values.hush2hush`", mask.shown("`'` cannot follow `hush1hush`, `.Values.hush2hush`").toString());
  }

  @Test
  void what_is_assigned_in_a_list_is_masked_where_a_remedy_has_it_as_a_value() {
    Mask mask = Masks.of(new SourceText("values.yaml", "synapse:\n  extraEnvVars:\n    - A_TOKEN=Hush+hushed/hush1H=\n"));
    assertEquals("value: \"***\"", mask.shown("value: \"Hush+hushed/hush1H=\"").toString());
  }

  @Test
  void a_secret_in_a_document_that_is_quoted_in_another_one_is_masked() {
    Mask mask = Masks.of(new SourceText("values.yaml", "synapse: {macaroon: {value: 'hush\\hush1'}}\n"));
    assertEquals("config: \"a: \\\"***\\\"\"", mask.shown("config: \"a: \\\"hush\\\\\\\\hush1\\\"\"").toString());
  }

  @Test
  void a_secret_in_a_template_that_stands_alone_is_masked_where_only_its_words_are_left() {
    Mask mask = Masks.of(new SourceText("values.yaml", "postgres: {adminPassword: {value: '{{ \"hush-hush-hushed\" }}'}}\n"));
    assertEquals("${***}", mask.shown("${hush hush hushed}").toString());
  }

  @Test
  void a_password_right_behind_the_option_of_another_program_is_masked() {
    assertEquals("-p***", Mask.ofArguments(List.of("-pwords-only")).shown("-pwords-only").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"values.yaml", "--chart-version=99.1.1", "--set=serverName=a.org", "-q"})
  void an_argument_that_is_none_is_shown(String argument) {
    assertEquals(argument, Mask.ofArguments(List.of(argument)).shown(argument).toString());
  }

  /** What once took a time that grew with the square of the text. */
  private static String alike(int count) {
    StringBuilder secrets = new StringBuilder();
    for (int i = 0; i < count; i++) {
      secrets.append("- hush hush hush %d\n".formatted(i));
    }
    return secrets.toString();
  }

  @Test
  void in_values_of_terraform_on_one_line_only_the_secrets_are_hidden() {
    String values = "resource \"helm_release\" \"a\" {\n  values = [\"serverName: a.org\", \"synapse: {macaroon: {value: hush1}}\"]\n}\n";
    assertTrue(hidden(values).stream().noneMatch(span -> span.contains("a.org")), hidden(values).toString());
    assertTrue(hidden(values).stream().anyMatch(span -> span.contains("hush1")), hidden(values).toString());
  }

  @Test
  void long_texts_take_no_longer_than_they_are() {
    List<String> texts =
        List.of(
            "a: " + "token".repeat(40_000) + "\n",
            "a: " + "://".repeat(60_000) + "@\n",
            "a: " + " -u x:".repeat(40_000) + "\n",
            "a: " + "password=".repeat(20_000) + "\n",
            "a: '" + "-----BEGIN PRIVATE KEY-----".repeat(8_000) + "'\n",
            "a: '" + "-----BEGIN X-----".repeat(8_000) + "'\n",
            "- {\n" + "password=\n".repeat(20_000),
            "- {\n" + "p &a *a\n".repeat(20_000) + "password: *a\n",
            "- {\n" + "x".repeat(200_000) + ": a\n",
            "a: |\n" + "  -- b\n".repeat(30_000),
            "a: " + "echo ".repeat(40_000) + "\n",
            "a: " + "mysql -p".repeat(25_000) + "\n",
            "a: " + "password '".repeat(20_000) + "\n",
            "# " + "a1B".repeat(70_000) + "\n",
            "[".repeat(5_000),
            "? ".repeat(20_000),
            "a: " + "a:b@c ".repeat(40_000) + "\n",
            "a: |\n" + "  cat > secret <<EOF\n".repeat(10_000) + "  EOF\n",
            "a: [" + "-p, ".repeat(50_000) + "]\n",
            "- {\n" + "- sqlplus a/b \n".repeat(15_000),
            "- {\n" + "# a-b-".repeat(30_000),
            "- {\n" + "# a\n".repeat(40_000),
            "a: " + "'{{ \"\\\"".repeat(20_000) + "\n",
            "a: " + "kv put a=b ".repeat(20_000) + "\n",
            "password: |\n" + "  password: |\n".repeat(15_000),
            "a: |\n" + "  kubectl create secret a --from-literal=b=c \\\n".repeat(5_000),
            "a: |\n" + "  INSERT INTO tokens VALUES ('a', 'b)\n".repeat(8_000),
            "- {\n" + "resource \"a\" <<EOT\n".repeat(10_000) + "EOT\n",
            "a: " + "Bearer a".repeat(25_000) + "\n",
            "a: " + "redis://:a@b,".repeat(15_000) + "\n",
            "- {\n" + "a: &a b1\n".repeat(20_000),
            "# " + "password a1-".repeat(20_000) + "\n",
            "- {\n" + "name: ".repeat(30_000) + "\n",
            "- {\n" + "users: [a ".repeat(20_000) + "\n",
            "- {\n" + "encryption: ".repeat(20_000) + "\n",
            "a: {password: b} # " + "name: a=b ".repeat(20_000) + "\n",
            "- {\n" + "a: \"b\\\n".repeat(20_000) + "\n",
            "- {\n" + "password!=a,".repeat(40_000) + "\n",
            "- {\n" + "\"password: a\" ".repeat(40_000) + "\n",
            "- {\n" + "password=a foo ".repeat(40_000) + "\n",
            "- {\npassword = sensitive(" + "\"aaaaaaa\",".repeat(40_000) + ")\n",
            "# password: |\n#   a\n".repeat(15_000),
            "- {\n" + "12 key: b\n".repeat(20_000),
            "a: |\n" + "  a:1:b:c:d\n".repeat(20_000),
            "a: |\n" + "  </".repeat(30_000) + "\n",
            "keys:\n" + "a: b\n".repeat(20_000) + "- {\n",
            "# password" + " is".repeat(60_000) + "\n",
            "# token" + " ->".repeat(60_000) + "\n",
            "# pw" + " abcdef".repeat(30_000) + "\n",
            "a: " + "sed s/password/a/ ".repeat(10_000) + "\n",
            "- {\n" + "a=b".repeat(60_000) + "\n",
            "- {\n" + "token=a:".repeat(30_000) + "\n",
            "- {\n" + "secret: !a".repeat(20_000) + "\n",
            "- {\n" + "{name: a, value: b, secret: c, secretKey: d, ".repeat(6_000) + "\n",
            "- {\n" + "secret: a\nkey: b\n".repeat(15_000),
            "- {\n" + "\\\"token\\\": \\\"a\\\", ".repeat(15_000) + "\n",
            "- {\n" + "users:\n a:b1\n".repeat(15_000),
            "a: |\n" + "  1234567890:AA".repeat(20_000) + "\n",
            "a: " + "a1B.".repeat(50_000) + "\n",
            "a: '" + "-----END PRIVATE KEY-----".repeat(8_000) + "'\n",
            "# " + "the key (a ".repeat(20_000) + "\n",
            "# the password is " + "abcd ".repeat(40_000) + "\n",
            "passwords:\n" + alike(6_000));
    for (String text : texts) {
      long start = THREADS.getCurrentThreadCpuTime();
      hidden(text);
      assertTrue(THREADS.getCurrentThreadCpuTime() - start < 3_000_000_000L, text.substring(0, 20));
    }
  }

  @Test
  void a_short_secret_in_another_one_is_masked_with_it() {
    assertEquals("key:" + Mask.MASK, Mask.ofArguments(List.of("key:=c")).shown("key:=c").toString());
  }
}
