package dev.esslint.cli;

import dev.esslint.embedded.Options;
import dev.esslint.embedded.Options.Place;
import dev.esslint.embedded.Program;
import dev.esslint.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An option of a program as it is named on the command line, such as {@code synapse:max_upload_size}. */
record NamedOption(Program program, Place place) {
  private static final char DIVIDER = ':';
  private static final int MOST_PROPOSALS = 5;

  /** Whether a word is meant for an option rather than for a rule. */
  static boolean isMeant(String word) {
    return word.indexOf(DIVIDER) > 0;
  }

  /**
   * The option that a word names.
   *
   * @param word the program, a colon and the path of the option
   * @throws UsageException if there is no such program or option
   */
  static NamedOption of(String word) throws UsageException {
    int divider = word.indexOf(DIVIDER);
    String name = word.substring(0, divider);
    Program program =
        Program.of(name)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no program `"
                            + name
                            + "`, only "
                            + Arrays.stream(Program.values()).map(Program::id).collect(Collectors.joining(", "))));
    Options options = Options.of(program);
    String path = word.substring(divider + 1).replaceAll("\\[\\d*]", "[]");
    return options
        .at(path)
        .filter(found -> !found.path().isEmpty())
        .map(place -> new NamedOption(program, place))
        .orElseThrow(() -> new UsageException(unknown(options, path)));
  }

  private static String unknown(Options options, String path) {
    List<String> like = new ArrayList<>();
    String last = path.substring(path.lastIndexOf('.') + 1);
    for (Place place : options.named(last)) {
      like.add(place.path());
    }
    for (String name : options.top().names()) {
      if (like.size() < MOST_PROPOSALS && !path.isEmpty() && name.contains(path)) {
        like.add(name);
      }
    }
    return options.program().title()
        + " has no option `"
        + path
        + "` that esslint knows"
        + (!like.isEmpty()
            ? "; there is " + String.join(", ", like)
            : meant(options, path).map(near -> "; did you mean `" + near + "`?").orElse(""));
  }

  /** The path that was meant, if each step of it is near to one that there is. */
  private static Optional<String> meant(Options options, String path) {
    Optional<Place> at = Optional.of(options.top());
    String[] steps = path.replace("[]", "").split("\\.", -1);
    for (String step : steps) {
      while (at.isPresent() && at.get().items().isPresent()) {
        at = at.get().items();
      }
      at =
          at.flatMap(
              place ->
                  place.child(
                      place.names().contains(step) ? step : Spelling.nearest(step, place.names()).orElse(step)));
    }
    return at.map(Place::path);
  }
}
