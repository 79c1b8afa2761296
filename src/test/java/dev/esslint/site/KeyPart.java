package dev.esslint.site;

import static dev.esslint.site.Page.escape;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyWords;
import dev.esslint.cli.KeyPage;
import dev.esslint.schema.KeyForm;
import dev.esslint.site.Page.Section;
import dev.esslint.values.ValuePath;
import dev.esslint.values.ValuePath.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The pages about the keys of the chart's values: one for each key of the top level that has keys below it. */
final class KeyPart {
  private static final String GENERAL = "general";

  /** The pages, and what the search finds on them: the address of each key, and what it means. */
  record Pages(List<Page> pages, SequencedMap<String, Found> keys) {}

  /** A key. */
  record Found(String address, String words) {}

  private final UnaryOperator<String> rules;
  private final SequencedMap<String, List<String>> groups = new TreeMap<>();
  private final SequencedMap<String, Found> found = new TreeMap<>();

  private KeyPart(UnaryOperator<String> rules) {
    this.rules = rules;
  }

  /**
   * All of them.
   *
   * @param rules the address of a rule's page, from a page in the folder of the keys, by its id
   */
  static Pages of(UnaryOperator<String> rules) {
    KeyPart part = new KeyPart(rules);
    TreeSet<String> paths = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    collect(Charts.load(Charts.newest()), ValuePath.ROOT, paths);
    KeyWords.get().paths().stream().filter(path -> !path.contains("*")).forEach(paths::add);
    for (String path : paths) {
      part.groups.computeIfAbsent(path.replaceFirst("[.\\[].*", ""), key -> new ArrayList<>()).add(path);
    }
    return part.pages();
  }

  /** The keys that have words, which what is as everywhere in Kubernetes has not. */
  private static void collect(Chart chart, ValuePath path, TreeSet<String> paths) {
    Optional<KeyForm> form = KeyForm.of(chart, path);
    if (form.isEmpty()) {
      return;
    }
    for (String name : form.get().keys()) {
      ValuePath below = path.key(name);
      if (KeyWords.get().of(below).isPresent()) {
        paths.add(written(below));
        collect(chart, below, paths);
      }
    }
    if (!path.isRoot() && !(path.last() instanceof ValuePath.Index)) {
      collect(chart, path.index(0), paths);
    }
  }

  private static String written(ValuePath path) {
    return path.toString().replaceAll("\\[\\d+]", "[]");
  }

  private Pages pages() {
    List<Page> pages = new ArrayList<>();
    List<String> general = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    groups.forEach(
        (top, paths) -> {
          if (paths.size() == 1) {
            general.addAll(paths);
          } else {
            pages.add(page(top, "The keys of " + top, paths));
            rows.append(row(top, words(top), paths.size()));
          }
        });
    pages.add(page(GENERAL, "Single keys of the top level", general));
    rows.append(row(GENERAL, "The keys of the top level that have no keys below them.", general.size()));
    pages.add(
        new Page(
            Section.KEYS.path(),
            Section.KEYS,
            "Keys",
            "The keys of the chart's values.",
            List.of(),
            """
            <h1>Keys of the chart</h1>
            <p>What the keys of the values of the chart <code>matrix-stack</code> mean, with type, default and the releases that have them. \
            On the command line: <code>esslint explain matrixRTC.sfu.manualIP</code>.</p>
            <ul class="pages">
            %s</ul>
            """
                .formatted(rows)));
    return new Pages(pages, found);
  }

  private static String words(String path) {
    return KeyWords.get().of(ValuePath.of(path)).orElse("");
  }

  private static String row(String name, String words, int number) {
    return "<li><a href=\"%1$s.html\">%1$s</a> (%3$d)<p>%2$s</p></li>\n"
        .formatted(name, RulePart.inline(words), number);
  }

  private Page page(String name, String title, List<String> paths) {
    String path = "keys/" + name + ".html";
    StringBuilder body = new StringBuilder();
    body.append("<nav class=\"crumbs\" aria-label=\"Where this page is\"><a href=\"index.html\">Keys</a> / ");
    body.append(name).append("</nav>\n<h1>").append(title).append("</h1>\n");
    body.append("<details class=\"list\"><summary>").append(paths.size()).append(" keys</summary><ul>");
    for (String one : paths) {
      body.append("<li><a href=\"#%s\">%s</a></li>".formatted(one, one));
    }
    body.append("</ul></details>\n");
    for (String one : paths) {
      String text =
          KeyPage.of(one)
              .orElseThrow(() -> new IllegalStateException(one + " is a key of no release"))
              .replaceFirst("# .*\n", "")
              .replace("\n## Rules about it\n", "\nRules about it:\n");
      Markdown markdown = new Markdown(text, link -> link, rules);
      found.put(one, new Found(path + "#" + one, markdown.summary()));
      body.append(
          "<section class=\"key\" id=\"%s\">\n<h2><a href=\"#%1$s\"><code>%s</code></a></h2>\n%s</section>\n"
              .formatted(one, breakable(one), markdown.html()));
    }
    return new Page(path, Section.KEYS, title, title + " of the chart.", List.of(), body.toString());
  }

  /** A path that a narrow window can break after its dots. */
  private static String breakable(String path) {
    return escape(path).replace(".", ".<wbr />");
  }
}
