package dev.esslint.model.texts;

import dev.esslint.chart.ChartComponent;
import dev.esslint.chart.Release;
import dev.esslint.chart.TextUse;
import dev.esslint.chart.TextUse.Encoding;
import dev.esslint.chart.TextUse.Evaluated;
import dev.esslint.chart.TextUse.Frame;
import dev.esslint.chart.TextUse.Quoting;
import dev.esslint.chart.TextUse.Written;
import dev.esslint.chart.TextUses;
import dev.esslint.chart.When;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Parts;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Index;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the chart does with texts under the values that there are. When it does so was measured ({@link TextUses}); but of what many parts
 * share, such as all pods or all Ingresses, no number of samples tells that each of them is enough. That is said here.
 */
final class TextsInUse {
  private static final ValuePath SHARED_SECRET = ValuePath.of("ingress", "tlsSecret");
  private static final String SECRET = "tlsSecret";
  private static final String OWN_SECRET = ".ingress." + SECRET;

  /** Before it the redirect led to Element Web wherever that was enabled. */
  private static final Release REDIRECTED_BY_URL = new Release(25, 10, 3);

  private static final ValuePath WEB_HOST = ValuePath.of("elementWeb", "ingress", "host");

  /** The first release that gives MAS the parts of the address of its database, each on a line of its own. */
  private static final Release DATABASE_BY_PARTS = new Release(26, 8, 0);

  /** The first release whose SFU reports to the RTC authoriser. */
  private static final Release HOOK_OF_SFU = new Release(26, 8, 1);

  /** The pull secrets of all pods; a release has one of the two. */
  private static final List<ValuePath> PULL_SECRETS = List.of(ValuePath.of("image", "pullSecrets"), ValuePath.of("imagePullSecrets"));

  /** Of these a pod has its own, or else those at the top. */
  private static final Set<String> CLASSES = Set.of("priorityClassName", "schedulerName", "runtimeClassName");

  private static final ValuePath TOOLS = ValuePath.of("matrixTools", "image");
  private static final String EXTRA_VOLUMES = "extraVolumes";
  private static final Key VOLUMES = new Key(EXTRA_VOLUMES);

  /** The passwords of the chart's database; their keys are asked for where their owners run. */
  private static final ValuePath PASSWORDS = ValuePath.of("postgres", "essPasswords");

  private static final ValuePath STORAGE_CLASS = ValuePath.of("storage", "storageClassName");

  /** The first release that reads {@link #STORAGE_CLASS}. */
  private static final Release STORAGE_SHARED = new Release(26, 3, 2);

  /** The first release in which Matrix RTC knows the name of the server. */
  private static final Release NAME_FOR_RTC = new Release(25, 8, 0);

  private static final ValuePath GENERATOR = ValuePath.of("initSecrets", "serviceAccount", "name");

  private final Chosen chosen;
  private final Release release;
  private @Nullable TextUses measured;
  private @Nullable List<String> pods;

  TextsInUse(Chosen chosen, Release release) {
    this.chosen = chosen;
    this.release = release;
  }

  /** What is done with the text at a path. */
  List<TextUse> at(ValuePath path) {
    if (path.equals(GENERATOR)) {
      return nameOfGenerator();
    }
    if (path.equals(STORAGE_CLASS)) {
      return release.compareTo(STORAGE_SHARED) >= 0 && takesSharedClass() ? List.of(written("k: " + Frame.TEXT, Encoding.FLUSH)) : List.of();
    }
    List<TextUse> seen = measured().at(path);
    if (seen.isEmpty()) {
      seen = withItem(path);
    }
    Stream<TextUse> used = seen.stream().filter(use -> isUsed(path, use).orElseGet(() -> chosen.holds(use.when())));
    return (path.equals(WEB_HOST) && redirectsToWeb() ? Stream.concat(used, Stream.of(written(Frame.BLOCK, Encoding.RAW))) : used).toList();
  }

