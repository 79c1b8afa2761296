package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.report.RulePage;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.secret.Mask;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

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
  public int run(Arguments parsed) throws Exception {
    String rule = parsed.positionals(0).getFirst();
    List<Rule> rules = Rules.builtIn();
    RuleInfo info =
        Rules.find(rules, rule)
            .map(Rule::info)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no rule `" + rule + "`; `esslint rules` lists them"));
    terminal.print(Mask.none().shown(RulePage.of(info)));
    return ExitStatus.CLEAN;
  }
}
