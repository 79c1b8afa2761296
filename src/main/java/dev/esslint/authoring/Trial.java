package dev.esslint.authoring;

import dev.esslint.analysis.Mending;
import dev.esslint.authoring.RuleFiles.Kind;
import dev.esslint.chart.ChartException;
import dev.esslint.chart.Release;
import dev.esslint.config.InvalidFileException;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Location;
import dev.esslint.finding.RuleInfo.Example;
import dev.esslint.finding.RuleInfo.Subject;
import dev.esslint.finding.Topic;
import dev.esslint.rule.Rule;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.yaml.ScalarOffsets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tries a rule out: on its examples, on values that are clean, and on what becomes of its bad examples by its remedy. */
public final class Trial {

  /** Ends each line of an example that is reported. */
  private static final String MARK = "# <- here";

  private final RuleFile file;
  private final Kind kind;
  private final ExampleRuns runs;
  private final List<Flaw> flaws = new ArrayList<>();

  private Trial(RuleFile file, Kind kind, ExampleRuns runs) {
    this.file = file;
    this.kind = kind;
    this.runs = runs;
  }

  /**
   * What is wrong with a rule.
   *
   * @param file of a rule that has the form of one
   */
  public static List<Flaw> flaws(RuleFile file, Kind kind, ExampleRuns runs) {
    Trial trial = new Trial(file, kind, runs);
    if (trial.examplesCanRun()) {
      trial.examples();
      trial.numbers();
      trial.base();
      if (trial.flaws.isEmpty()) {
        trial.remedy();
        trial.edits();
      }
    }
    trial.flaws.sort(Comparator.naturalOrder());
    return trial.flaws;
  }

  private Rule rule() {
    return file.rule();
  }

  private void flaw(Span span, String message) {
    flaws.add(new Flaw(file.source(), span, message));
  }

  private boolean examplesCanRun() {
    List<Example> examples = rule().info().examples();
    for (int i = 0; i < examples.size(); i++) {
      known(i, "release", examples.get(i).release());
      known(i, "from", examples.get(i).from());
      if (rule().isAbout(Subject.UPGRADE) && examples.get(i).from().isEmpty()) {
        flaw(span(i), "an example of a rule about upgrades needs `from`, the old release");
      }
    }
    return flaws.isEmpty();
  }

  private void known(int example, String key, String release) {
    Optional<Release> parsed = Release.parse(release);
    if (!release.isEmpty() && parsed.filter(runs.charts()::has).isEmpty()) {
      flaw(
          part(example, key).span(),
          "no release `"
              + release
              + "` is known; "
              + parsed
                  .map(one -> "the nearest is " + runs.charts().nearest(one))
                  .orElse("known are " + runs.charts().releases().getFirst() + " to " + runs.charts().newest()));
    }
  }

  private void examples() {
    List<Example> examples = rule().info().examples();
    for (int i = 0; i < examples.size(); i++) {
      try {
        example(i, examples.get(i));
      } catch (SourceException e) {
        flaw(span(i), "this example cannot be read: " + e.getMessage());
      } catch (InvalidFileException e) {
        flaw(part(i, "cluster").span(), "this is not valid in a cluster file: " + e.getMessage());
      } catch (ChartException e) {
        throw new IllegalStateException(e); // the charts were read before
      }
    }
  }