  /** An item of a list that is quoted as a whole is evaluated with all that is in it. */
  private List<TextUse> withItem(ValuePath path) {
    return item(path).map(item -> measured().at(item.key("name"))).orElse(List.of()).stream()
        .filter(use -> use instanceof Evaluated e && e.quoting() == Quoting.YAML)
        .toList();
  }

  /** The path of the item of a list that a path leads into. */
  static Optional<ValuePath> item(ValuePath path) {
    for (int i = path.steps().size(); i > 0; i--) {
      if (path.steps().get(i - 1) instanceof Index) {
        return Optional.of(new ValuePath(path.steps().subList(0, i)));
      }
    }
    return Optional.empty();
  }

  /** What is done with the key that ends a path, as a text. */
  List<TextUse> ofKey(ValuePath path) {
    return measured().ofKey(path).stream().filter(use -> chosen.holds(use.when())).toList();
  }

  private TextUses measured() {
    TextUses all = measured;
    if (all == null) {
      all = TextUses.of(release);
      measured = all;
    }
    return all;
  }

  /** Whether the chart uses the text at a path in a way; empty if it does so when that was seen. */
  private Optional<Boolean> isUsed(ValuePath path, TextUse use) {
    String name = path.last() instanceof Key(String last) ? last : "";
    if (use instanceof Evaluated && name.equals(SECRET) && (path.equals(SHARED_SECRET) || path.toString().endsWith(OWN_SECRET))) {
      return Optional.of(asksForCertificate().anyMatch(component -> path.equals(certificate(component))));
    }
    boolean top = path.steps().size() == 1;
    if (use instanceof Evaluated && top && name.equals("serverName")) {
      Parts parts = new Parts(chosen);
      boolean rtc = parts.rtc() && release.compareTo(NAME_FOR_RTC) >= 0;
      return Optional.of(parts.haproxy() || parts.elementWeb() || parts.elementAdmin() || parts.hookshot() || rtc);
    }
    if (top && name.equals("clusterDomain") && use instanceof Written(Frame(String line), var encoding, var when) && line.equals(Frame.BLOCK)) {
      return Optional.of(addressesServices());
    }
    if (PULL_SECRETS.stream().anyMatch(path::startsWith)) {
      return Optional.of(!pods().isEmpty());
    }
    if (path.startsWith(TOOLS)) {
      return Optional.of(runTools() && (!name.equals("tag") || !chosen.given("matrixTools.image.digest")));
    }
    if (top && CLASSES.contains(name)) {
      return Optional.of(pods().stream().anyMatch(pod -> !chosen.given(pod + "." + name)));
    }
    if (path.parent().startsWith(PASSWORDS) && path.last().equals(new Key("secretKey"))) {
      Parts parts = new Parts(chosen);
      return Optional.of(parts.postgres() && path.parent().last() instanceof Key(String owner) && parts.on(owner));
    }
    // very many texts are asked for, and few are of these
    return CLASSES.contains(name) || path.steps().contains(VOLUMES) ? isUsedByPod(path) : Optional.empty();
  }

  /** Whether a configuration has the address of a Service in it, with a port behind it. */
  private boolean addressesServices() {
    Parts parts = new Parts(chosen);
    return parts.synapse()
        || parts.internal("hookshot", "redis")
        || (chosen.on("postgres.enabled") && parts.internal("matrixAuthenticationService", "postgres") && release.compareTo(DATABASE_BY_PARTS) < 0)
        || (parts.sfu() && release.compareTo(HOOK_OF_SFU) >= 0);
  }

  /** The same of the classes and the volumes of a pod. */
  private Optional<Boolean> isUsedByPod(ValuePath path) {
    for (ChartComponent component : ChartComponent.values()) {
      String pod = component.path();
      ValuePath volumes = ValuePath.parse(pod).key(EXTRA_VOLUMES);
      if (path.startsWith(volumes)) {
        return Optional.of(pods().contains(pod) && (component != ChartComponent.SYNAPSE || isMounted(volumes, path)));
      }
      if (CLASSES.stream().anyMatch(own -> path.equals(ValuePath.parse(pod).key(own)))) {
        return Optional.of(pods().contains(pod));
      }
    }
    return Optional.empty();
  }

