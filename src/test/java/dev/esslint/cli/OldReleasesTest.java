package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told with releases of their time, by ids: no less than what is wrong, and no cause a second time. */
final class OldReleasesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25.6.2  | synapse: {media: {storage: {existingClaim: media, storageClass: fast}}} | SYN024
          25.6.2  | synapse: {media: {storage: {storageClass: fast}}} | SYN060
          25.9.0  | matrixRTC: {livekitAuth: {key: calls}} | SCH004
          25.9.0  | {initSecrets: {enabled: false}, matrixRTC: {livekitAuth: {key: calls}}, matrixAuthenticationService: {enabled: false}, synapse: {enabled: false}} | WKD021 SCH004 RTC076
          25.9.0  | {initSecrets: {enabled: false}, matrixRTC: {livekitAuth: {}}, matrixAuthenticationService: {enabled: false}, synapse: {enabled: false}} | WKD021 SCH004 RTC076
          25.9.0  | {initSecrets: {enabled: false}, matrixAuthenticationService: {enabled: false}, synapse: {enabled: false}} | WKD021 SEC004 RTC076
          25.9.0  | initSecrets: | CHT001
          26.4.1  | initSecrets: | CHT001
          25.5.1  | synapse: {image: {tag: null}} | CHT001
          25.5.1  | synapse: {image: {tag: null, digest: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}} | CHT001
          25.8.2  | synapse: {image: {tag: null}} | SCH008
          26.8.1  | synapse: {image: {tag: null}} | SCH008
          25.8.2  | synapse: {image: {tag: "a b"}} | K8S030
          25.9.0  | 'matrixAuthenticationService: {additional: {a: {config: "account: {password_registration_token_required: true, password_registration_enabled: true}"}}}' | MAS050 MAS062
          25.9.0  | 'matrixAuthenticationService: {image: {digest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}, additional: {a: {config: "account: {password_registration_token_required: true, password_registration_enabled: true}"}}}' |
          25.10.2 | elementWeb: {replicas: 0} | SCH005
          25.10.2 | matrixAuthenticationService: {replicas: 0} | K8S060
          25.12.1 | matrixAuthenticationService: {replicas: 0} | MAS063
          25.5.1  | matrixAuthenticationService: {encryptionSecret: {value: abc}} | SEC025
          25.5.1  | 'matrixRTC: {sfu: {additional: "rtc: ["}}' | CFG001
          25.5.1  | 'matrixRTC: {sfu: {additional: "rtc: {use_external_ip: true}"}}' |
          25.7.0  | matrixRTC: {hostAliases: [{ip: 10.43.0.10, hostnames: [example.org, matrix.example.org]}]} |
          25.8.2  | matrixRTC: {hostAliases: [{ip: 10.43.0.10, hostnames: [example.org, matrix.example.org]}]} | RTC020
          26.2.2  | 'synapse: {additional: {a: {config: "database: {args: {dbname: other}}"}}}' | SYN031
          26.3.1  | 'synapse: {additional: {a: {config: "database: {args: {dbname: other}}"}}}' | SYN030
          25.11.1 | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: 93.184.215.14}"}}}}' | RTC108
          25.11.1 | 'matrixRTC: {sfu: {useStunToDiscoverPublicIP: false, additional: {a: {config: "rtc: {node_ip: 93.184.215.14}"}}}}' | RTC085
          25.8.3  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: 127.0.0.1}"}}}}' | RTC130
          26.2.3  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: ''93.184.215.14:30002''}"}}}}' | RTC130
          26.8.1  | 'matrixRTC: {sfu: {manualIP: 93.184.215.14, additional: {a: {config: "rtc: {node_ip: 127.0.0.1}"}}}}' | RTC003 RTC072
          26.3.2  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: ''93.184.215.14:30002''}"}}}}' | OPT010
          26.3.2  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: ''93.184.215.14,93.184.215.15''}"}}}}' | OPT010
          26.3.2  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: ''93.184.215.14, 2a01:4f8:c17::1''}"}}}}' | RTC112
          26.3.2  | 'matrixRTC: {sfu: {manualIP: "127.0.0.1,::1"}}' | RTC129
          26.3.2  | 'matrixRTC: {sfu: {manualIP: "93.184.215.14,2a01:4f8:c17::1"}}' | RTC003
          26.3.1  | 'matrixRTC: {sfu: {manualIP: "93.184.215.14,2a01:4f8:c17::1"}}' | RTC129
          26.3.2  | 'matrixRTC: {sfu: {manualIP: "127.0.0.1,::1", useStunToDiscoverPublicIP: false}}' | RTC005
          25.11.1 | 'matrixRTC: {sfu: {manualIP: 93.184.215.15, additional: {a: {config: "rtc: {node_ip: 93.184.215.14}"}}}}' | RTC135 RTC108
          25.9.2  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: sfu.example.org, use_external_ip: false}"}}}}' | RTC132
          25.7.0  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: 127.0.0.1, use_external_ip: false}"}}}}' | RTC133
          25.8.3  | 'matrixRTC: {sfu: {additional: {a: {config: "rtc: {node_ip: 10.0.0.5, use_external_ip: false}"}}}}' | RTC134
          26.3.1  | matrixRTC: {sfu: {manualIP: "[2a01:4f8:c17::1]"}} | RTC129
          26.3.2  | matrixRTC: {sfu: {manualIP: "[2a01:4f8:c17::1]"}} | RTC131
          """)
  void told(String release, String values, String ids) throws IOException {
    List<String> told = new ArrayList<>(ids(release, values));
    ids(release, "{}").forEach(told::remove);
    assertEquals(ids == null ? List.of() : Arrays.asList(ids.split(" ")), told);
  }

  @Test
  void what_became_of_a_key_is_not_told_before_it_happened() throws IOException {
    String told = report("25.10.2", "synapse: {redis: {maxMemory: 40mb}}");
    assertFalse(told.contains("own Redis"), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          25.10.2 | synapse: {workers: {media-repository: {replicas: 2}}} | which does not take this value
          25.10.2 | synapse: {workers: {media-repository: {replicas: 1}}} | Deploy release 26.7.0
          25.10.2 | hookshot: {enabled: true} | Deploy release 26.1.1
          """)
  void a_later_release_is_offered_only_if_it_takes_the_value(String release, String values, String text)
      throws IOException {
    Files.writeString(folder.resolve("values.yaml"), values + "\n");
    String told = Run.in(folder, "--chart-version", release, "values.yaml").told();
    assertTrue(told.contains(text), told);
  }

  private List<String> ids(String release, String values) throws IOException {
    return report(release, values)
        .lines()
        .map(line -> line.replaceFirst("^.*?: (error|warning|note) ([A-Z0-9]+) .*", "$2"))
        .filter(id -> id.matches("[A-Z0-9]+[0-9]{3}"))
        .collect(Collectors.toList());
  }

  private String report(String release, String values) throws IOException {
    boolean console = !release.matches("25\\.[5-9]\\..*");
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        serverName: example.org
        certManager: {clusterIssuer: our-issuer}
        ingress: {className: traefik}
        synapse: {ingress: {host: matrix.example.org}}
        matrixAuthenticationService: {ingress: {host: account.example.org}}
        elementWeb: {ingress: {host: chat.example.org}}
        matrixRTC: {ingress: {host: mrtc.example.org}}
        """
            + (console ? "elementAdmin: {ingress: {host: admin.example.org}}\n" : ""));
    Files.writeString(folder.resolve("values.yaml"), values + "\n");
    return Run.in(folder, "-q", "--chart-version", release, "-f", "base.yaml", "-f", "values.yaml").out();
  }
}
