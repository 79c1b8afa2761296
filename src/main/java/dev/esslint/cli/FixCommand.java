package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Mending;
import dev.esslint.analysis.Mending.Outcome;
import dev.esslint.edit.GitPatch;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.More;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.report.UnifiedDiff;
import dev.esslint.secret.Mask;
import dev.esslint.secret.Shown;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint fix FILE...}. */
final class FixCommand implements Command {
  private static final String DIFF = "--diff";
  private static final String UNSAFE = "--unsafe";

  private final Terminal terminal;

  FixCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint fix",
            "Fixes findings in the files that need no decision. That includes text that",
            "needs quotes, misspelled and moved keys, duplicate keys, and values without effect. Comments and layout",
            "are kept. After each round everything is checked again. A change that would cause other values than",
            "intended, or a new finding, is not made.");
    spec.usageMessage()
        .customSynopsis(
            "Usage: esslint fix [OPTIONS] [FILE...]",
            "       esslint fix [OPTIONS] -f FILE [-f FILE]...")
        .synopsisHeading("")
        .footer(
            "",
            "Examples:",
            "  esslint fix --diff values.yaml           show what would change",
            "  esslint fix values.yaml                  repair the file",
            "  esslint fix --unsafe --select RTC003 .   also change what is deployed, for one rule",
            "  esslint fix - < values.yaml              standard input, repaired, to standard output",
            "",
            "Exit status: 0 repaired, or nothing to repair; with --diff 1 if there is something to repair;",
            "2 wrong usage or a file cannot be written, 3 an input cannot be read, 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("0..*")
            .description("As for esslint without a command; - is standard input.")
            .build());
    spec.addOption(LayerFiles.option());
    spec.addOption(
        Command.flag(
                "Print the changes as a unified diff and write nothing. Secrets are masked.", DIFF)
            .build());
    spec.addOption(
        Command.flag(
                "Make also changes that alter what is deployed, not only what is refused or has no effect.",
                UNSAFE)
            .build());
    SetOptions.options().forEach(spec::addOption);
    ChartChoice.options().forEach(spec::addOption);
    InstallationOptions.options().forEach(spec::addOption);
    spec.addOption(ClusterOption.option());
    RuleSelection.options().forEach(spec::addOption);
    spec.addOption(Lookup.deploymentOption());
    Settings.options().forEach(spec::addOption);
    spec.addOption(
        Command.option("NAME", "What standard input is called in messages.", "--stdin-filename")
            .build());
    return spec;
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    String stdinName = parsed.value("--stdin-filename", "<stdin>");
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), stdinName);
    Settings settings = Settings.of(parsed, reader, terminal);
    List<String> named = LayerFiles.named(parsed);
    Map<String, SourceText> given = new HashMap<>();
    byte[] stdin = {};
    if (named.contains(Inputs.STDIN)) {
      named.add(stdinName);
      stdin = reader.readBytes(Inputs.STDIN);
      given.put(stdinName, SourceText.decode(stdinName, stdin));
    }
    World world = World.of(parsed, settings, reader, terminal, given);
    boolean unsafe = parsed.has(UNSAFE);
    Inputs inputs = world.inputs(reader.with(given));
    List<Analysis> before = world.analyses(Map.of());
    if (before.isEmpty()) {
      throw new UsageException("there is nothing to check");
    }
    Set<String> unnamed = UnnamedFiles.in(inputs, named, terminal.folder());
    UnaryOperator<String> kept =
        name ->
            unnamed.contains(name)
                ? "name the file to change it, too"
                : named.contains(name) || isYaml(name) ? "" : "only YAML and JSON files are changed, unless you name the file";
    Outcome outcome =
        Mending.of(
            world,
            before,
            finding ->
                world.isChosen(finding.rule()) && (unsafe || finding.repair().safe()),
            name -> kept.apply(name).isEmpty());
    Map<String, Rewritten> texts = rewritten(outcome, before);
    Mask line = parsed.mask();
    List<Shown> lines = lines(outcome, texts, line, kept, parsed.has(DIFF), unsafe, before, world);
    if (parsed.has(DIFF)) {
      for (Rewritten text : texts.values()) {
        terminal.print(difference(text, before));
      }
      lines.forEach(terminal::complain);
      return texts.isEmpty() ? ExitStatus.CLEAN : ExitStatus.FINDINGS;
    }
    Map<String, Rewritten> files = new LinkedHashMap<>(texts);
    Rewritten piped = files.remove(stdinName);
    for (String file : files.keySet()) {
      refuseOutside(file, reader);
    }
    Rewritten.write(files, reader);
    if (named.contains(Inputs.STDIN)) {
      SourceText text =
          piped == null ? Objects.requireNonNull(given.get(stdinName)) : piped.after();
      terminal.out().write(Encoding.of(stdin).bytes(text.text()));
      terminal.out().flush();
      lines.forEach(terminal::complain);
    } else {
      for (Shown told : lines) {
        terminal.print(line.shown(told + "\n"));
      }
    }
    return ExitStatus.CLEAN;
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  /** A link that leads out of the folder is somebody else's file. */
  private void refuseOutside(String file, SourceReader reader) throws UsageException {
    try {
      Path path = reader.path(file);
      if (Files.isSymbolicLink(path)
          && !path.toRealPath().startsWith(terminal.folder().toAbsolutePath().toRealPath())) {
        throw new UsageException(
            file + " cannot be rewritten: it is a link that leads out of this folder");
      }
    } catch (IOException e) {
      throw new UsageException(file + " cannot be rewritten: " + Failures.reason(e));
    }
  }

  /** The files that change, by name. */
  private static Map<String, Rewritten> rewritten(Outcome outcome, List<Analysis> before) {
    Map<String, SourceText> old = new HashMap<>();
    before.forEach(
        analysis -> analysis.reading().sources().forEach(source -> old.put(source.name(), source)));
    Map<String, Rewritten> texts = new TreeMap<>();
    outcome
        .texts()
        .forEach(
            (name, after) -> {
              SourceText text = old.get(name);
              if (text != null && !text.text().equals(after.text())) {
                texts.put(name, new Rewritten(text, after));
              }
            });
    return texts;
  }

  /**
   * A patch, unless something in it must not be printed. What is secret is known from the text as it was: a comment may still tell a
   * value that is gone.
   */
  private static Shown difference(Rewritten text, List<Analysis> before) {
    Mask mask = mask(before, text.before().name());
    Shown shown = UnifiedDiff.of(mask.shown(text.before()), mask.shown(text.after()), mask);
    GitPatch patch = GitPatch.of(text.before(), text.after());
    return patch.isShownBy(shown.toString()) ? mask.shown(patch.text()) : shown;
  }

  /** What keeps the secrets of a file from being printed. */
  private static Mask mask(List<Analysis> analyses, String file) {
    for (Analysis analysis : analyses) {
      if (analysis.reading().sources().stream().anyMatch(source -> source.name().equals(file))) {
        return analysis.mask();
      }
    }
    throw new IllegalStateException("a file changes that is in no deployment: " + file);
  }

  /** Says what became of findings; of one rule in one file, after so many only how many more there are. */
  private static void tell(List<Finding> findings, String fate, Mask mask, List<Shown> lines) {
    Map<List<String>, Integer> counts = new LinkedHashMap<>();
    for (Finding finding : findings) {
      List<String> kind = List.of(finding.primary().source().name(), finding.rule().id());
      if (counts.merge(kind, 1, Integer::sum) <= Bounded.MOST) {
        lines.add(mask.shown(place(finding) + finding.rule().id() + " " + finding.rule().name() + fate));
      }
    }
    counts.forEach(
        (kind, count) -> {
          if (count > Bounded.MOST) {
            lines.add(
                mask.shown(kind.getFirst() + ": " + (count - Bounded.MOST) + " more of " + kind.getLast() + fate));
          }
        });
  }

  /**
   * What is said beside the files or the diff.
   *
   * @param kept why a file may not change; empty if it may
   * @param only whether nothing is written, only shown
   */
  private static List<Shown> lines(
      Outcome outcome,
      Map<String, Rewritten> texts,
      Mask mask,
      UnaryOperator<String> kept,
      boolean only,
      boolean unsafe,
      List<Analysis> before,
      World world) {
    List<Shown> lines = new ArrayList<>();
    List<Finding> mended = texts.isEmpty() ? List.of() : outcome.mended();
    tell(mended, only ? " would be fixed" : " fixed", mask, lines);
    Map<String, List<Finding>> stay = new TreeMap<>(); // what may change first
    for (Finding finding : outcome.refused()) {
      stay.computeIfAbsent(kept.apply(finding.primary().source().name()), reason -> new ArrayList<>()).add(finding);
    }
    stay.forEach(
        (reason, findings) ->
            tell(findings, " stays: " + (reason.isEmpty() ? "the change would do more than it is meant to" : reason), mask, lines));
    Set<Object> all = new HashSet<>();
    Map<Object, Integer> untold = new HashMap<>();
    Set<Object> more = new HashSet<>();
    for (Analysis analysis : before) {
      for (More some : analysis.more()) {
        if (world.isChosen(some.rule())) {
          untold.merge(List.of(some.rule().id(), some.file()), some.count(), Math::max);
        }
      }
      for (Finding finding : analysis.findings()) {
        if (!world.isChosen(finding.rule())) {
          continue;
        }
        Object identity =
            List.of(finding.rule().id(), finding.primary().source().name(), finding.primary().span(), finding.message());
        all.add(identity);
        if (!unsafe && !finding.repair().isNone() && !finding.repair().safe()) {
          more.add(identity);
        }
      }
    }
    int there = all.size() + untold.values().stream().mapToInt(Integer::intValue).sum();
    lines.add(
        mask.shown(
            (only ? "Would fix " : "Fixed ")
                + mended.size()
                + (mended.size() == 1 ? " finding" : " findings")
                + (texts.isEmpty() ? "" : " in " + texts.size() + (texts.size() == 1 ? " file" : " files"))
                + (there < mended.size() // what was fixed brought others to light
                    ? ""
                    : (there == 1 ? only ? "; there is " : "; there was " : only ? "; there are " : "; there were ")
                        + there)
                + (more.isEmpty()
                    ? ""
                    : (there < mended.size() ? "; --unsafe can fix " : ", of which --unsafe can fix ")
                        + more.size()
                        + " more")
                + "."
                + (outcome.whole()
                    ? ""
                    : only ? " There is more to fix after that." : " There is more to fix: run the same command again.")));
    return lines;
  }

  private static String place(Finding finding) {
    Location at = finding.primary();
    return Failures.prefix(new SourceException.Place(at.source(), at.span()));
  }
}
