package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.input.SourceReader;
import dev.esslint.rule.Rule;
import dev.esslint.secret.Mask;
import dev.esslint.text.Visible;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code esslint rules}. */
final class RulesCommand implements Command {
  private final Terminal terminal;

  RulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec("esslint rules", "Lists all rules: ID, level, class, name and summary.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint rules [OPTIONS]",
            "       esslint rules check [--write] FILE...   reports what is wrong with rule files",
            "       esslint rules new [-o FILE] NAME        writes a template for a rule",
            "       esslint rules facts [WORD...]           lists the facts that rules can use")
        .synopsisHeading("");
    spec.addOption(OwnRules.option());
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    List<RuleInfo> rules =
        OwnRules.withBuiltIn(OwnRules.of(Settings.of(parsed, reader, terminal), reader, terminal).rules())
            .stream()
            .map(Rule::info)
            .toList();
    int width = rules.stream().mapToInt(r -> r.name().length()).max().orElse(0);
    StringBuilder list = new StringBuilder();
    for (RuleInfo rule : rules) {
      list.append(
          String.format(
              Locale.ROOT,
              "%s  %-7s  %-10s  %-" + width + "s  %s\n",
              rule.id(),
              rule.level().label(),
              rule.kind().label(),
              rule.name(),
              Visible.of(rule.summary()) + (rule.optional() ? " (disabled by default)" : "")));
    }
    terminal.print(Mask.none().shown(list.toString()));
    return ExitStatus.CLEAN;
  }
}
