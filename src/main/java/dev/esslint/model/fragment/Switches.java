package dev.esslint.model.fragment;

import dev.esslint.embedded.Option;
import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Type;
import java.util.List;
import java.util.Optional;

/** Which options of the programs are true or false and nothing else that a word could be meant for. */
final class Switches {
  private Switches() {}

  /**
   * Whether an option is a switch in any version of the program.
   *
   * @param path the keys that lead to it, an item of a list as {@code []}
   */
  static boolean contains(Component component, List<String> path) {
    Optional<Place> place = Optional.of(Options.of(component.program()).top());
    for (String step : path) {
      place = place.flatMap(p -> step.equals("[]") ? p.items() : p.child(step));
    }
    return place.map(Place::option).filter(Switches::isSwitch).isPresent();
  }

  private static boolean isSwitch(Option option) {
    return option.types().contains(Type.BOOLEAN) && !option.types().contains(Type.STRING);
  }
}
