package dev.esslint.cli;

import dev.esslint.analysis.Analysis;
import dev.esslint.chart.ChartException;
import dev.esslint.config.InvalidFileException;
import dev.esslint.config.StrictFile;
import dev.esslint.finding.Baseline;
import dev.esslint.finding.Baseline.Accepted;
import dev.esslint.finding.Baseline.Entry;
import dev.esslint.finding.Baseline.Rest;
import dev.esslint.finding.Finding;
import dev.esslint.finding.RuleClass;
import dev.esslint.input.Inputs;
import dev.esslint.input.SourceReader;
import dev.esslint.secret.Mask;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.PackedNodes;
import dev.esslint.tree.Scalar;
import dev.esslint.values.JsonText;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ScalarValue;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** The baseline of a run: what it hides, what of it is stale, and writing it anew. */
public final class BaselineFile {
  /** The resource with the packed schema, next to this class. */
  public static final String SCHEMA = "baseline-schema";

  /** The name that is looked for where none is given. */
  private static final String NAME = Inputs.BASELINE;

  private static final String FILE = "--baseline";
  private static final String WRITE = "--baseline-write";
  private static final String PRUNE = "--baseline-prune";
  private static final String STRICT = "--baseline-strict";
  private static final String NONE = "--no-baseline";

  private final Terminal terminal;
  private final String name;
  private final Baseline baseline;
  private final @Nullable SourceText before;
  private final boolean writes;
  private final boolean prunes;
  private final boolean strict;
  private final Map<Entry, Integer> found = new HashMap<>();
  private final Set<String> files = new HashSet<>();

  private BaselineFile(
      Terminal terminal,
      String name,
      Baseline baseline,
      @Nullable SourceText before,
      Arguments parsed) {
    this.terminal = terminal;
    this.name = name;
    this.baseline = baseline;
    this.before = before;
    this.writes = parsed.has(WRITE);
    this.prunes = parsed.has(PRUNE);
    this.strict = parsed.has(STRICT);
  }

  static List<OptionSpec> options() {
    return List.of(
        fileOption(),
        Command.flag("Use no baseline.", NONE).build(),
        Command.flag("Write all current findings to the baseline, so only new findings are reported.", WRITE)
            .build(),
        Command.flag("Remove entries that are no longer found from the baseline, and add nothing.", PRUNE)
            .build(),
        Command.flag("End with status 1 if the baseline has entries that are no longer found.", STRICT)
            .build());
  }

  static OptionSpec fileOption() {
    return Command.option(
            "FILE",
            "Findings that are known and not reported. Default: " + NAME + " in the working directory.",
            FILE)
        .build();
  }

