package dev.esslint.workspace.command;

import dev.esslint.text.SourceException;
import dev.esslint.text.SourceText;
import dev.esslint.text.Span;
import dev.esslint.tree.Document;
import dev.esslint.tree.Node;
import dev.esslint.tree.Node.ListNode;
import dev.esslint.tree.Node.MapNode;
import dev.esslint.tree.Node.ScalarNode;
import dev.esslint.tree.Scalar;
import dev.esslint.workspace.Excerpt;
import dev.esslint.workspace.FileNames;
import dev.esslint.workspace.YamlStream;
import dev.esslint.workspace.Located;
import dev.esslint.workspace.command.ShellScript.Around;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A script, and what is set around it.
 *
 * @param around what fills it in before the shell
 * @param variables those that have a literal value
 * @param rows values that several variables have together, one row for each run of the script
 * @param steps where the list begins that it is a step of, so that it may use files of another one; negative for none
 */
record GivenScript(Excerpt text, Around around, Map<String, String> variables, List<Map<String, String>> rows, int steps) {
  private static final String FENCE = "```";

  /** More rows than somebody deploys with. */
  private static final int MOST_ROWS = 64;

  GivenScript(Excerpt text) {
    this(text, Around.NOTHING, Map.of(), List.of(), -1);
  }

  /**
   * The scripts of a file.
   *
   * @param stated whether somebody says that the file has command lines
   * @throws SourceException if it is no text, or no YAML by its name
   */
  static List<GivenScript> in(String file, SourceText source, boolean stated) throws SourceException {
    if (FileNames.isYaml(file)) {
      return strings(source, FileNames.TASKFILES.contains(FileNames.base(file)));
    }
    return stated && isFenced(source.text()) ? fenced(source) : List.of(whole(file, source));
  }

  private static GivenScript whole(String file, SourceText source) {
    Excerpt whole = Excerpt.of(source);
    boolean just = Justfiles.isNamed(file);
    Around around = Makefiles.isNamed(file) ? Around.MAKE : just ? Around.JUST : Around.NOTHING;
    return new GivenScript(whole, around, just ? Justfiles.variables(source.text()) : Map.of(), List.of(), -1);
  }

  private static boolean isFenced(String text) {
    return text.startsWith(FENCE) || text.contains("\n" + FENCE);
  }

  /** The blocks of code in a text for people. */
  private static List<GivenScript> fenced(SourceText source) {
    List<GivenScript> blocks = new ArrayList<>();
    String text = source.text();
    int begin = -1;
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      if (text.startsWith(FENCE, at)) {
        if (begin >= 0) {
          blocks.add(new GivenScript(Excerpt.of(source, new Span(begin, at))));
        }
        begin = begin < 0 ? next : -1;
      }
      at = next;
    }
    return blocks;
  }

  /** The strings of a YAML file that hold a command line of Helm. */
  private static List<GivenScript> strings(SourceText source, boolean tasks) throws SourceException {
    List<GivenScript> strings = new ArrayList<>();
    for (Span part : YamlStream.documents(source.text())) {
      Document document = Excerpt.of(source, part).yaml();
      collect(document, document.root(), new Surroundings(tasks, Map.of(), List.of(), -1), strings);
    }
    return strings;
  }

  /**
   * What is known of the mappings around a string.
   *
   * @param tasks whether they are in a file of Task
   */
  private record Surroundings(boolean tasks, Map<String, String> variables, List<Map<String, String>> rows, int steps) {}

  private static void collect(Document document, Node node, Surroundings outer, List<GivenScript> strings) {
    switch (node) {
      case MapNode map -> {
        Map<String, String> known = new HashMap<>(outer.variables());
        for (String field : outer.tasks() ? List.of("env", "vars") : List.of("env", "variables")) {
          if (map.get(field) instanceof MapNode set) {
            set.entries().forEach((name, entry) -> literal(entry.value(), name, known));
          }
        }
        List<Map<String, String>> rows =
            map.get("strategy") instanceof MapNode strategy && strategy.get("matrix") instanceof MapNode matrix
                ? Matrix.rows(matrix, MOST_ROWS)
                : outer.rows();
        Surroundings inner = new Surroundings(outer.tasks(), known, rows, outer.steps());
        map.entries().values().forEach(e -> collect(document, e.value(), inner, strings));
      }
      case ListNode list -> {
        Surroundings inner = new Surroundings(outer.tasks(), outer.variables(), outer.rows(), list.span().start());
        list.items().forEach(item -> collect(document, item, inner, strings));
      }
      case ScalarNode scalar -> {
        String text = scalar.string();
        if (text != null && (text.contains("helm ") || (outer.steps() >= 0 && isScript(text)))) {
          Around around = outer.tasks() ? Around.TASK : Around.TEMPLATE;
          Excerpt excerpt = Excerpt.of(new Located(document, scalar, scalar.span()));
          strings.add(new GivenScript(excerpt, around, outer.variables(), outer.rows(), outer.steps()));
        }
      }
    }
  }

  /** Whether a text may be a script that writes a file. */
  private static boolean isScript(String text) {
    return text.contains(">") || text.contains("tee ") || text.contains(" -i") || text.startsWith("cp ") || text.contains("\ncp ");
  }

  private static void literal(Node value, String name, Map<String, String> variables) {
    variables.remove(name);
    if (value instanceof ScalarNode scalar) {
      String text = Scalar.text(scalar.value());
      if (text.indexOf('$') < 0 && !text.contains("{{")) {
        variables.put(name, text);
      }
    }
  }
}
