package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.text.Regex;
import dev.esslint.tree.Scalar;
import dev.esslint.values.Layer;
import dev.esslint.values.Origin;
import dev.esslint.values.Placeholder;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** The images of what runs. */
public final class ImageFacts {
  /** The facts that there can be. */
  public static FactNames names() {
    return FactNames.of(
        """
        images[]: an image of which the user set something
          workload: what runs it
          reference: the image as the chart makes it
          fault: why it is none
          tag: its tag
          preset: the tag of the release
          drift: `older` or `newer` by more than a patch
          spelled: the tag with a `v` as all tags of the image have, or without one
          moving: whether the tag is one that is moved along
          hidden: whether a digest of a lower layer hides the tag
          never: whether it is never pulled
          moved: whether registry and repository are of different releases
          hosted: the host of a registry at the beginning of the repository
          behind: whether it is an image of somebody's own with an older version than that of the chart
          place: registry and repository
          swapped: the workload whose image it has the name of, if that is another one
          fitting: the tag for the release
          patch: values that are right
        mirror.registry: the registry that most images come from, if it is not public
        mirror.missing: the workloads whose images come from public registries
        mirror.patch: values with the registry for them
        """);
  }

  private static final Set<String> MOVING =
      Set.of(
          "latest",
          "develop",
          "main",
          "master",
          "nightly",
          "edge",
          "stable",
          "dev",
          "unstable",
          "alpine");
  private static final Regex VERSION =
      new Regex("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(?!\\d).*");
  private static final Regex TAG = new Regex("\\w[\\w.-]{0,127}");
  private static final Regex DIGEST = new Regex("sha256:[0-9a-f]{64}");
  private static final Regex REPOSITORY =
      new Regex(
          "[a-z0-9]++(?:(?:[./]|_{1,2}+|-++)[a-z0-9]++)*+");
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

  private static final Set<String> PUBLIC = Set.of("docker.io", "ghcr.io", "oci.element.io");

  /** The first part of a repository that is the host of a registry: no owner's name has a dot or a colon in it. */
  private static final Regex HOST =
      new Regex(
          "((?:[A-Za-z0-9-]{1,63}\\.){1,30}[A-Za-z0-9-]{1,63}(?::\\d{1,5})?|localhost(?::\\d{1,5})?|[a-z0-9-]{1,63}:\\d{1,5})/(.{1,512})");

  /** Where images that moved have been published: registry and repository belong together. */
  private static final List<List<String>> HOMES =
      List.of(
          List.of(
              "docker.io/vectorim/element-web",
              "ghcr.io/element-hq/element-web",
              "oci.element.io/element-web"),
          List.of(
              "docker.io/matrixdotorg/synapse",
              "ghcr.io/element-hq/synapse",
              "oci.element.io/synapse"),
          List.of("ghcr.io/element-hq/lk-jwt-service", "oci.element.io/lk-jwt-service"));

  private ImageFacts() {}

