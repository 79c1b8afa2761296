package dev.esslint.cli;

import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The options that choose rules. */
final class RuleSelection {
  @Option(
      names = "--select",
      paramLabel = "RULE",
      split = ",",
      description = "Only these rules: ids (RTC003), names or families (RTC), separated by commas.")
  private List<String> selected = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "RULE",
      split = ",",
      description = "All rules but these.")
  private List<String> ignored = new ArrayList<>();

  /** The rules that take part. */
  List<Rule> rules() throws UsageException {
    List<Rule> all = Rules.builtIn();
    Predicate<Rule> select = selected.isEmpty() ? rule -> true : matcher(all, selected);
    Predicate<Rule> ignore = ignored.isEmpty() ? rule -> false : matcher(all, ignored);
    return all.stream().filter(select.and(ignore.negate())).toList();
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