  /** Whether a volume of Synapse is in one of its pods: it may be meant for the one alone that looks at the configuration. */
  private boolean isMounted(ValuePath volumes, ValuePath path) {
    ValuePath volume = new ValuePath(path.steps().subList(0, volumes.steps().size() + 1));
    return !chosen.textAt(volume.key("mountContext")).equals("hook") || chosen.on("synapse.checkConfigHook.enabled");
  }

  private List<String> pods() {
    List<String> found = pods;
    if (found == null) {
      found = new Parts(chosen).pods(release);
      pods = found;
    }
    return found;
  }

  /** Whether there is a pod that runs the chart's own tools. */
  private boolean runTools() {
    return new Parts(chosen).rendersConfiguration() || pods().contains("initSecrets") || pods().contains("deploymentMarkers");
  }

  /** The job that generates credentials is there only with some of them missing, which no sample shows. */
  private List<TextUse> nameOfGenerator() {
    List<TextUse> uses = new ArrayList<>();
    if (pods().contains("initSecrets")) {
      uses.add(written("k: " + Frame.TEXT, Encoding.RAW));
      if (chosen.on("initSecrets.rbac.create")) {
        uses.add(written("k: " + Frame.TEXT, Encoding.FLUSH));
      }
      if (chosen.on("initSecrets.serviceAccount.create")) {
        uses.add(written(Frame.METADATA + "k: " + Frame.TEXT, Encoding.FLUSH));
      }
    }
    return uses;
  }

  private static Written written(String line, Encoding encoding) {
    return new Written(new Frame(line), encoding, new When(List.of()));
  }

  /** Whether there is a volume without a class of its own. */
  private boolean takesSharedClass() {
    Parts parts = new Parts(chosen);
    return (parts.synapse() && takesSharedClass("synapse.media.storage"))
        || (parts.postgres() && takesSharedClass("postgres.storage"))
        || (parts.hookshot() && chosen.on("hookshot.enableEncryption") && takesSharedClass("hookshot.storage"));
  }

  private boolean takesSharedClass(String storage) {
    return !chosen.given(storage + ".existingClaim") && !chosen.given(storage + ".storageClassName");
  }

  private boolean redirects() {
    return new Parts(chosen).wellKnown() && chosen.on("wellKnownDelegation.baseDomainRedirect.enabled") && chosen.on("elementWeb.enabled");
  }

  private boolean redirectsElsewhere() {
    return chosen.given("wellKnownDelegation.baseDomainRedirect.url");
  }

  private boolean redirectsToWeb() {
    return redirects() && !redirectsElsewhere();
  }

  /**
   * The components whose certificate the chart asks for: of those that have an Ingress with TLS, and of Element Web where the
   * redirect leads to it, whether it has TLS or not.
   */
  private Stream<String> asksForCertificate() {
    boolean redirects = redirects() && (release.compareTo(REDIRECTED_BY_URL) < 0 || !redirectsElsewhere());
    return Stream.concat(
        Stream.concat(Parts.HOSTED.stream(), Stream.of("wellKnownDelegation"))
            .filter(c -> chosen.on("ingress.tlsEnabled"))
            .filter(c -> chosen.on(c + ".enabled") && chosen.on(c + ".ingress.tlsEnabled"))
            .filter(c -> !c.equals("hookshot") || chosen.given("hookshot.ingress.host")),
        redirects ? Stream.of("elementWeb") : Stream.empty());
  }

  /** What names the Secret with the certificate of a component. */
  private ValuePath certificate(String component) {
    String own = component + OWN_SECRET;
    return chosen.given(own) ? ValuePath.parse(own) : SHARED_SECRET;
  }
}
