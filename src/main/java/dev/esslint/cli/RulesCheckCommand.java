package dev.esslint.cli;

import dev.esslint.authoring.ExampleRuns;
import dev.esslint.authoring.Flaw;
import dev.esslint.authoring.RuleFile;
import dev.esslint.authoring.RuleFiles;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.authoring.RuleFiles.Result;
import dev.esslint.explain.RulePages;
import dev.esslint.authoring.Trial;
import dev.esslint.chart.Charts;
import dev.esslint.finding.Bounded;
import dev.esslint.finding.RuleInfo;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.LeftOut;
import dev.esslint.input.SourceReader;
import dev.esslint.report.RulePage;
import dev.esslint.rule.Rule;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.text.Visible;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code esslint rules check FILE...}. */
final class RulesCheckCommand implements Command {
  private final Terminal terminal;

  RulesCheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Command.spec(
            "esslint rules check",
            "Reports what is wrong with rule files: their format, their paths, their examples, findings in",
            "clean values, and a fix that does not work. Rules of your own are checked in the same way as the",
            "rules of esslint.");
    spec.usageMessage()
        .footer(
            "",
            "Exit status: 0 no problems. 1 problems. 2 wrong usage, or a page cannot be written. 3 a",
            "file cannot be read or is not YAML. 70 a bug in esslint.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .type(String[].class)
            .arity("1..*")
            .required(true)
            .description("Rule files. A folder means all files below it except base.yaml, the base values of the examples.")
            .build());
    spec.addOption(
        Command.flag(
                "For the built-in rules: write their pages under docs/rules.", "--write")
            .build());
    return spec;
  }

  /** A rule file and, if it is one of esslint's own sources, the folder of these. */
  private record Given(SourceText source, Optional<Path> project) {
    Kind kind() {
      return project.isPresent() ? Kind.BUILT_IN : Kind.OWN;
    }
  }

  @Override
  public int run(Arguments parsed) throws Exception {
    SourceReader reader = new SourceReader(terminal.folder(), terminal.in(), "<stdin>");
    Inputs inputs = Inputs.ofFiles(parsed.positionals(0), terminal.folder());
    boolean unreadable = false;
    for (LeftOut failure : inputs.failures()) {
      unreadable = complain(failure.name() + ": " + failure.reason(), parsed);
    }
    List<Given> given = new ArrayList<>();
    for (String file : OwnRules.ruleFiles(inputs)) {
      try {
        SourceText source = reader.read(file);
        given.add(
            new Given(source, OwnRules.sourcesOfEsslint(terminal.folder().resolve(file))));
      } catch (SourceException e) {
        unreadable = complain(Failures.describe(e), parsed);
      }
    }
    if (given.isEmpty() && !unreadable) {
      throw new UsageException("there are no rules to check");
    }
    if (parsed.has("--write") && given.stream().noneMatch(one -> one.project().isPresent())) {
      throw new UsageException(
          "--write writes the pages of built-in rules, but none of these is built in");
    }
    Charts charts = UserCharts.of(terminal);
    List<Flaw> flaws = new ArrayList<>();
    Map<Path, String> pages = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      List<Given> some = given.stream().filter(one -> one.kind() == kind).toList();
      if (!some.isEmpty()) {
        Result read =
            RuleFiles.read(
                some.stream().map(Given::source).toList(), kind, BuiltInRules.all(), charts);
        unreadable |= read.unreadable();
        flaws.addAll(read.flaws());
        flaws.addAll(tried(read, kind, reader, charts));
        if (kind == Kind.BUILT_IN) {
          flaws.addAll(taken(read, some));
          pages.putAll(pages(read, some, flaws));
        }
      }
    }
    if (parsed.has("--write")) {
      write(pages);
    } else {
      given.stream().map(Given::source).forEach(source -> outdated(source, pages, flaws));
    }
    flaws.sort(Comparator.naturalOrder());
    StringBuilder report = new StringBuilder();
    Map<String, Integer> counts = new TreeMap<>();
    for (Flaw flaw : flaws) {
      if (counts.merge(flaw.source().name(), 1, Integer::sum) <= Bounded.MOST) {
        report.append(Visible.of(flaw.toString())).append('\n');
      }
    }
    counts.forEach(
        (file, number) -> {
          if (number > Bounded.MOST) {
            report.append("and ").append(number - Bounded.MOST).append(" more in ").append(Visible.of(file)).append('\n');
          }
        });
    if (!given.isEmpty()) {
      report
          .append(count(given.size(), "rule"))
          .append(" checked: ")
          .append(flaws.isEmpty() ? "no problems" : count(flaws.size(), "problem"))
          .append(".\n");
    }
    terminal.print(Mask.none().shown(report.toString()));
    return unreadable ? ExitStatus.INPUT : flaws.isEmpty() ? ExitStatus.CLEAN : ExitStatus.FINDINGS;
  }

  private boolean complain(String message, Arguments parsed) {
    terminal.complain(parsed.mask().shown(message));
    return true;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** Tries out the rules that have the form of one. */
  private static List<Flaw> tried(
      Result read, Kind kind, SourceReader reader, Charts charts) throws UsageException {
    List<Rule> rules = kind == Kind.BUILT_IN ? together(read) : BuiltInRules.all();
    Set<String> wrong = new HashSet<>();
    read.flaws().forEach(flaw -> wrong.add(flaw.source().name()));
    List<Flaw> flaws = new ArrayList<>();
    Map<String, ExampleRuns> runs = new HashMap<>();
    for (RuleFile file : read.files()) {
      String name = file.source().name();
      if (!wrong.contains(name)) {
        String folder = kind == Kind.OWN ? name.substring(0, name.lastIndexOf('/') + 1) : "";
        ExampleRuns own = runs.get(folder);
        if (own == null) {
          own = new ExampleRuns(base(name, kind, reader), rules, charts);
          runs.put(folder, own);
        }
        flaws.addAll(Trial.flaws(file, kind, own));
      }
    }
    return flaws;
  }

  /** The rules that esslint comes with, where some were read as these are now. */
  private static List<Rule> together(Result read) {
    Map<String, Rule> rules = new TreeMap<>();
    BuiltInRules.all().forEach(rule -> rules.put(rule.info().id(), rule));
    read.rules().forEach(rule -> rules.computeIfPresent(rule.info().id(), (id, old) -> rule));
    return List.copyOf(rules.values());
  }

  private static SourceText base(String file, Kind kind, SourceReader reader)
      throws UsageException {
    try {
      Optional<SourceText> base =
          kind == Kind.OWN ? OwnRules.base(file, reader) : Optional.empty();
      if (base.isPresent()) {
        YamlReader.read(base.get());
      }
      return base.orElseGet(ExampleRuns::builtInBase);
    } catch (SourceException e) {
      throw new UsageException(
          "the base values of the examples cannot be read\n" + Failures.describe(e));
    }
  }

  /** Ids that another file of the sources has. */
  private static List<Flaw> taken(Result read, List<Given> given) throws IOException {
    List<Flaw> flaws = new ArrayList<>();
    for (RuleFile file : read.files()) {
      String id = file.rule().info().id();
      Path project = project(file, given);
      Path family = project.resolve("rules").resolve(file.rule().info().family());
      if (id.isEmpty() || !Files.isDirectory(family)) {
        continue;
      }
      try (DirectoryStream<Path> others = Files.newDirectoryStream(family, id + "-*.yaml")) {
        for (Path other : others) {
          if (!Path.of(file.source().name()).endsWith(other.getFileName())) {
            flaws.add(
                new Flaw(
                    file.source(),
                    file.draft().value("id"),
                    "the id `" + id + "` is already used by " + other.getFileName()));
          }
        }
      }
    }
    return flaws;
  }

  private static Path project(RuleFile file, List<Given> given) {
    return given.stream()
        .filter(one -> one.source().equals(file.source()))
        .flatMap(one -> one.project().stream())
        .findFirst()
        .orElseThrow();
  }

  /** The pages of the rules that nothing is wrong with, and the list of all, by file. */
  private static Map<Path, String> pages(Result read, List<Given> given, List<Flaw> flaws) {
    Map<Path, String> pages = new LinkedHashMap<>();
    Map<String, RuleInfo> all = new TreeMap<>();
    BuiltInRules.all().forEach(rule -> all.put(rule.info().id(), rule.info()));
    RulePages written =
        new RulePages(
            new ExampleRuns(ExampleRuns.builtInBase(), together(read), Charts.builtIn()),
            together(read));
    for (RuleFile file : read.files()) {
      RuleInfo info = file.rule().info();
      if (flaws.stream().noneMatch(flaw -> flaw.source().equals(file.source()))) {
        Path folder = project(file, given).resolve("docs/rules");
        all.put(info.id(), info);
        pages.put(folder.resolve(info.id() + ".md"), written.of(file.rule()));
        pages.put(folder.resolve("README.md"), RulePage.index(List.copyOf(all.values())));
      }
    }
    return pages;
  }

  private void write(Map<Path, String> pages) throws IOException, UsageException {
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      if (!isWritten(page.getKey(), page.getValue())) {
        new Output(terminal, page.getKey().toString())
            .write(
                "page",
                out -> out.write(page.getValue().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private static void outdated(SourceText source, Map<Path, String> pages, List<Flaw> flaws) {
    String file = String.valueOf(Path.of(source.name()).getFileName());
    for (Map.Entry<Path, String> page : pages.entrySet()) {
      String name = String.valueOf(page.getKey().getFileName());
      if (file.startsWith(name.replace(".md", "-")) && !isWritten(page.getKey(), page.getValue())) {
        flaws.add(
            new Flaw(
                source,
                Span.NONE,
                "docs/rules/" + name + " does not match this rule; `--write` writes it"));
      }
    }
  }

  private static boolean isWritten(Path page, String text) {
    try {
      return Files.exists(page) && Files.readString(page).equals(text);
    } catch (IOException e) {
      return false; // whoever writes it tells
    }
  }
}
