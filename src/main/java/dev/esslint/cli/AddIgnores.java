package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Effect;
import dev.esslint.edit.Changed;
import dev.esslint.edit.IgnoreWriter;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Replacement;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.workspace.Commented;
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
import org.jspecify.annotations.Nullable;
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
  private final Set<String> unnamed;
  private final Mask line;

  private final Map<String, SourceText> texts = new LinkedHashMap<>();

  private AddIgnores(
      World world,
      BaselineFile baseline,
      SourceReader reader,
      Terminal terminal,
      String reason,
      Set<String> unnamed,
      Mask line) {
    this.world = world;
    this.baseline = baseline;
    this.reader = reader;
    this.terminal = terminal;
    this.reason = reason;
    this.unnamed = unnamed;
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
    List<String> named = LayerFiles.named(parsed);
    if (named.contains(Inputs.STDIN)) {
      throw new UsageException("no comments can be written to standard input");
    }
    World world = World.of(parsed, settings, reader, terminal, Map.of());
    Set<String> unnamed = UnnamedFiles.in(world.inputs(reader), named, terminal.folder());
    return new AddIgnores(world, baseline, reader, terminal, reason, unnamed, parsed.mask()).run();
  }

  private int run() throws Exception {
    World.Seen before = world.seen(Map.of());
    Map<String, SourceText> old = new HashMap<>();
    before.analyses().forEach(a -> a.reading().sources().forEach(s -> old.putIfAbsent(s.name(), s)));
    before.outside().forEach(f -> old.putIfAbsent(f.primary().source().name(), f.primary().source()));
    int found = count(before);
    World.Seen now = before;
    for (Pass pass : Pass.values()) {
      write(now, pass);
      now = world.seen(texts);
    }
    Map<String, Rewritten> changed = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          SourceText was = old.get(name);
          if (was != null && !was.text().equals(text.text())) {
            changed.put(name, new Rewritten(was, text));
          }
        });
    if (!Effect.isSameValues(before.analyses(), now.analyses())) {
      terminal.complain(line.shown("nothing is written: comments would change the values"));
      return ExitStatus.FINDINGS;
    }
    Rewritten.write(changed, reader);
    int left = count(now);
    Map<String, String> without = new TreeMap<>();
    for (Place place : rest(now)) {
      reason(place.source())
          .ifPresent(no -> without.put(place.source().name(), no));
    }
    without.forEach(
        (name, no) ->
            terminal.complain(
                line.shown(
                    name
                        + ": "
                        + no
                        + "; `per-file` and `per-path` in "
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

  /**
   * A finding that is to be ignored.
   *
   * @param analysis where it is from; null if it is about a manifest itself
   */
  private record Place(Finding finding, @Nullable Analysis analysis) {
    SourceText source() {
      return finding.primary().source();
    }

    /** The document that it is in. */
    Optional<Document> document() {
      Document any = null;
      for (Document document :
          analysis == null ? Commented.documents(source()) : analysis.reading().documents()) {
        if (document.source().name().equals(source().name())) {
          if (document.root().span().contains(finding.primary().span().start())) {
            return Optional.of(document);
          }
          any = any == null ? document : any;
        }
      }
      return Optional.ofNullable(any);
    }
  }

  private int count(World.Seen seen) throws IOException {
    Set<Object> all = new HashSet<>();
    for (Place place : rest(seen)) {
      Finding finding = place.finding();
      all.add(
          List.of(
              finding.rule().id(),
              place.source().name(),
              finding.primary().path(),
              finding.primary().span(),
              finding.message()));
    }
    return all.size();
  }

  /** What is told. */
  private List<Place> rest(World.Seen seen) {
    baseline.again();
    List<Place> told = new ArrayList<>();
    for (Analysis analysis : seen.analyses()) {
      List<Finding> findings =
          baseline.isIdle() ? analysis.findings() : baseline.rest(analysis, Mask.none()).kept();
      findings.forEach(finding -> told.add(new Place(finding, analysis)));
    }
    List<Finding> outside =
        baseline.isIdle() ? seen.outside() : baseline.rest(seen.outside(), Mask.none()).kept();
    outside.forEach(finding -> told.add(new Place(finding, null)));
    told.removeIf(
        place ->
            ABOUT_COMMENTS.contains(place.finding().rule().id())
                || !world.isChosen(place.finding().rule()));
    return told;
  }

  /** What is written at a time, so that a comment that one wrote takes the rules of the next. */
  private enum Pass {
    VALUES,
    MANIFESTS,
    FILES;

    boolean isFor(Place place) {
      return switch (this) {
        case VALUES -> place.analysis() != null;
        case MANIFESTS -> place.analysis() == null && Commented.takesLines(place.source());
        case FILES -> true;
      };
    }
  }

  /** Adds comments for what is told. */
  private void write(World.Seen seen, Pass pass) {
    Map<String, List<Replacement>> edits = new LinkedHashMap<>();
    Map<String, SourceText> sources = new HashMap<>();
    Map<String, Map<Document, List<Finding>>> places = new LinkedHashMap<>();
    for (Place place : rest(seen)) {
      if (pass.isFor(place) && reason(place.source()).isEmpty()) {
        place
            .document()
            .ifPresent(
                document ->
                    places
                        .computeIfAbsent(place.source().name(), name -> new LinkedHashMap<>())
                        .computeIfAbsent(document, key -> new ArrayList<>())
                        .add(place.finding()));
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
                          .of(findings, pass == Pass.FILES)) {
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

  /** Why nothing can be written into a file; empty if comments can. */
  private Optional<String> reason(SourceText source) {
    String name = source.name();
    if (unnamed.contains(name)) {
      return Optional.of("comments are only written into files that are named");
    }
    return name.endsWith(".json") || source.text().stripLeading().startsWith("{")
        ? Optional.of("JSON has no comments")
        : name.endsWith(".md") ? Optional.of("a text has no comments") : Optional.empty();
  }
}
