package dev.esslint.cli;

import dev.esslint.secret.Mask;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** What a command line says. */
sealed interface Arguments {

  /** The value of an option; {@code otherwise} if it is not given. */
  String value(String option, String otherwise);

  /** The values of an option that can be given several times. */
  List<String> values(String option);

  boolean has(String option);

  /** What keeps secrets on this command line from being printed. */
  Mask mask();

  /** What is given without an option, from an index on where the command tells them apart. */
  List<String> positionals(int index);

  /** Nothing but files, as mostly. There is nothing to parse, and picocli, a tenth of such a run, is not even loaded. */
  record Files(List<String> files) implements Arguments {

    /** Whether arguments have no option among them. */
    static boolean areAllOf(String... args) {
      for (String arg : args) {
        if (arg.startsWith("-") && arg.length() > 1) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String value(String option, String otherwise) {
      return otherwise;
    }

    @Override
    public List<String> values(String option) {
      return List.of();
    }

    @Override
    public boolean has(String option) {
      return false;
    }

    @Override
    public Mask mask() {
      return Mask.ofArguments(files);
    }

    @Override
    public List<String> positionals(int index) {
      return files;
    }
  }

  /** What picocli has parsed. */
  record Parsed(ParseResult result) implements Arguments {

    @Override
    public String value(String option, String otherwise) {
      return result.matchedOptionValue(option, otherwise);
    }

    @Override
    public List<String> values(String option) {
      return List.of(result.matchedOptionValue(option, new String[0]));
    }

    @Override
    public boolean has(String option) {
      return result.hasMatchedOption(option);
    }

    @Override
    public Mask mask() {
      return Mask.ofArguments(result.originalArgs());
    }

    @Override
    public List<String> positionals(int index) {
      Object value = result.matchedPositionalValue(index, new String[0]);
      return value instanceof String one ? List.of(one) : List.of((String[]) value);
    }
  }
}
