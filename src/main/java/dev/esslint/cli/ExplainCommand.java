package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.input.SourceReader;
import dev.esslint.report.RulePage;
import dev.esslint.report.Visible;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.secret.Mask;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint explain RULE} and {@code esslint explain PROGRAM:OPTION}. */
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
            "Explains a rule: what it finds, why that matters and what to write instead, with examples. Or an option of",
            "a program: its values, which versions have it, what the chart does with it and where to write it.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RULE")
            .type(String.class)
            .arity("1")
            .required(true)
            .description(
                "The ID or the name of a rule, or a program (synapse, mas, livekit, hookshot, element-web), a colon and an",
                "option, such as synapse:federation_domain_whitelist.")
            .build());
    spec.addOption(OwnRules.option());
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String rule = parsed.positionals(0).getFirst();
    if (OptionPage.isOption(rule)) {
      terminal.print(Mask.none().shown(OptionPage.of(rule)));
      return ExitStatus.CLEAN;
    }
    Optional<Rule> found = Rules.find(Rules.builtIn(), rule);
    if (found.isEmpty()) {
      SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
      found = Rules.find(OwnRules.of(Settings.of(parsed, reader), reader, terminal).rules(), rule);
    }
    RuleInfo info =
        found
            .map(Rule::info)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no rule `" + rule + "`; `esslint rules` lists them"));
    String page = RulePage.of(info);
    terminal.print(Mask.none().shown(info.own() ? visible(page) : page));
    return ExitStatus.CLEAN;
  }

  /** A page that somebody else wrote. */
  private static String visible(String page) {
    StringBuilder visible = new StringBuilder();
    page.lines().forEach(line -> visible.append(Visible.of(line)).append('\n'));
    return visible.toString();
  }
}
