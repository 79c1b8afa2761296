package dev.esslint.workspace.flux;

import dev.esslint.workspace.Draft;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.Located;
import java.util.List;
import java.util.Map;

/** Variables that somebody states, filled in as Flux does. */
public final class Variables {
  private Variables() {}

  /**
   * Adds a text of values as a layer.
   *
   * @param known the variables; nothing is filled in if there are none
   */
  public static void layer(
      Draft draft, Excerpt text, Map<String, String> known, String name, Located mention) {
    new Substituted(
            new Substitution(
                !known.isEmpty(), known, List.of("something that the configuration does not state")),
            () -> Substituted.Undefined.UNCERTAIN,
            draft)
        .layer(text, name, mention);
  }
}
