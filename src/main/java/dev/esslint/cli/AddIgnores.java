package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Mending;
import dev.esslint.chart.ChartException;
import dev.esslint.edit.Changed;
import dev.esslint.edit.IgnoreWriter;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Replacement;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --add-ignore}: writes comments into the files that hide what is found in them. */
final class AddIgnores {
  /** The option. */
  static final String NAME = "--add-ignore";

  /** Rules about these comments themselves. */
  private static final Set<String> ABOUT_COMMENTS = Set.of("YAML010", "YAML011", "YAML012", "YAML013");

  private final World world;
  private final BaselineFile baseline;
  private final SourceReader reader;
  private final Terminal terminal;
  private final String reason;
  private final Mask line;

  private final Map<String, SourceText> texts = new LinkedHashMap<>();

  private AddIgnores(
      World world,
      BaselineFile baseline,
      SourceReader reader,
      Terminal terminal,
      String reason,
      Mask line) {
    this.world = world;
    this.baseline = baseline;
    this.reader = reader;
    this.terminal = terminal;
    this.reason = reason;
    this.line = line;
  }

  static OptionSpec option() {
    return Command.option(
            "REASON",
            "Write a comment that ignores it above each finding, instead of a report: "
                + NAME
                + ", or with a reason for the comments "
                + NAME
                + "=REASON.",
            NAME)
        .build();
  }

  /** The arguments, where the option without a reason takes nothing of what follows for one. */
  static String[] spelled(String... args) {
    String[] spelled = args.clone();
    for (int i = 0; i < spelled.length; i++) {
      spelled[i] = spelled[i].equals(NAME) ? NAME + "=" : spelled[i];
    }
    return spelled;
  }

  /** Writes the comments and gives the exit status. */
  static int run(
      Arguments parsed,
      Settings settings,
      SourceReader reader,
      BaselineFile baseline,
      Terminal terminal)
      throws Exception {
    String reason = parsed.value(NAME, "").strip();
    if (reason.indexOf('#') >= 0 || reason.chars().anyMatch(c -> c < ' ')) {
      throw new UsageException("a reason is one line, without `#`");
    }
    if (parsed.positionals(0).contains(Inputs.STDIN)
        || parsed.values("--values").contains(Inputs.STDIN)) {
      throw new UsageException("no comments can be written to standard input");
    }
    World world = World.of(parsed, settings, reader, terminal, Map.of());
    world.inputs(reader);
    return new AddIgnores(world, baseline, reader, terminal, reason, parsed.mask()).run();
  }

  private int run() throws Exception {
    List<Analysis> before = world.analyses(Map.of());
    Map<String, SourceText> old = new HashMap<>();
    before.forEach(a -> a.reading().sources().forEach(s -> old.putIfAbsent(s.name(), s)));
    int found = count(before);
    List<Analysis> now = before;
    for (boolean ofFile : new boolean[] {false, true}) {
      write(now, ofFile);
      now = world.analyses(texts);
    }
    Map<String, Rewritten> changed = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          SourceText was = old.get(name);
          if (was != null && !was.text().equals(text.text())) {
            changed.put(name, new Rewritten(was, text));
          }
        });
    if (!Mending.isSameValues(before, now)) {
      throw new IllegalStateException("comments would change values");
    }
    Rewritten.write(changed, reader);
    int left = count(now);
    Set<String> plain = new TreeSet<>();
    for (Analysis analysis : now) {
      for (Finding finding : rest(analysis)) {
        if (isJson(finding.primary().source())) {
          plain.add(finding.primary().source().name());
        }
      }
    }
    plain.forEach(
        name ->
            terminal.complain(
                line.shown(
                    name
                        + ": JSON has no comments; `per-file` and `per-path` in "
                        + Inputs.CONFIGURATION
                        + " ignore what is found there")));
    terminal.print(
        line.shown(
            "Ignored "
                + (found - left)
                + (found - left == 1 ? " finding" : " findings")
                + (changed.isEmpty() ? "" : " in " + String.join(", ", changed.keySet()))
                + (left == 0 ? "" : "; " + left + (left == 1 ? " is" : " are") + " left")
                + ".\n"));
    return left == 0 ? ExitStatus.CLEAN : ExitStatus.FINDINGS;
  }

  private int count(List<Analysis> analyses) throws IOException {
    Set<Object> all = new HashSet<>();
    for (Analysis analysis : analyses) {
      for (Finding finding : rest(analysis)) {
        all.add(
            List.of(
                finding.rule().id(),
                finding.primary().source().name(),
                finding.primary().path(),
                finding.message()));
      }
    }
    return all.size();
  }

  /** What is told of an analysis. */
  private List<Finding> rest(Analysis analysis) {
    List<Finding> told =
        baseline.isIdle() ? analysis.findings() : baseline.rest(analysis, Mask.none()).kept();
    return told.stream()
        .filter(finding -> !ABOUT_COMMENTS.contains(finding.rule().id()))
        .filter(finding -> world.isChosen(finding.rule()))
        .toList();
  }

  /**
   * Adds comments for what is told.
   *
   * @param ofFile whether for files as a whole
   */
  private void write(List<Analysis> analyses, boolean ofFile) {
    Map<String, List<Replacement>> edits = new LinkedHashMap<>();
    Map<String, SourceText> sources = new HashMap<>();
    Map<String, Map<Document, List<Finding>>> places = new LinkedHashMap<>();
    for (Analysis analysis : analyses) {
      for (Finding finding : rest(analysis)) {
        SourceText source = finding.primary().source();
        if (!isJson(source)) {
          document(analysis, finding)
              .ifPresent(
                  document ->
                      places
                          .computeIfAbsent(source.name(), name -> new LinkedHashMap<>())
                          .computeIfAbsent(document, key -> new ArrayList<>())
                          .add(finding));
        }
      }
    }
    places.forEach(
        (name, documents) ->
            documents.forEach(
                (document, findings) -> {
                  sources.put(name, document.source());
                  for (Replacement edit :
                      new IgnoreWriter(
                              document, reason, ignore -> !ignore.isExpired(LocalDate.now(ZoneId.systemDefault())))
                          .of(findings, ofFile)) {
                    List<Replacement> file =
                        edits.computeIfAbsent(name, key -> new ArrayList<>());
                    if (!file.contains(edit)) {
                      file.add(edit);
                    }
                  }
                }));
    edits.forEach(
        (name, some) ->
            texts.put(
                name,
                new SourceText(
                    name, Changed.text(Objects.requireNonNull(sources.get(name)).text(), some))));
  }

  /** The layer that a finding is in. */
  private static Optional<Document> document(Analysis analysis, Finding finding) {
    Document any = null;
    for (Document document : analysis.reading().documents()) {
      if (document.source().name().equals(finding.primary().source().name())) {
        if (document.root().span().contains(finding.primary().span().start())) {
          return Optional.of(document);
        }
        any = any == null ? document : any;
      }
    }
    return Optional.ofNullable(any);
  }

  private static boolean isJson(SourceText source) {
    return source.name().endsWith(".json") || source.text().stripLeading().startsWith("{");
  }
}
