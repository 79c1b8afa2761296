package dev.esslint.model.workload;

import dev.esslint.model.base.Block;
import dev.esslint.model.base.Chosen;
import dev.esslint.model.base.FactNames;
import dev.esslint.model.base.Facts;
import dev.esslint.model.base.Patch;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.List;

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
        WrittenImage.state(chosen, workload.path(), facts.item("images"));
      }
      image
          .known("registry")
          .ifPresent(
              registry -> {
                if (WrittenImage.PUBLIC.contains(registry)) {
                  missing.add(workload.path());
                } else {
                  registries.add(registry);
                }
              });
    }
    boolean one = registries.stream().distinct().count() == 1;
    if (one && !missing.isEmpty() && registries.size() > missing.size()) {
      mirror(chosen, registries.getFirst(), missing, facts);
    }
  }

  /** A registry of somebody's own that most images come from. */
  private static void mirror(Chosen chosen, String registry, List<String> missing, Facts facts) {
    ValuePath about = ValuePath.parse(missing.getFirst() + ".image.registry");
    facts.put("mirror.registry", registry, about);
    facts.put("mirror.missing", missing, about);
    Patch patch = new Patch(chosen);
    missing.forEach(workload -> patch.with(workload + ".image.registry", registry));
    facts.put("mirror.patch", patch.yaml(), about);
  }
}
