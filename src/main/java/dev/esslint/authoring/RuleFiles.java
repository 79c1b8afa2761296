package dev.esslint.authoring;

import dev.esslint.chart.Charts;
import dev.esslint.config.ClusterFile;
import dev.esslint.finding.RuleInfo;
import dev.esslint.rule.PathCheck;
import dev.esslint.rule.Problem;
import dev.esslint.rule.Rule;
import dev.esslint.rule.RuleDraft;
import dev.esslint.rule.Rules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.DuplicateKey;
import dev.esslint.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads rule files and tells what is wrong with them, as far as that shows without trying them out. */
public final class RuleFiles {

  /** Whose rules they are. */
  public enum Kind {
    /** Those that esslint comes with: a file is called family/id-name.yaml. */
    BUILT_IN,
    /** A user's own, in families of their own; files have any name. */
    OWN
  }

  /**
   * What came of it.
   *
   * @param files those that are YAML, in the order of their ids
   * @param flaws all that is wrong with all of them, ordered
   * @param unreadable whether one is no YAML
   */
  public record Result(List<RuleFile> files, List<Flaw> flaws, boolean unreadable) {
    public List<Rule> rules() {
      return files.stream().map(RuleFile::rule).toList();
    }
  }

  private final Kind kind;
  private final Charts charts;
  private final PathCheck paths;
  private final List<RuleFile> files = new ArrayList<>();
  private final List<Flaw> flaws = new ArrayList<>();
  private final Map<String, String> taken = new HashMap<>();
  private final Map<String, RuleInfo> families = new HashMap<>();
  private boolean unreadable;

  private RuleFiles(Kind kind, List<Rule> builtIn, Charts charts) {
    this.kind = kind;
    this.charts = charts;
    this.paths = new PathCheck(charts.loadAll(), ClusterFile.schema());
    if (kind == Kind.OWN) {
      for (Rule rule : builtIn) {
        taken.put(rule.info().id(), "a built-in rule");
        taken.put(rule.info().name(), "the built-in rule " + rule.info().id());
        families.put(rule.info().family(), rule.info());
      }
    }
  }

  /**
   * Reads rule files.
   *
   * @param builtIn the rules that own ones must not be mistaken for
   * @param charts the releases that they may speak of
   */
  public static Result read(
      List<SourceText> sources, Kind kind, List<Rule> builtIn, Charts charts) {
    RuleFiles reading = new RuleFiles(kind, builtIn, charts);
    sources.forEach(reading::add);
    reading.files.sort(Comparator.comparing(file -> file.rule().info().id()));
    return new Result(
        List.copyOf(reading.files),
        reading.flaws.stream().distinct().sorted().toList(),
        reading.unreadable);
  }

  private void add(SourceText source) {
    try {
      Document document = YamlReader.read(source);
      for (DuplicateKey duplicate : document.duplicateKeys()) {
        flaws.add(
            new Flaw(
                source,
                duplicate.used(),
                "duplicate key `"
                    + duplicate.key()
                    + "`; it is also in line "
                    + source.position(duplicate.ignored().start()).line()));
      }
      document
          .ignored()
          .ifPresent(
              span ->
                  flaws.add(
                      new Flaw(source, span, "a second YAML document; a file must contain one rule")));
      RuleDraft draft = Rules.read(document);
      add(source, draft.problems());
      add(source, paths.problems(draft));
      RuleFile file = new RuleFile(source, draft);
      identity(file);
      range(file);
      trigger(file);
      files.add(file);
    } catch (SourceException e) {
      unreadable = true;
      flaws.add(
          new Flaw(
              source,
              e.place().map(SourceException.Place::span).orElse(Span.NONE),
              String.valueOf(e.getMessage())));
    }
  }

  private void add(SourceText source, List<Problem> problems) {
    problems.forEach(problem -> flaws.add(new Flaw(source, problem.span(), problem.message())));
  }

  private void flaw(RuleFile file, String key, String message) {
    flaws.add(new Flaw(file.source(), file.draft().value(key), message));
  }

  /** Ids and names are unique, families have owners. */
  private void identity(RuleFile file) {
    RuleInfo info = file.rule().info();
    claim(file, "id", info.id());
    claim(file, "name", info.name());
    switch (kind) {
      case OWN -> {
        RuleInfo owner = families.get(info.family());
        if (owner != null) {
          flaw(
              file,
              "id",
              "the family " + info.family() + " belongs to esslint; use another one, such as OWN001");
        }
      }
      case BUILT_IN -> {
        Path name = Path.of(info.family(), info.id() + "-" + info.name() + ".yaml");
        if (!info.id().isEmpty() && !info.name().isEmpty() && !Path.of(file.source().name()).endsWith(name)) {
          flaw(file, "id", "the file of this rule must be named " + name);
        }
      }
    }
  }

  private void claim(RuleFile file, String key, String word) {
    if (!word.isEmpty()) {
      String other = taken.putIfAbsent(word, file.source().name());
      if (other != null) {
        flaw(file, key, "the " + key + " `" + word + "` is already used by " + other);
      }
    }
  }

  private void range(RuleFile file) {
    if (charts.releases().stream().noneMatch(file.rule().charts()::contains)) {
      flaw(
          file,
          "charts",
          "no known release is in this range; known releases are "
              + charts.releases().getFirst()
              + " to "
              + charts.newest());
    }
  }

  private void trigger(RuleFile file) {
    if (kind == Kind.OWN && file.rule().trigger() instanceof Rule.Checked) {
      flaw(file, "check", "`check` is only for built-in rules; use `when`");
    }
  }
}
