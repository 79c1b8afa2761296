package dev.esslint.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.esslint.chart.Charts;
import dev.esslint.analysis.Mending.Outcome;
import dev.esslint.finding.Finding;
import dev.esslint.finding.Fix;
import dev.esslint.input.Inputs.Request;
import dev.esslint.input.Sources;
import dev.esslint.rule.packed.BuiltInRules;
import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.tree.Document;
import dev.esslint.tree.Document.Comment;
import dev.esslint.values.JsonText;
import dev.esslint.values.Value;
import dev.esslint.values.Value.ListValue;
import dev.esslint.values.Value.MapValue;
import dev.esslint.values.Value.ScalarValue;
import dev.esslint.values.ValuePath;
import dev.esslint.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real files with mistakes made in them are mended: no value changes but where an edit says so, every comment stays, and a second
 * run has nothing to do. With {@code -Dshared=PATH} the examples of real charts too, with {@code -Dlong=true} 500 of each.
 */
final class MutatedFilesTest {
  private static final int FILES = Boolean.getBoolean("long") ? 500 : 100;
  private static final long SEED = Long.getLong("seed", 20261128L);

  private static final Pattern ENTRY =
      Pattern.compile("^(\\s*(?:- )?)([A-Za-z][A-Za-z0-9]*):( +)([^#&*|>\\[{\\s][^#]*?)( +#.*)?$");
  private static final Pattern KEY = Pattern.compile("^(\\s*)([A-Za-z][A-Za-z0-9]{4,}):.*$");
  private static final Pattern WORD = Pattern.compile("INFO|DEBUG|LoadBalancer|NodePort|Always|Local|hostIP");

  private final Random random = new Random(SEED);

