package dev.esslint.cli;

import dev.esslint.secret.Mask;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint completion SHELL}. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final Terminal terminal;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint completion",
            "Prints a script for a shell that completes commands, options, their values and the names of rules.");
    spec.usageMessage()
        .customSynopsis("Usage: esslint completion SHELL")
        .synopsisHeading("")
        .footer(
            "",
            "Examples:",
            "  eval \"$(esslint completion bash)\"                              in ~/.bashrc",
            "  esslint completion zsh > \"${fpath[1]}/_esslint\"                 once",
            "  esslint completion fish > ~/.config/fish/completions/esslint.fish  once");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("SHELL")
            .type(String.class)
            .index("0")
            .arity("1")
            .completionCandidates(SHELLS)
            .description("bash, zsh or fish.")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    Completion completion = new Completion(Main.specs(terminal), UserCharts.of(terminal));
    String shell = parsed.positionals(0).getFirst();
    String script =
        switch (shell) {
          case "bash" -> completion.bash();
          case "zsh" -> completion.zsh();
          case "fish" -> completion.fish();
          default ->
              throw new UsageException(
                  "`" + shell + "` is not a shell that esslint knows; use one of " + String.join(", ", SHELLS));
        };
    terminal.print(Mask.none().shown(script));
    return ExitStatus.CLEAN;
  }
}
