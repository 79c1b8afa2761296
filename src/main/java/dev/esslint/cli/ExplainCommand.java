package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code esslint explain RULE}. */
final class ExplainCommand implements Command {
  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint explain",
            "Explains a rule: what it finds, why that matters, what to write instead, with examples.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RULE")
            .type(String.class)
            .arity("1")
            .required(true)
            .description("The id or the name of a rule.")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult parsed) throws Exception {
    String rule = parsed.matchedPositionalValue(0, "");
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
