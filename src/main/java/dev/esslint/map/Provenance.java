package dev.esslint.map;

import dev.esslint.model.base.Basis;
import dev.esslint.text.Visible;
import java.util.List;
import java.util.Optional;

/**
 * Where facts come from, in words.
 *
 * @param files the names of the layers
 */
record Provenance(List<String> files) {

  /**
   * {@code values.yaml:12:5}, without folders where that is clear; {@code default} for what is not
   * written.
   */
  String of(Basis basis) {
    return basis
        .place()
        .map(place -> Visible.of(brief(place.file())) + ":" + place.position())
        .orElse("default");
  }

  /** The file that {@link #of} calls so; empty if there is none or it is no file. */
  Optional<String> file(String shown) {
    return files.stream()
        .filter(file -> !file.startsWith("<") && Visible.of(brief(file)).equals(shown))
        .findFirst();
  }

  private String brief(String file) {
    String brief = last(file);
    long same = files.stream().distinct().filter(other -> last(other).equals(brief)).count();
    return same > 1 ? file : brief;
  }

  private static String last(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
