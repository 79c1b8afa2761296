package dev.esslint.cli;

import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which rules take part.
 *
 * @param own the rules of the user's own
 * @param selected ids, names and families of those that do; empty for all but the optional ones
 * @param added ids and names of those that do besides
 * @param ignored ids, names and families of those that do not
 */
record RuleSelection(
    List<Rule> own, List<Setting> selected, List<Setting> added, List<Setting> ignored) {
  static List<OptionSpec> options() {
    return List.of(
        Command.options(
                "RULE",
                "Only these rules: IDs (RTC003), names, families (RTC) or components (matrixRTC), separated by commas.",
                "--select")
            .splitRegex(",")
            .build(),
        Command.options(
                "RULE",
                "Also these rules, which are disabled by default, such as repeated-default.",
                "--extend-select")
            .splitRegex(",")
            .build(),
        Command.options("RULE", "All rules but these.", "--ignore").splitRegex(",").build(),
        OwnRules.option());
  }

  /** What the command line and the configuration say. */
  static RuleSelection of(Settings settings, List<Rule> own) {
    return new RuleSelection(
        own,
        settings.values("--select"),
        settings.values("--extend-select"),
        settings.values("--ignore"));
  }

  /**
   * The same for an upgrade, which the rules that somebody selects for every day's work must not hide: of these only what the
   * command line says.
   */
  static RuleSelection forUpgrade(Settings settings, List<Rule> own) {
    return new RuleSelection(
        own,
        settings.given("--select"),
        settings.values("--extend-select"),
        settings.values("--ignore"));
  }

  /** All rules, also those that do not take part, ordered by id. */
  List<Rule> all() {
    return OwnRules.withBuiltIn(own);
  }

  /**
   * Gives the rules that take part; without a choice they are not even loaded before they are asked for.
   *
   * @throws UsageException if something is chosen that is not there, or nothing is left
   */
  Supplier<List<Rule>> rules() throws UsageException {
    if (own.isEmpty() && selected.isEmpty() && added.isEmpty() && ignored.isEmpty()) {
      return BuiltInRules::usual;
    }
    List<Rule> all = all();
    Predicate<Rule> select =
        selected.isEmpty() ? rule -> !rule.info().optional() : matcher(all, selected);
    Predicate<Rule> add = matcher(all, added);
    Predicate<Rule> ignore = matcher(all, ignored);
    List<Rule> chosen = all.stream().filter(select.or(add).and(ignore.negate())).toList();
    if (chosen.isEmpty()) {
      throw ignored.getFirst().wrong("no rule is left, because all selected rules are ignored");
    }
    return () -> chosen;
  }

  /** Whether a rule is named, or is one of a family or about a component that is; an optional one has to be named itself. */
  private static Predicate<Rule> matcher(List<Rule> all, List<Setting> wanted)
      throws UsageException {
    Predicate<Rule> matcher = rule -> false;
    List<Setting> unknown = new ArrayList<>();
    for (Setting setting : wanted) {
      String word = setting.text().strip();
      Predicate<Rule> one =
          rule ->
              rule.info().isCalled(word) || (rule.info().isOf(word) && !rule.info().optional());
      if (all.stream().noneMatch(one)) {
        unknown.add(setting);
      }
      matcher = matcher.or(one);
    }
    if (!unknown.isEmpty()) {
      String words =
          unknown.stream()
              .map(setting -> setting.text().strip())
              .collect(Collectors.joining("`, `"));
      throw unknown
          .getFirst()
          .wrong("there is no rule, family or component `" + words + "`; `esslint rules` lists them");
    }
    return matcher;
  }
}
