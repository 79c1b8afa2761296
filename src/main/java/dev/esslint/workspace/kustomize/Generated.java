package dev.esslint.workspace.kustomize;

import dev.esslint.workspace.Located;
import java.util.HashMap;
import java.util.Map;

/**
 * A ConfigMap or Secret that kustomize makes.
 *
 * @param kind {@code ConfigMap} or {@code Secret}
 * @param name its name without the suffix that depends on its content
 * @param entries what each key holds
 * @param hashed whether the name gets that suffix
 * @param rewritten whether a HelmRelease that names it is given the name with the suffix
 * @param notes its labels and annotations
 * @param at where it is declared
 */
public record Generated(
    String kind,
    String name,
    Map<String, Entry> entries,
    boolean hashed,
    boolean rewritten,
    Map<String, String> notes,
    Located at) {

  /** The same, whose name a HelmRelease is given with the suffix or not. */
  Generated rewritten(boolean is) {
    return new Generated(kind, name, entries, hashed, is, notes, at);
  }

  /** The same with more labels and annotations. */
  Generated noted(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(notes);
    all.putAll(more);
    return new Generated(kind, name, entries, hashed, rewritten, Map.copyOf(all), at);
  }

  /** What a key holds. */
  public sealed interface Entry {}

  /** A file. */
  public record File(String name) implements Entry {}

  /** A text in the kustomization. */
  public record Literal(String text, Located at) implements Entry {}
}
