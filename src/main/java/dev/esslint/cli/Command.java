package dev.esslint.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command. Its options are built in code and not annotated, since reading annotations would take a third of the time
 * of a run.
 */
sealed interface Command
    permits LintCommand,
        FixCommand,
        UpgradeCommand,
        ResolveCommand,
        MapCommand,
        ProbeCommand,
        RulesCommand,
        RulesCheckCommand,
        RulesNewCommand,
        RulesFactsCommand,
        ExplainCommand,
        ChartCommand,
        ClusterCommand,
        ProgramsCommand,
        DeploymentsCommand,
        InitCommand,
        ConfigCommand,
        CompletionCommand,
        VersionCommand,
        WarmUpCommand,
        ManCommand {

  /** What can be said on its command line, without {@code --help} and {@code --version}. */
  CommandSpec spec();

  /** Does it and gives the exit status. */
  int run(Arguments parsed) throws Exception;

  /**
   * The specification of a command with what all have in common.
   *
   * @param description the lines of paragraphs, which are laid out anew, with an empty one between two paragraphs
   */
  static CommandSpec spec(String name, String... description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .width(100)
        .sortOptions(false)
        .description(paragraphs(description))
        .descriptionHeading("%n")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n");
    return spec;
  }

  private static String[] paragraphs(String... lines) {
    List<String> paragraphs = new ArrayList<>(List.of(""));
    for (String line : lines) {
      String last = paragraphs.getLast();
      if (line.isEmpty()) {
        paragraphs.addAll(List.of("", ""));
      } else {
        paragraphs.set(paragraphs.size() - 1, last.isEmpty() ? line : last + " " + line);
      }
    }
    return paragraphs.toArray(String[]::new);
  }

  /** An option with a value. */
  static OptionSpec.Builder option(String label, String description, String... names) {
    return OptionSpec.builder(names).type(String.class).paramLabel(label).description(description);
  }

  /** An option that can be given several times. */
  static OptionSpec.Builder options(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String[].class)
        .arity("1")
        .paramLabel(label)
        .description(description);
  }

  /** An option without a value. */
  static OptionSpec.Builder flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).arity("0").description(description);
  }
}
