package dev.esslint.cli;

import dev.esslint.source.SourceException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: wires the streams, runs a command and exits. */
public final class Main {
  private final Terminal terminal;

  Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs esslint.
   *
   * @param args the arguments of the command line
   */
  public static void main(String[] args) {
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            err,
            System.getenv(),
            Boolean.getBoolean("esslint.tty"),
            Path.of(""));
    System.exit(new Main(terminal).run(args));
  }

  /** Runs a command and gives the exit status. */
  int run(String... args) {
    try {
      return execute(commandLine(args), args);
    } catch (UsageException e) {
      terminal.complain(String.valueOf(e.getMessage()));
      return ExitStatus.USAGE;
    } catch (SourceException e) {
      terminal.complain(Failures.describe(e));
      return ExitStatus.INPUT;
    } catch (IOException e) {
      terminal.complain("the report cannot be written: " + e.getMessage());
      return ExitStatus.USAGE;
    } catch (OutOfMemoryError e) {
      terminal.complain("out of memory; an input is too large for this machine");
      return ExitStatus.INPUT;
    } catch (Exception | StackOverflowError e) {
      terminal.complain(
          "a bug in esslint: " + e + "\nPlease report it with the input; ESSLINT_DEBUG=1 shows where it happened.");
      if (terminal.environment().containsKey("ESSLINT_DEBUG")) {
        e.printStackTrace(terminal.err());
      }
      return ExitStatus.BUG;
    }
  }

  /** The commands; those that the arguments cannot mean are left out, since setting them up takes time. */
  private CommandLine commandLine(String[] args) {
    CommandLine line = new CommandLine(new LintCommand(terminal));
    boolean all = args.length == 0 || Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h");
    add(line, args, all, "resolve", () -> new ResolveCommand(terminal));
    add(line, args, all, "rules", () -> new RulesCommand(terminal));
    add(line, args, all, "explain", () -> new ExplainCommand(terminal));
    add(line, args, all, "chart", () -> new ChartCommand(terminal));
    return line;
  }

  private interface CommandFactory {
    Callable<Integer> make();
  }

  private static void add(
      CommandLine line, String[] args, boolean all, String name, CommandFactory command) {
    if (all || args[0].equals(name)) {
      line.addSubcommand(name, command.make());
    }
  }

  private int execute(CommandLine line, String[] args) throws Exception {
    line.setExpandAtFiles(false);
    CommandLine.ParseResult parsed;
    try {
      parsed = line.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(e);
    }
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    CommandLine command = parsed.commandSpec().commandLine();
    if (parsed.isUsageHelpRequested()) {
      terminal.print(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
      return ExitStatus.CLEAN;
    }
    if (parsed.isVersionHelpRequested()) {
      terminal.print("esslint " + Version.current() + "\n");
      return ExitStatus.CLEAN;
    }
    Callable<Integer> callable = command.getCommand();
    return callable.call();
  }

  private static UsageException usage(ParameterException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        message += "; did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return new UsageException(
        message + "\nTry `" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help`.");
  }
}
