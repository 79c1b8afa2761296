package dev.esslint.cli;

import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.secret.Mask;
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
    return Command.spec("esslint rules", "Lists all rules: id, level, class, name and summary.");
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    List<RuleInfo> rules = Rules.builtIn().stream().map(Rule::info).toList();
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
              rule.summary() + (rule.optional() ? " (only when asked for)" : "")));
    }
    terminal.print(Mask.none().shown(list.toString()));
    return ExitStatus.CLEAN;
  }
}
