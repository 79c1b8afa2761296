package dev.esslint.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Program;
import dev.esslint.schema.KnownMistakes.Guess;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of which only the words of their names are known. */
class GuessedKeysTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What is quoted and is neither a key of the chart nor an option of a program. */
  private static final Set<String> OTHERS =
      Set.of("mas-cli manage register-user", "--admin", "--version", "TZ", "HTTPS_PROXY", "RUST_LOG", "additional", "secret", "secretKey", "configSecret", "configSecretKey", "replicas", "extraEnv",
          "m.server", "default_server_config");

  private final List<Guess> guesses = KnownMistakes.get().guesses();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "elementAdmin: {ingress: {allowedIPs: []}} | for Traefik a middleware that an annotation names. -> Remove `elementAdmin.ingress.allowedIPs`. If that is what it is for, write it in `elementAdmin.ingress.annotations`.",
        "elementAdmin: {allowedIPs: []} | -> Remove `elementAdmin.allowedIPs`. If that is what it is for, write it in `elementAdmin.ingress.annotations`.",
        "elementAdmin: {ipWhitelist: []} | If that is what it is for, write it in `elementAdmin.ingress.annotations`",
        "elementAdmin: {loadBalancerSourceRanges: []} | If that is what it is for, write it in `elementAdmin.ingress.annotations`",
        "ingress: {whitelistSourceRange: []} | If that is what it is for, write it in `ingress.annotations`",
        "allowedCIDRs: [] | If that is what it is for, write it in `ingress.annotations`",
        "synapse: {externalUrl: 'https://m'} | The chart's key for the host is `synapse.ingress.host`. -> Remove `synapse.externalUrl`. If that is what it is for, set `synapse.ingress.host` instead.",
        "synapse: {mediaVolumeSize: 5Gi} | The chart's key for the volume is `synapse.media.storage`.",
        "synapse: {rateLimits: {}} | Limits are options of Synapse, such as `rc_message`",
        "synapse: {adminUsers: []} | Use `mas-cli manage register-user` in the pod of MAS",
        "synapse: {postgres: {poolSize: 5}} | The chart has no key for how many connections a program opens.",
        "synapse: {media: {retentionDays: 5}} | How long media are kept is `media_retention`",
        "synapse: {ingress: {TLSCert: a}} | The chart's key for the Secret with a certificate is `synapse.ingress.tlsSecret`.",
        "matrixRTC: {sfu: {rtp_port_range: 1}} | The chart's key for the ports for media is `matrixRTC.sfu.exposedServices`.",
        "matrixRTC: {livekitSecret: a} | The chart's key for the key and the secret of LiveKit is `matrixRTC.livekitAuth`.",
        "matrixRTC: {useHostNetwork: true} | The chart's key for the network of the node is `matrixRTC.sfu.hostNetwork`.",
        "wellKnownDelegation: {redirect: 'https://a'} | is `wellKnownDelegation.baseDomainRedirect.url`.",
        "postgres: {externalHost: db} | Your own is configured in `synapse.postgres` and `matrixAuthenticationService.postgres`.",
        "rootDomain: example.org | The server name is `serverName`, and each component has a host of its own",
        "networkPolicies: {enabled: true} | Deploy them beside it.",
        "synapse: {furtherThings: 1} | If it is an option of Synapse, it belongs into a fragment of `synapse.additional`.",
        "imageMirror: r.example.org | Each image has its own registry, such as `synapse.image.registry`.",
        "matrixAuthenticationService: {googleClientId: a} | Other providers are `upstream_oauth2.providers`",
        "matrixAuthenticationService: {oauthClients: []} | Clients are `clients` in a fragment",
        "hookshot: {ingress: {generic: true}} | `tlsEnabled` and `tlsSecret`. -> Remove `hookshot.ingress.generic`.",
        "matrixRTC: {sfu: {image: {livekit: a}}} | `repository` and `tag`. -> Remove `matrixRTC.sfu.image.livekit`.",
        "synapse: {ingress: {port: 8448}} | `tlsEnabled` and `tlsSecret`. -> Remove `synapse.ingress.port`.",
        "elementWeb: {autoscaling: {enabled: true}} | The chart's key for the number of pods is `elementWeb.replicas`.",
        "synapse: {autoscaling: {enabled: true}} | The chart does not scale by itself. Which workers run",
        "synapseReplicas: 2 | The chart's key for more processes is `synapse.workers`. -> Remove `synapseReplicas`. If that is what it is for, set `synapse.workers` instead.",
        "devture_acme_email: a@example.org | which is an object of cert-manager and not of the chart. -> Remove `devture_acme_email`.",
        "synapse: {media: {retention: {enabled: true}}} | How long media are kept is `media_retention`",
        "synapse: {media: {storage: {capacity: 5Gi}}} | The chart's key for the size of the volume is `synapse.media.storage.size`.",
        "matrixAuthenticationService: {logLevel: debug} | `RUST_LOG` in `matrixAuthenticationService.extraEnv`",
        "hookshot: {webhook: {host: a}} | The host for webhooks is `hookshot.ingress.host`.",
        "synapse: {workers: {stream-writer: {enabled: true}}} | `synapse.workers.event-persister`",
        "matrix_synapse_max_upload_size_mb: 50 | The chart's key for the largest upload is `synapse.media.maxUploadSize`.",
      })
  void the_words_of_a_name_tell_what_the_chart_has_for_it(String values, String said) throws Exception {
    String told = Values.explained(values.strip() + "\n");
    assertTrue(told.contains(said.strip()), told);
  }

  @Test
  void a_name_at_the_top_that_begins_with_a_component_is_a_key_of_that() throws Exception {
    assertEquals(
        """
        1.yaml:1:1 [schema.unknown-key] The top level has no key `masHost`. `host` belongs under `matrixAuthenticationService.ingress`. -> Remove `masHost` and write instead:

        ```yaml
        matrixAuthenticationService:
          ingress:
            host: account.example.org
        ```
        1.yaml:2:1 [schema.unknown-key] The top level has no key `hookshot_enabled`. The chart calls it `hookshot.enabled`. -> Remove `hookshot_enabled` and write instead:

        ```yaml
        hookshot:
          enabled: true
        ```
        """,
        Values.explained("masHost: account.example.org\nhookshot_enabled: true\n"));
  }

  @Test
  void nothing_is_guessed_in_what_kubernetes_defines() throws Exception {
    String told = Values.explained("synapse: {extraEnv: [{name: A, host: a}], image: {hostName: a}}\n");
    assertTrue(!told.contains("ingress.host"), told);
  }

  @Test
  void a_redis_of_one_s_own_is_not_looked_for_where_that_key_is_of_the_chart_s() {
    GuessedKeys oldest = new GuessedKeys(new SchemaTree(Charts.builtIn().load(Charts.builtIn().releases().getFirst()).schema()));
    assertTrue(oldest.byWords(ValuePath.parse("synapse.redisHost"), "redisHost", "").stream().noneMatch(told -> told.sentence().contains("redis")));
  }

  @Test
  void each_guess_says_something_and_where_the_chart_has_what_it_speaks_of() {
    SchemaTree newest = new SchemaTree(Values.CHART.schema());
    for (Guess guess : guesses) {
      assertTrue(!guess.words().isEmpty() && Stream.of(guess.mean(), guess.fix(), guess.none()).filter(text -> !text.isEmpty()).count() == 1, guess.toString());
      for (String use : guess.use()) {
        boolean there =
            use.startsWith("/")
                ? newest.has(ValuePath.parse(use.substring(1)))
                : mappings(newest, guess).anyMatch(mapping -> newest.has(mapping.then(ValuePath.parse(use))));
        assertTrue(there, () -> "no mapping has `" + use + "` of " + guess);
      }
    }
  }

  @Test
  void no_word_of_a_mapping_is_told_of_twice() {
    for (String component : Stream.of("", "certManager", "wellKnownDelegation", "postgres", "redis", "haproxy", "matrixRTC", "elementWeb", "hookshot").toList()) {
      Set<String> told = new HashSet<>();
      guesses.stream()
          .filter(guess -> !guess.at().isEmpty() && guess.use().isEmpty() && guess.isAbout(ValuePath.parse(component)))
          .flatMap(guess -> guess.words().stream())
          .forEach(word -> assertTrue(told.add(word), () -> "`" + word + "` in `" + component + "` is told of twice"));
    }
  }

  @Test
  void what_is_quoted_is_a_key_of_every_release_or_an_option() {
    List<SchemaTree> releases =
        Stream.of(Charts.builtIn().releases().getFirst(), Charts.builtIn().releases().getLast())
            .map(release -> new SchemaTree(Charts.builtIn().load(release).schema()))
            .toList();
    for (Guess guess : guesses) {
      for (Matcher quoted = QUOTED.matcher(guess.fix() + guess.none()); quoted.find(); ) {
        String name = quoted.group(1);
        assertTrue(
            OTHERS.contains(name)
                || releases.stream().allMatch(release -> isThere(release, ValuePath.parse(name), guess))
                || Stream.of(Program.values()).anyMatch(program -> guess.fix().contains(program.component() + ".additional") && Options.of(program).at(name).isPresent())
                || !guess.use().isEmpty(),
            () -> "`" + name + "` in " + guess);
      }
    }
  }

  /** A component that only newer releases have is spoken of only where it is. */
  private static boolean isThere(SchemaTree release, ValuePath path, Guess guess) {
    ValuePath component = new ValuePath(List.of(path.steps().getFirst()));
    return release.has(path) || (!release.has(component) && guess.isAbout(component) && guess.at().size() == 1);
  }

  private static Stream<ValuePath> mappings(SchemaTree tree, Guess guess) {
    List<ValuePath> all = new ArrayList<>(List.of(ValuePath.ROOT));
    tree.forEachProperty(path -> all.addAll(tree.allowedKeys(path).isEmpty() ? List.of() : List.of(path)));
    return guess.at().isEmpty() ? all.stream() : all.stream().filter(guess::isAbout);
  }
}
