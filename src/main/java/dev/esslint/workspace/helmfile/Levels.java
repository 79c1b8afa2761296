package dev.esslint.workspace.helmfile;

import dev.esslint.workspace.Located;
import java.util.List;

/** A release and the templates that it inherits from, the release itself last. */
record Levels(List<Located> all) {
  /** A field of the last that has it. */
  Located last(String field) {
    for (Located level : all.reversed()) {
      if (level.get(field).isThere()) {
        return level.get(field);
      }
    }
    return all.getLast().get(field);
  }

  /** What all have of a field, the release's own last. */
  List<Located> each(String field) {
    return all.stream().map(level -> level.get(field)).toList();
  }
}
