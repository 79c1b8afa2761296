package dev.esslint.cli;

import dev.esslint.analysis.Targets;
import dev.esslint.chart.ChartException;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: wires the streams, runs a command and exits. */
public final class Main {
  /** Values may be nested a thousand levels deep; {@code -Xss} of an image does not reach the thread that the launcher starts. */
  private static final long STACK = 16 << 20;

  private static final Set<String> OTHERS = Set.of("lint", "check", "validate");

  private final Terminal terminal;

  Main(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs esslint. The JVM itself ends with 1 if it cannot start, so the launcher asks for another status for findings with the
   * property {@code esslint.findings}, and can tell the two apart.
   *
   * @param args the arguments of the command line
   */
  public static void main(String[] args) {
    new Thread(null, () -> runAndHalt(args), "main", STACK).start();
  }

  private static void runAndHalt(String[] args) {
    Terminal terminal =
        new Terminal(
            Boolean.getBoolean("esslint.stdin.closed") ? new ClosedInput() : System.in,
            new FileOutputStream(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            System.getenv(),
            Boolean.getBoolean("esslint.tty"),
            Path.of(""),
            System::currentTimeMillis);
    int status = new Main(terminal).run(args);
    terminal.err().flush();
    // There are no hooks to run, and to exit orderly is to set up a log first.
    Runtime.getRuntime()
        .halt(status == ExitStatus.FINDINGS ? Integer.getInteger("esslint.findings", status) : status);
  }

  /** Standard input where there is none: what the JVM calls so then is the first file that it opened. */
  private static final class ClosedInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("standard input is closed");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }

  /** Runs a command and gives the exit status. */
  int run(String... args) {
    try {
      return execute(args);
    } catch (UsageException e) {
      complain(String.valueOf(e.getMessage()), args);
      return ExitStatus.USAGE;
    } catch (ChartException e) {
      complain(String.valueOf(e.getMessage()), args);
      return ExitStatus.USAGE;
    } catch (SourceException e) {
      complain(Failures.describe(e), args);
      return ExitStatus.INPUT;
    } catch (IOException e) {
      complain("the report cannot be written: " + e.getMessage(), args);
      return ExitStatus.USAGE;
    } catch (VirtualMachineError e) {
      complain(
          e instanceof OutOfMemoryError
              ? "out of memory: the input needs more memory than esslint may use"
              : "a bug in esslint: " + e.getClass().getName() + "; please report it with the input",
          args);
      return ExitStatus.BUG;
    } catch (Exception e) {
      complain(
          "a bug in esslint: "
              + e.getClass().getName()
              + "\nPlease report it with the input; ESSLINT_DEBUG=1 shows where it happened.",
          args);
      if (terminal.environment().containsKey("ESSLINT_DEBUG")) {
        e.printStackTrace(terminal.err());
      }
      return ExitStatus.BUG;
    }
  }

  private void complain(String message, String... args) {
    terminal.complain(Mask.ofArguments(List.of(args)).shown(message));
  }

  private int execute(String... args) throws Exception {
    return switch (args.length == 0 ? "" : args[0]) {
      case "upgrade" -> execute(new UpgradeCommand(terminal), rest(args));
      case "resolve" -> execute(new ResolveCommand(terminal), rest(args));
      case "map" -> execute(new MapCommand(terminal), rest(args));
      case "probe" -> execute(new ProbeCommand(terminal), rest(args));
      case "deployments" -> execute(new DeploymentsCommand(terminal), rest(args));
      case "completion" -> execute(new CompletionCommand(terminal), rest(args));
      case "man" -> execute(new ManCommand(terminal), rest(args));
      case "config" -> execute(new ConfigCommand(terminal), rest(args));
      case "cluster" -> execute(new ClusterCommand(terminal), rest(args));
      case "init" -> execute(new InitCommand(terminal), rest(args));
      case "fix" -> execute(new FixCommand(terminal), rest(args));
      case "rules" -> rules(rest(args));
      case "explain" -> execute(new ExplainCommand(terminal), rest(args));
      case "chart" -> execute(new ChartCommand(terminal), rest(args));
      case "version" -> execute(new VersionCommand(terminal), rest(args));
      case "warm-up" -> execute(new WarmUpCommand(terminal), rest(args));
      case "programs" -> execute(new ProgramsCommand(terminal), rest(args));
      default -> {
        refuseCommandOfOthers(args);
        // These take as long to load as everything before they are needed.
        Thread.ofPlatform().daemon().start(Main::loadAhead);
        LintCommand lint = new LintCommand(terminal);
        yield Arguments.Files.areAllOf(args)
            ? lint.run(new Arguments.Files(List.of(args)))
            : execute(lint, AddIgnores.spelled(args));
      }
    };
  }

  /** What other programs call it is no command here, and rarely a file. */
  private void refuseCommandOfOthers(String... args) throws UsageException {
    if (args.length > 0
        && OTHERS.contains(args[0])
        && !Files.exists(terminal.folder().resolve(args[0]))) {
      throw new UsageException(
          "there is no command `" + args[0] + "`: esslint without a command checks, as in `esslint values.yaml`");
    }
  }

  private int rules(String... args) throws Exception {
    return switch (args.length == 0 ? "" : args[0]) {
      case "check" -> execute(new RulesCheckCommand(terminal), rest(args));
      case "new" -> execute(new RulesNewCommand(terminal), rest(args));
      case "facts" -> execute(new RulesFactsCommand(terminal), rest(args));
      default -> execute(new RulesCommand(terminal), args);
    };
  }

  /** In the order in which they are needed. */
  private static void loadAhead() {
    try {
      Targets.loadAhead();
      BuiltInRules.usual();
    } catch (RuntimeException | Error e) {
      // whoever needs it meets the same, and tells
    }
  }

  /** The specification of a command with the options that all have. */
  private static CommandSpec whole(Command command) {
    CommandSpec spec = command.spec();
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    return spec;
  }

  /** All commands as they are called, what is called by its name alone first. */
  static List<CommandSpec> specs(Terminal terminal) {
    return Stream.of(
            new LintCommand(terminal),
            new UpgradeCommand(terminal),
            new FixCommand(terminal),
            new ResolveCommand(terminal),
            new MapCommand(terminal),
            new ProbeCommand(terminal),
            new DeploymentsCommand(terminal),
            new ConfigCommand(terminal),
            new ClusterCommand(terminal),
            new InitCommand(terminal),
            new RulesCommand(terminal),
            new RulesCheckCommand(terminal),
            new RulesNewCommand(terminal),
            new RulesFactsCommand(terminal),
            new ExplainCommand(terminal),
            new ChartCommand(terminal),
            new VersionCommand(terminal),
            new WarmUpCommand(terminal),
            new CompletionCommand(terminal),
            new ManCommand(terminal))
        .map(Main::whole)
        .toList();
  }

  private static String[] rest(String... args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }

  private int execute(Command command, String... args) throws Exception {
    CommandSpec spec = whole(command);
    CommandLine line = new CommandLine(spec).setExpandAtFiles(false);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(args);
    } catch (ParameterException e) {
      throw usage(e, spec);
    }
    if (parsed.isUsageHelpRequested()) {
      terminal.print(Mask.none().shown(line.getUsageMessage(Ansi.OFF)));
      return ExitStatus.CLEAN;
    }
    if (parsed.isVersionHelpRequested()) {
      terminal.print(Mask.none().shown("esslint " + EsslintVersion.current() + "\n"));
      return ExitStatus.CLEAN;
    }
    return command.run(new Arguments.Parsed(parsed));
  }

