package dev.esslint.workspace.flux;

import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.kustomize.Build;
import org.jspecify.annotations.Nullable;

/**
 * A release as one way of building the repository makes it.
 *
 * @param build what kustomize builds it with; null if no kustomization does
 * @param kustomization what applies it
 * @param made what is applied
 */
record BuiltRelease(Manifest release, @Nullable Build build, @Nullable Manifest kustomization, Build made) {
  /** What it is called in reports. */
  String id() {
    return build != null && !isBuiltBeside(build)
        ? build.files().iterator().next() + " -> " + release.id()
        : release.id();
  }

  /** Whether the kustomization that builds it lies in the folder of the release. */
  private boolean isBuiltBeside(Build by) {
    return FileNames.folder(release.file()).equals(by.folder());
  }

  /** Whether kustomize writes it anew before it is applied. */
  boolean isKustomized() {
    return build != null || kustomization != null;
  }
}
