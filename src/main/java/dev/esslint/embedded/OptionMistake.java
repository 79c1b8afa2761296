package dev.esslint.embedded;

import dev.esslint.values.Value;
import dev.esslint.values.ValuePath;
import java.util.List;
import java.util.Optional;

/** What a program makes of something in its configuration that is not as it should be. */
public sealed interface OptionMistake {

  /** Where it is. */
  Spot spot();

  /**
   * A place in a configuration.
   *
   * @param path the path of the value in the configuration
   * @param value what stands there
   */
  record Spot(ValuePath path, Value value) {}

  /**
   * A key that the program does not know.
   *
   * @param meaning what was meant
   * @param stops whether the program does not start with it
   * @param lacks the name of what was meant, or of what is around that, where the program does not start without it; else empty
   */
  record Unknown(Spot spot, Meaning meaning, boolean stops, String lacks) implements OptionMistake {
    /** The same, where the program does not start without an option of a name. */
    public Unknown lacking(String name) {
      return new Unknown(spot, meaning, stops, name);
    }
  }

  /** What somebody meant by a key that the program does not know. */
  sealed interface Meaning {}

  /** A slip for the name of an option in the same place. */
  record Misspelt(String name) implements Meaning {}

  /**
   * A slip for the name of an option in the same place that has other values.
   *
   * @param items whether it is the items of its list that are of another type
   */
  record Reshaped(Option option, boolean items) implements Meaning {
    Reshaped(Option option) {
      this(option, false);
    }
  }

  /** Options of the same name in other places, by path. */
  record Elsewhere(List<String> paths) implements Meaning {}

  /** A mapping that is not needed: the options in it, by path, belong one step further up. */
  record Wrapper(List<String> paths) implements Meaning {}

  /** A mapping with the name of a value that an option beside it takes: what is in it belongs one step further up. */
  record ByChoice(String option, String choice) implements Meaning {}

  /**
   * The option of another program.
   *
   * @param instead what to do where that is not deployed; empty if nothing is known
   */
  record OfAnother(Program program, String path, String instead) implements Meaning {
    OfAnother(Program program, String path) {
      this(program, path, "");
    }
  }

  /** Options that have to do with the same things, by path. */
  record Close(List<String> paths) implements Meaning {}

  /** What cannot be said with an option of the same value. */
  record Advised(String use) implements Meaning {}

  /** Nothing that is known. */
  record Nothing() implements Meaning {}

  /**
   * A value of a type that the option does not have.
   *
   * @param stops whether the program does not start with it
   */
  record WrongType(Spot spot, Option option, boolean stops) implements OptionMistake {}

  /**
   * A value that the option does not take.
   *
   * @param stops whether the program does not start with it
   * @param known the newest version that is known not to start with it, where a newer one may take it; else empty
   */
  record WrongValue(Spot spot, Option option, boolean stops, Optional<Version> known)
      implements OptionMistake {
    WrongValue(Spot spot, Option option, boolean stops) {
      this(spot, option, stops, Optional.empty());
    }
  }

  /** Nothing, where the program needs something or no key at all; it does not start. */
  record NoValue(Spot spot, Option option) implements OptionMistake {}

  /**
   * An option that only newer versions have.
   *
   * @param stops whether the program does not start with it
   */
  record Early(Spot spot, Option option, boolean stops) implements OptionMistake {}

  /**
   * An option that only older versions have.
   *
   * @param stops whether the program does not start with it
   */
  record Gone(Spot spot, Option option, boolean stops) implements OptionMistake {}

  /** An option that something else took the place of. */
  record Outdated(Spot spot, Option option) implements OptionMistake {}

  /**
   * Options that have to be beside others.
   *
   * @param spot what is around them
   * @param stops whether the program does not start without them, rather than fail where it needs them
   */
  record Missing(Spot spot, List<Option> options, boolean stops) implements OptionMistake {}
}
