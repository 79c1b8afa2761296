package dev.esslint.embedded;

import dev.esslint.embedded.OptionMistake.Meaning;
import dev.esslint.embedded.OptionMistake.OfAnother;
import dev.esslint.embedded.Options.Place;
import dev.esslint.values.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds options of other programs that a key may be meant for. */
record OtherPrograms(Options options) {
  /** So many words say enough wherever they stand. */
  private static final int TELLING = 3;

  /** An option of the same place in another program's configuration. */
  Optional<Meaning> at(Place around, String key, Value value) {
    boolean top = around.path().isEmpty();
    String path = around.pathOf(key);
    for (Options others : top || OptionNames.isTelling(key) ? others() : List.<Options>of()) {
      if (others.at(path).filter(place -> offers(others, place, value)).isPresent()) {
        return Optional.of(new OfAnother(others.program(), path));
      }
    }
    return Optional.empty();
  }

  /** An option that has a telling name anywhere in another program's configuration. */
  Optional<Meaning> anywhere(Place around, String key, Value value) {
    boolean telling = around.path().isEmpty() && OptionNames.words(key).size() >= TELLING && options.named(key).isEmpty();
    for (Options others : telling ? others() : List.<Options>of()) {
      List<Place> places = others.named(key);
      if (places.size() == 1 && offers(others, places.getFirst(), value)) {
        return Optional.of(new OfAnother(others.program(), places.getFirst().path()));
      }
    }
    return Optional.empty();
  }

  private List<Options> others() {
    List<Options> others = new ArrayList<>();
    for (Program program : Program.values()) {
      if (program != options.program()) {
        others.add(Options.of(program));
      }
    }
    return others;
  }

  /** Whether the option could have such a value, and nothing else is to be used today. */
  private static boolean offers(Options others, Place place, Value value) {
    return place.option().deprecated().isEmpty() && new Fit(others.program(), Optional.empty()).fits(place, value);
  }
}