  private static List<Path> files(String marked, Path... folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> below = Files.walk(folder)) {
        below
            .filter(path -> path.toString().endsWith(".yaml") && path.toString().contains(marked))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  /** One mistake in a line; the same line if it cannot be made there. */
  private String mistaken(String line) {
    Matcher entry = ENTRY.matcher(line);
    Matcher key = KEY.matcher(line);
    switch (random.nextInt(9)) {
      case 0, 1 -> {
        if (entry.matches() && entry.group(4).strip().matches("true|false|[0-9]+")) {
          return quoted(entry, "\"" + entry.group(4).strip() + "\"");
        }
      }
      case 2 -> {
        if (entry.matches() && entry.group(4).strip().matches("([\"'])([0-9]+|true|false)\\1")) {
          return quoted(entry, entry.group(4).strip().replaceAll("[\"']", ""));
        }
      }
      case 3, 4 -> {
        if (key.matches()) {
          String name = key.group(2);
          int at = 1 + random.nextInt(name.length() - 2);
          String other =
              random.nextBoolean()
                  ? name.substring(0, at) + name.substring(at + 1)
                  : name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
          return line.replaceFirst(name, Matcher.quoteReplacement(other));
        }
      }
      case 5 -> {
        if (key.matches()) {
          return line.replaceFirst(key.group(2), key.group(2).toLowerCase(Locale.ROOT));
        }
      }
      case 6 -> {
        if (entry.matches() && !entry.group(1).contains("-")) {
          return entry.group(1) + entry.group(2) + ": 7 # earlier\n" + line;
        }
      }
      case 7 -> {
        if (entry.matches()) {
          return entry.group(1) + entry.group(2) + ":" + (entry.group(5) == null ? "" : entry.group(5));
        }
      }
      default -> {
        Matcher word = WORD.matcher(line);
        if (word.find()) {
          return line.replace(word.group(), word.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return line;
  }

  private static String quoted(Matcher entry, String value) {
    return entry.group(1)
        + entry.group(2)
        + ":"
        + entry.group(3)
        + value
        + (entry.group(5) == null ? "" : entry.group(5));
  }

  private String mutated(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int wanted = 1 + random.nextInt(4);
    for (int attempt = 0; attempt < 400 && wanted > 0; attempt++) {
      int at = random.nextInt(lines.size());
      String line = mistaken(lines.get(at));
      if (!line.equals(lines.get(at))) {
        lines.set(at, line);
        wanted--;
      }
    }
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(lines.size());
      if (ENTRY.matcher(lines.get(at)).matches() && lines.get(at).indexOf('#') < 0) {
        lines.set(at, lines.get(at) + " # note " + i);
      }
    }
    int at = random.nextInt(lines.size());
    if (ENTRY.matcher(lines.get(at)).matches() && random.nextInt(3) == 0) {
      String indent = lines.get(at).replaceAll("\\S.*", "");
      lines.add(at, indent + "# esslint: ignore[PG001, RTC003] no more");
    }
    String feed = random.nextInt(4) == 0 ? "\r\n" : "\n";
    return String.join(feed, lines) + (random.nextInt(5) == 0 ? "" : feed);
  }

  private record Run(Analyzer analyzer, String name, String text) {
    List<Analysis> analyses(Map<String, SourceText> changed) throws Exception {
      SourceText source = changed.getOrDefault(name, new SourceText(name, text));
      return List.of(
          analyzer.analyze(
              new Request(List.of(name), false),
              new Sources() {
                @Override
                public SourceText read(String file) {
                  return source;
                }

                @Override
                public String nameOf(String file) {
                  return file;
                }

                @Override
                public boolean isFile(String file) {
                  return false;
                }
              }));
    }

    Outcome mended(boolean unsafe) throws Exception {
      return Mending.of(
          changed -> {
            try {
              return analyses(changed);
            } catch (SourceException | IOException | RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          },
          finding -> unsafe || finding.repair().safe(),
          file -> true);
    }
  }

  @Test
  void only_what_an_edit_speaks_of_changes() throws Exception {
    mendMistakes(
        files("", Path.of("testdata/ok"), Path.of("testdata/rendered/values"), Path.of("testdata/err")));
  }

  @Tag("shared")
  @Test
  void only_what_an_edit_speaks_of_changes_in_the_charts_own_examples() throws Exception {
    mendMistakes(files("/ci/", Path.of(System.getProperty("shared"), "charts")));
  }

  private void mendMistakes(List<Path> files) throws Exception {
    Analyzer analyzer = new Analyzer(Targets.asDeploymentsSay(Charts.builtIn()), BuiltInRules::usual, null);
    int mistakes = 0;
    int safely = 0;
    int fixable = 0;
    Map<String, Integer> stay = new TreeMap<>();
    for (int i = 0; i < FILES; ) {
      Path file = files.get(random.nextInt(files.size()));
      String text = mutated(Files.readString(file));
      if (!isYaml(text)) {
        continue; // a mistake that only a person can mend
      }
      i++;
      Run run = new Run(analyzer, "values.yaml", text);
      Analysis before = run.analyses(Map.of()).getFirst();
      for (boolean unsafe : new boolean[] {false, true}) {
        Outcome outcome = run.mended(unsafe);
        String after = outcome.texts().isEmpty() ? text : outcome.texts().values().iterator().next().text();
        check(text, after, outcome, before, file);
        Outcome again = new Run(analyzer, "values.yaml", after).mended(unsafe);
        assertEquals(Map.of(), again.texts(), () -> "a second run changes " + file);
        if (!unsafe) {
          safely += outcome.mended().size();
        } else {
          fixable += outcome.mended().size();
        }
      }
      mistakes += before.findings().size();
      before.findings().stream()
          .filter(finding -> finding.repair().isNone())
          .forEach(finding -> stay.merge(finding.rule().id(), 1, Integer::sum));
    }
    String measured =
        "%d files with %d findings: %d mended safely, %d in all; without an edit %s"
            .formatted(FILES, mistakes, safely, fixable, stay);
    assertTrue(safely * 10 >= fixable * 6, measured);
  }

  private static boolean isYaml(String text) {
    try {
      YamlReader.read(new SourceText("", text)).values();
      return true;
    } catch (SourceException e) {
      return false;
    }
  }

  private static void check(String before, String after, Outcome outcome, Analysis old, Path file)
      throws SourceException {
    List<String> comments = comments(after);
    for (String comment : comments(before)) {
      if (!comment.startsWith("esslint:")) {
        assertTrue(comments.remove(comment), () -> "`" + comment + "` of " + file + " is gone:\n" + before + "\n=====\n" + after);
      }
    }
    List<ValuePath> spoken = new ArrayList<>();
    for (Finding finding : outcome.mended()) {
      for (Fix fix : finding.repair().fixes()) {
        spoken.addAll(fix.changes());
      }
    }
    Map<ValuePath, String> was = leaves(old);
    Map<ValuePath, String> is = leaves(outcome.after().getFirst());
    for (Map.Entry<ValuePath, String> leaf : was.entrySet()) {
      boolean commented = leaf.getValue().contains("esslint: ignore"); // which is no value of the document that it is
      if (!commented && !isSpoken(leaf.getKey(), spoken)) {
        assertEquals(leaf.getValue(), is.get(leaf.getKey()), () -> leaf.getKey() + " of " + file);
      }
    }
    for (ValuePath path : is.keySet()) {
      assertTrue(
          was.containsKey(path) || isSpoken(path, spoken), () -> path + " of " + file);
    }
    boolean ended = before.endsWith("\n");
    assertEquals(ended, after.endsWith("\n") || (after.isEmpty() && ended), () -> "the end of " + file);
    assertEquals(before.contains("\r\n"), after.contains("\r\n"));
  }

  /** Whether an edit speaks of a value, or of something in the document that a text is. */
  private static boolean isSpoken(ValuePath leaf, List<ValuePath> spoken) {
    return spoken.stream().anyMatch(path -> leaf.startsWith(path) || path.startsWith(leaf));
  }

  private static List<String> comments(String text) throws SourceException {
    Document document = YamlReader.read(new SourceText("", text));
    return new ArrayList<>(document.comments().stream().map(Comment::text).toList());
  }

  private static Map<ValuePath, String> leaves(Analysis analysis) {
    Map<ValuePath, String> leaves = new HashMap<>();
    collect(ValuePath.ROOT, analysis.resolved().orElseThrow().root(), leaves);
    return leaves;
  }

  private static void collect(ValuePath path, Value value, Map<ValuePath, String> leaves) {
    switch (value) {
      case MapValue map -> map.entries().forEach((key, child) -> collect(path.key(key), child, leaves));
      case ListValue list -> {
        for (int i = 0; i < list.items().size(); i++) {
          collect(path.index(i), list.items().get(i), leaves);
        }
      }
      case ScalarValue scalar -> leaves.put(path, JsonText.of(scalar));
    }
  }
}
