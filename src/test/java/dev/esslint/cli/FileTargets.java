package dev.esslint.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.analysis.Analysis;
import dev.esslint.analysis.Analyzer;
import dev.esslint.analysis.Targets;
import dev.esslint.chart.Charts;
import dev.esslint.cluster.Listed;
import dev.esslint.cluster.RefusedException;
import dev.esslint.cluster.Snapshot;
import dev.esslint.config.ClusterFile;
import dev.esslint.config.InvalidFileException;
import dev.esslint.embedded.Judge;
import dev.esslint.embedded.Program;
import dev.esslint.embedded.Version;
import dev.esslint.finding.Baseline;
import dev.esslint.finding.IgnoreComments;
import dev.esslint.fuzz.Seeds;
import dev.esslint.fuzz.Target;
import dev.esslint.input.Inputs;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.ReleaseComment;
import dev.esslint.input.SourceReader;
import dev.esslint.input.Sources;
import dev.esslint.rule.RuleDraft;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.rule.packed.PackedRules;
import dev.esslint.rule.Rule;
import dev.esslint.rule.Rules;
import dev.esslint.secret.Mask;
import dev.esslint.tree.Document;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.yaml.YamlReader;
import dev.esslint.values.Layer;
import dev.esslint.values.Value;
import dev.esslint.values.Value.MapValue;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The readers of files of esslint's own, of values, and of what stands in values. */
public final class FileTargets {
  private static final List<String> CONFIGURATIONS =
      List.of(
          "chart-version: 26.7.2\nignore: [SEC003]\nfail-on: note\nseverity: {RTC003: note}\nrequire-reason: true\n",
          "per-file:\n- {files: [\"*.yaml\"], ignore: [SEC], reason: r}\nper-path:\n- {path: synapse.*, ignore: [SYN001], reason: r}\n",
          "deployments:\n- {name: a, values: [values.yaml], chart-version: 26.7.2}\ndiscover:\n  include: [a]\n  flux: {clusters: [a]}\n",
          "cluster: cluster.yaml\nextend-select: [repeated-default]\nrules: [own]\n");

  private static final List<String> BASELINES =
      List.of(
          """
          accepted:
          - rule: RTC003
            file: values.yaml
            path: matrixRTC
            reason: we know
          known:
          - {rule: SEC003, file: values.yaml, path: synapse.a, value: 12ab, count: 2}
          """,
          "known: []\n");

  private static final List<String> COMMENTS =
      List.of(
          "# esslint: ignore[RTC003] known\na: 1\nb: 2 # esslint: ignore[SEC001, SEC002] until=2027-01-01 r\n",
          "# esslint: ignore-file[RTC003] r\n# esslint: chart=26.7.2\na: |\n  # esslint: ignore[SYN001] r\n  b: 1\n",
          "# yaml-language-server: $schema=https://x/matrix-stack-26.7.2/values.schema.json\na: {b: c} # esslint: ignore\n");

  private static final List<String> COMMENT_WORDS =
      List.of("# esslint:", " ignore", "[RTC003]", "[", "]", "-file", "-next", "chart=", "26.7.2", " until=", "2027-01-01", "2027-13-41", " reason", ",",
          "#", "\n", "a: ", "b: |\n  ", "$schema=", "matrix-stack-", " ", "é", "\t", "\"", "'");

  private FileTargets() {}

  /** All of them. */
  public static List<Target> all() {
    List<String> values = Seeds.values();
    List<String> own = new ArrayList<>(HostileTexts.TOKENS);
    own.addAll(List.of("known:", "accepted:", "rule: ", "path: ", "count: ", "severity: ", "per-file:", "deployments:", "discover:", "when: ", "any: ", "not: ",
        "ipFamilies: ", "nodePortRange: ", "10.0.0.0/8", "::1", "kind: Node", "items:", "metadata: {name: a}"));
    List<Target> all =
        new ArrayList<>(
            List.of(
                Target.ofText("configuration", CONFIGURATIONS, own, FileTargets::configuration),
                Target.ofText("cluster-file", Seeds.texts(Path.of("testdata", "cluster"), "cluster.yaml"), own, FileTargets::cluster),
                Target.ofText("cluster-objects", Seeds.texts(Path.of("testdata", "cluster"), "listed.yaml"), own, FileTargets::objects).slow(0.2),
                Target.ofText("baseline", BASELINES, own, FileTargets::baseline),
                Target.ofText("rule", rules(), own, FileTargets::rule),
                Target.ofText("comments", COMMENTS, COMMENT_WORDS, FileTargets::comments),
                Target.ofText("masked", values, HostileTexts.TOKENS, FileTargets::masked),
                Target.ofText("masked-arguments", List.of("--set\na.b=c", "--password\nx", "values.yaml"), HostileTexts.TOKENS, FileTargets::arguments),
                Target.ofText("values", values, HostileTexts.TOKENS, new Values()::read).slow(0.1).allocating(20_000)));
    for (Program program : Program.values()) {
      all.add(Target.ofText("options-" + program.id(), fragments(), own, input -> options(program, input)).allocating(20_000));
    }
    return all;
  }

  private static List<String> rules() {
    List<String> rules = new ArrayList<>(Seeds.texts(Path.of("testdata", "own-rules"), ".yaml"));
    rules.addAll(Seeds.texts(Path.of("rules", "RTC"), ".yaml"));
    return rules;
  }

