package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code esslint explain RULE}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 100,
    description = "Explains a rule: what it finds, why that matters, what to write instead, with examples.")
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "RULE", description = "The id or the name of a rule.")
  private String rule = "";

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    List<Rule> rules = Rules.builtIn();
    RuleInfo info =
        Rules.find(rules, rule)
            .map(Rule::info)
            .orElseThrow(
                () -> new UsageException("there is no rule `" + rule + "`; `esslint rules` lists them"));
    terminal.print(page(info));
    return ExitStatus.CLEAN;
  }

  /** The page of a rule, in Markdown. */
  static String page(RuleInfo rule) {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(rule.id()).append(' ').append(rule.name()).append("\n\n");
    page.append(rule.summary()).append("\n\n");
    page.append("Level: ").append(rule.level().label());
    page.append(". Class: ").append(rule.kind().label());
    page.append(". Releases: ").append(rule.charts().isEmpty() ? "all" : rule.charts()).append(".\n");
    section(page, "Why", rule.why());
    section(page, "What to write instead", rule.fix());
    for (Example example : rule.examples()) {
      section(
          page,
          example.bad() ? "Reported" : "Not reported",
          "```yaml\n" + example.values().strip() + "\n```"
              + (example.cluster().isEmpty() ? "" : "\n\nwith the cluster\n\n```yaml\n" + example.cluster().strip() + "\n```"));
    }
    if (!rule.docs().isEmpty()) {
      section(page, "See also", rule.docs());
    }
    return page.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n";
  }

  private static void section(StringBuilder page, String title, String text) {
    page.append("\n## ").append(title).append("\n\n").append(text.strip()).append('\n');
  }
}
