package dev.esslint.workspace.flux;

import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Manifest;
import dev.esslint.workspace.kustomize.Build;
import dev.esslint.workspace.kustomize.Generated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Flux substitutes in the objects that one release is made of. Each object is substituted by what applies it, and may refuse
 * to be.
 *
 * @param kustomization what applies the release; null if that is not to be seen
 * @param made what it applies
 */
record Filling(
    Kustomizations kustomizations, @Nullable Manifest kustomization, Build made, Draft draft) {

  /** What is substituted in an object. */
  Substituted of(Manifest object) {
    if (Kustomizations.isOff(object)) {
      return hidden();
    }
    boolean together = made.objects().stream().anyMatch(one -> one.id().equals(object.id()));
    return with(together ? own() : byOthers(object));
  }

  /** The same of what kustomize generates, which is always applied together with the release. Of Secrets it makes base64. */
  Substituted of(Generated object) {
    boolean hidden = object.kind().equals("Secret");
    return hidden || Kustomizations.isOff(object) ? hidden() : with(own());
  }

  /** What is substituted in base64: nothing. */
  Substituted hidden() {
    return with(Substitution.OFF);
  }

  private Substitution own() {
    return kustomization == null ? Substitution.UNSEEN : kustomizations.substitution(kustomization);
  }

  private Substitution byOthers(Manifest object) {
    List<Manifest> applying = kustomizations.applying(object.file());
    if (kustomization != null && applying.stream().anyMatch(one -> one.id().equals(kustomization.id()))) {
      return own();
    }
    return applying.size() == 1 ? kustomizations.substitution(applying.getFirst()) : Substitution.UNSEEN;
  }

  private Substituted with(Substitution substitution) {
    return new Substituted(substitution, kustomizations::undefined, draft);
  }
}
