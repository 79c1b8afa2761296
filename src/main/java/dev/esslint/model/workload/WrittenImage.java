package dev.esslint.model.workload;

import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.model.workload.ImageTag.Drift;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image of which the user set something, and what is to be said of it. */
final class WrittenImage {
  /** The registries that the chart takes images from. */
  static final Set<String> PUBLIC = Set.of("docker.io", "ghcr.io", "oci.element.io");

  private static final Regex TAG = new Regex("\\w[\\w.-]{0,127}");
  private static final Regex DIGEST = new Regex("sha256:[0-9a-f]{64}");

  /** A tag with the digest behind it, as other tools take it. */
  private static final Regex PINNED = new Regex("(\\w[\\w.-]{0,127})@(sha256:[0-9a-f]{64})");

  private static final Regex REPOSITORY = new Regex("[a-z0-9]++(?:(?:[./]|_{1,2}+|-++)[a-z0-9]++)*+");

  /** The first part of a repository that is the host of a registry: no owner's name has a dot or a colon in it. */
  private static final Regex HOST =
      new Regex(
          "((?:[A-Za-z0-9-]{1,63}\\.){1,30}[A-Za-z0-9-]{1,63}(?::\\d{1,5})?|localhost(?::\\d{1,5})?|[a-z0-9-]{1,63}:\\d{1,5})/(.{1,512})");

  /** The workloads with a program of their own. */
  private static final List<String> PROGRAMS =
      List.of(
          "synapse",
          "matrixAuthenticationService",
          "matrixRTC",
          "matrixRTC.sfu",
          "elementWeb",
          "elementAdmin",
          "hookshot",
          "haproxy",
          "postgres",
          "redis",
          "matrixTools");

  /** Where images that moved have been published: registry and repository belong together. */
  private static final List<List<String>> HOMES =
      List.of(
          List.of("docker.io/vectorim/element-web", "ghcr.io/element-hq/element-web", "oci.element.io/element-web"),
          List.of("docker.io/matrixdotorg/synapse", "ghcr.io/element-hq/synapse", "oci.element.io/synapse"),
          List.of("ghcr.io/element-hq/lk-jwt-service", "oci.element.io/lk-jwt-service"));

  /** Words in names of images that do not tell the program. */
  private static final Set<String> ANYTHING = Set.of("matrix", "service", "server", "web", "admin", "exporter");

  private final Chosen chosen;
  private final String workload;
  private final Facts item;
  private final String registry;
  private final String repository;
  private final ImageTag tag;
  private final String digest;

  private WrittenImage(Chosen chosen, String workload, Facts item) {
    this.chosen = chosen;
    this.workload = workload;
    this.item = item;
    this.registry = text("registry");
    this.repository = text("repository");
    this.tag = new ImageTag(text("tag"));
    this.digest = text("digest");
  }

  /**
   * States the facts.
   *
   * @param workload what runs the image
   * @param item takes them
   */
  static void state(Chosen chosen, String workload, Facts item) {
    WrittenImage image = new WrittenImage(chosen, workload, item);
    image.reference();
    image.host();
    image.place();
    if (chosen.isWritten(image.path("tag"))) {
      image.tag();
    }
  }

  /** The image as the chart makes it. */
  private void reference() {
    ValuePath whole = ValuePath.parse(workload + ".image");
    item.put("workload", workload, whole);
    item.put("reference", home() + (digest.isEmpty() ? ":" + tag.text() : "@" + digest), whole);
    item.put("place", home(), whole);
    item.put("never", text("pullPolicy").equals("Never"), about("pullPolicy"));
  }

  /** A repository that begins with the host of a registry, or else what keeps the parts from being an image. */
  private void host() {
    Matcher hosted = HOST.matcher(repository);
    boolean whole = !registry.isEmpty() && (PUBLIC.contains(registry) || repository.startsWith(registry + "/"));
    if (!whole || !hosted.matches()) {
      fault();
      return;
    }
    String[] pinned = hosted.group(2).split("@", 2);
    String[] tagged = pinned[0].split(":", 2);
    Patch patch = new Patch(chosen).with(path("registry"), hosted.group(1)).with(path("repository"), tagged[0]);
    if (tagged.length > 1) {
      patch.with(path("tag"), tagged[1]);
    }
    if (pinned.length > 1) {
      patch.with(path("digest"), pinned[1]);
    }
    item.put("hosted", hosted.group(1), about("repository"));
    item.put("patch", patch.yaml(), about("repository"));
  }

  /** Registry and repository that do not belong together, or belong to another workload. */
  private void place() {
    Optional<String> swapped = swapped();
    swapped.ifPresent(other -> item.put("swapped", other, about("repository")));
    boolean moved = swapped.isEmpty() && PUBLIC.contains(registry) && HOMES.stream().anyMatch(this::isAmong);
    item.put("moved", moved, about(chosen.isWritten(path("repository")) ? "repository" : "registry"));
  }

  /** Whether this repository is one of the homes of an image in another registry. */
  private boolean isAmong(List<String> homes) {
    return !homes.contains(home()) && homes.stream().anyMatch(home -> home.endsWith("/" + repository));
  }

  /** The workload whose image has the same name as that of another one, which has another name by default. */
  private Optional<String> swapped() {
    Optional<String> own = preset("repository");
    String name = lastPart(repository);
    return own.isEmpty() || lastPart(own.get()).equals(name)
        ? Optional.empty()
        : PROGRAMS.stream()
            .filter(other -> chosen.preset(other + ".image.repository").map(Scalar::text).filter(p -> lastPart(p).equals(name)).isPresent())
            .findFirst();
  }