  /** A line of a layer. */
  private record Line(String layer, int number) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int layers = layer.compareTo(other.layer);
      return layers != 0 ? layers : Integer.compare(number, other.number);
    }
  }

  private void example(int number, Example example)
      throws SourceException, ChartException, InvalidFileException {
    List<SourceText> layers = runs.layers(example);
    Map<Line, Integer> expected = new TreeMap<>();
    for (SourceText layer : layers) {
      for (int line = 1; line <= layer.lineCount(); line++) {
        if (layer.slice(layer.line(line)).endsWith(MARK)) {
          expected.put(new Line(layer.name(), line), 1);
        }
      }
    }
    if (example.bad() && expected.isEmpty()) {
      flaw(span(number), "a bad example needs `" + MARK + "` at the end of each line that is reported");
    }
    for (Finding finding : runs.findings(rule(), example, layers)) {
      Line line = line(finding.primary());
      boolean own = ExampleRuns.isOf(rule().info(), finding);
      if (own && expected.containsKey(line)) {
        expected.merge(line, -1, Integer::sum);
        if (expected.get(line) < 0) {
          flaw(place(number, line), "the rule reports this line more than once: " + finding.message());
        }
      } else if (own) {
        flaw(
            place(number, line),
            "the rule reports "
                + here(line)
                + (example.bad() ? ", which has no `" + MARK + "`: " : ", but the example is good: ")
                + finding.message());
      } else {
        flaw(
            place(number, line),
            finding.rule().id() + " also reports " + here(line) + ": " + finding.message());
      }
    }
    expected.forEach(
        (line, missing) -> {
          if (!example.bad()) {
            flaw(place(number, line), "a good example must not have `" + MARK + "`");
          } else if (missing > 0) {
            flaw(place(number, line), "the rule does not report this line");
          }
        });
  }

  private static String here(Line line) {
    return line.layer().equals(ExampleRuns.BASE)
        ? ExampleRuns.BASE + ":" + line.number()
        : "this line";
  }

  private static Line line(Location location) {
    SourceText source = location.source();
    return new Line(source.name(), source.position(location.span().start()).line());
  }

  /** The place of an example's line in the rule file. */
  private Span place(int example, Line line) {
    String key =
        switch (line.layer()) {
          case "values.yaml" -> rule().info().examples().get(example).bad() ? "bad" : "good";
          case "layer.yaml" -> "layer";
          default -> "";
        };
    if (!key.isEmpty() && part(example, key) instanceof ScalarNode scalar) {
      SourceText text = new SourceText(key, String.valueOf(scalar.string()));
      int column = 0;
      String content = text.slice(text.line(line.number()));
      while (column < content.length() && content.charAt(column) == ' ') {
        column++;
      }
      Span span = text.line(line.number());
      return ScalarOffsets.of(file.source(), scalar)
          .outer(new Span(span.start() + column, span.end()));
    }
    return span(example);
  }

  private Span span(int example) {
    return file.draft().examples().get(example).span();
  }

  private Node part(int example, String key) {
    MapNode map = file.draft().examples().get(example);
    Node part = map.get(key);
    return part == null ? map : part;
  }

  /** Of those that esslint comes with more is asked: a near miss, and one that does not stand alone. */
  private void numbers() {
    if (!(rule().trigger() instanceof Rule.Declared)) {
      return;
    }
    int least = kind == Kind.BUILT_IN ? 2 : 1;
    List<Example> examples = rule().info().examples();
    long bad = examples.stream().filter(Example::bad).count();
    if (bad < least || examples.size() - bad < least) {
      flaw(
          file.draft().value("examples"),
          "a rule needs at least " + (least == 2 ? "two bad and two good examples" : "one bad and one good example"));
    }
    if (kind == Kind.BUILT_IN && flaws.isEmpty() && examples.stream().noneMatch(this::reachesBeyond)) {
      flaw(
          file.draft().value("examples"),
          "no bad example uses another layer or a default; add a `layer` to one of them");
    }
  }

  /** Whether a bad example shows that the rule sees more than one file: else a rule could be one that does not. */
  private boolean reachesBeyond(Example example) {
    if (!example.bad()) {
      return false;
    }
    try {
      List<SourceText> layers = runs.layers(example);
      for (Finding finding : runs.findings(rule(), example, layers)) {
        if (!finding.notes().isEmpty()
            || Stream.concat(finding.related().stream(), Stream.of(finding.primary()))
                .anyMatch(place -> !place.source().equals(layers.getLast()))) {
          return true;
        }
      }
      Example without =
          new Example(
              true,
              example.values(),
              "",
              example.cluster(),
              example.release(),
              example.from(),
              example.before(),
              example.alone(),
              example.name());
      return runs.findings(rule(), without, runs.layers(without)).stream()
          .noneMatch(finding -> ExampleRuns.isOf(rule().info(), finding));
    } catch (SourceException | InvalidFileException | ChartException e) {
      throw new IllegalStateException(e); // it ran before
    }
  }

  /** Clean values give nothing, in every release of the range. */
  private void base() {
    if (!rule().isAbout(Subject.DEPLOYMENT) || rule().info().topic() == Topic.RELEASE) {
      return;
    }
    Map<String, List<Release>> told = new TreeMap<>();
    for (Release release : runs.charts().releases()) {
      if (rule().charts().contains(release)) {
        for (Finding finding : runs.inBase(rule(), release)) {
          told.computeIfAbsent(finding.message(), _ -> new ArrayList<>()).add(release);
        }
      }
    }
    told.forEach(
        (message, releases) ->
            flaw(
                file.draft().value("when"),
                "the rule reports clean values ("
                    + runs.base().name()
                    + ") in "
                    + releases.getFirst()
                    + (releases.size() > 1 ? " and " + (releases.size() - 1) + " more" : "")
                    + ": "
                    + message
                    + (kind == Kind.OWN
                        ? " If that is intended, add a base.yaml that it does not report beside your rules"
                        : "")));
  }

  private void remedy() {
    try {
      for (Cure cure : Cure.of(rule(), runs)) {
        for (String failure : cure.failures()) {
          flaw(
              file.draft().value("fix"),
              "applied to example "
                  + (cure.example() + 1)
                  + ", alternative "
                  + (cure.alternative() + 1)
                  + " of `fix` does not work: "
                  + failure);
        }
      }
    } catch (SourceException | InvalidFileException | ChartException e) {
      throw new IllegalStateException(e); // the examples ran before
    }
  }

  private void edits() {
    String key = file.draft().keys().containsKey("edit") ? "edit" : "unsafe-edit";
    if (!(rule().trigger() instanceof Rule.Declared declared)
        || declared.edits().isEmpty()
        || !rule().isAbout(Subject.DEPLOYMENT)) {
      return;
    }
    int mended = 0;
    List<Example> examples = rule().info().examples();
    try {
      for (int i = 0; i < examples.size(); i++) {
        if (examples.get(i).bad()) {
          Mending.Outcome outcome = runs.mended(rule(), examples.get(i), true);
          mended += outcome.mended().size();
          if (!outcome.refused().isEmpty()) {
            flaw(
                file.draft().value(key),
                "made in example "
                    + (i + 1)
                    + ", the edit changes more than it speaks of, leaves the finding there or brings another one");
          }
        }
      }
    } catch (SourceException | InvalidFileException | ChartException | IOException e) {
      throw new IllegalStateException(e); // the examples ran before
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (mended == 0 && flaws.isEmpty()) {
      flaw(file.draft().value(key), "the edit cannot be made in any bad example");
    }
  }
}
