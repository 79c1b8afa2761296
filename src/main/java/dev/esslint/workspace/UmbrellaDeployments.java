package dev.esslint.workspace;

import dev.esslint.text.SourceException;
import dev.esslint.workspace.Deployment.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deployments of charts that have this one among their dependencies, where nothing else deploys them. */
final class UmbrellaDeployments implements Finder {
  private static final String LOCAL = "file://";

  private final Index index;
  private final Draft.Findings findings;
  private final Umbrellas umbrellas;
  private @Nullable Set<String> belowOthers;

  /**
   * @param umbrellas the charts; those that were made deployments of already are left out
   */
  UmbrellaDeployments(Index index, Draft.Findings findings, Umbrellas umbrellas) {
    this.index = index;
    this.findings = findings;
    this.umbrellas = umbrellas;
  }

  @Override
  public List<Deployment> find() {
    List<Deployment> found = new ArrayList<>();
    for (String folder : umbrellas.free()) {
      for (Umbrella umbrella : umbrellas.of(folder)) {
        if (!umbrella.key().isEmpty()) {
          found.addAll(deployments(umbrella));
        }
      }
    }
    return found;
  }

  private List<Deployment> deployments(Umbrella umbrella) {
    String folder = umbrella.folder();
    List<Deployment> tests =
        files(FileNames.file(folder, "ci"), "-values.yaml", "").stream()
            .flatMap(
                test ->
                    deployment(umbrella, test, folder + " + ci/" + FileNames.base(test), Trait.TEST)
                        .stream())
            .toList();
    boolean tested = FileNames.base(FileNames.folder(folder)).equals("charts");
    List<String> overlays = tested ? List.of() : overlays(folder, umbrella.key());
    if (!tests.isEmpty() && overlays.isEmpty()) {
      return tests;
    }
    return Stream.concat(tests.stream(), deployments(umbrella, tested, overlays).stream()).toList();
  }

  /** Those that no test is. */
  private List<Deployment> deployments(Umbrella umbrella, boolean tested, List<String> overlays) {
    String folder = umbrella.folder();
    if (overlays.size() <= 1) {
      String id = tested ? folder : umbrella.place();
      return deployment(umbrella, overlays.isEmpty() ? "" : overlays.getFirst(), id, null).stream()
          .toList();
    }
    return overlays.stream()
        .flatMap(
            file ->
                deployment(umbrella, file, umbrella.place() + " + " + FileNames.base(file), null)
                    .stream())
        .toList();
  }

  private List<String> files(String folder, String end, String start) {
    return index.yamlFiles().stream()
        .filter(
            name ->
                FileNames.folder(name).equals(folder)
                    && name.endsWith(end)
                    && FileNames.base(name).startsWith(start))
        .toList();
  }

  /** The files beside a chart's values that are values, too, by their names and by what is in them. */
  private List<String> overlays(String folder, String key) {
    Set<String> keys = new HashSet<>(Umbrellas.UNMISTAKABLE);
    keys.add(key);
    return index.yamlFiles().stream()
        .filter(name -> FileNames.folder(name).equals(folder))
        .filter(name -> isOverlay(FileNames.base(name)) && index.hasTop(name, keys))
        .toList();
  }

  private static boolean isOverlay(String name) {
    return !name.equals("values.yaml")
        && (name.startsWith("values") || name.endsWith("values.yaml") || name.endsWith("values.yml")
            || name.startsWith("secrets"));
  }

  private Optional<Deployment> deployment(
      Umbrella umbrella, String overlay, String id, @Nullable Trait trait) {
    Draft draft = new Draft(id, "umbrella chart", umbrella.at(), findings);
    umbrellas.under(umbrella, draft);
    if (!overlay.isEmpty()) {
      LayerReader.file(draft, index, overlay, overlay + ":/" + umbrella.key(), umbrella.at());
      if (trait == null) {
        draft.assume("`" + FileNames.base(overlay) + "` is used together with the chart's own values");
      }
    }
    if (trait != null) {
      draft.trait(trait);
    }
    if (umbrella.isOff(draft)) {
      return Optional.empty();
    }
    if (draft.layers().stream().noneMatch(layer -> has(layer, umbrella.key()))) {
      draft.opaque(
          "(values for " + umbrella.key() + ")", "set where the chart is deployed", false, umbrella.at());
    }
    if (isBelowAnother(umbrella.folder())) {
      draft.opaque("(the chart above it)", "set by another chart, which has this one as a dependency", false, umbrella.at());
    }
    umbrella.check(draft);
    Versions.pinned(draft);
    return Optional.of(draft.done());
  }

  /** Whether another chart among the files has the one of a folder as a dependency, and may set its values. */
  private boolean isBelowAnother(String folder) {
    Set<String> below = belowOthers;
    if (below == null) {
      below = dependencies();
      belowOthers = below;
    }
    return below.contains(folder);
  }

  /** The folders of all charts that others among the files have as dependencies. */
  private Set<String> dependencies() {
    Set<String> all = new HashSet<>();
    for (String other : umbrellas.all()) {
      String file = FileNames.file(other, "Chart.yaml");
      if (!index.folder().glance(file).contains(LOCAL)) {
        continue;
      }
      try {
        for (Located dependency : Located.top(Excerpt.of(index.folder().read(file)).yaml()).get("dependencies").items()) {
          String address = dependency.get("repository").text();
          String below = address.startsWith(LOCAL) ? FileNames.in(other, address.substring(LOCAL.length())) : null;
          if (below != null) {
            all.add(below);
          }
        }
      } catch (SourceException e) {
        // Helm itself will tell
      }
    }
    return all;
  }

  private static boolean has(DeploymentLayer layer, String key) {
    return layer instanceof DeploymentLayer.Mapping mapping
        && Located.top(mapping.document()).get(key).isThere();
  }
}