  /** A tag that the user wrote. */
  private void tag() {
    item.put("tag", tag.text(), about("tag"));
    item.put("moving", digest.isEmpty() && tag.isMoving(), about("tag"));
    item.put("hidden", !digest.isEmpty() && layer("tag") > layer("digest"), about("tag"));
    preset("tag").map(ImageTag::new).ifPresent(this::besides);
  }

  /** What it is beside the tag of the release; a digest makes that idle. */
  private void besides(ImageTag preset) {
    item.put("preset", preset.text(), about("tag"));
    if (!digest.isEmpty()) {
      return;
    }
    Optional<String> spelled = tag.spelledAs(preset).filter(other -> isOfChart());
    Optional<Drift> drift = tag.driftFrom(preset);
    if (spelled.isPresent()) {
      item.put("spelled", spelled.get(), about("tag"));
    } else if (preset("repository").filter(own -> lastPart(own).equals(lastPart(repository))).isPresent()) {
      drift.ifPresent(d -> {
        item.put("drift", d.name().toLowerCase(Locale.ROOT), about("tag"));
        item.put("fitting", new Patch(chosen).with(path("tag"), preset.text()).yaml(), about("tag"));
      });
    } else if (drift.equals(Optional.of(Drift.OLDER)) && tag.hasMajorOf(preset) && isNamedAfterPreset()) {
      item.put("behind", true, about("tag"));
    }
  }

  /** Whether it comes from where the chart takes it. */
  private boolean isOfChart() {
    return Stream.of("registry", "repository").allMatch(part -> preset(part).filter(text(part)::equals).isPresent());
  }

  /** Whether an image of somebody is named after the program of the chart's, such as {@code docker-synapse}, {@code livekit} or {@code mas}. */
  private boolean isNamedAfterPreset() {
    Optional<String> own = preset("repository").map(WrittenImage::lastPart);
    List<String> words = Spelling.words(own.orElse(""));
    String initials = words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
    return own.isPresent()
        && (lastPart(repository).contains(own.get())
            || Spelling.words(lastPart(repository)).stream()
                .anyMatch(word -> words.contains(word) ? !ANYTHING.contains(word) : words.size() > 2 && word.equals(initials)));
  }

  private void fault() {
    if (registry.isEmpty()) {
      fault("no-registry", "registry", preset(new Patch(chosen), "registry"));
    } else if (registry.contains("://")) {
      fault("scheme", "registry", with("registry", registry.replaceFirst("^.*://", "").replaceFirst("/$", "")));
    } else if (registry.endsWith("/")) {
      fault("slash", "registry", with("registry", registry.replaceFirst("/+$", "")));
    } else if (!isUnknown(repository) && !REPOSITORY.fits(repository)) {
      faultOfRepository();
    } else if (!digest.isEmpty() && !isUnknown(digest)) {
      if (!DIGEST.fits(digest)) {
        String named = "sha256:" + digest;
        fault(
            "invalid-digest",
            "digest",
            DIGEST.fits(named) ? with("digest", named) : preset(new Patch(chosen).with(path("digest"), Scalar.NULL), "tag"));
      }
    } else if (!isUnknown(tag.text()) && !isUnknown(digest) && !TAG.fits(tag.text()) && isText("tag")) {
      Matcher pinned = PINNED.matcher(tag.text());
      fault(
          tag.text().isEmpty() ? "no-tag" : "invalid-tag",
          "tag",
          pinned.matches() ? with("tag", pinned.group(1)).with(path("digest"), pinned.group(2)) : preset(new Patch(chosen), "tag"));
    }
  }

  private void faultOfRepository() {
    int end = repository.indexOf('@') >= 0 ? repository.indexOf('@') : repository.indexOf(':');
    if (end > 0) {
      String rest = repository.substring(end + 1);
      String part = rest.startsWith("sha256:") ? "digest" : "tag";
      fault("tag-in-repository", "repository", with("repository", repository.substring(0, end)).with(path(part), rest));
      return;
    }
    String lower = repository.toLowerCase(Locale.ROOT);
    fault("invalid-repository", "repository", REPOSITORY.fits(lower) ? with("repository", lower) : preset(new Patch(chosen), "repository"));
  }

  private void fault(String fault, String part, Patch patch) {
    item.put("fault", fault, about(part));
    item.put("patch", patch.yaml(), about(part));
  }

  private Patch with(String part, String text) {
    return new Patch(chosen).with(path(part), text);
  }

  /** A patch with what the chart has by default. */
  private Patch preset(Patch patch, String part) {
    return patch.with(path(part), chosen.preset(path(part)).orElse(Scalar.NULL));
  }

  private Optional<String> preset(String part) {
    return chosen.preset(path(part)).map(Scalar::text);
  }

  /** Whether there is a text; a number, and a tag that null takes away, are refused as such. */
  private boolean isText(String part) {
    return chosen.values().at(path(part)).orElse(null) instanceof ScalarValue(Scalar.Str text, Origin origin);
  }

  private static boolean isUnknown(String text) {
    return Placeholder.in(text).isPresent();
  }

  /** The number of the layer that a part stands in. */
  private int layer(String part) {
    Optional<Origin> origin = chosen.values().at(path(part)).map(Value::origin);
    Layer layer = origin.orElse(chosen.values().root().origin()).layer();
    return chosen.values().layers().indexOf(layer);
  }

  /** Registry and repository. */
  private String home() {
    return registry + "/" + repository;
  }

  private static String lastPart(String repository) {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  private ValuePath about(String part) {
    return ValuePath.parse(path(part));
  }

  private String path(String part) {
    return workload + ".image." + part;
  }

  private String text(String part) {
    return chosen.text(path(part)).orElse("");
  }
}