  /**
   * Reads the baseline, if there is one.
   *
   * @throws UsageException if it is not usable, or the options contradict one another
   */
  static BaselineFile of(Arguments parsed, Settings settings, SourceReader reader, Terminal terminal)
      throws UsageException, ChartException {
    boolean changes = parsed.has(WRITE) || parsed.has(PRUNE);
    if (parsed.has(WRITE) && parsed.has(PRUNE)) {
      throw new UsageException(WRITE + " writes a new baseline and " + PRUNE + " only removes entries; use only one of them");
    }
    if (parsed.has(NONE) && (changes || parsed.has(FILE) || parsed.has(STRICT))) {
      throw new UsageException(NONE + " uses no baseline; remove it or the other options for baselines");
    }
    Setting named = settings.value(FILE);
    String name = named == null ? NAME : named.text();
    boolean there = !parsed.has(NONE) && reader.isFile(name);
    if (named != null && !there && !parsed.has(NONE) && !parsed.has(WRITE)) {
      throw named.wrong("there is no baseline " + name + "; " + WRITE + " writes it");
    }
    if (parsed.has(PRUNE) && !there) {
      throw new UsageException("there is no baseline " + name + " to prune");
    }
    if (!there) {
      return new BaselineFile(terminal, name, Baseline.empty(), null, parsed);
    }
    try {
      SourceText source = reader.read(name);
      return new BaselineFile(terminal, name, read(source), source, parsed);
    } catch (SourceException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads the text of a baseline.
   *
   * @throws UsageException if it is none
   */
  static Baseline read(SourceText source) throws UsageException, ChartException {
    if (source.text().contains("\n<<<<<<< ") || source.text().startsWith("<<<<<<< ")) {
      throw new UsageException(
          "the baseline " + source.name() + " has merge conflict markers; keep the entries of both sides");
    }
    try {
      Node schema = PackedNodes.resource(BaselineFile.class, SCHEMA);
      return baseline(StrictFile.read(source, schema).document().root());
    } catch (InvalidFileException e) {
      throw new UsageException("the baseline is invalid\n" + e.getMessage());
    } catch (SourceException e) {
      throw unreadable(e);
    }
  }

  private static UsageException unreadable(SourceException e) {
    return new UsageException("the baseline cannot be read\n" + Failures.describe(e));
  }

  private static Baseline baseline(Node root) {
    Map<Entry, Accepted> accepted = new HashMap<>();
    Map<Entry, Integer> known = new HashMap<>();
    for (MapNode entry : entries(root, "accepted")) {
      accepted.merge(
          entry(entry),
          new Accepted(text(entry, "reason"), count(entry)),
          (one, other) -> one.count() >= other.count() ? one : other);
    }
    for (MapNode entry : entries(root, "known")) {
      known.merge(entry(entry), count(entry), Math::max);
    }
    return new Baseline(accepted, known);
  }

  private static List<MapNode> entries(Node root, String key) {
    return root instanceof MapNode map && map.get(key) instanceof ListNode list
        ? list.items().stream()
            .filter(MapNode.class::isInstance)
            .map(MapNode.class::cast)
            .toList()
        : List.of();
  }

  private static Entry entry(MapNode entry) {
    return new Entry(
        text(entry, "rule"), file(text(entry, "file")), text(entry, "path"), text(entry, "value"));
  }

  /** A file as entries name it; one that is written by hand may begin with {@code ./}. */
  private static String file(String written) {
    String file = written.replace('\\', '/');
    while (file.startsWith("./")) {
      file = file.substring(2);
    }
    return file;
  }

  private static String text(MapNode entry, String key) {
    String text = entry.get(key) instanceof ScalarNode scalar ? scalar.string() : null;
    return text == null ? "" : text;
  }

  private static int count(MapNode entry) {
    return entry.get("count") instanceof ScalarNode(Span span, Scalar.Num(double number), var style)
        ? (int) number
        : 1;
  }

  /** Whether nothing is hidden and nothing is written. */
  boolean isIdle() {
    return before == null && !writes;
  }

  /** Begins to count anew, as all is looked at again. */
  void again() {
    found.clear();
  }

  /** What of the findings of a deployment is to be reported. */
  Rest rest(Analysis analysis, Mask mask) {
    analysis.reading().names().forEach(file -> files.add(beside(file)));
    Rest rest =
        baseline.rest(analysis.findings(), finding -> entry(finding, analysis, mask), found);
    return writes ? new Rest(List.of(), analysis.findings().size()) : rest;
  }

  /** What is to be reported of findings outside of the values. */
  Rest rest(List<Finding> findings, Mask mask) {
    findings.forEach(finding -> files.add(beside(finding.primary().source().name())));
    Rest rest =
        baseline.rest(
            findings,
            finding ->
                accepted(
                    finding,
                    new Entry(
                        finding.rule().id(),
                        beside(finding.primary().source().name()),
                        mask.shown(finding.primary().path()).toString(),
                        "")),
            found);
    return writes ? new Rest(List.of(), findings.size()) : rest;
  }

  private Entry entry(Finding finding, Analysis analysis, Mask mask) {
    return accepted(
        finding, entry(finding, analysis, mask, beside(finding.primary().source().name())));
  }

  /** Who accepts a finding by hand may name its rule, and need not know the digest of its value. */
  private Entry accepted(Finding finding, Entry entry) {
    if (!baseline.accepted().isEmpty() && !baseline.accepted().containsKey(entry)) {
      for (String rule : new String[] {entry.rule(), finding.rule().name()}) {
        for (String value : new String[] {entry.value(), ""}) {
          Entry byHand = new Entry(rule, entry.file(), entry.path(), value);
          if (baseline.accepted().containsKey(byHand)) {
            return byHand;
          }
        }
      }
    }
    return entry;
  }

  /**
   * The entry that a finding belongs to.
   *
   * @param file what the file of the finding is called there
   */
  static Entry entry(Finding finding, Analysis analysis, Mask mask, String file) {
    RuleClass kind = finding.rule().kind();
    boolean byValue = kind == RuleClass.REJECTED || kind == RuleClass.BROKEN;
    String value =
        byValue && !finding.primary().path().isRoot()
            ? analysis
                .resolved()
                .flatMap(resolved -> resolved.at(finding.primary().path()))
                .filter(BaselineFile::isOneWord)
                .map(at -> digest(JsonText.of(mask.shown(at))))
                .orElse("")
            : "";
    return new Entry(
        finding.rule().id(),
        file,
        mask.shown(finding.primary().path()).toString(),
        value);
  }

  /** A mapping may be written in another order, and a document in another form. */
  private static boolean isOneWord(Value value) {
    return value instanceof ScalarValue(Scalar scalar, var origin)
        && Scalar.text(scalar).indexOf('\n') < 0;
  }

  private static String digest(String text) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** The name of a file as seen from the folder of the baseline. */
  private String beside(String file) {
    try {
      Path folder = terminal.folder().resolve(name).toAbsolutePath().normalize().getParent();
      Path path = terminal.folder().resolve(file).toAbsolutePath().normalize();
      return folder == null
          ? file
          : folder.relativize(path).toString().replace(File.separatorChar, '/');
    } catch (InvalidPathException e) {
      return file;
    }
  }

  /**
   * Writes the baseline anew if that is asked for, and says what of it is stale.
   *
   * @param line keeps what is secret on the command line
   * @return whether it is stale and must not be
   * @throws UsageException if it cannot be written
   */
  boolean finish(Mask line) throws UsageException {
    if (writes || prunes) {
      Baseline next = writes ? baseline.rewritten(found, files) : baseline.pruned(found, files);
      String text = next.text();
      if (before == null || !before.text().equals(text)) {
        write(text);
      }
      terminal.complain(
          line.shown(
              name
                  + ": "
                  + next.known().size()
                  + (next.known().size() == 1 ? " entry" : " entries")
                  + " known, "
                  + next.accepted().size()
                  + " accepted"));
      return false;
    }
    List<Entry> stale = baseline.stale(found, files);
    if (!stale.isEmpty()) {
      terminal.complain(
          line.shown(
              name
                  + ": "
                  + stale.size()
                  + (stale.size() == 1 ? " entry is" : " entries are")
                  + " no longer found, the first is "
                  + stale.getFirst().rule()
                  + (stale.getFirst().path().isEmpty() ? "" : " at " + stale.getFirst().path())
                  + " in "
                  + stale.getFirst().file()
                  + "; "
                  + PRUNE
                  + " removes "
                  + (stale.size() == 1 ? "it" : "them")));
    }
    return strict && !stale.isEmpty();
  }

  private void write(String text) throws UsageException {
    try (AtomicFile next = AtomicFile.of(terminal.folder().resolve(name))) {
      try (OutputStream out = next.stream()) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
      next.force();
      next.commit();
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(name + " cannot be written: " + Failures.reason(e));
    }
  }
}
