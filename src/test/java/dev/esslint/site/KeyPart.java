package dev.esslint.site;

import static dev.esslint.site.Page.escape;

import dev.esslint.chart.Chart;
import dev.esslint.chart.Charts;
import dev.esslint.chart.KeyWords;
import dev.esslint.explain.KeyPages;
import dev.esslint.schema.KeyForm;
import dev.esslint.site.Page.Section;
import dev.esslint.values.ValuePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The pages about the keys of the chart's values: one for each key of the top level that has keys below it. */
final class KeyPart {
  private static final String GENERAL = "general";

  private final KeyPages pages = new KeyPages(Charts.builtIn());
  private final SequencedMap<String, List<String>> groups = new TreeMap<>();
  private final Map<String, String> addresses = new HashMap<>();

  /** All keys that have words: those of the newest release, and those that it no longer has. */
  KeyPart() {
    Set<String> paths = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    collect(Charts.builtIn().loadNewest(), ValuePath.ROOT, paths);
    KeyWords.get().paths().stream().filter(path -> !path.contains("*")).forEach(paths::add);
    Map<String, List<String>> tops = new TreeMap<>();
    for (String path : paths) {
      tops.computeIfAbsent(path.replaceFirst("[.\\[].*", ""), top -> new ArrayList<>()).add(path);
    }
    tops.forEach(
        (top, own) -> {
          String group = own.size() == 1 ? GENERAL : top;
          groups.computeIfAbsent(group, name -> new ArrayList<>()).addAll(own);
          own.forEach(path -> addresses.put(path, file(group) + "#" + path));
        });
  }

  /** Where a key is explained, from the top of the site; empty if it is not a key with words. */
  String address(String key) {
    return addresses.getOrDefault(key, "");
  }

  /** The keys that have words, which what is as everywhere in Kubernetes has not. */
  private static void collect(Chart chart, ValuePath path, Set<String> paths) {
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

  private static String file(String group) {
    return "keys/" + group + ".html";
  }

  /**
   * The pages.
   *
   * @param rules the address of a rule's page, from a page in the folder of the keys, by its id
   * @param index where the keys are to be found
   */
  List<Page> pages(UnaryOperator<String> rules, SearchIndex index) {
    List<Page> pages = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    groups.forEach(
        (group, paths) -> {
          boolean general = group.equals(GENERAL);
          pages.add(
              page(group, general ? "Single keys of the top level" : "The keys of " + group, paths, rules, index));
          rows.append(
              row(group, general ? "The keys of the top level that have no keys below them." : words(group), paths.size()));
        });
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
    return pages;
  }

  private static String words(String path) {
    return KeyWords.get().of(ValuePath.of(path)).orElse("");
  }

  private static String row(String name, String words, int number) {
    return "<li><a href=\"%1$s.html\">%1$s</a> (%3$d)<p>%2$s</p></li>\n"
        .formatted(name, RulePart.inline(words), number);
  }

  private Page page(
      String name, String title, List<String> paths, UnaryOperator<String> rules, SearchIndex index) {
    String path = file(name);
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
          pages.of(one)
              .orElseThrow(() -> new IllegalStateException(one + " is a key of no release"))
              .replaceFirst("# .*\n", "")
              .replace("\n## Rules about it\n", "\nRules about it:\n");
      Markdown markdown =
          new Markdown(text, link -> link, rules, code -> key(path, one, code));
      index.add(one, address(one), "Key", markdown.summary());
      body.append(
          "<section class=\"key\" id=\"%s\">\n<h2><a href=\"#%1$s\"><code>%s</code></a></h2>\n%s</section>\n"
              .formatted(one, breakable(one), markdown.html()));
    }
    return new Page(path, Section.KEYS, title, title + " of the chart.", List.of(), body.toString());
  }

  /** Where a name on the page of a key leads: to a key below that one, or to another one by its whole path. */
  private String key(String page, String key, String name) {
    String below = address(key + "." + name);
    String address = below.isEmpty() ? address(name) : below;
    return address.isEmpty() || name.equals(key) ? "" : Page.root(page) + address;
  }

  /** A path that a narrow window can break after its dots. */
  private static String breakable(String path) {
    return escape(path).replace(".", ".<wbr />");
  }
}