  /**
   * States the facts.
   *
   * @param running the blocks of the workloads that run
   */
  public static void state(Chosen chosen, List<Block> running, Facts facts) {
    List<Block> workloads = new ArrayList<>(running);
    workloads.add(chosen.block("matrixTools"));
    List<String> registries = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Block workload : workloads) {
      Block image = workload.block("image");
      if (!image.has("repository")) {
        continue;
      }
      if (workload.isWritten("image")) {
        state(chosen, facts, workload.path());
      }
      image
          .known("registry")
          .ifPresent(
              registry -> {
                if (PUBLIC.contains(registry)) {
                  missing.add(workload.path());
                } else {
                  registries.add(registry);
                }
              });
    }
    if (!registries.isEmpty()
        && !missing.isEmpty()
        && registries.stream().distinct().count() == 1
        && registries.size() > missing.size()) {
      ValuePath about = ValuePath.parse(missing.getFirst() + ".image.registry");
      facts.put("mirror.registry", registries.getFirst(), about);
      facts.put("mirror.missing", missing, about);
      Patch patch = new Patch(chosen);
      missing.forEach(workload -> patch.with(workload + ".image.registry", registries.getFirst()));
      facts.put("mirror.patch", patch.yaml(), about);
    }
  }

  private static void state(Chosen chosen, Facts facts, String workload) {
    String image = workload + ".image.";
    Facts item = facts.item("images");
    String registry = text(chosen, image + "registry");
    String repository = text(chosen, image + "repository");
    String tag = text(chosen, image + "tag");
    String digest = text(chosen, image + "digest");
    item.put("workload", workload, ValuePath.parse(workload + ".image"));
    item.put(
        "reference",
        registry + "/" + repository + (digest.isEmpty() ? ":" + tag : "@" + digest),
        ValuePath.parse(workload + ".image"));
    Matcher hosted = HOST.matcher(repository);
    boolean isHosted =
        (PUBLIC.contains(registry) || repository.startsWith(registry + "/"))
            && !registry.isEmpty()
            && hosted.matches();
    item.put("place", registry + "/" + repository, ValuePath.parse(workload + ".image"));
    if (isHosted) {
      Patch patch = new Patch(chosen);
      int end = hosted.group(2).indexOf(':');
      String name = end < 0 ? hosted.group(2) : hosted.group(2).substring(0, end);
      patch.with(image + "registry", hosted.group(1)).with(image + "repository", name);
      if (end > 0) {
        patch.with(image + "tag", hosted.group(2).substring(end + 1));
      }
      item.put("hosted", hosted.group(1), ValuePath.parse(image + "repository"));
      item.put("patch", patch.yaml(), ValuePath.parse(image + "repository"));
    } else {
      fault(chosen, item, image, List.of(registry, repository, tag, digest));
    }
    item.put("never", text(chosen, image + "pullPolicy").equals("Never"), ValuePath.parse(image + "pullPolicy"));
    String place = registry + "/" + repository;
    Optional<String> swapped = swapped(chosen, workload, repository);
    swapped.ifPresent(other -> item.put("swapped", other, ValuePath.parse(image + "repository")));
    item.put(
        "moved",
        swapped.isEmpty()
            && PUBLIC.contains(registry)
            && HOMES.stream()
                .anyMatch(
                    homes ->
                        !homes.contains(place)
                            && homes.stream().anyMatch(home -> home.endsWith("/" + repository))),
        ValuePath.parse(
            chosen.isWritten(image + "repository") ? image + "repository" : image + "registry"));
    if (!chosen.isWritten(image + "tag")) {
      return;
    }
    ValuePath tagPath = ValuePath.parse(image + "tag");
    item.put("tag", tag, tagPath);
    item.put("moving", digest.isEmpty() && MOVING.contains(tag), tagPath);
    item.put("hidden", !digest.isEmpty() && isLater(chosen, tagPath, image + "digest"), tagPath);
    Optional<String> preset = chosen.preset(image + "tag").map(Scalar::text);
    boolean own =
        chosen
            .preset(image + "repository")
            .map(Scalar::text)
            .filter(p -> lastPart(p).equals(lastPart(repository)))
            .isPresent();
    Optional<String> drift = preset.flatMap(p -> drift(tag, p)).filter(d -> digest.isEmpty());
    if (preset.isEmpty()) {
      return;
    }
    item.put("preset", preset.get(), tagPath);
    Optional<String> spelled = spelledAs(tag, preset.get()).filter(t -> digest.isEmpty() && isOfChart(chosen, image));
    if (spelled.isPresent()) {
      item.put("spelled", spelled.get(), tagPath);
    } else if (own) {
      drift.ifPresent(d -> item.put("drift", d, tagPath));
      drift.ifPresent(
          d -> {
            String fitting = new Patch(chosen).with(image + "tag", preset.get()).yaml();
            item.put("fitting", fitting, tagPath);
          });
    } else if (drift.filter("older"::equals).isPresent()
        && sameMajor(tag, preset.get())
        && isNamedAfter(chosen, image, repository)) {
      item.put("behind", true, tagPath);
    }
  }

  /** The workload whose image has the same name as that of another one, which has another name by default. */
  private static Optional<String> swapped(Chosen chosen, String workload, String repository) {
    Optional<String> own = chosen.preset(workload + ".image.repository").map(Scalar::text);
    String name = lastPart(repository);
    return own.isEmpty() || lastPart(own.get()).equals(name)
        ? Optional.empty()
        : PROGRAMS.stream()
            .filter(other -> chosen.preset(other + ".image.repository").map(Scalar::text).filter(p -> lastPart(p).equals(name)).isPresent())
            .findFirst();
  }

  /** A version with a {@code v} before it as in the chart's tag, or without one; empty if it is written so. */
  private static Optional<String> spelledAs(String tag, String preset) {
    if (!VERSION.matcher(tag).matches() || !VERSION.matcher(preset).matches() || tag.startsWith("v") == preset.startsWith("v")) {
      return Optional.empty();
    }
    return Optional.of(tag.startsWith("v") ? tag.substring(1) : "v" + tag);
  }

  /** Whether an image comes from where the chart takes it. */
  private static boolean isOfChart(Chosen chosen, String image) {
    return Stream.of("registry", "repository")
        .allMatch(part -> chosen.preset(image + part).map(Scalar::text).filter(text(chosen, image + part)::equals).isPresent());
  }

  /** Whether an image of somebody has the name of the chart's in its own, such as {@code docker-synapse}. */
  private static boolean isNamedAfter(Chosen chosen, String image, String repository) {
    return chosen
        .preset(image + "repository")
        .map(Scalar::text)
        .filter(preset -> lastPart(repository).contains(lastPart(preset)))
        .isPresent();
  }

  private static boolean sameMajor(String tag, String preset) {
    Matcher mine = VERSION.matcher(tag);
    Matcher theirs = VERSION.matcher(preset);
    return mine.matches() && theirs.matches() && number(mine, 1) == number(theirs, 1);
  }

  private static void fault(
      Chosen chosen, Facts item, String image, List<String> parts) {
    String registry = parts.get(0);
    String repository = parts.get(1);
    String tag = parts.get(2);
    String digest = parts.get(3);
    Patch patch = new Patch(chosen);
    if (registry.isEmpty()) {
      preset(chosen, patch, image + "registry");
      fault(item, "no-registry", image + "registry", patch);
    } else if (registry.contains("://")) {
      patch.with(image + "registry", registry.replaceFirst("^.*://", "").replaceFirst("/$", ""));
      fault(item, "scheme", image + "registry", patch);
    } else if (registry.endsWith("/")) {
      patch.with(image + "registry", registry.replaceFirst("/+$", ""));
      fault(item, "slash", image + "registry", patch);
    } else if (!isUnknown(repository) && !REPOSITORY.fits(repository)) {
      int end = repository.indexOf('@') >= 0 ? repository.indexOf('@') : repository.indexOf(':');
      if (end > 0) {
        patch.with(image + "repository", repository.substring(0, end));
        String rest = repository.substring(end + 1);
        patch.with(image + (rest.startsWith("sha256:") ? "digest" : "tag"), rest);
        fault(item, "tag-in-repository", image + "repository", patch);
      } else {
        String lower = repository.toLowerCase(Locale.ROOT);
        if (REPOSITORY.fits(lower)) {
          patch.with(image + "repository", lower);
        } else {
          preset(chosen, patch, image + "repository");
        }
        fault(item, "invalid-repository", image + "repository", patch);
      }
    } else if (!digest.isEmpty() && !isUnknown(digest)) {
      if (!DIGEST.fits(digest)) {
        String fault = "invalid-digest";
        patch.with(image + "digest", Scalar.NULL);
        preset(chosen, patch, image + "tag");
        fault(item, fault, image + "digest", patch);
      }
    } else if (!isUnknown(tag) && !isUnknown(digest) && !TAG.fits(tag) && isText(chosen, image + "tag")) {
      preset(chosen, patch, image + "tag");
      fault(
          item, tag.isEmpty() ? "no-tag" : "invalid-tag", image + "tag", patch);
    }
  }

  /** Whether there is a text; a number, and a tag that null takes away, are refused as such. */
  private static boolean isText(Chosen chosen, String path) {
    return chosen.values().at(ValuePath.parse(path)).orElse(null) instanceof ScalarValue(Scalar.Str text, Origin origin);
  }

  private static void fault(Facts item, String fault, String path, Patch patch) {
    item.put("fault", fault, ValuePath.parse(path));
    item.put("patch", patch.yaml(), ValuePath.parse(path));
  }

  /** What the chart has by default. */
  private static void preset(Chosen chosen, Patch patch, String path) {
    patch.with(path, chosen.preset(path).orElse(Scalar.NULL));
  }

  private static boolean isUnknown(String text) {
    return Placeholder.in(text).isPresent();
  }

  /** Whether a tag stands in a later layer than a digest. */
  private static boolean isLater(Chosen chosen, ValuePath tag, String digest) {
    Layer tagLayer = layer(chosen, tag);
    Layer digestLayer = layer(chosen, ValuePath.parse(digest));
    return chosen.values().layers().indexOf(tagLayer)
        > chosen.values().layers().indexOf(digestLayer);
  }

  private static Layer layer(Chosen chosen, ValuePath path) {
    Optional<Origin> origin = chosen.values().at(path).map(Value::origin);
    return origin.orElse(chosen.values().root().origin()).layer();
  }

  /** How a tag differs from another one: in patches and in what is no version it does not. */
  static Optional<String> drift(String tag, String preset) {
    Matcher mine = VERSION.matcher(tag);
    Matcher theirs = VERSION.matcher(preset);
    if (!mine.matches() || !theirs.matches()) {
      return Optional.empty();
    }
    if (number(mine, 1) != number(theirs, 1)) {
      return Optional.of(number(mine, 1) < number(theirs, 1) ? "older" : "newer");
    }
    if (mine.group(2) == null || theirs.group(2) == null || number(mine, 2) == number(theirs, 2)) {
      return Optional.empty();
    }
    return Optional.of(number(mine, 2) < number(theirs, 2) ? "older" : "newer");
  }

  private static int number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static String lastPart(String repository) {
    return repository.substring(repository.lastIndexOf('/') + 1);
  }

  private static String text(Chosen chosen, String path) {
    return chosen.text(path).orElse("");
  }
}
