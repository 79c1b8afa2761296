package dev.esslint.cli;

import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which rules take part.
 *
 * @param selected ids, names and families of those that do; empty for all
 * @param ignored ids, names and families of those that do not
 */
record RuleSelection(List<String> selected, List<String> ignored) {
  static List<OptionSpec> options() {
    return List.of(
        Command.options(
                "RULE",
                "Only these rules: ids (RTC003), names or families (RTC), separated by commas.",
                "--select")
            .splitRegex(",")
            .build(),
        Command.options("RULE", "All rules but these.", "--ignore").splitRegex(",").build());
  }

  /** What the command line says. */
  static RuleSelection of(Arguments parsed) {
    return new RuleSelection(words(parsed, "--select"), words(parsed, "--ignore"));
  }

  private static List<String> words(Arguments parsed, String option) {
    return parsed.values(option);
  }

  /**
   * Gives the rules that take part; without a choice they are not even loaded before they are asked for.
   *
   * @throws UsageException if something is chosen that is not there
   */
  Supplier<List<Rule>> rules() throws UsageException {
    if (selected.isEmpty() && ignored.isEmpty()) {
      return Rules::builtIn;
    }
    List<Rule> all = Rules.builtIn();
    Predicate<Rule> select = selected.isEmpty() ? rule -> true : matcher(all, selected);
    Predicate<Rule> ignore = ignored.isEmpty() ? rule -> false : matcher(all, ignored);
    List<Rule> chosen = all.stream().filter(select.and(ignore.negate())).toList();
    return () -> chosen;
  }

  private static Predicate<Rule> matcher(List<Rule> all, List<String> wanted)
      throws UsageException {
    Predicate<Rule> matcher = rule -> false;
    for (String text : wanted) {
      String word = text.strip();
      String family = word.toUpperCase(Locale.ROOT);
      Predicate<Rule> one =
          rule ->
              rule.info().id().equalsIgnoreCase(word)
                  || rule.info().name().equals(word)
                  || rule.info().family().equals(family);
      if (all.stream().noneMatch(one)) {
        throw new UsageException(
            "there is no rule and no family `" + word + "`; `esslint rules` lists them");
      }
      matcher = matcher.or(one);
    }
    return matcher;
  }
}