  private static UsageException usage(ParameterException e, CommandSpec spec) {
    String message =
        switch (e) {
          case UnmatchedArgumentException unmatched -> unknown(unmatched);
          case MissingParameterException missing -> "missing " + labels(missing);
          case OverwrittenOptionException twice when twice.getArgSpec() instanceof OptionSpec option ->
              "`" + option.longestName() + "` can be used only once";
          case OverwrittenOptionException twice -> "an option is used twice, but can be used only once";
          case MaxValuesExceededException many -> taken(many);
          default -> "these options and arguments cannot be combined";
        };
    return new UsageException(message + "\nTry `" + spec.name() + " --help`.");
  }

  /** Without the value: where there should be none, it may be anything. */
  private static String taken(MaxValuesExceededException e) {
    return e.getArgSpec() instanceof OptionSpec option
        ? "`" + option.longestName() + "` has no value"
        : "there are too many arguments";
  }

  private static String unknown(UnmatchedArgumentException e) {
    List<String> suggestions = e.getSuggestions();
    return "there is no option or argument `"
        + String.join("`, `", e.getUnmatched())
        + "`"
        + (suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?");
  }

  private static String labels(MissingParameterException e) {
    return String.join(
        ", ",
        e.getMissing().stream()
            .map(
                argument ->
                    argument instanceof OptionSpec option
                        ? option.paramLabel() + " after " + option.longestName()
                        : argument.paramLabel())
            .toList());
  }
}
