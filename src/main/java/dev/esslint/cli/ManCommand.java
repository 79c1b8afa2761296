package dev.esslint.cli;

import dev.esslint.secret.Mask;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint man}: the manual page, made from the options of the commands. */
final class ManCommand implements Command {
  private final Terminal terminal;

  ManCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec("esslint man", "Prints the manual page of esslint, for man(1).");
    spec.usageMessage()
        .customSynopsis("Usage: esslint man")
        .synopsisHeading("")
        .footer("", "Example: esslint man > ~/.local/share/man/man1/esslint.1");
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    terminal.print(Mask.none().shown(page(Main.specs(terminal))));
    return ExitStatus.CLEAN;
  }

  private static String page(List<CommandSpec> commands) {
    CommandSpec lint = commands.getFirst();
    StringBuilder text = new StringBuilder();
    text.append(".TH ESSLINT 1 \"\" \"esslint ").append(EsslintVersion.current()).append("\"\n");
    text.append(".SH NAME\nesslint \\- finds mistakes in Helm values of the Element Server Suite\n");
    text.append(".SH SYNOPSIS\n.nf\n");
    for (CommandSpec command : commands) {
      for (String line : command.usageMessage().customSynopsis()) {
        text.append(escaped(line.replaceFirst("^Usage:|^ +", "").strip())).append('\n');
      }
    }
    text.append(".fi\n.SH DESCRIPTION\n").append(paragraph(lint.usageMessage().description()));
    text.append(".SH OPTIONS\n");
    arguments(lint, text);
    text.append(".SH COMMANDS\n");
    for (CommandSpec command : commands.subList(1, commands.size())) {
      text.append(".SS ").append(escaped(command.name())).append('\n');
      text.append(paragraph(command.usageMessage().description()));
      arguments(command, text);
    }
    text.append(".SH EXIT STATUS\n");
    text.append(".TP\n0\nNothing at or above the threshold of \\-\\-fail\\-on.\n");
    text.append(".TP\n1\nFindings.\n.TP\n2\nWrong usage or configuration, or something cannot be written.\n");
    text.append(".TP\n3\nAn input cannot be read or is not YAML.\n.TP\n70\nA bug in esslint.\n");
    return text.toString();
  }

  private static void arguments(CommandSpec command, StringBuilder text) {
    for (PositionalParamSpec argument : command.positionalParameters()) {
      text.append(".TP\n\\fI").append(escaped(argument.paramLabel())).append("\\fR\n");
      text.append(description(argument));
    }
    for (OptionSpec option : command.options()) {
      String names = String.join(", ", option.names());
      text.append(".TP\n\\fB").append(escaped(names)).append("\\fR");
      if (option.arity().max() > 0) {
        text.append(" \\fI").append(escaped(option.paramLabel())).append("\\fR");
      }
      text.append('\n').append(description(option));
    }
  }

  private static String description(ArgSpec argument) {
    return paragraph(argument.description());
  }

  private static String paragraph(String[] lines) {
    return escaped(String.join(" ", lines)) + "\n";
  }

  /** A dash is one and not a hyphen, and no line begins with what would be a command. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
