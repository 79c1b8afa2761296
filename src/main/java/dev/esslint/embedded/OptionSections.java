package dev.esslint.embedded;

import dev.esslint.embedded.Options.Place;
import dev.esslint.text.Regex;
import dev.esslint.text.Spelling;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sections at the top of a configuration, found by what is in them: a fragment often has the options of one section without the
 * section around them, and its name.
 */
public final class OptionSections {
  /** What names of fragments have before and behind them: a number for their order, and the ending of a file. */
  private static final Regex BESIDE = new Regex("^\\d{1,4}[-_.]|\\.(?:ya?ml|json)$");

  /** So many options of one section say which one is meant, whatever the fragment is called. */
  private static final int TELLING = 2;

  private final Options options;
  private @Nullable Map<String, Known> byName;

  private record Known(Place place, Set<String> names) {}

  OptionSections(Options options) {
    this.options = options;
  }

  /**
   * The section that keys are meant for; empty if the top has any of them, or if that cannot be told.
   *
   * @param fragment the name of the fragment that has them at its top
   */
  public Optional<Place> of(String fragment, Set<String> keys) {
    if (keys.isEmpty() || keys.stream().anyMatch(key -> options.top().child(key).isPresent())) {
      return Optional.empty();
    }
    Map<String, Known> sections = sections();
    Known named = sections.get(name(fragment));
    if (named != null
        && (named.names.isEmpty()
            || named.place.isExperimental()
            || keys.stream().anyMatch(named.names::contains))) {
      return Optional.of(named.place);
    }
    if (keys.size() < TELLING) {
      return Optional.empty();
    }
    List<Place> fitting =
        sections.values().stream()
            .filter(section -> section.names.containsAll(keys))
            .map(Known::place)
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /** Read when the first key is not known at the top: of most configurations all are. */
  private Map<String, Known> sections() {
    Map<String, Known> known = byName;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (String name : options.top().names()) {
        Place place = options.top().child(name).orElseThrow();
        if (place.option().types().contains(Type.OBJECT)) {
          known.put(Spelling.fold(name), new Known(place, new HashSet<>(place.names())));
        }
      }
      byName = known;
    }
    return known;
  }

  /** Whether a fragment is called like a section. */
  public boolean isNamed(String fragment, Place section) {
    return name(fragment).equals(Spelling.fold(section.path()));
  }

  private static String name(String fragment) {
    return Spelling.fold(BESIDE.matcher(fragment).replaceAll(""));
  }
}
