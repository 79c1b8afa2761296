package dev.esslint.workspace.kustomize;

import dev.esslint.workspace.Located;
import java.util.Map;

/**
 * A ConfigMap or Secret that kustomize makes.
 *
 * @param kind {@code ConfigMap} or {@code Secret}
 * @param name its name without the suffix that depends on its content
 * @param entries what each key holds
 * @param hashed whether the name gets that suffix
 * @param rewritten whether a HelmRelease that names it is given the name with the suffix
 * @param at where it is declared
 */
public record Generated(
    String kind,
    String name,
    Map<String, Entry> entries,
    boolean hashed,
    boolean rewritten,
    Located at) {

  /** What a key holds. */
  public sealed interface Entry {}

  /** A file. */
  public record File(String name) implements Entry {}

  /** A text in the kustomization. */
  public record Literal(String text, Located at) implements Entry {}
}