  private static List<String> fragments() {
    return Seeds.texts(Path.of("testdata", "programs"), ".yaml");
  }

  private static SourceReader reader(String input) {
    return new SourceReader(Path.of(""), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), "<stdin>");
  }

  private static String configuration(String input) throws Exception {
    try {
      return "" + ConfigurationFile.read(Inputs.STDIN, reader(input)).settings().keySet();
    } catch (UsageException e) {
      return Target.kind(e.getMessage());
    }
  }

  private static String cluster(String input) throws Exception {
    try {
      return ((MapValue) ClusterFile.read(new SourceText("f", input))).entries().keySet().toString();
    } catch (SourceException | InvalidFileException e) {
      return Target.kind(e.getMessage());
    }
  }

  /** What is written about a cluster is what is read about one. */
  private static String objects(String input) throws Exception {
    Listed listed = Listed.nothing();
    try {
      listed.add(new SourceText("f", input));
    } catch (SourceException | RefusedException e) {
      return Target.kind(e.getMessage());
    }
    String written = Snapshot.of(listed);
    try {
      return ClusterFile.read(new SourceText("written", written)).getClass().toString();
    } catch (InvalidFileException | SourceException e) {
      throw new AssertionError(e.getMessage() + "\n" + written, e);
    }
  }

  private static String baseline(String input) throws Exception {
    Baseline baseline;
    try {
      baseline = BaselineFile.read(new SourceText("f", input));
    } catch (UsageException e) {
      return Target.kind(e.getMessage());
    }
    assertEquals(baseline, BaselineFile.read(new SourceText("written", baseline.text())));
    return baseline.known().size() + " " + baseline.accepted().size();
  }

  private static String rule(String input) {
    RuleDraft draft;
    try {
      draft = Rules.read(YamlReader.read(new SourceText("f", input)));
    } catch (SourceException e) {
      return "";
    }
    if (!draft.problems().isEmpty()) {
      draft.problems().forEach(problem -> assertTrue(problem.span().end() <= input.length()));
      return Target.kind(draft.problems().getFirst().message());
    }
    List<Rule> rules = List.of(draft.rule());
    byte[] conditions = PackedRules.conditions(rules); // texts are read when they are asked for, so that only what is packed can be compared
    byte[] pages = PackedRules.pages(rules);
    List<Rule> read = PackedRules.read(conditions, () -> ByteBuffer.wrap(pages));
    assertArrayEquals(conditions, PackedRules.conditions(read));
    assertArrayEquals(pages, PackedRules.pages(read));
    return draft.rule().info().name();
  }

  private static String comments(String input) {
    Document document;
    try {
      document = YamlReader.read(new SourceText("f", input));
    } catch (SourceException e) {
      return "";
    }
    IgnoreComments comments = IgnoreComments.in(document);
    comments.ignores().forEach(ignore -> assertTrue(ignore.comment().end() <= input.length()));
    comments.faults().forEach(fault -> assertTrue(fault.span().end() <= input.length()));
    Optional<ReleaseComment> release = ReleaseComment.in(document);
    release.ifPresent(r -> assertEquals(r.release(), input.substring(r.span().start(), r.span().end())));
    String first = comments.faults().isEmpty() ? "" : Target.kind(comments.faults().getFirst().message());
    return comments.ignores().size() + " " + release.isPresent() + first;
  }

  private static String masked(String input) {
    SourceText source = new SourceText("f", input);
    Mask mask = Mask.of(List.of(source), List.of(), null);
    int end = 0;
    mask.shown(source);
    for (int line = 0; line < 5 && end >= 0; line++) {
      mask.shown(input.substring(end, Math.min(input.length(), end + 100)));
      end = input.indexOf('\n', end + 1);
    }
    return "";
  }

  private static String arguments(String input) {
    List<String> arguments = List.of(input.split("\n", -1));
    Mask mask = Mask.ofArguments(arguments);
    arguments.forEach(mask::shown);
    return "";
  }

  private static String options(Program program, String input) {
    Document document;
    try {
      document = YamlReader.read(new SourceText("f", input));
    } catch (SourceException e) {
      return "";
    }
    if (!(Value.of(new Layer.File(document), document.root(), span -> span) instanceof MapValue tree)) {
      return "none";
    }
    int told = Judge.verdicts(program, Optional.empty(), tree, true, path -> false).size();
    Optional<Version> version = Version.parse("1.10.0");
    return told + " " + Judge.verdicts(program, version, tree, false, path -> true).size();
  }

  /** Values as they are analysed, from memory. */
  private static final class Values {
    private final Analyzer analyzer = new Analyzer(Targets.all(Charts.builtIn(), Charts.builtIn().newest()), BuiltInRules::usual, null);

    String read(String input) throws Exception {
      Sources sources =
          new Sources() {
            @Override
            public SourceText read(String name) throws SourceException {
              return SourceText.decode(name, input.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public String nameOf(String name) {
              return name;
            }

            @Override
            public boolean isFile(String name) {
              return false;
            }
          };
      try {
        Analysis analysis = analyzer.analyze(new Request(List.of("values.yaml"), false), sources);
        analysis.findings().forEach(
            finding -> assertTrue(finding.primary().span().end() <= finding.primary().source().text().length(), finding.rule().id()));
        return analysis.findings().isEmpty() ? "" : analysis.findings().getFirst().rule().id() + analysis.findings().getLast().rule().id();
      } catch (SourceException e) {
        return Target.kind(e.getMessage());
      }
    }
  }
}
