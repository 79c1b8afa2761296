package dev.esslint.cli;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.explain.RulePages;
import dev.esslint.input.SourceReader;
import dev.esslint.explain.KeyPages;
import dev.esslint.explain.OptionPage;
import dev.esslint.report.RulePage;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.text.Visible;
import dev.esslint.values.ValuePath;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint explain} with a rule, a key of the values, or a program and an option. */
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
            "Explains a rule: what it finds, why that matters and what to write instead, with examples. Or a key of the",
            "values: what it means, its type, default and history, and the rules about it. Or an option of a program:",
            "its values, which versions have it, what the chart does with it and where to write it.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("RULE")
            .type(String.class)
            .arity("1")
            .required(true)
            .description(
                "The ID or the name of a rule; the path of a key, such as matrixRTC.sfu.manualIP; or a program"
                    + " (synapse, mas, livekit, hookshot, element-web), a colon and an option, such as synapse:federation_domain_whitelist.")
            .build());
    spec.addOption(OwnRules.option());
    Settings.options().forEach(spec::addOption);
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String rule = parsed.positionals(0).getFirst();
    if (NamedOption.isMeant(rule)) {
      NamedOption option = NamedOption.of(rule);
      terminal.print(Mask.none().shown(OptionPage.of(option.program(), option.place())));
      return ExitStatus.CLEAN;
    }
    KeyPages keys = new KeyPages(UserCharts.of(terminal));
    Optional<Rule> builtIn = Rules.find(BuiltInRules.all(), rule);
    Optional<String> page =
        builtIn
            .map(found -> new RulePages(ExampleRuns.builtIn(), BuiltInRules.all()).of(found))
            .or(() -> keys.of(rule));
    if (page.isEmpty()) {
      SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
      page =
          Rules.find(OwnRules.of(Settings.of(parsed, reader, terminal), reader, terminal).rules(), rule)
              .map(found -> visible(RulePage.of(found.info())));
    }
    if (page.isEmpty()) {
      throw new UsageException(unknown(rule, keys));
    }
    terminal.print(Mask.none().shown(page.get()));
    return ExitStatus.CLEAN;
  }

  private static String unknown(String word, KeyPages keys) throws Exception {
    String unknown = "there is no rule `" + word + "`, and no key of the chart; `esslint rules` lists the rules";
    Optional<String> said = keys.said(word);
    boolean path = word.indexOf('.') >= 0;
    Optional<String> near =
        keys.nearest(word).map(ValuePath::toString).or(() -> Rules.nearest(BuiltInRules.all(), word));
    return near.isPresent() && !(path && said.isPresent())
        ? unknown + "; is `" + near.get() + "` meant?"
        : said.map(told -> unknown + "\n" + told).orElse(unknown);
  }

  /** A page that somebody else wrote. */
  private static String visible(String page) {
    StringBuilder visible = new StringBuilder();
    page.lines().forEach(line -> visible.append(Visible.of(line)).append('\n'));
    return visible.toString();
  }
}
