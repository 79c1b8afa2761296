package dev.esslint.model.required;

import dev.esslint.chart.NeededDefaults;
import dev.esslint.chart.Release;
import dev.esslint.chart.ReleaseRange;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Credential;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Parts;
import dev.esslint.text.Lookalikes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Origin;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The defaults that a {@code null} of the user has taken away and that the chart's templates cannot do without (catalogue
 * entry 9). Which they are in a release is measured; here is when each is asked for. What the schema or another check of
 * the chart refuses is not here.
 */
public final class NullFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        nulled[]: a default that a `null` took away and that the templates cannot do without
          path: its path
          form: `outdented` if the key behind it may belong below it; `switched` if it has a switch that is on by default; or else `alone`
          below: that key
          alone: its path, if it is neither
        nulledMonitors[]: one that they ask for only in a cluster with the Prometheus operator
          path: its path
        """);
  }

  /** From it on the chart looks at the ports of the SFU also where that is off. */
  private static final Release PORTS_WITHOUT_SFU = new Release(26, 1, 1);

  /** Before it a part that is off was looked at only by the well-known documents. */
  private static final Release LOOKED_AT = new Release(25, 6, 0);

  /** From it on a digest is enough: the templates do without a tag, and the schema asks for one of both. */
  private static final Release TAG_OR_DIGEST = new Release(25, 6, 0);

  /** From it on the RTC authoriser has no metrics. */
  private static final Release NO_METRICS_OF_RTC = new Release(25, 6, 1);

  /** In these the notes look at Matrix RTC, whatever is on. */
  private static final ReleaseRange NOTES_ON_RTC = ReleaseRange.parse(">=25.10.1 <25.12.0");

  /** The first in which the Service behind the Ingress of Matrix RTC has settings. */
  private static final Release SERVICE_OF_RTC = new Release(26, 1, 1);

  /** Hookshot listens where the network says from the first, Element Admin does no longer from the second. */
  private static final Release HOOKSHOT_LISTENS = new Release(26, 3, 0);
  private static final Release ADMIN_LISTENS = new Release(26, 3, 1);

  /** The first with Hookshot looks at the settings of a Service also where there is no Ingress. */
  private static final Release HOOKSHOT = new Release(26, 1, 1);

  private final Chosen chosen;
  private final Release release;
  private final Facts facts;
  private final Set<String> stated = new HashSet<>();
  private @Nullable Set<String> needed;

  private NullFacts(Chosen chosen, Release release, Facts facts) {
    this.chosen = chosen;
    this.release = release;
    this.facts = facts;
  }

  public static void state(Chosen chosen, Release release, Facts facts) {
    if (!holdsNull(chosen.values().written())) {
      return;
    }
    NullFacts nulls = new NullFacts(chosen, release, facts);
    Parts parts = new Parts(chosen);
    nulls.wholeParts(parts);
    nulls.shared(parts);
    nulls.jobs(parts, release);
    nulls.services(parts);
    nulls.databases(parts);
  }

  private static boolean holdsNull(Value written) {
    return switch (written) {
      case MapValue map -> map.entries().values().stream().anyMatch(NullFacts::holdsNull);
      case ListValue list -> false; // what is in a list takes no default away
      case ScalarValue scalar -> scalar.scalar().equals(Scalar.NULL);
    };
  }

  /** Parts whose switch the chart asks for wherever another part depends on it. */
  private void wholeParts(Parts parts) {
    need(true, "synapse", "matrixAuthenticationService", "elementAdmin", "hookshot", "wellKnownDelegation");
    boolean looked = since(LOOKED_AT);
    need(looked || parts.wellKnown(), "elementWeb");
    need(
        (looked ? parts.haproxy() : parts.wellKnown()) || parts.elementWeb() || NOTES_ON_RTC.contains(release),
        "matrixRTC");
    need(
        looked
            ? parts.synapse() || parts.mas()
            : parts.internal("synapse", "postgres") || parts.internal("matrixAuthenticationService", "postgres"),
        "postgres");
    need(parts.haproxy(), "haproxy");
    need(parts.synapse() || parts.mas() || parts.rtc() || parts.hookshot(), "initSecrets");
    boolean rendering = parts.rendersConfiguration();
    need(rendering, "matrixTools", "matrixTools.image", "matrixTools.image.pullSecrets");
    tag(rendering && !chosen.given("matrixTools.image.digest"), "matrixTools");
  }

  private void shared(Parts parts) {
    need(
        parts.any(), "labels", "tolerations", "image", "image.pullSecrets", "imagePullSecrets");
    need(parts.anyIngress(), "ingress", "ingress.annotations");
    boolean ofOthers = parts.haproxy() || parts.mas() || parts.elementWeb() || parts.elementAdmin();
    need(ofOthers || (since(SERVICE_OF_RTC) && parts.anyIngress()), "ingress.service", "ingress.service.annotations");
    need(
        parts.haproxy()
            || parts.mas()
            || parts.elementWeb()
            || (parts.hookshot() && since(HOOKSHOT_LISTENS))
            || (parts.elementAdmin() && !since(ADMIN_LISTENS)),
        "networking");
    need(
        (parts.synapse() && !chosen.given("synapse.media.storage.existingClaim"))
            || (parts.postgres() && !chosen.given("postgres.storage.existingClaim")),
        "storage");
  }

  private void jobs(Parts parts, Release release) {
    boolean generating = chosen.on("initSecrets.enabled") && Credential.generates(chosen, release);
    need(chosen.on("initSecrets.enabled"), "initSecrets.rbac");
    workload(generating, "initSecrets");
    need(generating, "matrixTools", "matrixTools.image", "matrixTools.image.pullSecrets");
    tag(generating, "matrixTools");
    boolean marking = chosen.on("deploymentMarkers.enabled") && parts.synapse();
    need(chosen.on("deploymentMarkers.enabled"), "deploymentMarkers.rbac");
    workload(marking, "deploymentMarkers");
    boolean checking = parts.synapse() && chosen.on("synapse.checkConfigHook.enabled");
    need(parts.synapse(), "synapse.checkConfigHook");
    need(checking, "synapse.checkConfigHook.labels");
    serviceAccount(checking, "synapse.checkConfigHook");
  }

  private void services(Parts parts) {
    exposed(parts.elementAdmin(), "elementAdmin");
    exposed(parts.elementWeb(), "elementWeb");
    monitored(parts.haproxy(), "haproxy");
    hookshot(parts);
    mas(parts);
    rtc(parts);
    synapse(parts);
    wellKnown(parts);
  }

  private void hookshot(Parts parts) {
    exposed(parts.hookshot(), "hookshot");
    monitored(parts.hookshot(), "hookshot");
    need(
        parts.hookshot(),
        "hookshot.logging",
        "hookshot.storage",
        "hookshot.passkey",
        "hookshot.appserviceRegistration");
    need(parts.hookshot() && !chosen.given("hookshot.appserviceRegistration"), "hookshot.user"); // for the one that is generated
    need(parts.hookshot() && release.equals(HOOKSHOT), "hookshot.ingress.service");
    // the chart takes the labels of this Ingress from there
    need(
        parts.hookshot() && chosen.given("hookshot.ingress.host"),
        "haproxy",
        "haproxy.image",
        "haproxy.labels");
  }

  private void mas(Parts parts) {
    exposed(parts.mas(), "matrixAuthenticationService");
    monitored(parts.mas(), "matrixAuthenticationService");
    need(
        parts.mas(),
        "matrixAuthenticationService.privateKeys",
        "matrixAuthenticationService.syn2mas",
        "matrixAuthenticationService.encryptionSecret",
        "matrixAuthenticationService.postgres",
        "matrixAuthenticationService.synapseOIDCClientSecret",
        "matrixAuthenticationService.synapseSharedSecret");
    boolean migrating =
        parts.mas() && parts.synapse() && parts.on("matrixAuthenticationService.syn2mas");
    workload(migrating, "matrixAuthenticationService.syn2mas");
    need(migrating, "matrixAuthenticationService.syn2mas.image");
  }

  private void rtc(Parts parts) {
    exposed(parts.rtc(), "matrixRTC");
    monitors(parts.rtc() && !since(NO_METRICS_OF_RTC), "matrixRTC");
    need(
        parts.rtc(),
        "matrixRTC.livekitAuth",
        "matrixRTC.sfu",
        "matrixRTC.sfu.exposedServices.turnTLS");
    need(
        parts.sfu() || (parts.rtc() && since(PORTS_WITHOUT_SFU)),
        "matrixRTC.sfu.exposedServices");
    need(parts.rtc() && chosen.given("serverName"), "matrixRTC.restrictRoomCreationToLocalUsers");
    monitored(parts.sfu(), "matrixRTC.sfu");
    need(
        parts.sfu(),
        "matrixRTC.sfu.additional",
        "matrixRTC.sfu.logging",
        "matrixRTC.sfu.exposedServices.rtcTcp",
        "matrixRTC.sfu.exposedServices.rtcMuxedUdp",
        "matrixRTC.sfu.exposedServices.rtcUdp",
        "matrixRTC.sfu.exposedServices.turn");
    need(
        parts.sfu() && chosen.on("matrixRTC.sfu.exposedServices.turnTLS.enabled"),
        "matrixRTC.sfu.exposedServices.turnTLS.domain");
  }

  private void synapse(Parts parts) {
    exposed(parts.synapse(), "synapse");
    monitored(parts.synapse(), "synapse");
    need(
        parts.synapse(),
        "synapse.macaroon",
        "synapse.registrationSharedSecret",
        "synapse.signingKey",
        "synapse.logging",
        "synapse.logging.levelOverrides",
        "synapse.media",
        "synapse.media.storage",
        "synapse.postgres",
        "synapse.workers");
  }

  private void wellKnown(Parts parts) {
    need(
        parts.wellKnown(),
        "wellKnownDelegation.additional",
        "wellKnownDelegation.additional.element",
        "wellKnownDelegation.additional.client",
        "wellKnownDelegation.additional.server",
        "wellKnownDelegation.additional.support",
        "wellKnownDelegation.baseDomainRedirect",
        "wellKnownDelegation.ingress",
        "wellKnownDelegation.ingress.annotations",
        "wellKnownDelegation.ingress.service",
        "wellKnownDelegation.labels");
  }

  private void databases(Parts parts) {
    monitored(parts.postgres(), "postgres");
    need(
        parts.postgres(),
        "postgres.adminPassword",
        "postgres.essPasswords",
        "postgres.postgresExporter.image",
        "postgres.resources",
        "postgres.resources.limits",
        "postgres.resources.limits.memory",
        "postgres.storage");
    String redis = parts.redisPath();
    monitored(parts.redis(), redis);
    need(parts.redis(), redis + ".redisExporter.image");
    need(parts.synapse(), "synapse.redis");
  }

  private void exposed(boolean deployed, String part) {
    workload(deployed, part);
    need(deployed, part + ".image", part + ".ingress");
    boolean ingress = !part.equals("hookshot") || chosen.given("hookshot.ingress.host");
    need(deployed && ingress, part + ".ingress.annotations", part + ".ingress.service");
  }

  private void monitored(boolean deployed, String part) {
    workload(deployed, part);
    need(deployed, part + ".image");
    monitors(deployed, part);
  }

  private void monitors(boolean deployed, String part) {
    ValuePath monitors = ValuePath.parse(part + ".serviceMonitors");
    if (deployed && isNull(monitors) && chosen.values().at(monitors).isEmpty()) {
      facts.item("nulledMonitors").put("path", monitors.toString(), monitors);
    }
  }

  private void workload(boolean deployed, String part) {
    need(deployed, part + ".labels", part + ".tolerations", part + ".replicas");
    tag(deployed, part);
    serviceAccount(deployed, part);
  }

  private void tag(boolean deployed, String part) {
    need(deployed && !since(TAG_OR_DIGEST), part + ".image.tag");
  }

  private void serviceAccount(boolean deployed, String part) {
    need(deployed, part + ".serviceAccount");
    need(
        deployed && chosen.on(part + ".serviceAccount.create"),
        part + ".serviceAccount.annotations");
  }

  /** States which of these defaults have been taken away. */
  private void need(boolean needed, String... paths) {
    for (String path : needed ? List.of(paths) : List.<String>of()) {
      ValuePath about = ValuePath.parse(path);
      if (isNull(about)
          && chosen.values().at(about).isEmpty()
          && isNeeded(path)
          && stated.add(path)) {
        Facts item = facts.item("nulled");
        item.put("path", path, about);
        Optional<String> below = outdented(about);
        boolean switched = below.isEmpty() && chosen.preset(path + ".enabled").equals(Optional.of(Scalar.TRUE));
        item.put("form", below.isPresent() ? "outdented" : switched ? "switched" : "alone", about);
        if (!switched) {
          item.put(below.isPresent() ? "below" : "alone", below.orElse(path), about);
        }
      }
    }
  }

  /** The key behind one without a value that may have lost its indentation, since the chart has such a key below that one. */
  private Optional<String> outdented(ValuePath path) {
    Value around = chosen.values().writtenAt(path.parent()).orElse(null);
    Value own = chosen.values().writtenAt(path).orElse(null);
    if (own == null || !(around instanceof MapValue map) || own.origin().value().start() < own.origin().value().end()) {
      return Optional.empty(); // a null that is written
    }
    String next = null;
    int start = Integer.MAX_VALUE;
    for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
      Origin origin = entry.getValue().origin();
      if (origin.layer().equals(own.origin().layer())
          && origin.key().start() > own.origin().key().start()
          && origin.key().start() < start) {
        next = entry.getKey();
        start = origin.key().start();
      }
    }
    return Optional.ofNullable(next)
        .filter(key -> !Lookalikes.bare(key).equals(key) || chosen.isPreset(path.key(key)));
  }

  private boolean since(Release first) {
    return release.compareTo(first) >= 0;
  }

  private boolean isNeeded(String path) {
    if (needed == null) {
      needed = NeededDefaults.of(release);
    }
    return Objects.requireNonNull(needed).contains(path);
  }

  private boolean isNull(ValuePath path) {
    Value written = chosen.values().writtenAt(path).orElse(null);
    return written instanceof ScalarValue(Scalar.Null nothing, var origin);
  }
}
