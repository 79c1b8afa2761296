package dev.esslint.model.base;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.ChartComponent.Trait;
import dev.esslint.chart.Release;
import dev.esslint.text.Regex;
import dev.esslint.values.Installation;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the chart calls its objects in a cluster, from its templates: all names begin with that of the release of Helm.
 *
 * @param installation what Helm calls the deployment; where that is not stated, {@code <release>} stands for it
 * @param release the release of the chart
 */
public record ObjectNames(Installation installation, Release release) {
  private static final ValuePath WORKERS = ValuePath.of("synapse", "workers");

  /** The workers whose objects have a shorter name, so that the names of pods stay short enough. */
  private static final Map<String, String> SHORT_WORKERS =
      Map.of(
          "event-persister", "event-persist",
          "federation-inbound", "fed-inbound",
          "federation-reader", "fed-reader",
          "federation-sender", "fed-sender",
          "initial-synchrotron", "initial-sync",
          "media-repository", "media-repo",
          "presence-writer", "presence-write",
          "typing-persister", "typing");

  private static final Regex NAME = new Regex("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*");

  private static final int LONGEST_NAME = 253;

  private static final Release SHORTENED = new Release(25, 6, 0);

  /** What the keys of generated credentials are called. */
  private static final Map<String, String> GENERATED =
      Map.ofEntries(
          Map.entry("postgres.adminPassword", "POSTGRES_ADMIN_PASSWORD"),
          Map.entry("postgres.essPasswords.synapse", "POSTGRES_SYNAPSE_PASSWORD"),
          Map.entry(
              "postgres.essPasswords.matrixAuthenticationService",
              "POSTGRES_MATRIX_AUTHENTICATION_SERVICE_PASSWORD"),
          Map.entry("synapse.macaroon", "SYNAPSE_MACAROON"),
          Map.entry("synapse.registrationSharedSecret", "SYNAPSE_REGISTRATION_SHARED_SECRET"),
          Map.entry("synapse.signingKey", "SYNAPSE_SIGNING_KEY"),
          Map.entry("matrixAuthenticationService.encryptionSecret", "MAS_ENCRYPTION_SECRET"),
          Map.entry("matrixAuthenticationService.privateKeys.rsa", "MAS_RSA_PRIVATE_KEY"),
          Map.entry(
              "matrixAuthenticationService.privateKeys.ecdsaPrime256v1",
              "MAS_ECDSA_PRIME256V1_PRIVATE_KEY"),
          Map.entry("matrixAuthenticationService.synapseSharedSecret", "MAS_SYNAPSE_SHARED_SECRET"),
          Map.entry(
              "matrixAuthenticationService.synapseOIDCClientSecret",
              "MAS_SYNAPSE_OIDC_CLIENT_SECRET"),
          Map.entry("matrixRTC.livekitAuth.secret", "ELEMENT_CALL_LIVEKIT_SECRET"),
          Map.entry("hookshot.appserviceRegistration", "HOOKSHOT_REGISTRATION"),
          Map.entry("hookshot.passkey", "HOOKSHOT_RSA_PASSKEY"));

  /** Whether Kubernetes takes a text as the name of an object. */
  public static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && NAME.fits(text);
  }

  /** An object: its kind and its name. */
  public record Named(String kind, String name) {}

  /** The name of an object without the name of the release. */
  public String named(String suffix) {
    return installation.object(suffix);
  }

  /** Those objects that run a workload; the same for what runs beside another one in its pod. */
  public List<Named> running(String workload) {
    return switch (workload) {
      case "synapse" -> one("StatefulSet", "synapse-main");
      case "synapse.checkConfigHook" ->
          one(
              "Job",
              release.compareTo(SHORTENED) < 0 ? "synapse-check-config-hook" : "synapse-check-config");
      case "postgres.postgresExporter" -> running("postgres");
      case "redis.redisExporter" -> running("redis");
      case "deploymentMarkers" ->
          List.of(
              new Named("Job", named("deployment-markers-pre")),
              new Named("Job", named("deployment-markers-post")));
      default ->
          ChartComponent.at(workload)
              .map(component -> one(kind(component), component.object()))
              .orElseGet(() -> one("StatefulSet", worker(workload)));
    };
  }

  private static String kind(ChartComponent component) {
    boolean stateful = component == ChartComponent.HOOKSHOT || component == ChartComponent.POSTGRES;
    return component.has(Trait.ONCE) ? "Job" : stateful ? "StatefulSet" : "Deployment";
  }

  private List<Named> one(String kind, String suffix) {
    return List.of(new Named(kind, named(suffix)));
  }

  /** The type of a worker; empty if there is none at a path. */
  public static Optional<String> workerType(String path) {
    ValuePath worker = ValuePath.parse(path);
    return worker.startsWith(WORKERS) && worker.last() instanceof Key(String type)
        ? Optional.of(type)
        : Optional.empty();
  }

  /** What follows the name of the release for a worker. */
  public String worker(String path) {
    String type = workerType(path).orElseThrow();
    return "synapse-"
        + (release.compareTo(SHORTENED) < 0 ? type : SHORT_WORKERS.getOrDefault(type, type));
  }

  /** The Ingress of a component; that of Matrix RTC leads to two Services. */
  public String ingress(String component) {
    return named(component.equals("matrixRTC") ? "matrix-rtc" : service(component));
  }

  /** What follows the name of the release for the Service of a component. */
  public static String service(String component) {
    return ChartComponent.at(component).orElseThrow().object();
  }

  /** The claim that the chart makes for a volume. */
  public String claim(String volume) {
    return named(
        switch (volume) {
          case "synapse.media.storage" -> "synapse-media";
          case "postgres.storage" -> "postgres-data";
          default -> volume.substring(0, volume.indexOf('.'));
        });
  }

  /** The Secret and the key in it of a credential that the chart generates. */
  public String generated(String credential) {
    return named("generated") + ", key " + GENERATED.getOrDefault(credential, "?");
  }
}
